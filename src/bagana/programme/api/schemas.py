"""What is answered about programmes. Amounts are text, exact to the möngö."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from django.utils.translation import gettext_noop as _
from ninja import Path, Schema
from pydantic import Field

from bagana.acts.api import ActOut
from bagana.web.api.parameters import LARGEST_ID, NUMBER

Amount = Annotated[str, Field(examples=["59400000.00"])]
Number = Annotated[int, Path(ge=1, le=LARGEST_ID, description=NUMBER)]
Code = Annotated[
    str,
    Path(
        pattern=r"^[0-9A-Za-z_-]{1,60}$",
        description=_("Хөтөлбөрийн код"),
        examples=["selenge-bag-2018"],
    ),
]


class ProgrammeOut(Schema):
    code: str
    unit: str
    name_mn: str
    name_en: str
    starts_on: date
    ends_on: date
    is_illustrative: bool


class PhaseOut(Schema):
    number: int
    starts_on: date
    ends_on: date


class ObjectiveOut(Schema):
    number: int
    name_mn: str
    name_en: str
    is_illustrative: bool
    measures: dict[str, int] = Field(
        description=_("Арга хэмжээний тоо төлөвөөр; байхгүй төлөвийг бичихгүй")
    )


class ProgrammeDetail(ProgrammeOut):
    goal_mn: str
    goal_en: str
    act: ActOut
    phases: list[PhaseOut]
    objectives: list[ObjectiveOut]


class MoneyOut(Schema):
    planned: Amount
    adjusted: Amount
    committed: Amount
    paid: Amount


class MeasureOut(Schema):
    id: int
    programme: str
    number: str
    name_mn: str
    name_en: str
    objective: int
    phase: int
    office: str
    units: list[str]
    starts_on: date
    due_on: date
    status: str
    milestones: int
    milestones_done: int
    evidence: int = Field(description=_("Нийтэд нээсэн нотолгооны тоо"))
    last_percent: int | None
    money: MoneyOut
    is_illustrative: bool


class ActivityOut(Schema):
    position: int
    name_mn: str
    name_en: str
    due_on: date
    done_on: date | None


class EvidenceOut(Schema):
    id: int
    kind: str
    stage: str
    caption: str
    caption_en: str
    taken_on: date | None
    latitude: float | None
    longitude: float | None
    unit: str | None
    observation: int | None


class ExpectedOut(Schema):
    indicator: str
    level: str


class MeasureDetail(MeasureOut):
    post_mn: str
    post_en: str
    partners_mn: str
    partners_en: str
    output_mn: str
    output_en: str
    risk: str
    risk_note_mn: str
    risk_note_en: str
    continues: int | None
    dropped_on: date | None
    dropped_reason: str
    indicators: list[ExpectedOut]
    activities: list[ActivityOut]
    shown: list[EvidenceOut]


class AnswerOut(Schema):
    text: str
    made_at: datetime


class CommentOut(Schema):
    id: int
    name: str
    text: str
    made_at: datetime
    answers: list[AnswerOut]


class LevelOut(Schema):
    value: float | None
    low: float | None
    high: float | None


class StepOut(Schema):
    period: str
    target: LevelOut
    is_intermediate: bool = Field(
        description=_("Энэ хугацаанд өөрийн зорилтгүй: дараагийн зорилт руу")
    )
    actual: float | None
    observations: list[int]
    status: str
    light: str
    progress: float | None
    expected: float | None
    ratio: float | None


class TargetOut(Schema):
    id: int
    indicator: str
    kind: str
    nature: str
    objective: int | None
    measure: int | None
    units: list[str]
    group_mn: str
    group_en: str
    baseline: float | None
    baseline_period: str | None
    baseline_source: str | None
    in_force_from: date
    is_illustrative: bool
    current: str = Field(description=_("Хамгийн сүүлд дүгнэсэн хугацаа"))
    steps: list[StepOut]


class MoneyRow(MoneyOut):
    key: str | None = Field(
        description=_("Дугаар, код, он; нэгжгүй бичилтэд хоосон (null)")
    )


class MoneyTable(Schema):
    by: str
    rows: list[MoneyRow]
    total: MoneyOut


class RatedOut(Schema):
    percent: int | None = Field(description=_("Хувь; хугацаа болоогүй бол null"))
    name_mn: str
    name_en: str
    count: int


class RoundOut(Schema):
    period: str
    scale: str
    opens_on: date
    due_on: date
    closed_at: datetime | None
    sha256: str
    mean: Amount | None = Field(
        description=_("Дундаж хувь, хугацаа болоогүйг оруулахгүй; хаагаагүй бол null")
    )
    reports: int | None
    levels: list[RatedOut]
    is_illustrative: bool
