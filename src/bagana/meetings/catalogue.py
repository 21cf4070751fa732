"""What meetings know of every unit, as indicators: docs/rules/meeting-measures.md.

A unit has figures once it, or a unit in it, has begun to keep its meetings here; before
that they are missing and not nought. Shares are made by the system of the two counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time

from django.db.models import Count, F, Q
from django.utils import timezone

from bagana.indicators import withholding
from bagana.indicators.catalogue import Declared, declare
from bagana.meetings.models import (
    Denominator,
    Meeting,
    MeetingState,
    Obligation,
    ObligationState,
    Presence,
)
from bagana.territory.models import Unit, UnitAncestry

HELD = (MeetingState.CLOSED, MeetingState.SIGNED)
JUDGED = (*HELD, MeetingState.FAILED)
"""Meetings of which it is known whether enough came: held, or sent home."""

type Parts = list[tuple[str, str, int]]
"""Code of the unit asked for, the figure, how many."""


def above(units: Iterable[Unit], on: date) -> dict[int, list[str]]:
    """Under which of the units asked for each unit lay, by its key.

    Units that are gone by the day are found where they lay last: what a bag held
    before it was merged counts where its land is.
    """
    asked = {unit.pk: unit.code for unit in units}
    places = UnitAncestry.objects.in_force(on).filter(ancestor__in=asked)
    found: dict[int, list[str]] = {}
    for unit, ancestor in places.values_list("unit_id", "ancestor_id"):
        found.setdefault(unit, []).append(asked[ancestor])
    return found


def begun(units: Iterable[int], end: date) -> set[int]:
    """Units whose meetings were kept here by the day."""
    rows = Meeting.objects.filter(unit__in=list(units), starts_at__lt=_after(end))
    rows = rows.filter(state__in=JUDGED, parent__isnull=True).order_by()
    return set(rows.values_list("unit", flat=True).distinct())


def _after(day: date) -> datetime:
    """The first moment that is no longer in the day, in Ulaanbaatar."""
    last = datetime.combine(day, time.max, timezone.get_current_timezone())
    return last + datetime.resolution


def _from(day: date) -> datetime:
    return datetime.combine(day, time.min, timezone.get_current_timezone())


type Counts = Iterable[tuple[int, str, int]]


def parts_of(
    units: Iterable[Unit],
    start: date,
    end: date,
    count: Callable[[list[int], date, date], Counts],
    names: tuple[str, ...],
) -> Parts:
    """The counts of each bag, told to every unit asked for that it lies in; nought
    for a bag that keeps its meetings here and held none in the span."""
    over = above(units, end)
    bags = begun(over, end)
    rows = [(unit, name, 0) for unit in bags for name in names]
    rows += [row for row in count(sorted(bags), start, end) if row[0] in bags]
    return [(code, name, n) for unit, name, n in rows for code in over[unit]]


def added(name: str) -> Callable[[Parts], Mapping[str, float | None]]:
    def add(parts: Parts) -> Mapping[str, float | None]:
        sums: dict[str, float | None] = {}
        for code, one, n in parts:
            if one == name:
                sums[code] = (sums.get(code) or 0.0) + n
        return sums

    return add


def _meetings(units: list[int], start: date, end: date) -> Counts:
    """Of whole meetings: a sub-meeting is counted with the one it belongs to."""
    span = Q(starts_at__gte=_from(start), starts_at__lt=_after(end))
    rows = Meeting.objects.filter(span, unit__in=units, parent__isnull=True).order_by()
    known = Q(state__in=JUDGED, needed__isnull=False, represented__isnull=False)
    counted = rows.values_list("unit").annotate(
        held=Count("pk", filter=Q(state__in=HELD)),
        judged=Count("pk", filter=known),
        quorate=Count("pk", filter=known & Q(represented__gte=F("needed"))),
    )
    for unit, held, judged, quorate in counted:
        yield unit, "held", held
        yield unit, "judged", judged
        yield unit, "quorate", quorate


def _attendance(units: list[int], start: date, end: date) -> Counts:
    """Households registered and represented, of meetings counted by households."""
    rows = Meeting.objects.filter(
        starts_at__gte=_from(start),
        starts_at__lt=_after(end),
        unit__in=units,
        parent__isnull=True,
        state__in=JUDGED,
        rule__quorum_of=Denominator.HOUSEHOLDS,
        registered__isnull=False,
        represented__isnull=False,
    ).order_by()
    for unit, registered, represented in rows.values_list(
        "unit", "registered", "represented"
    ):
        yield unit, "registered", registered or 0
        yield unit, "represented", represented or 0


def _present(units: list[int], start: date, end: date) -> Counts:
    """Who came, of whom the sex is written down; sub-meetings with their whole."""
    whole = Q(meeting__parent__isnull=True, meeting__state__in=JUDGED)
    part = Q(meeting__parent__state__in=JUDGED)
    rows = Presence.objects.filter(
        whole | part,
        meeting__starts_at__gte=_from(start),
        meeting__starts_at__lt=_after(end),
        meeting__unit__in=units,
    ).exclude(sex="")
    for unit, sex, n in (
        rows.order_by().values_list("meeting__unit", "sex").annotate(n=Count("pk"))
    ):
        yield unit, "present", n
        if sex == "female":
            yield unit, "women", n


def _obligations(units: list[int], start: date, end: date) -> Counts:
    """Whose term fell in the span; those taken off the list are not counted."""
    rows = Obligation.objects.filter(unit__in=units, due_on__range=(start, end))
    rows = rows.exclude(state=ObligationState.DROPPED).order_by()
    in_term = Q(state=ObligationState.DONE, done_on__lte=F("due_on"))
    counted = rows.values_list("unit").annotate(
        due=Count("pk"), done=Count("pk", filter=in_term)
    )
    for unit, due, done in counted:
        yield unit, "due", due
        yield unit, "done", done


GROUPS = {
    _meetings: {
        "meetings_held": "held",
        "meetings_judged": "judged",
        "meetings_quorate": "quorate",
    },
    _attendance: {
        "meeting_registered": "registered",
        "meeting_represented": "represented",
    },
    _present: {"meeting_present": "present", "meeting_present_women": "women"},
    _obligations: {"obligations_due": "due", "obligations_in_term": "done"},
}


def _reader(
    count: Callable[[list[int], date, date], Counts], names: tuple[str, ...]
) -> Callable[[Iterable[Unit], date, date], Parts]:
    def read(units: Iterable[Unit], start: date, end: date) -> Parts:
        return parts_of(units, start, end, count, names)

    return read


withholding.register(withholding.share("meeting_present", "meeting_present_women"))
declare(
    *(
        Declared(code, read, added(name))
        for count, codes in GROUPS.items()
        for read in [_reader(count, tuple(codes.values()))]
        for code, name in codes.items()
    )
)
