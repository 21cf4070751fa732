"""Where the households of a bag go when the bag is split, merged or drawn anew.

To the only successor; else to the one whose outline holds the household's camp, or its
dwelling where it has no camp; else a person decides
(docs/rules/register-events.md, «Changes of units»).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import QuerySet

from bagana.privacy.sealing import unseal
from bagana.registers.models import Camp, Household, Season
from bagana.territory.models import Unit, UnitChange, UnitVersion

BY_SEASON: Final = (Season.WINTER, Season.SPRING, Season.AUTUMN, Season.SUMMER)
"""A household belongs where it winters; else where it stays in the next season."""

type Point = tuple[float, float]


@dataclass(frozen=True)
class Way:
    """What became of one bag: its successors; `stays` when it is one of them."""

    source: Unit
    targets: tuple[Unit, ...]
    stays: bool

    @property
    def moves_nobody(self) -> bool:
        return self.stays and len(self.targets) == 1


def ways(change: UnitChange) -> list[Way]:
    """The sources of a change and where each went, in the order of their codes."""
    found: dict[Unit, list[Unit]] = defaultdict(list)
    rows = change.lineage.select_related("source", "target")
    for row in rows.order_by("source__code", "target__code"):
        if row.target not in found[row.source]:
            found[row.source].append(row.target)
    return [
        Way(source, tuple(targets), source in targets)
        for source, targets in found.items()
    ]


@dataclass(frozen=True)
class Placed:
    """Households by the bag they go to; those that nobody can place by rule."""

    going: dict[Unit, list[Household]]
    unknown: list[Household]


def placed(change: UnitChange, way: Way) -> Placed:
    """What the rule says of each open household that stands in the source."""
    going: dict[Unit, list[Household]] = defaultdict(list)
    unknown: list[Household] = []
    if way.moves_nobody:
        return Placed({}, [])
    households = standing(way.source)
    if len(way.targets) == 1:
        rows = list(households)
        return Placed({way.targets[0]: rows} if rows else {}, [])
    camps = _camps(households)
    finder = Outlines(change, way.targets)
    for household in households:
        point = camps.get(household.pk) or _point(household.private)
        target = finder.holding(point)
        if target is None:
            unknown.append(household)
        elif target != way.source:
            going[target].append(household)
    return Placed(dict(going), unknown)


def standing(unit: Unit) -> QuerySet[Household]:
    return Household.objects.filter(unit=unit, closed_on__isnull=True).order_by("pk")


def _point(content: Mapping[str, Any]) -> Point | None:
    """The place that sealed content tells, of a camp or of a dwelling."""
    lon, lat = content.get("lon"), content.get("lat")
    return None if lon is None or lat is None else (float(lon), float(lat))


def _camps(households: QuerySet[Household]) -> dict[int, Point]:
    """The camp of the first season that has a place, by household."""
    camps = Camp.objects.filter(household__in=households).order_by()
    rows = camps.values_list("household", "household__uid", "season", "sealed")
    best: dict[int, tuple[int, Point]] = {}
    for household, uid, season, sealed in rows.iterator():
        point = _point(unseal(sealed, bind=f"camp:{uid}"))
        if point is None:
            continue
        offer = (BY_SEASON.index(Season(season)), point)
        best[household] = min(best.get(household, offer), offer)
    return {household: point for household, (_rank, point) in best.items()}


class Outlines:
    """The outlines of the successors on the day; none where one is not drawn."""

    def __init__(self, change: UnitChange, targets: Sequence[Unit]) -> None:
        self.shapes: list[tuple[Unit, Any]] = list(_shapes(change, targets))

    def holding(self, point: Point | None) -> Unit | None:
        if point is None or not self.shapes:
            return None
        import shapely

        place = shapely.Point(*point)
        return next(
            (unit for unit, shape in self.shapes if shape.intersects(place)), None
        )


def _shapes(change: UnitChange, targets: Sequence[Unit]) -> Iterable[tuple[Unit, Any]]:
    import shapely

    from bagana.territory.shapes import geometry_of

    drawn = UnitVersion.objects.on(change.effective_on).filter(
        unit__in=targets, boundary__isnull=False
    )
    for version in drawn.select_related("unit", "boundary").order_by("unit__code"):
        assert version.boundary is not None
        shape = geometry_of(version.boundary)
        shapely.prepare(shape)
        yield version.unit, shape
