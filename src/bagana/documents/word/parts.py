"""Parts of a Word file that are written as XML: fields, tables, page turns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from typing import Any, Final
from xml.sax.saxutils import escape

from bagana.documents.blocks import Cell, Column, Row, Table

NAMESPACE: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LINE: Final = "7C8791"
TINT: Final = "F1F3F5"
GREY: Final = "59626C"
SIDES: Final = {"left": "left", "right": "right", "center": "center"}
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def plain(text: str) -> str:
    """The text without what no XML file can hold."""
    return _NOT_XML.sub("", text)


def add_field(paragraph: Any, instruction: str, shown: str) -> None:
    """A field of Word, with what it shows until Word works it out."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    def mark(kind: str) -> None:
        element = OxmlElement("w:fldChar")
        element.set(qn("w:fldCharType"), kind)
        paragraph.add_run()._r.append(element)

    mark("begin")
    code = OxmlElement("w:instrText")
    code.set(qn("xml:space"), "preserve")
    code.text = f" {instruction} "
    paragraph.add_run()._r.append(code)
    mark("separate")
    for number, line in enumerate(shown.split("\n")):
        run = paragraph.add_run()
        if number:
            run.add_break()
        run.add_text(plain(line))
    mark("end")


def table_element(table: Table, width: int) -> Any:
    """The table as an element, its heading repeated on every page.

    `width` is in twentieths of a point. Written as text: a cell at a time costs
    seconds for a plan of a hundred measures.
    """
    from docx.oxml import parse_xml

    whole = sum(column.width for column in table.columns)
    widths = [round(width * column.width / whole) for column in table.columns]
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
    head = _head(table.columns, widths)
    rows = "".join(_row(row, table.columns, widths) for row in table.rows)
    return parse_xml(
        f'<w:tbl xmlns:w="{NAMESPACE}"><w:tblPr>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/>{_borders()}'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="60" w:type="dxa"/>'
        '<w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>"
    )


def _borders() -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>'
        for side in sides
    )
    return f"<w:tblBorders>{lines}</w:tblBorders>"


def _head(columns: Sequence[Column], widths: Sequence[int]) -> str:
    cells = "".join(
        _cell(column.title, width, "center", bold=True, fill=True)
        for column, width in zip(columns, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"


def _row(row: Row, columns: Sequence[Column], widths: Sequence[int]) -> str:
    opening = "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
    if row.kind == "group":
        text, whole = row.cells[0].text, sum(widths)
        cell = _cell(text, whole, "left", bold=True, fill=True, span=len(columns))
        return f"{opening}{cell}</w:tr>"
    total = row.kind == "total"
    cells = "".join(
        _cell(cell.text, width, column.align, bold=total, fill=total, cell=cell)
        for cell, column, width in zip(row.cells, columns, widths, strict=True)
    )
    return f"{opening}{cells}</w:tr>"


def _cell(
    text: str,
    width: int,
    side: str,
    *,
    bold: bool = False,
    fill: bool = False,
    span: int = 1,
    cell: Cell | None = None,
) -> str:
    missing = cell is not None and cell.missing
    look = "<w:b/>" if bold else ""
    look += f'<w:i/><w:color w:val="{GREY}"/>' if missing else ""
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{TINT}"/>' if fill else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{shade}</w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="Cell"/><w:jc w:val="{SIDES[side]}"/></w:pPr>'
        f"<w:r><w:rPr>{look}</w:rPr>{_lines(text)}</w:r></w:p></w:tc>"
    )


def _lines(text: str) -> str:
    parts = (
        f'<w:t xml:space="preserve">{escape(line)}</w:t>'
        for line in plain(text).split("\n")
    )
    return "<w:br/>".join(parts)


def section_end(last: Any, *, landscape: bool) -> Any:
    """A paragraph that ends a run of pages; `last` is the page form of the file."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    form = deepcopy(last)
    size = form.find(qn("w:pgSz"))
    if landscape and size is not None:
        wide, high = size.get(qn("w:w")), size.get(qn("w:h"))
        size.set(qn("w:w"), high)
        size.set(qn("w:h"), wide)
        size.set(qn("w:orient"), "landscape")
        margins = form.find(qn("w:pgMar"))
        margins.set(qn("w:left"), str(LANDSCAPE_MARGIN))
        margins.set(qn("w:right"), str(LANDSCAPE_MARGIN))
    paragraph = OxmlElement("w:p")
    properties = OxmlElement("w:pPr")
    properties.append(form)
    paragraph.append(properties)
    return paragraph


LANDSCAPE_MARGIN: Final = 900
"""Left and right of a landscape page, in twentieths of a point."""
