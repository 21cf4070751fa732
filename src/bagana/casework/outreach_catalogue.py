"""What rounds and delegated functions tell of every unit, as indicators.

The rules: docs/rules/mobile-rounds.md, docs/rules/delegation.md. Each unit asked for is
counted from rows of all units below it. A unit has figures once it has rows of the
kind; before that they are missing and not nought.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal
from statistics import median
from typing import Final

from django.db.models import F, QuerySet

from bagana.casework.measures import above
from bagana.casework.models import Delegation, MobileRound, RoundState, RoundStop
from bagana.casework.queries.places import FEWEST, Home, Point, homes
from bagana.engines.routing import great_circle_between
from bagana.indicators.catalogue import Declared, declare
from bagana.registers.models import Section
from bagana.territory.models import Unit, UnitAncestry

KNOWN_SHARE: Final = 0.5
"""Of fewer than half of the households or sections nothing is told."""

type Values = Mapping[str, float | None]
type Reader = Callable[[Iterable[Unit], date, date], Values]


def rounds_held(units: Iterable[Unit], start: date, end: date) -> Values:
    """Rounds that ended in the span and called at a place in the unit."""
    over = above(units, end)
    found: dict[str, set[int]] = {code: set() for code in _begun(over, end)}
    rows = _calls(over).filter(
        mobile_round__state=RoundState.HELD, mobile_round__ends_on__range=(start, end)
    )
    for unit, held in rows.values_list("unit", "mobile_round"):
        for code in over[unit]:
            found[code].add(held)
    return {code: float(len(held)) for code, held in found.items()}


def people_reached(units: Iterable[Unit], start: date, end: date) -> Values:
    """People served at stops of the span; missing where a stop was not counted."""
    over = above(units, end)
    found: dict[str, float | None] = dict.fromkeys(_begun(over, end), 0.0)
    rows = _calls(over).filter(
        mobile_round__state=RoundState.HELD, on__range=(start, end)
    )
    for unit, served in rows.values_list("unit", "served"):
        for code in over[unit]:
            told = found[code]
            found[code] = None if told is None or served is None else told + served
    return found


def _calls(over: Collection[int]) -> QuerySet[RoundStop]:
    return RoundStop.objects.filter(unit__in=over).order_by()


def _begun(over: Mapping[int, list[str]], end: date) -> set[str]:
    rows = _calls(over).filter(mobile_round__starts_on__lte=end)
    units = rows.exclude(mobile_round__state=RoundState.CANCELLED)
    seen = units.values_list("unit", flat=True).distinct()
    return {code for unit in seen for code in over[unit]}


def rural_distance(units: Iterable[Unit], start: date, end: date) -> Values:
    """Mean great-circle km of rural households from the office on the last day.

    Where fewer than half of them, or fewer than five, have a place and an office that
    is known, nothing is told.
    """
    over = above(units, end)
    offices = offices_of(over, end)
    batch: dict[int, list[Home]] = defaultdict(list)
    for home in homes(list(over), end):
        if home.is_rural:
            batch[home.unit].append(home)
    ways: dict[str, list[float]] = defaultdict(list)
    rural: dict[str, int] = defaultdict(int)
    for unit, found in batch.items():
        told = _ways(found, offices.get(unit))
        for code in over[unit]:
            ways[code] += told
            rural[code] += len(found)
    return {
        code: sum(told) / len(told)
        for code, told in ways.items()
        if len(told) >= max(FEWEST, KNOWN_SHARE * rural[code])
    }


def _ways(found: Iterable[Home], office: Point | None) -> list[float]:
    places = [home.point for home in found if home.point]
    if office is None or not places:
        return []
    return [float(km) for km in great_circle_between(places, [office])[:, 0]]


def offices_of(units: Collection[int], on: date) -> dict[int, Point]:
    """Where the last round of each unit, else of a unit above it, set out from."""
    places = UnitAncestry.objects.in_force(on).filter(unit__in=units).order_by("depth")
    chain: dict[int, list[int]] = defaultdict(list)
    for unit, ancestor in places.values_list("unit", "ancestor"):
        chain[unit].append(ancestor)
    senders = {one for above_it in chain.values() for one in above_it}
    rows = MobileRound.objects.filter(
        unit__in=senders,
        starts_on__lte=on,
        start_lon__isnull=False,
        start_lat__isnull=False,
    ).exclude(state=RoundState.CANCELLED)
    last: dict[int, Point] = {
        unit: (float(lon or 0), float(lat or 0))
        for unit, lon, lat in rows.order_by("starts_on", "id").values_list(
            "unit", "start_lon", "start_lat"
        )
    }
    told = {unit: [last[one] for one in chain[unit] if one in last] for unit in chain}
    return {unit: points[0] for unit, points in told.items() if points}


def rural_waiting(units: Iterable[Unit], start: date, end: date) -> Values:
    """Median over sections of the days between the visits around the last day."""
    over = above(units, end)
    sections = Section.objects.filter(unit__in=over, is_closed=False)
    waits = waits_of([key for key, _unit in sections.values_list("pk", "unit")], end)
    known: dict[str, list[int]] = defaultdict(list)
    every: dict[str, int] = defaultdict(int)
    for section, unit in sections.values_list("pk", "unit"):
        for code in over[unit]:
            every[code] += 1
            if section in waits:
                known[code].append(waits[section])
    return {
        code: float(median(days))
        for code, days in known.items()
        if len(days) >= KNOWN_SHARE * every[code]
    }


def waits_of(sections: Collection[int], on: date) -> dict[int, int]:
    """Days from the last visit of each section to the next one that is known.

    Where none is planned, to the day itself. A section never visited has none.
    """
    rows = RoundStop.objects.filter(section__in=sections).order_by("on")
    rows = rows.exclude(mobile_round__state=RoundState.CANCELLED)
    last: dict[int, date] = {}
    ahead: dict[int, date] = {}
    for section, day, state in rows.values_list("section", "on", "mobile_round__state"):
        if day > on:
            ahead.setdefault(section, day)
        elif state == RoundState.HELD:
            last[section] = day
    return {
        section: (ahead.get(section, on) - day).days for section, day in last.items()
    }


type Reached = dict[str, list[tuple[int, Decimal | None]]]


def _delegated(units: Iterable[Unit], end: date) -> tuple[Reached, set[str]]:
    """Function and money of what each unit has on the day; who ever had any.

    What all bags of a unit received has no money of one bag's own.
    """
    over = above(units, end)
    held: Reached = defaultdict(list)
    known: set[str] = set()
    rows = Delegation.objects.filter(valid_from__lte=end)
    inside = rows.filter(unit__in=over)
    for row in inside:
        _note(row, row.money, set(over[row.unit_id]), end, held, known)
    asked = {code for codes in over.values() for code in codes}
    to_all = rows.filter(giver=F("unit"))
    below = UnitAncestry.objects.in_force(end).filter(
        ancestor__in=to_all.values("unit"), unit__code__in=asked, depth__gt=0
    )
    bags: dict[int, set[str]] = defaultdict(set)
    for ancestor, code in below.values_list("ancestor", "unit__code"):
        bags[ancestor].add(code)
    for row in to_all:
        _note(row, None, bags[row.unit_id], end, held, known)
    return held, known


def _note(
    row: Delegation,
    money: Decimal | None,
    codes: set[str],
    end: date,
    held: Reached,
    known: set[str],
) -> None:
    known |= codes
    if row.valid_to is None or row.valid_to > end:
        for code in codes:
            held[code].append((row.function_id, money))


def functions_delegated(units: Iterable[Unit], start: date, end: date) -> Values:
    """Functions that the unit, or a unit in it, decides by delegation on the day."""
    held, known = _delegated(units, end)
    return {code: float(len({one for one, _m in held[code]})) for code in known}


def money_delegated(units: Iterable[Unit], start: date, end: date) -> Values:
    """Money a year that came along; missing where that of one function is."""
    held, known = _delegated(units, end)
    found: dict[str, float | None] = {}
    for code in known:
        told = [money for _one, money in held[code]]
        sums = [money for money in told if money is not None]
        found[code] = float(sum(sums)) if len(sums) == len(told) else None
    return found


def as_read(values: Values) -> Values:
    return values


MEASURES: Final[dict[str, Reader]] = {
    "rounds_held": rounds_held,
    "round_people_reached": people_reached,
    "rural_distance_km": rural_distance,
    "rural_waiting_days": rural_waiting,
    "functions_delegated": functions_delegated,
    "money_delegated": money_delegated,
}

declare(*(Declared(code, read, as_read) for code, read in MEASURES.items()))
