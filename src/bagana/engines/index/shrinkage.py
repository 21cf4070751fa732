"""Small units are noisy: what is likely behind a rate, given the others of its group.

A rate of a few hundred people is far from what lies behind it, and the smallest units
stand at both ends of every list for that reason alone. The values of a peer group
tell how much its units really differ; with that as prior, each unit has a posterior,
which is nearer to the group's mean the less is known of the unit.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

import numpy as np

from bagana.engines.index.data import Floats
from bagana.engines.index.draws import POINTS
from bagana.engines.index.products import product

type Kind = Literal["binomial", "poisson", "normal"]

_ROUNDS: Final = 100
_NEAR: Final = 1e-10
# Quantiles are found at these many points of the normal score, and joined by a spline.
_NODES: Final = 13
# A point is the mean of these many quantiles: the middle one would lose the tails.
_FINER: Final = 8
_SMALLEST: Final = 1e-300
# A prior worth less than half a case would call what never happened impossible.
_LEAST_SIZE: Final = 0.5


@dataclass(frozen=True, slots=True)
class Prior:
    """How the true values of a group lie: their mean and their variance."""

    mean: float
    variance: float


def between(values: Floats, errors: Floats) -> Prior:
    """Mean and variance of the true values behind values with known errors.

    Parameters
    ----------
    values
        (n,) observed, n ≥ 2.
    errors
        (n,) variances of their errors, ≥ 0.

    Returns
    -------
    Prior
        τ² solves Σ (x - μ)²/(τ² + s²) = n - 1 with μ = Σ w x / Σ w, w = 1/(τ² + s²).

    Notes
    -----
    The method of moments for unequal errors. Where the values differ by less than
    their errors explain, the equation has no root above nought; τ² is then half of its
    own standard error at nought, s²√(2/(n - 1))/2 with s² the harmonic mean of the
    errors: nought would make every unit of the group the same and thus all of them
    first. It is also the least that is ever returned.

    References
    ----------
    Paule and Mandel (1982), Journal of Research of the NBS 87(5), 377-385;
    DerSimonian and Kacker (2007), Contemporary Clinical Trials 28, 105-114.
    """
    spread = float(np.var(values, ddof=1))
    if not (errors > 0).all():
        errors = np.maximum(errors, spread * 1e-12)
    if spread == 0 and not errors.any():
        return Prior(float(values[0]), 0.0)
    free = values.size - 1
    variance = 0.0
    for _ in range(_ROUNDS):
        weight = 1 / (variance + errors)
        mean = float((weight * values).sum() / weight.sum())
        apart = weight * (values - mean) ** 2
        excess = float(apart.sum()) - free
        slope = float((weight * apart).sum())
        step = excess / slope if slope > 0 else -1.0
        variance += step
        if step <= _NEAR * variance:
            break
    typical = float(values.size / (1 / errors).sum())
    variance = max(variance, typical * np.sqrt(2 / free) / 2)
    weight = 1 / (variance + errors)
    return Prior(float((weight * values).sum() / weight.sum()), float(variance))


def posterior_points(kind: Kind, values: Floats, precision: Floats) -> Floats:
    """Equally likely values of what lies behind each observed value of one group.

    Parameters
    ----------
    kind
        "normal": `precision` holds standard errors; the posterior is normal with
        variance v = 1/(1/τ² + 1/s²) and mean v (μ/τ² + x/s²).
        "binomial": values are shares of `precision` trials; Beta(a + x n,
        b + (1 - x) n) with a + b = μ (1 - μ)/τ² - 1, a/(a + b) = μ.
        "poisson": values are events over `precision` of exposure; Gamma with shape
        μ²/τ² + x n and rate μ/τ² + n. Neither a + b nor μ²/τ² is less than a half.
    values, precision
        (n,) of the units of one peer group; no NaN.

    Returns
    -------
    (n, POINTS) ascending: the means of the equally likely parts of each posterior.
    They have its mean, and its standard deviation to one in a thousand.

    Raises
    ------
    ValueError
        For shares outside 0..1, rates below nought, a precision that is not positive.

    References
    ----------
    Efron and Morris (1975), JASA 70, 311-319; Clayton and Kaldor (1987), Biometrics
    43, 671-681; Louis (1984), JASA 79, 393-398.
    """
    if kind == "normal" and (precision >= 0).all():
        # A value without error would weigh infinitely.
        return _normal(
            values, np.maximum(precision, _NEAR * np.ptp(values) + _SMALLEST)
        )
    if not (precision > 0).all():
        raise ValueError("what tells of the error must be positive")
    if (values < 0).any() or (kind == "binomial" and (values > 1).any()):
        raise ValueError("shares lie in 0..1, rates are not negative")
    return _beta(values, precision) if kind == "binomial" else _gamma(values, precision)


def _normal(values: Floats, se: Floats) -> Floats:
    if values.size < 2:
        return values[:, None] + se[:, None] * _means(_scores()[0])
    prior = between(values, se**2)
    if prior.variance == 0:
        return np.repeat(values[:, None], POINTS, axis=1)
    variance = 1 / (1 / prior.variance + 1 / se**2)
    mean = variance * (prior.mean / prior.variance + values / se**2)
    points: Floats = mean[:, None] + np.sqrt(variance)[:, None] * _means(_scores()[0])
    return points


def _beta(shares: Floats, trials: Floats) -> Floats:
    from scipy.special import betaincinv, expit, logit

    # Half a case of either kind: a group in which nothing happened has a prior too.
    half = 0.5 / float(trials.sum() + 1)
    pooled = float((shares * trials).sum() / (trials.sum() + 1)) + half
    size = _LEAST_SIZE
    if shares.size > 1:
        prior = between(shares, pooled * (1 - pooled) / trials)
        pooled = min(max(prior.mean, half), 1 - half)
        size = max(pooled * (1 - pooled) / prior.variance - 1, _LEAST_SIZE)
    a = pooled * size + shares * trials
    b = (1 - pooled) * size + (1 - shares) * trials
    nodes = betaincinv(a[:, None], b[:, None], _node_shares())
    nodes = np.clip(nodes, _SMALLEST, 1 - 1e-16)
    return _means(np.asarray(expit(product(logit(nodes), _scores()[1]))))


def _gamma(rates: Floats, exposure: Floats) -> Floats:
    from scipy.special import gammaincinv

    half = 0.5 / float(exposure.sum())
    pooled = float((rates * exposure).sum() / exposure.sum()) + half
    shape = _LEAST_SIZE
    if rates.size > 1:
        prior = between(rates, pooled / exposure)
        pooled = max(prior.mean, half)
        shape = max(pooled**2 / prior.variance, _LEAST_SIZE)
    rate = shape / pooled + exposure
    nodes = gammaincinv((shape + rates * exposure)[:, None], _node_shares())
    logs = np.log(np.maximum(nodes, _SMALLEST))
    return _means(np.exp(product(logs, _scores()[1]))) / rate[:, None]


def _node_shares() -> Floats:
    from scipy.special import ndtr

    last = _scores()[0][-1]
    return np.asarray(ndtr(np.linspace(-last, last, _NODES)))


@cache
def _scores() -> tuple[Floats, Floats]:
    """Normal scores of equally likely quantiles, and the spline that gives them.

    The quantiles of a beta or gamma on the scale of logits or logs are smooth in the
    normal score: thirteen of them give the others, at a tenth of the time.
    """
    from scipy.interpolate import CubicSpline
    from scipy.special import ndtri

    count = POINTS * _FINER
    points = np.asarray(ndtri((np.arange(count) + 0.5) / count), dtype=np.float64)
    nodes = np.linspace(-points[-1], points[-1], _NODES)
    spline = np.asarray(CubicSpline(nodes, np.eye(_NODES))(points), dtype=np.float64)
    return points, np.ascontiguousarray(spline.T)


def _means(quantiles: Floats) -> Floats:
    parts = quantiles.reshape(*quantiles.shape[:-1], POINTS, _FINER)
    return np.asarray(parts.mean(axis=-1), dtype=np.float64)
