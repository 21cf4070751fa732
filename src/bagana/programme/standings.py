"""How far measures are, worked out from their evidence and kept in MeasureStanding.

Every action that touches evidence, milestones, money or ratings ends with `refresh`;
`rebuild` works everything out anew. The rules: docs/rules/measure-status.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Count, F, Max, Min, Q, Sum
from django.db.models.functions import Coalesce, TruncDate
from django.utils.translation import gettext_lazy as _

from bagana.programme.models import (
    Activity,
    Evidence,
    Measure,
    MeasureStanding,
    MoneyEntry,
    MoneyKind,
    Report,
)

FULL = 100
CHUNK = 500
FIELDS = [field.name for field in MeasureStanding._meta.fields if not field.primary_key]
type Rows = dict[int, dict[str, Any]]


def refresh(measures: Iterable[int]) -> None:
    """Work the standings of these measures (primary keys) out anew."""
    wanted = list(dict.fromkeys(measures))
    for start in range(0, len(wanted), CHUNK):
        _write(wanted[start : start + CHUNK])


def rebuild() -> None:
    refresh(Measure.objects.order_by("pk").values_list("pk", flat=True))


def _write(measures: list[int]) -> None:
    MeasureStanding.objects.bulk_create(
        work_out(measures),
        update_conflicts=True,
        unique_fields=["measure"],
        update_fields=FIELDS,
    )


def work_out(measures: list[int]) -> list[MeasureStanding]:
    """The standings as they should be: four queries for up to CHUNK measures."""
    evidence = _by_measure(_evidence(measures))
    steps = _by_measure(_steps(measures))
    money = _by_measure(_money(measures))
    rated = _last_ratings(measures)
    return [
        _standing(
            pk,
            evidence.get(pk, {}),
            steps.get(pk, {}),
            money.get(pk, {}),
            rated.get(pk),
        )
        for pk in measures
    ]


def _by_measure(rows: Any) -> Rows:
    return {row.pop("measure"): row for row in rows}


def _evidence(measures: list[int]) -> Any:
    seen = Coalesce(F("taken_on"), TruncDate("added_at"))
    rows = Evidence.objects.standing().filter(measure__in=measures)
    return (
        rows.order_by()
        .values("measure")
        .annotate(count=Count("pk"), first=Min(seen), last=Max(seen))
    )


def _steps(measures: list[int]) -> Any:
    rows = Activity.objects.filter(measure__in=measures)
    return (
        rows.order_by()
        .values("measure")
        .annotate(
            count=Count("pk"),
            done=Count("done_on"),
            first=Min("done_on"),
            last=Max("done_on"),
        )
    )


def _money(measures: list[int]) -> Any:
    def of(*kinds: str) -> Sum:
        return Sum("amount", filter=Q(kind__in=kinds), default=Decimal(0))

    spent = Q(kind__in=[MoneyKind.COMMITMENT, MoneyKind.PAYMENT])
    rows = MoneyEntry.objects.filter(measure__in=measures)
    return (
        rows.order_by()
        .values("measure")
        .annotate(
            planned=of(MoneyKind.PLAN),
            adjusted=of(MoneyKind.PLAN, MoneyKind.ADJUSTMENT),
            committed=of(MoneyKind.COMMITMENT),
            paid=of(MoneyKind.PAYMENT),
            first=Min("booked_on", filter=spent),
            last=Max("booked_on", filter=spent),
        )
    )


def _last_ratings(measures: list[int]) -> dict[int, tuple[int | None, int, date]]:
    """The newest rating of a closed round: per cent, period, its last day."""
    rows = Report.objects.filter(
        measure__in=measures, round__closed_at__isnull=False, decided__percent__gte=0
    ).order_by("round__period__end", "round__period__start")
    found = rows.values_list(
        "measure", "decided__percent", "round__period", "round__period__end"
    )
    return {pk: (percent, period, end) for pk, percent, period, end in found}


def _standing(
    pk: int,
    evidence: dict[str, Any],
    steps: dict[str, Any],
    money: dict[str, Any],
    rated: tuple[int | None, int, date] | None,
) -> MeasureStanding:
    signs = [
        row.get(key) for row in (evidence, steps, money) for key in ("first", "last")
    ]
    days = [day for day in signs if day]
    standing = MeasureStanding(
        measure_id=pk,
        evidence_count=evidence.get("count", 0),
        milestones=steps.get("count", 0),
        milestones_done=steps.get("done", 0),
        first_sign_on=min(days, default=None),
        last_sign_on=max(days, default=None),
        last_percent=rated[0] if rated else None,
        last_period_id=rated[1] if rated else None,
        finished_on=_finished_on(steps, rated),
    )
    for name in ("planned", "adjusted", "committed", "paid"):
        setattr(standing, name, money.get(name, Decimal(0)))
    return standing


def _finished_on(
    steps: dict[str, Any], rated: tuple[int | None, int, date] | None
) -> date | None:
    """The day the last milestone was reached, unless a later rating denies it; or the
    end of the period that was rated in full."""
    reached: date | None = None
    if steps and steps["count"] == steps["done"]:
        reached = steps["last"]
    if rated is None:
        return reached
    percent, _period, end = rated
    if percent == FULL:
        return min(reached, end) if reached else end
    return reached if reached and reached > end else None


class Status(models.TextChoices):
    """What a measure is on a day, in this order of precedence."""

    DROPPED = "dropped", _("хассан")
    DONE = "done", _("хэрэгжсэн")
    LATE = "late", _("хугацаа хэтэрсэн")
    UNDER_WAY = "under_way", _("хэрэгжиж байгаа")
    UPCOMING = "upcoming", _("эхлэх болоогүй")
    NOT_STARTED = "not_started", _("эхлээгүй")


def status_on(day: date, prefix: str = "") -> models.Case:
    """The status as an SQL expression over Measure; `prefix` leads to the measure."""
    seen = f"{prefix}standing__"
    when = models.When
    return models.Case(
        when(**{f"{prefix}dropped_on__lte": day}, then=models.Value(Status.DROPPED)),
        when(**{f"{seen}finished_on__lte": day}, then=models.Value(Status.DONE)),
        when(**{f"{prefix}due_on__lt": day}, then=models.Value(Status.LATE)),
        when(**{f"{seen}first_sign_on__lte": day}, then=models.Value(Status.UNDER_WAY)),
        when(**{f"{prefix}starts_on__gt": day}, then=models.Value(Status.UPCOMING)),
        default=models.Value(Status.NOT_STARTED),
        output_field=models.CharField(),
    )
