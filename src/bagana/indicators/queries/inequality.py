"""How unequal the units under a unit are: the programme's reason for re-drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bagana.engines.inequality import (
    Contributions,
    Inequality,
    InequalityError,
    contributions,
    measure,
)
from bagana.indicators.models import Indicator, Period
from bagana.indicators.queries.values import Value, periods_of, values_of
from bagana.territory.models import Unit, UnitVersion
from bagana.territory.queries import below

BY_PARENT, BY_LOCATION = "parent", "location_type"


@dataclass(frozen=True, slots=True)
class UnequalUnit:
    """A unit with its figure, its group, and what it adds.

    `share` is its part of the total (0 to 1), `deviation` its distance from the mean
    in per cent of the mean.
    """

    version: UnitVersion
    value: Value
    group: str
    share: float
    deviation: float


@dataclass(frozen=True, slots=True)
class InequalityTable:
    """Inequality of one indicator in one period; units without a figure are named.

    `result` is None where it cannot be measured; `problem` says why.
    """

    indicator: Indicator
    period: Period | None
    result: Inequality | None
    problem: str
    units: list[UnequalUnit]
    missing: list[UnitVersion]


def inequality(
    indicators: Sequence[Indicator],
    unit: Unit,
    level: int,
    *,
    user: Any,
    period: Period | None = None,
    group_by: str = BY_PARENT,
) -> list[InequalityTable]:
    """Inequality between the units of a level under a unit, an indicator a table.

    Without a period, the newest one in which units of the level have figures.
    """
    return [
        _table(indicator, unit, level, period, group_by, user)
        for indicator in indicators
    ]


def _table(
    indicator: Indicator,
    unit: Unit,
    level: int,
    period: Period | None,
    group_by: str,
    user: Any,
) -> InequalityTable:
    chosen = period or newest_period(indicator, unit, level, user=user)
    if chosen is None:
        return InequalityTable(indicator, None, None, "no_units", [], [])
    versions = list(below(unit, chosen.end, level))
    keys = [version.unit_id for version in versions]
    values = values_of(indicator, chosen, user=user, units=keys)
    known = [version for version in versions if version.unit_id in values]
    missing = [version for version in versions if version.unit_id not in values]
    numbers = [values[version.unit_id].value for version in known]
    groups = [_group(version, group_by) for version in known]
    try:
        result = measure(numbers, groups)
        parts = contributions(numbers)
    except InequalityError as error:
        problem = str(error.problem)
        return InequalityTable(indicator, chosen, None, problem, [], missing)
    rows = _rows(known, values, groups, parts)
    return InequalityTable(indicator, chosen, result, "", rows, missing)


def newest_period(
    indicator: Indicator, unit: Unit, level: int, *, user: Any
) -> Period | None:
    """The newest period in which units of the level under the unit have figures."""
    for period in periods_of(indicator, user=user):
        versions = below(unit, period.end, level)
        keys = versions.values_list("unit_id", flat=True)
        if values_of(indicator, period, user=user, units=keys):
            return period
    return None


def _group(version: UnitVersion, group_by: str) -> str:
    if group_by == BY_LOCATION:
        return version.location_type
    return version.parent.code if version.parent else ""


def _rows(
    versions: list[UnitVersion],
    values: dict[int, Value],
    groups: list[str],
    parts: Contributions,
) -> list[UnequalUnit]:
    return [
        UnequalUnit(
            version,
            values[version.unit_id],
            group,
            float(parts.share[i]),
            float(parts.deviation[i]),
        )
        for i, (version, group) in enumerate(zip(versions, groups, strict=True))
    ]
