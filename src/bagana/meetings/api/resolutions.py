"""GET /resolutions, one resolution with what became of its clauses."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from ninja import Query
from pydantic import Field

from bagana.acts.api import act_row
from bagana.meetings.api.meetings import Key, Year
from bagana.meetings.api.schemas import ResolutionDetail, ResolutionOut
from bagana.meetings.models import Resolution
from bagana.meetings.queries.obligations import Told
from bagana.meetings.queries.public import decided_of
from bagana.meetings.queries.resolutions import signed, signed_one, within
from bagana.territory.api.reads import unit_or_404
from bagana.web.api.answers import ApiRouter
from bagana.web.api.paging import Page, page_of
from bagana.web.api.parameters import WITHIN, Paged, UnitCode

router = ApiRouter(tags=["meetings"])
CENT = Decimal("0.01")
SHOWN = ("position", "text", "due_on", "source", "state", "done_on", "is_illustrative")


class ResolutionsAsked(Paged):
    unit: UnitCode | None = Field(None, description=WITHIN)
    year: Year | None = Field(None, description=_("Тогтоол гарсан он"))


@router.get("", response=Page[ResolutionOut], summary=_("Хурлын тогтоолууд"))
def list_resolutions(
    request: HttpRequest, asked: Query[ResolutionsAsked]
) -> dict[str, Any]:
    found = signed().order_by("-act__date", "-pk")
    if asked.unit is not None:
        found = within(found, unit_or_404(asked.unit), "meeting__unit")
    if asked.year is not None:
        found = found.filter(act__date__year=asked.year)
    return page_of(request, found, asked, lambda rows: map(resolution_row, rows))


def resolution_row(row: Resolution) -> dict[str, Any]:
    return {
        "uid": row.uid,
        "meeting": row.meeting.uid,
        "unit": row.meeting.unit.code,
        "title_mn": row.title_mn,
        "title_en": row.title_en,
        "act": act_row(row.act) if row.act else None,
        "is_annulled": row.annulled_by_id is not None,
        "is_illustrative": row.meeting.is_illustrative,
    }


@router.get(
    "/{uid}",
    response=ResolutionDetail,
    summary=_("Нэг тогтоол"),
    description=_("Бичвэр, үүрэг, биелэлтийн хамт."),
)
def read_resolution(request: HttpRequest, uid: Key) -> dict[str, Any]:
    row = signed_one(uid)
    if row is None:
        raise Http404(gettext("Ийм тогтоол алга: %s") % uid)
    (decided,) = decided_of([row], timezone.localdate())
    return {
        **resolution_row(row),
        "basis": row.basis,
        "text": row.text,
        "obligations": [obligation_row(one) for one in decided.obligations],
    }


def obligation_row(told: Told) -> dict[str, Any]:
    row = told.obligation
    amount = None if row.amount is None else f"{row.amount.quantize(CENT):f}"
    return {
        **{name: getattr(row, name) for name in SHOWN},
        "owner": row.owner.title_mn if row.owner else row.owner_text,
        "amount": amount,
        "measure": row.measure_id,
        "days_late": told.days_late,
    }
