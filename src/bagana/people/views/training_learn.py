"""An official's own learning: lessons, quizzes, tests. HTTP only; no JavaScript."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bagana.people.actions.training import answer, enrol
from bagana.people.lesson_text import lesson_html
from bagana.people.models import AttemptKind, Course, Enrolment, Question
from bagana.people.queries.training import learning_of, standing_of, steps_of
from bagana.people.queries.training_gaps import offer
from bagana.people.testing import asked_of
from bagana.people.views.training_guard import (
    find_course,
    find_own,
    own_official,
    training_crumbs,
)
from bagana.registers.private import private_page
from bagana.web.errors import Refused
from bagana.web.form_pages import Crumbs

TESTS = {"before": AttemptKind.BEFORE, "after": AttemptKind.AFTER}


@private_page
def mine(request: HttpRequest) -> HttpResponse:
    """What is offered to the reader, what he learns, what he has learned."""
    official, today = own_official(request), timezone.localdate()
    rows = list(learning_of(official)) if official else []
    certificates = {
        row.pk: standing_of(row.certificate, today)
        for row in rows
        if hasattr(row, "certificate")
    }
    begun = {row.course_id for row in rows}
    context = {
        "official": official,
        "offers": offer(official, today, user=request.user) if official else (),
        "rows": rows,
        "certificates": certificates,
        "courses": Course.objects.filter(is_closed=False).exclude(pk__in=begun),
        "crumbs": training_crumbs(),
    }
    return render(request, "people/training_mine.html", context)


@require_POST
@private_page
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """Start a course alone; one that is begun goes on."""
    course, official = find_course(code), own_official(request)
    if official is None:
        raise Refused(
            _("Таны бүртгэл ажилтантай холбогдоогүй байна."),
            _("Хичээлийг нийтийн хуудсаас уншиж болно."),
        )
    found = [
        one.as_kept(str(one.unit))
        for one in offer(official, timezone.localdate(), user=request.user)
        if one.course.pk == course.pk
    ]
    made = enrol(
        user=request.user,
        official=official,
        course=course,
        offered_for=found[0] if found else None,
    )
    return redirect("people:training_learn", made.uid)


def _crumbs(enrolment: Enrolment | None = None) -> Crumbs:
    mine = (reverse("people:training_mine"), _("Миний сургалт"))
    if enrolment is None:
        return [*training_crumbs(), mine]
    page = reverse("people:training_learn", args=[enrolment.uid])
    return [*training_crumbs(), mine, (page, enrolment.course.title)]


@private_page
def learn(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The way through one course: lessons in order, then the test."""
    enrolment = find_own(request, uid)
    steps = steps_of(enrolment)
    context = {
        "enrolment": enrolment,
        "course": enrolment.course,
        "steps": steps,
        "done": sum(one.passed for one in steps),
        "next": next((one for one in steps if not one.passed), None),
        "certificate": getattr(enrolment, "certificate", None),
        "crumbs": _crumbs(),
    }
    return render(request, "people/training_learn.html", context)


def _answers(request: HttpRequest, questions: list[Question]) -> dict[int, list[int]]:
    found = {}
    for one in questions:
        places = request.POST.getlist(f"q-{one.pk}")
        found[one.pk] = [int(place) for place in places if place.isdecimal()]
    return found


@private_page
def lesson(request: HttpRequest, uid: UUID, position: int) -> HttpResponse:
    """One lesson with its quiz; answered, each question says what is right and why."""
    enrolment = find_own(request, uid)
    found = get_object_or_404(enrolment.course.lessons, position=position)
    questions = list(found.questions.all())
    problem = ""
    if request.method == "POST":
        given = _answers(request, questions)
        try:
            answer(
                user=request.user,
                enrolment=enrolment,
                kind=AttemptKind.QUIZ,
                lesson=found,
                answers=given,
            )
            here = reverse("people:training_lesson", args=[uid, position])
            return redirect(f"{here}?seen=1#quiz")
        except Refused as refused:
            problem = refused.reason
            shown = asked_of(
                questions, {str(key): value for key, value in given.items()}
            )
    else:
        last = enrolment.attempts.filter(lesson=found).order_by("-pk").first()
        answers = last.answers if last and "seen" in request.GET else None
        shown = asked_of(questions, answers)
    context = {
        "enrolment": enrolment,
        "lesson": found,
        "text": lesson_html(found.body),
        "asked": shown,
        "told": not problem and any(one.answered for one in shown),
        "problem": problem,
        "after": enrolment.course.lessons.filter(position__gt=position).first(),
        "crumbs": _crumbs(enrolment),
    }
    status = 422 if problem else 200
    return render(request, "people/training_lesson.html", context, status=status)


@private_page
def test(request: HttpRequest, uid: UUID, kind: str) -> HttpResponse:
    """The test before or after: all questions of the course on one page."""
    enrolment = find_own(request, uid)
    if kind not in TESTS:
        raise Http404
    rows = Question.objects.filter(lesson__course=enrolment.course)
    questions = list(rows.select_related("lesson").order_by("lesson__position"))
    given: dict[int, list[int]] = {}
    problem = ""
    if request.method == "POST":
        given = _answers(request, questions)
        problem = _take(request, enrolment, kind, given)
        if not problem:
            return redirect("people:training_learn", uid)
    context: dict[str, Any] = {
        "enrolment": enrolment,
        "kind": kind,
        "asked": asked_of(questions, {str(key): value for key, value in given.items()}),
        "problem": problem,
        "crumbs": _crumbs(enrolment),
    }
    status = 422 if problem else 200
    return render(request, "people/training_test.html", context, status=status)


def _take(
    request: HttpRequest, enrolment: Enrolment, kind: str, given: dict[int, list[int]]
) -> str:
    """The reason of a refusal, or nothing and a message with the mark."""
    try:
        attempt = answer(
            user=request.user, enrolment=enrolment, kind=TESTS[kind], answers=given
        )
    except Refused as refused:
        return refused.reason
    said = _("Сорилын оноо: %(score)s %%") % {"score": round(attempt.score)}
    messages.success(request, said)
    return ""
