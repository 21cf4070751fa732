"""What a bag costs by the year and at its beginning: dated, and all of it illustrative.

No act that fixes these amounts for Selenge was found: an office puts its own here, each
with the day from which it holds and where it comes from (docs/rules/redrawing.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, Literal

from bagana.web.bilingual import Bilingual

type Kind = Literal["posts", "yearly", "once"]


@dataclass(frozen=True)
class UnitCost:
    """What one bag more or less changes: posts, tögrög by the year, tögrög once.

    `until` is the first day on which it no longer holds; "once" is spent for a bag that
    begins and not got back for one that ends.
    """

    code: str
    kind: Kind
    title_mn: str
    title_en: str
    amount: Decimal
    valid_from: date
    until: date | None
    source_mn: str
    source_en: str
    is_illustrative: bool = True

    title = Bilingual("title")
    source = Bilingual("source")


_SEEN_MN = "жишээ: нутгийн цахим хуудсанд нийтэлсэн орон тоо, эрх зүйн акт биш"
_SEEN_EN = "illustrative: staff published on local pages, no legal act"
_GUESS_MN = "жишээ: тухайн аймгийн төсвийн задаргаагаар солино"
_GUESS_EN = "illustrative: to be replaced from the aimag's own budget"
_START: Final = date(2018, 1, 1)
_NEW_PAY: Final = date(2022, 1, 1)


def _cost(
    code: str, kind: Kind, mn: str, en: str, amount: int, start: date, end: date | None
) -> UnitCost:
    posts = kind == "posts"
    source = (_SEEN_MN, _SEEN_EN) if posts else (_GUESS_MN, _GUESS_EN)
    return UnitCost(code, kind, mn, en, Decimal(amount), start, end, *source)


COSTS: Final = (
    _cost("governor", "posts", "Багийн Засаг даргын орон тоо",
          "Post of bag governor", 1, _START, None),
    _cost("physician", "posts", "Багийн хүний эмчийн орон тоо",
          "Post of bag physician", 1, _START, None),
    _cost("pay", "yearly", "Хоёр орон тооны цалин, нийгмийн даатгал",
          "Pay and social insurance of the two posts", 19_200_000, _START, _NEW_PAY),
    _cost("pay", "yearly", "Хоёр орон тооны цалин, нийгмийн даатгал",
          "Pay and social insurance of the two posts", 28_800_000, _NEW_PAY, None),
    _cost("upkeep", "yearly", "Албан байрны халаалт, цахилгаан, холбоо",
          "Heating, electricity and connection of the office", 4_200_000,
          _START, _NEW_PAY),
    _cost("upkeep", "yearly", "Албан байрны халаалт, цахилгаан, холбоо",
          "Heating, electricity and connection of the office", 6_000_000,
          _NEW_PAY, None),
    _cost("fitting", "once", "Шинэ албан байрыг тохижуулах",
          "Fitting out a new office", 35_000_000, _START, None),
)  # fmt: skip
"""One bag more: the rows in force on a day (`costs_on`)."""


def costs_on(on: date) -> list[UnitCost]:
    """The rows in force on the day; before the first, those that come first."""
    day = max(on, _START)
    return [
        row
        for row in COSTS
        if row.valid_from <= day and (row.until is None or day < row.until)
    ]
