"""What a line would change, cell by cell: what stands now, and what would stand.

Kept with the batch as plain values; the page words them in the reader's language.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from bagana.engines.mongolian import format_money
from bagana.programme.models import Risk
from bagana.programme.table.cells import level_text
from bagana.programme.table.columns import BY_KEY, MoneyYear, TargetYear
from bagana.programme.table.lines import Wanted
from bagana.programme.table.plan import Plan
from bagana.programme.table.present import Present

MOST = 300
_COLUMNS = {"phase_id": "phase", "office_id": "office"}


class Cell(NamedTuple):
    """A changed cell: its column (money and targets with a year), before, after."""

    column: str
    year: int
    before: str
    after: str


def told(plan: Plan, present: Present, wanted: Wanted, parts: list[str]) -> list[Cell]:
    found: list[Cell] = []
    for part in parts:
        if part == "money":
            found += _money(present, wanted)
        elif part == "targets":
            found += _targets(plan, present, wanted)
        else:
            before, after = _texts(plan, present, wanted, part)
            column = _COLUMNS.get(part, part)
            found.append(Cell(column, 0, before[:MOST], after[:MOST]))
    return found


def _money(present: Present, wanted: Wanted) -> Iterable[Cell]:
    before = present.money
    for key, amount in sorted(wanted.money.items()):
        known = before.get(key)
        if amount != (known or 0):
            yield Cell(
                key.source, key.year, "" if known is None else str(known), str(amount)
            )


def _targets(plan: Plan, present: Present, wanted: Wanted) -> Iterable[Cell]:
    for indicator, goal in wanted.goals.items():
        code = plan.indicators.by_pk[indicator].code
        known = present.goals.get(indicator)
        levels = known.levels if known else {}
        for year, level in sorted(goal.levels.items()):
            if levels.get(year) != level:
                old = level_text(levels.get(year))
                yield Cell(f"target {code}", year, old, level_text(level))
        old_start = known.version.baseline_value if known else None
        if goal.baseline is not None and goal.baseline != old_start:
            yield Cell(
                f"baseline {code}", 0, level_text(old_start), level_text(goal.baseline)
            )


def _texts(plan: Plan, present: Present, wanted: Wanted, part: str) -> tuple[str, str]:
    if part == "objective" and wanted.objective:
        return str(present.measure.objective.number), str(wanted.objective.number)
    if part == "units":
        return _units(plan, present.concerned), _units(plan, wanted.units or ())
    if part == "indicators":
        return _codes(plan, present.indicators), _codes(plan, wanted.indicators or {})
    if part == "activities":
        old = [f"{a.name_mn} — {a.due_on.isoformat()}" for a in present.activities]
        new = [f"{s.name_mn} — {s.due_on.isoformat()}" for s in wanted.steps or []]
        return "; ".join(old), "; ".join(new)
    old_value, new_value = getattr(present.measure, part), wanted.fields.get(part)
    return _value(plan, part, old_value), _value(plan, part, new_value)


def _units(plan: Plan, units: Iterable[int]) -> str:
    return "; ".join(plan.units.written(unit) for unit in sorted(units))


def _codes(plan: Plan, indicators: Iterable[int]) -> str:
    return "; ".join(plan.indicators.by_pk[key].code for key in indicators)


def _value(plan: Plan, part: str, value: Any) -> str:
    if part == "phase_id":
        return next((p.roman for p in plan.phases.phases if p.pk == value), "")
    if part == "office_id":
        return plan.units.written(value) if value else ""
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if value is not None else ""


def in_words(kept: Mapping[str, Any]) -> list[dict[str, str]]:
    """The cells of one line for the page: heading, before, after."""
    return [_worded(Cell(*cell)) for cell in kept.get("cells", [])]


def _worded(cell: Cell) -> dict[str, str]:
    before, after = (_shown(cell, text) for text in (cell.before, cell.after))
    return {"column": _heading(cell), "before": before, "after": after}


def _heading(cell: Cell) -> str:
    what, _space, code = cell.column.partition(" ")
    if what == "target" and code:
        return f"{TargetYear(cell.year).heading} [{code}]"
    if what == "baseline" and code:
        return f"{BY_KEY['baseline'].heading} [{code}]"
    if cell.year:
        return MoneyYear(cell.column, cell.year).heading
    return BY_KEY[cell.column].heading


def _shown(cell: Cell, text: str) -> str:
    if cell.year and " " not in cell.column and text:
        return format_money(Decimal(text))
    if cell.column == "risk" and text:
        return str(Risk(text).label)
    if cell.column == "is_illustrative":
        return _("тийм") if text == "True" else _("үгүй")
    return text
