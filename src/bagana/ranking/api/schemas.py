"""What is answered about methods, runs and selections."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from django.utils.translation import gettext_noop as _
from ninja import Path, Schema
from pydantic import Field

from bagana.acts.api import ActOut
from bagana.web.api.parameters import LARGEST_ID, NUMBER

Amount = Annotated[str, Field(examples=["59400000.00"])]
Number = Annotated[int, Path(ge=1, le=LARGEST_ID, description=NUMBER)]
VersionNumber = Annotated[
    int, Path(ge=1, le=32767, description=_("Аргачлалын хувилбарын дугаар"))
]
MethodCode = Annotated[
    str, Path(pattern=r"^[0-9A-Za-z_-]{1,60}$", description=_("Аргачлалын код"))
]
SelectionCode = Annotated[
    str, Path(pattern=r"^[0-9A-Za-z_-]{1,60}$", description=_("Шалгаруулалтын код"))
]


class VersionOut(Schema):
    number: int
    state: str
    sha256: str
    frozen_at: datetime | None


class FrameworkOut(Schema):
    code: str
    unit: str
    programme: str | None
    level: int
    name_mn: str
    name_en: str
    is_illustrative: bool
    versions: list[VersionOut]


class VersionDetail(VersionOut):
    framework: str
    note_mn: str
    note_en: str
    act: ActOut | None
    definition: dict[str, Any] = Field(
        description=_("Аргачлалын мод, жин, дүрэм: тогтсон хэлбэрээр")
    )
    gates: list[dict[str, Any]]
    visit_sheet: list[dict[str, Any]]
    yaml: str = Field(description=_("Ижил аргачлал YAML-аар; дутуу ноорогт хоосон"))


class RunOut(Schema):
    id: int
    framework: str
    version: int
    period: str
    kind: str
    replications: int
    seed: str = Field(description=_("Том тоо тул бичвэрээр"))
    computed_at: datetime | None
    published_at: datetime | None
    inputs_sha256: str
    results_sha256: str


class RowOut(Schema):
    unit: str
    group: str
    score: float | None
    rank: int | None
    rank_low: int | None
    rank_high: int | None
    rank_median: float | None
    p_top: float | None
    completeness: float
    imputed: int
    verdict: str
    failed: list[str]
    years: list[tuple[int, float]] = Field(
        description=_("Ижил дүнг шалгасан жилүүд, эхэнд орох магадлал")
    )
    dimensions: dict[str, float | None]
    missing: list[str]


class InputsOut(Schema):
    sha256: str
    inputs: dict[str, Any] | None = Field(
        description=_("Тооцоо эхлэхэд царцаасан оролт; бодоогүй бол null")
    )


class SelectionOut(Schema):
    code: str
    programme: str
    framework: str
    version: int
    period: str
    run: int | None = Field(description=_("Нийтэлсэн албан тооцооны дугаар"))
    title_mn: str
    title_en: str
    state: str
    objections_from: date | None
    objections_until: date | None
    answers_due: date | None
    decided_on: date | None
    is_illustrative: bool


class SelectionStepOut(Schema):
    state: str
    note: str
    sha256: str
    made_at: datetime
    act: int | None
    run: int | None


class RecheckOut(Schema):
    position: int
    item: str
    ticket: str
    observation: int
    published: float
    found: float | None
    agrees: bool | None
    note: str


class SelectionDetail(SelectionOut):
    act: ActOut | None
    late_reason: str
    index_seed: str = Field(
        description=_("Индексийн зарласан үг: үр нь SHA-256 кодын эхний 63 бит")
    )
    recheck_seed: str
    recheck_size: int
    recheck_items: list[str] = Field(
        description=_("Сугалааг давтахад хэрэгтэй бүх нэр")
    )
    rechecks: list[RecheckOut]
    steps: list[SelectionStepOut]


class ListedOut(Schema):
    unit: str
    group: str
    by_index: str
    gates: str | None
    proposed: bool | None = Field(description=_("Жагсаалт гараагүй бол null"))
    reason_mn: str
    reason_en: str
    rank_low: int | None
    rank_high: int | None
    p_top: float | None


class ObjectionOut(Schema):
    id: int
    unit: str | None
    observation: int | None
    name: str
    text: str = Field(description=_("Үгийг нийтлээгүй бол хоосон"))
    withheld: str
    made_at: datetime
    state: str
    answer: str
    answered_at: datetime | None
    is_illustrative: bool


class SupportOut(Schema):
    text_mn: str
    text_en: str
    measure: int | None
    amount: Amount | None


class AwardOut(Schema):
    unit: str
    title_mn: str
    title_en: str
    act: int
    withdrawn_by: int | None
    supports: list[SupportOut]
    followed_up_on: date | None
    finding_mn: str
    finding_en: str
