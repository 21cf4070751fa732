"""GET /indicators and /periods."""

from __future__ import annotations

from typing import Annotated, Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from ninja import Path, Query
from pydantic import Field

from bagana.indicators.api.schemas import IndicatorDetail, IndicatorOut, PeriodOut
from bagana.indicators.models import (
    Dimension,
    Indicator,
    Nature,
    Observation,
    Period,
    PeriodKind,
)
from bagana.web.api.answers import ApiRouter
from bagana.web.api.paging import Page, page_of
from bagana.web.api.parameters import Paged

indicators = ApiRouter(tags=["indicators"])
periods = ApiRouter(tags=["periods"])
SAME = [
    "code",
    "name_mn",
    "name_en",
    "dimension",
    "unit_mn",
    "unit_en",
    "direction",
    "decimals",
    "across_units",
    "across_time",
    "nature",
    "source",
    "lowest_level",
    "definition_mn",
    "definition_en",
    "note_mn",
    "note_en",
    "apportion_by",
    "factor",
]


class IndicatorsAsked(Paged):
    dimension: Dimension | None = Field(None, description=_("Бүлэг"))
    nature: Nature | None = Field(
        None, description=_("Хэний тоо: албан, өөрийн, загвар")
    )


class PeriodsAsked(Paged):
    kind: PeriodKind | None = Field(None, description=_("Жил, хагас жил, улирал, сар"))


@indicators.get("", response=Page[IndicatorOut], summary=_("Үзүүлэлтүүд"))
def list_indicators(
    request: HttpRequest, asked: Query[IndicatorsAsked]
) -> dict[str, Any]:
    found = _with_parts()
    if asked.dimension:
        found = found.filter(dimension=asked.dimension.value)
    if asked.nature:
        found = found.filter(nature=asked.nature.value)
    return page_of(request, found, asked, lambda rows: map(indicator_row, rows))


@indicators.get("/{code}", response=IndicatorDetail, summary=_("Нэг үзүүлэлт"))
def read_indicator(
    request: HttpRequest,
    code: Annotated[
        str,
        Path(
            pattern=r"^[0-9a-z_.-]{1,60}$",
            description=_("Үзүүлэлтийн код"),
            examples=["households"],
        ),
    ],
) -> dict[str, Any]:
    indicator = _with_parts().filter(code=code).first()
    if indicator is None:
        raise Http404(gettext("Ийм үзүүлэлт алга: %s") % code)
    # One probe of the index for each period, however many figures there are.
    published = Observation.objects.published().filter(
        indicator=indicator, period=OuterRef("pk")
    )
    known = Period.objects.filter(Exists(published))
    return {**indicator_row(indicator), "periods": known}


@periods.get("", response=Page[PeriodOut], summary=_("Хугацаанууд"))
def list_periods(request: HttpRequest, asked: Query[PeriodsAsked]) -> dict[str, Any]:
    found = Period.objects.all()
    if asked.kind:
        found = found.filter(kind=asked.kind.value)
    return page_of(request, found, asked, lambda rows: rows)


def _with_parts() -> QuerySet[Indicator]:
    return Indicator.objects.select_related(
        "source", "weight", "numerator", "denominator"
    )


def indicator_row(indicator: Indicator) -> dict[str, Any]:
    parts = ("weight", "numerator", "denominator")
    row = {name: getattr(indicator, name) for name in SAME}
    for name in parts:
        part: Indicator | None = getattr(indicator, name)
        row[name] = part.code if part else None
    return row
