"""A set of blocks as arrays: what the engine, the maps and the audits read.

A set is never changed, so its arrays are read once per process.
"""

from __future__ import annotations

import io
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from bagana.redistricting.models import SPECIES, WEIGHTS, Block, BlockSet
from bagana.registers.sheep_units import sheep_units
from bagana.territory.models import Unit

type Floats = npt.NDArray[np.float64]
type Ints = npt.NDArray[np.int32]

COUNTED: Final = ("households", "population", *SPECIES)
EARTH_KM: Final = 6371.0
KEPT: Final = 16
"""Sets of blocks whose arrays one process holds: 2,500 blocks are about 1 MB."""


@dataclass(frozen=True, eq=False)
class BlockArrays:
    """Blocks in the order of `ordinal`; n blocks, m directed borders.

    Attributes
    ----------
    ids, codes
        (n,) keys of the rows and codes of the blocks.
    bags, sums
        (n,) codes of the bag and the sum in which each lay when the set was made.
    lonlat, xy
        (n, 2) degrees, and metres in a plane about the middle of the blocks.
    counts
        Households, people and heads of each kind, (n,) each; NaN: not known.
    weights
        The four balances, (n,) each; NaN: not known.
    indptr, indices, border
        Neighbours in CSR form, border in km.
    area_km2, perimeter_km
        (n,) each.
    wkb
        (n,) shapes as they are kept; `shapes` reads them.
    """

    ids: tuple[int, ...]
    codes: tuple[str, ...]
    bags: tuple[str, ...]
    sums: tuple[str, ...]
    lonlat: Floats
    counts: Mapping[str, Floats]
    weights: Mapping[str, Floats]
    indptr: Ints
    indices: Ints
    border: Floats
    area_km2: Floats
    perimeter_km: Floats
    wkb: tuple[bytes, ...]

    @property
    def size(self) -> int:
        return len(self.codes)

    @cached_property
    def position(self) -> dict[str, int]:
        return {code: i for i, code in enumerate(self.codes)}

    @cached_property
    def xy(self) -> Floats:
        return plane(self.lonlat)

    @cached_property
    def shapes(self) -> tuple[Any, ...]:
        import shapely

        return tuple(shapely.from_wkb(list(self.wkb)))

    @cached_property
    def missing(self) -> dict[str, int]:
        """In how many blocks each balance is not known."""
        return {name: int(np.isnan(self.weights[name]).sum()) for name in WEIGHTS}

    @property
    def pairs(self) -> list[tuple[str, str, float]]:
        """Neighbours once each, with the km of their border."""
        rows = np.repeat(np.arange(self.size), np.diff(self.indptr))
        return [
            (self.codes[i], self.codes[j], float(km))
            for i, j, km in zip(rows, self.indices, self.border, strict=True)
            if i < j
        ]

    def part(self, sums: Collection[str]) -> BlockArrays:
        """Only the blocks of the sums; borders across to others are left out."""
        keep = np.array([code in sums for code in self.sums], dtype=bool)
        return self if keep.all() else _chosen(self, np.flatnonzero(keep))


def _chosen(arrays: BlockArrays, keep: npt.NDArray[np.intp]) -> BlockArrays:
    place = np.full(arrays.size, -1, dtype=np.int32)
    place[keep] = np.arange(len(keep))
    rows = np.repeat(np.arange(arrays.size), np.diff(arrays.indptr))
    inside = (place[rows] >= 0) & (place[arrays.indices] >= 0)
    degree = np.bincount(place[rows[inside]], minlength=len(keep))
    return BlockArrays(
        ids=tuple(arrays.ids[i] for i in keep),
        codes=tuple(arrays.codes[i] for i in keep),
        bags=tuple(arrays.bags[i] for i in keep),
        sums=tuple(arrays.sums[i] for i in keep),
        lonlat=arrays.lonlat[keep],
        counts={name: values[keep] for name, values in arrays.counts.items()},
        weights={name: values[keep] for name, values in arrays.weights.items()},
        indptr=np.concatenate([[0], np.cumsum(degree)]).astype(np.int32),
        indices=place[arrays.indices[inside]],
        border=arrays.border[inside],
        area_km2=arrays.area_km2[keep],
        perimeter_km=arrays.perimeter_km[keep],
        wkb=tuple(arrays.wkb[i] for i in keep),
    )


def plane(lonlat: Floats) -> Floats:
    """(n, 2) metres about the middle: azimuthal equidistant on a sphere.

    Over a sum distances are true within half a per cent (Snyder 1987, 191-202).
    """
    if not len(lonlat):
        return np.empty((0, 2))
    lon, lat = np.radians(lonlat).T
    lon0, lat0 = np.radians((lonlat.min(axis=0) + lonlat.max(axis=0)) / 2)
    cos_c = np.sin(lat0) * np.sin(lat) + np.cos(lat0) * np.cos(lat) * np.cos(lon - lon0)
    c = np.arccos(np.clip(cos_c, -1, 1))
    k = 1000 * EARTH_KM * np.where(c > 1e-12, c / np.maximum(np.sin(c), 1e-12), 1.0)
    east = k * np.cos(lat) * np.sin(lon - lon0)
    north = k * (
        np.cos(lat0) * np.sin(lat) - np.sin(lat0) * np.cos(lat) * np.cos(lon - lon0)
    )
    return np.column_stack([east, north])


def arrays_of(
    block_set: BlockSet, sums: Collection[str | Unit] | None = None
) -> BlockArrays:
    """The blocks of a set, or those of some of its sums (codes or units)."""
    whole = _read(block_set.pk, block_set.sha256)
    if sums is None:
        return whole
    return whole.part({one if isinstance(one, str) else one.code for one in sums})


@lru_cache(maxsize=KEPT)
def _read(pk: int, sha256: str) -> BlockArrays:
    # The hash is part of the key: a number that is given anew is another set.
    block_set = BlockSet.objects.get(pk=pk, sha256=sha256)
    rows = list(
        Block.objects.filter(block_set=pk)
        .order_by("ordinal")
        .values_list(
            "pk", "code", "unit__code", "parent__code", "lon", "lat", "area_km2",
            "geometry", *COUNTED,
        )
    )  # fmt: skip
    counted = np.array([row[8:] for row in rows], dtype=np.float64)
    counts = dict(zip(COUNTED, counted.reshape(-1, len(COUNTED)).T, strict=True))
    area = np.array([row[6] for row in rows], dtype=np.float64)
    borders = neighbours_of(block_set)
    return BlockArrays(
        ids=tuple(row[0] for row in rows),
        codes=tuple(row[1] for row in rows),
        bags=tuple(row[2] for row in rows),
        sums=tuple(row[3] for row in rows),
        lonlat=np.array([row[4:6] for row in rows], dtype=np.float64).reshape(-1, 2),
        counts=counts,
        weights=_balances(counts, area, block_set),
        indptr=borders["indptr"].astype(np.int32),
        indices=borders["indices"].astype(np.int32),
        border=borders["border"].astype(np.float64),
        area_km2=area,
        perimeter_km=borders["perimeter"].astype(np.float64),
        wkb=tuple(bytes(row[7]) for row in rows),
    )


def _balances(
    counts: Mapping[str, Floats], area: Floats, block_set: BlockSet
) -> dict[str, Floats]:
    return {
        "households": counts["households"],
        "population": counts["population"],
        "area": area,
        "sheep_units": sheep_units(counts, block_set.on),
    }


def neighbours_of(block_set: BlockSet) -> dict[str, npt.NDArray[Any]]:
    """The archive of a set: indptr, indices, border, perimeter."""
    with np.load(io.BytesIO(bytes(block_set.neighbours)), allow_pickle=False) as held:
        return {name: held[name] for name in held.files}
