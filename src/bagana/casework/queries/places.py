"""Where households live, to plan visits and measure ways: counts, nobody's place.

Places of camps and dwellings stand sealed; they are opened here only to be counted and
averaged. No point of fewer than `FEWEST` households leaves this file
(docs/rules/mobile-rounds.md).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Count, Q

from bagana.engines.routing import great_circle_between
from bagana.privacy.sealing import unseal
from bagana.registers.models import Camp, Household, Person, Season, Section, Stay

FEWEST: Final = 5
GRID_DEGREES: Final = 0.01
"""A section's centre is told to about a kilometre."""

SEASONS: Final = {
    **dict.fromkeys((12, 1, 2), Season.WINTER),
    **dict.fromkeys((3, 4, 5), Season.SPRING),
    **dict.fromkeys((6, 7, 8), Season.SUMMER),
    **dict.fromkeys((9, 10, 11), Season.AUTUMN),
}
OTHERWISE: Final = (Season.WINTER, Season.SPRING, Season.AUTUMN, Season.SUMMER)
BATCH: Final = 2_000

type Point = tuple[float, float]


@dataclass(frozen=True, slots=True, repr=False)
class Home:
    """A household on a day; no `repr`: its place must not reach a log."""

    pk: int
    unit: int
    section: int | None
    is_rural: bool
    point: Point | None


def season_of(on: date) -> Season:
    return SEASONS[on.month]


def homes(units: Collection[int], on: date) -> Iterator[Home]:
    """Households that stayed in the units on the day, each where it is in the season.

    In the camp of the day's season; without one in that of winter, spring, autumn,
    summer; else in its dwelling. Rural is who keeps a camp or is marked a herder.
    """
    stays = Stay.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=on), starts_on__lte=on, unit__in=units
    )
    rows = stays.order_by("household").values_list(
        "household", "unit", "household__section", "household__is_herder"
    )
    batch: list[tuple[int, int, int | None, bool | None]] = []
    for row in rows.iterator(chunk_size=BATCH):
        batch.append(row)
        if len(batch) == BATCH:
            yield from _placed(batch, on)
            batch = []
    yield from _placed(batch, on)


def _placed(
    rows: Sequence[tuple[int, int, int | None, bool | None]], on: date
) -> Iterator[Home]:
    keys = [row[0] for row in rows]
    camps = _camps(keys, on)
    dwellings = _dwellings([key for key in keys if camps.get(key) is None])
    for key, unit, section, herder in rows:
        point = camps.get(key) or dwellings.get(key)
        yield Home(key, unit, section, herder is True or key in camps, point)


def _camps(households: Sequence[int], on: date) -> dict[int, Point | None]:
    """Of each household with a camp: the place of the one it is in, if told."""
    order = {season: rank for rank, season in enumerate((season_of(on), *OTHERWISE), 1)}
    order[season_of(on)] = 0
    rows = Camp.objects.filter(household__in=households).order_by()
    best: dict[int, tuple[int, Point | None]] = {}
    for household, uid, season, sealed in rows.values_list(
        "household", "household__uid", "season", "sealed"
    ):
        point = _point(unseal(sealed, bind=f"camp:{uid}"))
        rank = order[Season(season)] if point else len(order) + 1
        if household not in best or rank < best[household][0]:
            best[household] = (rank, point)
    return {household: point for household, (_rank, point) in best.items()}


def _dwellings(households: Sequence[int]) -> dict[int, Point]:
    rows = Household.objects.filter(pk__in=households).order_by()
    found = {}
    for pk, uid, sealed in rows.values_list("pk", "uid", "sealed"):
        point = _point(unseal(sealed, bind=f"household:{uid}"))
        if point:
            found[pk] = point
    return found


def _point(content: Mapping[str, Any]) -> Point | None:
    lon, lat = content.get("lon"), content.get("lat")
    return None if lon is None or lat is None else (float(lon), float(lat))


@dataclass(frozen=True, slots=True)
class Centre:
    """A section by the middle of its households; `point` None: too few have a place."""

    section: Section
    households: int
    point: Point | None


def centres(units: Collection[int], on: date) -> list[Centre]:
    """Open sections of the units with their households and, of five or more, a middle.

    The mean of the places, rounded to `GRID_DEGREES`.
    """
    found: dict[int, list[Point | None]] = defaultdict(list)
    for home in homes(units, on):
        if home.section is not None:
            found[home.section].append(home.point)
    sections = Section.objects.filter(unit__in=units, is_closed=False)
    return [
        Centre(one, len(found[one.pk]), _middle(found[one.pk]))
        for one in sections.select_related("unit").order_by("unit__code", "name")
    ]


def _middle(points: Iterable[Point | None]) -> Point | None:
    told = [point for point in points if point]
    if len(told) < FEWEST:
        return None
    lon = sum(point[0] for point in told) / len(told)
    lat = sum(point[1] for point in told) / len(told)
    return (_on_grid(lon), _on_grid(lat))


def _on_grid(degrees: float) -> float:
    return round(round(degrees / GRID_DEGREES) * GRID_DEGREES, 4)


@dataclass(frozen=True, slots=True)
class Reach:
    households: int
    people: int


def reached(
    stops: Sequence[Point], units: Collection[int], radius_km: float, on: date
) -> list[Reach]:
    """Households and people within the radius of each stop on the day.

    A household near several stops counts at the nearest, so that stops can be added.
    """
    if not stops:
        return []
    inside: dict[int, int] = {}
    near: list[tuple[int, Point]] = []
    for home in homes(units, on):
        if home.point:
            near.append((home.pk, home.point))
        if len(near) == BATCH:
            inside |= _nearest(stops, near, radius_km)
            near = []
    inside |= _nearest(stops, near, radius_km)
    people = _people_of(inside)
    counted = [[0, 0] for _stop in stops]
    for household, stop in inside.items():
        counted[stop][0] += 1
        counted[stop][1] += people.get(household, 0)
    return [Reach(*one) for one in counted]


def _nearest(
    stops: Sequence[Point], near: Sequence[tuple[int, Point]], radius_km: float
) -> dict[int, int]:
    if not near:
        return {}
    ways = great_circle_between([point for _pk, point in near], stops)
    best = ways.argmin(axis=1)
    return {
        pk: int(best[row])
        for row, (pk, _point) in enumerate(near)
        if ways[row, best[row]] <= radius_km
    }


def _people_of(households: Collection[int]) -> dict[int, int]:
    keys, found = sorted(households), {}
    for start in range(0, len(keys), BATCH):
        rows = Person.objects.filter(
            household__in=keys[start : start + BATCH], is_present=True
        )
        counted = rows.order_by().values_list("household").annotate(n=Count("pk"))
        found.update(dict(counted))
    return found
