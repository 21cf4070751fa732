"""From frozen inputs to the rows and figures that are kept: the engine's steps in turn.

Nothing is read or written here; what decides is in `bagana.engines.index`, and
docs/rules/index-run.md says in which order it is asked.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
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
        if not has_scores(self.result, self.year - 1):
            return None
        return self.result.years.index(self.year - 1)


def compute(
    run: Run, fw: Framework, inputs: Inputs, progress: Progress | None = None
) -> tuple[list[UnitResult], dict[str, Any]]:
    """Rows not saved yet, and the results that are kept beside them."""
    year = run.period.start.year
    result = pipeline.run(fw, inputs.data)
    steps = Steps(run, result, progress)
    computed = _engine(run, fw, inputs.data, result, steps)
    units = {
        unit.code: unit for unit in Unit.objects.filter(code__in=inputs.data.units)
    }
    rows = list(_rows(run, computed, inputs, units))
    results = {
        **_told(computed),
        **diagnosed(fw, inputs.data, result, year),
        "sensitivity": sensitive(
            fw, inputs.data, year, run.seed, progress=steps.next(), stop=steps.stop
        ),
        "seed": run.seed,
        "replications": run.replications,
        "made_with": made_with(),
    }
    return rows, results


class Steps:
    """How far a run is: replications of each year, of two years beside, and a sample.

    The steps count alike, whatever their own length.
    """

    def __init__(self, run: Run, result: Result, progress: Progress | None) -> None:
        self._progress = progress
        self._size = run.replications
        self._done = 0
        year = run.period.start.year
        self.earlier = earlier_years(result, year)
        pair = 1 if has_scores(result, year - 1) else 0
        self._count = 1 + len(self.earlier) + pair + 1

    def next(self) -> Callable[[int, int], None] | None:
        """What the next step reports to."""
        if self._progress is None:
            return None
        at, progress = self._done, self._progress
        self._done += 1

        def report(done: int, total: int) -> None:
            so_far = at * self._size + done * self._size // max(total, 1)
            note = _("байрын хязгаарыг бодож байна")
            progress.report(so_far, self._count * self._size, note)

        return report

    @property
    def stop(self) -> Callable[[], bool] | None:
        return self._progress.wants_stop if self._progress else None


def has_scores(result: Result, year: int) -> bool:
    if year not in result.years:
        return False
    return not np.isnan(result.scores[result.years.index(year)]).all()


def earlier_years(result: Result, year: int) -> list[int]:
    """Years before in which the same verdict is looked for, as far as known."""
    asked = result.framework.selection.years[1]
    wanted = range(year - 1, year - asked, -1)
    return [other for other in wanted if has_scores(result, other)]


def _engine(
    run: Run, fw: Framework, data: IndexData, result: Result, steps: Steps
) -> Computed:
    from bagana.engines.index.choosing import choose
    from bagana.engines.index.uncertainty import uncertainty

    year = run.period.start.year
    sure = {
        one: uncertainty(
            fw,
            data,
            year=one,
            seed=run.seed,
            replications=run.replications,
            progress=steps.next(),
            stop=steps.stop,
        )
        for one in (year, *steps.earlier)
    }
    own = sure.pop(year)
    chosen = {one.unit: one for one in choose(fw, result, own, year, others=sure)}
    better = _improved(run, fw, data, steps) if has_scores(result, year - 1) else None
    return Computed(fw, data, year, result, own, chosen, better)


def _improved(run: Run, fw: Framework, data: IndexData, steps: Steps) -> Floats | None:
    from bagana.engines.index.uncertainty import improved

    year = run.period.start.year
    try:
        return improved(
            fw,
            data,
            years=(year - 1, year),
            seed=run.seed,
            replications=run.replications,
            progress=steps.next(),
            stop=steps.stop,
        )
    except IndexRefused:
        # Limits are found in each year by itself: the page says that it is not known.
        return None


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
        "years": [[year, number(p)] for year, p in chosen.years] if chosen else [],
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
