"""Steps done, and the money that was adjusted, committed and paid."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from bagana.accounts.models import User
from bagana.demo.tables import table
from bagana.programme import standings
from bagana.programme.actions.activities import reach_milestone
from bagana.programme.actions.money import record_entries
from bagana.programme.bookkeeping import NewEntry
from bagana.programme.models import Activity, Measure, Programme
from bagana.territory.models import Unit


def measures_of(programme: Programme) -> dict[str, Measure]:
    rows = programme.measures.select_related("programme__unit", "office")
    return {measure.number: measure for measure in rows}


def reach_milestones(user: User, programme: Programme) -> None:
    steps = {
        (step.measure.number, step.position): step
        for step in Activity.objects.filter(
            measure__programme=programme
        ).select_related("measure__programme__unit", "measure__office")
    }
    for row in table("programme/milestones.csv"):
        reach_milestone(
            user=user,
            activity=steps[row["measure"], int(row["position"])],
            done_on=date.fromisoformat(row["done_on"]),
            refresh=False,
        )
    standings.refresh({step.measure_id for step in steps.values()})


def book_money(user: User, programme: Programme) -> None:
    measures = measures_of(programme)
    rows = table("programme/money.csv")
    codes = {row[key] for row in rows for key in ("spender", "unit")}
    units = {unit.code: unit for unit in Unit.objects.filter(code__in=codes)}
    entries = [_entry(row, measures, units) for row in rows]
    record_entries(user=user, entries=entries)


def _entry(
    row: Mapping[str, str], measures: Mapping[str, Measure], units: Mapping[str, Unit]
) -> NewEntry:
    return NewEntry(
        measure=measures[row["measure"]],
        kind=row["kind"],
        source=row["source"],
        year=int(row["year"]),
        amount=Decimal(row["amount"]),
        booked_on=date.fromisoformat(row["booked_on"]),
        spender=units[row["spender"]],
        unit=units.get(row["unit"]),
        document=row["document"],
        is_illustrative=True,
    )
