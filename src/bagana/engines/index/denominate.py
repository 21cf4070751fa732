"""Raw columns in the order of the tree, each by its denominator."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from bagana.engines.index.data import Floats, IndexData
from bagana.engines.index.framework import Framework, Leaf
from bagana.engines.index.results import Change


def in_order(fw: Framework, data: IndexData) -> IndexData:
    """Values, n and se of the framework's indicators, in the order of the tree.

    An indicator that the data do not hold is missing everywhere. The values of an
    indicator with a fixed year stand in every year.
    """
    place = {code: k for k, code in enumerate(data.indicators)}
    columns = [place.get(leaf.code, -1) for leaf in fw.leaves]

    def chosen(array: Floats | None) -> Floats | None:
        if array is None:
            return None
        wide = np.concatenate([array, np.full((*array.shape[:2], 1), np.nan)], axis=2)
        found = wide[:, :, columns]
        for k, leaf in enumerate(fw.leaves):
            if leaf.year is not None:
                found[:, :, k] = _of_year(found[:, :, k], data.years, leaf.year)
        return found

    values = chosen(data.values)
    assert values is not None
    return replace(
        data,
        indicators=fw.indicators,
        values=values,
        n=chosen(data.n),
        se=chosen(data.se),
    )


def denominate(fw: Framework, data: IndexData) -> Floats:
    """(T, V, K) values over their denominators; by nought or the unknown: missing.

    Parameters
    ----------
    data
        In the order of the tree, as of `in_order`.
    """
    found = data.values.copy()
    for k, leaf in enumerate(fw.leaves):
        if leaf.denominator:
            by = _denominator(leaf, data)
            usable = np.isfinite(by) & (by != 0)
            found[:, :, k] = np.divide(
                found[:, :, k], by, out=np.full_like(by, np.nan), where=usable
            )
    return found


def changes(fw: Framework, data: IndexData, denominated: Floats) -> Iterator[Change]:
    """Each cell that was divided, and each that could not be."""
    for k, leaf in enumerate(fw.leaves):
        if not leaf.denominator:
            continue
        by = _denominator(leaf, data)
        for t, v in np.argwhere(~np.isnan(data.values[:, :, k])).tolist():
            rule = (
                "no_denominator"
                if np.isnan(by[t, v])
                else "zero_denominator"
                if by[t, v] == 0
                else f"divided_by:{leaf.denominator}"
            )
            yield Change(
                "denominate",
                data.units[v],
                data.years[t],
                leaf.code,
                float(data.values[t, v, k]),
                float(denominated[t, v, k]),
                rule,
            )


def _denominator(leaf: Leaf, data: IndexData) -> Floats:
    by = data.extra.get(leaf.denominator)
    if by is None:
        return np.full(data.values.shape[:2], np.nan)
    return by if leaf.year is None else _of_year(by, data.years, leaf.year)


def _of_year(column: Floats, years: tuple[int, ...], year: int) -> Floats:
    """(T, V) the year's row in every row; NaN where the year is not in the data."""
    if year not in years:
        return np.full_like(column, np.nan)
    return np.tile(column[years.index(year)], (len(years), 1))
