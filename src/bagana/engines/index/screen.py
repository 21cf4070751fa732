"""Who has enough data to be scored, and why the others are not ranked."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

import numpy as np
from numpy.typing import NDArray

from bagana.engines.index.data import Floats
from bagana.engines.index.framework import Branch, Framework, Leaf, walk
from bagana.engines.index.results import NotRanked

type Marks = NDArray[np.bool_]


def screen(
    fw: Framework, values: Floats, units: tuple[str, ...], years: tuple[int, ...]
) -> tuple[Marks, tuple[NotRanked, ...]]:
    """Demand a share of known indicators in every dimension, and overall.

    Every rule that a unit breaks is told, the whole first. At least one indicator must
    be known, whatever the shares.

    Parameters
    ----------
    values
        (T, V, K) after the denominators, before imputation.

    Returns
    -------
    passed
        (T, V) bool.
    not_ranked
        For each unit and year the rules that it breaks.
    """
    known = ~np.isnan(values)
    rules = list(_rules(fw))
    passed = np.ones(known.shape[:2], dtype=bool)
    for _, columns, needed in rules:
        passed &= known[:, :, columns].sum(axis=2) >= needed
    told = tuple(
        reason
        for t, v in np.argwhere(~passed).tolist()
        for reason in _reasons(fw, rules, known[t, v], units[v], years[t])
    )
    return passed, told


def completeness(values: Floats) -> Floats:
    """(T, V) share of the indicators that are known."""
    return np.asarray((~np.isnan(values)).mean(axis=2))


def needed_of(share: float, of: int) -> int:
    """How many of so many make up the share; 2/3 of 3 is 2, whatever floats say."""
    return ceil(round(share * of, 9))


def _rules(fw: Framework) -> Iterator[tuple[str, list[int], int]]:
    """The node ("" for the whole), its columns, how many of them must be known."""
    everything = list(range(len(fw.leaves)))
    overall = needed_of(fw.missing.overall_share, len(everything))
    yield "", everything, max(overall, 1)
    place = {code: k for k, code in enumerate(fw.indicators)}
    for dimension in fw.dimensions:
        columns = [place[leaf.code] for leaf in _leaves(dimension)]
        yield (
            dimension.code,
            columns,
            needed_of(fw.missing.dimension_share, len(columns)),
        )


def _reasons(
    fw: Framework,
    rules: list[tuple[str, list[int], int]],
    known: Marks,
    unit: str,
    year: int,
) -> Iterator[NotRanked]:
    for node, columns, needed in rules:
        count = int(known[columns].sum())
        if count < needed:
            missing = tuple(fw.indicators[k] for k in columns if not known[k])
            rule = "dimension" if node else "overall"
            yield NotRanked(
                unit, year, rule, node, count, needed, len(columns), missing
            )


def _leaves(node: Branch | Leaf) -> list[Leaf]:
    return [below for below in walk(node) if isinstance(below, Leaf)]
