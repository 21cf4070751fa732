"""How unequal units are: the programme's own reason for re-drawing bags."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bagana.engines.inequality import Inequality, InequalityError, measure
from bagana.indicators.models import Indicator, Period
from bagana.indicators.queries.reader import Reader
from bagana.territory.models import UnitVersion

GROUPS = ("parent", "location")


@dataclass(frozen=True)
class Unequal:
    """One indicator among some units; `result` None says why in `problem`."""

    indicator: Indicator
    period: Period
    known: int
    missing: list[UnitVersion]
    values: list[tuple[UnitVersion, float]]
    result: Inequality | None
    problem: str

    @property
    def least(self) -> tuple[UnitVersion, float]:
        return min(self.values, key=lambda pair: pair[1])

    @property
    def greatest(self) -> tuple[UnitVersion, float]:
        return max(self.values, key=lambda pair: pair[1])

    @property
    def between_share(self) -> float | None:
        """Part of Theil's index that lies between the groups, in per cent."""
        split = self.result.split if self.result else None
        if split is None or split.total == 0:
            return None
        return 100 * split.between / split.total


def inequality_of(
    reader: Reader,
    indicators: Sequence[Indicator],
    units: Sequence[UnitVersion],
    group: str,
) -> list[Unequal]:
    """Each indicator in its newest period; units without a figure are named, left out.

    Two queries for the values, whatever the number of indicators.
    """
    codes = [version.unit.code for version in units]
    periods = reader.latest_of(codes, [i.pk for i in indicators])
    wanted = {i.pk: i for i in indicators if i.pk in periods}
    newest = list({periods[key][0].pk: periods[key][0] for key in wanted}.values())
    values = reader.values(wanted, newest, codes)
    return [
        _measured(indicator, periods[key][0], units, group, {
            code: figure.value
            for code, figure in values.get((key, periods[key][0].pk), {}).items()
        })
        for key, indicator in wanted.items()
    ]  # fmt: skip


def _measured(
    indicator: Indicator,
    period: Period,
    units: Sequence[UnitVersion],
    group: str,
    values: dict[str, float | None],
) -> Unequal:
    pairs = [
        (version, value)
        for version in units
        if (value := values.get(version.unit.code)) is not None
    ]
    missing = [v for v in units if values.get(v.unit.code) is None]
    labels = [_label(version, group) for version, _ in pairs]
    result, problem = None, ""
    try:
        result = measure([value for _, value in pairs], labels)
    except InequalityError as error:
        problem = str(error.problem)
    return Unequal(indicator, period, len(pairs), missing, pairs, result, problem)


def _label(version: UnitVersion, group: str) -> object:
    if group == "location":
        return (version.location_type, version.is_tosgon)
    return version.parent_id
