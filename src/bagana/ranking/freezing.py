"""The inputs of a run in the form that is kept, and the hashes over them and the rows.

The texts hashed are canonical, so that whoever takes the inputs away can check them
alone (docs/rules/index-run.md).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np

from bagana.ranking.definitions import canonical, hash_of
from bagana.ranking.models import FrameworkVersion, Run, UnitResult

if TYPE_CHECKING:
    from bagana.engines.index.data import Floats
    from bagana.ranking.queries.inputs import Inputs

MADE_WITH = "made_with"
"""The part of the results that no hash covers: another release of a library may give
the same figures."""


def frozen(inputs: Inputs, version: FrameworkVersion) -> dict[str, Any]:
    """Everything that the run stands on, as JSON holds it; None is missing."""
    data = inputs.data
    return {
        "framework": version.framework.code,
        "version": version.number,
        "method_sha256": version.sha256 or hash_of(version),
        "definition": version.definition,
        "units": list(data.units),
        "years": list(data.years),
        "indicators": list(data.indicators),
        "values": plain(data.values),
        "n": None if data.n is None else plain(data.n),
        "groups": {name: labels.tolist() for name, labels in data.groups.items()},
        "extra": {code: plain(values) for code, values in data.extra.items()},
        "observations": _keys(inputs),
        "behind": sorted(inputs.behind),
        "recast": sorted(list(key) for key in inputs.recast),
        "origin": dict(inputs.origin),
    }


def plain(array: Floats) -> Any:
    """Nested lists; what is no number is None, never nought."""
    kept = array.astype(object)
    kept[np.isnan(array)] = None
    return kept.tolist()


def _keys(inputs: Inputs) -> list[Any]:
    """(T, V, K) of the observation behind each cell, None where there is none."""
    data, found = inputs.data, inputs.observations
    return [
        [
            [found.get((year, unit, code)) for code in data.indicators]
            for unit in data.units
        ]
        for year in data.years
    ]


def sha256(value: Any) -> str:
    """Of the canonical text in UTF-8."""
    return hashlib.sha256(canonical(value).encode()).hexdigest()


def results_sha256(results: dict[str, Any], rows: Iterable[UnitResult]) -> str:
    """Of the canonical text of the results and every row."""
    return sha256(_results(results, rows))


def results_text(run: Run) -> str:
    """The canonical text that the hash of a run's results is over."""
    return canonical(_results(run.results or {}, run.rows.select_related("unit")))


def _results(results: dict[str, Any], rows: Iterable[UnitResult]) -> dict[str, Any]:
    """Rows in the order of the units' codes."""
    hashed = {key: value for key, value in results.items() if key != MADE_WITH}
    told = sorted((_row(row) for row in rows), key=lambda row: str(row["unit"]))
    return {"results": hashed, "rows": told}


def _row(row: UnitResult) -> dict[str, Any]:
    return {
        "unit": row.unit.code,
        "group": row.group,
        "score": row.score,
        "rank": row.rank,
        "rank_low": row.rank_low,
        "rank_high": row.rank_high,
        "rank_median": row.rank_median,
        "p_top": row.p_top,
        "completeness": row.completeness,
        "imputed": row.imputed,
        "verdict": row.verdict,
        "reasons": row.reasons,
        "details": row.details,
    }


def faults_of(run: Run) -> list[str]:
    """Which hashes of a run no longer hold: "inputs", "results"; none as a rule."""
    found = []
    if sha256(run.inputs) != run.inputs_sha256:
        found.append("inputs")
    rows = run.rows.select_related("unit")
    if results_sha256(run.results or {}, rows) != run.results_sha256:
        found.append("results")
    return found
