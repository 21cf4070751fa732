"""Random planar problems, and checks that share nothing with what they check."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from typing import Any

import numpy as np
from scipy.spatial import Delaunay

from bagana.engines.districting import Problem, build_problem


def planar(size: int, units: int, seed: int, **given: Any) -> Problem:
    """Points in a square; neighbours by Delaunay, some left out as barriers."""
    rng = np.random.default_rng(seed)
    xy = rng.uniform(0, 20_000, (size, 2))
    pairs = set()
    for a, b, c in Delaunay(xy).simplices.tolist():
        pairs |= {tuple(sorted(p)) for p in ((a, b), (b, c), (a, c))}
    tree = _tree(size, pairs)
    kept = sorted(p for p in pairs if p in tree or rng.random() < 0.85)
    today = grown(size, units, kept, rng)
    data: dict[str, Any] = {
        "blocks": [f"b{i}" for i in range(size)],
        "pairs": [(f"b{a}", f"b{b}", 1.0) for a, b in kept],
        "weights": {
            "population": np.round(rng.lognormal(3, 0.4, size)),
            "sheep_units": np.round(rng.lognormal(6, 0.4, size)),
        },
        "xy": xy,
        "today": [f"u{u}" for u in today],
        "parents": ["P"] * size,
        "offices": {
            f"u{u}": (float(xy[today.index(u)][0]), float(xy[today.index(u)][1]))
            for u in range(units)
        },
    }
    return build_problem(**(data | given))


def _tree(size: int, pairs: set[Any]) -> set[Any]:
    """Edges that keep it connected."""
    group = list(range(size))
    found = set()
    for a, b in sorted(pairs):
        if group[a] != group[b]:
            old, new = group[a], group[b]
            group = [new if g == old else g for g in group]
            found.add((a, b))
    return found


def grown(size: int, units: int, pairs: Any, rng: np.random.Generator) -> list[int]:
    """Units that spread at random from seeds of their own."""
    near: list[list[int]] = [[] for _ in range(size)]
    for a, b in pairs:
        near[a].append(b)
        near[b].append(a)
    label = [-1] * size
    edge = []
    for unit, block in enumerate(rng.choice(size, units, replace=False).tolist()):
        label[block] = unit
        edge.append(block)
    while edge:
        block = edge.pop(int(rng.integers(len(edge))))
        for other in near[block]:
            if label[other] < 0:
                label[other] = label[block]
                edge.append(other)
    return label


def is_connected(problem: Problem, members: set[int]) -> bool:
    """Whether the blocks hang together, by a search of its own."""
    if not members:
        return True
    seen = {min(members)}
    queue = deque(seen)
    while queue:
        for other in problem.neighbours(queue.popleft()).tolist():
            if other in members and other not in seen:
                seen.add(other)
                queue.append(other)
    return seen == members


def all_connected(problem: Problem, labels: np.ndarray) -> bool:
    return all(
        is_connected(problem, set(np.flatnonzero(labels == u).tolist()))
        for u in np.unique(labels)
    )


def locked(problem: Problem, *blocks: int) -> Problem:
    """The same with blocks that stay where they are."""
    lock = problem.locked.copy()
    lock[list(blocks)] = True
    return replace(problem, locked=lock)
