"""What every paper carries: its marks, its words, its source lines."""

from __future__ import annotations

from datetime import date

from django.utils.translation import get_language, gettext

from bagana.documents.blocks import Words
from bagana.engines.mongolian import ordinal_suffix
from bagana.web import words


def language() -> str:
    return "en" if get_language() == "en" else "mn"


def frame_words() -> Words:
    return Words(contents=gettext("Агуулга"))


def marks(*, illustrative: bool) -> tuple[str, ...]:
    """What no page may be read without."""
    return (gettext("жишээ"),) if illustrative else ()


def draft_mark() -> str:
    return gettext("НООРОГ")


def source(on: date, what: str = "") -> str:
    """The line under a table: whose figures, as of which day."""
    origin = what or gettext("«Багана» систем, хөтөлбөрийн бүртгэл")
    return gettext("Эх сурвалж: %(origin)s, %(as_of)s.") % {
        "origin": origin.rstrip("."),
        "as_of": words.as_of(on),
    }


def table_title(number: int, title: str) -> str:
    """«1 дүгээр хүснэгт. Төлөвлөгөө», "Table 1. Plan"."""
    if words.in_english():
        return f"Table {number}. {title}"
    return f"{number} {ordinal_suffix(number)} хүснэгт. {title}"


def picture_title(number: int, title: str) -> str:
    """«1 дүгээр зураг. Явц», "Figure 1. Progress"."""
    if words.in_english():
        return f"Figure {number}. {title}"
    return f"{number} {ordinal_suffix(number)} зураг. {title}"


class Counting:
    """Numbers tables and pictures of one paper in the order in which they come."""

    def __init__(self) -> None:
        self.tables = 0
        self.pictures = 0

    def table(self, title: str) -> str:
        self.tables += 1
        return table_title(self.tables, title)

    def picture(self, title: str) -> str:
        self.pictures += 1
        return picture_title(self.pictures, title)
