"""The sheet of a visit: the version's questions, and answers in the reader's words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bagana.ranking.models import FrameworkVersion, Visit

YES_NO, SCALE_KIND, TEXT = "yes_no", "scale", "text"


@dataclass(frozen=True, slots=True)
class Question:
    """One line of the sheet. `kind` is yes_no, scale or text."""

    code: str
    words: str
    kind: str


@dataclass(frozen=True, slots=True)
class Answer:
    question: Question
    value: Any

    @property
    def words(self) -> str:
        """The answer as a page shows it; nothing where none was given."""
        if self.value in (None, ""):
            return ""
        if self.question.kind == YES_NO:
            return _("тийм") if self.value else _("үгүй")
        return str(self.value)


def questions_of(version: FrameworkVersion) -> tuple[Question, ...]:
    return tuple(
        Question(entry["code"], _words(entry.get("question")), entry["kind"])
        for entry in version.visit_sheet
    )


def answers_of(visit: Visit) -> list[Answer]:
    """The visit's answers in the order of the sheet."""
    questions = questions_of(visit.selection.version)
    return [Answer(one, visit.answers.get(one.code)) for one in questions]


def _words(words: Any) -> str:
    found = words or {}
    english = found.get("en") if get_language() == "en" else ""
    return str(english or found.get("mn") or "")
