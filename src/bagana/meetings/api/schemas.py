"""What is answered about meetings: what their public pages say, and nobody's name."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext_noop as _
from ninja import Schema
from pydantic import Field

from bagana.acts.api import ActOut
from bagana.programme.api.schemas import Amount


class MeetingOut(Schema):
    uid: UUID
    unit: str
    number: int | None
    year: int
    kind: str
    state: str
    title_mn: str
    title_en: str
    starts_at: datetime
    place: str
    registered: int | None
    needed: int | None
    represented: int | None
    is_illustrative: bool


class OptionOut(Schema):
    label_mn: str
    label_en: str
    votes: int | None
    is_chosen: bool


class BallotOut(Schema):
    kind: str
    round: int
    question: str
    present: int | None
    invalid: int
    abstained: int
    absent: int
    passed: bool | None
    options: list[OptionOut]


class ItemOut(Schema):
    position: int
    kind: str
    title_mn: str
    title_en: str
    budget_year: int | None
    ballots: list[BallotOut]
    resolutions: list[UUID]


class MeetingDetail(MeetingOut):
    women: int | None = Field(description=_("Хүйс нь бичигдээгүй, цөөн бол null"))
    men: int | None = Field(description=_("Хүйс нь бичигдээгүй, цөөн бол null"))
    agenda: list[ItemOut]
    parts: list[UUID]


class ObligationOut(Schema):
    position: int
    text: str
    owner: str
    due_on: date
    amount: Amount | None
    source: str
    measure: int | None
    state: str
    done_on: date | None
    days_late: int
    is_illustrative: bool


class ResolutionOut(Schema):
    uid: UUID
    meeting: UUID
    unit: str
    title_mn: str
    title_en: str
    act: ActOut
    is_annulled: bool
    is_illustrative: bool


class ResolutionDetail(ResolutionOut):
    basis: str
    text: str
    obligations: list[ObligationOut]
