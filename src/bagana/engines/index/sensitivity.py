"""Which choice matters: shares of the variance, by Sobol's indices."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from bagana.engines.index.counting import ranks
from bagana.engines.index.data import Floats, IndexData
from bagana.engines.index.draws import BLOCK, Stream, generator
from bagana.engines.index.framework import Framework, Words
from bagana.engines.index.problems import IndexRefused
from bagana.engines.index.results import Ints
from bagana.engines.index.uncertainty.blocks import Drawn, draw, scores_of
from bagana.engines.index.uncertainty.plan import Plan, prepare
from bagana.engines.index.uncertainty.running import Progress, Stop, Stopped

_RESAMPLES: Final = 1000
_ENDS: Final = (0.025, 0.975)


@dataclass(frozen=True, slots=True)
class Indices:
    """Sobol's indices of d factors, each (d,), with 95 % bootstrap intervals.

    `total` is the share of the variance that would be left if all but this factor
    were known; `first` the share that would go if this factor were known. NaN where
    nothing varies.
    """

    first: Floats
    first_low: Floats
    first_high: Floats
    total: Floats
    total_low: Floats
    total_high: Floats
    mean: float
    variance: float


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """What moves ranks, and what decides who is chosen.

    `shift` is of the mean |rank - nominal rank|; `membership` of the share of the
    nominally chosen (the first `top` of each group) who no longer are. `factors` are
    "weights", "scale", "treatment", "aggregate", "imputation", "sampling" and
    "leave_one_out", as far as they are drawn.
    """

    factors: tuple[str, ...]
    shift: Indices
    membership: Indices
    year: int
    n: int
    seed: int
    evaluations: int


def indices(
    a: ArrayLike,
    b: ArrayLike,
    ab: ArrayLike,
    rng: np.random.Generator,
    *,
    centred: bool = True,
    resamples: int = _RESAMPLES,
) -> Indices:
    """First-order and total indices from the three matrices of Saltelli's design.

    Parameters
    ----------
    a, b
        (N,) the quantity with all factors of the first, of the second sample.
    ab
        (d, N) with all of the first but factor i, which is of the second.
    rng
        For the bootstrap, over the N rows.
    centred
        Whether the mean is taken off before the first-order product; without, the
        estimate is noisy and may come out far below nought (as COINr's does).

    Returns
    -------
    Indices
        T_i = Σ (a - ab_i)²/(2 N V); S_i = Σ (b - m)(ab_i - a)/(N V), where V is the
        variance (2N - 1) and m the mean of a and b together.

    References
    ----------
    Jansen (1999), Computer Physics Communications 117, 35-43; Saltelli et al. (2010),
    Computer Physics Communications 181, 259-270.
    """
    one, two = np.asarray(a, np.float64), np.asarray(b, np.float64)
    mixed = np.asarray(ab, np.float64)
    size = one.size
    mean = float((one.sum() + two.sum()) / (2 * size))
    off = mean if centred else 0.0
    # Every estimate is a sum over rows, so a resample is a product with its counts.
    sums = np.column_stack(
        [
            *((two - off) * (row - one) for row in mixed),
            *((one - row) ** 2 for row in mixed),
            (one - mean) + (two - mean),
            (one - mean) ** 2 + (two - mean) ** 2,
        ]
    )
    counts = rng.multinomial(size, np.full(size, 1 / size), resamples)
    found = _ratios(np.ones((1, size)) @ sums, size)[0]
    low, high = np.quantile(_ratios(counts @ sums, size), _ENDS, axis=0)
    d = len(mixed)
    variance = float(np.var(np.concatenate([one, two]), ddof=1))
    return Indices(
        first=found[:d],
        first_low=low[:d],
        first_high=high[:d],
        total=found[d:],
        total_low=low[d:],
        total_high=high[d:],
        mean=mean,
        variance=variance,
    )


def _ratios(sums: Floats, size: int) -> Floats:
    """(B, 2d) first-order, then total indices from (B, 2d + 2) sums over N rows."""
    d = (sums.shape[1] - 2) // 2
    sum_of, squares = sums[:, -2], sums[:, -1]
    variance = (squares - sum_of**2 / (2 * size)) / (2 * size - 1)
    # Rounding alone is no variance: nothing varies, and nothing can be shared out.
    least = 1e-20 * np.maximum(squares, 1e-280)
    variance = np.where(variance > least, variance, np.nan)[:, None]
    first = sums[:, :d] / size / variance
    total = sums[:, d : 2 * d] / (2 * size) / variance
    return np.hstack([first, total])


def analyse(
    function: Callable[[Floats], Floats], dimensions: int, n: int, seed: int
) -> Indices:
    """Sobol's indices of any function of independent numbers, uniform in 0..1.

    Parameters
    ----------
    function
        Takes (M, d) and gives (M,).
    n
        A power of two: rows of the scrambled Sobol sequence of 2d columns. The
        function is evaluated n (d + 2) times.

    References
    ----------
    Sobol' (2001), Mathematics and Computers in Simulation 55, 271-280; Owen (1998),
    ACM Transactions on Modeling and Computer Simulation 8, 71-102 (scrambling).
    """
    from scipy.stats import qmc

    rng = generator(seed, Stream.BOOTSTRAP)
    rows = qmc.Sobol(2 * dimensions, rng=rng).random(n)
    one, two = rows[:, :dimensions], rows[:, dimensions:]
    mixed = []
    for i in range(dimensions):
        both = one.copy()
        both[:, i] = two[:, i]
        mixed.append(function(both))
    return indices(function(one), function(two), np.array(mixed), rng)


def sensitivity(
    fw: Framework,
    data: IndexData,
    *,
    year: int,
    n: int = 1024,
    seed: int,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> Sensitivity:
    """Share out the variance of the ranks to the factors that `fw.factors` draws.

    Each factor is a group of draws, such as the weights of all branches, exchanged
    whole between two samples: n (d + 2) replications.

    Parameters
    ----------
    n
        Rows of a sample; 1,024 at least for figures that are told.
    seed
        Others as in `uncertainty.uncertainty`, which says what is raised.

    Returns
    -------
    Sensitivity
        Indices for the mean shift of ranks and for who is chosen.
    """
    plan = prepare(fw, data, year=year, seed=seed, replications=n)
    if not plan.units.size:
        raise _nobody(year)
    factors = tuple(_active(plan))
    nominal = plan.rank[plan.units]
    found = np.empty((2, len(factors) + 2, n))
    for block in range(plan.blocks):
        if stop is not None and stop():
            raise Stopped
        low = block * BLOCK
        size = min(BLOCK, n - low)
        for row, drawn in enumerate(_design(plan, block, factors)):
            placed = ranks(scores_of(plan, drawn, size), plan.spans)
            found[:, row, low : low + size] = _targets(
                placed, nominal, fw.selection.top
            )
        if progress is not None:
            progress(low + size, n)
    shift, membership = (
        indices(y[0], y[1], y[2:], generator(seed, Stream.BOOTSTRAP)) for y in found
    )
    evaluations = n * (len(factors) + 2)
    return Sensitivity(factors, shift, membership, year, n, seed, evaluations)


def _nobody(year: int) -> IndexRefused:
    return IndexRefused(
        Words(
            f"{year} онд нэг ч нэгж эрэмбэлэгдээгүй тул мэдрэмжийг тооцох боломжгүй.",
            f"Nobody is ranked in {year}, so there is nothing to be sensitive.",
        ),
        Words(
            "Мэдээллийг нэмэх эсвэл дутуу мэдээллийн шаардлагыг өөрчилнө үү.",
            "Add data, or change what the framework demands of missing values.",
        ),
    )


def _active(plan: Plan) -> Iterator[str]:
    factors = plan.factors
    if factors.concentration is not None or factors.weight_spread is not None:
        yield "weights"
    if len(plan.alternatives) > 1:
        yield "scale"
    if factors.treatment:
        yield "treatment"
    if len(plan.means) > 1:
        yield "aggregate"
    if factors.imputation:
        yield "imputation"
    if factors.sampling:
        yield "sampling"
    if factors.leave_one_out:
        yield "leave_one_out"


def _design(plan: Plan, block: int, factors: tuple[str, ...]) -> Iterator[Drawn]:
    """The first sample, the second, and the first with each factor of the second."""
    one, two = draw(plan, block), draw(plan, block, matrix=1)
    yield one
    yield two
    for factor in factors:
        yield _exchanged(one, two, factor)


def _exchanged(one: Drawn, two: Drawn, factor: str) -> Drawn:
    if factor == "weights":
        return replace(one, weights=two.weights)
    if factor == "scale":
        return replace(one, scale=two.scale)
    if factor == "treatment":
        return replace(one, treatment=two.treatment)
    if factor == "aggregate":
        return replace(one, mean=two.mean)
    if factor == "imputation":
        return replace(one, donors=two.donors)
    if factor == "sampling":
        return replace(one, points=two.points)
    return replace(one, left_out=two.left_out)


def _targets(placed: Ints, nominal: Ints, top: int) -> Floats:
    """(2, R): mean |rank - nominal|, and the share of the chosen who no longer are."""
    shift = np.abs(placed - nominal).mean(axis=1)
    chosen = nominal <= top
    left = (placed[:, chosen] > top).mean(axis=1)
    return np.stack([shift, left])
