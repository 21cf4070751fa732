"""How answers are read and marked; no database is written here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bagana.people.models import Question
from bagana.web.errors import Refused

type Answers = Mapping[Any, Iterable[int]]
"""Key of a question → places of the choices taken, from 0."""


@dataclass(frozen=True, slots=True)
class Choice:
    place: int
    text: str
    right: bool
    taken: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as a page shows it, with what was taken if it was answered."""

    question: Question
    choices: tuple[Choice, ...]
    answered: bool

    @property
    def several(self) -> bool:
        return sum(one.right for one in self.choices) > 1

    @property
    def right(self) -> bool:
        return all(one.right == one.taken for one in self.choices)


def choice_text(choice: Mapping[str, Any]) -> str:
    english = choice.get("en", "") if get_language() == "en" else ""
    return str(english or choice["mn"])


def asked_of(
    questions: Iterable[Question], answers: Mapping[str, Sequence[int]] | None = None
) -> list[Asked]:
    return [_one(question, (answers or {})) for question in questions]


def _one(question: Question, answers: Mapping[str, Sequence[int]]) -> Asked:
    taken = answers.get(str(question.pk), ())
    choices = tuple(
        Choice(place, choice_text(one), bool(one["right"]), place in taken)
        for place, one in enumerate(question.choices)
    )
    return Asked(question, choices, str(question.pk) in answers)


def checked(questions: Sequence[Question], answers: Answers) -> dict[str, list[int]]:
    """Answers by question as they are kept.

    Raises
    ------
    Refused
        If a question has none, or a place is not one of its choices.
    """
    given = {str(key): sorted(set(places)) for key, places in answers.items()}
    kept: dict[str, list[int]] = {}
    for question in questions:
        places = given.get(str(question.pk), [])
        if not places:
            raise Refused(_("Бүх асуултад хариулна уу."))
        if not set(places) <= set(range(len(question.choices))):
            raise Refused(_("Ийм хариулт байхгүй."))
        kept[str(question.pk)] = places
    return kept


def score_of(questions: Sequence[Question], given: Mapping[str, list[int]]) -> float:
    """Per cent of questions answered wholly right: all right choices and no other."""
    right = sum(
        {at for at, one in enumerate(question.choices) if one["right"]}
        == set(given[str(question.pk)])
        for question in questions
    )
    return round(100 * right / len(questions), 2)
