"""What weight an indicator has in the end, beside the weight it was given."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bagana.engines.index.data import Floats
from bagana.engines.index.results import Result
from bagana.engines.index.weights import effective, of_panels

FEWEST = 5
MOST_PLACES = 200
BANDWIDTHS = (0.05, 0.1, 0.2, 0.4, 0.8)


@dataclass(frozen=True, slots=True)
class Importance:
    """Nominal weight beside importance, in the order of the tree.

    Attributes
    ----------
    nominal
        (K,) effective weight, sums to 1.
    ratio
        (K,) correlation ratio with the index, 0..1, NaN where unknown.
    share
        (K,) the ratios scaled to the sum 1, to be read beside `nominal`.
    """

    indicators: tuple[str, ...]
    nominal: Floats
    ratio: Floats
    share: Floats


def importance(result: Result, year: int) -> Importance:
    """Correlation ratio of each indicator to the index, beside its nominal weight.

    Correlated indicators count double, those that hardly vary not at all; a weight
    says nothing of that.

    References
    ----------
    Paruolo, P., Saisana, M. & Saltelli, A. (2013). Ratings and rankings: voodoo or
    science? Journal of the Royal Statistical Society A 176(3).
    """
    t = result.years.index(year)
    columns = result.normalised[t].T
    ratio = np.array([correlation_ratio(x, result.scores[t]) for x in columns])
    known = np.nansum(ratio)
    tree = result.framework.tree
    return Importance(
        result.indicators,
        effective(tree, of_panels(tree)),
        ratio,
        ratio / known if known > 0 else np.full(len(ratio), np.nan),
    )


def correlation_ratio(x: Floats, y: Floats) -> float:
    """Var(E[y | x]) / Var(y): how much of y is settled once x is known.

    E[y | x] is a local linear regression on the rank of x (Gaussian kernel), whose
    bandwidth is the best of five by leaving one out.

    Parameters
    ----------
    x, y
        (V,), NaN where missing.

    Returns
    -------
    float
        0 to 1; NaN for fewer than five units or where y does not vary; 0 where x
        does not.
    """
    both = ~(np.isnan(x) | np.isnan(y))
    a, b = x[both], y[both]
    if len(a) < FEWEST or np.ptp(b) <= 1e-12 * np.abs(b).max():
        return float("nan")
    place, mean, count = _places(a, b)
    if len(place) == 1:
        return 0.0
    fitted = min((_fit(place, mean, count, h) for h in BANDWIDTHS), key=lambda f: f[0])
    spread = np.average((fitted[1] - b.mean()) ** 2, weights=count)
    return float(np.clip(spread / b.var(), 0.0, 1.0))


def _places(x: Floats, y: Floats) -> tuple[Floats, Floats, Floats]:
    """Mean y at each rank of x from 0 to 1; neighbours together beyond 200 places."""
    _, codes = np.unique(x, return_inverse=True)
    size = int(codes.max()) + 1
    if size > MOST_PLACES:
        codes = codes * MOST_PLACES // size
    count = np.bincount(codes).astype(np.float64)
    kept = count > 0
    mean = np.bincount(codes, weights=y)[kept] / count[kept]
    count = count[kept]
    middle = np.cumsum(count) - count / 2
    return middle / count.sum(), mean, count


def _fit(place: Floats, y: Floats, count: Floats, width: float) -> tuple[float, Floats]:
    """Error of prediction with each place left out, and the fitted values."""
    d = place[None, :] - place[:, None]
    k = np.exp(-0.5 * (d / width) ** 2) * count
    s0, s1, s2 = k.sum(axis=1), (k * d).sum(axis=1), (k * d * d).sum(axis=1)
    det = s0 * s2 - s1**2
    # Where all the weight is at one place there is a level, but no slope.
    steep = det > 1e-12 * s0 * s0
    slope = np.where(steep, 1.0, 0.0)[:, None] * d
    top = np.where(steep, s2, 1.0)[:, None] - s1[:, None] * slope
    smooth = k * top / np.where(steep, det, s0)[:, None]
    fitted = smooth @ y
    own = np.diag(smooth)
    left = np.where(own < 1 - 1e-9, (y - fitted) / np.maximum(1 - own, 1e-9), np.inf)
    finite = np.isfinite(left)
    if not finite.all():
        return float("inf"), fitted
    return float(np.average(left**2, weights=count)), fitted
