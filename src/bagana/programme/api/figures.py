"""GET targets, money and rounds of a programme."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, Literal

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.translation import gettext_noop as _
from ninja import Query
from pydantic import Field

from bagana.engines.progress import Span
from bagana.programme.api.reads import amounts, programme_or_404
from bagana.programme.api.schemas import Code, MoneyTable, RoundOut, TargetOut
from bagana.programme.models import Measure, Objective, Phase, Programme, Round
from bagana.programme.queries.money import MoneySum, money_by
from bagana.programme.queries.rounds import results_of, rounds_of
from bagana.programme.queries.targets import (
    Step,
    TargetProgress,
    codes_of,
    progress_of,
    standing_on,
    targets_of,
)
from bagana.territory.api.reads import day, unit_or_404
from bagana.territory.models import Unit
from bagana.web.api.answers import ApiRouter
from bagana.web.api.paging import Page, page_of
from bagana.web.api.parameters import AsOf, Day, Id, Paged, UnitCode

router = ApiRouter(tags=["programmes"])


class TargetsAsked(AsOf, Paged):
    unit: UnitCode | None = Field(None, description=_("Нэгжийн код"))


class MoneyAsked(AsOf):
    by: Literal[
        "objective", "measure", "unit", "source", "year", "phase", "spender"
    ] = Field("source", description=_("Юугаар бүлэглэх"))
    phase: Id | None = Field(None, description=_("Үе шатны дугаар"))
    until: Day | None = Field(
        None, description=_("Энэ өдөр хүртэл бичсэн бичилт; өгөхгүй бол бүгд")
    )


@router.get(
    "/{code}/targets",
    response=Page[TargetOut],
    summary=_("Зорилтот түвшин, хүрсэн түвшин"),
    description=_("Нийтэлсэн утгаас. Утга байхгүй бол null, тэг биш."),
)
def list_targets(
    request: HttpRequest, code: Code, asked: Query[TargetsAsked]
) -> dict[str, Any]:
    programme, on = programme_or_404(code), day(asked.on)
    unit = unit_or_404(asked.unit) if asked.unit else None
    standing = [
        target
        for target in standing_on(targets_of(programme, unit=unit), on)
        if any(version.points.all() for version in target.versions.all())
    ]

    def shown(targets: Sequence[Any]) -> Iterable[dict[str, Any]]:
        found = progress_of(targets, on=on, user=AnonymousUser())
        return map(target_row, found)

    return page_of(request, standing, asked, shown)


def target_row(one: TargetProgress) -> dict[str, Any]:
    target, version = one.target, one.version
    period, source = version.baseline_period, version.baseline_source
    return {
        "id": target.pk,
        "indicator": target.indicator.code,
        "kind": target.kind,
        "nature": one.nature,
        "objective": target.objective.number if target.objective else None,
        "measure": target.measure_id,
        "units": codes_of(target),
        "group_mn": target.group_mn,
        "group_en": target.group_en,
        "baseline": one.baseline,
        "baseline_period": period.code if period else None,
        "baseline_source": source.code if source else None,
        "in_force_from": version.in_force_from,
        "is_illustrative": target.is_illustrative,
        "current": one.period.code,
        "steps": [step_row(step) for step in one.steps],
    }


def step_row(step: Step) -> dict[str, Any]:
    wanted, progress = step.wanted, step.progress
    level = (
        {"value": None, "low": wanted.low, "high": wanted.high}
        if isinstance(wanted, Span)
        else {"value": wanted, "low": None, "high": None}
    )
    return {
        "period": step.period.code,
        "target": level,
        "is_intermediate": not step.is_point,
        "actual": step.actual,
        "observations": list(step.observations),
        "status": str(progress.status),
        "light": str(progress.light),
        "progress": progress.raw,
        "expected": progress.expected,
        "ratio": progress.ratio,
    }


@router.get(
    "/{code}/money",
    response=MoneyTable,
    summary=_("Хөтөлбөрийн мөнгө"),
    description=_("Төгрөгөөр, бичвэрээр: бутархай алдагдахгүй."),
)
def read_money(
    request: HttpRequest, code: Code, asked: Query[MoneyAsked]
) -> dict[str, Any]:
    programme = programme_or_404(code)
    phase = None
    if asked.phase is not None:
        phase = programme.phases.filter(number=asked.phase).first()
        if phase is None:
            return {"by": asked.by, "rows": [], "total": amounts(None)}
    found = money_by(programme, asked.by, phase=phase, until=asked.until)
    names = _names(asked.by, programme, found)
    keys = sorted(found, key=lambda key: (key is None, names.get(key, "")))
    rows = [{"key": names.get(key), **amounts(found[key])} for key in keys]
    total = sum(found.values(), MoneySum(december=Decimal(0)))
    return {"by": asked.by, "rows": rows, "total": amounts(total)}


def _names(by: str, programme: Programme, found: Iterable[Any]) -> dict[Any, str]:
    """Keys as a reader knows them: numbers and codes, no keys of our rows."""
    known = [key for key in found if key is not None]
    if by in ("unit", "spender"):
        return dict(Unit.objects.filter(pk__in=known).values_list("pk", "code"))
    if by == "measure":
        measures = Measure.objects.filter(programme=programme)
        return dict(measures.values_list("pk", "number"))
    if by in ("objective", "phase"):
        model: Any = Objective if by == "objective" else Phase
        rows = model.objects.filter(programme=programme).values_list("pk", "number")
        return {pk: str(number) for pk, number in rows}
    return {key: str(key) for key in known}


@router.get(
    "/{code}/rounds",
    response=Page[RoundOut],
    summary=_("Хяналт-шинжилгээний үе"),
    description=_("Дүнг зөвхөн хаасан үед: хаах үед хөлдөөсөн хэвээр, хэштэй."),
)
def list_rounds(
    request: HttpRequest, code: Code, asked: Query[Paged]
) -> dict[str, Any]:
    found = rounds_of(programme_or_404(code))
    return page_of(request, found, asked, lambda rows: map(round_row, rows))


def round_row(one: Round) -> dict[str, Any]:
    """Of an open round only its days: reports in it are not public yet."""
    total = results_of(one).total if one.is_closed else None
    levels = total.levels if total else ()
    return {
        "period": one.period.code,
        "scale": one.scale.code,
        "opens_on": one.opens_on,
        "due_on": one.due_on,
        "closed_at": one.closed_at,
        "sha256": one.sha256,
        "mean": str(total.mean) if total and total.mean is not None else None,
        "reports": total.total if total else None,
        "levels": [
            {
                "percent": level.percent,
                "name_mn": level.name_mn,
                "name_en": level.name_en,
                "count": level.count,
            }
            for level in levels
        ],
        "is_illustrative": one.is_illustrative,
    }
