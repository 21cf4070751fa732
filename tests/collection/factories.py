"""A round and its returns for tests."""

from __future__ import annotations

from datetime import date
from typing import Any

from bagana.collection.models import Return, Round
from bagana.indicators.periods import ensure_periods
from bagana.territory.models import Unit, UnitAncestry


def make_round(unit: Unit, **fields: Any) -> Round:
    """A livestock round of December 2025 over the unit, with a return for each bag."""
    year = fields.pop("year", "2025")
    values = {
        "code": f"round-{unit.code}-{year}",
        "form": "livestock",
        "period": ensure_periods([year])[year],
        "title_mn": "Туршилтын тооллого",
        "title_en": "Test census",
        "opens_on": date(2025, 12, 7),
        "due_on": date(2025, 12, 17),
        "sum_due_on": date(2025, 12, 20),
        "aimag_due_on": date(2025, 12, 25),
    }
    made = Round.objects.create(unit=unit, **(values | fields))
    for bag in bags_under(unit, made.due_on):
        Return.objects.create(round=made, unit=bag)
    return made


def bags_under(unit: Unit, on: date) -> list[Unit]:
    places = UnitAncestry.objects.on(on).filter(ancestor=unit)
    rows = Unit.objects.filter(pk__in=places.values("unit"), versions__kind__level=3)
    return list(rows.distinct().order_by("code"))
