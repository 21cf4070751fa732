"""Amounts of the table as entries of the book (docs/rules/plan-table.md)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from bagana.programme.actions.money import record_entries
from bagana.programme.bookkeeping import NewEntry
from bagana.programme.models import MoneyEntry, MoneyKind
from bagana.programme.table.lines import MoneyKey, Wanted
from bagana.programme.table.present import Present
from bagana.territory.models import Unit

if TYPE_CHECKING:
    from bagana.programme.table.applying import Writer

type Touched = Sequence[tuple[Wanted, Present]]


def write_money(writer: Writer, touched: Touched) -> None:
    """One statement for the reversals, one for the entries of the whole table."""
    reversals = [
        _reversal(writer, entry)
        for wanted, present in touched
        for key, amount in wanted.money.items()
        if _is_replaced(writer, present, key, amount)
        for entry in _standing(present, key)
    ]
    writer.record.make(MoneyEntry.objects.bulk_create(reversals, batch_size=500))
    units = Unit.objects.in_bulk(list(writer.plan.units.names))
    entries = [row for pair in touched for row in _entries(writer, *pair, units)]
    written = record_entries(user=writer.user, entries=entries, refresh=False)
    writer.record.make(written)


def _is_replaced(
    writer: Writer, present: Present, key: MoneyKey, amount: Decimal
) -> bool:
    """A changed plan of a year that has not begun."""
    changed = amount != present.money.get(key, Decimal(0))
    return changed and writer.on < date(key.year, 1, 1)


def _entries(
    writer: Writer, wanted: Wanted, present: Present, units: dict[int, Unit]
) -> Iterator[NewEntry]:
    """The first amount of a source and year is its plan. A changed one, the year
    having begun, is an adjustment by the difference; before that the plan is reversed
    and entered anew."""
    for key, amount in sorted(wanted.money.items()):
        before = present.money.get(key)
        if amount == (before or 0):
            continue
        if before is None or _is_replaced(writer, present, key, amount):
            kind, booked = MoneyKind.PLAN, amount
        else:
            kind, booked = MoneyKind.ADJUSTMENT, amount - before
        if booked:
            yield _entry(writer, wanted, present, units, key, kind, booked)


def _entry(
    writer: Writer,
    wanted: Wanted,
    present: Present,
    units: dict[int, Unit],
    key: MoneyKey,
    kind: MoneyKind,
    amount: Decimal,
) -> NewEntry:
    measure = present.measure
    measure.programme = writer.plan.programme  # known: not to be read for each line
    unit = _for_whom(writer, wanted, present)
    return NewEntry(
        measure=measure,
        unit=units[unit] if unit else None,
        spender=units[writer.plan.units.spender_of(measure.office_id)],
        source=key.source,
        year=key.year,
        kind=kind,
        amount=amount,
        booked_on=writer.on,
        note=writer.reason,
        is_illustrative=measure.is_illustrative,
    )


def _for_whom(writer: Writer, wanted: Wanted, present: Present) -> int | None:
    """The one bag or sum that the measure concerns; money for several names none."""
    units = wanted.units if wanted.units is not None else present.concerned.keys()
    if len(units) != 1:
        return None
    unit = next(iter(units))
    return unit if writer.plan.units.levels.get(unit, 0) >= 2 else None


def _standing(present: Present, key: MoneyKey) -> list[MoneyEntry]:
    """Entries of a source and year that nothing has reversed."""
    mine = [e for e in present.entries if (e.source, e.year) == tuple(key)]
    undone = {entry.reverses_id for entry in mine}
    return [e for e in mine if e.pk not in undone and e.reverses_id is None]


def _reversal(writer: Writer, entry: MoneyEntry) -> MoneyEntry:
    return MoneyEntry(
        measure_id=entry.measure_id,
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
