"""Indicators on one scale, more is better."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from warnings import catch_warnings, simplefilter

import numpy as np

from bagana.engines.index.data import Floats
from bagana.engines.index.framework import Goalposts, Leaf, Scale, Words
from bagana.engines.index.problems import IndexRefused
from bagana.engines.index.ranks import ascending
from bagana.engines.index.screen import Marks

RANKED = ("rank", "borda", "percentile_rank")


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line for each indicator: where nought and where one of it lies.

    `start` and `end` are (T or 1, 1, K): the value, or its logarithm where `log`, that
    becomes `low`, and the one that becomes `high`. A line of no length gives `level`
    of the way to everybody. `clip` keeps the share in 0..1.
    """

    start: Floats
    end: Floats
    level: Floats
    log: Marks
    clip: Marks
    low: float
    high: float
    floor: float | None


def normalise(values: Floats, leaves: Sequence[Leaf], scale: Scale) -> Floats:
    """Bring every indicator to the scale, direction applied.

    With x the value, d its direction, and limits over the scope of `scale.goalposts`:

    minmax               low + (high - low) s,  s = (x - worst) / (best - worst) between
                         goalposts (clipped, on logarithms where they say so) or between
                         the least and greatest value
    distance_to_maximum  the same between the least and greatest value, never goalposts
    distance_to_target   s = (x - worst) / (target - worst); above 1 beyond the target
    fraction_of_maximum  s = x / max x;  min x / x where less is better
    percentile_rank      s = (rank - 1) / (n - 1)
    rank, borda          n places from 1, or from 0, upwards
    zscore               mean + deviation d (x - m) / sd, sd with n - 1
    none                 d x

    A column that does not vary lies in the middle (z-score: at the mean; rank: all
    first; distance to the target: 1 where reached, else 0), never NaN. No value lies
    below `scale.floor`.

    Parameters
    ----------
    values
        (T, V, K); NaN is missing and stays so.

    Raises
    ------
    IndexRefused
        Without goalposts or target where the method needs them, and for a fraction of
        the maximum of values that are not above nought.

    References
    ----------
    OECD/JRC (2008). Handbook on Constructing Composite Indicators, 1.5 and 5;
    UNDP (2022). Human Development Report, technical notes (goalposts, logarithm).
    """
    if has_line(scale):
        return along(values, line(values, leaves, scale))
    if scale.method in RANKED:
        found = _ranked(values, leaves, scale)
    elif scale.method == "fraction_of_maximum":
        found = _fractions(values, leaves, scale)
    else:
        signs = np.array([leaf.direction for leaf in leaves], dtype=np.float64)
        found = np.asarray(values * signs)
    return found if scale.floor is None else np.maximum(found, scale.floor)


def has_line(scale: Scale) -> bool:
    """Whether the scale is a line, whose limits can be found once and kept."""
    return scale.method in (
        "minmax",
        "zscore",
        "distance_to_target",
        "distance_to_maximum",
    )


def line(values: Floats, leaves: Sequence[Leaf], scale: Scale) -> Line:
    """Find the limits of a scale in (T, V, K) values, to be applied with `along`."""
    least, greatest = _over(np.nanmin, values, scale), _over(np.nanmax, values, scale)
    up = np.array([leaf.direction for leaf in leaves]) > 0
    worst, best = np.where(up, least, greatest), np.where(up, greatest, least)
    off = np.zeros(len(leaves), dtype=bool)
    level = np.full(best.shape, 0.5)
    if scale.method == "zscore":
        return _zscore(values, up, off, scale)
    if scale.method == "distance_to_target":
        target = np.array([_target(leaf) for leaf in leaves])
        reached = np.where(up, worst >= target, worst <= target)
        end = np.where(reached, worst, target)
        return Line(
            worst, end, reached * 1.0, off, off, scale.low, scale.high, scale.floor
        )
    if by_goalposts(scale):
        return _between([_goalposts(leaf) for leaf in leaves], up, scale)
    return Line(worst, best, level, off, off, scale.low, scale.high, scale.floor)


def along(values: Floats, of: Line) -> Floats:
    """Apply a line to values (..., K) whose axes fit those of the line.

    A value with goalposts on logarithms that is not above nought lies at the start.
    """
    x = np.asarray(values, dtype=np.float64)
    if of.log.any():
        positive = np.where(x > 0, x, np.where(np.isnan(x), np.nan, 0.0))
        with np.errstate(divide="ignore"):
            logs = np.log(positive)
        x = np.where(of.log, np.where(np.isneginf(logs), _lowest(of), logs), x)
    length = of.end - of.start
    flat = np.abs(length) <= 1e-12 * np.maximum(np.abs(of.end), np.abs(of.start))
    share = (x - of.start) / np.where(flat, 1.0, length)
    share = np.where(flat, np.where(np.isnan(x), np.nan, of.level), share)
    share = np.where(of.clip, np.clip(share, 0.0, 1.0), share)
    found = of.low + (of.high - of.low) * share
    return found if of.floor is None else np.maximum(found, of.floor)


def by_goalposts(scale: Scale) -> bool:
    """Whether the limits are those of the framework and not of the data."""
    return scale.method == "minmax" and scale.goalposts == "fixed"


def clipped(leaf: Leaf, value: float) -> float:
    """The value drawn in to its goalposts, if these clip."""
    posts = leaf.goalposts
    if posts is None or not posts.clip or np.isnan(value):
        return value
    return min(max(value, posts.low), posts.high)


def _between(posts: list[Goalposts], up: Marks, scale: Scale) -> Line:
    log = np.array([post.log for post in posts], dtype=bool)
    low = np.array([np.log(p.low) if p.log else p.low for p in posts])
    high = np.array([np.log(p.high) if p.log else p.high for p in posts])
    clip = np.array([post.clip for post in posts], dtype=bool)
    return Line(
        np.where(up, low, high)[None, None],
        np.where(up, high, low)[None, None],
        np.full((1, 1, len(posts)), 0.5),
        log,
        clip,
        scale.low,
        scale.high,
        scale.floor,
    )


def _zscore(values: Floats, up: Marks, off: Marks, scale: Scale) -> Line:
    mean = _over(np.nanmean, values, scale)
    deviation = _over(_sd, values, scale)
    spread = _over(np.nanmax, np.abs(values), scale)
    # Deviations that are only rounding error are none.
    deviation = np.where(deviation > 1e-12 * spread, deviation, 0.0)
    end = mean + np.where(up, deviation, -deviation)
    ends = scale.mean, scale.mean + scale.deviation
    return Line(mean, end, np.zeros_like(mean), off, off, *ends, scale.floor)


def _ranked(values: Floats, leaves: Sequence[Leaf], scale: Scale) -> Floats:
    found = np.empty_like(values)
    for k, leaf in enumerate(leaves):
        column = values[:, :, k] * leaf.direction
        for rows in _scopes(column, scale):
            ranks = ascending(column[rows].ravel()).reshape(column[rows].shape)
            found[rows, :, k] = _of_rank(ranks, scale)
    return found


def _of_rank(ranks: Floats, scale: Scale) -> Floats:
    if scale.method == "rank":
        return ranks
    if scale.method == "borda":
        return ranks - 1
    known = int((~np.isnan(ranks)).sum())
    flat = known < 2 or np.nanmax(ranks) == 1
    share = (
        np.where(np.isnan(ranks), np.nan, 0.5) if flat else (ranks - 1) / (known - 1)
    )
    return np.asarray(scale.low + (scale.high - scale.low) * share)


def _fractions(values: Floats, leaves: Sequence[Leaf], scale: Scale) -> Floats:
    up = np.array([leaf.direction for leaf in leaves]) > 0
    least, greatest = _over(np.nanmin, values, scale), _over(np.nanmax, values, scale)
    wrong = np.where(up, greatest <= 0, least <= 0).any(axis=(0, 1))
    if wrong.any():
        raise _not_positive(leaves[int(np.argmax(wrong))])
    share = np.where(up, values / np.where(up, greatest, 1.0), least / values)
    return np.asarray(scale.low + (scale.high - scale.low) * share)


def _over(rule: object, values: Floats, scale: Scale) -> Floats:
    """(T or 1, 1, K) a figure of each column over the scope; NaN of nothing known."""
    assert callable(rule)
    axis = 1 if scale.goalposts == "year" else (0, 1)
    if not values.shape[1]:
        return np.full((len(values) if axis == 1 else 1, 1, values.shape[2]), np.nan)
    with catch_warnings():
        # A column without a single value has no limits, and needs none.
        simplefilter("ignore", RuntimeWarning)
        return np.asarray(rule(values, axis=axis, keepdims=True), dtype=np.float64)


def _scopes(column: Floats, scale: Scale) -> list[slice]:
    years = len(column)
    if scale.goalposts == "year":
        return [slice(t, t + 1) for t in range(years)]
    return [slice(0, years)]


def _sd(values: Floats, axis: int | tuple[int, int], keepdims: Literal[True]) -> Floats:
    deviation = np.nanstd(values, axis=axis, ddof=1, keepdims=keepdims)
    return np.asarray(np.nan_to_num(deviation), dtype=np.float64)


def _lowest(of: Line) -> Floats:
    return np.minimum(of.start, of.end)


def _target(leaf: Leaf) -> float:
    if leaf.target is None:
        raise IndexRefused(
            Words(
                f"«{leaf.code}» үзүүлэлтэд зорилтот утга алга.",
                f"The indicator “{leaf.code}” has no target.",
            ),
            Words(
                "target-ыг нэмэх эсвэл өөр хэмжүүр сонгоно уу.",
                "Add its target or choose another scale.",
            ),
        )
    return leaf.target


def _goalposts(leaf: Leaf) -> Goalposts:
    if leaf.goalposts is None:
        raise IndexRefused(
            Words(
                f"«{leaf.code}» үзүүлэлтэд доод, дээд хязгаар алга.",
                f"The indicator “{leaf.code}” has no goalposts.",
            ),
            Words(
                "goalposts-ыг нэмэх эсвэл хязгаарыг өгөгдлөөс "
                "(all_years, year) авна уу.",
                "Add its goalposts or take the limits from the data (all_years, year).",
            ),
        )
    return leaf.goalposts


def _not_positive(leaf: Leaf) -> IndexRefused:
    return IndexRefused(
        Words(
            f"«{leaf.code}» үзүүлэлтийн утга эерэг биш тул дээд утганд "
            "эзлэх хувийг тооцох боломжгүй.",
            f"The values of “{leaf.code}” are not above nought: there is no "
            "fraction of the maximum.",
        ),
        Words("Өөр хэмжүүр сонгоно уу.", "Choose another scale."),
    )
