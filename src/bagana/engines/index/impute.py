"""What stands in for a missing value. Never nought, never silently."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from bagana.engines.index.data import Floats
from bagana.engines.index.framework import Missing
from bagana.engines.index.groups import Labels
from bagana.engines.index.screen import Marks


class Imputed(NamedTuple):
    """(T, V, K) values with the gaps filled, and for each the rule that filled it."""

    values: Floats
    rules: dict[tuple[int, int, int], str]


def impute(
    values: Floats, rule: Missing, labels: Labels, years: tuple[int, ...], scored: Marks
) -> Imputed:
    """Fill the gaps of units that are scored.

    `median` and `mean` are those of all units in the same year, `group_median` and
    `group_mean` those of the peer group, of all units where the group knows none; what
    nobody knows stays missing. `last` is the unit's own latest value, not more than
    `last_years` old. `hot_deck` draws from the group in each replication of the
    uncertainty; its nominal value is the group's median.

    Parameters
    ----------
    values
        (T, V, K), NaN where missing.
    labels
        (V,) peer group of each unit.
    years
        (T,) ascending.
    scored
        (T, V) units that are scored; the gaps of others stay.

    References
    ----------
    OECD/JRC (2008). Handbook on Constructing Composite Indicators, 1.3.
    """
    found = values.copy()
    rules: dict[tuple[int, int, int], str] = {}
    if rule.impute == "none":
        return Imputed(found, rules)
    for t, v, k in np.argwhere(np.isnan(values) & scored[:, :, None]).tolist():
        value, named = _stand_in(values, rule, labels, years, (t, v, k))
        if not np.isnan(value):
            found[t, v, k] = value
            rules[t, v, k] = named
    return Imputed(found, rules)


def _stand_in(
    values: Floats,
    rule: Missing,
    labels: Labels,
    years: tuple[int, ...],
    cell: tuple[int, int, int],
) -> tuple[float, str]:
    t, v, k = cell
    if rule.impute == "last":
        return _last(values[:, v, k], years, t, rule.last_years)
    centre = np.mean if rule.impute in ("mean", "group_mean") else np.median
    plain = "mean" if centre is np.mean else "median"
    for name, donors in _donors(values[t, :, k], rule, labels, v):
        if len(donors):
            return float(centre(donors)), name or plain
    return float("nan"), ""


def _donors(
    column: Floats, rule: Missing, labels: Labels, unit: int
) -> Iterator[tuple[str, Floats]]:
    """The group first, where it is asked for, then everybody."""
    known = ~np.isnan(column)
    if rule.impute in ("group_median", "group_mean", "hot_deck"):
        yield rule.impute, column[known & (labels == labels[unit])]
    yield "", column[known]


def _last(
    column: Floats, years: tuple[int, ...], t: int, within: int
) -> tuple[float, str]:
    for before in range(t - 1, -1, -1):
        if years[t] - years[before] > within:
            break
        if not np.isnan(column[before]):
            return float(column[before]), f"last:{years[before]}"
    return float("nan"), ""
