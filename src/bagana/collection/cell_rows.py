"""The one row of a form that the unit itself fills: its cells."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from bagana.collection.form_types import Column, Value
from bagana.collection.forms import form_of
from bagana.collection.models import Cell, Return


def values_of(returned: Return) -> dict[str, Value]:
    cells = Cell.objects.filter(returned=returned)
    return read(returned.round.form, cells.values_list("field", "value", "text"))


def read(form: str, rows: Any) -> dict[str, Value]:
    """Cells as (field, value, text) in the types of their columns."""
    found = form_of(form)
    return {
        field: _typed(found.column(field), value, text)
        for field, value, text in rows
        if found.has(field)
    }


def _typed(column: Column, value: float | None, text: str) -> Value:
    if column.type == "integer":
        return None if value is None else int(value)
    if column.type == "decimal":
        return None if value is None else Decimal(str(value))
    if column.type == "yes_no":
        return None if value is None else bool(value)
    return text or None


def history(returned: Return, back: int = 5) -> list[dict[str, Value]]:
    """What the unit handed in before with the same form, newest first."""
    earlier = (
        Return.objects.filter(
            unit=returned.unit,
            round__form=returned.round.form,
            round__period__end__lt=returned.round.period.end,
        )
        .select_related("round")
        .order_by("-round__period__end")[:back]
    )
    return [values_of(one) for one in earlier]


def write(*, user: Any, returned: Return, changes: Mapping[str, Value]) -> None:
    """Each cell has its own history."""
    form = form_of(returned.round.form)
    standing = {one.field: one for one in Cell.objects.filter(returned=returned)}
    for field, value in changes.items():
        cell = standing.get(field) or Cell(returned=returned, field=field)
        if form.column(field).type in ("text", "choice"):
            cell.text = value or ""
        else:
            cell.value = None if value is None else float(value)
        cell.changed_by = user
        cell.save()


def digest(returned: Return) -> str:
    rows = Cell.objects.filter(returned=returned).values_list("field", "value", "text")
    lines = sorted(json.dumps(list(row)) for row in rows)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
