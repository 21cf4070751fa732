"""Plans of which none is better than another in every measure, and unlike ones.

What is kept does not depend on the order in which plans come, so that archives of many
machines merge to the same front.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

import numpy as np

from bagana.engines.districting.problem import Floats, Ints
from bagana.engines.districting.results import OBJECTIVES, Objective, Point

DIGITS = 9
"""Measures closer than this many decimals are the same."""


def plan_key(labels: Ints) -> bytes:
    """Return what tells plans apart: a hash of the labels."""
    return hashlib.sha256(np.ascontiguousarray(labels, dtype="<i4").tobytes()).digest()


def _rank(point: Point) -> tuple[bytes, int, int]:
    return plan_key(point.labels), point.seed, point.step


class Archive:
    """Non-dominated plans on imbalance and the minimised measures.

    Imbalance is by tolerance: the largest deviation may be of a weight of which much is
    tolerated. A plan beyond the tolerances never drives out one within. Of plans equal
    in every measure the one with the smallest hash is kept.

    Parameters
    ----------
    size
        How many `points` gives at most; all non-dominated ones are held.
    minimise
        The measures besides imbalance.
    """

    def __init__(self, size: int, minimise: Sequence[Objective] = OBJECTIVES) -> None:
        if size < 1:
            raise ValueError("an archive holds at least one plan")
        self.size = size
        self.minimise = tuple(minimise)
        self._points: list[Point] = []
        self._values: Floats = np.empty((0, len(self.minimise) + 2))

    def __len__(self) -> int:
        return len(self._points)

    def add(self, point: Point) -> bool:
        """Keep the plan unless a kept one is as good; tell whether it was kept."""
        value = self.value(point)
        if self._points:
            same = (self._values == value).all(axis=1)
            if same.any():
                return self._replace(int(np.argmax(same)), point)
            if (self._values <= value).all(axis=1).any():
                return False
            beaten = (value <= self._values).all(axis=1)
            if beaten.any():
                self._values = self._values[~beaten]
                pairs = zip(self._points, beaten, strict=True)
                self._points = [p for p, out in pairs if not out]
        self._points.append(point)
        self._values = np.vstack([self._values, value])
        return True

    def merge(self, other: Archive | Iterable[Point]) -> None:
        """Add every plan of another archive."""
        for point in other._points if isinstance(other, Archive) else other:
            self.add(point)

    def points(self) -> tuple[Point, ...]:
        """Return at most `size` plans in ascending imbalance.

        Of more, those that lie best in each measure and the ones between them whose
        neighbours on the front are farthest away.
        """
        order = sorted(range(len(self._points)), key=self._order)
        if len(order) > self.size:
            order = sorted(self._spread(order), key=self._order)
        return tuple(self._points[i] for i in order)

    def value(self, point: Point) -> Floats:
        """Return (2 + measures,): beyond tolerances or not, imbalance, measures."""
        measures = [point.imbalance, *(point.value(m) for m in self.minimise)]
        return np.round([float(not point.is_feasible), *measures], DIGITS)

    def _replace(self, place: int, point: Point) -> bool:
        kept = self._points[place]
        # Two seeds may find one plan: which is named must not hang on who came first.
        if _rank(point) >= _rank(kept):
            return False
        self._points[place] = point
        return True

    def _order(self, place: int) -> tuple[float, ...]:
        value = self._values[place]
        return (*map(float, value[1:]), float(value[0]))

    def _spread(self, order: list[int]) -> list[int]:
        """Choose farthest from those chosen; each measure scaled to its reach."""
        values = self._values[order]
        reach = np.ptp(values, axis=0)
        scaled = (values - values.min(axis=0)) / np.where(reach > 0, reach, 1.0)
        chosen = list(dict.fromkeys(int(i) for i in self._best(values)))[: self.size]
        far = np.full(len(order), np.inf)
        for i in chosen:
            far = np.minimum(far, np.abs(scaled - scaled[i]).sum(axis=1))
        while len(chosen) < self.size:
            chosen.append(int(np.argmax(far)))
            gap = np.abs(scaled - scaled[chosen[-1]]).sum(axis=1)
            far = np.minimum(far, gap)
        return [order[i] for i in chosen]

    @staticmethod
    def _best(values: Floats) -> list[int]:
        """Return the best in each measure: of those within the tolerances, then of all.

        The first in a tie, which is the one of least imbalance.
        """
        out: list[int] = []
        for rows in (np.flatnonzero(values[:, 0] == 0), np.arange(len(values))):
            if rows.size:
                firsts = np.argmin(values[rows, 1:], axis=0)
                out.extend(int(rows[i]) for i in firsts)
        return out


def alternatives(
    points: Sequence[Point],
    chosen: int | Point,
    count: int = 3,
    slack: float = 0.05,
    *,
    minimise: Sequence[Objective] = OBJECTIVES,
    weight: Floats | None = None,
) -> tuple[Point, ...]:
    """Return plans about as good as the chosen one that differ from it most.

    Parameters
    ----------
    points
        Plans to choose from; not only those of the front.
    chosen
        A plan, or its place among the points.
    count, slack
        How many at most; by which share of the chosen plan's value each minimised
        measure may be worse.
    minimise, weight
        The measures that count, and (n,) whom a difference counts: the movers; None:
        every block the same.

    Returns
    -------
    tuple[Point, ...]
        The farthest from the chosen one first, then the farthest from all taken; as
        feasible as the chosen one, each different. Distance is `difference`.
    """
    base = points[chosen] if isinstance(chosen, int) else chosen
    pool = {
        plan_key(p.labels): p
        for p in points
        if p.is_feasible >= base.is_feasible
        and all(p.value(m) <= base.value(m) * (1 + slack) + 1e-9 for m in minimise)
    }
    pool.pop(plan_key(base.labels), None)
    rest = [pool[key] for key in sorted(pool)]
    far = np.array([difference(base.labels, p.labels, weight) for p in rest])
    out: list[Point] = []
    while len(out) < count and far.size and far.max() > 0:
        taken = rest[int(np.argmax(far))]
        out.append(taken)
        gaps = [difference(taken.labels, p.labels, weight) for p in rest]
        far = np.minimum(far, gaps)
    return tuple(out)


def difference(a: Ints, b: Ints, weight: Floats | None = None) -> float:
    """Return the share of the weight that lies in other units, however these are named.

    Units of one plan are paired with those of the other so that most weight agrees
    (an assignment problem), so two plans that only exchange names do not differ.
    """
    from scipy.optimize import linear_sum_assignment

    worth = np.ones(a.size) if weight is None or not weight.any() else weight
    first, second = (
        np.unique(a, return_inverse=True)[1],
        np.unique(b, return_inverse=True)[1],
    )
    overlap = np.zeros((int(first.max()) + 1, int(second.max()) + 1))
    np.add.at(overlap, (first, second), worth)
    agreed = overlap[linear_sum_assignment(overlap, maximize=True)].sum()
    return float(max(0.0, 1.0 - agreed / worth.sum()))
