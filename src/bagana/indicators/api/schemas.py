"""What is answered about indicators and figures."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from django.utils.translation import gettext_noop as _
from ninja import Path, Schema
from pydantic import Field

from bagana.acts.api import ActOut
from bagana.indicators.models import Status
from bagana.web.api.parameters import (
    LARGEST_ID,
    LEVEL,
    NUMBER,
    WITHIN,
    AsOf,
    CatalogueCode,
    Day,
    Id,
    Level,
    Paged,
    PeriodCode,
    UnitCode,
)

Number = Annotated[int, Path(ge=1, le=LARGEST_ID, description=NUMBER)]
MOST_NAMED = 60  # as many units or indicators may be named one by one


class SourceOut(Schema):
    code: str
    publisher_mn: str
    publisher_en: str
    title_mn: str
    title_en: str
    year: int | None
    url: str


class IndicatorOut(Schema):
    code: str
    name_mn: str
    name_en: str
    dimension: str
    unit_mn: str
    unit_en: str
    direction: str
    decimals: int
    across_units: str
    across_time: str
    nature: Literal["official", "own", "modelled"]
    source: SourceOut
    lowest_level: int
    definition_mn: str
    definition_en: str
    note_mn: str
    note_en: str
    apportion_by: str
    weight: str | None
    numerator: str | None
    denominator: str | None
    factor: float


class PeriodOut(Schema):
    code: str
    kind: str
    start: date
    end: date


class IndicatorDetail(IndicatorOut):
    periods: list[PeriodOut]


class ObservationOut(Schema):
    id: int
    indicator: str
    unit: str
    period: str
    value: float
    numerator: float | None
    denominator: float | None
    status: str
    version: int
    source: str
    nature: str
    publication: int | None
    entered_at: datetime
    note: str
    note_en: str


class WithheldOut(Schema):
    """A figure that is known and not published: where it would stand, nothing more."""

    indicator: str
    unit: str
    period: str
    status: Literal["withheld"] = "withheld"


class PublicationOut(Schema):
    id: int
    title: str
    rows: int
    sha256: str
    note: str
    made_at: datetime
    act: ActOut | None


class ObservationDetail(ObservationOut):
    versions: list[ObservationOut]
    published_with: PublicationOut | None


class ObservationsChosen(AsOf):
    """Which figures: the same choice for the list and for the CSV."""

    indicator: list[CatalogueCode] = Field(
        [], max_length=MOST_NAMED, description=_("Үзүүлэлтийн код; давтаж болно")
    )
    unit: list[UnitCode] = Field(
        [], max_length=MOST_NAMED, description=_("Нэгжийн код; давтаж болно")
    )
    within: UnitCode | None = Field(None, description=WITHIN)
    level: Level | None = Field(None, description=LEVEL)
    period: list[PeriodCode] = Field(
        [],
        max_length=MOST_NAMED,
        description=_("Хугацаа: 2025, 2025-H1, 2025-Q3, 2025-07; давтаж болно"),
    )
    since: Day | None = Field(
        None, alias="from", description=_("Хугацаа нь энэ өдрөөс хойш эхэлсэн")
    )
    until: Day | None = Field(
        None, alias="to", description=_("Хугацаа нь энэ өдөр хүртэл дууссан")
    )
    status: Status = Field(
        Status.PUBLISHED,
        description=_(
            "Төлөв; ноорог, татан авсныг зөвхөн өөрийн эрхийн хүрээний нэгжээс үзнэ"
        ),
    )
    publication: Id | None = Field(
        None, description=_("Аль нийтлэлд орсон: нийтлэлийн дугаар")
    )


class ObservationsAsked(ObservationsChosen, Paged):
    pass
