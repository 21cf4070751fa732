"""What would lift a unit: one more of what it lacks most, all else as it is.

Beside it stand measures of others that concern the same indicator (`elsewhere`). The
rule: docs/rules/index-profile.md.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from django.core.cache import cache

from bagana.engines.index import (
    FrameworkInvalid,
    IndexData,
    IndexRefused,
    Result,
    rank_within,
)
from bagana.engines.index.framework import Leaf
from bagana.engines.index.pipeline import run as pipeline
from bagana.indicators.models import Direction, Indicator
from bagana.programme.models import EffectStudy
from bagana.ranking.queries.elsewhere import (
    Elsewhere,
    cheapest,
    elsewhere,
    moved,
    studies_of,
)
from bagana.ranking.queries.exploring import MOST_UNITS
from bagana.ranking.queries.profile import IndicatorLine, Profile
from bagana.ranking.queries.runs import index_data_of

SHOWN: Final = 3
MOST_MEASURES: Final = 5
FEW_CASES: Final = 50
"""Up to so many cases behind a share one case more is what one can think of."""
REPLICATIONS: Final = 500
TENTH: Final = 0.1
KEPT: Final = 24 * 3600


@dataclass(frozen=True, slots=True)
class Step:
    """One more of an indicator, and where the unit would then stand.

    `kind` is "case" (one more of few, `cases` behind the share), "points" (ten per
    cent points of a share of many), "one" (of what is counted in whole numbers) or
    "tenth" (a tenth of the way between the goalposts). Ranks are those of the frozen
    figures of all others.
    """

    kind: str
    before: float
    after: float
    score_before: float
    score_after: float
    rank_before: int
    rank_after: int
    low: int | None = None
    high: int | None = None
    cases: int = 0

    @property
    def points(self) -> float:
        return self.score_after - self.score_before


@dataclass(frozen=True, slots=True)
class Lift:
    """An indicator in which much of the distance to the first lies."""

    leaf: Leaf
    indicator: Indicator | None
    gap: float
    step: Step | None
    measures: tuple[Elsewhere, ...]
    unmoved: int = 0
    studies: tuple[EffectStudy, ...] = ()


def lifts_of(profile: Profile) -> list[Lift]:
    """The three indicators with the largest gaps, the largest first.

    What the catalogue calls neutral (shares of age groups) nobody is asked to lift.
    """
    lines = [
        line
        for line in profile.lines
        if line.gap is not None and line.gap > 1e-9 and _can_be_lifted(line)
    ]
    lines.sort(key=lambda line: -(line.gap or 0.0))
    chosen = lines[:SHOWN]
    if not chosen:
        return []
    leaves = [line.leaf for line in chosen]
    whole = {line.leaf.code for line in chosen if _is_whole(line)}
    steps, found = _steps(profile, leaves, whole), elsewhere(profile, leaves)
    studies = studies_of(leaves)
    return [
        Lift(
            line.leaf,
            line.indicator,
            line.gap or 0.0,
            steps.get(line.leaf.code),
            tuple(cheapest(found.get(line.leaf.code, []), line.leaf)[:MOST_MEASURES]),
            sum(not moved(one, line.leaf) for one in found.get(line.leaf.code, [])),
            tuple(studies.get(line.leaf.code, ())),
        )
        for line in chosen
    ]


def _can_be_lifted(line: IndicatorLine) -> bool:
    return line.indicator is not None and line.indicator.direction != Direction.NEUTRAL


def _is_whole(line: IndicatorLine) -> bool:
    return line.indicator is not None and line.indicator.decimals == 0


def _steps(
    profile: Profile, leaves: Sequence[Leaf], whole: Collection[str]
) -> dict[str, Step]:
    run = profile.run
    codes = ",".join(leaf.code for leaf in leaves)
    key = f"lifts:{run.pk}:{run.inputs_sha256}:{profile.row.unit}:{codes}"
    found: dict[str, Step] | None = cache.get(key)
    if found is None:
        data = index_data_of(run)
        found = {}
        for leaf in leaves:
            step = _step(profile, data, leaf, is_whole=leaf.code in whole)
            if step is not None:
                found[leaf.code] = step
        cache.set(key, found, KEPT)
    return found


def _step(
    profile: Profile, data: IndexData, leaf: Leaf, *, is_whole: bool
) -> Step | None:
    """The pipeline once more with one figure changed: exact for the nominal score."""
    run, method = profile.run, profile.method
    t = data.years.index(run.period.start.year)
    v = data.units.index(profile.row.unit)
    k = data.indicators.index(leaf.code)
    before = float(data.values[t, v, k])
    cases = float(data.n[t, v, k]) if data.n is not None else float("nan")
    kind, size = _one_more(leaf, cases, is_whole=is_whole)
    if not np.isfinite(before) or not size:
        return None
    after = _bounded(before + leaf.direction * size, leaf)
    if abs(after - before) < 1e-12:
        return None
    values = data.values.copy()
    # A figure of a fixed year stands in every year.
    values[:, v, k] = np.where(values[:, v, k] == before, after, values[:, v, k])
    values[t, v, k] = after
    changed = replace(data, values=values)
    old, new = pipeline(method, data), pipeline(method, changed)
    return Step(
        kind,
        before,
        after,
        float(old.scores[t, v]),
        float(new.scores[t, v]),
        _rank(old, t, v),
        _rank(new, t, v),
        *_interval(profile, changed, v),
        cases=int(cases) if kind == "case" else 0,
    )


def _one_more(leaf: Leaf, cases: float, *, is_whole: bool) -> tuple[str, float]:
    """What "one more" is, in the indicator's own unit."""
    if leaf.noise == "binomial" and np.isfinite(cases) and 0 < cases <= FEW_CASES:
        return "case", _whole(leaf) / cases
    posts = leaf.goalposts
    if _is_percent(leaf) or leaf.noise == "binomial":
        return "points", TENTH * _whole(leaf)
    if is_whole:
        return "one", 1.0
    if posts is not None:
        return "tenth", TENTH * (posts.high - posts.low)
    return "", 0.0


def _whole(leaf: Leaf) -> float:
    """All of a share: 100 where it is written in per cent, else 1."""
    return 100.0 if _is_percent(leaf) else 1.0


def _is_percent(leaf: Leaf) -> bool:
    return "%" in f"{leaf.unit.mn}{leaf.unit.en}"


def _bounded(value: float, leaf: Leaf) -> float:
    """Not beyond the goalposts: there a figure brings nothing more."""
    posts = leaf.goalposts
    if posts is None:
        return value
    return min(max(value, posts.low), posts.high)


def _rank(result: Result, t: int, v: int) -> int:
    return int(rank_within(result.scores[t], result.group[t])[v])


def _interval(
    profile: Profile, data: IndexData, v: int
) -> tuple[int | None, int | None]:
    """The interval of ranks with the changed figure, of few replications."""
    if len(data.units) > MOST_UNITS:
        return None, None
    from bagana.engines.index.uncertainty import uncertainty

    run = profile.run
    try:
        found = uncertainty(
            profile.method,
            data,
            year=run.period.start.year,
            seed=run.seed,
            replications=REPLICATIONS,
        )
    except (FrameworkInvalid, IndexRefused):
        return None, None
    low, high = found.rank_interval()[v]
    return (int(low), int(high)) if low > 0 else (None, None)
