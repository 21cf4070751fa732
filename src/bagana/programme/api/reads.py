"""Rows of the API on programmes: a fixed number of queries for a whole page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import Count, QuerySet
from django.http import Http404
from django.utils.translation import gettext

from bagana.programme.models import (
    Evidence,
    Measure,
    MeasureStanding,
    MeasureUnit,
    Programme,
)
from bagana.programme.queries.money import MoneySum

SUMS = ("planned", "adjusted", "committed", "paid")
CENT = Decimal("0.01")


def programme_or_404(code: str) -> Programme:
    found = Programme.objects.select_related("unit", "act__body")
    programme = found.filter(code=code).first()
    if programme is None:
        raise Http404(gettext("Ийм кодтой хөтөлбөр алга: %s") % code)
    return programme


def programme_row(programme: Programme) -> dict[str, Any]:
    names = ("code", "name_mn", "name_en", "starts_on", "ends_on", "is_illustrative")
    row = {name: getattr(programme, name) for name in names}
    return {**row, "unit": programme.unit.code}


def amounts(money: MoneySum | MeasureStanding | None) -> dict[str, str]:
    return {
        name: f"{Decimal(getattr(money, name, 0)).quantize(CENT):f}" for name in SUMS
    }


def with_status(found: QuerySet[Measure]) -> QuerySet[Measure]:
    return found.select_related("programme", "objective", "phase", "office", "standing")


def measure_rows(measures: Sequence[Measure]) -> list[dict[str, Any]]:
    """Two queries beside the page itself: the units, and evidence that is public."""
    keys = [measure.pk for measure in measures]
    units: dict[int, list[str]] = {}
    rows = MeasureUnit.objects.filter(measure__in=keys, closed_by__isnull=True)
    pairs = rows.order_by("unit__code").values_list("measure", "unit__code")
    for measure, code in pairs:
        units.setdefault(measure, []).append(code)
    shown = _public_evidence(keys)
    return [
        measure_row(one, units.get(one.pk, []), shown.get(one.pk, 0))
        for one in measures
    ]


def _public_evidence(measures: Iterable[int]) -> dict[int, int]:
    """A reader without a role is asked for: only what anyone may see counts."""
    rows = Evidence.objects.visible_to(None).filter(measure__in=list(measures))
    counted = rows.order_by().values_list("measure").annotate(count=Count("pk"))
    return dict(counted)


def measure_row(measure: Measure, units: list[str], shown: int) -> dict[str, Any]:
    standing: MeasureStanding | None = getattr(measure, "standing", None)
    return {
        "id": measure.pk,
        "programme": measure.programme.code,
        "number": measure.number,
        "name_mn": measure.name_mn,
        "name_en": measure.name_en,
        "objective": measure.objective.number,
        "phase": measure.phase.number,
        "office": measure.office.code,
        "units": units,
        "starts_on": measure.starts_on,
        "due_on": measure.due_on,
        "status": measure.status,
        "milestones": standing.milestones if standing else 0,
        "milestones_done": standing.milestones_done if standing else 0,
        "evidence": shown,
        "last_percent": standing.last_percent if standing else None,
        "money": amounts(standing),
        "is_illustrative": measure.is_illustrative,
    }
