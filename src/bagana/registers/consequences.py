"""What a change of units does to the registers: households and people follow it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Count, Model, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.privacy.models import Export, Reading
from bagana.registers.actions.following import follow
from bagana.registers.actions.journal import later_entries, take_back
from bagana.registers.following import placed, ways
from bagana.registers.models import (
    Entry,
    Event,
    EventKind,
    Household,
    Person,
    Residence,
    Section,
    Stay,
)
from bagana.registers.queries.balance import residents
from bagana.registers.queries.household_balance import stays_on
from bagana.territory.consequences import Consequence, ConsequenceLine, Values
from bagana.territory.models import Unit, UnitChange

type Flow = Counter[tuple[str, str]]
"""From which bag to which: how many."""


def entries_of(change: UnitChange) -> QuerySet[Entry]:
    return Entry.objects.filter(change=change, undone_at__isnull=True)


class RegistersConsequence(Consequence):
    """Households and people before and after, as the registers hold them."""

    def preview(self, change: UnitChange) -> Sequence[ConsequenceLine]:
        units = _touched(change)
        if not units:
            return ()
        left = left_behind(change)
        note = (
            _("%(count)s өрхийг хүлээлцэхдээ хуваарилна") % {"count": sum(left)}
            if any(left)
            else ""
        )
        households = _by_code(stays_on(units.values(), change.effective_on))
        people = _by_code(residents(list(units.values()), change.effective_on))
        if not households and not people:
            return ()
        return [
            _line(
                _("Өрх, бүртгэлээр"), _("өрх"), change, households, "household", note
            ),
            _line(_("Хүн ам, бүртгэлээр"), _("хүн"), change, people, "person", note),
        ]

    def apply(self, change: UnitChange) -> None:
        follow(change, user=change.made_by)

    def undo(self, change: UnitChange) -> None:
        """Also what officers have assigned since: newest first."""
        for entry in entries_of(change).order_by("-id"):
            take_back(user=change.undone_by, entry=entry)
            made = entry.options.get("sections", [])
            Section.objects.filter(pk__in=made).delete()
        first = ways(change)[:1]
        for rows in _on_record(change) if first else ():
            rows.update(unit=first[0].source)

    def made(self, change: UnitChange) -> Iterable[Model]:
        """What came over by the change goes back with it, and blocks nothing."""
        entries = list(entries_of(change))
        for entry in entries:
            for model in (Stay, Residence, Event):
                yield from model._default_manager.filter(entry=entry).only("pk")
            for kept in (Household, Person):
                over = kept._default_manager.filter(pk__in=_kept(entry, kept))
                yield from over.only("pk")
            sections = entry.options.get("sections", [])
            yield from Section.objects.filter(pk__in=sections)
        for rows in _on_record(change):
            yield from rows

    def blocks_undo(self, change: UnitChange) -> Sequence[str]:
        """What was written since of households and people that came over."""
        entries = list(entries_of(change))
        own = {entry.pk for entry in entries}
        later = {one.pk for entry in entries for one in later_entries(entry)} - own
        if not later:
            return ()
        return [
            _("Шилжсэн өрхөд дараа нь хийсэн бүртгэлийн бичилт: %(count)s.")
            % {"count": len(later)}
        ]


def _kept(entry: Entry, model: type[Model]) -> list[int]:
    rows = entry.revisions.filter(table=str(model._meta.model_name))
    return list(rows.values_list("row", flat=True))


def _on_record(change: UnitChange) -> Iterable[QuerySet[Any]]:
    """What stays on record though its bag goes: writings undone, readings, files.

    Nothing depends on them; they go over to the bag that comes back.
    """
    made = change.record.get("created", {}).get("unit", [])
    if made:
        yield Entry.objects.filter(unit__in=made, undone_at__isnull=False)
        yield Reading.objects.filter(unit__in=made)
        yield Export.objects.filter(unit__in=made)


def left_behind(change: UnitChange) -> list[int]:
    """Of each bag that ended or was divided: households that no rule places."""
    return [len(placed(change, way).unknown) for way in ways(change)]


def _touched(change: UnitChange) -> dict[str, int]:
    """Bags whose households go elsewhere, and where they go: code → key."""
    found: dict[str, Unit] = {}
    for way in ways(change):
        if not way.moves_nobody:
            found |= {unit.code: unit for unit in (way.source, *way.targets)}
    return {code: found[code].pk for code in sorted(found)}


def _by_code(rows: QuerySet[Stay] | QuerySet[Residence]) -> dict[str, int]:
    grouped = rows.order_by().values("unit__code").annotate(n=Count("pk"))
    return dict(grouped.values_list("unit__code", "n"))


def _line(
    label: str,
    unit: str,
    change: UnitChange,
    standing: dict[str, int],
    what: str,
    note: str,
) -> ConsequenceLine:
    """Reckoned from the households moved, so that both columns have one sum."""
    after, before = Counter(standing), Counter(standing)
    ahead = change.effective_on > timezone.localdate()
    flow = _planned(change, what) if ahead else _done(change, what)
    for (source, target), count in flow.items():
        if ahead:
            after[source] -= count
            after[target] += count
        else:
            before[source] += count
            before[target] -= count
    codes = _touched(change)
    sources = {way.source.code for way in ways(change)}
    return ConsequenceLine(
        label=label,
        unit=unit,
        before=_shown(before, codes, sources),
        after=_shown(after, codes, _alive(change)),
        nature="own",
        note=note,
    )


def _shown(counts: Counter[str], codes: Iterable[str], stood: set[str]) -> Values:
    """A bag that does not stand on that side is told only where it has somebody."""
    return {
        code: float(counts[code]) for code in codes if code in stood or counts[code]
    }


def _alive(change: UnitChange) -> set[str]:
    return {target.code for way in ways(change) for target in way.targets}


def _done(change: UnitChange, what: str) -> Flow:
    entries = entries_of(change)
    if what == "household":
        stays = Stay.objects.filter(entry__in=entries).order_by()
        return Counter(stays.values_list("entry__unit__code", "unit__code"))
    events = Event.objects.filter(entry__in=entries, kind=EventKind.REDRAWN_IN)
    return Counter(events.order_by().values_list("other_unit__code", "unit__code"))


def _planned(change: UnitChange, what: str) -> Flow:
    found: Flow = Counter()
    for way in ways(change):
        for target, households in placed(change, way).going.items():
            pair = (way.source.code, target.code)
            found[pair] += (
                len(households)
                if what == "household"
                else Person.objects.filter(
                    household__in=households, is_present=True
                ).count()
            )
    return found
