"""The language of the command, without Django: no database, no settings, no folder."""

from __future__ import annotations

import gettext as translations
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from bagana.engines.index import Words

LOCALES: Final = Path(__file__).parents[2] / "locale"
SHOWN: Final = 20
"""So many mistakes are told at once; the rest mostly has the same cause."""


@dataclass(frozen=True)
class Speech:
    """What is said to the person at the terminal, and written into the results."""

    language: str

    @cached_property
    def _catalogue(self) -> translations.NullTranslations:
        return translations.translation(
            "django", LOCALES, languages=[self.language], fallback=True
        )

    def translate(self, text: str) -> str:
        return self._catalogue.gettext(text)

    def of(self, words: Words) -> str:
        return words.of(self.language)


@dataclass(frozen=True)
class Mistake:
    """One place in a file: what stands there, why it is refused, how to mend it."""

    line: int
    column: str
    value: str
    reason: str
    fix: str = ""


class Unusable(Exception):  # noqa: N818  a verdict on a file, no fault of the program
    """A file, or a wish, that the command cannot follow, already in words."""

    def __init__(
        self, reason: str, fix: str = "", mistakes: Sequence[Mistake] = ()
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.fix = fix
        self.mistakes = tuple(mistakes)

    def lines(self, speech: Speech) -> list[str]:
        _ = speech.translate
        told = [self.reason]
        for one in self.mistakes[:SHOWN]:
            # The same words as of an import that refuses rows.
            place = _("мөр %(row)s, %(column)s «%(value)s»") % {
                "row": one.line,
                "column": one.column or "–",
                "value": one.value,
            }
            told.append(f"  {place}: {one.reason} {one.fix}".rstrip())
        rest = len(self.mistakes) - SHOWN
        if rest > 0:
            told.append("  " + _("… өөр %(count)s алдаа.") % {"count": rest})
        return [*told, *([self.fix] if self.fix else [])]
