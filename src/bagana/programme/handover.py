"""What the programme leaves with a unit that ends: measures, targets, planned money."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.db.models import Q, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from bagana.engines.mongolian import format_money
from bagana.programme.models import (
    Measure,
    MeasureUnit,
    MoneyEntry,
    MoneyKind,
    Target,
)
from bagana.programme.queries.standings import UNFINISHED
from bagana.programme.standings import status_on
from bagana.territory.handover import Ended, Handover, Source, both, ended
from bagana.territory.models import UnitChange

PLANNED = (MoneyKind.PLAN, MoneyKind.ADJUSTMENT)


def measures_left(change: UnitChange) -> Sequence[Handover]:
    """Unfinished measures of which a unit that ends is in charge, or was concerned."""
    gone = ended(change)
    if not gone.codes:
        return ()
    return [*_in_charge(change, gone), *_concerned(change, gone)]


def _in_charge(change: UnitChange, gone: Ended) -> Iterable[Handover]:
    rows = Measure.objects.annotate(**{"status": status_on(change.effective_on)})
    found = rows.filter(**{"status__in": UNFINISHED}, office__in=gone.codes)
    for measure in found.order_by("office__code", "sort_key"):
        said = both(_new_office, measure.number)
        yield _of_measure(said, gone, measure.office_id, measure.pk)


def _concerned(change: UnitChange, gone: Ended) -> Iterable[Handover]:
    """The change itself has passed these on; a person looks whether rightly so."""
    rows = MeasureUnit.objects.filter(closed_by=change, unit__in=gone.codes)
    for row in rows.select_related("measure").order_by("unit__code", "measure"):
        said = both(_passed_on, row.measure.number)
        yield _of_measure(said, gone, row.unit_id, row.measure_id)


def _of_measure(
    said: tuple[str, str], gone: Ended, unit: int, measure: int
) -> Handover:
    href = reverse("programme:measure", args=[measure])
    return Handover("measure", *said, gone.codes[unit], gone.heir(unit), href)


def targets_left(change: UnitChange) -> Sequence[Handover]:
    """Targets that are not dropped and name a unit that ends."""
    gone = ended(change)
    targets = Target.objects.filter(units__in=gone.codes).filter(
        Q(dropped_on__isnull=True) | Q(dropped_on__gt=change.effective_on)
    )
    found = []
    for target in targets.select_related("indicator", "programme").distinct():
        said = both(_new_target, target)
        key = [target.programme.code, target.pk]
        href = reverse("programme:target_revise", args=key)
        found += [
            Handover("target", *said, unit.code, gone.heir(unit.pk), href)
            for unit in target.units.filter(pk__in=gone.codes).order_by("code")
        ]
    return found


def money_left(change: UnitChange) -> Sequence[Handover]:
    """Money planned for a unit that ends and not yet paid, by programme."""
    gone = ended(change)
    entries = MoneyEntry.objects.filter(unit__in=gone.codes).order_by()
    sums = entries.values_list("unit", "measure__programme__code").annotate(
        planned=Sum("amount", filter=Q(kind__in=PLANNED)),
        paid=Sum("amount", filter=Q(kind=MoneyKind.PAYMENT)),
    )
    found = []
    for unit, code, planned, paid in sums.order_by("unit__code"):
        left = (planned or Decimal(0)) - (paid or Decimal(0))
        if left > 0:
            said = both(_unpaid, left)
            href = reverse("programme:money", args=[code])
            source = gone.codes[unit]
            found.append(Handover("money", *said, source, gone.heir(unit), href))
    return found


def _new_office(number: str) -> str:
    text = _("Арга хэмжээ %(number)s: хариуцах нэгжийг солих")
    return text % {"number": number}


def _passed_on(number: str) -> str:
    text = _("Арга хэмжээ %(number)s: залгамжлагч багт шилжсэнийг нягтлах")
    return text % {"number": number}


def _new_target(target: Target) -> str:
    text = _("«%(indicator)s» зорилтот түвшинг шинэ багт тогтоох")
    return text % {"indicator": target.indicator.name}


def _unpaid(left: Decimal) -> str:
    return _("Төлөвлөөд гүйцэтгээгүй мөнгө: %(money)s") % {"money": format_money(left)}


SOURCES = (
    Source("measure", lambda: _("Арга хэмжээ"), measures_left),
    Source("target", lambda: _("Зорилтот түвшин"), targets_left),
    Source("money", lambda: _("Төлөвлөсөн мөнгө"), money_left),
)
