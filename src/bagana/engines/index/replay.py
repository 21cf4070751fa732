"""An index under given alternatives instead of drawn ones: what makes it checkable."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from bagana.engines.index.aggregate import aggregate
from bagana.engines.index.data import Floats, IndexData
from bagana.engines.index.framework import (
    Branch,
    Framework,
    Leaf,
    Means,
    Scale,
    Treatment,
    walk,
)
from bagana.engines.index.pipeline import run
from bagana.engines.index.ranks import rank_within
from bagana.engines.index.results import Ints


@dataclass(frozen=True, slots=True)
class Replication:
    """One alternative; what is None is as in the framework.

    Attributes
    ----------
    treatment
        The rule, or "none" for none.
    mean
        Of every branch; `root` of the index alone.
    weights
        By the codes of leaves and branches; renormalised inside each branch. Nodes
        that it does not name keep theirs.
    """

    scale: Scale | None = None
    treatment: Treatment | str | None = None
    mean: Means | None = None
    root: Means | None = None
    weights: Mapping[str, float] | None = None


@dataclass(frozen=True, slots=True)
class Replayed:
    """Scores and ranks of V units under R given alternatives; NaN and -1 unranked."""

    units: tuple[str, ...]
    year: int
    scores: Floats
    ranks: Ints

    def quantiles(self, shares: Sequence[float]) -> Floats:
        """(len(shares), V) of the ranks, linear between order statistics."""
        found = np.quantile(self.ranks.astype(np.float64), shares, axis=0)
        found[:, (self.ranks < 0).any(axis=0)] = np.nan
        return np.asarray(found)

    def mean_rank(self) -> Floats:
        """(V,) mean of the ranks."""
        found = self.ranks.mean(axis=0)
        found[(self.ranks < 0).any(axis=0)] = np.nan
        return np.asarray(found, dtype=np.float64)

    def shift(self, nominal: Ints) -> Floats:
        """(R,) mean of |rank - nominal rank| over the units ranked in both."""
        both = (nominal > 0) & (self.ranks > 0)
        apart = np.where(both, np.abs(self.ranks - nominal), 0)
        return np.asarray(apart.sum(axis=1) / both.sum(axis=1))


def replay(
    fw: Framework, data: IndexData, replications: Sequence[Replication], *, year: int
) -> Replayed:
    """Compute the index under each of the given alternatives.

    Parameters
    ----------
    replications
        R of them, in any order; equal scales and treatments are computed once.
    year
        Which year is ranked.

    Returns
    -------
    Replayed
        (R, V) scores and ranks inside the peer groups.

    Raises
    ------
    IndexRefused
        Where the framework cannot be applied under an alternative.
    KeyError
        For weights of a code that the tree does not have.

    Notes
    -----
    The slow and plain way, through the same steps as the index itself; what
    `uncertainty` does with matrices must agree with it.
    """
    t = data.years.index(year)
    normalised: dict[tuple[Scale, Treatment | None], Floats] = {}
    scores = np.empty((len(replications), len(data.units)))
    group = run(fw, data).group[t]
    for r, given in enumerate(replications):
        key = _steps(fw, given)
        if key not in normalised:
            under = replace(fw, scale=key[0], treatment=key[1])
            normalised[key] = run(under, data).normalised[t]
        tree = _tree(fw.tree, given)
        scores[r] = aggregate(tree, normalised[key])[tree.code]
    ranks = rank_within(scores, group, decimals=fw.decimals)
    return Replayed(data.units, year, scores, ranks)


def _steps(fw: Framework, given: Replication) -> tuple[Scale, Treatment | None]:
    rule = given.treatment
    if isinstance(rule, str):
        rule = None
    elif rule is None:
        rule = fw.treatment
    return given.scale or fw.scale, rule


def _tree(tree: Branch, given: Replication) -> Branch:
    weights = given.weights or {}
    unknown = set(weights) - {node.code for node in walk(tree)}
    if unknown:
        raise KeyError(", ".join(sorted(unknown)))
    found = _weighed(tree, weights, given.mean)
    return replace(found, aggregate=given.root) if given.root else found


def _weighed(
    branch: Branch, weights: Mapping[str, float], mean: Means | None
) -> Branch:
    children: list[Branch | Leaf] = []
    for node in branch.children:
        child = _weighed(node, weights, mean) if isinstance(node, Branch) else node
        weight = weights.get(child.code, child.weight)
        children.append(replace(child, weight=weight))
    return replace(branch, children=tuple(children), aggregate=mean or branch.aggregate)
