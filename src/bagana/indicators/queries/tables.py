"""Tables of figures: everything of one unit, and rows to take away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

from bagana.indicators.models import Direction, Indicator, Period, Source
from bagana.indicators.queries.values import Latest, latest, published
from bagana.territory.models import Unit, UnitVersion
from bagana.territory.queries import find_version, versions_on

type Pair = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands among comparable units that have one.

    Rank 1 is the best where the indicator has a direction, else the largest; equal
    values share a rank. The median is that of the same units, this one included.
    """

    rank: int
    of: int
    median: float


@dataclass(frozen=True, slots=True)
class TableRow:
    """One indicator of one unit."""

    indicator: Indicator
    latest: Latest | None
    place: Place | None
    source: Source


def unit_table(
    unit: Unit,
    on: date,
    *,
    user: Any,
    indicators: Sequence[Indicator] | None = None,
    group: Iterable[int] | None = None,
) -> list[TableRow]:
    """All indicators of a unit as of a date, in a fixed number of queries.

    `group` holds the keys of comparable units; without it, units of the same level and
    location type in the same aimag.
    """
    chosen = (
        list(Indicator.objects.select_related("source"))
        if indicators is None
        else list(indicators)
    )
    newest = latest(chosen, unit, user=user, on=on)
    peers = set(comparable(unit, on) if group is None else group) | {unit.pk}
    among = _values_among(newest.values(), peers, user)
    sources = Source.objects.in_bulk([v.now.source_id for v in newest.values()])
    return [
        _row(indicator, newest.get(indicator.pk), among, sources)
        for indicator in chosen
    ]


def _row(
    indicator: Indicator,
    found: Latest | None,
    among: dict[Pair, list[float]],
    sources: dict[int, Source],
) -> TableRow:
    if found is None:
        return TableRow(indicator, None, None, indicator.source)
    values = among.get((indicator.pk, found.now.period), [])
    place = _place(indicator, found.now.value, values)
    return TableRow(indicator, found, place, sources[found.now.source_id])


def _place(indicator: Indicator, value: float, values: list[float]) -> Place | None:
    if len(values) < 2:
        return None
    if indicator.direction == Direction.LOWER:
        better = sum(other < value for other in values)
    else:
        better = sum(other > value for other in values)
    return Place(better + 1, len(values), median(values))


def _values_among(
    newest: Iterable[Latest], peers: set[int], user: Any
) -> dict[Pair, list[float]]:
    pairs = {(one.now.indicator_id, one.now.period) for one in newest}
    rows = published(user).filter(
        unit__in=peers,
        indicator__in={pair[0] for pair in pairs},
        period__code__in={pair[1] for pair in pairs},
    )
    found: dict[Pair, list[float]] = defaultdict(list)
    for indicator, period, value in rows.values_list(
        "indicator_id", "period__code", "value"
    ):
        found[indicator, period].append(value)
    return found


def comparable(unit: Unit, on: date) -> list[int]:
    """Units of the same level and location type within the same aimag, itself too."""
    version = find_version(unit.code, on)
    if version is None:
        return [unit.pk]
    level = version.kind.level
    rows = versions_on(on).filter(
        kind__level=level, location_type=version.location_type
    )
    if level > 1:
        rows = rows.filter(unit__in=_under_same_aimag(unit, on))
    return list(rows.values_list("unit_id", flat=True))


def _under_same_aimag(unit: Unit, on: date) -> list[int]:
    aimag = UnitVersion.objects.on(on).filter(
        kind__level=1, unit__descendants__unit=unit
    )
    found = aimag.values_list("unit_id", flat=True).first()
    if found is None:
        return [unit.pk]
    below = Unit.objects.within(Unit(pk=found), on)
    return list(below.values_list("pk", flat=True))


@dataclass(frozen=True, slots=True)
class ExportRow:
    """A published figure with everything a reader of a file needs."""

    indicator: str
    unit: str
    period: str
    value: float
    numerator: float | None
    denominator: float | None
    nature: str
    source: str
    version: int
    publication: int
    note: str
    note_en: str


EXPORTED = (
    "indicator__code",
    "unit__code",
    "period__code",
    "value",
    "numerator",
    "denominator",
    "indicator__nature",
    "source__code",
    "version",
    "publication_id",
    "note",
    "note_en",
)


def export_rows(
    *,
    user: Any,
    indicators: Sequence[Indicator] = (),
    periods: Sequence[Period] = (),
    within: Unit | None = None,
    on: date | None = None,
) -> Iterator[ExportRow]:
    """Published figures one by one, by indicator, unit and period."""
    rows = published(user)
    if indicators:
        rows = rows.filter(indicator__in=[one.pk for one in indicators])
    if periods:
        rows = rows.filter(period__in=[one.pk for one in periods])
    if within is not None and on is not None:
        rows = rows.within(within, on)
    ordered = rows.order_by("indicator__code", "unit__code", "period__start")
    for row in ordered.values_list(*EXPORTED).iterator(chunk_size=2000):
        yield ExportRow(*row)
