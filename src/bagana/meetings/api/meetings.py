"""GET /meetings, one meeting: what citizens were told of, and what was decided."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from ninja import Path, Query
from pydantic import Field

from bagana.meetings.api.schemas import MeetingDetail, MeetingOut
from bagana.meetings.models import Ballot, Meeting
from bagana.meetings.queries import public
from bagana.territory.api.reads import unit_or_404
from bagana.web.api.answers import ApiRouter
from bagana.web.api.paging import Page, page_of
from bagana.web.api.parameters import WITHIN, Paged, UnitCode

router = ApiRouter(tags=["meetings"])
SHOWN = (
    "uid", "number", "year", "kind", "state", "title_mn", "title_en", "starts_at",
    "place", "registered", "needed", "represented", "is_illustrative",
)  # fmt: skip
VOTED = (
    "kind", "round", "question", "present", "invalid", "abstained", "absent", "passed",
)  # fmt: skip
Key = Annotated[UUID, Path(description=_("Хуралдаан, тогтоолын таних тэмдэг"))]
Year = Annotated[int, Field(ge=1900, le=2999)]


class Stage(StrEnum):
    COMING = "coming"
    HELD = "held"
    FAILED = "failed"


class MeetingsAsked(Paged):
    unit: UnitCode | None = Field(None, description=WITHIN)
    year: Year | None = Field(None, description=_("Хуралдсан он"))
    state: Stage | None = Field(None, description=_("Болох, болсон, болоогүй"))


@router.get("", response=Page[MeetingOut], summary=_("Иргэдийн Нийтийн Хурал"))
def list_meetings(request: HttpRequest, asked: Query[MeetingsAsked]) -> dict[str, Any]:
    unit = unit_or_404(asked.unit) if asked.unit is not None else None
    found = public.meetings_of(unit, year=asked.year, state=asked.state or "")
    return page_of(request, found, asked, lambda rows: map(meeting_row, rows))


def meeting_row(row: Meeting) -> dict[str, Any]:
    return {**{name: getattr(row, name) for name in SHOWN}, "unit": row.unit.code}


@router.get(
    "/{uid}",
    response=MeetingDetail,
    summary=_("Нэг хуралдаан"),
    description=_(
        "Хэлэлцэх асуудал, ирц, санал хураалт, тогтоол; иргэний нэр байхгүй."
    ),
)
def read_meeting(request: HttpRequest, uid: Key) -> dict[str, Any]:
    found = public.meeting_page(uid, timezone.localdate())
    if found is None:
        raise Http404(gettext("Ийм хуралдаан алга: %s") % uid)
    return {
        **meeting_row(found.meeting),
        "women": found.attendance.women,
        "men": found.attendance.men,
        "agenda": [item_row(one) for one in found.items],
        "parts": [one.uid for one in found.parts],
    }


def item_row(one: public.Item) -> dict[str, Any]:
    names = ("position", "kind", "title_mn", "title_en", "budget_year")
    return {
        **{name: getattr(one.item, name) for name in names},
        "ballots": [ballot_row(ballot) for ballot in one.ballots],
        "resolutions": [decided.resolution.uid for decided in one.decided],
    }


def ballot_row(ballot: Ballot) -> dict[str, Any]:
    names = ("label_mn", "label_en", "votes", "is_chosen")
    return {
        **{name: getattr(ballot, name) for name in VOTED},
        "options": [
            {name: getattr(option, name) for name in names}
            for option in ballot.options.all()
        ],
    }
