"""Instances to measure and test on: hexagonal cells with settlements and herds.

Nothing here is a place: the same numbers give the same instance on any machine.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from typing import Final

import numpy as np

from bagana.engines.districting.problem import Floats, Ints, Problem

SIZES: Final[dict[str, tuple[int, int, int]]] = {
    "S": (10, 20, 5),
    "A": (30, 38, 56),
    "L": (100, 100, 200),
}
"""Rows, columns and units: a large sum, an aimag as one piece, a country as one."""

WEIGHTS: Final = ("households", "population", "area", "sheep_units")
STEP_M: Final = 5000.0
"""From centre to centre of neighbouring cells."""

MOST_OF_A_UNIT: Final = 0.4
"""No cell holds more than this part of a unit's equal share: else nothing balances."""


def hex_instance(rows: int, cols: int, units: int, seed: int) -> Problem:
    """A grid of hexagons with four correlated lognormal weights and a lopsided plan.

    Parameters
    ----------
    rows, cols
        Cells n = rows x cols, in rows shifted by half a cell.
    units
        Units of today, each grown from a cell at a pace of its own.
    seed
        Of every draw.

    Returns
    -------
    Problem
        One parent "P". Weights: households and population gather in settlements,
        area (km2) hardly varies, sheep_units thin out near settlements. Each
        unit's office stands in its cell with most households.

    Raises
    ------
    ValueError
        For fewer than one row, column or unit, or more units than cells.
    """
    if rows < 1 or cols < 1 or not 1 <= units <= rows * cols:
        raise ValueError("an instance needs cells, and no more units than cells")
    rng = np.random.default_rng([seed, rows, cols, units])
    indptr, indices = hex_neighbours(rows, cols)
    blocks = tuple(f"{r:03d}-{c:03d}" for r in range(rows) for c in range(cols))
    return on_cells(blocks, _places(rows, cols), indptr, indices, units, rng)


def on_cells(
    blocks: Sequence[str],
    xy: Floats,
    indptr: Ints,
    indices: Ints,
    units: int,
    rng: np.random.Generator,
    parent: str = "P",
) -> Problem:
    """Weights and a lopsided plan on hexagonal cells that are given.

    Parameters
    ----------
    blocks, xy, indptr, indices
        n cells, metres in a plane, neighbours in CSR form; connected.
    units
        Units of today, named by the parent's code and a number.
    rng
        Of every draw.
    parent
        Code of the one parent.

    Returns
    -------
    Problem
        As of `hex_instance`; sides are those of hexagons `STEP_M` apart.
    """
    size = len(xy)
    weights = _weights(xy, units, rng)
    today = _grown(xy, indptr, indices, units, rng)
    side = STEP_M / np.sqrt(3) / 1000
    return Problem(
        blocks=tuple(blocks),
        indptr=indptr,
        indices=indices,
        border=np.full(len(indices), side),
        weight_names=WEIGHTS,
        weights=weights,
        xy=xy,
        units=tuple(f"{parent}-U{u + 1:03d}" for u in range(units)),
        today=today,
        parents=(parent,),
        parent=np.zeros(size, dtype=np.int32),
        locked=np.zeros(size, dtype=np.bool_),
        offices=_offices(xy, weights[:, 0], today, units),
        area_km2=np.full(size, np.sqrt(3) / 2 * (STEP_M / 1000) ** 2),
        perimeter_km=np.full(size, 6 * side),
    )


def nested(parts: Sequence[Problem]) -> Problem:
    """Several problems of one parent each as one: a country of sums."""
    cells = np.cumsum([0, *(part.size for part in parts)])
    edges = np.cumsum([0, *(len(part.indices) for part in parts)])
    units = np.cumsum([0, *(len(part.units) for part in parts)])
    numbered = list(zip(parts, cells, edges, units, strict=False))
    starts = [part.indptr[:-1] + edge for part, _, edge, _ in numbered]
    return Problem(
        blocks=tuple(block for part in parts for block in part.blocks),
        indptr=np.append(np.concatenate(starts), edges[-1]).astype(np.int32),
        indices=_shifted([(part.indices, cell) for part, cell, _, _ in numbered]),
        border=np.concatenate([part.border for part in parts]),
        weight_names=WEIGHTS,
        weights=np.concatenate([part.weights for part in parts]),
        xy=np.concatenate([part.xy for part in parts]),
        units=tuple(unit for part in parts for unit in part.units),
        today=_shifted([(part.today, unit) for part, _, _, unit in numbered]),
        parents=tuple(part.parents[0] for part in parts),
        parent=_shifted([(part.parent, i) for i, part in enumerate(parts)]),
        locked=np.concatenate([part.locked for part in parts]),
        offices=np.concatenate([part.offices for part in parts]),
        area_km2=np.concatenate([part.area_km2 for part in parts]),
        perimeter_km=np.concatenate([part.perimeter_km for part in parts]),
    )


def _shifted(given: Sequence[tuple[Ints, int]]) -> Ints:
    return np.concatenate([values + by for values, by in given]).astype(np.int32)


def _places(rows: int, cols: int) -> Floats:
    row, col = np.divmod(np.arange(rows * cols), cols)
    x = (col + 0.5 * (row % 2)) * STEP_M
    return np.column_stack([x, row * STEP_M * np.sqrt(3) / 2])


def hex_neighbours(rows: int, cols: int) -> tuple[Ints, Ints]:
    """CSR neighbours of hexagons in rows of which the odd ones are shifted right."""
    indptr, indices = [0], list[int]()
    for row in range(rows):
        shift = row % 2
        for col in range(cols):
            around = (
                (row - 1, col - 1 + shift),
                (row - 1, col + shift),
                (row, col - 1),
                (row, col + 1),
                (row + 1, col - 1 + shift),
                (row + 1, col + shift),
            )
            inside = [(r, c) for r, c in around if 0 <= r < rows and 0 <= c < cols]
            indices += sorted(r * cols + c for r, c in inside)
            indptr.append(len(indices))
    return np.array(indptr, dtype=np.int32), np.array(indices, dtype=np.int32)


def _weights(xy: Floats, units: int, rng: np.random.Generator) -> Floats:
    """(n, 4): lognormal noise that is shared in part, times nearness to settlements."""
    size = len(xy)
    shared, own = rng.normal(size=(size, 1)), rng.normal(size=(size, 4))
    noise = np.exp(
        np.array([0.45, 0.45, 0.06, 0.5]) * (0.6 * shared + 0.8 * own)
        + np.array([0.0, 0.0, 0.0, 0.2]) * shared
    )
    centres = xy[rng.choice(size, size=max(1, min(units // 2, size)), replace=False)]
    near = np.exp(-_nearest(xy, centres) / (1.3 * STEP_M))
    households = 12 * noise[:, 0] * (1 + 7 * near)
    population = households * 3.4 * noise[:, 1] ** 0.25
    area = np.sqrt(3) / 2 * (STEP_M / 1000) ** 2 * noise[:, 2]
    sheep = 2500 * noise[:, 3] * (1 - 0.8 * near)
    found = np.column_stack([households, population, area, sheep])
    limit = MOST_OF_A_UNIT * found.sum(axis=0) / units
    # Rounded to thousandths: other tools that are compared want whole numbers.
    capped = np.minimum(found, np.maximum(limit, found.mean(axis=0)))
    return np.asarray(np.round(capped, 3))


def _nearest(xy: Floats, centres: Floats) -> Floats:
    found = np.full(len(xy), np.inf)
    for centre in centres:
        found = np.minimum(found, np.hypot(*(xy - centre).T))
    return found


def _apart(xy: Floats, count: int, rng: np.random.Generator) -> list[int]:
    """Different cells, each the farthest of four draws from those before it."""
    far = np.full(len(xy), np.inf)
    found: list[int] = []
    for _ in range(count):
        drawn = rng.choice(len(xy), size=min(4, len(xy)), replace=False)
        best = int(drawn[far[drawn].argmax()])
        # All four may be taken already.
        best = best if far[best] > 0 else int(far.argmax())
        found.append(best)
        far = np.minimum(far, np.hypot(*(xy - xy[best]).T))
    return found


def _grown(
    xy: Floats, indptr: Ints, indices: Ints, units: int, rng: np.random.Generator
) -> Ints:
    """Every unit spreads from its cell; fast ones take more, so none is balanced."""
    size = len(indptr) - 1
    pace = np.exp(rng.normal(0, 0.25, units))
    label = np.full(size, -1, dtype=np.int32)
    queue: list[tuple[float, int, int]] = []
    for unit, cell in enumerate(_apart(xy, units, rng)):
        heapq.heappush(queue, (0.0, cell, unit))
    waits = rng.exponential(1.0, size) + 0.5
    while queue:
        when, cell, unit = heapq.heappop(queue)
        if label[cell] >= 0:
            continue
        label[cell] = unit
        for other in indices[indptr[cell] : indptr[cell + 1]].tolist():
            if label[other] < 0:
                heapq.heappush(queue, (when + waits[other] / pace[unit], other, unit))
    return label


def _offices(xy: Floats, households: Floats, today: Ints, units: int) -> Floats:
    found = np.empty((units, 2))
    for unit in range(units):
        cells = np.flatnonzero(today == unit)
        found[unit] = xy[cells[households[cells].argmax()]]
    return found
