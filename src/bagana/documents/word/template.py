"""The Word template: letter forms, margins, what stands above and below the body.

The one built here serves until the office puts its own `paper.docx` into the folder
`documents` of the installation (docs/rules/official-papers.md).
"""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from bagana.documents.packing import repacked

TEMPLATE_NAME: Final = "paper.docx"
BODY: Final = "body"
FONT: Final = "Times New Roman"
DRAWN_ON: Final = datetime(2026, 11, 23)  # noqa: DTZ001  Word keeps it without a zone

STYLES: Final = {
    # name: (size in points, bold, space before, space after)
    "Title": (15, True, 18, 4),
    "Subtitle": (11, False, 0, 14),
    "Heading 1": (12, True, 16, 6),
    "Heading 2": (11, True, 10, 4),
    "Caption": (10, True, 10, 3),
    "List Bullet": (11, False, 0, 3),
    "Note": (9, False, 2, 4),
    "Cell": (9, False, 0, 0),
    "Annex": (10, False, 0, 0),
    "Issuer": (11, True, 0, 8),
    "Enacting": (11, True, 10, 10),
}
CENTRED: Final = {"Title", "Subtitle", "Issuer", "Enacting"}


def template_bytes(home: Path | None) -> bytes:
    """The office's own template where there is one, else the built-in one."""
    own = home / "documents" / TEMPLATE_NAME if home else None
    return own.read_bytes() if own and own.is_file() else built_in()


def built_in() -> bytes:
    """An A4 page with the tags that `filling` fills; always the same bytes."""
    from docx import Document

    document = Document()
    _page(document)
    _styles(document)
    _head(document)
    _paragraph(document, f"{{{{ {BODY} }}}}")
    _signatures(document)
    _frame(document)
    properties = document.core_properties
    properties.author = properties.last_modified_by = "Bagana"
    properties.created = properties.modified = DRAWN_ON
    properties.title = properties.comments = ""
    target = io.BytesIO()
    document.save(target)
    return repacked(target.getvalue())


def _page(document: Any) -> None:
    from docx.shared import Mm

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.top_margin = section.bottom_margin = Mm(20)
    section.header_distance = section.footer_distance = Mm(10)


def _styles(document: Any) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    known = {style.name for style in document.styles}
    _letter(document.styles["Normal"], 11, bold=False)
    document.styles["Normal"].paragraph_format.space_after = _points(6)
    for name, (size, bold, before, after) in STYLES.items():
        if name not in known:
            document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style = document.styles[name]
        _letter(style, size, bold=bold)
        style.paragraph_format.space_before = _points(before)
        style.paragraph_format.space_after = _points(after)
        if name in CENTRED:
            style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.styles["Annex"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.styles["Caption"].paragraph_format.keep_with_next = True


def _points(number: float) -> Any:
    from docx.shared import Pt

    return Pt(number)


def _letter(style: Any, size: float, *, bold: bool) -> None:
    """One letter form for all scripts; the theme's own would win otherwise."""
    from docx.oxml.ns import qn
    from docx.shared import RGBColor

    style.font.name, style.font.size = FONT, _points(size)
    style.font.bold, style.font.italic = bold, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)


def _paragraph(document: Any, text: str, style: str = "Normal") -> Any:
    return document.add_paragraph(text, style=style)


def _head(document: Any) -> None:
    """Annex lines at the right, who issues it, date, number and place, title."""
    _paragraph(document, "{%p for line in annex %}")
    _paragraph(document, "{{ line }}", "Annex")
    _paragraph(document, "{%p endfor %}")
    _paragraph(document, "{%p if issuer %}")
    _paragraph(document, "{{ issuer }}", "Issuer")
    _paragraph(document, "{%p endif %}")
    _paragraph(document, "{%p if headline %}")
    _row(document, ["{{ headline[0] }}", "{{ headline[1] }}", "{{ headline[2] }}"])
    _paragraph(document, "{%p endif %}")
    _paragraph(document, "{{ title }}", "Title")
    _paragraph(document, "{%p if subtitle %}")
    _paragraph(document, "{{ subtitle }}", "Subtitle")
    _paragraph(document, "{%p endif %}")


def _row(document: Any, texts: list[str]) -> None:
    """Texts at the left, in the middle and at the right of one line."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    sides = (
        WD_ALIGN_PARAGRAPH.LEFT,
        WD_ALIGN_PARAGRAPH.CENTER,
        WD_ALIGN_PARAGRAPH.RIGHT,
    )
    table = document.add_table(rows=1, cols=len(texts))
    for cell, text, side in zip(table.rows[0].cells, texts, sides, strict=True):
        cell.paragraphs[0].text = text
        cell.paragraphs[0].alignment = side


def _signatures(document: Any) -> None:
    """A line for each who signs: post, blank for the hand, blank for the name."""
    table = document.add_table(rows=3, cols=3)
    table.rows[0].cells[0].text = "{%tr for one in signatures %}"
    row = table.rows[1].cells
    row[
        0
    ].text = "{% if one.purpose %}{{ one.purpose|upper }}: {% endif %}{{ one.post }}"
    row[1].text = "……………………………"
    row[2].text = "{{ one.name or '/……………………………/' }}"
    table.rows[2].cells[0].text = "{%tr endfor %}"
    for cell in row:
        cell.paragraphs[0].paragraph_format.space_before = _points(18)


def _frame(document: Any) -> None:
    """What stands on every page: name and marks above, the page number below."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    from bagana.documents.word.parts import add_field

    section = document.sections[0]
    above = section.header.paragraphs[0]
    above.text = "{{ footer }}{% if marks %}    [{{ marks|join('] [') }}]{% endif %}"
    above.style = document.styles["Note"]
    below = section.footer.paragraphs[0]
    below.style = document.styles["Note"]
    below.alignment = WD_ALIGN_PARAGRAPH.CENTER
    add_field(below, "PAGE", "1")
    below.add_run(" / ")
    add_field(below, "NUMPAGES", "1")
