"""What is answered about re-drawings: their plans, opinions, objections."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from django.utils.translation import gettext_noop as _
from ninja import Path, Schema
from pydantic import Field

from bagana.acts.api import ActOut

RedrawingCode = Annotated[
    str,
    Path(
        pattern=r"^[0-9A-Za-z_-]{1,60}$",
        description=_("Шинэчлэн зохион байгуулах саналын код"),
    ),
]
Letter = Annotated[str, Path(pattern=r"^[A-Z]{1,2}$", description=_("Хувилбарын үсэг"))]


class RedrawingOut(Schema):
    code: str
    unit: str
    sums: list[str] = Field(description=_("Багууд нь өөрчлөгдөх сумдын код"))
    title_mn: str
    title_en: str
    state: str
    round: int
    rules: str
    hearing_from: date | None
    hearing_until: date | None
    answers_due: date | None
    effective_on: date | None
    is_illustrative: bool


class RedrawingStepOut(Schema):
    state: str
    is_return: bool
    done_on: date
    due_on: date | None
    note: str
    act: int | None
    sha256: str


class PlannedUnitOut(Schema):
    key: str
    code: str
    name_mn: str
    name_en: str
    number: int | None
    office: str


class TouchedOut(Schema):
    unit: str
    is_new: bool
    ends: bool
    households_leaving: int | None
    people_leaving: int | None
    households_coming: int | None
    people_coming: int | None


class RedrawingDetail(RedrawingOut):
    reason_mn: str
    reason_en: str
    plan: str | None = Field(description=_("Өргөн барьсан хувилбарын үсэг"))
    sum_acts: list[ActOut]
    aimag_act: ActOut | None
    touched: list[TouchedOut]
    units: list[PlannedUnitOut]
    steps: list[RedrawingStepOut]


class AlternativeOut(Schema):
    letter: str
    number: int
    says_mn: str
    says_en: str
    is_preferred: bool
    is_chosen: bool
    sha256: str
    nature: str
    bags: int
    households: int | None
    people: int | None
    deviation: dict[str, float | None] = Field(
        description=_("Тэнцвэр бүрийн хамгийн их зөрүү: 0.1 нь арван хувь")
    )
    travel_mean_km: float | None
    travel_max_km: float | None


class BlockOut(Schema):
    block: str
    lon: float
    lat: float
    unit: str
    moves: bool
    households: int | None
    people: int | None
    is_withheld: bool = Field(description=_("Цөөн тул тоог нийтлээгүй"))
    before_km: float | None
    after_km: float | None


class OpinionOut(Schema):
    round: int
    plan: str
    unit: str
    held_on: date
    households: int
    represented: int
    has_quorum: bool
    votes_for: int
    votes_against: int
    votes_abstained: int
    stance: str
    remarks: str
    minority: str
    minutes: str
    is_superseded: bool
    is_illustrative: bool


class PlanObjectionOut(Schema):
    id: int
    plan: str
    unit: str | None
    name: str
    text: str = Field(description=_("Үгийг нийтлээгүй бол хоосон"))
    withheld: str
    made_at: datetime
    state: str
    answer: str
    answered_at: datetime | None
    is_illustrative: bool
