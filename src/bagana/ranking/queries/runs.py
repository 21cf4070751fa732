"""Runs and their results: every read that a page, a paper or an engine needs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from django.db.models import QuerySet

from bagana.engines.index.data import Floats, IndexData
from bagana.engines.index.framework import Framework as Method
from bagana.programme.models import Programme
from bagana.ranking.models import Framework, Run, RunKind, UnitResult
from bagana.ranking.queries.inputs import group_names
from bagana.ranking.queries.rows import (
    CellRow,
    GroupResult,
    MergedRow,
    Reason,
    RunResults,
    UnitRow,
    of_language,
    row_from,
)
from bagana.territory.models import Unit, UnitVersion
from bagana.territory.queries import versions_on

__all__ = [
    "CellRow",
    "GroupResult",
    "MergedRow",
    "Reason",
    "RunResults",
    "UnitRow",
    "index_data_of",
    "latest_official",
    "method_of",
    "results_of",
    "row_of",
    "run_of_year",
    "runs",
]


def runs(user: Any = None) -> QuerySet[Run]:
    """Runs that the user may see, newest first; without their heavy columns."""
    return (
        Run.objects.visible_to(user)
        .select_related("version__framework__unit", "version__act__body", "period")
        .defer("inputs", "results")
    )


def published_runs() -> QuerySet[Run]:
    """What everybody reads: official results, those of the newest year first."""
    found = runs().filter(published_at__isnull=False)
    return found.order_by("-period__end", "-published_at")


def latest_official(programme: Programme | None = None) -> Run | None:
    """The published official run of the newest year, of one programme if given."""
    found = published_runs().filter(kind=RunKind.OFFICIAL)
    if programme is not None:
        found = found.filter(version__framework__programme=programme)
    return found.first()


def run_of_year(framework: Framework, year: int) -> Run | None:
    """The official run of a year that was published last."""
    found = published_runs().filter(
        kind=RunKind.OFFICIAL,
        version__framework=framework,
        period__start__year=year,
    )
    return found.first()


def results_of(run: Run) -> RunResults:
    """All rows of a run by peer group; four queries, whatever their number."""
    kept = list(run.rows.select_related("unit").order_by("group", "rank", "unit__code"))
    rows = _named(run, kept)
    ranked: dict[str, list[UnitRow]] = defaultdict(list)
    for row in rows:
        if row.is_ranked:
            ranked[row.group].append(row)
    found = run.results or {}
    names, top = group_names(), int(found.get("top", 0))
    merged = [_merged(one, names) for one in found.get("merged", ())]
    groups = [
        GroupResult(
            code,
            names.get(code, code),
            len(own),
            tuple(one for one in merged if code in (one.into, one.group)),
            tuple(sorted(own, key=_place)),
            top,
        )
        for code, own in sorted(ranked.items(), key=lambda pair: _order(pair[0]))
    ]
    return RunResults(run, groups, [row for row in rows if not row.is_ranked])


def row_of(run: Run, unit: Unit) -> UnitRow | None:
    kept = list(run.rows.filter(unit=unit).select_related("unit"))
    return _named(run, kept)[0] if kept else None


def index_data_of(run: Run) -> IndexData:
    """The frozen inputs as arrays. Raises ValueError for a run that has none yet."""
    kept = run.inputs
    if not kept:
        raise ValueError("the run has not read its inputs yet")
    return IndexData(
        units=tuple(kept["units"]),
        years=tuple(kept["years"]),
        indicators=tuple(kept["indicators"]),
        values=_array(kept["values"]),
        n=_array(kept["n"]) if kept["n"] is not None else None,
        groups={
            name: np.array(labels, dtype=np.str_)
            for name, labels in kept["groups"].items()
        },
        extra={code: _array(values) for code, values in kept["extra"].items()},
    )


def method_of(run: Run) -> Method:
    """The method as it was when the inputs were frozen: a draft may go on changing."""
    from bagana.engines.index.reading import framework_from_dict
    from bagana.ranking.definitions import engine_framework

    if run.inputs:
        return framework_from_dict(run.inputs["definition"])
    return engine_framework(run.version)


def node_names(run: Run) -> dict[str, str]:
    """Names of dimensions and indicators for the reader, as they were in the run."""
    kept = (run.results or {}).get("names", {})
    return {code: of_language(words) for code, words in kept.items()}


ORDER = ("all", "centre", "mixed", "rural", "tosgon", "other")


def _place(row: UnitRow) -> tuple[float, int, int, int, str]:
    """The median of all replications first: the nominal rank is one draw of many."""
    return (
        row.rank_median or 0,
        row.rank_low or 0,
        row.rank_high or 0,
        row.rank or 0,
        row.unit,
    )


def _order(code: str) -> tuple[int, str]:
    return (ORDER.index(code) if code in ORDER else len(ORDER), code)


def _merged(kept: Mapping[str, Any], names: Mapping[str, str]) -> MergedRow:
    group, into = kept["group"], kept["into"]
    return MergedRow(
        group=group,
        name=names.get(group, group),
        into=into,
        into_name=names.get(into, into),
        size=kept["size"],
        minimum=kept["minimum"],
        reason=kept["reason"],
    )


def _named(run: Run, kept: Iterable[UnitResult]) -> list[UnitRow]:
    """Rows with names as they were on the last day of the period."""
    rows = list(kept)
    own = _versions(run, (row.unit_id for row in rows))
    above = _versions(run, (v.parent_id for v in own.values() if v.parent_id))
    names = node_names(run)
    named = []
    for row in rows:
        version = own.get(row.unit_id)
        place = above.get(version.parent_id or 0) if version else None
        named.append(row_from(row, version, place, names))
    return named


def _versions(run: Run, units: Iterable[int]) -> dict[int, UnitVersion]:
    found = versions_on(run.period.end).filter(unit__in=set(units))
    return {version.unit_id: version for version in found}


def _array(kept: Any) -> Floats:
    return np.array(kept, dtype=np.float64)
