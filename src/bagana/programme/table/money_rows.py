"""Amounts of the table as entries of the book (docs/rules/plan-table.md)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from bagana.programme.models import MoneyEntry, MoneyKind
from bagana.programme.table.lines import MoneyKey, Wanted
from bagana.programme.table.present import Present

if TYPE_CHECKING:
    from bagana.programme.table.applying import Writer


def write_money(writer: Writer, touched: Sequence[tuple[Wanted, Present]]) -> None:
    """One statement for all entries of the table."""
    rows = [
        row
        for wanted, present in touched
        for key, amount in sorted(wanted.money.items())
        for row in _entries(writer, present, wanted, key, amount)
    ]
    writer.record.make(MoneyEntry.objects.bulk_create(rows, batch_size=500))


def _entries(
    writer: Writer, present: Present, wanted: Wanted, key: MoneyKey, amount: Decimal
) -> list[MoneyEntry]:
    """The first amount of a source and year is its plan. A changed one, the year
    having begun, is an adjustment by the difference; before that the plan itself is
    reversed and entered anew."""
    before = present.money.get(key, Decimal(0))
    mine = [e for e in present.entries if (e.source, e.year) == tuple(key)]
    if amount == before:
        return []
    if not mine:
        return [_entry(writer, present, wanted, key, MoneyKind.PLAN, amount)]
    if writer.on >= date(key.year, 1, 1):
        kind, difference = MoneyKind.ADJUSTMENT, amount - before
        return [_entry(writer, present, wanted, key, kind, difference)]
    return _replaced(writer, present, wanted, key, amount, mine)


def _replaced(
    writer: Writer,
    present: Present,
    wanted: Wanted,
    key: MoneyKey,
    amount: Decimal,
    mine: list[MoneyEntry],
) -> list[MoneyEntry]:
    undone = {entry.reverses_id for entry in mine}
    rows = [
        _reversal(writer, entry)
        for entry in mine
        if entry.pk not in undone and entry.reverses_id is None
    ]
    if amount:
        rows.append(_entry(writer, present, wanted, key, MoneyKind.PLAN, amount))
    return rows


def _entry(
    writer: Writer,
    present: Present,
    wanted: Wanted,
    key: MoneyKey,
    kind: MoneyKind,
    amount: Decimal,
) -> MoneyEntry:
    measure = present.measure
    return MoneyEntry(
        measure=measure,
        unit_id=_for_whom(writer, present, wanted),
        spender_id=writer.plan.units.spender_of(measure.office_id),
        source=key.source,
        year=key.year,
        kind=kind,
        amount=amount,
        booked_on=writer.on,
        note=writer.reason,
        is_illustrative=measure.is_illustrative,
        made_by=writer.user,
    )


def _for_whom(writer: Writer, present: Present, wanted: Wanted) -> int | None:
    """The one bag or sum that the measure concerns; money for several names none."""
    units = wanted.units if wanted.units is not None else present.concerned.keys()
    if len(units) != 1:
        return None
    unit = next(iter(units))
    return unit if writer.plan.units.levels.get(unit, 0) >= 2 else None


def _reversal(writer: Writer, entry: MoneyEntry) -> MoneyEntry:
    return MoneyEntry(
        measure=entry.measure,
        unit_id=entry.unit_id,
        spender_id=entry.spender_id,
        source=entry.source,
        year=entry.year,
        kind=entry.kind,
        amount=-entry.amount,
        booked_on=writer.on,
        note=writer.reason,
        reverses=entry,
        is_illustrative=entry.is_illustrative,
        made_by=writer.user,
    )
