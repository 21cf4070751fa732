"""The indicators of a measure, and what each shall reach."""

from __future__ import annotations

import re

from bagana.indicators.models import AcrossUnits, Direction, Indicator
from bagana.programme.models import ResultLevel
from bagana.programme.table.cells import (
    Level,
    level_text,
    read_level,
    read_number,
    split_list,
    split_values,
)
from bagana.programme.table.columns import TargetYear
from bagana.programme.table.lines import Goal, Wanted
from bagana.programme.table.plan import Plan
from bagana.programme.table.present import Present
from bagana.programme.table.reading import Line
from bagana.programme.table.refusing import Refusals

_LEVEL_OF = {
    "гарц": ResultLevel.OUTPUT,
    "output": ResultLevel.OUTPUT,
    "үр дүн": ResultLevel.OUTCOME,
    "outcome": ResultLevel.OUTCOME,
}
_TAGGED = re.compile(r"(.+?)\s*\((гарц|output|үр дүн|outcome)\)", re.IGNORECASE)


def indicators(plan: Plan, line: Line, wanted: Wanted, refusals: Refusals) -> None:
    text = line.cells.get("indicators")
    if text is None:
        return
    present = plan.present.get(wanted.measure or 0)
    wanted.indicators = {}
    for part in split_list(text):
        tagged = _TAGGED.fullmatch(part)
        found = plan.indicators.find(tagged[1] if tagged else part)
        if found is None:
            refusals.add("unknown_indicator", "indicators", part, {"text": part[:60]})
            continue
        known = present.indicators.get(found.pk) if present else None
        level = known.level if known else ResultLevel.OUTCOME
        wanted.indicators[found.pk] = (
            _LEVEL_OF[tagged[2].casefold()] if tagged else level
        )
    _refuse_lost_targets(plan, present, wanted, refusals)


def _refuse_lost_targets(
    plan: Plan, present: Present | None, wanted: Wanted, refusals: Refusals
) -> None:
    for indicator in present.indicators if present else ():
        if indicator in present.goals and indicator not in (wanted.indicators or {}):  # type: ignore[union-attr]
            text = plan.indicators.by_pk[indicator].code
            refusals.add("indicator_has_target", "indicators", text, {"text": text})


def levels(plan: Plan, line: Line, wanted: Wanted, refusals: Refusals) -> None:
    """Baseline and levels by year, one value for each indicator in their order."""
    present = plan.present.get(wanted.measure or 0)
    order = list(
        wanted.indicators
        if wanted.indicators is not None
        else present.indicators
        if present
        else ()
    )
    baselines = _baselines(line, order, refusals)
    reached: dict[int, dict[int, Level]] = {}
    for year, text in line.levels.items():
        place = TargetYear(year).heading
        if year not in plan.years:
            refusals.add("year_outside", place, text)
            continue
        for indicator, level in _values(text, place, order, refusals).items():
            reached.setdefault(indicator, {})[year] = level
    for indicator in order:
        goal = Goal(baselines.get(indicator), reached.get(indicator, {}))
        if goal.levels or goal.baseline is not None:
            known = plan.indicators.by_pk[indicator]
            _refuse_goal(known, goal, present, wanted, refusals)
            wanted.goals[indicator] = goal


def _baselines(line: Line, order: list[int], refusals: Refusals) -> dict[int, float]:
    text = line.cells.get("baseline")
    if text is None:
        return {}
    found: dict[int, float] = {}
    for indicator, part in _parts(text, "baseline", order, refusals):
        number = read_number(part)
        if number is None:
            refusals.add("not_a_number", "baseline", part, {"text": part[:40]})
        else:
            found[indicator] = number
    return found


def _values(
    text: str, place: str, order: list[int], refusals: Refusals
) -> dict[int, Level]:
    found: dict[int, Level] = {}
    for indicator, part in _parts(text, place, order, refusals):
        level = read_level(part)
        if level is None:
            refusals.add("not_a_number", place, part, {"text": part[:40]})
        else:
            found[indicator] = level
    return found


def _parts(
    text: str, place: str, order: list[int], refusals: Refusals
) -> list[tuple[int, str]]:
    parts = split_values(text)
    if len(parts) != len(order):
        args = {"indicators": len(order), "values": len(parts)}
        refusals.add("levels_do_not_match", place, text, args)
        return []
    return [(one, part) for one, part in zip(order, parts, strict=True) if part]


def _refuse_goal(
    indicator: Indicator,
    goal: Goal,
    present: Present | None,
    wanted: Wanted,
    refusals: Refusals,
) -> None:
    known = present.goals.get(indicator.pk) if present else None
    if known and known.others:
        refusals.add("several_targets", "indicators", indicator.code)
    units = wanted.units if wanted.units is not None else present and present.units
    together = indicator.across_units == AcrossUnits.NONE and len(units or ()) > 1
    if together and not known:
        args = {"indicator": indicator.name}
        refusals.add("not_addable", "indicators", indicator.code, args)
    baseline = goal.baseline
    if baseline is None and known:
        baseline = known.version.baseline_value
    for year, level in goal.levels.items():
        if _is_wrong(indicator, baseline, level):
            args = {"baseline": level_text(baseline)}
            place = TargetYear(year).heading
            refusals.add("wrong_side", place, level_text(level), args)


def _is_wrong(indicator: Indicator, baseline: float | None, level: Level) -> bool:
    if baseline is None or isinstance(level, tuple):
        return False
    if indicator.direction == Direction.HIGHER:
        return level < baseline
    return indicator.direction == Direction.LOWER and level > baseline
