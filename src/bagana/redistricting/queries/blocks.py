"""Reads on sets of blocks: lists, totals by bag beside what is published, gaps."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
from django.db.models import Count, QuerySet

from bagana.redistricting.arrays import COUNTED, BlockArrays, arrays_of
from bagana.redistricting.models import Block, BlockSet, BlockUpload
from bagana.redistricting.problems import bags_on
from bagana.redistricting.published import Basis, published
from bagana.territory.models import Unit, UnitVersion
from bagana.territory.queries import below, versions_on

SORTS: Final = {
    "made": "made_at",
    "-made": "-made_at",
    "on": "on",
    "-on": "-on",
    "unit": "unit__code",
    "-unit": "-unit__code",
}


@dataclass(frozen=True)
class SetLine:
    """One set of a list."""

    block_set: BlockSet
    unit: str
    blocks: int
    sums: int


@dataclass(frozen=True)
class Cell:
    """A total of the blocks beside the published figure; None: not known."""

    count: str
    value: int | None
    published: int | None

    @property
    def difference(self) -> int | None:
        if self.value is None or self.published is None:
            return None
        return self.value - self.published


@dataclass(frozen=True)
class BagTotals:
    """One bag of a set."""

    code: str
    name: str
    sum: str
    blocks: int
    area_km2: float | None
    cells: tuple[Cell, ...]

    @property
    def by_count(self) -> dict[str, Cell]:
        return {cell.count: cell for cell in self.cells}


def sets_for(user: Any, unit: str = "", sort: str = "") -> QuerySet[BlockSet]:
    """Sets that the user sees, newest first unless sorted."""
    found = BlockSet.objects.visible_to(user).select_related("unit", "made_by")
    if unit:
        found = found.filter(unit__code=unit)
    return found.defer("neighbours").order_by(SORTS.get(sort, "-made_at"), "-pk")


def lines_of(sets: list[BlockSet]) -> list[SetLine]:
    """With names as of each set's day, and how many blocks and sums."""
    counted = Block.objects.filter(block_set__in=sets).order_by()
    rows = counted.values("block_set").annotate(
        blocks=Count("pk"), sums=Count("parent", distinct=True)
    )
    counts = {row["block_set"]: (row["blocks"], row["sums"]) for row in rows}
    names = DatedNames({one.unit_id for one in sets})
    return [
        SetLine(one, names.of(one.unit, one.on), *counts.get(one.pk, (0, 0)))
        for one in sets
    ]


class DatedNames:
    """Names of units as of several days, read at once."""

    def __init__(self, units: Collection[int]) -> None:
        self._rows: dict[int, list[UnitVersion]] = {}
        for version in UnitVersion.objects.filter(unit__in=units):
            self._rows.setdefault(version.unit_id, []).append(version)

    def of(self, unit: Unit, on: date) -> str:
        for row in self._rows.get(unit.pk, []):
            if row.valid_from <= on and (row.valid_to is None or row.valid_to > on):
                return row.name
        return unit.code


def name_of(unit: Unit, on: Any) -> str:
    found = versions_on(on).filter(unit=unit).first()
    return found.name if found else unit.code


def name_of_code(code: str, on: Any) -> str:
    found = versions_on(on).filter(unit__code=code).first()
    return found.name if found else code


def totals_of(
    user: Any, block_set: BlockSet, sums: list[str] | None = None
) -> list[BagTotals]:
    """Bags of the set (of some of its sums) with totals and published figures."""
    arrays = arrays_of(block_set, sums)
    bags = np.array(bags_on(block_set, set(arrays.sums), block_set.on))
    found = {str(bag): _totals(arrays, bags == bag) for bag in sorted(set(bags))}
    areas = {bag: float(arrays.area_km2[bags == bag].sum()) for bag in found}
    versions = _versions(block_set.unit, block_set.on)
    return beside_published(user, versions, found, areas, block_set.on)


def _totals(arrays: BlockArrays, own: Any) -> dict[str, int | None]:
    found: dict[str, int | None] = {"blocks": int(own.sum())}
    for count in COUNTED:
        value = arrays.counts[count][own].sum()
        found[count] = None if np.isnan(value) else int(value)
    return found


def upload_totals(user: Any, upload: BlockUpload) -> list[BagTotals]:
    """Of a file that was checked and not taken in."""
    on = date.fromisoformat(upload.about["on"])
    versions = _versions(upload.unit, on)
    return beside_published(user, versions, upload.found["totals"], {}, on)


def _versions(unit: Unit, on: Any) -> dict[str, UnitVersion]:
    return {version.unit.code: version for version in below(unit, on, 3)}


def beside_published(
    user: Any,
    versions: Mapping[str, UnitVersion],
    totals: Mapping[str, Mapping[str, int | None]],
    areas: Mapping[str, float],
    on: Any,
) -> list[BagTotals]:
    """Every bag of the totals; those of their sums without a block with nothing."""
    sums = {
        versions[bag].parent_id: True for bag in totals if bag in versions
    }  # fmt: skip
    wanted = sorted(
        code for code, version in versions.items() if version.parent_id in sums
    )
    bases = published(user, wanted, on)
    names = dict(
        versions_on(on).filter(unit__in=list(sums)).values_list("unit", "name_mn")
    )
    return [
        BagTotals(
            code=code,
            name=versions[code].name,
            sum=names.get(versions[code].parent_id or 0, ""),
            blocks=int(totals.get(code, {}).get("blocks") or 0),
            area_km2=areas.get(code),
            cells=tuple(_cell(count, code, totals, bases) for count in COUNTED),
        )
        for code in wanted
    ]


def _cell(
    count: str,
    code: str,
    totals: Mapping[str, Mapping[str, int | None]],
    bases: Mapping[str, Basis],
) -> Cell:
    return Cell(count, totals.get(code, {}).get(count), bases[count].values.get(code))


def bases_of(user: Any, block_set: BlockSet) -> list[Basis]:
    """Which published figures a set is compared with."""
    codes = list(_versions(block_set.unit, block_set.on))
    found = published(user, codes, block_set.on)
    return [found[count] for count in COUNTED if found[count].is_known]


def block_rows(arrays: BlockArrays) -> list[dict[str, Any]]:
    """Every block, to take away: the file can be mended and taken in again."""

    def plain(value: float) -> int | None:
        return None if np.isnan(value) else int(value)

    return [
        {
            "code": arrays.codes[i],
            "bag": arrays.bags[i],
            "sum": arrays.sums[i],
            **{name: plain(arrays.counts[name][i]) for name in COUNTED},
            "area_km2": round(float(arrays.area_km2[i]), 4),
            "lon": round(float(arrays.lonlat[i, 0]), 5),
            "lat": round(float(arrays.lonlat[i, 1]), 5),
        }
        for i in range(arrays.size)
    ]


def geojson_of(block_set: BlockSet) -> str:
    """The whole set as the file from which it can be taken in again, unchanged."""
    from shapely.geometry import mapping

    arrays = arrays_of(block_set)
    features = [
        {
            "type": "Feature",
            "properties": {key: value for key, value in row.items() if key in _IN_FILE},
            "geometry": mapping(arrays.shapes[i]),
        }
        for i, row in enumerate(block_rows(arrays))
    ]
    document = {"type": "FeatureCollection", "features": features}
    return json.dumps(document, ensure_ascii=False)


_IN_FILE: Final = ("code", "bag", *COUNTED)
