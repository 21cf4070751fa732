"""GET and POST /observations."""

from __future__ import annotations

import json
from typing import Annotated, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from ninja import Query, Schema
from ninja.responses import Status
from ninja.security import SessionAuth
from pydantic import Field

from bagana.indicators.actions import record_observation
from bagana.indicators.api.publications import publication_row
from bagana.indicators.api.reads import (
    ORDER,
    chosen_rows,
    fingerprint,
    observation_rows,
    total_of,
)
from bagana.indicators.api.schemas import (
    Number,
    ObservationDetail,
    ObservationOut,
    ObservationsAsked,
    WithheldOut,
)
from bagana.indicators.models import Indicator, Observation, Source
from bagana.indicators.queries.withheld import row_of, told
from bagana.territory.models import Unit
from bagana.web.api.answers import ApiRouter
from bagana.web.api.paging import Page, frame, page_of
from bagana.web.api.parameters import (
    CatalogueCode,
    Paged,
    PeriodCode,
    Text,
    UnitCode,
)

router = ApiRouter(tags=["observations"])


class Entered(Schema):
    """One figure, to be kept as a draft."""

    model_config = {"extra": "forbid"}

    indicator: CatalogueCode
    unit: UnitCode
    period: PeriodCode
    value: Annotated[float, Field(allow_inf_nan=False, strict=True)]
    numerator: Annotated[float, Field(allow_inf_nan=False, strict=True)] | None = None
    denominator: Annotated[float, Field(allow_inf_nan=False, strict=True)] | None = None
    source: CatalogueCode | None = None
    note: Text = ""


@router.get(
    "",
    response=Page[ObservationOut],
    summary=_("Ажиглалтууд"),
    description=_("ETag-тай: өгөгдөл өөрчлөгдөөгүй бол If-None-Match-д 304 хариулна."),
)
def list_observations(
    request: HttpRequest, asked: Query[ObservationsAsked]
) -> HttpResponse:
    known = fingerprint(request, asked.on)
    unchanged = get_conditional_response(request, etag=known.page)
    if unchanged is not None:
        return unchanged
    found = chosen_rows(request.user, asked)
    page = found.order_by(*ORDER)[asked.offset : asked.offset + asked.limit]
    total = total_of(found, known.choice)
    body = {**frame(request, total, asked), "items": observation_rows(page)}
    text = json.dumps(
        body, cls=DjangoJSONEncoder, ensure_ascii=False, separators=(",", ":")
    )
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    response["ETag"] = known.page
    response["Cache-Control"] = "no-cache"
    return response


class WithheldAsked(Paged):
    indicator: CatalogueCode | None = Field(None, description=_("Үзүүлэлтийн код"))
    unit: UnitCode | None = Field(None, description=_("Нэгжийн код"))
    period: PeriodCode | None = Field(None, description=_("Хугацааны код"))


@router.get(
    "/withheld",
    response=Page[WithheldOut],
    summary=_("Нууцалсан тоонууд"),
    description=_(
        "Цөөн хүн, өрхийг таниулах тул нийтлээгүй тоо; утга нь хаана ч байхгүй."
    ),
)
def list_withheld(request: HttpRequest, asked: Query[WithheldAsked]) -> dict[str, Any]:
    found = told().select_related("indicator", "unit", "period")
    if asked.indicator is not None:
        found = found.filter(indicator__code=asked.indicator)
    if asked.unit is not None:
        found = found.filter(unit__code=asked.unit)
    if asked.period is not None:
        found = found.filter(period__code=asked.period)
    return page_of(request, found, asked, lambda rows: map(row_of, rows))


@router.get(
    "/{observation_id}",
    response=ObservationDetail,
    summary=_("Нэг ажиглалт"),
    description=_("Таны харж болох бүх хувилбар, нийтлэлийн хамт."),
)
def read_observation(request: HttpRequest, observation_id: Number) -> dict[str, Any]:
    return observation_detail(request.user, observation_id)


@router.post(
    "",
    response={201: ObservationDetail},
    auth=SessionAuth(),
    summary=_("Нэг тоо оруулах"),
    description=_("Ноорог болно; ижил тоо байвал хэвээр үлдэнэ."),
)
def enter_observation(request: HttpRequest, entered: Entered) -> Status[Any]:
    observation = record_observation(
        user=request.user,
        indicator=_one(Indicator, entered.indicator),
        unit=_one(Unit, entered.unit),
        period=entered.period,
        value=entered.value,
        numerator=entered.numerator,
        denominator=entered.denominator,
        source=_one(Source, entered.source) if entered.source else None,
        note=entered.note,
    )
    return Status(201, observation_detail(request.user, observation.pk))


def _one[M: (Indicator, Unit, Source)](model: type[M], code: str) -> M:
    found = model._default_manager.filter(code=code).first()
    if found is None:
        raise Http404(gettext("Ийм код алга: %s") % code)
    return found


def observation_detail(user: Any, key: int) -> dict[str, Any]:
    visible = Observation.objects.visible_to(user)
    found = visible.filter(pk=key).select_related("publication__act__body").first()
    if found is None:
        raise Http404(gettext("Ийм дугаартай ажиглалт алга: %s") % key)
    same = visible.filter(
        indicator=found.indicator_id, unit=found.unit_id, period=found.period_id
    )
    versions = observation_rows(same.order_by("-version"))
    publication = found.publication
    return {
        **next(row for row in versions if row["id"] == key),
        "versions": versions,
        "published_with": publication_row(publication) if publication else None,
    }
