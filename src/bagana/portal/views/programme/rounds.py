"""Closed rounds of monitoring, as everyone reads them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from bagana.portal.views.pages import asked
from bagana.portal.views.programme.frame import find_programme, programme_page
from bagana.programme.models import Round
from bagana.programme.queries.reports import told_in
from bagana.programme.queries.results import (
    GroupResults,
    MeasureResult,
    RoundResults,
    canonical,
)
from bagana.programme.queries.rounds import (
    find_round,
    is_unchanged,
    results_of,
    summaries_of,
)
from bagana.programme.templatetags.programme import light_word, rating_text
from bagana.web.tables import Column, table_response, wanted_format

PER_PAGE = 20
LIGHTS = ("green", "amber", "red", "grey")
NOT_DUE = "none"


def programme_rounds(request: HttpRequest, code: str) -> HttpResponse:
    programme = find_programme(code)
    found = summaries_of(programme)
    if format_ := wanted_format(request):
        closed = [one for one in found if one.total]
        return table_response(format_, f"{code}-rounds", _round_columns(), closed)
    return programme_page(request, "rounds", programme, rounds=found)


def _round_columns() -> list[Column]:
    def total(name: str) -> Callable[[Any], Any]:
        return lambda one: getattr(one.total, name)

    return [
        Column("period", _("Үе"), lambda one: one.round.period.code),
        Column("scale", _("Шатлал"), lambda one: one.round.scale.code, 20),
        Column("reports", _("Тайлангийн тоо"), total("total")),
        Column("rated", _("Үнэлсэн"), total("rated")),
        Column("not_due", _("Хугацаа болоогүй"), total("not_due")),
        Column("mean", _("Дундаж, %"), lambda one: _rounded(one.total.mean)),
        Column("sha256", "SHA-256", lambda one: one.round.sha256, 66),
    ]


def _rounded(value: Decimal | None) -> Decimal | None:
    return None if value is None else round(value, 1)


def programme_round(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """The frozen results of a closed round; an open one says when it will be due."""
    found = find_round(code, period)
    if found is None:
        raise Http404
    if not found.is_closed:
        return programme_page(request, "round_open", found.programme, round=found)
    results = results_of(found)
    if request.GET.get("canonical"):
        return _frozen_text(found)
    measures = _chosen(request, results)
    if format_ := wanted_format(request):
        return _taken(request, format_, found, results, measures)
    page = Paginator(measures, PER_PAGE).get_page(request.GET.get("page"))
    told = told_in(found, [one.report for one in page], request.user)
    return programme_page(
        request,
        "round",
        found.programme,
        round=found,
        results=results,
        page=page,
        rows=[(one, told.get(one.report)) for one in page],
        levels=results.total.levels,
        chosen_objective=asked(request, "objective"),
        chosen_level=asked(request, "level"),
        is_unchanged=is_unchanged(found),
        steps=found.steps.select_related("act"),
    )


def _frozen_text(round: Round) -> HttpResponse:
    """The very text that the hash is of, for anyone to check."""
    response = HttpResponse(
        canonical(round.results or {}), content_type="application/json"
    )
    name = f"{round.programme.code}-{round.period.code}-frozen.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _chosen(request: HttpRequest, results: RoundResults) -> list[MeasureResult]:
    """Measures narrowed by the number of an objective and by a step."""
    numbers = {one.pk: one.number for one in results.objectives}
    objective, level = asked(request, "objective"), asked(request, "level")
    return [
        one
        for one in results.measures
        if (not objective or numbers.get(one.objective) == objective)
        and (not level or level == _code_of(one))
    ]


def _code_of(measure: MeasureResult) -> str:
    if measure.level is None:
        return ""
    percent = measure.level.percent
    return NOT_DUE if percent is None else str(percent)


def _taken(
    request: HttpRequest,
    format_: str,
    found: Round,
    results: RoundResults,
    measures: Sequence[MeasureResult],
) -> HttpResponse:
    """The table of measures, or with ?table=objectives, offices that of groups."""
    name = f"{found.programme.code}-{found.period.code}"
    groups = {"objectives": results.objectives, "offices": results.by_office}
    wanted = asked(request, "table")
    if wanted in groups:
        rows = [*groups[wanted], results.total]
        columns = _group_columns(results)
        return table_response(format_, f"{name}-{wanted}", columns, rows)
    told = told_in(found, [one.report for one in measures], request.user)
    return table_response(format_, f"{name}-measures", _measure_columns(told), measures)


def _measure_columns(told: dict[int, Any]) -> list[Column]:
    def text(name: str) -> Callable[[MeasureResult], str]:
        def of(one: MeasureResult) -> str:
            kept = told.get(one.report)
            return getattr(kept.report, name) if kept else ""

        return of

    def words(one: MeasureResult) -> str:
        kept = told.get(one.report)
        return kept.words if kept else ""

    return [
        Column("number", _("Дугаар")),
        Column("name", _("Арга хэмжээ"), width=60),
        Column("office", _("Хариуцах нэгжийн код")),
        Column("office_name", _("Хариуцах нэгж"), width=24),
        Column("percent", _("Хувь"), lambda m: m.level.percent if m.level else None),
        Column("level", _("Шат"), _step_name, 24),
        Column("done", _("Хийсэн ажил"), words, 60),
        Column("obstacles", _("Саад, бэрхшээл"), text("obstacles"), 40),
        Column("next_steps", _("Цаашид хийх"), text("next_steps"), 40),
        Column("illustrative", _("Жишээ"), lambda m: int(m.is_illustrative)),
    ]


def _step_name(measure: MeasureResult) -> str:
    return measure.level.name if measure.level else ""


def _group_columns(results: RoundResults) -> list[Column]:
    def count(position: int) -> Callable[[GroupResults], int]:
        return lambda group: group.levels[position].count

    def money(name: str) -> Callable[[GroupResults], Any]:
        return lambda group: getattr(group.money, name) if group.money else None

    def light(name: str) -> Callable[[GroupResults], int | None]:
        return lambda g: None if g.lights is None else g.lights.get(name, 0)

    def execution(group: GroupResults) -> Decimal | None:
        return _rounded(group.money.execution.to_adjusted) if group.money else None

    steps = [
        Column(
            f"level_{'not_due' if level.percent is None else level.percent}",
            rating_text(level.percent, level.name),
            count(position),
        )
        for position, level in enumerate(results.total.levels)
    ]
    return [
        Column("number", _("Дугаар")),
        Column("name", _("Нэр"), lambda g: g.name or _("Бүгд"), 50),
        Column("reports", _("Тайлангийн тоо"), lambda g: g.total),
        *steps,
        Column("mean", _("Дундаж, %"), lambda g: _rounded(g.mean)),
        Column("adjusted", _("тодотгосон, ₮"), money("adjusted"), 20),
        Column("paid", _("төлсөн, ₮"), money("paid"), 20),
        Column("execution", _("тодотгосон төлөвлөгөөний биелэлт, %"), execution),
        *[
            Column(
                f"targets_{name}",
                f"{_('зорилтот түвшин')}: {light_word(name)}",
                light(name),
            )
            for name in LIGHTS
        ],
    ]
