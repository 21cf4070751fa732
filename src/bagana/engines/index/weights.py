"""Weights: as given, equal, of a panel, and what they come to for each indicator."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from bagana.engines.index.components import components
from bagana.engines.index.data import Floats
from bagana.engines.index.framework import Branch, Framework, Leaf, walk
from bagana.engines.index.mcdm import critic, entropy

type Weights = Mapping[str, Floats]


def nominal(tree: Branch) -> dict[str, Floats]:
    """Weights of the framework, renormalised inside each branch.

    Returns
    -------
    dict
        For each branch code a (children,) array that sums to 1.

    Raises
    ------
    ValueError
        Where a branch has no weight above nought.
    """
    return {
        branch.code: _shares([child.weight for child in branch.children], branch.code)
        for branch in _branches(tree)
    }


def equal(tree: Branch) -> dict[str, Floats]:
    """The same weight for every child of a branch: dimensions alike, inside alike."""
    return {
        branch.code: np.full(len(branch.children), 1 / len(branch.children))
        for branch in _branches(tree)
    }


def budget_allocation(panel: Sequence[Sequence[float]]) -> Floats:
    """Weights of a panel of experts, each of whom shared out a budget.

    Each expert's row is brought to the sum 1, so that no one counts for more; the
    median of each column, renormalised, is the weight.

    Parameters
    ----------
    panel
        (experts, children), not negative.

    Raises
    ------
    ValueError
        For an expert who gave nothing, or medians that are all nought.

    References
    ----------
    OECD/JRC (2008). Handbook on Constructing Composite Indicators, 6.3.4.
    """
    given = np.asarray(panel, dtype=np.float64)
    if given.ndim != 2 or (given < 0).any() or not np.isfinite(given).all():
        raise ValueError("a panel is a table of weights, none below nought")
    if (given.sum(axis=1) <= 0).any():
        raise ValueError("an expert gave no weight at all")
    shares = given / given.sum(axis=1, keepdims=True)
    return _shares(np.median(shares, axis=0), "panel")


def of_panels(tree: Branch) -> dict[str, Floats]:
    """Weights of the framework, with the panel's where all children have one."""
    found = nominal(tree)
    for branch in _branches(tree):
        panels = [child.panel for child in branch.children]
        sizes = {len(panel) for panel in panels}
        if len(sizes) == 1 and sizes != {0}:
            rows = [list(row) for row in zip(*panels, strict=True)]
            found[branch.code] = budget_allocation(rows)
    return found


def from_data(tree: Branch, normalised: Floats, method: str) -> dict[str, Floats]:
    """Weights that the data suggest, for comparison only: "entropy", "critic", "pca".

    They act on branches whose children are all indicators; branches above keep the
    weights of the framework. Rows with a missing value are left out.

    Parameters
    ----------
    normalised
        (V, K) of one year, more is better, in the order of the tree.
    """
    rules: dict[str, Callable[[Floats], Floats]] = {
        "entropy": entropy,
        "critic": critic,
        "pca": components,
    }
    rule = rules[method]
    found = nominal(tree)
    place = {leaf.code: k for k, leaf in enumerate(_leaves(tree))}
    for branch in _branches(tree):
        if all(isinstance(child, Leaf) for child in branch.children):
            block = normalised[:, [place[child.code] for child in branch.children]]
            known = block[~np.isnan(block).any(axis=1)]
            if len(known) > 2 and block.shape[1] > 1:
                found[branch.code] = rule(known)
    return found


def effective(tree: Branch, weights: Weights | None = None) -> Floats:
    """What each indicator's weight comes to: the product of weights down to it.

    Parameters
    ----------
    weights
        For each branch code (children,), as of `nominal`, which is used where None.

    Returns
    -------
    (K,)
        In the order of the tree; sums to 1 where each branch's weights do.
    """
    shares = nominal(tree) if weights is None else weights
    return np.array(_products(tree, shares, 1.0))


def effective_of(fw: Framework) -> dict[str, float]:
    """Effective weight of each indicator by its code."""
    found = effective(fw.tree, of_panels(fw.tree))
    return dict(zip(fw.indicators, found.tolist(), strict=True))


def _products(node: Branch | Leaf, weights: Weights, above: float) -> list[float]:
    if isinstance(node, Leaf):
        return [above]
    return [
        product
        for child, weight in zip(node.children, weights[node.code], strict=True)
        for product in _products(child, weights, above * float(weight))
    ]


def _shares(given: Sequence[float] | Floats, code: str) -> Floats:
    values = np.asarray(given, dtype=np.float64)
    total = values.sum()
    if (values < 0).any() or not np.isfinite(total) or total <= 0:
        raise ValueError(f"{code}: weights must be above nought somewhere, never below")
    return values / total


def _branches(tree: Branch) -> list[Branch]:
    return [node for node in walk(tree) if isinstance(node, Branch)]


def _leaves(tree: Branch) -> list[Leaf]:
    return [node for node in walk(tree) if isinstance(node, Leaf)]
