"""Types of parameters. Everything is bounded: no reader's input reaches the database
that the database could not hold (a zero byte, a number of forty digits)."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from ninja import Schema
from pydantic import BeforeValidator, Field, WithJsonSchema

MOST_ROWS = 1000
LARGEST_ID = 2**53  # what a JSON reader in a browser can hold exactly
FARTHEST = 10_000_000
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WHOLE = re.compile(r"-?[0-9]{1,16}")
_FLAGS = {"true": True, "1": True, "false": False, "0": False}


def _day(value: Any) -> Any:
    """Only YYYY-MM-DD: pydantic would also read a time stamp or a number of days."""
    if isinstance(value, str):
        if not _DAY.fullmatch(value):
            raise ValueError(gettext("огноог 2025-12-31 хэлбэрээр бичнэ"))
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise ValueError(gettext("ийм өдөр хуанлид байхгүй")) from None
    return value


def _whole(value: Any) -> Any:
    if isinstance(value, str) and not _WHOLE.fullmatch(value):
        raise ValueError(gettext("бүхэл тоо бичнэ"))
    return value


def _flag(value: Any) -> Any:
    if isinstance(value, str):
        if value not in _FLAGS:
            raise ValueError(gettext("true эсвэл false гэж бичнэ"))
        return _FLAGS[value]
    return value


Day = Annotated[
    date,
    BeforeValidator(_day),
    WithJsonSchema({"type": "string", "format": "date", "examples": ["2018-06-05"]}),
]
Flag = Annotated[bool, BeforeValidator(_flag)]
# The bounds come first: behind a validator they would not show in the schema.
Id = Annotated[int, Field(ge=1, le=LARGEST_ID), BeforeValidator(_whole)]
UnitCode = Annotated[str, Field(pattern=r"^[0-9A-Za-z-]{1,20}$", examples=["4322"])]
CatalogueCode = Annotated[str, Field(pattern=r"^[0-9a-z_.-]{1,60}$")]
PeriodCode = Annotated[
    str,
    Field(
        pattern=r"^(19|20)[0-9]{2}(-H[12]|-Q[1-4]|-0[1-9]|-1[0-2])?$", examples=["2025"]
    ),
]
Text = Annotated[
    str, Field(max_length=200, pattern=r"^[^\x00-\x08\x0b\x0c\x0e-\x1f]*$")
]
Level = Annotated[int, Field(ge=0, le=9), BeforeValidator(_whole)]
Limit = Annotated[int, Field(ge=1, le=MOST_ROWS), BeforeValidator(_whole)]
Offset = Annotated[int, Field(ge=0, le=FARTHEST), BeforeValidator(_whole)]

ON = _("Ямар өдрийн байдлаар унших; өгөхгүй бол өнөөдөр")
WITHIN = _("Нэгжийн код: өөрөө болон түүний доторх нэгжүүд")
LEVEL = _("Шат: 0 улс, 1 аймаг, 2 сум, 3 баг")
LIMIT = _("Нэг хуудсанд гарах мөрийн тоо")
NUMBER = _("Мөрийн дугаар")
OFFSET = _("Алгасах мөрийн тоо")


class Paged(Schema):
    limit: Limit = Field(100, description=LIMIT)
    offset: Offset = Field(0, description=OFFSET)


class AsOf(Schema):
    on: Day | None = Field(None, description=ON)
