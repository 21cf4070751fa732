"""Signals beside a reward: what in the figures is unusual enough to look at again.

Each function says how unusual something is and nothing more. An unusual figure may be
true, and a made-up one need not be unusual: no signal is a finding.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from bagana.engines.index.data import Floats

type Labels = NDArray[np.str_]

JUMP: Final = 3.5
"""Beyond this a robust z is called unusual (Iglewicz and Hoaglin 1993)."""
SMALLEST_GROUP: Final = 5
"""Below this a group has no spread of its own: all units are taken together."""
FEWEST_DIGITS: Final = 20
"""Fewer last digits say nothing about preference for nought and five."""
PEARSON_FROM: Final = 50
"""From here each of ten digits is expected at least five times (Cochran 1954)."""
SMALLEST_NUMBER: Final = 100
"""Only in numbers of three digits and more is the last digit free of the first."""
MAD_TO_DEVIATION: Final = 1.4826
MEAN_TO_DEVIATION: Final = 1.2533
DIGITS: Final = 10


def robust_z(
    values: ArrayLike, groups: Labels | None = None, noise: ArrayLike | None = None
) -> Floats:
    """Distance from the median of the group, in robust standard deviations.

    Parameters
    ----------
    values
        (V,) figures; NaN where missing.
    groups
        (V,) label of the peer group; all units together when not given. A group with
        fewer than `SMALLEST_GROUP` known values is compared with all units.
    noise
        (V,) standard error of each figure: what chance alone does to a small unit. NaN
        or left out where it is not known.

    Returns
    -------
    numpy.ndarray
        (V,) z = (x − median) / max(1.4826 MAD, noise). Where half of the group or more
        is alike the MAD is nought and 1.2533 times the mean absolute deviation takes
        its place. NaN where the value is missing or all of the group are the same.

    References
    ----------
    Iglewicz and Hoaglin (1993), How to Detect and Handle Outliers.
    """
    x = np.asarray(values, dtype=np.float64)
    labels = np.zeros(x.shape, dtype="<U1") if groups is None else groups
    least = np.zeros(x.shape) if noise is None else np.nan_to_num(np.asarray(noise))
    found = np.full(x.shape, np.nan)
    for label in np.unique(labels):
        mine = labels == label
        known = mine & np.isfinite(x)
        like = known if known.sum() >= SMALLEST_GROUP else np.isfinite(x)
        if known.any() and like.sum() >= SMALLEST_GROUP:
            found[known] = _standardised(x[known], x[like], least[known])
    return found


def _standardised(x: Floats, like: Floats, least: Floats) -> Floats:
    centre = float(np.median(like))
    apart = np.abs(like - centre)
    spread = MAD_TO_DEVIATION * float(np.median(apart))
    if spread <= _rounding(like):
        spread = MEAN_TO_DEVIATION * float(apart.mean())
    if spread <= _rounding(like):
        return np.full(x.shape, np.nan)
    return np.asarray((x - centre) / np.maximum(spread, least), dtype=np.float64)


def _rounding(values: Floats) -> float:
    """What sums of such figures may differ by without differing."""
    return 1e-12 * max(1.0, float(np.abs(values).max()))


def jumps(
    before: ArrayLike,
    after: ArrayLike,
    groups: Labels | None = None,
    noise: ArrayLike | None = None,
) -> Floats:
    """How unusual each unit's change is among the changes of its group.

    Parameters
    ----------
    before, after
        (V,) figures of two years, in the indicator's own units.
    groups
        (V,) label of the peer group.
    noise
        (V,) standard error of each change, as `noise_of_shares` or `noise_of_counts`.

    Returns
    -------
    numpy.ndarray
        (V,) `robust_z` of after − before: what moved the whole group (a good year, a
        new way of counting) is no jump. Beyond ±`JUMP` it is unusual.
    """
    change = np.asarray(after, dtype=np.float64) - np.asarray(before, dtype=np.float64)
    return robust_z(change, groups, noise)


def noise_of_counts(before: ArrayLike, after: ArrayLike) -> Floats:
    """(V,) standard error of the change of a Poisson count: √(before + after)."""
    both = np.asarray(before, dtype=np.float64) + np.asarray(after, dtype=np.float64)
    return np.asarray(np.sqrt(np.maximum(both, 0)), dtype=np.float64)


def noise_of_shares(
    numerator: tuple[ArrayLike, ArrayLike], denominator: tuple[ArrayLike, ArrayLike]
) -> Floats:
    """(V,) standard error of the change of a share, as a part of one.

    √(p (1 − p) (1/d + 1/d')) with p of both years together: the two-sample test of
    proportions. NaN where a part is missing, a denominator is not above nought, or p
    is no share.
    """
    n, m = (np.asarray(part, dtype=np.float64) for part in numerator)
    d, e = (np.asarray(part, dtype=np.float64) for part in denominator)
    with np.errstate(divide="ignore", invalid="ignore"):
        p = (n + m) / (d + e)
        found = np.sqrt(p * (1 - p) * (1 / d + 1 / e))
    return np.asarray(np.where((d > 0) & (e > 0), found, np.nan), dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Heaping:
    """Last digits of whole numbers, and how often chance alone would heap them so.

    `counts` of the digits 0 to 9 in `numbers` figures; `heaped` the share that ends in
    0 or 5, of which a fifth is expected; `statistic` Pearson's chi-square with nine
    degrees of freedom, None where the exact binomial test was used instead.
    """

    counts: tuple[int, ...]
    numbers: int
    heaped: float
    p: float
    statistic: float | None = None

    @property
    def whipple(self) -> float:
        """Five times the share ending in 0 or 5, in per cent: 100 none, 500 all."""
        return 500 * self.heaped


def digit_heaping(values: ArrayLike) -> Heaping | None:
    """Whether counts end in nought and five more often than counting would give.

    Parameters
    ----------
    values
        Figures of any shape. Only whole numbers of at least `SMALLEST_NUMBER` are
        used: shares and small counts have last digits that are not free.

    Returns
    -------
    Heaping or None
        None with fewer than `FEWEST_DIGITS` such numbers. With `PEARSON_FROM` or more
        p is of Pearson's test that all ten digits are as likely; below, of the exact
        one-sided binomial test that a fifth end in 0 or 5.

    Notes
    -----
    Figures that a person entered twice count twice: give each figure once.

    References
    ----------
    Beber and Scacco (2012), "What the Numbers Say: A Digit-Based Test for Election
    Fraud", Political Analysis 20; Siegel and Swanson (2004), The Methods and Materials
    of Demography, on Whipple's index; Cochran (1954), Biometrics 10, on sizes.
    """
    # The distributions of scipy.stats take seconds to import; these do not.
    from scipy.special import bdtrc, chdtrc

    x = np.abs(np.asarray(values, dtype=np.float64).ravel())
    x = x[np.isfinite(x) & (x >= SMALLEST_NUMBER) & (x == np.rint(x))]
    if x.size < FEWEST_DIGITS:
        return None
    last = np.mod(x, DIGITS).astype(np.int64)
    counts = np.bincount(last, minlength=DIGITS)
    ends = int(counts[0] + counts[5])
    heaped = ends / x.size
    seen = tuple(int(count) for count in counts)
    if x.size < PEARSON_FROM:
        p = float(bdtrc(ends - 1, x.size, 0.2)) if ends else 1.0
        return Heaping(seen, x.size, heaped, p)
    expected = x.size / DIGITS
    statistic = float(((counts - expected) ** 2).sum() / expected)
    p = float(chdtrc(DIGITS - 1, statistic))
    return Heaping(seen, x.size, heaped, p, statistic)


def same_by_chance(counts: ArrayLike) -> Floats:
    """Probability that a count comes out exactly as in the year before.

    Parameters
    ----------
    counts
        Counts above nought, of any shape.

    Returns
    -------
    numpy.ndarray
        P(X = Y) of two independent Poisson counts with that mean:
        exp(−2λ) I₀(2λ), about 1 / (2 √(π λ)). NaN where the count is not above nought.

    Notes
    -----
    What hardly moves (households of a small bag) repeats itself more often than this:
    a copy of one count is weak, one of several counts at once is strong.

    References
    ----------
    Skellam (1946), Journal of the Royal Statistical Society 109.
    """
    from scipy.special import ive

    x = np.asarray(counts, dtype=np.float64)
    above = np.isfinite(x) & (x > 0)
    found = np.full(x.shape, np.nan)
    found[above] = ive(0, 2 * x[above])
    return found


def copies(
    numerator: tuple[ArrayLike, ArrayLike], denominator: tuple[ArrayLike, ArrayLike]
) -> Floats:
    """How likely it is that both parts of a share repeat last year's by chance.

    Parameters
    ----------
    numerator, denominator
        Before and after, (V,) each.

    Returns
    -------
    numpy.ndarray
        (V,) product of `same_by_chance` of the parts where both are identical in the
        two years, finite and above nought; NaN everywhere else. That the parts are
        independent is assumed.
    """
    over = [np.asarray(part, dtype=np.float64) for part in numerator]
    under = [np.asarray(part, dtype=np.float64) for part in denominator]
    same = (over[0] == over[1]) & (under[0] == under[1])
    chance = same_by_chance(over[1]) * same_by_chance(under[1])
    return np.where(same, chance, np.nan)


@dataclass(frozen=True, slots=True)
class Shrinking:
    """A share whose denominator fell, (V,) each; NaN where it did not.

    `fall` is the part of the denominator that went, `by_denominator` the part of the
    share's rise that follows from it alone: 1 when the numerator stood still.
    """

    fall: Floats
    by_denominator: Floats


def shrinking(
    numerator: tuple[ArrayLike, ArrayLike],
    denominator: tuple[ArrayLike, ArrayLike],
    *,
    direction: int = 1,
    least: float = 0.05,
) -> Shrinking:
    """Shares that became better because the denominator became smaller.

    Parameters
    ----------
    numerator, denominator
        Before and after, (V,) each, above nought in the denominators.
    direction
        1 where a higher share is better, −1 where a lower one is: there the
        denominator would have to grow.
    least
        The smallest relative change of the denominator that is looked at.

    Returns
    -------
    Shrinking
        With n/d before and n'/d' after, the part of the denominator is
        (n/d' − n/d) / (n'/d' − n/d): the change if only the denominator had moved.
        Kept where the share improved, the denominator moved by at least `least` in the
        helpful way and brought half of the improvement to all of it. More than all
        means that the numerator fell too: there were fewer cases, which is no sign.
    """
    n, m = (np.asarray(part, dtype=np.float64) for part in numerator)
    d, e = (np.asarray(part, dtype=np.float64) for part in denominator)
    with np.errstate(divide="ignore", invalid="ignore"):
        rise = m / e - n / d
        alone = (n / e - n / d) / rise
        fall = direction * (d - e) / d
    known = np.isfinite(alone) & (d > 0) & (e > 0)
    most = (alone >= 0.5) & (alone <= 1 + 1e-12)
    kept = known & (direction * rise > 0) & (fall >= least) & most
    return Shrinking(np.where(kept, fall, np.nan), np.where(kept, alone, np.nan))


def disagreement(one: ArrayLike, other: ArrayLike) -> Floats:
    """How far two sources of the same thing lie apart, in parts of the larger.

    Parameters
    ----------
    one, other
        Figures of the same units by two sources, in the same unit of measure.

    Returns
    -------
    numpy.ndarray
        |a − b| / max(|a|, |b|), from 0 (the same) to 1 (one of them nought), up to 2
        with opposite signs; NaN where one is missing, 0 where both are nought.
    """
    a, b = np.asarray(one, dtype=np.float64), np.asarray(other, dtype=np.float64)
    larger = np.maximum(np.abs(a), np.abs(b))
    with np.errstate(divide="ignore", invalid="ignore"):
        found = np.abs(a - b) / larger
    return np.asarray(np.where(larger == 0, 0.0, found), dtype=np.float64)
