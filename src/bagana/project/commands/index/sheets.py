"""The results of a run as plain tables: one CSV and one sheet of the workbook each.

Headings are the same in both languages, so that a script reads either.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from bagana.engines.index import (
    Framework,
    Leaf,
    Result,
    Uncertainty,
    effective,
    walk,
)
from bagana.engines.index.choosing import Chosen, choose
from bagana.engines.index.diagnostics import importance
from bagana.engines.index.diagnostics.correlating import pearson
from bagana.engines.index.weights import of_panels
from bagana.project.commands.index.speech import Speech

type Value = str | int | float | None


@dataclass(frozen=True)
class Sheet:
    """A table: `name` is that of the file and of the sheet."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True)
class Run:
    """What was computed, of what, and for which year it is shown."""

    fw: Framework
    result: Result
    names: dict[str, str]
    year: int
    speech: Speech
    uncertainty: Uncertainty | None = None
    others: Mapping[int, Uncertainty] = field(default_factory=dict)
    """Of the years before, in which the same verdict is looked for."""

    @property
    def t(self) -> int:
        return self.result.years.index(self.year)

    def group_sizes(self, t: int) -> dict[str, int]:
        """How many units are ranked in each group."""
        ranked = self.result.group[t][self.result.ranks[t] > 0]
        labels, counts = np.unique(ranked, return_counts=True)
        return dict(zip(labels.tolist(), counts.tolist(), strict=True))

    def in_order(self, t: int) -> list[int]:
        """Units by group and rank, then those that are not ranked; ties by code."""
        ranks, groups = self.result.ranks[t].tolist(), self.result.group[t].tolist()
        units = self.result.units

        def key(v: int) -> tuple[bool, str, int, str]:
            return ranks[v] < 0, groups[v], ranks[v], units[v]

        return sorted(range(len(units)), key=key)


def known(value: float) -> float | None:
    return None if math.isnan(value) else float(value)


def all_sheets(run: Run) -> list[Sheet]:
    found = [scores(run), ranks(run), normalised(run), weights(run)]
    if run.uncertainty is not None:
        found.insert(2, uncertainty(run, run.uncertainty))
    return [*found, correlations(run), audit(run), not_ranked(run), merged(run)]


def scores(run: Run) -> Sheet:
    """The index and every branch under it, in each year."""
    branches = [branch.code for branch in run.fw.branches[1:]]
    result = run.result
    rows = [
        (
            *_unit(run, t, v),
            known(result.scores[t, v]),
            *(known(result.nodes[code][t, v]) for code in branches),
            known(result.completeness[t, v]),
            int(result.was_imputed[t, v].sum()),
        )
        for t in range(len(result.years))
        for v in run.in_order(t)
    ]
    columns = ("unit", "name", "year", "group", "score", *branches, "completeness",
               "imputed")  # fmt: skip
    return Sheet("scores", columns, tuple(rows))


def _unit(run: Run, t: int, v: int) -> tuple[str, str, int, str]:
    unit = run.result.units[v]
    group = str(run.result.group[t, v])
    return unit, run.names.get(unit, unit), run.result.years[t], group


def ranks(run: Run) -> Sheet:
    """Places inside the group; `tied` is 1 where another unit has the same."""
    rows: list[tuple[Value, ...]] = []
    for t in range(len(run.result.years)):
        sizes, places = run.group_sizes(t), run.result.ranks[t]
        for v in run.in_order(t):
            group = str(run.result.group[t, v])
            same = (places == places[v]) & (run.result.group[t] == group)
            is_ranked = places[v] > 0
            rows.append(
                (
                    *_unit(run, t, v),
                    int(places[v]) if is_ranked else None,
                    int(is_ranked and same.sum() > 1),
                    sizes.get(group, 0),
                    _as_ranked(run, t, v),
                )
            )
    columns = ("unit", "name", "year", "group", "rank", "tied", "of", "score")
    return Sheet("ranks", columns, tuple(rows))


def _as_ranked(run: Run, t: int, v: int) -> float | None:
    """The score as the rank sees it: rounded where the framework says so."""
    score = known(run.result.scores[t, v])
    if score is None or run.fw.decimals is None:
        return score
    return round(score, run.fw.decimals)


def normalised(run: Run) -> Sheet:
    result = run.result
    rows = tuple(
        (*_unit(run, t, v), *(known(x) for x in result.normalised[t, v]))
        for t in range(len(result.years))
        for v in run.in_order(t)
    )
    columns = ("unit", "name", "year", "group", *result.indicators)
    return Sheet("normalised", columns, rows)


def uncertainty(run: Run, found: Uncertainty) -> Sheet:
    """How far the rank may lie, and the probability of being among the first."""
    top = run.fw.selection.top
    interval, median = found.rank_interval(0.9), found.median_rank()
    p, error = found.p_top(top), found.p_top_error(top)
    verdicts = chosen(run, found)
    rows = tuple(
        (
            *_unit(run, run.t, v),
            known(found.score[v]),
            int(found.rank[v]) if found.rank[v] > 0 else None,
            known(median[v]),
            *(int(end) if end > 0 else None for end in interval[v]),
            known(p[v]),
            known(error[v]),
            known(found.scores_mean[v]),
            known(found.scores_low[v]),
            known(found.scores_high[v]),
            verdicts[v].verdict,
            " ".join(verdicts[v].failed),
        )
        for v in run.in_order(run.t)
    )
    columns = ("unit", "name", "year", "group", "score", "rank", "rank_median",
               "rank_low", "rank_high", f"p_top_{top}", f"p_top_{top}_error",
               "score_mean", "score_low", "score_high", "verdict",
               "failed")  # fmt: skip
    return Sheet("uncertainty", columns, rows)


def chosen(run: Run, found: Uncertainty) -> tuple[Chosen, ...]:
    """What the framework's rule says of each unit."""
    return choose(run.fw, run.result, found, run.year, others=run.others)


def weights(run: Run) -> Sheet:
    """Each node: its share in its branch and in the whole; what it comes to.

    `correlation_ratio` is how much of the index is settled once the indicator is known,
    `importance` the ratios scaled to the sum 1, to be read beside the weight.
    """
    columns = ("code", "name", "under", "weight_in_branch", "weight_in_index",
               "correlation_ratio", "importance")  # fmt: skip
    return Sheet("weights", columns, tuple(_weights(run)))


def _weights(run: Run) -> Iterator[tuple[Value, ...]]:
    tree, shares = run.fw.tree, of_panels(run.fw.tree)
    whole = dict(zip(run.fw.indicators, effective(tree, shares), strict=True))
    real = _importance(run)
    for branch in run.fw.branches:
        for child, share in zip(branch.children, shares[branch.code], strict=True):
            leaves = [n.code for n in walk(child) if isinstance(n, Leaf)]
            total = sum(float(whole[code]) for code in leaves)
            own = child.code, run.speech.of(child.name), branch.code
            yield *own, float(share), total, *real.get(child.code, (None, None))


def _importance(run: Run) -> dict[str, tuple[float | None, float | None]]:
    found = importance(run.result, run.year)
    pairs = zip(found.ratio.tolist(), found.share.tolist(), strict=True)
    return {
        code: (known(ratio), known(share))
        for code, (ratio, share) in zip(found.indicators, pairs, strict=True)
    }


def correlations(run: Run) -> Sheet:
    """Pearson's r of each normalised indicator with the others and the index."""
    columns = [*run.result.normalised[run.t].T, run.result.scores[run.t]]
    codes = (*run.result.indicators, run.fw.tree.code)
    rows = tuple(
        (code, *(known(pearson(one, other)) for other in columns))
        for code, one in zip(codes, columns, strict=True)
    )
    return Sheet("correlations", ("code", *codes), rows)


def audit(run: Run) -> Sheet:
    """Every cell that a step changed."""
    rows = tuple(
        (
            change.step,
            change.unit,
            change.year,
            change.indicator,
            known(change.before),
            known(change.after),
            change.rule,
        )
        for change in run.result.audit
    )
    columns = ("step", "unit", "year", "indicator", "before", "after", "rule")
    return Sheet("audit", columns, rows)


def not_ranked(run: Run) -> Sheet:
    rows = tuple(
        (
            one.unit,
            run.names.get(one.unit, one.unit),
            one.year,
            one.rule,
            one.node,
            one.known,
            one.needed,
            one.of,
            " ".join(one.missing),
        )
        for one in run.result.not_ranked
    )
    columns = ("unit", "name", "year", "rule", "dimension", "known", "needed", "of",
               "missing")  # fmt: skip
    return Sheet("not_ranked", columns, rows)


def merged(run: Run) -> Sheet:
    rows = tuple(
        (one.group, one.into, one.size, one.minimum, one.reason)
        for one in run.result.merged
    )
    return Sheet("groups", ("group", "into", "size", "minimum", "reason"), rows)
