"""What a paper is made of, in words and figures ready to be set.

Content gathers a `Paper` once in one language; typst, Word and the workbook set the
same one, so that a figure cannot differ between them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

type Raw = int | float | Decimal | date | str | None
type Align = Literal["left", "right", "center"]
type RowKind = Literal["row", "group", "total"]
type Style = Literal["body", "note", "lead", "small", "enact", "right"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it is read, and `raw` as a spreadsheet counts with it."""

    text: str
    raw: Raw = None
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `width` is its part of the table's width."""

    title: str
    width: float = 1.0
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table; one of kind "group" has one cell, over all columns."""

    cells: tuple[Cell, ...]
    kind: RowKind = "row"


@dataclass(frozen=True, slots=True)
class Table:
    """A table with what stands under it: source, date, remarks."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    text: str
    style: Style = "body"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section."""

    text: str


@dataclass(frozen=True, slots=True)
class Items:
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeyFigure:
    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class KeyFigures:
    figures: tuple[KeyFigure, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing (SVG) or a photograph (JPEG or PNG); `width` is a part of the line."""

    content: bytes
    ending: Literal["svg", "jpg", "png"]
    alt: str
    caption: str = ""
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class Gallery:
    """Pictures of one row."""

    pictures: tuple[Picture, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """Two halves of a page side by side."""

    left: tuple[Block, ...]
    right: tuple[Block, ...]


type Block = Text | Heading | Items | Table | KeyFigures | Picture | Gallery | Columns


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter or an annex; a landscape one begins on a page of its own."""

    heading: str
    blocks: tuple[Block, ...]
    landscape: bool = False
    annex: tuple[str, ...] = ()
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: what for, in which post; a name only where the office has one on
    record, else a blank."""

    purpose: str
    post: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """How a paper is checked: a drawing to scan (SVG) and lines that say the same."""

    drawing: bytes
    alt: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """Fixed words of a paper's frame in its language."""

    contents: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper in one language.

    `annex` stands at the upper right, `headline` is date, number and place, `marks`
    stand on every page, `dated` is the day that the files carry. A "sheet" is narrow
    and dense, a "book" the same on its side. `seal` names the place of the seal;
    `check` stands at the foot, for who doubts the paper.
    """

    code: str
    lang: str
    title: str
    words: Words
    dated: date
    sections: tuple[Section, ...]
    subtitle: str = ""
    issuer: str = ""
    annex: tuple[str, ...] = ()
    headline: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    draft: str = ""
    footer: str = ""
    signatures: tuple[Signature, ...] = ()
    seal: str = ""
    check: Check | None = None
    contents: bool = False
    layout: Literal["paper", "sheet", "book"] = "paper"

    @property
    def tables(self) -> list[Table]:
        """Every table in the order of the paper."""
        found: list[Table] = []
        for section in self.sections:
            found += _tables_in(section.blocks)
        return found


def _tables_in(blocks: tuple[Block, ...]) -> list[Table]:
    found: list[Table] = []
    for block in blocks:
        if isinstance(block, Table):
            found.append(block)
        elif isinstance(block, Columns):
            found += _tables_in(block.left) + _tables_in(block.right)
    return found
