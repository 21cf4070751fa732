"""Public pages of published evaluations: HTTP only. A draft is not there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext

from bagana.portal.charts import Spec
from bagana.portal.programme_effects import chance, effects
from bagana.portal.views.programme.frame import find_programme, programme_page
from bagana.programme.models import EffectStudy
from bagana.programme.queries.evaluation_facts import ObjectiveFacts
from bagana.programme.queries.evaluations import (
    Shown,
    StudyShown,
    canonical_text,
    phases_of,
    published_evaluation,
    shown,
)
from bagana.programme.queries.studies import data_have_changed
from bagana.programme.standings import Status
from bagana.web.tables import Column, table_response, wanted_format


def evaluations(request: HttpRequest, code: str) -> HttpResponse:
    """Which phases have been evaluated; what is being written is not told."""
    programme = find_programme(code)
    phases = [
        (phase, found if found and found.published_at else None)
        for phase, found in phases_of(programme)
    ]
    return programme_page(request, "evaluations", programme, phases=phases)


def evaluation(request: HttpRequest, code: str, phase: int) -> HttpResponse:
    programme = find_programme(code)
    found = published_evaluation(programme, phase)
    if found is None:
        raise Http404
    found.programme = programme
    if request.GET.get("format") == "txt":
        text = canonical_text(found.results or {})
        return HttpResponse(text, content_type="text/plain; charset=utf-8")
    result = shown(found)
    if chosen := wanted_format(request):
        return _taken(request, chosen, f"{code}-evaluation-{phase}", result)
    changed = _changed(found.studies.all())
    return programme_page(
        request,
        "evaluation",
        programme,
        evaluation=found,
        shown=result,
        studies=[
            (study, _chance(study), study.pk in changed) for study in result.studies
        ],
        effects=effects(
            result.studies,
            title=gettext("Дэмжлэг авсан багуудын өөрчлөлт, бусадтай харьцуулснаар"),
            axis=gettext("эхний түвшний хувиар"),
        ),
    )


def _changed(studies: Any) -> set[int]:
    """Studies whose published figures were corrected after the result was frozen."""
    rows = studies.select_related(
        "evaluation__programme__unit",
        "before",
        "after",
        "indicator__weight",
        "indicator__numerator",
        "indicator__denominator",
    ).prefetch_related("supported")
    found: list[EffectStudy] = list(rows)
    return {study.pk for study in found if data_have_changed(study)}


def _chance(study: StudyShown) -> Spec | None:
    if study.chance is None:
        return None
    return chance(
        study.chance,
        title=gettext("Сугалж сольсон хувилбаруудын зөрүү"),
        unit=gettext("логарифмын зөрүү") if study.logarithm else study.unit,
        here=gettext("гарсан зөрүү"),
    )


def _taken(request: HttpRequest, format_: str, name: str, found: Shown) -> HttpResponse:
    if request.GET.get("table") == "studies":
        columns = _study_columns()
        return table_response(format_, f"{name}-studies", columns, found.studies)
    rows = [*(one.facts for one in found.objectives), found.total]
    return table_response(format_, name, _facts_columns(), rows)


def _facts_columns() -> list[Column]:
    def status(value: str) -> Column:
        label = str(Status(value).label)
        return Column(value, label, lambda one: one.statuses.get(value, 0))

    return [
        Column("number", gettext("Зорилт")),
        Column("name", gettext("Нэр"), width=50),
        Column("measures", gettext("Арга хэмжээ")),
        *map(status, Status.values),
        Column("mean", gettext("Үнэлгээний дундаж"), _last_mean),
        Column("progress", gettext("Зорилтот түвшний дундаж биелэлт"), _progress),
        Column("planned", gettext("Төлөвлөсөн, ₮")),
        Column("adjusted", gettext("Тодотгосон, ₮")),
        Column("paid", gettext("Төлсөн, ₮")),
        Column("cost_per_done", gettext("Хэрэгжсэн нэг арга хэмжээний зардал, ₮")),
        Column("continued", gettext("Үргэлжилсэн"), _count("continued")),
        Column("dropped", gettext("Хассан"), _count("dropped")),
        Column("unfinished", gettext("Дуусаагүй"), _count("unfinished")),
    ]


def _last_mean(facts: ObjectiveFacts) -> float | None:
    return facts.last_round.mean if facts.last_round else None


def _progress(facts: ObjectiveFacts) -> float | None:
    return facts.mean_progress


def _count(name: str) -> Any:
    def counted(facts: ObjectiveFacts) -> int:
        carried: Sequence[Any] = getattr(facts, name)
        return len(carried)

    return counted


def _study_columns() -> list[Column]:
    def figure(name: str) -> Any:
        return lambda study: study.figures.get(name)

    def effect(name: str) -> Any:
        return lambda study: study.effect[name] if study.effect else None

    return [
        Column("objective", gettext("Зорилт")),
        Column("indicator", gettext("Үзүүлэлт"), lambda study: study.code, 28),
        Column("before", gettext("Эхний хугацаа")),
        Column("after", gettext("Сүүлийн хугацаа")),
        Column("unit", gettext("Хэмжих нэгж"), lambda study: study.difference_unit),
        Column("nature", gettext("Албан эсэх")),
        Column("supported", gettext("Дэмжлэг авсан баг"), effect("supported")),
        Column("comparison", gettext("Харьцуулсан баг"), effect("comparison")),
        Column("estimate", gettext("Зөрүүгийн зөрүү"), figure("estimate")),
        Column("low", gettext("Завсрын доод"), figure("low")),
        Column("high", gettext("Завсрын дээд"), figure("high")),
        Column("p", "p", _permutation_p),
        Column("made_at", gettext("Асуултыг бичсэн")),
        Column("computed_at", gettext("Дүнг бодсон")),
    ]


def _permutation_p(study: StudyShown) -> float | None:
    return study.effect["permutation"]["p"] if study.effect else None
