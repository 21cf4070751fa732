"""Filling the template: docxtpl sets the frame, the body is written into its styles."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any, Final

from bagana.documents.blocks import (
    Block,
    Columns,
    Gallery,
    Heading,
    Items,
    KeyFigures,
    Paper,
    Picture,
    Section,
    Table,
    Text,
)
from bagana.documents.packing import repacked
from bagana.documents.pictures import as_raster
from bagana.documents.word.parts import (
    LANDSCAPE_MARGIN,
    add_field,
    plain,
    section_end,
    table_element,
)
from bagana.documents.word.template import BODY, template_bytes

MARKER: Final = "\u2063body\u2063"
"""Stands where the body goes; no person types an invisible separator."""
TWENTIETHS: Final = 635
"""Word's twentieth of a point in English metric units."""
TEXT_STYLES: Final = {
    "body": "Normal",
    "lead": "Normal",
    "note": "Note",
    "small": "Note",
    "enact": "Enacting",
    "right": "Annex",
}


def to_docx(paper: Paper, home: Path | None = None) -> bytes:
    """The paper as a Word file; the same paper and template give the same bytes.

    `home` is the folder of the installation, where an office may keep its template.
    """
    from docxtpl import DocxTemplate
    from jinja2.sandbox import SandboxedEnvironment

    frame = DocxTemplate(io.BytesIO(template_bytes(home)))
    environment = SandboxedEnvironment(autoescape=True)
    frame.render(_frame(paper), environment, autoescape=True)
    document = _opened(frame)
    _Body(document).write(paper)
    _properties(document, paper)
    target = io.BytesIO()
    document.save(target)
    return repacked(target.getvalue())


def _opened(frame: Any) -> Any:
    """The filled frame, read anew: docxtpl swaps parts that python-docx remembers."""
    from docx import Document

    target = io.BytesIO()
    frame.save(target)
    target.seek(0)
    return Document(target)


def _frame(paper: Paper) -> dict[str, Any]:
    texts = {
        "title": paper.title,
        "subtitle": paper.subtitle,
        "issuer": paper.issuer,
        "footer": paper.footer,
    }
    marks = [paper.draft, *paper.marks] if paper.draft else paper.marks
    return {
        **{key: plain(text) for key, text in texts.items()},
        "annex": [plain(line) for line in paper.annex],
        "headline": [plain(line) for line in paper.headline],
        "marks": [plain(mark) for mark in marks],
        "signatures": [
            {key: plain(text) for key, text in asdict(one).items()}
            for one in paper.signatures
        ],
        BODY: MARKER,
    }


def _properties(document: Any, paper: Paper) -> None:
    moment = datetime.combine(paper.dated, time(), UTC).replace(tzinfo=None)
    properties = document.core_properties
    properties.title = plain(paper.title)[:255]
    properties.author = properties.last_modified_by = plain(paper.issuer or "Bagana")[
        :255
    ]
    properties.created = properties.modified = moment
    properties.language = paper.lang


class _Body:
    """Writes blocks before the marker, in the styles that the template has."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.styles = {style.name for style in document.styles}
        self.form = document.sections[-1]._sectPr
        self.marker = _find_marker(document)
        self.landscape = False

    def write(self, paper: Paper) -> None:
        if paper.contents:
            self._contents(paper)
        for section in paper.sections:
            self._section(section)
        if self.landscape:
            self._turn()
        self.marker.getparent().remove(self.marker)

    def _section(self, section: Section) -> None:
        if section.landscape != self.landscape:
            self._turn()
            self.landscape = section.landscape
        elif section.landscape:
            self._put(section_end(self.form, landscape=True))
        elif section.new_page:
            self._text("", "Normal").add_run().add_break(page_break())
        for line in section.annex:
            self._text(line, "Annex")
        if section.heading:
            self._text(section.heading, "Heading 1")
        self._blocks(section.blocks)

    def _turn(self) -> None:
        """End the pages of one direction; what follows lies the other way."""
        self._put(section_end(self.form, landscape=self.landscape))

    def _put(self, element: Any) -> None:
        self.marker.addprevious(element)

    def _text(self, text: str, style: str) -> Any:
        known = style if style in self.styles else None
        paragraph = self.document.add_paragraph(plain(text), style=known)
        self._put(paragraph._p)
        return paragraph

    def _contents(self, paper: Paper) -> None:
        self._text(paper.words.contents, "Heading 2")
        paragraph = self._text("", "Normal")
        lines = [section.heading for section in paper.sections if section.heading]
        add_field(paragraph, 'TOC \\o "1-1" \\h \\z \\u', "\n".join(lines))

    def _blocks(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            self._block(block)

    def _block(self, block: Block) -> None:
        match block:
            case Text():
                self._text(block.text, TEXT_STYLES[block.style])
            case Heading():
                self._text(block.text, "Heading 2")
            case Items():
                for item in block.items:
                    self._text(item, "List Bullet")
            case KeyFigures():
                self._put(table_element(figures_table(block), self.width))
                self._text("", "Note")
            case Table():
                self._table(block)
            case Picture():
                self._pictures([block])
            case Gallery():
                self._pictures(list(block.pictures))
            case Columns():
                # Word sets them one below the other: its columns do not hold tables.
                self._blocks(block.left)
                self._blocks(block.right)

    def _table(self, table: Table) -> None:
        if table.title:
            self._text(table.title, "Caption")
        self._put(table_element(table, self.width))
        for note in table.notes:
            self._text(note, "Note")
        if not table.notes:
            self._text("", "Note")

    @property
    def width(self) -> int:
        """Of the line, in twentieths of a point."""
        from docx.oxml.ns import qn

        size, margins = self.form.find(qn("w:pgSz")), self.form.find(qn("w:pgMar"))
        if self.landscape:
            return int(size.get(qn("w:h"))) - 2 * LANDSCAPE_MARGIN
        sides = int(margins.get(qn("w:left"))) + int(margins.get(qn("w:right")))
        return int(size.get(qn("w:w"))) - sides

    def _pictures(self, pictures: list[Picture]) -> None:
        paragraph = self._text("", "Normal")
        room = self.width * TWENTIETHS // len(pictures)
        for picture in pictures:
            width = round(room * picture.width * (0.97 if len(pictures) > 1 else 1))
            shape = paragraph.add_run().add_picture(
                io.BytesIO(as_raster(picture)), width=width
            )
            shape._inline.docPr.set("descr", plain(picture.alt))
        captions = [picture.caption for picture in pictures if picture.caption]
        if captions:
            self._text(" · ".join(captions), "Note")


def page_break() -> Any:
    from docx.enum.text import WD_BREAK

    return WD_BREAK.PAGE


def figures_table(figures: KeyFigures) -> Table:
    """Key figures as a table of one line, the way Word can set them."""
    from bagana.documents.blocks import Cell, Column, Row

    cells = tuple(
        Cell("\n".join(filter(None, (each.value, each.note))))
        for each in figures.figures
    )
    heads = tuple(Column(each.label, 1, "center") for each in figures.figures)
    return Table("figures", "", heads, (Row(cells),))


def _find_marker(document: Any) -> Any:
    for paragraph in document.paragraphs:
        if MARKER in paragraph.text:
            return paragraph._p
    # A template without the tag: the body goes to its end.
    return document.add_paragraph("")._p
