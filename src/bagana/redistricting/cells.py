"""Blocks made of a sum's cells, with its people and herds placed by a model.

Until registers know where households live, each bag's published total is spread over
its cells: by area, denser near the place where the bag's people are. Totals stay exact.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

type Floats = npt.NDArray[np.float64]

RESOLUTIONS: Final = (5, 6, 7, 8)
"""H3: about 253, 36, 5 and 0.74 km² a cell."""

MOST: Final = 2_500
SLIVER: Final = 0.2
"""A piece of a cell smaller than this share of it joins its neighbour in the bag."""

NEAR_KM: Final = 3.0
"""People gather within a few kilometres of the bag's centre ..."""
GATHERED: Final = {"households": 0.7, "population": 0.7}
"""... this share of them; the rest, and all herds, lie evenly over the land."""


class TooManyCells(ValueError):  # noqa: N818 the name says what it is
    """The cells would be more than a page and a search stay quick with."""


@dataclass(frozen=True)
class CellPiece:
    """The part of an H3 cell that lies in one bag."""

    code: str
    bag: str
    shape: Any


def pieces(outlines: Mapping[str, Any], resolution: int) -> list[CellPiece]:
    """Cover the bags by cells clipped to each bag; slivers join a neighbour.

    Parameters
    ----------
    outlines
        Bag to its outline in degrees.
    resolution
        Of H3, one of `RESOLUTIONS`.

    Raises
    ------
    TooManyCells
        For more than `MOST` pieces.

    Notes
    -----
    H3: Brodsky (2018), Uber. A bag smaller than a cell is one piece.
    """
    found: list[CellPiece] = []
    for bag in sorted(outlines):
        found += _of_bag(bag, outlines[bag], resolution)
        if len(found) > MOST:
            raise TooManyCells
    return found


def _of_bag(bag: str, outline: Any, resolution: int) -> list[CellPiece]:
    import shapely

    shapely.prepare(outline)
    rough = _clipped(outline, resolution)
    least = SLIVER * _usual_area(rough)
    merged = _without_slivers([shape for _cell, shape in rough], least)
    # The cell gives the code; where it lies in pieces or two bags, so do the codes.
    taken: dict[str, int] = {}
    result = []
    for i, shape in merged:
        cell = rough[i][0]
        taken[cell] = taken.get(cell, 0) + 1
        part = f"-{taken[cell]}" if taken[cell] > 1 else ""
        result.append(CellPiece(f"{cell}-{bag}{part}", bag, shape))
    return result


def _clipped(outline: Any, resolution: int) -> list[tuple[str, Any]]:
    """Cell and each connected piece of it inside the outline, in order of cells."""
    import h3
    import shapely

    from bagana.redistricting.features import cell_shape

    cells = h3.h3shape_to_cells_experimental(
        h3.geo_to_h3shape(outline), resolution, contain="overlap"
    )
    found = []
    for cell in sorted(cells):
        cut = shapely.intersection(cell_shape(cell), outline)
        for part in shapely.get_parts(cut):
            if part.geom_type == "Polygon" and part.area > 0:
                found.append((cell, part))
    return found


def _usual_area(rough: Sequence[tuple[str, Any]]) -> float:
    return max((shape.area for _cell, shape in rough), default=0.0)


def _without_slivers(shapes: list[Any], least: float) -> list[tuple[int, Any]]:
    """Index and shape of what is left; the smallest goes first, to its longest border.

    A sliver that borders nothing stays: no land is lost.
    """
    import shapely

    kept: dict[int, Any] = dict(enumerate(shapes))
    small = sorted((s.area, i) for i, s in kept.items() if s.area < least)
    for _area, i in small:
        # It may have grown by a smaller one.
        if kept[i].area >= least:
            continue
        own = kept[i]
        near = [j for j, s in kept.items() if j != i and s.intersects(own)]
        borders = [(shapely.length(own.intersection(kept[j])), -j) for j in near]
        if borders and max(borders)[0] > 0:
            j = -max(borders)[1]
            kept[j] = shapely.union(kept[j], own)
            del kept[i]
    return sorted(kept.items())


def placed(total: int | None, shares: Floats) -> list[int | None]:
    """Spread a whole number over n places by their shares; the sum is exact.

    Largest remainder (Hamilton); of equals the first. None stays None everywhere:
    what is not known is not placed.
    """
    if total is None:
        return [None] * len(shares)
    even = np.full(len(shares), 1 / len(shares))
    exact = total * (shares / shares.sum() if shares.sum() > 0 else even)
    base = np.floor(exact).astype(int)
    rest = total - int(base.sum())
    order = np.lexsort((np.arange(len(shares)), -(exact - base)))
    base[order[:rest]] += 1
    return [int(x) for x in base]


def shares(
    count: str, areas: Floats, lonlat: Floats, centre: tuple[float, float]
) -> Floats:
    """(n,) share of a bag's total that its cells get.

    `GATHERED` of the people by exp(-(d / 3 km)²) of the distance d to the centre,
    the rest by area; herds by area alone.
    """
    even = areas / areas.sum()
    gathered = GATHERED.get(count, 0.0)
    if not gathered:
        return even
    east = (lonlat[:, 0] - centre[0]) * math.cos(math.radians(centre[1])) * 111.195
    north = (lonlat[:, 1] - centre[1]) * 111.195
    near = np.exp(-(east**2 + north**2) / NEAR_KM**2) * areas
    if near.sum() <= 0:
        # Cells far larger than the centre: the nearest one holds it.
        near = (np.arange(len(areas)) == np.argmin(east**2 + north**2)).astype(float)
    return gathered * near / near.sum() + (1 - gathered) * even
