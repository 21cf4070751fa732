"""Little problems whose answers can be counted by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from bagana.engines.districting import Problem, build_problem


def grid(
    rows: int,
    cols: int,
    units: int = 3,
    weights: Mapping[str, Sequence[float]] | None = None,
    **given: Any,
) -> Problem:
    """Squares of 1 km with neighbours on four sides; today: strips in reading order."""
    cells = [(r, c) for r in range(rows) for c in range(cols)]
    n = len(cells)
    name = {cell: f"{cell[0]}-{cell[1]}" for cell in cells}
    pairs = [
        (name[r, c], name[r + a, c + b], 1.0)
        for r, c in cells
        for a, b in ((0, 1), (1, 0))
        if (r + a, c + b) in name
    ]
    data: dict[str, Any] = {
        "blocks": list(name.values()),
        "pairs": pairs,
        "weights": weights or {"population": np.ones(n)},
        "xy": [(c * 1000.0, r * 1000.0) for r, c in cells],
        "today": [f"u{i * units // n}" for i in range(n)],
        "parents": ["P"] * n,
        "offices": {},
        "area_km2": np.ones(n),
        "perimeter_km": np.full(n, 4.0),
    }
    return build_problem(**(data | given))


def drawn(rows: int, cols: int, units: int, seed: int, **given: Any) -> Problem:
    """The same with random people and herds, and an office for each unit."""
    rng = np.random.default_rng(seed)
    n = rows * cols
    offices = {
        f"u{u}": (float(x), float(y))
        for u, (x, y) in enumerate(rng.uniform(0, 1000 * min(rows, cols), (units, 2)))
    }
    weights = {
        "population": rng.integers(1, 20, n).astype(float),
        "sheep_units": rng.integers(1, 200, n).astype(float),
    }
    return grid(rows, cols, units, weights, **({"offices": offices} | given))
