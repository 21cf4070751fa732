"""A paper as PDF/A by typst, with its own fonts: no machine sets it otherwise."""

from __future__ import annotations

import json
import re
import tempfile
import unicodedata
from dataclasses import asdict, is_dataclass
from datetime import UTC, datetime, time
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from bagana.documents.blocks import (
    Block,
    Check,
    Columns,
    Gallery,
    Heading,
    Items,
    KeyFigures,
    Paper,
    Picture,
    Table,
    Text,
)

STANDARD: Final = "a-2a"
"""PDF/A-2 with the structure that a screen reader needs."""

PLACEHOLDER: Final = "□"
_SET = (
    (0x20, 0x24F), (0x2B0, 0x4FF), (0x2010, 0x2040), (0x2044, 0x2052),
    (0x2054, 0x205F), (0x2070, 0x20CF), (0x2100, 0x211E), (0x2190, 0x22FF),
    (0x2460, 0x25FF),
)  # fmt: skip
"""Code points that the fonts inside typst have; PDF/A refuses any other."""

_SANS = re.compile(r'font-family="[^"]*"')


def settable(text: str) -> str:
    """The text as the fonts can set it: a box for a sign that they lack."""
    return "".join(map(_settable, unicodedata.normalize("NFC", text)))


def _settable(sign: str) -> str:
    if sign in "\n\t":
        return "\n" if sign == "\n" else " "
    category = unicodedata.category(sign)
    if category in {"Cc", "Cf"}:
        return ""
    if category == "Cn":
        return PLACEHOLDER
    point = ord(sign)
    return sign if any(low <= point <= high for low, high in _SET) else PLACEHOLDER


def to_pdf(paper: Paper) -> bytes:
    """The paper as PDF/A-2; the same paper gives the same bytes."""
    pdf: bytes = _compiled(paper, format="pdf", pdf_standards=[STANDARD])
    return pdf


def to_pages(paper: Paper, ppi: float = 80) -> list[bytes]:
    """The pages as PNG pictures, to look at."""
    pages: Any = _compiled(paper, format="png", ppi=ppi)
    return pages if isinstance(pages, list) else [pages]


def _compiled(paper: Paper, **options: Any) -> Any:
    import typst

    with tempfile.TemporaryDirectory(prefix="paper-") as folder:
        root = Path(folder)
        data = _frame(paper, _Files(root))
        (root / "data.json").write_text(json.dumps(data), encoding="utf-8")
        source = files("bagana.documents") / "typst" / "paper.typ"
        (root / "paper.typ").write_bytes(source.read_bytes())
        return typst.compile(
            str(root / "paper.typ"),
            root=str(root),
            ignore_system_fonts=True,
            timestamp=datetime.combine(paper.dated, time(), UTC),
            **options,
        )


class _Files:
    """Pictures written beside the template, by number."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.count = 0

    def keep(self, picture: Picture) -> str:
        self.count += 1
        name = f"picture-{self.count}.{picture.ending}"
        content = picture.content
        if picture.ending == "svg":
            content = in_own_font(content)
        (self.root / name).write_bytes(content)
        return name


def in_own_font(svg: bytes) -> bytes:
    """A drawing that asks for the reader's sans-serif, in the font of the paper."""
    text = settable_svg(svg.decode())
    return _SANS.sub('font-family="Libertinus Serif"', text).encode()


def settable_svg(svg: str) -> str:
    return "".join(sign if sign in "\n\t" else _settable(sign) for sign in svg)


def _frame(paper: Paper, kept: _Files) -> dict[str, Any]:
    rest = {
        "title": paper.title,
        "subtitle": paper.subtitle,
        "issuer": paper.issuer,
        "annex": paper.annex,
        "headline": paper.headline,
        "marks": paper.marks,
        "draft": paper.draft,
        "footer": paper.footer,
        "signatures": [asdict(one) for one in paper.signatures],
        "seal": paper.seal,
        "words": asdict(paper.words),
        "author": paper.issuer or "Bagana",
    }
    sections = [
        {
            "heading": settable(section.heading),
            "landscape": section.landscape,
            "new_page": section.new_page,
            "annex": [settable(line) for line in section.annex],
            "blocks": [_block(block, kept) for block in section.blocks],
        }
        for section in paper.sections
    ]
    texts: dict[str, Any] = _cleaned(rest)
    return texts | {
        "lang": paper.lang,
        "layout": paper.layout,
        "contents": paper.contents,
        "sections": sections,
        "check": _check(paper.check, kept),
    }


def _check(check: Check | None, kept: _Files) -> dict[str, Any] | None:
    if check is None:
        return None
    drawing = _picture(Picture(check.drawing, "svg", check.alt), kept)
    return drawing | {"lines": [settable(line) for line in check.lines]}


def _cleaned(value: Any) -> Any:
    """Every text in a structure as the fonts can set it."""
    if isinstance(value, str):
        return settable(value)
    if isinstance(value, dict):
        return {key: _cleaned(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(inner) for inner in value]
    return _cleaned(asdict(value)) if is_dataclass(value) else value  # type: ignore[arg-type]


def _picture(picture: Picture, kept: _Files) -> dict[str, Any]:
    told = settable(picture.alt).strip() or settable(picture.caption).strip()
    return {
        "file": kept.keep(picture),
        # The archive takes no picture that is not told of: a photo without a caption.
        "alt": told or PLACEHOLDER,
        "caption": settable(picture.caption),
        "width": picture.width,
    }


def _block(block: Block, kept: _Files) -> dict[str, Any]:
    match block:
        case Text():
            return {"kind": "text", "text": settable(block.text), "style": block.style}
        case Heading():
            return {"kind": "heading", "text": settable(block.text)}
        case Items():
            return {"kind": "items", "items": _cleaned(block.items)}
        case KeyFigures():
            return {"kind": "figures", "figures": _cleaned(list(block.figures))}
        case Picture():
            return {"kind": "picture"} | _picture(block, kept)
        case Gallery():
            own = [_picture(one, kept) for one in block.pictures]
            return {"kind": "gallery", "pictures": own}
        case Columns():
            left = [_block(one, kept) for one in block.left]
            right = [_block(one, kept) for one in block.right]
            return {"kind": "columns", "left": left, "right": right}
        case Table():
            return {"kind": "table"} | _table(block)


def _table(table: Table) -> dict[str, Any]:
    return {
        "title": settable(table.title),
        "columns": [_cleaned(column) for column in table.columns],
        "notes": [settable(note) for note in table.notes],
        "rows": [
            {
                "kind": row.kind,
                "cells": [
                    {"text": settable(cell.text), "missing": cell.missing}
                    for cell in row.cells
                ],
            }
            for row in table.rows
        ],
    }
