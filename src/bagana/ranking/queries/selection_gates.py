"""The conditions of a selection: unit by gate, passed, failed, missing or open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bagana.engines.mongolian import format_number
from bagana.indicators.models import Indicator
from bagana.ranking.method_wording import figure, per_cent
from bagana.ranking.models import FrameworkVersion, GateResult, Selection
from bagana.ranking.queries.selection_units import Place, by_name, units_of

INDICATOR, COMPLETENESS, JUDGED = "indicator", "completeness", "judged"
COMPUTED = (INDICATOR, COMPLETENESS)
OPEN, MISSING, PASSED, FAILED = "open", "missing", "passed", "failed"


@dataclass(frozen=True, slots=True)
class Gate:
    """A condition of the method: what is asked for, and what shows it."""

    code: str
    name: str
    kind: str
    indicator: str = ""
    at_least: float | None = None
    at_most: float | None = None
    evidence: str = ""

    @property
    def is_judged(self) -> bool:
        return self.kind == JUDGED

    @property
    def least(self) -> str:
        return self._limit(self.at_least)

    @property
    def most(self) -> str:
        return self._limit(self.at_most)

    def _limit(self, value: float | None) -> str:
        """A share is told as per cent: 75%, not 0.75."""
        if self.kind == COMPLETENESS and value is not None:
            return f"{per_cent(value)}%"
        return figure(value)

    def holds(self, value: float) -> bool:
        low = self.at_least is None or value >= self.at_least
        return low and (self.at_most is None or value <= self.at_most)


@dataclass(frozen=True, slots=True)
class GateCell:
    """One unit at one gate. `state` is open, missing, passed or failed."""

    gate: Gate
    state: str
    shown: str = ""
    result: GateResult | None = None

    @property
    def word(self) -> str:
        words = {
            OPEN: _("шалгаагүй"),
            MISSING: _("мэдээлэл алга"),
            PASSED: _("хангасан"),
            FAILED: _("хангаагүй"),
        }
        return words[self.state]


@dataclass(frozen=True, slots=True)
class GateRow:
    place: Place
    cells: tuple[GateCell, ...]

    @property
    def state(self) -> str:
        """The worst of its cells: one that failed decides, an open one keeps open."""
        states = {cell.state for cell in self.cells}
        for state in (FAILED, MISSING, OPEN):
            if state in states:
                return state
        return PASSED

    @property
    def failed(self) -> list[GateCell]:
        return [cell for cell in self.cells if cell.state in (FAILED, MISSING)]


@dataclass(frozen=True, slots=True)
class GateTable:
    gates: tuple[Gate, ...]
    rows: tuple[GateRow, ...]

    @property
    def open(self) -> int:
        return sum(cell.state == OPEN for row in self.rows for cell in row.cells)

    @property
    def passing(self) -> set[int]:
        """Keys of the units that pass every gate."""
        return {row.place.unit.pk for row in self.rows if row.state == PASSED}

    def row_of(self, unit: int) -> GateRow | None:
        return next((row for row in self.rows if row.place.unit.pk == unit), None)


def gate_list(version: FrameworkVersion) -> tuple[Gate, ...]:
    """The version's gates in the reader's language."""
    return tuple(_gate(entry) for entry in version.gates)


def _gate(entry: Mapping[str, Any]) -> Gate:
    return Gate(
        entry["code"],
        _words(entry.get("name")),
        entry["kind"],
        entry.get("indicator") or "",
        entry.get("at_least"),
        entry.get("at_most"),
        _words(entry.get("evidence")),
    )


def _words(words: Any) -> str:
    found = words or {}
    english = found.get("en") if get_language() == "en" else ""
    return str(english or found.get("mn") or "")


def latest_results(selection: Selection) -> QuerySet[GateResult]:
    """What stands; what it superseded stays behind it."""
    rows = selection.gates.filter(superseded_by__isnull=True)
    return rows.select_related("observation__period", "made_by")


def gates_of(selection: Selection) -> GateTable:
    """Every unit at every gate, units in the order of their names."""
    gates = gate_list(selection.version)
    results = {(row.unit_id, row.gate): row for row in latest_results(selection)}
    decimals = _decimals(gates)
    rows = tuple(
        GateRow(
            place,
            tuple(
                _cell(gate, results.get((place.unit.pk, gate.code)), decimals)
                for gate in gates
            ),
        )
        for place in by_name(units_of(selection))
    )
    return GateTable(gates, rows)


def _decimals(gates: tuple[Gate, ...]) -> dict[str, int]:
    codes = {gate.indicator for gate in gates if gate.indicator}
    rows = Indicator.objects.filter(code__in=codes)
    return dict(rows.values_list("code", "decimals"))


def _cell(gate: Gate, row: GateResult | None, decimals: dict[str, int]) -> GateCell:
    if row is None:
        return GateCell(gate, OPEN)
    if gate.kind == INDICATOR and row.observation is None and not row.evidence:
        return GateCell(gate, MISSING, "", row)
    state = PASSED if row.passed else FAILED
    return GateCell(gate, state, _shown(gate, row, decimals), row)


def _shown(gate: Gate, row: GateResult, decimals: dict[str, int]) -> str:
    if gate.kind != INDICATOR:
        return row.evidence
    value = float(row.evidence) if row.observation is None else row.observation.value
    return format_number(value, decimals.get(gate.indicator, 0))
