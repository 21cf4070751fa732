"""GET and POST /publications."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from ninja import Query, Schema
from ninja.responses import Status
from ninja.security import SessionAuth
from pydantic import Field

from bagana.acts.api import act_row
from bagana.acts.models import Act
from bagana.indicators.actions import publish
from bagana.indicators.api.schemas import MOST_NAMED, Number, PublicationOut
from bagana.indicators.models import Indicator, Period, Publication
from bagana.territory.models import Unit
from bagana.web.api.answers import ApiRouter
from bagana.web.api.paging import Page, page_of
from bagana.web.api.parameters import (
    LARGEST_ID,
    CatalogueCode,
    Paged,
    PeriodCode,
    Text,
    UnitCode,
)

router = ApiRouter(tags=["publications"])
Key = Annotated[int, Field(strict=True, ge=1, le=LARGEST_ID)]


class ToPublish(Schema):
    """Which drafts: none named means all that lie in the unit."""

    model_config = {"extra": "forbid"}

    title: Annotated[Text, Field(min_length=1)]
    indicators: list[CatalogueCode] = Field([], max_length=MOST_NAMED)
    periods: list[PeriodCode] = Field([], max_length=MOST_NAMED)
    unit: UnitCode
    act: Key | None = None
    note: Text = ""


@router.get("", response=Page[PublicationOut], summary=_("Нийтлэлүүд"))
def list_publications(request: HttpRequest, asked: Query[Paged]) -> dict[str, Any]:
    found = Publication.objects.select_related("act__body")
    return page_of(request, found, asked, lambda rows: map(publication_row, rows))


@router.get(
    "/{publication_id}",
    response=PublicationOut,
    summary=_("Нэг нийтлэл"),
    description=_(
        "sha256: мөрүүдийн тогтсон бичлэгийн хураангуй; мөрүүдийг нь"
        " /observations?publication= хаягаас авна."
    ),
)
def read_publication(request: HttpRequest, publication_id: Number) -> dict[str, Any]:
    found = Publication.objects.select_related("act__body")
    publication = found.filter(pk=publication_id).first()
    if publication is None:
        raise Http404(gettext("Ийм дугаартай нийтлэл алга: %s") % publication_id)
    return publication_row(publication)


@router.post(
    "",
    response={201: PublicationOut},
    auth=SessionAuth(),
    summary=_("Ноорог нийтлэх"),
    description=_("Аймгийн ажилтан, админ өөрийн нэгжийн хүрээнд нийтэлнэ."),
)
def make_publication(request: HttpRequest, wanted: ToPublish) -> Status[Any]:
    publication = publish(
        user=request.user,
        title=wanted.title,
        indicators=_all(Indicator, wanted.indicators),
        periods=_all(Period, wanted.periods),
        unit=_all(Unit, [wanted.unit])[0],
        act=_act(wanted.act),
        note=wanted.note,
    )
    return Status(201, publication_row(publication))


def _all[M: (Indicator, Period, Unit)](model: type[M], codes: list[str]) -> list[M]:
    known = model._default_manager.in_bulk(codes, field_name="code")
    for code in codes:
        if code not in known:
            raise Http404(gettext("Ийм код алга: %s") % code)
    return list(known.values())


def _act(key: int | None) -> Act | None:
    if key is None:
        return None
    act = Act.objects.select_related("body").filter(pk=key).first()
    if act is None:
        raise Http404(gettext("Ийм дугаартай шийдвэр алга: %s") % key)
    return act


def publication_row(publication: Publication) -> dict[str, Any]:
    return {
        "id": publication.pk,
        "title": publication.title,
        "rows": publication.rows,
        "sha256": publication.sha256,
        "note": publication.note,
        "made_at": publication.made_at,
        "act": act_row(publication.act) if publication.act else None,
    }
