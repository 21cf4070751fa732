"""Children into their branch, level by level, up to the index."""

from __future__ import annotations

import numpy as np

from bagana.engines.index.data import Floats
from bagana.engines.index.framework import Branch, Leaf, Means, Words, walk
from bagana.engines.index.problems import IndexRefused
from bagana.engines.index.ranks import rounded
from bagana.engines.index.weights import Weights, nominal

# Sums of weights that should cancel leave about so much.
EVEN = 1e-12


def aggregate(
    tree: Branch, normalised: Floats, weights: Weights | None = None
) -> dict[str, Floats]:
    """Score every branch of the tree from the normalised indicators.

    Missing children are left out and the weights of the others renormalised in their
    place (whether a unit may be scored at all, `screen` decides before); a branch with
    no known child is missing.

    Parameters
    ----------
    tree
        The index; each branch names its mean.
    normalised
        (..., K) in the order of the tree; for Copeland (..., V, K). NaN is missing.
    weights
        For each branch code (..., children), whose leading axes broadcast against
        those of `normalised`; `weights.nominal(tree)` where None.

    Returns
    -------
    dict
        For each branch code an array of the leading axes, the root last.

    Raises
    ------
    IndexRefused
        For a value below nought under any mean but the arithmetic and Copeland's.

    References
    ----------
    OECD/JRC (2008). Handbook on Constructing Composite Indicators, 1.6 and 6.2-6.3.
    """
    shares = nominal(tree) if weights is None else weights
    leaves = [node.code for node in walk(tree) if isinstance(node, Leaf)]
    place = {code: k for k, code in enumerate(leaves)}
    found: dict[str, Floats] = {}

    def score(node: Branch | Leaf) -> Floats:
        if isinstance(node, Leaf):
            return normalised[..., place[node.code]]
        children = [score(child) for child in node.children]
        block = np.stack(np.broadcast_arrays(*children), axis=-1)
        found[node.code] = _of_branch(node, block, np.asarray(shares[node.code]))
        return found[node.code]

    score(tree)
    return found


def combine(
    means: Means, children: Floats, weights: Floats, power: float = 1.0
) -> Floats:
    """One branch: the weighted mean of its children.

    arithmetic sum w x; geometric exp(sum w ln x); harmonic 1 / sum(w / x); generalised
    (sum w x^p)^(1/p), for p = 0 the geometric; Copeland see `copeland`. Weights are
    scaled to the sum 1 over the known children that weigh anything.

    Parameters
    ----------
    children
        (..., C); NaN is missing. A nought makes the geometric and harmonic mean nought.
    weights
        (..., C), not negative, leading axes broadcast.

    Returns
    -------
    (...)
        NaN where no child is known.
    """
    if means == "copeland":
        return copeland(children, weights)
    p = {"arithmetic": 1.0, "geometric": 0.0, "harmonic": -1.0}.get(means, power)
    if p == 1.0 and weights.ndim == 1 and not np.isnan(children).any():
        return np.asarray(children @ (weights / weights.sum()))
    counts = ~np.isnan(children) & (weights > 0)
    w = np.where(counts, weights, 0.0)
    total = w.sum(axis=-1, keepdims=True)
    w = np.divide(w, total, out=np.zeros_like(w), where=total > 0)
    if p == 1.0:
        mean = (w * np.where(counts, children, 0.0)).sum(axis=-1)
    else:
        mean = _power_mean(np.where(counts, children, 1.0), w, p)
    return np.where(total[..., 0] > 0, mean, np.nan)


def copeland(children: Floats, weights: Floats) -> Floats:
    """Wins less defeats against every other unit.

    A unit beats another if the weights of the criteria on which it is better exceed
    those on which it is worse; only criteria known of both count, so the order of
    rows never matters. Values are compared to 12 significant digits.

    Parameters
    ----------
    children
        (..., V, C).

    Returns
    -------
    (..., V)
        From -(V - 1) to V - 1; NaN where nothing is known of the unit.

    References
    ----------
    Munda, G. & Nardo, M. (2009). Noncompensatory/nonlinear composite indicators for
    ranking countries. Applied Economics 41(12); OECD/JRC (2008), 6.4.
    """
    x = rounded(children)
    balance = np.zeros((*x.shape[:-1], 1))
    for c in range(x.shape[-1]):
        better = np.sign(x[..., c][..., :, None] - x[..., c][..., None, :])
        weight = np.asarray(weights)[..., c][..., None]
        balance = balance + weight * np.nan_to_num(better)
    wins = np.where(np.abs(balance) > EVEN, np.sign(balance), 0.0).sum(axis=-1)
    return np.where(np.isnan(x).all(axis=-1), np.nan, wins)


def _of_branch(branch: Branch, block: Floats, weights: Floats) -> Floats:
    signed = branch.aggregate in ("arithmetic", "copeland") or (
        branch.aggregate == "generalised" and branch.power == 1.0
    )
    if not signed and (block < 0).any():
        raise _below_nought(branch)
    return combine(branch.aggregate, block, weights, branch.power)


def _power_mean(values: Floats, weights: Floats, p: float) -> Floats:
    """exp of the mean log, or by sums of powers scaled so that none overflows."""
    with np.errstate(divide="ignore"):
        logs = np.log(values)
    weighs = weights > 0
    if p == 0.0:
        return np.exp((weights * np.where(weighs, logs, 0.0)).sum(axis=-1))
    powers = np.where(weighs, p * logs, -np.inf)
    top = powers.max(axis=-1, keepdims=True)
    finite = np.where(np.isfinite(top), top, 0.0)
    with np.errstate(divide="ignore", over="ignore", invalid="ignore"):
        total = (weights * np.exp(powers - finite)).sum(axis=-1)
        mean = np.exp((np.log(total) + finite[..., 0]) / p)
    # Only noughts (p > 0), or one nought (p < 0): the mean is nought.
    return np.where(np.isinf(top[..., 0]), 0.0, mean)


def _below_nought(branch: Branch) -> IndexRefused:
    return IndexRefused(
        Words(
            f"«{branch.code}» чиглэлийн зарим утга тэгээс бага тул "
            "геометр, гармоник дундаж тодорхойгүй.",
            f"Some values under “{branch.code}” are below nought, so a geometric or "
            "harmonic mean is not defined.",
        ),
        Words(
            "Хэмжүүрийн доод хязгаарыг (floor, low) эерэг болгох эсвэл "
            "арифметик дундаж сонгоно уу.",
            "Give the scale a positive floor (floor, low) or choose the arithmetic "
            "mean.",
        ),
    )
