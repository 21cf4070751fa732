"""The plan as a table to take away, which comes back without a change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language

from bagana.programme.models import Programme, ResultLevel
from bagana.programme.table.cells import level_text
from bagana.programme.table.columns import (
    Meaning,
    MoneyYear,
    PlanColumn,
    TargetYear,
    columns_for,
)
from bagana.programme.table.lines import MoneyKey
from bagana.programme.table.naming import ALL_OF, Indicators, Units
from bagana.programme.table.present import Present, PresentGoal, present_plan
from bagana.web.tables import Column

# Beyond this a spreadsheet no longer holds every hundredth: text keeps them.
EXACT = Decimal(10) ** 12


@dataclass(slots=True)
class PlanTable:
    """Columns and rows; `units` and `indicators` say what may be written in cells."""

    programme: Programme
    columns: list[Meaning]
    rows: list[Present]
    units: Units
    indicators: Indicators

    def cell(self, column: Meaning, row: Present) -> Any:
        if isinstance(column, TargetYear):
            return self._levels(row, column.year)
        if isinstance(column, MoneyYear):
            return _amount(row.money.get(MoneyKey(column.source, column.year)))
        write = _WRITERS.get(column.key)
        return write(self, row) if write else getattr(row.measure, column.key)

    def as_columns(self) -> list[Column]:
        """The same for `web.tables`: CSV and JSON."""
        return [
            Column(_key(column), column.heading, self._reader(column))
            for column in self.columns
        ]

    def _reader(self, column: Meaning) -> Callable[[Any], Any]:
        return lambda row: self.cell(column, row)

    def concerned(self, row: Present) -> str:
        units = frozenset(row.concerned)
        for words, level in ALL_OF.items():
            english = words.isascii()
            if units and units == self.units.all_of(level) and english == _in_english():
                return words
        return "; ".join(self.units.written(unit) for unit in row.concerned)

    def expected(self, row: Present) -> str:
        return "; ".join(
            self._indicator(key, found.level) for key, found in row.indicators.items()
        )

    def _indicator(self, key: int, level: str) -> str:
        indicator = self.indicators.by_pk[key]
        name = indicator.name.replace(";", ",")
        tag = "output" if _in_english() else "гарц"
        output = f" ({tag})" if level == ResultLevel.OUTPUT else ""
        return f"{name} [{indicator.code}]{output}"

    def _levels(self, row: Present, year: int) -> str | float:
        return self._by_indicator(row, lambda goal: goal.levels.get(year), level_text)

    def baseline(self, row: Present) -> str | float:
        return self._by_indicator(row, _baseline, str)

    def _by_indicator(
        self,
        row: Present,
        read: Callable[[PresentGoal], Any],
        written: Callable[[Any], str],
    ) -> str | float:
        """One value for each indicator in their order; empty where there is none."""
        goals = [row.goals.get(key) for key in row.indicators]
        found = [read(goal) if goal and not goal.others else None for goal in goals]
        if all(value is None for value in found):
            return ""
        if len(found) == 1 and isinstance(found[0], float):
            return found[0]
        return "; ".join("" if v is None else written(v) for v in found)


def _baseline(goal: PresentGoal) -> str | float | None:
    """«10.5 (2017)»: the number, and the year that it is of."""
    value, period = goal.version.baseline_value, goal.version.baseline_period
    if value is None or period is None:
        return value
    return f"{level_text(value)} ({period.start.year})"


def plan_table(
    programme: Programme, *, phase: int = 0, empty: bool = False
) -> PlanTable:
    """The standing measures, of one phase if it is given; none for the template."""
    years = range(programme.starts_on.year, programme.ends_on.year + 1)
    rows = [] if empty else list(present_plan(programme).values())
    return PlanTable(
        programme=programme,
        columns=columns_for(years),
        rows=[
            row
            for row in rows
            if not row.measure.dropped_on
            and (not phase or row.measure.phase.number == phase)
        ],
        units=Units(programme),
        indicators=Indicators(),
    )


def _in_english() -> bool:
    return get_language() == "en"


def _key(column: Meaning) -> str:
    if isinstance(column, PlanColumn):
        return column.key
    if isinstance(column, TargetYear):
        return f"target_{column.year}"
    return f"{column.source}_{column.year}"


def _amount(amount: Decimal | None) -> Decimal | str | None:
    if amount is None or abs(amount) < EXACT:
        return amount
    return f"{amount:f}"


def _activities(row: Present, language: str) -> str:
    if language == "en":
        lines = [activity.name_en for activity in row.activities]
        return "\n".join(line or "—" for line in lines) if any(lines) else ""
    return "\n".join(f"{a.name_mn} — {a.due_on.isoformat()}" for a in row.activities)


def _day(day: date) -> str:
    return day.isoformat()


_WRITERS: dict[str, Callable[[PlanTable, Present], Any]] = {
    "phase": lambda table, row: row.measure.phase.roman,
    "objective": lambda table, row: (
        f"{row.measure.objective.number}. {row.measure.objective.name_mn}"
    ),
    "objective_en": lambda table, row: row.measure.objective.name_en,
    "activities": lambda table, row: _activities(row, "mn"),
    "activities_en": lambda table, row: _activities(row, "en"),
    "units": lambda table, row: table.concerned(row),
    "office": lambda table, row: table.units.written(row.measure.office_id),
    "starts_on": lambda table, row: _day(row.measure.starts_on),
    "due_on": lambda table, row: _day(row.measure.due_on),
    "indicators": lambda table, row: table.expected(row),
    "baseline": lambda table, row: table.baseline(row),
    "risk": lambda table, row: (
        row.measure.get_risk_display() if row.measure.risk else ""
    ),
    "is_illustrative": lambda table, row: _flag(row),
}


def _flag(row: Present) -> str:
    if not row.measure.is_illustrative:
        return ""
    return "illustrative" if _in_english() else "жишээ"


def headings(columns: Sequence[Meaning]) -> list[str]:
    return [column.heading for column in columns]
