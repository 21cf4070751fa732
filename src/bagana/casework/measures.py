"""What requests come to, unit by unit: rows read once, the sheet's words applied.

Each unit asked for counts the requests of all units below it, from the rows and never
from figures of lower units: a median of medians is no median.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from bagana.casework import definitions as sheet
from bagana.casework.definitions import Case
from bagana.casework.models import Deed, Request, RequestStep, Stop
from bagana.engines.deadlines import Pause
from bagana.territory.models import Unit, UnitAncestry

ANSWERS = (Deed.ANSWERED, Deed.REFUSED)
type Cases = list[Case]
type Value = Callable[[Cases, date, date], float | None]


@dataclass(frozen=True, slots=True)
class Told:
    """Cases by the code of each unit asked for; only those that keep requests."""

    cases: Mapping[str, Cases]
    start: date
    end: date


def above(units: Iterable[Unit], on: date) -> dict[int, list[str]]:
    """Under which of the units asked for each unit lay, by its key."""
    asked = {unit.pk: unit.code for unit in units}
    places = UnitAncestry.objects.in_force(on).filter(ancestor__in=asked)
    found: dict[int, list[str]] = defaultdict(list)
    for unit, ancestor in places.values_list("unit_id", "ancestor_id"):
        found[unit].append(asked[ancestor])
    return found


def begun(places: Mapping[int, list[str]], end: date) -> set[str]:
    """Units that had taken a request by then: of the others nothing is known."""
    rows = Request.objects.filter(unit__in=places, taken_on__lte=end).order_by()
    kept = rows.values_list("unit_id", flat=True).distinct()
    return {code for unit in kept for code in places[unit]}


def touching(start: date, end: date) -> Q:
    """Taken, answered, or open at the end of the span."""
    return (
        Q(taken_on__range=(start, end))
        | Q(answered_on__range=(start, end))
        | sheet.open_q(end)
    )


COLUMNS = (
    "pk",
    "unit_id",
    "channel",
    "taken_on",
    "due_on",
    "answered_on",
    "closed_on",
    "satisfaction",
    "distance_km",
)


def read(units: Iterable[Unit], start: date, end: date) -> Told:
    """Two queries for the rows, bounded by the units: requests, and their stops."""
    places = above(units, end)
    rows = Request.objects.filter(touching(start, end), unit__in=places).order_by()
    pauses: dict[int, list[Pause]] = defaultdict(list)
    stops = Stop.objects.filter(request__in=rows.values("pk")).order_by()
    for request, first, last in stops.values_list("request_id", "starts_on", "ends_on"):
        pauses[request].append(Pause(first, last))
    found: dict[str, Cases] = {code: [] for code in begun(places, end)}
    for row in rows.values(*COLUMNS):
        key = row.pop("pk")
        case = Case(unit=row.pop("unit_id"), pauses=tuple(pauses[key]), **row)
        for code in places[case.unit]:
            found.setdefault(code, []).append(case)
    return Told(found, start, end)


def engine(value: Value) -> Callable[[Told], Mapping[str, float | None]]:
    def values(told: Told) -> Mapping[str, float | None]:
        return {
            code: value(cases, told.start, told.end)
            for code, cases in told.cases.items()
        }

    return values


def received(cases: Cases, start: date, end: date) -> float:
    return sum(start <= case.taken_on <= end for case in cases)


def still_open(cases: Cases, start: date, end: date) -> float:
    return sum(sheet.is_open(case, end) for case in cases)


def overdue(cases: Cases, start: date, end: date) -> float:
    return sum(sheet.is_overdue(case, end) for case in cases)


def answered(cases: Cases, start: date, end: date) -> float:
    return sheet.promptness(cases, start, end).answered


def in_term(cases: Cases, start: date, end: date) -> float:
    return sheet.promptness(cases, start, end).within


def median(cases: Cases, start: date, end: date) -> float | None:
    found = sheet.promptness(cases, start, end)
    return sheet.told(found.median, found.answered)


def p90(cases: Cases, start: date, end: date) -> float | None:
    found = sheet.promptness(cases, start, end)
    return sheet.told(found.p90, found.answered)


def satisfaction(cases: Cases, start: date, end: date) -> float | None:
    scores = [
        case.satisfaction
        for case in cases
        if case.satisfaction is not None and sheet.answered_in(case, start, end)
    ]
    return sheet.mean(scores)


def by(chosen: Callable[[Case], bool], value: Value) -> Value:
    """The same figure of some of the cases: one channel, one distance."""

    def of_chosen(cases: Cases, start: date, end: date) -> float | None:
        return value([case for case in cases if chosen(case)], start, end)

    return of_chosen


type Deeds = tuple[dict[str, int], set[str]]


def deeds_of(*deeds: Deed) -> Callable[[Iterable[Unit], date, date], Deeds]:
    """How often something was done in the span, however the request stands today."""

    def counted(units: Iterable[Unit], start: date, end: date) -> Deeds:
        places = above(units, end)
        steps = RequestStep.objects.filter(
            deed__in=deeds, on__range=(start, end), request__unit__in=places
        ).order_by()
        found: dict[str, int] = defaultdict(int)
        for unit in steps.values_list("request__unit_id", flat=True):
            for code in places[unit]:
                found[code] += 1
        return found, begun(places, end)

    return counted


def count_deeds(told: Deeds) -> Mapping[str, float | None]:
    found, kept = told
    return {code: float(found.get(code, 0)) for code in kept}
