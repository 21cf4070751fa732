"""Targets as results: baseline, and target and actual of each period.

A value is written only where there is one: a period without a figure has no actual.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from django.contrib.auth.models import AnonymousUser

from bagana.engines.progress import Span
from bagana.indicators.models import AcrossUnits, Direction
from bagana.programme.iati.writing import child, figure, titled
from bagana.programme.models import (
    MeasureIndicator,
    Objective,
    Programme,
    ResultLevel,
    Target,
    TargetKind,
)
from bagana.programme.queries.targets import (
    Step,
    TargetProgress,
    progress_of,
    targets_of,
)

OUTPUT, OUTCOME = "1", "2"
UNIT, PERCENTAGE = "1", "2"
PERCENT_SIGNS = {"%", "хувь", "per cent", "percent"}


def write(activity: Any, programme: Programme, on: date, located: set[str]) -> None:
    """One result for each objective and level, one indicator for each target."""
    standing = progress_of(targets_of(programme), on=on, user=AnonymousUser())
    outputs = _outputs(programme)

    def place(one: TargetProgress) -> tuple[int, str]:
        return _place(one.target, outputs)

    ordered = sorted(standing, key=lambda one: (*place(one), one.target.pk))
    for (number, kind), group in groupby(ordered, key=place):
        _result(activity, programme, number, kind, list(group), located)


def _outputs(programme: Programme) -> set[tuple[int, int]]:
    rows = MeasureIndicator.objects.filter(
        measure__programme=programme, level=ResultLevel.OUTPUT
    )
    return set(rows.values_list("measure_id", "indicator_id"))


def _place(target: Target, outputs: set[tuple[int, int]]) -> tuple[int, str]:
    objective = target.objective
    is_output = (target.measure_id or 0, target.indicator_id) in outputs
    return objective.number if objective else 0, OUTPUT if is_output else OUTCOME


def _result(
    activity: Any,
    programme: Programme,
    number: int,
    kind: str,
    group: Sequence[TargetProgress],
    located: set[str],
) -> None:
    named: Programme | Objective = group[0].target.objective or programme
    result = child(activity, "result", type=kind)
    adds_up = all(_adds_up(one.target) for one in group)
    result.set("aggregation-status", _flag(adds_up))
    prefix = f"{number}. " if number else ""
    english = f"{prefix}{named.name_en}" if named.name_en else ""
    titled(result, "title", f"{prefix}{named.name_mn}", english)
    for one in group:
        _indicator(result, one, located)


def _flag(value: bool) -> str:
    return "true" if value else "false"


def _adds_up(target: Target) -> bool:
    """Per cents are never summed; nor is what the catalogue does not add up."""
    return (
        target.indicator.across_units == AcrossUnits.SUM and measure_of(target) == UNIT
    )


def measure_of(target: Target) -> str:
    words = {target.indicator.unit_mn.casefold(), target.indicator.unit_en.casefold()}
    return PERCENTAGE if words & PERCENT_SIGNS else UNIT


def ascending(target: Target) -> bool | None:
    """Whether larger is better; None where neither is, and the file says nothing."""
    if target.kind in (TargetKind.ASCENDING, TargetKind.DESCENDING):
        return target.kind == TargetKind.ASCENDING
    direction = target.indicator.direction
    return None if direction == Direction.NEUTRAL else direction == Direction.HIGHER


def _indicator(result: Any, one: TargetProgress, located: set[str]) -> None:
    target = one.target
    element = child(result, "indicator", measure=measure_of(target))
    larger = ascending(target)
    if larger is not None:
        element.set("ascending", _flag(larger))
    element.set("aggregation-status", _flag(_adds_up(target)))
    indicator = target.indicator
    where_mn, where_en = target.group_mn, target.group_en or target.group_mn
    titled(
        element,
        "title",
        f"{indicator.name_mn}: {where_mn}" if where_mn else indicator.name_mn,
        f"{indicator.name_en}: {where_en}" if where_en else indicator.name_en,
    )
    if indicator.definition_mn:
        titled(element, "description", indicator.definition_mn, indicator.definition_en)
    units = sorted(unit.code for unit in target.units.all())
    refs = [code for code in units if code in located]
    _baseline(element, one, refs)
    for step in one.steps:
        _period(element, step, refs)


def _baseline(element: Any, one: TargetProgress, refs: Iterable[str]) -> None:
    version = one.version
    if version.baseline_value is None or version.baseline_period is None:
        return
    period = version.baseline_period
    baseline = child(element, "baseline", year=str(period.start.year))
    baseline.set("iso-date", period.end.isoformat())
    baseline.set("value", figure(version.baseline_value))
    _locate(baseline, refs)
    source = version.baseline_source
    if source is not None:
        titled(
            baseline,
            "comment",
            f"{source.publisher_mn}: {source.title_mn}",
            f"{source.publisher_en}: {source.title_en}",
        )


def _locate(element: Any, refs: Iterable[str]) -> None:
    for code in refs:
        child(element, "location", ref=code)


def _period(element: Any, step: Step, refs: Sequence[str]) -> None:
    wanted = _wanted(step) if step.is_point else []
    if not wanted and step.actual is None:
        return
    period = child(element, "period")
    child(period, "period-start", iso_date=step.period.start.isoformat())
    child(period, "period-end", iso_date=step.period.end.isoformat())
    for value, limit in wanted:
        target = child(period, "target", value=figure(value))
        _locate(target, refs)
        if limit:
            child(target, "dimension", name="limit", value=limit)
    if step.actual is not None:
        _locate(child(period, "actual", value=figure(step.actual)), refs)


def _wanted(step: Step) -> list[tuple[float, str]]:
    """One value, or both limits of a range told apart by a dimension."""
    wanted = step.wanted
    if isinstance(wanted, Span):
        return [(wanted.low, "lower"), (wanted.high, "upper")]
    return [(wanted, "")]
