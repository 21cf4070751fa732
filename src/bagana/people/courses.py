"""Courses, lessons, quizzes and gap rules that every installation begins with.

`data/courses.toml` names the courses and what measures a gap in each; a lesson is one
markdown file whose head holds its titles and its quiz, Mongolian above English.
"""

from __future__ import annotations

import tomllib
from datetime import date
from importlib.resources import files
from typing import Any, Final

from django.db import transaction

from bagana.indicators.models import Indicator
from bagana.people.models import Course, GapRule, Lesson, Question

FROM: Final = date(2018, 1, 1)
FENCE: Final = "+++"
ENGLISH: Final = "\n<!-- en -->\n"
Row = dict[str, Any]


def _text(name: str) -> str:
    return (files("bagana.people") / "data" / name).read_text(encoding="utf-8")


def package_courses() -> list[Row]:
    """The courses with their gap rules, as the package brings them."""
    rows: list[Row] = tomllib.loads(_text("courses.toml"))["courses"]
    return rows


def package_lessons(code: str) -> list[Row]:
    """The lessons of a course in order, each with its bodies and questions."""
    folder = files("bagana.people") / "data" / "lessons"
    mine = (one.name for one in folder.iterdir() if one.name.startswith(f"{code}-"))
    return [read_lesson(_text(f"lessons/{name}")) for name in sorted(mine)]


def read_lesson(text: str) -> Row:
    """A lesson's head between two fences, then its body in two languages.

    Raises
    ------
    ValueError
        Without a head or without the mark that English follows.
    """
    _before, head, body = text.split(FENCE, 2)
    mongolian, english = body.split(ENGLISH, 1)
    row: Row = tomllib.loads(head)
    return row | {"body_mn": mongolian.strip(), "body_en": english.strip()}


@transaction.atomic
def load_courses() -> int:
    """Bring what an installation lacks; a set-up step. Returns how many courses came.

    A course that is there stays as the office made it. A rule is added where its
    course and indicator never had one: an indicator may have come later.
    """
    rows, there = package_courses(), set(Course.objects.values_list("code", flat=True))
    for row in rows:
        if row["code"] not in there:
            _found_course(row)
        _found_rules(row)
    return sum(row["code"] not in there for row in rows)


def _found_course(row: Row) -> None:
    told = {key: value for key, value in row.items() if key != "gaps"}
    course = Course.objects.create(is_illustrative=True, **told)
    for position, lesson in enumerate(package_lessons(course.code), start=1):
        questions = lesson.pop("questions", [])
        made = Lesson.objects.create(course=course, position=position, **lesson)
        Question.objects.bulk_create(
            Question(lesson=made, position=place, **question)
            for place, question in enumerate(questions, start=1)
        )


def _found_rules(row: Row) -> None:
    course = Course.objects.get(code=row["code"])
    known = Indicator.objects.in_bulk(
        [gap["indicator"] for gap in row.get("gaps", [])], field_name="code"
    )
    had = set(course.gap_rules.values_list("indicator__code", flat=True))
    for gap in row.get("gaps", []):
        if gap["indicator"] in known and gap["indicator"] not in had:
            GapRule.objects.create(
                course=course,
                indicator=known[gap["indicator"]],
                limit=gap["limit"],
                worse_above=gap["worse_above"],
                valid_from=FROM,
            )
