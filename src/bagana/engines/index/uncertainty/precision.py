"""What is known of the error of each value, on the scale on which it is drawn."""

from __future__ import annotations

import re
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bagana.engines.index.data import Floats, IndexData
from bagana.engines.index.framework import Leaf

_NAMES: Final = {
    1000.0: ("‰", "промилл", "per mille"),
    100.0: ("%", "хувь", "per cent", "percent"),
}
_NUMBER: Final = re.compile(r"\d[\d\s., ]*")


def per(leaf: Leaf) -> float:
    """Of how many a share or rate is told: 100 for %, 1000 for ‰ or "1000 хүнд".

    Read from the words of the unit: a sign or its name, or a number that is a power of
    ten. Else 1, as for what the index itself divides by its denominator.
    """
    if leaf.denominator:
        return 1.0
    words = f"{leaf.unit.mn} {leaf.unit.en}".lower()
    for of, names in _NAMES.items():
        if any(name in words for name in names):
            return of
    found = _NUMBER.search(words)
    digits = re.sub(r"\D", "", found.group()) if found else ""
    return float(digits) if re.fullmatch("10+", digits) else 1.0


def known_precision(leaf: Leaf, data: IndexData, k: int) -> tuple[Floats, Floats]:
    """(T, V) values as shares or rates of one, and what tells of their error.

    `data` is in the order of the tree. For "normal" the values are as they are and
    their standard errors stand beside them; for "binomial" and "poisson" n does, or
    the denominator where n is not given.
    """
    values, by = _divided(leaf, data, k)
    if leaf.noise == "normal":
        se = _column(data.se, k, values.shape)
        return values, se / by
    n = _column(data.n, k, values.shape)
    if leaf.denominator:
        n = np.where(np.isnan(n), by, n)
    return values / per(leaf), n


def _divided(leaf: Leaf, data: IndexData, k: int) -> tuple[Floats, Floats]:
    values = data.values[:, :, k]
    if not leaf.denominator:
        return values, np.ones_like(values)
    by = data.extra.get(leaf.denominator, np.full_like(values, np.nan))
    if leaf.year is not None and leaf.year in data.years:
        by = np.tile(by[data.years.index(leaf.year)], (len(data.years), 1))
    by = np.where(by == 0, np.nan, by)
    return values / by, by


def _column(array: Floats | None, k: int, shape: tuple[int, ...]) -> Floats:
    return np.full(shape, np.nan) if array is None else array[:, :, k]


def usable(leaf: Leaf, precision: Floats) -> NDArray[np.bool_]:
    """Where it tells something: n above nought, a standard error not below it."""
    least = precision >= 0 if leaf.noise == "normal" else precision > 0
    return np.isfinite(precision) & least


def completed(leaf: Leaf, precision: Floats) -> Floats:
    """(n,) with the worst that is known of the others where nothing is known.

    An error of which nothing is known is not small.
    """
    good = usable(leaf, precision)
    if not good.any():
        return np.full_like(precision, np.nan)
    worst = precision[good].max() if leaf.noise == "normal" else precision[good].min()
    return np.where(good, precision, worst)
