"""What a run tells of its method: weights beside importance, and what ranks hang on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from bagana.engines.index.data import IndexData
from bagana.engines.index.diagnostics import (
    correlations,
    coverage,
    cronbach,
    importance,
    leave_one_out,
)
from bagana.engines.index.framework import Framework
from bagana.engines.index.problems import IndexRefused
from bagana.engines.index.results import Result
from bagana.ranking.figures import number

if TYPE_CHECKING:
    from bagana.engines.index.sensitivity import Indices

SAMPLE: Final = 1024
"""Rows of the sample that variance is shared out with (INDEX: 1,024 at least)."""


def diagnosed(
    fw: Framework, data: IndexData, result: Result, year: int
) -> dict[str, Any]:
    """Figures of each indicator in the order of the tree, and of the whole."""
    weights, linear = importance(result, year), correlations(result, year)
    left_out, known = leave_one_out(fw, data, year), coverage(fw, data)
    t = known.years.index(year)
    reliable = cronbach(result, year)
    return {
        "indicators": {
            code: {
                "weight": number(weights.nominal[k]),
                "importance": number(weights.share[k]),
                "ratio": number(weights.ratio[k]),
                "with_index": number(linear.with_index[k]),
                "with_dimension": number(linear.with_branch[k]),
                "known": int(known.known[t, k]),
                "shift": number(left_out.shift[k]),
                "greatest_shift": int(left_out.greatest[k]),
            }
            for k, code in enumerate(result.indicators)
        },
        "units": known.units,
        "scored": int(known.scored[t]),
        "reliability": {
            "overall": number(reliable.overall),
            **{code: number(alpha) for code, alpha in reliable.branches.items()},
        },
    }


def sensitive(
    fw: Framework,
    data: IndexData,
    year: int,
    seed: int,
    *,
    progress: Callable[[int, int], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> dict[str, Any] | None:
    """What of the choices moves the ranks, and what decides who is among the first.

    Of each factor the total and the first-order share with 95 % intervals. None where
    nobody is ranked or nothing is drawn.
    """
    from bagana.engines.index.sensitivity import sensitivity

    try:
        found = sensitivity(
            fw,
            data,
            year=year,
            n=SAMPLE,
            seed=seed,
            progress=progress,
            stop=stop,
        )
    except IndexRefused:
        return None
    return {
        "factors": list(found.factors),
        "shift": _indices(found.shift),
        "membership": _indices(found.membership),
        "evaluations": found.evaluations,
    }


def _indices(found: Indices) -> dict[str, list[float | None]]:
    names = (
        "first",
        "first_low",
        "first_high",
        "total",
        "total_low",
        "total_high",
    )
    return {name: [number(one) for one in getattr(found, name)] for name in names}
