"""The parts that indicators have in a difference of two scores."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import numpy as np

from bagana.engines.index.aggregate import combine
from bagana.engines.index.data import Floats
from bagana.engines.index.framework import Branch, Framework, Leaf, Words
from bagana.engines.index.problems import IndexRefused
from bagana.engines.index.screen import Marks
from bagana.engines.index.weights import Weights, of_panels

# Nodes reach this far: exp(pi sinh 6) is still within the range of a float.
REACH = 6.0
NODES = 241


def decompose(fw: Framework, start: Floats, end: Floats) -> Floats:
    """Split score(end) - score(start) into a part of each indicator.

    Aumann and Shapley's rule along the straight line between the two points:

        part_k = (end_k - start_k) x integral over t in 0..1 of
                 d score / d x_k at start + t (end - start)

    The parts add up to the difference whatever the means of the branches; under
    arithmetic means they are effective weight x difference. From the floor of the scale
    to a unit they are its contributions, from a unit to the best of its group what it
    lacks, from last year to this year what moved it.

    Parameters
    ----------
    start, end
        (K,) normalised values in the order of the tree, not below nought unless all
        means are arithmetic. An indicator that is missing in either takes no part, and
        its weight goes to the others.

    Returns
    -------
    (K,)
        Parts, NaN where missing; the others add up to the difference of the scores.

    Raises
    ------
    IndexRefused
        With a branch under Copeland's rule, whose scores depend on all other units,
        and for values below nought under other means than the arithmetic.

    References
    ----------
    Aumann, R. & Shapley, L. (1974). Values of Non-Atomic Games; Takahasi, H. & Mori, M.
    (1974). Double exponential formulas for numerical integration. RIMS 9.
    """
    a, b = np.asarray(start, dtype=np.float64), np.asarray(end, dtype=np.float64)
    known = ~(np.isnan(a) | np.isnan(b))
    _check(fw, a[known], b[known])
    parts = np.full(len(a), np.nan)
    if not known.any():
        return parts
    weights = _of_known(fw.tree, known)
    x0, x1 = np.where(known, a, 1.0), np.where(known, b, 1.0)
    before, t, steps = _nodes()
    path = before[:, None] * x0 + t[:, None] * x1
    slopes = _slopes(fw, path, weights)
    found = (steps[:, None] * slopes).sum(axis=0) * (x1 - x0)
    ends = _values(fw, np.stack([x0, x1]), weights)
    parts[known] = _exactly(found, float(ends[1] - ends[0]))[known]
    return parts


def _exactly(parts: Floats, whole: float) -> Floats:
    """Spread what the integration missed, some 1e-12, in proportion."""
    size = np.abs(parts).sum()
    if size == 0:
        return parts
    return np.asarray(parts + (whole - parts.sum()) * np.abs(parts) / size)


@cache
def _nodes() -> tuple[Floats, Floats, Floats]:
    """1 - t, t and weights of a rule that bears slopes without bound at both ends.

    t = 1 / (1 + exp(-pi sinh u)); both t and 1 - t keep their digits near nought.
    """
    u = np.linspace(-REACH, REACH, NODES)
    power = np.pi * np.sinh(u)
    t, before = 1 / (1 + np.exp(-power)), 1 / (1 + np.exp(power))
    steps = (u[1] - u[0]) * np.pi * np.cosh(u) * t * before
    return before, t, steps


def _check(fw: Framework, start: Floats, end: Floats) -> None:
    if any(branch.aggregate == "copeland" for branch in fw.branches):
        raise IndexRefused(*_COPELAND)
    plain = all(branch.aggregate == "arithmetic" for branch in fw.branches)
    if not plain and (np.minimum(start, end) < 0).any():
        raise IndexRefused(*_BELOW_NOUGHT)


def _of_known(tree: Branch, known: Marks) -> Weights:
    """Weights with those of missing indicators, and of empty branches, at nought."""
    shares = {code: share.copy() for code, share in of_panels(tree).items()}
    place = iter(range(len(known)))

    def alive(node: Branch | Leaf) -> bool:
        if isinstance(node, Leaf):
            return bool(known[next(place)])
        kept = np.array([alive(child) for child in node.children])
        share = np.where(kept, shares[node.code], 0.0)
        total = share.sum()
        shares[node.code] = share / total if total > 0 else share
        return bool(total > 0)

    alive(tree)
    return shares


def _values(fw: Framework, x: Floats, weights: Weights) -> Floats:
    return _score(fw.tree, x, weights, iter(range(x.shape[1])))[0]


def _slopes(fw: Framework, x: Floats, weights: Weights) -> Floats:
    return _score(fw.tree, x, weights, iter(range(x.shape[1])))[1]


def _score(
    node: Branch | Leaf, x: Floats, weights: Weights, places: Iterator[int]
) -> tuple[Floats, Floats]:
    """(N,) score of the node at N points (N, K), and (N, K) its slopes."""
    if isinstance(node, Leaf):
        slopes = np.zeros_like(x)
        k = next(places)
        slopes[:, k] = 1.0
        return x[:, k], slopes
    below = [_score(child, x, weights, places) for child in node.children]
    children = np.stack([score for score, _ in below], axis=-1)
    score, by_child = _mean(node, children, weights[node.code])
    parts = [by_child[:, [c]] * slopes for c, (_, slopes) in enumerate(below)]
    return score, np.asarray(sum(parts, np.zeros_like(x)))


def _mean(branch: Branch, children: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """(N,) mean of (N, C) children and (N, C) its slopes: w (x / mean)^(p - 1)."""
    p = {"arithmetic": 1.0, "geometric": 0.0, "harmonic": -1.0}.get(
        branch.aggregate, branch.power
    )
    if p == 1.0:
        return children @ weights, np.broadcast_to(weights, children.shape)
    if not weights.any():
        return np.zeros(len(children)), np.zeros_like(children)
    score = combine("generalised", children, weights, p)
    with np.errstate(divide="ignore", invalid="ignore"):
        slopes = weights * np.exp((p - 1) * (np.log(children) - np.log(score)[:, None]))
    # What is nought all along the way, or weighs nothing, takes no part.
    return score, np.where((children > 0) & (weights > 0), slopes, 0.0)


_COPELAND = (
    Words(
        "Copeland-ийн оноо бусад нэгжээс хамаардаг тул үзүүлэлтээр задлах боломжгүй.",
        "Copeland's scores depend on all other units: they have no parts by indicator.",
    ),
    Words(
        "Дундаж хэрэглэдэг аргачлалыг сонгоно уу.",
        "Use a framework whose branches are means.",
    ),
)
_BELOW_NOUGHT = (
    Words(
        "Зарим утга тэгээс бага тул геометр, гармоник дундаж тодорхойгүй.",
        "Some values are below nought, where geometric and harmonic means are not "
        "defined.",
    ),
    Words(
        "Хэмжүүрийн доод хязгаарыг (floor, low) эерэг болгоно уу.",
        "Give the scale a positive floor (floor, low).",
    ),
)
