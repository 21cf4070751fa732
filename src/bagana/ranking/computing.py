"""From frozen inputs to the rows and figures that are kept: the engine's steps in turn.

Nothing is read or written here; what decides is in `bagana.engines.index`, and
docs/rules/index-run.md says in which order it is asked.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

import numpy as np
from django.utils.translation import gettext as _

from bagana.engines.index import pipeline
from bagana.engines.index.framework import Framework, walk
from bagana.engines.index.groups import Labels
from bagana.engines.index.problems import IndexRefused
from bagana.engines.index.ranks import rank_within
from bagana.ranking.diagnosing import diagnosed, sensitive
from bagana.ranking.figures import exact, number
from bagana.ranking.models import Run, UnitResult, Verdict
from bagana.ranking.queries.rows import LEVEL, CellRow
from bagana.territory.models import Unit

if TYPE_CHECKING:
    from bagana.background.progress import Progress
    from bagana.engines.index.choosing import Chosen
    from bagana.engines.index.data import Floats, IndexData
    from bagana.engines.index.results import Ints, NotRanked, Result, Uncertainty
    from bagana.ranking.queries.inputs import Inputs


@dataclass(frozen=True, slots=True)
class Computed:
    """Everything that the engine said on one year."""

    fw: Framework
    data: IndexData
    year: int
    result: Result
    sure: Uncertainty
    chosen: Mapping[str, Chosen]
    improved: Floats | None

    @property
    def t(self) -> int:
        return self.result.years.index(self.year)

    @property
    def before(self) -> int | None:
        """Place of the year before, if anything was scored in it."""
        if self.year - 1 not in self.result.years:
            return None
        t = self.result.years.index(self.year - 1)
        return None if np.isnan(self.result.scores[t]).all() else t


def compute(
    run: Run, fw: Framework, inputs: Inputs, progress: Progress | None = None
) -> tuple[list[UnitResult], dict[str, Any]]:
    """Rows not saved yet, and the results that are kept beside them."""
    computed = _engine(run, fw, inputs.data, progress)
    units = {
        unit.code: unit for unit in Unit.objects.filter(code__in=inputs.data.units)
    }
    rows = list(_rows(run, computed, inputs, units))
    results = {
        **_told(computed),
        **diagnosed(fw, inputs.data, computed.result, computed.year),
        "sensitivity": sensitive(fw, inputs.data, computed.year, run.seed, progress),
        "seed": run.seed,
        "replications": run.replications,
        "made_with": made_with(),
    }
    return rows, results


def _engine(
    run: Run, fw: Framework, data: IndexData, progress: Progress | None
) -> Computed:
    from bagana.engines.index.choosing import choose

    year = run.period.start.year
    result = pipeline.run(fw, data)
    earlier = _earlier(fw, result, year)
    steps = len(earlier) + 1
    sure = _uncertainty(run, fw, data, year, _report(progress, 0, steps), progress)
    others = {
        other: _uncertainty(
            run, fw, data, other, _report(progress, at, steps), progress
        )
        for at, other in enumerate(earlier, start=1)
    }
    chosen = {one.unit: one for one in choose(fw, result, sure, year, others=others)}
    computed = Computed(fw, data, year, result, sure, chosen, None)
    return replace(computed, improved=_improved(run, computed, progress))


def _earlier(fw: Framework, result: Result, year: int) -> list[int]:
    """Years before in which the same verdict is looked for, as far as known."""
    wanted = range(year - 1, year - fw.selection.years[1], -1)
    return [
        other
        for other in wanted
        if other in result.years
        and not np.isnan(result.scores[result.years.index(other)]).all()
    ]


def _uncertainty(
    run: Run,
    fw: Framework,
    data: IndexData,
    year: int,
    report: Callable[[int, int], None] | None,
    progress: Progress | None,
) -> Uncertainty:
    from bagana.engines.index.uncertainty import uncertainty

    return uncertainty(
        fw,
        data,
        year=year,
        seed=run.seed,
        replications=run.replications,
        progress=report,
        stop=progress.wants_stop if progress else None,
    )


def _improved(run: Run, found: Computed, progress: Progress | None) -> Floats | None:
    """None where there is no year before, or where years do not compare."""
    from bagana.engines.index.uncertainty import improved

    if found.before is None:
        return None
    try:
        return improved(
            found.fw,
            found.data,
            years=(found.year - 1, found.year),
            seed=run.seed,
            replications=run.replications,
            stop=progress.wants_stop if progress else None,
        )
    except IndexRefused:
        # Limits are found in each year by itself: the page says that it is not known.
        return None


def _report(
    progress: Progress | None, at: int, steps: int
) -> Callable[[int, int], None] | None:
    """Replications of all years as one way; `at` years are behind."""
    if progress is None:
        return None

    def report(done: int, total: int) -> None:
        note = _("байрын хязгаарыг бодож байна")
        progress.report(at * total + done, steps * total, note)

    return report


def _rows(
    run: Run, found: Computed, inputs: Inputs, units: Mapping[str, Unit]
) -> Iterable[UnitResult]:
    t, result = found.t, found.result
    interval, median = found.sure.rank_interval(LEVEL), found.sure.median_rank()
    top = found.sure.p_top(found.fw.selection.top)
    reasons = _reasons(found)
    previous = _previous_ranks(found)
    for v, code in enumerate(result.units):
        rank = int(found.sure.rank[v])
        ranked = rank > 0
        chosen = found.chosen.get(code)
        yield UnitResult(
            run=run,
            unit=units[code],
            group=str(result.group[t, v]),
            score=number(result.scores[t, v]),
            rank=rank if ranked else None,
            rank_low=int(interval[v, 0]) if ranked else None,
            rank_high=int(interval[v, 1]) if ranked else None,
            rank_median=number(median[v]),
            p_top=number(top[v]),
            completeness=number(result.completeness[t, v]) or 0.0,
            imputed=int(result.was_imputed[t, v].sum()) if ranked else 0,
            verdict=chosen.verdict if chosen else Verdict.NOT_RANKED,
            reasons=reasons.get(code, []),
            details=_details(found, inputs, v, previous),
        )


def _details(
    found: Computed, inputs: Inputs, v: int, previous: Ints | None
) -> dict[str, Any]:
    result, t, code = found.result, found.t, found.result.units[v]
    chosen, before = found.chosen.get(code), found.before
    kept: dict[str, Any] = {
        "dimensions": {
            node.code: number(_of_node(found, node.code)[t, v])
            for node in found.fw.dimensions
        },
        "cells": {
            leaf: _cell(found, inputs, v, k).packed()
            for k, leaf in enumerate(result.indicators)
        },
        "missing": [
            leaf
            for k, leaf in enumerate(result.indicators)
            if np.isnan(result.denominated[t, v, k])
        ],
        "failed": list(chosen.failed) if chosen else [],
        "score_low": number(found.sure.scores_low[v]),
        "score_high": number(found.sure.scores_high[v]),
    }
    if before is not None and previous is not None and previous[v] > 0:
        kept["previous"] = {
            "year": result.years[before],
            "score": number(result.scores[before, v]),
            "rank": int(previous[v]),
        }
        if found.improved is not None:
            kept["p_improved"] = number(found.improved[v])
    return kept


def _of_node(found: Computed, code: str) -> Floats:
    """(T, V) of a dimension; one that is an indicator itself is its points."""
    if code in found.result.nodes:
        return found.result.nodes[code]
    k = found.result.indicators.index(code)
    return np.asarray(found.result.normalised[:, :, k], dtype=np.float64)


def _cell(found: Computed, inputs: Inputs, v: int, k: int) -> CellRow:
    result, t = found.result, found.t
    unit, leaf = result.units[v], result.indicators[k]
    key = (found.year, unit, leaf)
    column = inputs.data.indicators.index(leaf)
    return CellRow(
        raw=exact(inputs.data.values[inputs.data.years.index(found.year), v, column]),
        value=number(result.imputed[t, v, k]),
        normalised=number(result.normalised[t, v, k]),
        observation=inputs.observations.get(key),
        year=inputs.origin.get(leaf, found.year),
        imputed=bool(result.was_imputed[t, v, k]),
        recast=key in inputs.recast,
    )


def _previous_ranks(found: Computed) -> Ints | None:
    before = found.before
    if before is None:
        return None
    groups: Labels = found.result.group[before]
    scores = found.result.scores[before]
    return rank_within(scores, groups, decimals=found.fw.decimals)


def _reasons(found: Computed) -> dict[str, list[dict[str, Any]]]:
    names = names_of(found.fw)
    kept: dict[str, list[dict[str, Any]]] = {}
    for one in found.result.not_ranked:
        if one.year == found.year:
            kept.setdefault(one.unit, []).append(_reason(one, names))
    return kept


def _reason(one: NotRanked, names: Mapping[str, dict[str, str]]) -> dict[str, Any]:
    return {
        "rule": one.rule,
        "node": one.node,
        "name": names.get(one.node),
        "known": one.known,
        "needed": one.needed,
        "of": one.of,
        "missing": [{"code": code, **names[code]} for code in one.missing],
    }


def _told(found: Computed) -> dict[str, Any]:
    """What the pages need beside the rows."""
    choice = found.fw.selection
    return {
        "names": names_of(found.fw),
        "dimensions": [node.code for node in found.fw.dimensions],
        "leaves": list(found.result.indicators),
        "top": choice.top,
        "probability": choice.probability,
        "level": LEVEL,
        "merged": [
            {
                "group": one.group,
                "into": one.into,
                "size": one.size,
                "minimum": one.minimum,
                "reason": one.reason,
            }
            for one in found.result.merged
        ],
        "audit": [
            [
                one.step,
                one.unit,
                one.indicator,
                number(one.before),
                number(one.after),
                one.rule,
            ]
            for one in found.result.audit
            if one.year == found.year and one.step != "denominate"
        ],
    }


def names_of(fw: Framework) -> dict[str, dict[str, str]]:
    """Of every node of the tree, in both languages."""
    return {
        node.code: {"mn": node.name.mn, "en": node.name.en} for node in walk(fw.tree)
    }


def made_with() -> dict[str, str]:
    """Releases of what computed it: told, but in no hash."""
    found = {"python": ".".join(map(str, sys.version_info[:3]))}
    for name in ("bagana", "numpy", "scipy"):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = ""
    return found
