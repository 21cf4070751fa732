"""What the ranks would be with other weights and other means: never an official result.

Nominal ranks of the run's own frozen inputs, a few milliseconds for an aimag; kept by
content, so that an address that is passed around costs nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from itertools import pairwise
from typing import Final, cast

import numpy as np
from django.core.cache import cache

from bagana.engines.index import IndexData, Result, nominal, rank_within
from bagana.engines.index.framework import (
    Branch,
    Factors,
    Framework,
    Leaf,
    Means,
    Scale,
    Scaling,
)
from bagana.engines.index.pipeline import run as pipeline
from bagana.engines.index.swaps import swaps
from bagana.ranking.models import Run
from bagana.ranking.queries.rows import GroupResult, RunResults, UnitRow
from bagana.ranking.queries.runs import index_data_of, method_of

REPLICATIONS: Final = 500
MOST_UNITS: Final = 300
"""Beyond this no intervals are drawn for a page: a run of one's own is asked for."""
KEPT: Final = 24 * 3600
MEANS: Final = ("arithmetic", "geometric", "harmonic")
SCALES: Final[Mapping[str, Scale]] = {
    "limits": Scale("minmax", goalposts="all_years"),
    "zscore": Scale("zscore", mean=50.0, deviation=15.0, floor=1.0),
    "percentile_rank": Scale("percentile_rank"),
}
"""Every one keeps points above nought, so that any mean can follow."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for: weights of nodes in per cent, "" for the method's own.

    A weight that is left out is the method's; those of a branch need not sum to 100.
    """

    weights: tuple[tuple[str, float], ...] = ()
    index: str = ""
    dimensions: str = ""
    scale: str = ""
    replicate: bool = False

    @property
    def changes_nothing(self) -> bool:
        return not (self.weights or self.index or self.dimensions or self.scale)


@dataclass(frozen=True, slots=True)
class Place:
    """A unit as explored; `low` and `high` only where replications were asked for."""

    score: float
    rank: int
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class ExploredRow:
    row: UnitRow
    place: Place

    @property
    def shift(self) -> int:
        """Places up (above nought) or down from the official rank."""
        return (self.row.rank or 0) - self.place.rank

    @property
    def leaves_interval(self) -> bool:
        """Whether the explored rank left the official interval.

        Posteriors of small units may put the nominal rank outside to begin with: that
        is not the doing of the explored weights.
        """
        return self._within(self.row.rank) and not self._within(self.place.rank)

    def _within(self, rank: int | None) -> bool:
        low, high = self.row.rank_low, self.row.rank_high
        if rank is None or low is None or high is None:
            return False
        return low <= rank <= high


@dataclass(frozen=True, slots=True)
class SwapRow:
    """Two neighbours at the top, and the one weight that changes their order soonest.

    `dimension` is "" where no single weight can; `share` is what the dimension would
    weigh among all, in parts of one.
    """

    ahead: UnitRow
    behind: UnitRow
    dimension: str = ""
    change: float = 0.0
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class ExploredGroup:
    group: GroupResult
    rows: tuple[ExploredRow, ...]
    swaps: tuple[SwapRow, ...]


@dataclass(frozen=True, slots=True)
class Explored:
    groups: tuple[ExploredGroup, ...]
    replications: int

    @property
    def rows(self) -> list[ExploredRow]:
        return [row for group in self.groups for row in group.rows]

    @property
    def moved(self) -> int:
        return sum(row.shift != 0 for row in self.rows)

    @property
    def outside(self) -> int:
        return sum(row.leaves_interval for row in self.rows)


def shares_of(method: Framework) -> dict[str, float]:
    """The method's weight of each node among its siblings, in per cent."""
    own = nominal(_without_panels(method).tree)
    return {
        child.code: 100 * float(share)
        for branch in method.branches
        for child, share in zip(branch.children, own[branch.code], strict=True)
    }


def _without_panels(method: Framework) -> Framework:
    """Weights that a panel gave, written as plain weights."""
    from bagana.engines.index.weights import of_panels

    shares = of_panels(method.tree)

    def plain(node: Branch | Leaf) -> Branch | Leaf:
        if isinstance(node, Leaf):
            return node
        weighed = zip(node.children, shares[node.code], strict=True)
        children = tuple(
            replace(plain(child), weight=float(weight), panel=())
            for child, weight in weighed
        )
        return replace(node, children=children)

    return replace(method, tree=cast(Branch, plain(method.tree)))


def altered(method: Framework, asked: Asked) -> Framework:
    """The method with what was asked for in the place of its own."""
    plain = _without_panels(method)
    weights = dict(asked.weights)

    def change(node: Branch | Leaf, depth: int) -> Branch | Leaf:
        weight = weights[node.code] / 100 if node.code in weights else node.weight
        if isinstance(node, Leaf):
            return replace(node, weight=weight)
        means = (asked.index if depth == 0 else asked.dimensions) or node.aggregate
        children = tuple(change(child, depth + 1) for child in node.children)
        return replace(
            node, weight=weight, children=children, aggregate=cast(Means, means)
        )

    tree = cast(Branch, change(plain.tree, 0))
    scale = _scale(method.scale, asked.scale)
    factors = _factors(method.factors, tree, asked)
    return replace(plain, tree=tree, scale=scale, factors=factors)


def _factors(own: Factors, tree: Branch, asked: Asked) -> Factors:
    """What was chosen is not drawn; neither is the mean of a single dimension."""
    single = sum(child.weight > 0 for child in tree.children) < 2
    return replace(
        own,
        aggregates=() if asked.index or single else own.aggregates,
        scales=() if asked.scale else own.scales,
    )


def _scale(own: Scale, asked: str) -> Scale:
    if asked not in SCALES:
        return own
    return replace(SCALES[cast(Scaling, asked)], low=own.low, high=own.high)


@dataclass(frozen=True, slots=True)
class Core:
    """What is computed and kept: places by unit, swaps by pair of units."""

    places: Mapping[str, Place]
    swaps: Mapping[tuple[str, str], tuple[str, float, float]]
    replications: int


def explore(run: Run, results: RunResults, asked: Asked) -> Explored:
    """Ranks as asked for beside the official ones, group by group.

    Raises IndexRefused where the method cannot be applied so.
    """
    core = _core(run, asked)
    groups = tuple(
        ExploredGroup(group, _rows(group, core), _swaps(group, core))
        for group in results.groups
    )
    return Explored(groups, core.replications)


def _core(run: Run, asked: Asked) -> Core:
    text = json.dumps([run.pk, run.inputs_sha256, run.seed, asdict(asked)])
    key = f"explored:{hashlib.sha256(text.encode()).hexdigest()}"
    found: Core | None = cache.get(key)
    if found is None:
        found = compute(
            altered(method_of(run), asked),
            index_data_of(run),
            year=run.period.start.year,
            replicate=asked.replicate,
            seed=run.seed,
        )
        cache.set(key, found, KEPT)
    return found


def compute(
    method: Framework, data: IndexData, *, year: int, replicate: bool, seed: int
) -> Core:
    """Nominal ranks of a year, on request with intervals, and the swaps at the top."""
    result = pipeline(method, data)
    t = result.years.index(year)
    ranks = rank_within(result.scores[t], result.group[t])
    intervals = np.full((len(result.units), 2), -1)
    done = 0
    if replicate and len(result.units) <= MOST_UNITS:
        from bagana.engines.index.uncertainty import uncertainty

        found = uncertainty(
            method, data, year=year, seed=seed, replications=REPLICATIONS
        )
        intervals, done = found.rank_interval(), found.replications
    places = {
        code: Place(
            float(result.scores[t, v]),
            int(ranks[v]),
            int(intervals[v, 0]) if intervals[v, 0] > 0 else None,
            int(intervals[v, 1]) if intervals[v, 1] > 0 else None,
        )
        for v, code in enumerate(result.units)
        if ranks[v] > 0
    }
    return Core(places, dict(_all_swaps(result, t, ranks.tolist())), done)


type Swapped = tuple[tuple[str, str], tuple[str, float, float]]


def _all_swaps(result: Result, t: int, ranks: list[int]) -> list[Swapped]:
    """For neighbours among the first places of each group: 1 and 2, up to the border.

    The pair at the border is the last that is looked for and the first that is not.
    """
    method = result.framework
    children = method.tree.children
    weights = np.array([child.weight for child in children])
    found: list[Swapped] = []
    for label in sorted(set(result.group[t].tolist()) - {""}):
        members = [
            v for v in np.flatnonzero(result.group[t] == label).tolist() if ranks[v] > 0
        ]
        members.sort(key=lambda v: (ranks[v], result.units[v]))
        first = members[: method.selection.top + 1]
        for ahead, behind in pairwise(first):
            if ranks[ahead] == ranks[behind]:
                continue
            points = [_points(result, child, t) for child in children]
            nearest = swaps(
                [column[ahead] for column in points],
                [column[behind] for column in points],
                weights,
                method.tree.aggregate,
                method.tree.power,
            )
            pair = (result.units[ahead], result.units[behind])
            if not nearest:
                found.append((pair, ("", 0.0, 0.0)))
                continue
            swap = nearest[0]
            weight = weights[swap.child] * swap.factor
            share = weight / (weights.sum() - weights[swap.child] + weight)
            found.append((pair, (children[swap.child].code, swap.change, float(share))))
    return found


def _points(result: Result, child: Branch | Leaf, t: int) -> list[float]:
    if isinstance(child, Branch):
        return list(result.nodes[child.code][t])
    return list(result.normalised[t, :, result.indicators.index(child.code)])


def _rows(group: GroupResult, core: Core) -> tuple[ExploredRow, ...]:
    rows = [
        ExploredRow(row, core.places[row.unit])
        for row in group.rows
        if row.unit in core.places
    ]
    return tuple(sorted(rows, key=lambda one: (one.place.rank, one.row.rank or 0)))


def _swaps(group: GroupResult, core: Core) -> tuple[SwapRow, ...]:
    rows = {row.unit: row for row in group.rows}
    return tuple(
        SwapRow(rows[ahead], rows[behind], *found)
        for (ahead, behind), found in core.swaps.items()
        if ahead in rows and behind in rows
    )
