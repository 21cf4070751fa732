"""Lessons that anybody reads, and whether a certificate is genuine. HTTP only."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from bagana.people.lesson_text import lesson_html
from bagana.people.models import Certificate, Course, Lesson
from bagana.people.queries.training import find_certificate, standing_of
from bagana.people.testing import asked_of
from bagana.portal.views.daily.misses import count_miss, told_to_wait
from bagana.portal.views.pages import asked, page


def _find(code: str) -> Course:
    return get_object_or_404(Course, code=code, is_closed=False)


@require_safe
def lessons(request: HttpRequest) -> HttpResponse:
    """Every open course with its lessons."""
    rows = Course.objects.filter(is_closed=False).prefetch_related("lessons")
    return page(request, "daily/lessons", courses=rows)


@require_safe
def course(request: HttpRequest, code: str) -> HttpResponse:
    return redirect("portal:lesson", _find(code).code, 1)


@require_safe
def lesson(request: HttpRequest, code: str, position: int) -> HttpResponse:
    """One lesson; under each question its answer, opened without JavaScript."""
    found = _find(code)
    all_of_it = list(found.lessons.all())
    one = next((row for row in all_of_it if row.position == position), None)
    if one is None:
        raise Http404
    return page(
        request,
        "daily/lesson",
        course=found,
        lessons=all_of_it,
        lesson=one,
        text=lesson_html(one.body),
        asked=asked_of(one.questions.all()),
    )


@require_safe
def booklet(request: HttpRequest, code: str) -> HttpResponse:
    """A whole course on one page, for paper: answers stand at its end."""
    found = _find(code)
    rows = found.lessons.prefetch_related("questions")
    parts = [_part(one) for one in rows]
    return page(request, "daily/booklet", course=found, parts=parts)


def _part(one: Lesson) -> dict[str, Any]:
    text = lesson_html(one.body, lower=1)
    return {"lesson": one, "text": text, "asked": asked_of(one.questions.all())}


@require_safe
def certificate_form(request: HttpRequest) -> HttpResponse:
    if code := asked(request, "code"):
        return redirect("portal:certificate", code.replace("/", ""))
    return page(request, "daily/certificate_form")


@never_cache
@require_safe
def certificate(request: HttpRequest, code: str) -> HttpResponse:
    """Course, number, day and validity; never whose it is."""
    if waits := told_to_wait(request, "certificate"):
        return waits
    found = find_certificate(code)
    if found is None:
        count_miss(request, "certificate")
    standing = standing_of(found, timezone.localdate()) if found else "unknown"
    response = page(
        request, "daily/certificate", standing=standing, facts=_facts(found)
    )
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _facts(found: Certificate | None) -> dict[str, Any]:
    """What may be told of a certificate; why it was revoked is not."""
    if found is None:
        return {}
    return {
        "course": found.enrolment.course.title,
        "number": found.number,
        "code": found.code,
        "issued_on": found.issued_on,
        "valid_until": found.valid_until,
        "revoked_on": found.revoked_on,
        "is_illustrative": found.enrolment.course.is_illustrative,
    }
