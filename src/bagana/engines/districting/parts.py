"""One parent at a time: plans never cross sums, so each sum is a problem of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields

import numpy as np

from bagana.engines.districting.problem import Ints, Problem


def _none() -> Ints:
    return np.empty(0, dtype=np.int32)


@dataclass(frozen=True, eq=False)
class Part(Problem):
    """The problem of one parent, with the places of its blocks and units in the whole.

    `block_index` is (n,) and `unit_index` (U,): whole.blocks[block_index[i]] is
    blocks[i].
    """

    block_index: Ints = field(default_factory=_none)
    unit_index: Ints = field(default_factory=_none)


def split(problem: Problem) -> list[Part]:
    """Return the problem of each parent, in the order of `parents`."""
    return [_part(problem, k) for k in range(len(problem.parents))]


def only(problem: Problem, parent: str) -> Part:
    """Return the problem of one parent.

    Raises
    ------
    KeyError
        The problem has no such parent.
    """
    if parent not in problem.parents:
        raise KeyError(parent)
    return _part(problem, problem.parents.index(parent))


def join(problem: Problem, parts: Sequence[Part], labels: Sequence[Ints]) -> Ints:
    """Return the plan of the whole from the plans of its parts.

    New units of the parts are numbered on, part after part; a block of no part stays in
    today's unit.
    """
    out = problem.today.copy()
    following = len(problem.units)
    for part, own in zip(parts, labels, strict=True):
        fresh = np.unique(own[own >= len(part.units)])
        place = dict(enumerate(part.unit_index.tolist()))
        place |= {int(label): following + i for i, label in enumerate(fresh)}
        out[part.block_index] = [place[int(label)] for label in own]
        following += fresh.size
    return out


def _part(problem: Problem, k: int) -> Part:
    blocks = np.flatnonzero(problem.parent == k).astype(np.int32)
    units = np.flatnonzero(problem.parent_of_unit == k).astype(np.int32)
    indptr, indices, border = _graph(problem, blocks)
    values = {f.name: getattr(problem, f.name) for f in fields(Problem)}
    for name in ("weights", "xy", "locked", "area_km2", "perimeter_km"):
        values[name] = values[name][blocks] if values[name].size else values[name]
    values |= {
        "blocks": tuple(problem.blocks[i] for i in blocks),
        "indptr": indptr,
        "indices": indices,
        "border": border,
        "units": tuple(problem.units[u] for u in units),
        "today": _relabelled(problem, units, problem.today[blocks]),
        "parents": (problem.parents[k],),
        "parent": np.zeros(blocks.size, dtype=np.int32),
        "offices": problem.offices[units],
    }
    if problem.targets is not None:
        spare = np.arange(len(problem.units), len(problem.targets))
        values["targets"] = problem.targets[np.concatenate([units, spare])]
    if problem.held is not None:
        values["held"] = _relabelled(problem, units, problem.held[blocks])
    return Part(**values, block_index=blocks, unit_index=units)


def _relabelled(problem: Problem, units: Ints, labels: Ints) -> Ints:
    """Return labels counted within the part; new units follow in their order."""
    fresh = np.unique(labels[labels >= len(problem.units)])
    known = np.concatenate([units, fresh])
    place = {int(label): i for i, label in enumerate(known)}
    return np.array([place.get(int(x), -1) for x in labels], dtype=np.int32)


def _graph(problem: Problem, blocks: Ints) -> tuple[Ints, Ints, np.ndarray]:
    """Return CSR of the blocks among themselves."""
    place = np.full(problem.size, -1, dtype=np.int32)
    place[blocks] = np.arange(blocks.size, dtype=np.int32)
    start = np.repeat(np.arange(problem.size), np.diff(problem.indptr))
    keep = (place[start] >= 0) & (place[problem.indices] >= 0)
    counts = np.bincount(place[start[keep]], minlength=blocks.size)
    indptr = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    return indptr, place[problem.indices[keep]], problem.border[keep]
