"""What stands in for a missing value. Never nought, never silently."""

from __future__ import annotations

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
    centres = _Centres(values, rule, labels)
    for t, v, k in np.argwhere(np.isnan(values) & scored[:, :, None]).tolist():
        if rule.impute == "last":
            value, named = _last(values[:, v, k], years, t, rule.last_years)
        else:
            value, named = centres.of(t, str(labels[v]), k)
        if not np.isnan(value):
            found[t, v, k] = value
            rules[t, v, k] = named
    return Imputed(found, rules)


class _Centres:
    """Medians or means of a column in a year, each found once."""

    def __init__(self, values: Floats, rule: Missing, labels: Labels) -> None:
        self.values, self.name, self.labels = values, rule.impute, labels
        self.plain = "mean" if rule.impute in ("mean", "group_mean") else "median"
        self.by_group = rule.impute in ("group_median", "group_mean", "hot_deck")
        self.found: dict[tuple[int, str, int], tuple[float, str]] = {}

    def of(self, t: int, label: str, k: int) -> tuple[float, str]:
        """The value and the rule that gave it: the group's, or else that of all."""
        key = (t, label if self.by_group else "", k)
        if key not in self.found:
            self.found[key] = self._find(*key)
        return self.found[key]

    def _find(self, t: int, label: str, k: int) -> tuple[float, str]:
        column = self.values[t, :, k]
        known = ~np.isnan(column)
        inside = known & (self.labels == label)
        if self.by_group and inside.any():
            return self._centre(column[inside]), self.name
        if known.any():
            return self._centre(column[known]), self.plain
        return float("nan"), ""

    def _centre(self, donors: Floats) -> float:
        return float(np.mean(donors) if self.plain == "mean" else np.median(donors))


def _last(
    column: Floats, years: tuple[int, ...], t: int, within: int
) -> tuple[float, str]:
    for before in range(t - 1, -1, -1):
        if years[t] - years[before] > within:
            break
        if not np.isnan(column[before]):
            return float(column[before]), f"last:{years[before]}"
    return float("nan"), ""
