"""What is known of each indicator before anything is done to it."""

from __future__ import annotations

from dataclasses import dataclass
from warnings import catch_warnings, simplefilter

import numpy as np

from bagana.engines.index.data import Floats, IndexData
from bagana.engines.index.denominate import denominate, in_order
from bagana.engines.index.framework import Framework
from bagana.engines.index.ranks import Ints
from bagana.engines.index.screen import Marks, screen


@dataclass(frozen=True, slots=True)
class Coverage:
    """Indicators in the order of the tree, after their denominators; T years, K each.

    Attributes
    ----------
    units
        How many units there are.
    known
        (T, K) units with a value.
    share
        (T, K) known / units.
    least, median, greatest
        (T, K), NaN where nothing is known.
    distinct
        (T, K) different values: 1 is a constant.
    scored
        (T,) units with enough data to be scored.
    ranked
        (T, V) which units these are.
    """

    indicators: tuple[str, ...]
    years: tuple[int, ...]
    units: int
    known: Ints
    share: Floats
    least: Floats
    median: Floats
    greatest: Floats
    distinct: Ints
    scored: Ints
    ranked: Marks


def coverage(fw: Framework, data: IndexData) -> Coverage:
    """Count what is known, and who could be ranked with it."""
    values = denominate(fw, in_order(fw, data))
    ranked, _ = screen(fw, values, data.units, data.years)
    known = (~np.isnan(values)).sum(axis=1)
    least, median, greatest = np.moveaxis(_spread(values), -1, 0)
    return Coverage(
        indicators=fw.indicators,
        years=data.years,
        units=len(data.units),
        known=known,
        share=known / max(len(data.units), 1),
        least=least,
        median=median,
        greatest=greatest,
        distinct=_distinct(values),
        scored=ranked.sum(axis=1),
        ranked=ranked,
    )


def _spread(values: Floats) -> Floats:
    """(T, K, 3) least, median and greatest value, NaN of nothing."""
    years, units, count = values.shape
    if not units:
        return np.full((years, count, 3), np.nan)
    with catch_warnings():
        # An indicator without any value has no least one.
        simplefilter("ignore", RuntimeWarning)
        return np.moveaxis(np.nanquantile(values, [0, 0.5, 1], axis=1), 0, -1)


def _distinct(values: Floats) -> Ints:
    years, _, count = values.shape
    found = np.zeros((years, count), dtype=np.int64)
    for t in range(years):
        for k in range(count):
            column = values[t, :, k]
            found[t, k] = len(np.unique(column[~np.isnan(column)]))
    return found
