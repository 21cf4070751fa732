"""The indicators of a measure, and what each shall reach."""

from __future__ import annotations

import re

from bagana.indicators.models import Indicator
from bagana.programme.actions.target_checks import check_points
from bagana.programme.models import ResultLevel
from bagana.programme.table.aiming import aimed, as_levels, year_period
from bagana.programme.table.cells import (
    Level,
    read_level,
    read_number,
    split_list,
    split_values,
)
from bagana.programme.table.columns import TargetYear
from bagana.programme.table.comparing import goal_differs
from bagana.programme.table.lines import Goal, Wanted
from bagana.programme.table.plan import Plan
from bagana.programme.table.present import Present, PresentGoal
from bagana.programme.table.reading import Line
from bagana.programme.table.refusing import Refusals
from bagana.web.errors import Refused

_LEVEL_OF = {
    "гарц": ResultLevel.OUTPUT,
    "output": ResultLevel.OUTPUT,
    "үр дүн": ResultLevel.OUTCOME,
    "outcome": ResultLevel.OUTCOME,
}
_DATED = re.compile(r"(.+?)\s*\((20\d\d|19\d\d)\)")
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
        number, of_year = baselines.get(indicator, (None, None))
        goal = Goal(number, of_year, reached.get(indicator, {}))
        if goal.levels or goal.baseline is not None:
            wanted.goals[indicator] = goal


def check(plan: Plan, wanted: Wanted, refusals: Refusals) -> None:
    """Hold the goals against the rules of targets; last, when all else is known."""
    present = plan.present.get(wanted.measure or 0)
    for key, goal in wanted.goals.items():
        indicator = plan.indicators.by_pk[key]
        _refuse_goal(plan, wanted, present, indicator, goal, refusals)


def _baselines(
    line: Line, order: list[int], refusals: Refusals
) -> dict[int, tuple[float, int | None]]:
    """Numbers, each with the year that may stand behind it: «10.5 (2017)»."""
    text = line.cells.get("baseline")
    if text is None:
        return {}
    found: dict[int, tuple[float, int | None]] = {}
    for indicator, part in _parts(text, "baseline", order, refusals):
        dated = _DATED.fullmatch(part)
        number = read_number(dated[1] if dated else part)
        if number is None:
            refusals.add("not_a_number", "baseline", part, {"text": part[:40]})
        else:
            found[indicator] = (number, int(dated[2]) if dated else None)
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
    plan: Plan,
    wanted: Wanted,
    present: Present | None,
    indicator: Indicator,
    goal: Goal,
    refusals: Refusals,
) -> None:
    """What the actions on targets would refuse is refused here, before anything is
    written."""
    known = present.goals.get(indicator.pk) if present else None
    if known and known.others:
        refusals.add("several_targets", "indicators", indicator.code)
        return
    if known is not None and not goal_differs(known, goal):
        return
    try:
        if known is None:
            aimed(plan, wanted, present, indicator, goal, plan.user).check(plan)
        else:
            _check_revised(plan, known, goal)
    except Refused as refused:
        args = {"reason": refused.reason, "fix": refused.fix}
        refusals.add("target_refused", "indicators", indicator.code, args)


def _check_revised(plan: Plan, known: PresentGoal, goal: Goal) -> None:
    baseline, period = goal.baseline, known.version.baseline_period
    if baseline is None:
        baseline = known.version.baseline_value
    elif goal.baseline_year is not None:
        period = year_period(goal.baseline_year)
    levels = as_levels({**known.levels, **goal.levels})
    target = known.target
    check_points(
        plan.programme, target.indicator, target.kind, levels, baseline, period
    )
