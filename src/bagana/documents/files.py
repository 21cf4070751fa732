"""Papers as files: which kinds there are, their types, their names."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.conf import settings

from bagana.documents.blocks import Paper
from bagana.documents.pdf import to_pdf
from bagana.documents.sheets import to_xlsx
from bagana.documents.word import to_docx

OFFICE: Final = "application/vnd.openxmlformats-officedocument"
TYPES: Final = {
    "pdf": "application/pdf",
    "docx": f"{OFFICE}.wordprocessingml.document",
    "xlsx": f"{OFFICE}.spreadsheetml.sheet",
}
KINDS: Final = (("pdf", "PDF"), ("docx", "Word"), ("xlsx", "Excel"))
LANGUAGES: Final = ("mn", "en")


def _word(paper: Paper) -> bytes:
    return to_docx(paper, settings.BAGANA_HOME)


MAKERS: Final[dict[str, Callable[[Paper], bytes]]] = {
    "pdf": to_pdf,
    "docx": _word,
    "xlsx": to_xlsx,
}


def made(paper: Paper, kind: str) -> bytes:
    return MAKERS[kind](paper)
