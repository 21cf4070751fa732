"""Households follow a change of units: in one entry for a bag, undone with it.

Households keep their people, camps and past; stays, residences and numbers go over, and
each person present gets an event of going and of coming.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from itertools import batched
from typing import Any, Final

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.registers.actions.journal import begin, keep_stored, stored
from bagana.registers.bulk import write_columns, write_rows
from bagana.registers.following import placed, standing, ways
from bagana.registers.models import (
    Entry,
    EntryKind,
    Event,
    EventKind,
    Household,
    Person,
    Residence,
    Section,
    Stay,
)
from bagana.registers.rules import can_keep
from bagana.territory.models import Unit, UnitChange
from bagana.web.bulk import Row, insert
from bagana.web.errors import Conflict, Refused

BATCH: Final = 1_000
STAY: Final = ("household", "unit", "number", "starts_on", "entry")
RESIDENCE: Final = ("person", "unit", "starts_on", "is_temporary", "entry")
EVENT: Final = (
    "kind",
    "person",
    "household",
    "unit",
    "other_unit",
    "place",
    "on",
    "registered_on",
    "paper",
    "entry",
)


def follow(change: UnitChange, *, user: Any) -> list[Entry]:
    """Move every household that the rule can place. Before the day nothing moves.

    The permission is that of the change of units, or of `follow_now`.
    """
    if change.effective_on > timezone.localdate():
        return []
    made = []
    for way in ways(change):
        going = placed(change, way).going
        if going:
            made.append(_move(change, way.source, going, user))
    return made


@transaction.atomic
def follow_now(*, user: Any, change: UnitChange) -> list[Entry]:
    """The day of a change that was made ahead has come: move whom the rule places."""
    _refuse_idle(change)
    for way in ways(change):
        can_keep.require(user, way.source)
        for target in way.targets:
            can_keep.require(user, target)
    return follow(change, user=user)


@transaction.atomic
def assign(
    *,
    user: Any,
    change: UnitChange,
    source: Unit,
    target: Unit,
    households: Collection[Household] = (),
    section: Section | None = None,
) -> Entry:
    """Households that no rule could place go to the bag that an officer names.

    One by one (`households`), or all of a section of the former bag.

    Raises
    ------
    PermissionDenied
        When the user does not keep both bags' registers.
    Refused
        When the target is no successor of the source, or nobody is chosen.
    """
    can_keep.require(user, source)
    can_keep.require(user, target)
    _refuse_idle(change)
    way = next((one for one in ways(change) if one.source == source), None)
    if way is None or target not in way.targets or target == source:
        raise Refused(_("Энэ баг тэр багийн залгамжлагч биш."), field="target")
    wanted = {one.pk for one in households}
    rows = standing(source)
    chosen = rows.filter(section=section) if section else rows.filter(pk__in=wanted)
    found = list(chosen)
    if not found:
        raise Refused(_("Шилжүүлэх өрхөө сонгоно уу."), field="households")
    return _move(change, source, {target: found}, user)


def _refuse_idle(change: UnitChange) -> None:
    if change.undone_at is not None:
        raise Conflict(_("Энэ өөрчлөлтийг буцаасан."))
    if change.effective_on > timezone.localdate():
        raise Conflict(
            _("Өөрчлөлт хүчин төгөлдөр болоогүй байна."),
            _("Тэр өдрөөс эхлэн өрхийг шилжүүлнэ үү."),
        )


def _move(
    change: UnitChange,
    source: Unit,
    going: Mapping[Unit, Sequence[Household]],
    user: Any,
) -> Entry:
    count = sum(len(rows) for rows in going.values())
    entry = begin(
        kind=EntryKind.REDRAWN,
        unit=source,
        user=user,
        change=change,
        options={"done": "household_redrawn", "households": count},
    )
    said: dict[str, list[Any]] = {"sections": [], "renumbered": []}
    for target, households in going.items():
        sections = _sections(households, target, said["sections"])
        numbers = _numbers(households, target, said["renumbered"])
        for rows in batched(households, BATCH):
            _households(entry, rows, target, sections, numbers)
            _people(entry, rows, target)
    entry.options |= said
    entry.save(update_fields=["options"])
    return entry


def _sections(
    households: Sequence[Household], target: Unit, made: list[int]
) -> dict[int | None, Section]:
    """Sections of the former bag go on under their names in the new one."""
    wanted = {one.section_id for one in households if one.section_id}
    found: dict[int | None, Section] = {}
    for section in Section.objects.filter(pk__in=wanted).order_by("pk"):
        found[section.pk], is_new = Section.objects.get_or_create(
            unit=target, name=section.name
        )
        if is_new:
            made.append(found[section.pk].pk)
    return found


def _numbers(
    households: Sequence[Household], target: Unit, told: list[Any]
) -> dict[int, str]:
    """A number that is taken in the new bag gives way to the next free one."""
    taken = set(standing(target).values_list("number", flat=True))
    numeric = [int(one) for one in taken if one.isdecimal()]
    numeric += [int(one.number) for one in households if one.number.isdecimal()]
    last = max(numeric, default=0)
    numbers: dict[int, str] = {}
    for one in households:
        number = one.number
        if number in taken:
            last += 1
            number = str(last)
            told.append([one.number, number, target.code])
        taken.add(number)
        numbers[one.pk] = number
    return numbers


def _households(
    entry: Entry,
    households: Sequence[Household],
    target: Unit,
    sections: Mapping[int | None, Section],
    numbers: Mapping[int, str],
) -> None:
    keys = [one.pk for one in households]
    keep_stored(
        entry, Household, stored(Household.objects.filter(pk__in=keys).order_by("pk"))
    )
    open_stays = Stay.objects.filter(household__in=keys, ends_on__isnull=True)
    stays = stored(open_stays.order_by("pk"))
    keep_stored(entry, Stay, stays)
    day, now = _day(entry), timezone.now()
    starts = {one["household_id"]: max(day, one["starts_on"]) for one in stays}
    ends = [{"id": s["id"], "ends_on": starts[s["household_id"]]} for s in stays]
    write_columns(Stay, ["ends_on"], ends)
    for one in households:
        one.unit, one.number = target, numbers[one.pk]
        one.section, one.changed_at = sections.get(one.section_id), now
    fields = ["unit_id", "number", "section_id", "changed_at"]
    write_rows(Household, fields, households)
    insert(
        Stay,
        STAY,
        ((k, target.pk, numbers[k], starts.get(k, day), entry.pk) for k in keys),
    )


def _day(entry: Entry) -> date:
    assert entry.change is not None
    return entry.change.effective_on


def _people(entry: Entry, households: Sequence[Household], target: Unit) -> None:
    keys = [one.pk for one in households]
    people = Person.objects.filter(household__in=keys)
    keep_stored(entry, Person, stored(people.order_by("pk")))
    here = Residence.objects.filter(
        person__household__in=keys, person__is_present=True, ends_on__isnull=True
    )
    residences = stored(here.order_by("pk"))
    keep_stored(entry, Residence, residences)
    homes = dict(people.order_by().values_list("pk", "household"))
    lasts = _last_events(keys)
    for row in residences:
        last = lasts.get(row["person_id"], date.min)
        row["ends_on"] = max(_day(entry), row["starts_on"], last)
    write_columns(Residence, ["ends_on"], residences)
    people.update(unit=target, changed_at=timezone.now())
    insert(Residence, RESIDENCE, _residences(entry, residences, target))
    insert(Event, EVENT, _events(entry, residences, homes, target))


def _last_events(households: Collection[int]) -> dict[int, date]:
    rows = Event.objects.filter(person__household__in=households).order_by()
    last = rows.values("person").annotate(last=Max("on"))
    return dict(last.values_list("person", "last"))


def _residences(
    entry: Entry, former: Sequence[Mapping[str, Any]], target: Unit
) -> Iterator[Row]:
    for row in former:
        person, starts, temporary = (
            row[name] for name in ("person_id", "ends_on", "is_temporary")
        )
        yield person, target.pk, starts, temporary, entry.pk


def _events(
    entry: Entry,
    residences: Sequence[Mapping[str, Any]],
    homes: Mapping[int, int],
    target: Unit,
) -> Iterator[Row]:
    today = timezone.localdate()
    for row in residences:
        person, on = row["person_id"], row["ends_on"]
        for kind, unit, other in (
            (EventKind.REDRAWN_OUT, row["unit_id"], target.pk),
            (EventKind.REDRAWN_IN, target.pk, row["unit_id"]),
        ):
            told = max(today, on)
            home = homes[person]
            yield kind.value, person, home, unit, other, "", on, told, "", entry.pk
