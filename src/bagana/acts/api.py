"""GET /acts: decisions are public documents."""

from __future__ import annotations

import datetime
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from ninja import Path, Query, Schema
from pydantic import Field

from bagana.acts import queries
from bagana.acts.models import Act, ActKind
from bagana.web.api.answers import ApiRouter
from bagana.web.api.paging import Page, page_of
from bagana.web.api.parameters import LARGEST_ID, NUMBER, Id, Paged, Text

router = ApiRouter(tags=["acts"])


class BodyOut(Schema):
    id: int
    name_mn: str
    name_en: str


class ActOut(Schema):
    id: int
    body: BodyOut
    kind: str
    number: str
    meeting: str
    date: datetime.date
    title_mn: str
    title_en: str
    is_illustrative: bool
    note_mn: str
    note_en: str
    has_scan: bool


class ActDetail(ActOut):
    text: str


class ActsAsked(Paged):
    q: Text = Field("", description=_("Гарчиг, бичвэр дэх үг, эсвэл дугаар"))
    kind: ActKind | None = Field(None, description=_("Шийдвэрийн төрөл"))
    year: Annotated[str, Field(pattern="^[12][0-9]{3}$")] | None = Field(
        None, description=_("Гарсан он")
    )
    body: Id | None = Field(None, description=_("Шийдвэр гаргагчийн дугаар"))


@router.get(
    "", response=Page[ActOut], summary=_("Шийдвэрүүд"), description=_("Шинээс нь.")
)
def list_acts(request: HttpRequest, asked: Query[ActsAsked]) -> dict[str, Any]:
    found = queries.acts_page(
        text=asked.q.strip(),
        kind=asked.kind or "",
        year=asked.year or "",
        body=str(asked.body or ""),
    )
    return page_of(request, found, asked, lambda rows: map(act_row, rows))


@router.get("/{act_id}", response=ActDetail, summary=_("Нэг шийдвэр"))
def read_act(
    request: HttpRequest,
    act_id: Annotated[int, Path(ge=1, le=LARGEST_ID, description=NUMBER)],
) -> dict[str, Any]:
    act = Act.objects.select_related("body").filter(pk=act_id).first()
    if act is None:
        raise Http404(gettext("Ийм дугаартай шийдвэр алга: %s") % act_id)
    return {**act_row(act), "text": act.text}


def act_row(act: Act) -> dict[str, Any]:
    return {
        "id": act.pk,
        "body": act.body,
        "kind": act.kind,
        "number": act.number,
        "meeting": act.meeting,
        "date": act.date,
        "title_mn": act.title_mn,
        "title_en": act.title_en,
        "is_illustrative": act.is_illustrative,
        "note_mn": act.note_mn,
        "note_en": act.note_en,
        "has_scan": bool(act.scan),
    }
