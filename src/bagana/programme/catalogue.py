"""What the programme knows of every unit, as indicators like any other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce

from bagana.indicators.catalogue import Declared, declare
from bagana.programme.models import Measure, MeasureUnit, MoneyEntry, MoneyKind
from bagana.programme.queries.money import MONGO
from bagana.territory.models import Unit, UnitAncestry

type Paid = list[tuple[str, Decimal]]
type Done = list[tuple[str, int, bool]]


def money_of(units: Iterable[Unit], start: date, end: date) -> Paid:
    """For each unit asked for: what was paid in the span for it or a unit inside it.

    Units that the book names in no entry of these years are left out. What reverses a
    payment counts on the day of the payment.
    """
    above = _above(units, end)
    day = Coalesce(F("reverses__booked_on"), F("booked_on"))
    payment = Q(kind=MoneyKind.PAYMENT, day__range=(start, end))
    rows = (
        MoneyEntry.objects.filter(
            unit__in=above, year__gte=start.year, year__lte=end.year
        )
        .order_by()
        .annotate(day=day)
        .values_list("unit")
        .annotate(paid=Sum("amount", filter=payment, default=Decimal(0)))
    )
    return [(code, paid.quantize(MONGO)) for unit, paid in rows for code in above[unit]]


def _above(units: Iterable[Unit], on: date) -> dict[int, list[str]]:
    """Under which of the units asked for each unit lay, by its key."""
    asked = {unit.pk: unit.code for unit in units}
    places = UnitAncestry.objects.in_force(on).filter(ancestor__in=asked)
    found: dict[int, list[str]] = {}
    for unit, ancestor in places.values_list("unit_id", "ancestor_id"):
        found.setdefault(unit, []).append(asked[ancestor])
    return found


def add_up(paid: Paid) -> Mapping[str, float | None]:
    """Tugriks for each unit's code; observations are kept as floats."""
    sums: dict[str, Decimal] = {}
    for code, amount in paid:
        sums[code] = sums.get(code, Decimal(0)) + amount
    return {code: float(amount) for code, amount in sums.items()}


def measures_of(units: Iterable[Unit], start: date, end: date) -> Done:
    """For each unit: the measures begun by the end that concern it or a unit inside
    it, and whether they were finished in the span."""
    above = _above(units, end)
    concerned = MeasureUnit.objects.filter(
        unit__in=above, measure__starts_on__lte=end
    ).values_list("measure_id", "unit_id")
    finished = set(
        Measure.objects.filter(standing__finished_on__range=(start, end))
        .exclude(dropped_on__lte=end)
        .values_list("pk", flat=True)
    )
    return [
        (code, measure, measure in finished)
        for measure, unit in concerned
        for code in above[unit]
    ]


def count_done(rows: Done) -> Mapping[str, float | None]:
    """Each measure once for each unit, however many of its bags it concerns."""
    found: dict[str, set[int]] = {}
    for code, measure, is_done in rows:
        counted = found.setdefault(code, set())
        if is_done:
            counted.add(measure)
    return {code: float(len(measures)) for code, measures in found.items()}


declare(
    Declared("programme_paid", money_of, add_up),
    Declared("programme_measures_done", measures_of, count_done),
)
