"""Learning alone: quizzes, the test after, and how answers are marked."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import given, settings
from hypothesis import strategies as st

from bagana.people.actions.training import answer, enrol
from bagana.people.actions.training_certificates import issue_certificate
from bagana.people.lesson_text import lesson_html
from bagana.people.models import Question
from bagana.people.testing import score_of
from bagana.web.errors import Refused
from tests.factories import make_tree, make_user
from tests.people.training_rows import make_course, make_holder, make_session


@pytest.fixture
def units(db):
    return make_tree()


def _right(questions, place=0):
    return {one.pk: [place] for one in questions}


def _all(course):
    return list(Question.objects.filter(lesson__course=course))


def test_every_quiz_and_the_test_after_complete_a_course(units):
    official, course = make_holder(units["1101"]), make_course()
    user = official.user
    row = enrol(user=user, official=official, course=course)
    for lesson in course.lessons.all():
        answers = _right(lesson.questions.all())
        answer(user=user, enrolment=row, kind="quiz", lesson=lesson, answers=answers)
    assert row.completed_on is None
    answer(user=user, enrolment=row, kind="after", answers=_right(_all(course)))
    row.refresh_from_db()
    assert row.after_score == 100
    assert row.completed_on is not None


def test_the_office_and_not_the_learner_gives_the_certificate(units):
    official, course = make_holder(units["1101"]), make_course()
    row = enrol(user=official.user, official=official, course=course)
    officer = make_user("sum_officer", units["11"])
    with pytest.raises(Refused):
        issue_certificate(user=officer, enrolment=row)
    row.completed_on = "2026-01-01"
    row.save()
    row.refresh_from_db()
    with pytest.raises(PermissionDenied):
        issue_certificate(user=official.user, enrolment=row)
    assert issue_certificate(user=officer, enrolment=row).number.startswith("1101-")


def test_a_missed_quiz_keeps_a_course_open(units):
    official, course = make_holder(units["1101"]), make_course()
    row = enrol(user=official.user, official=official, course=course)
    answer(
        user=official.user, enrolment=row, kind="after", answers=_right(_all(course))
    )
    row.refresh_from_db()
    assert row.completed_on is None


def test_the_best_of_several_tests_alone_counts(units):
    official, course = make_holder(units["1101"]), make_course()
    row = enrol(user=official.user, official=official, course=course)
    for place in (0, 1):
        answers = _right(_all(course), place)
        answer(user=official.user, enrolment=row, kind="after", answers=answers)
    row.refresh_from_db()
    assert row.after_score == 100


@pytest.mark.parametrize("kind", ["before", "after"])
def test_a_test_of_a_session_is_taken_once(units, kind):
    official, course = make_holder(units["1101"]), make_course()
    officer = make_user("sum_officer", units["11"])
    session = make_session(officer, units["11"], course)
    row = enrol(user=officer, official=official, session=session)
    answers = _right(_all(course))
    answer(user=official.user, enrolment=row, kind=kind, answers=answers)
    with pytest.raises(Refused):
        answer(user=official.user, enrolment=row, kind=kind, answers=answers)


def test_nobody_answers_for_another(units):
    official, course = make_holder(units["1101"]), make_course()
    row = enrol(user=official.user, official=official, course=course)
    for user in (make_user("sum_officer", units["11"]), make_user()):
        with pytest.raises(PermissionDenied):
            answer(user=user, enrolment=row, kind="after", answers=_right(_all(course)))


def test_a_governor_of_another_bag_enrols_nobody(units):
    official = make_holder(units["1101"])
    other = make_user("bag_governor", units["1102"])
    with pytest.raises(PermissionDenied):
        enrol(user=other, official=official, course=make_course())


def test_beginning_again_goes_on_with_what_is_begun(units):
    official, course = make_holder(units["1101"]), make_course()
    first = enrol(user=official.user, official=official, course=course)
    assert enrol(user=official.user, official=official, course=course) == first


@pytest.mark.parametrize("places", [[], [7]])
def test_an_unanswered_or_made_up_choice_is_refused(units, places):
    official, course = make_holder(units["1101"]), make_course()
    row = enrol(user=official.user, official=official, course=course)
    lesson = course.lessons.first()
    answers = {one.pk: places for one in lesson.questions.all()}
    with pytest.raises(Refused):
        answer(
            user=official.user,
            enrolment=row,
            kind="quiz",
            lesson=lesson,
            answers=answers,
        )


@given(st.lists(st.tuples(st.sets(st.integers(0, 2), min_size=1), st.booleans())))
@settings(max_examples=25, deadline=None)
def test_a_score_is_the_share_of_wholly_right_answers(told):
    """Right are places {0}, or {0, 1}; the mark against a plain count."""
    if not told:
        return
    questions, given_answers, right = [], {}, 0
    for key, (taken, two) in enumerate(told, start=1):
        rights = {0, 1} if two else {0}
        choices = [{"mn": str(n), "right": n in rights} for n in range(3)]
        questions.append(Question(pk=key, choices=choices))
        given_answers[str(key)] = sorted(taken)
        if set(taken) == rights:
            right += 1
    assert score_of(questions, given_answers) == pytest.approx(
        100 * right / len(told), abs=0.01
    )


def test_a_lesson_obeys_no_html_and_fetches_nothing():
    html = lesson_html("# Том\n\n<script>x</script> [a](javascript:x) ![b](http://c/d)")
    assert "<script" not in html
    assert 'href="javascript' not in html
    assert "<img" not in html
    assert "<h2>Том</h2>" in html
