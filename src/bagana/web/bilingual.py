"""Fields kept in two languages: `name` reads name_en or name_mn as the reader does."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language


class Bilingual:
    """The text in the reader's language; Mongolian where there is no English."""

    def __init__(self, stem: str) -> None:
        self.stem = stem

    def __get__(self, row: Any, owner: type[Any]) -> str:
        mongolian: str = getattr(row, f"{self.stem}_mn")
        if get_language() != "en":
            return mongolian
        english: str = getattr(row, f"{self.stem}_en")
        return english or mongolian
