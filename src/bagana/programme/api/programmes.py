"""GET /programmes, one programme, and its measures."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_noop as _
from ninja import Query
from pydantic import Field

from bagana.acts.api import act_row
from bagana.programme.api.reads import (
    measure_rows,
    programme_or_404,
    programme_row,
    with_status,
)
from bagana.programme.api.schemas import (
    Code,
    MeasureOut,
    ProgrammeDetail,
    ProgrammeOut,
)
from bagana.programme.models import Programme
from bagana.programme.queries.standings import measures_of, status_counts
from bagana.programme.standings import Status
from bagana.territory.api.reads import day, unit_or_404
from bagana.web.api.answers import ApiRouter
from bagana.web.api.paging import Page, page_of
from bagana.web.api.parameters import AsOf, Id, Paged, UnitCode

router = ApiRouter(tags=["programmes"])


class ProgrammesAsked(Paged):
    unit: UnitCode | None = Field(None, description=_("Аль нэгжийн хөтөлбөр: код"))


class MeasuresAsked(AsOf, Paged):
    phase: Id | None = Field(None, description=_("Үе шатны дугаар"))
    objective: Id | None = Field(None, description=_("Зорилтын дугаар"))
    office: UnitCode | None = Field(
        None, description=_("Хариуцах нэгж: өөрөө болон доторх нь")
    )
    unit: UnitCode | None = Field(
        None, description=_("Хамрах нэгж: өөрөө болон доторх нь")
    )
    status: Status | None = Field(None, description=_("Тухайн өдрийн төлөв"))


@router.get("", response=Page[ProgrammeOut], summary=_("Хөтөлбөрүүд"))
def list_programmes(
    request: HttpRequest, asked: Query[ProgrammesAsked]
) -> dict[str, Any]:
    found = Programme.objects.select_related("unit")
    if asked.unit is not None:
        found = found.filter(unit=unit_or_404(asked.unit))
    return page_of(request, found, asked, lambda rows: map(programme_row, rows))


@router.get(
    "/{code}",
    response=ProgrammeDetail,
    summary=_("Нэг хөтөлбөр"),
    description=_("Шийдвэр, үе шат, зорилт, арга хэмжээний тоо төлөвөөр."),
)
def read_programme(
    request: HttpRequest, code: Code, asked: Query[AsOf]
) -> dict[str, Any]:
    programme = programme_or_404(code)
    counts = status_counts(programme, on=day(asked.on))
    return {
        **programme_row(programme),
        "goal_mn": programme.goal_mn,
        "goal_en": programme.goal_en,
        "act": act_row(programme.act),
        "phases": list(programme.phases.order_by("number")),
        "objectives": [
            {
                "number": one.number,
                "name_mn": one.name_mn,
                "name_en": one.name_en,
                "is_illustrative": one.is_illustrative,
                "measures": counts.get(one.pk, {}),
            }
            for one in programme.objectives.order_by("number")
        ],
    }


@router.get(
    "/{code}/measures",
    response=Page[MeasureOut],
    summary=_("Хөтөлбөрийн арга хэмжээ"),
    description=_("Дугаарын дарааллаар, тухайн өдрийн төлөвтэй."),
)
def list_measures(
    request: HttpRequest, code: Code, asked: Query[MeasuresAsked]
) -> dict[str, Any]:
    found = with_status(
        measures_of(
            programme_or_404(code),
            on=day(asked.on),
            office=unit_or_404(asked.office) if asked.office else None,
            unit=unit_or_404(asked.unit) if asked.unit else None,
            status=asked.status or "",
        )
    )
    if asked.phase is not None:
        found = found.filter(phase__number=asked.phase)
    if asked.objective is not None:
        found = found.filter(objective__number=asked.objective)
    return page_of(request, found, asked, measure_rows)
