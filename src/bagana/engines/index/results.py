"""What comes out of an index: scores, ranks, what was changed on the way, how sure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from bagana.engines.index.data import Floats
from bagana.engines.index.framework import Framework
from bagana.engines.index.ranks import rank_within

type Ints = NDArray[np.int64]
type Step = Literal["denominate", "impute", "screen", "treat", "clip"]


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that a step changed: what it was, what it became, by which rule."""

    step: Step
    unit: str
    year: int
    indicator: str
    before: float
    after: float
    rule: str


@dataclass(frozen=True, slots=True)
class NotRanked:
    """Why a unit has no score in a year.

    `rule` is "overall" or "dimension" (then `node` names it); `known` of `needed` of
    `of` indicators; `missing` their codes.
    """

    unit: str
    year: int
    rule: str
    node: str
    known: int
    needed: int
    of: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """A peer group that was too small and joined another, or stayed apart."""

    group: str
    into: str
    size: int
    minimum: int
    reason: Literal["too_small", "kept_apart", "no_partner"]


@dataclass(frozen=True, slots=True)
class Result:
    """A framework applied to data, every intermediate kept.

    T years, V units, K indicators. `nodes[code]` is (T, V) for every branch, on the
    scale of the framework; the root is the index. NaN where a unit is not scored.

    Attributes
    ----------
    denominated, imputed, treated, normalised
        (T, V, K) after each step; `normalised` has direction applied: more is better.
    was_imputed
        (T, V, K) bool.
    completeness
        (T, V) share of indicators known before imputation.
    group
        (T, V) label of the peer group after merging; "" where none.
    """

    framework: Framework
    units: tuple[str, ...]
    years: tuple[int, ...]
    indicators: tuple[str, ...]
    denominated: Floats
    imputed: Floats
    treated: Floats
    normalised: Floats
    was_imputed: NDArray[np.bool_]
    completeness: Floats
    nodes: Mapping[str, Floats]
    group: NDArray[np.str_]
    audit: tuple[Change, ...]
    not_ranked: tuple[NotRanked, ...]
    merged: tuple[Merged, ...]

    @property
    def scores(self) -> Floats:
        """(T, V) the index."""
        return self.nodes[self.framework.tree.code]

    @property
    def ranks(self) -> Ints:
        """(T, V) rank inside the peer group of each year; -1 where not ranked."""
        rows = [
            rank_within(scores, group, decimals=self.framework.decimals)
            for scores, group in zip(self.scores, self.group, strict=True)
        ]
        return np.array(rows, dtype=np.int64).reshape(self.scores.shape)


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """Ranks of all replications, told as intervals and probabilities.

    V units of one year, R replications. Ranks are inside the peer group: 1 is best,
    ties share the smallest. NaN, and -1 for ranks, where a unit is not ranked.

    Attributes
    ----------
    rank
        (V,) nominal rank.
    counts
        (V, G) how many replications gave rank 1..G, G the largest group.
    scores_mean, scores_low, scores_high
        (V,) of the index over replications, with the 5th and 95th percentile.
    replications, seed
        What was drawn; the same seed gives the same bytes.
    """

    units: tuple[str, ...]
    year: int
    group: NDArray[np.str_]
    score: Floats
    rank: Ints
    counts: Ints
    scores_mean: Floats
    scores_low: Floats
    scores_high: Floats
    replications: int
    seed: int

    def rank_interval(self, level: float = 0.9) -> Ints:
        """(V, 2) lowest and highest rank of the central `level` of replications.

        The smallest rank whose cumulative share exceeds (1 - level)/2, and the smallest
        whose share reaches 1 - (1 - level)/2.
        """
        # (1 - 0.9)/2 of 10,000 is 500, whatever floats say.
        tail = round((1 - level) / 2 * self.replications, 6)
        below = np.cumsum(self.counts, axis=1)
        low = np.argmax(below > tail, axis=1) + 1
        high = np.argmax(below >= self.replications - tail, axis=1) + 1
        found = np.column_stack([low, high]).astype(np.int64)
        found[self.rank < 0] = -1
        return found

    def median_rank(self) -> Floats:
        """(V,) the rank with half of the replications at or below it."""
        below = np.cumsum(self.counts, axis=1)
        found = np.argmax(below >= self.replications / 2, axis=1).astype(np.float64) + 1
        found[self.rank < 0] = np.nan
        return found

    def p_top(self, k: int) -> Floats:
        """(V,) share of replications in which the unit was among the first k."""
        found: Floats = self.counts[:, :k].sum(axis=1) / self.replications
        found[self.rank < 0] = np.nan
        return found

    def p_top_error(self, k: int) -> Floats:
        """(V,) Monte-Carlo standard error of `p_top`: sqrt(p (1 - p) / R)."""
        p = self.p_top(k)
        error: Floats = np.sqrt(p * (1 - p) / self.replications)
        return error
