"""What the person who imports says about the file; all of it may be left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class Options:
    """How to read a file.

    Attributes
    ----------
    layout
        "tidy", "wide", or "" to find out from the header.
    indicator, period
        Code of the indicator, text of the period, for files that name none.
    source
        Code of the source of every row that names none.
    sheet
        Name of the sheet of a workbook; the first one with figures by default.
    """

    layout: str = ""
    indicator: str = ""
    period: str = ""
    source: str = ""
    sheet: str = ""

    def stored(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def restored(cls, kept: Mapping[str, Any]) -> Options:
        known = {field.name for field in fields(cls)}
        return cls(**{key: kept[key] for key in kept if key in known})
