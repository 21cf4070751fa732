"""Rows of a file turned into figures, and every refusal said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bagana.indicators.admission import Admission, value_problem
from bagana.indicators.calendar import Span, parse_period
from bagana.indicators.imports.finding import Catalogue, UnitFinder
from bagana.indicators.imports.held import Place, sort_held
from bagana.indicators.imports.layout import Layout, cell_text, find_layout
from bagana.indicators.imports.numbers import (
    is_empty,
    to_number,
    to_optional_number,
)
from bagana.indicators.imports.options import Options
from bagana.indicators.imports.reading import Cell
from bagana.indicators.models import Indicator, Nature
from bagana.indicators.problems import Problem
from bagana.indicators.rules import Reach
from bagana.indicators.versions import Figure, Key

MAX_NOTE = 500
NATURES = {value: value for value in Nature.values} | {
    "албан": "official",
    "өөрийн тоо": "own",
    "өөрийн": "own",
    "загвар": "modelled",
}


@dataclass(slots=True)
class Checked:
    """What a file holds: figures to compare, refusals, and how many cells were empty.

    `read` counts the figures met: those kept, those refused and those withheld
    (docs/rules/disclosure.md). An empty cell is no figure; it is counted apart and
    changes nothing.
    """

    figures: list[Figure] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    empty: int = 0
    withheld: int = 0
    places: dict[Key, Place] = field(default_factory=dict)

    @property
    def refused(self) -> int:
        return sum(problem.cells for problem in self.problems)

    @property
    def read(self) -> int:
        return len(self.figures) + self.refused + self.withheld


class _Refusal(Exception):  # noqa: N818 - a turn of the loop, not an error
    def __init__(self, problem: Problem, column: int | None, value: str) -> None:
        super().__init__(problem.code)
        self.problem = problem
        self.column = column
        self.value = value


def check_rows(
    rows: Sequence[Sequence[Cell]], reach: Reach, options: Options
) -> Checked:
    """Check every row of a table. Raises Refused when the table is not understood."""
    catalogue = Catalogue()
    layout = find_layout(rows, catalogue, options)
    checker = _Checker(layout, catalogue, reach, options)
    for number, row in enumerate(rows[layout.header + 1 :], start=layout.header + 2):
        if any(not is_empty(cell) for cell in row):
            checker.take(number, row)
    checker.refuse_held()
    return checker.checked


class _Checker:
    def __init__(
        self, layout: Layout, catalogue: Catalogue, reach: Reach, options: Options
    ) -> None:
        self.layout = layout
        self.catalogue = catalogue
        self.units = UnitFinder(reach)
        self.admission = Admission(reach)
        self.source = catalogue.sources.get(options.source)
        self.checked = Checked()
        self._first_place: dict[Key, tuple[int, int]] = {}
        self._periods: dict[str, Span | None] = {}
        self._places: dict[tuple[int, int, str], Problem | None] = {}

    def refuse_held(self) -> None:
        """What a decision holds is refused like a row that is wrong in itself."""
        places = {
            key: Place(row, self.layout.column_name(column))
            for key, (row, column) in self._first_place.items()
        }
        found = sort_held(self.checked.figures, places)
        self.checked.places = places
        self.checked.figures = found.free
        self.checked.problems.extend(found.problems)

    def take(self, number: int, row: Sequence[Cell]) -> None:
        if self.layout.kind == "tidy":
            self._take_tidy(number, row)
        else:
            self._take_wide(number, row)

    def _take_tidy(self, number: int, row: Sequence[Cell]) -> None:
        column = self.layout.roles["value"]
        if is_empty(_at(row, column)):
            self.checked.empty += 1
            return
        try:
            unit, indicator, period = self._subject(row)
            self._keep(number, row, column, (indicator, unit, period))
        except _Refusal as refusal:
            self._refuse(number, refusal)

    def _take_wide(self, number: int, row: Sequence[Cell]) -> None:
        columns = [*self.layout.columns, *self.layout.unknown]
        filled = [column for column in columns if not is_empty(_at(row, column))]
        known = [column for column in filled if column in self.layout.columns]
        self.checked.empty += len(self.layout.columns) - len(known)
        try:
            self._unit(row)
        except _Refusal as refusal:
            if filled:
                self._refuse(number, refusal, len(filled))
            return
        for column in filled:
            try:
                self._take_cell(number, row, column)
            except _Refusal as refusal:
                self._refuse(number, refusal)

    def _take_cell(self, number: int, row: Sequence[Cell], column: int) -> None:
        holds = self.layout.columns.get(column)
        if holds is None:
            raise _Refusal(
                Problem("unknown_column"), column, cell_text(_at(row, column))
            )
        unit, indicator, period = self._subject(row, holds)
        self._keep(number, row, column, (indicator, unit, period))

    def _subject(
        self, row: Sequence[Cell], holds: Indicator | Span | None = None
    ) -> tuple[int, Indicator, Span]:
        unit = self._unit(row)
        indicator = holds if isinstance(holds, Indicator) else self._indicator(row)
        period = holds if isinstance(holds, Span) else self._period(row)
        return unit, indicator, period

    def _unit(self, row: Sequence[Cell]) -> int:
        columns = self.layout.unit_columns
        column = next((c for c in columns if not is_empty(_at(row, c))), columns[0])
        text = cell_text(_at(row, column))
        found = self.units.find(text)
        if isinstance(found, Problem):
            raise _Refusal(found, column, text)
        if not self.units.reach.covers(found):
            raise _Refusal(Problem("no_permission"), column, text)
        return found

    def _indicator(self, row: Sequence[Cell]) -> Indicator:
        column = self.layout.roles.get("indicator")
        text = cell_text(_at(row, column))
        if not text:
            if self.layout.indicator is None:
                raise _Refusal(Problem("missing_indicator"), column, "")
            return self.layout.indicator
        found = self.catalogue.find(text)
        if found is None:
            raise _Refusal(Problem("unknown_indicator"), column, text)
        return found

    def _period(self, row: Sequence[Cell]) -> Span:
        column = self.layout.roles.get("period")
        text = cell_text(_at(row, column))
        if not text:
            if self.layout.period is None:
                raise _Refusal(Problem("missing_period"), column, "")
            return self.layout.period
        if text not in self._periods:
            self._periods[text] = parse_period(text)
        found = self._periods[text]
        if found is None:
            raise _Refusal(Problem("unknown_period"), column, text)
        return found

    def _keep(
        self,
        number: int,
        row: Sequence[Cell],
        column: int,
        subject: tuple[Indicator, int, Span],
    ) -> None:
        indicator, unit, period = subject
        self._refuse_place(indicator, unit, period, row)
        value = self._number(row, column)
        numerator = self._part(row, "numerator")
        denominator = self._part(row, "denominator")
        problem = value_problem(indicator, value, numerator, denominator)
        if problem:
            raise _Refusal(problem, column, cell_text(_at(row, column)))
        self._refuse_nature(indicator, row)
        figure = Figure(
            indicator.pk,
            unit,
            period.code,
            value,
            numerator,
            denominator,
            self._source(row),
            self._note(row, "note"),
            self._note(row, "note_en"),
        )
        # Two columns of one row may name the same indicator or period as well.
        here = (number, column)
        first = self._first_place.setdefault(figure.key, here)
        if first != here:
            problem = Problem("duplicate", args={"first": first[0]})
            raise _Refusal(problem, column, cell_text(_at(row, column)))
        self.checked.figures.append(figure)

    def _refuse_place(
        self, indicator: Indicator, unit: int, period: Span, row: Sequence[Cell]
    ) -> None:
        key = (indicator.lowest_level, unit, period.code)
        if key not in self._places:
            found = self.admission.place(indicator, unit, period)
            self._places[key] = found and found[0]
        problem = self._places[key]
        if problem:
            column = self.layout.unit_columns[0]
            raise _Refusal(problem, column, cell_text(_at(row, column)))

    def _number(self, row: Sequence[Cell], column: int) -> float:
        cell = _at(row, column)
        number = to_number(cell)
        if isinstance(number, Problem):
            raise _Refusal(number, column, cell_text(cell))
        return number

    def _part(self, row: Sequence[Cell], role: str) -> float | None:
        column = self.layout.roles.get(role)
        if column is None or self.layout.kind == "wide":
            return None
        number = to_optional_number(_at(row, column))
        if isinstance(number, Problem):
            raise _Refusal(number, column, cell_text(_at(row, column)))
        return number

    def _source(self, row: Sequence[Cell]) -> int | None:
        column = self.layout.roles.get("source")
        text = cell_text(_at(row, column))
        if not text:
            return self.source
        found = self.catalogue.sources.get(text)
        if found is None:
            raise _Refusal(Problem("unknown_source"), column, text)
        return found

    def _note(self, row: Sequence[Cell], role: str) -> str:
        column = self.layout.roles.get(role)
        text = cell_text(_at(row, column))
        if len(text) > MAX_NOTE:
            raise _Refusal(Problem("note_too_long"), column, text[:60] + "…")
        return text

    def _refuse_nature(self, indicator: Indicator, row: Sequence[Cell]) -> None:
        column = self.layout.roles.get("nature")
        text = cell_text(_at(row, column))
        if not text:
            return
        nature = NATURES.get(text.lower())
        if nature is None:
            raise _Refusal(Problem("unknown_nature"), column, text)
        if nature != indicator.nature:
            args = {"expected": indicator.nature, "given": nature}
            raise _Refusal(Problem("mixed_nature", args=args), column, text)

    def _refuse(self, number: int, refusal: _Refusal, cells: int = 1) -> None:
        self.checked.problems.append(
            replace(
                refusal.problem,
                row=number,
                column=self.layout.column_name(refusal.column),
                value=refusal.value,
                cells=cells,
            )
        )


def _at(row: Sequence[Cell], column: int | None) -> Cell:
    if column is None or column >= len(row):
        return ""
    return row[column]
