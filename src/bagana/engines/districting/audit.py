"""A plan measured anew: sums, deviations, movers, journeys, shape, inequality, breaks.

Shares no code with the search, whose own counts are kept step by step: what a plan is
published with comes from here (docs/rules/redrawing-proof.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from bagana.engines.districting.contiguity import breaks, pieces, sources
from bagana.engines.districting.distances import between, is_fixed, journeys
from bagana.engines.districting.problem import Floats, Ints, Problem
from bagana.engines.districting.results import Audit, Point, UnitAudit
from bagana.engines.districting.targets import (
    Tolerance,
    asked,
    deviations,
    per_tolerance,
    targets_of,
    tolerances,
)
from bagana.engines.inequality import InequalityError, gini


def audit(problem: Problem, labels: Ints, units: Sequence[str] | None = None) -> Audit:
    """Measure a plan.

    Parameters
    ----------
    problem
        Of one or several parents; units are judged by the targets of their own.
    labels
        (n,) unit of each block; UNASSIGNED counts as a break and as moved.
    units
        Names by label; None: today's codes, then "new-1", "new-2", ...

    Returns
    -------
    Audit
        Units in the order of labels. `cut` counts each pair of neighbours once.

    Raises
    ------
    ValueError
        When labels are not one for each block.
    """
    whole = _Measured(problem, _checked(problem, labels))
    names = _names(problem, whole.count, units)
    found = tuple(_unit(whole, int(label), names) for label in whole.used)
    today = np.unique(problem.today)
    ended = tuple(problem.units[u] for u in today if u not in whole.used)
    inside, total = problem.weights[:, problem.movers], whole.travel
    people = float(inside[whole.labels >= 0].sum())
    return Audit(
        units=found,
        ended=ended,
        weight_names=problem.weight_names,
        deviation=float(np.max(whole.deviation_by_weight, initial=0.0)),
        deviation_by_weight=tuple(map(float, whole.deviation_by_weight)),
        cut=int(whole.is_cut.sum()) // 2,
        cut_km=float(problem.border[whole.is_cut].sum()) / 2,
        moved=tuple(map(float, problem.weights[whole.has_moved].sum(axis=0))),
        travel=total,
        travel_mean_km=total / people if people else 0.0,
        travel_max_km=max((u.travel_max_km or 0.0 for u in found), default=0.0),
        inequality=tuple(_gini(whole.sums[whole.used, j]) for j in whole.columns),
        is_contiguous=not whole.breaks,
        breaks=whole.breaks,
        kept_locks=keeps_locks(problem, whole.labels),
    )


def point(
    problem: Problem,
    labels: Ints,
    tolerance: Tolerance,
    seed: int = 0,
    step: int = 0,
) -> Point:
    """Return a plan as a point of a front.

    Its `deviation` is the largest over the weights that have a tolerance (over all,
    where none has). Feasible: each of these within its tolerance, every unit in one
    piece, locked blocks in place, and as many as `tolerances` of a round-off of 1e-9.
    """
    whole = _Measured(problem, _checked(problem, labels))
    limit = tolerances(problem, tolerance)
    by_weight = whole.deviation_by_weight
    within = bool((by_weight <= limit + 1e-9).all())
    scale = per_tolerance(limit)
    return Point(
        labels=whole.labels,
        deviation=float(by_weight[asked(limit)].max(initial=0.0)),
        deviation_by_weight=tuple(map(float, by_weight)),
        cut=float(int(whole.is_cut.sum()) // 2),
        moved=float(problem.weights[whole.has_moved, problem.movers].sum()),
        travel=whole.travel,
        is_feasible=within and not whole.breaks and keeps_locks(problem, whole.labels),
        seed=seed,
        step=step,
        reach=float((by_weight[scale > 0] * scale[scale > 0]).max(initial=0.0)),
    )


def keeps_locks(problem: Problem, labels: Ints) -> bool:
    """Tell whether every locked block lies where it is held."""
    held = problem.today if problem.held is None else problem.held
    return bool((labels == held)[problem.locked].all())


@dataclass(frozen=True, eq=False)
class _Measured:
    """What one pass over the arrays gives."""

    problem: Problem
    labels: Ints

    @property
    def count(self) -> int:
        return max(len(self.problem.units), int(self.labels.max(initial=-1)) + 1)

    @property
    def columns(self) -> range:
        return range(self.problem.weights.shape[1])

    @cached_property
    def used(self) -> Ints:
        return np.unique(self.labels[self.labels >= 0])

    @cached_property
    def sums(self) -> Floats:
        seated = self.labels >= 0
        place = self.labels[seated]
        return np.stack(
            [
                np.bincount(place, self.problem.weights[seated, j], self.count)
                for j in self.columns
            ],
            axis=1,
        )

    @cached_property
    def targets(self) -> Floats:
        return targets_of(self.problem, self.labels)

    @cached_property
    def deviation(self) -> Floats:
        """(labels, J) signed; NaN where a label has no blocks."""
        return deviations(self.sums[: len(self.targets)], self.targets)

    @cached_property
    def deviation_by_weight(self) -> Floats:
        return np.asarray(np.abs(self.deviation[self.used]).max(axis=0, initial=0.0))

    @cached_property
    def is_cut(self) -> np.ndarray:
        """(m,) directed edges between different units."""
        start = sources(self.problem)
        return np.asarray(
            self.labels[start] != self.labels[self.problem.indices], dtype=bool
        )

    @cached_property
    def has_moved(self) -> np.ndarray:
        return np.asarray(self.labels != self.problem.today, dtype=bool)

    @cached_property
    def members(self) -> dict[int, Ints]:
        return {
            int(label): np.flatnonzero(self.labels == label).astype(np.int32)
            for label in self.used
        }

    @cached_property
    def km(self) -> dict[int, Floats]:
        return {u: journeys(self.problem, m, u) for u, m in self.members.items()}

    @cached_property
    def travel(self) -> float:
        weight = self.problem.weights[:, self.problem.movers]
        return float(sum(weight[m] @ self.km[u] for u, m in self.members.items()))

    @cached_property
    def breaks(self) -> tuple[int, ...]:
        return breaks(self.problem, self.labels)

    @cached_property
    def piece_counts(self) -> dict[int, int]:
        out: dict[int, int] = {}
        for piece in pieces(self.problem, self.labels):
            out[piece.label] = out.get(piece.label, 0) + 1
        return out

    @cached_property
    def cuts_by_label(self) -> Ints:
        start = self.labels[sources(self.problem)[self.is_cut]]
        return np.bincount(start[start >= 0], minlength=self.count).astype(np.int32)

    @cached_property
    def compactness(self) -> Floats:
        """4 pi area / perimeter^2 by label; NaN where the shapes are not known."""
        problem, count = self.problem, self.count
        if not problem.area_km2.size or not problem.perimeter_km.size:
            return np.full(count, np.nan)
        seated = self.labels >= 0
        place = self.labels[seated]
        area = np.bincount(place, problem.area_km2[seated], count)
        outline = np.bincount(place, problem.perimeter_km[seated], count)
        inner = ~self.is_cut & (self.labels[sources(problem)] >= 0)
        within = self.labels[sources(problem)[inner]]
        # Both directions of an inner border are here: it is taken off both blocks.
        outline -= np.bincount(within, problem.border[inner], count)
        known = outline > 0
        ratio = 4 * np.pi * area / np.where(known, outline, 1.0) ** 2
        return np.asarray(np.where(known, ratio, np.nan))


def _unit(whole: _Measured, label: int, names: Sequence[str]) -> UnitAudit:
    problem = whole.problem
    members, km = whole.members[label], whole.km[label]
    weight = problem.weights[members, problem.movers]
    came = whole.has_moved & (whole.labels == label)
    is_new = label >= len(problem.units)
    went = whole.has_moved & (problem.today == label)
    shape = float(whole.compactness[label])
    return UnitAudit(
        label=label,
        unit=names[label],
        is_new=is_new,
        blocks=members.size,
        weights=tuple(map(float, whole.sums[label])),
        targets=tuple(map(float, whole.targets[label])),
        deviation=tuple(map(float, whole.deviation[label])),
        moved_in=tuple(map(float, problem.weights[came].sum(axis=0))),
        moved_out=()
        if is_new
        else tuple(map(float, problem.weights[went].sum(axis=0))),
        travel_mean_km=float(weight @ km / weight.sum()) if weight.any() else None,
        travel_max_km=float(km[weight > 0].max()) if weight.any() else None,
        office=_office(whole, label),
        compactness=None if np.isnan(shape) else shape,
        pieces=whole.piece_counts[label],
        cut=int(whole.cuts_by_label[label]),
    )


def _office(whole: _Measured, label: int) -> int:
    """Return the block nearest to the office, be it in the unit or not."""
    problem, members = whole.problem, whole.members[label]
    if not is_fixed(problem, label):
        return int(members[np.argmin(whole.km[label])])
    far = between(problem.xy, problem.offices[label : label + 1])[:, 0]
    return int(np.argmin(far))


def _gini(values: Floats) -> float | None:
    try:
        return gini(values)
    except InequalityError:
        return None


def _names(problem: Problem, count: int, units: Sequence[str] | None) -> list[str]:
    fresh = (f"new-{i + 1}" for i in range(count - len(problem.units)))
    names = [*problem.units, *fresh]
    if units is not None:
        names[: len(units)] = units
    return names


def _checked(problem: Problem, labels: Ints) -> Ints:
    out = np.ascontiguousarray(labels, dtype=np.int32)
    if out.shape != (problem.size,):
        raise ValueError("a plan has one label for each block")
    return out
