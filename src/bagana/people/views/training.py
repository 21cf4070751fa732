"""Who should learn what and why; enrolling several at once. HTTP only."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from bagana.accounts.roles import has_any_role
from bagana.people.actions.training_offers import enrol_several
from bagana.people.forms.training import EnrolForm
from bagana.people.models import Course, Official, TrainingSession
from bagana.people.queries.training import sessions_of
from bagana.people.queries.training_gaps import GapLine, gap_lines
from bagana.people.rules import can_train
from bagana.people.views.training_guard import (
    asked,
    chosen_unit,
    trains_anywhere,
    units_of,
)
from bagana.registers.private import private_page
from bagana.web.errors import Refused
from bagana.web.tables import Column, table_response, wanted_format

SORTS: Final = ("unit", "course", "value", "period")


@private_page
def training(request: HttpRequest) -> HttpResponse:
    """The measured gaps of a unit's bags with who works there and what is offered."""
    if not has_any_role(request.user):
        return redirect("people:training_mine")
    version, units = chosen_unit(request)
    course, today = asked(request, "course"), timezone.localdate()
    lines = gap_lines(version.unit, today, user=request.user, course=course)
    lines = _in_order(lines, asked(request, "sort"))
    if chosen := wanted_format(request):
        name = f"training-gaps-{version.unit.code}-{today.isoformat()}"
        return table_response(chosen, name, _columns(), lines)
    context = {
        "version": version,
        "units": units,
        "lines": lines,
        "bags": len({line.version.unit_id for line in lines}),
        "courses": Course.objects.filter(is_closed=False),
        "course": course,
        "sort": asked(request, "sort") or "unit",
        "sessions": _sessions(request, course),
        "may_train": can_train(request.user, version.unit),
        "today": today,
    }
    return render(request, "people/training.html", context)


def _in_order(lines: list[GapLine], sort: str) -> list[GapLine]:
    keys: dict[str, Any] = {
        "unit": lambda line: (line.version.unit.code, line.offer.course.code),
        "course": lambda line: (line.offer.course.code, line.version.unit.code),
        "value": lambda line: (line.offer.indicator.code, line.offer.value),
        "period": lambda line: (line.offer.period, line.version.unit.code),
    }
    name = sort.removeprefix("-")
    key = keys[name if name in SORTS else "unit"]
    return sorted(lines, key=key, reverse=sort.startswith("-"))


def _sessions(request: HttpRequest, course: str) -> QuerySet[TrainingSession]:
    """Those that are still to come or going on, and that the reader runs."""
    today = timezone.localdate()
    rows = sessions_of(
        request.user, unit=None, on=today, course=course, state="open"
    ).filter(ends_on__gte=today)
    mine = [one.unit_id for one in units_of(request.user, today)]
    rows = rows.filter(unit__in=mine) if trains_anywhere(request.user) else rows.none()
    return rows.order_by("starts_on")


def _columns() -> list[Column]:
    return [
        Column("unit", _("Код"), lambda line: line.version.unit.code),
        Column("name", _("Баг"), lambda line: line.version.name, width=24),
        Column("sum", _("Сум"), lambda line: line.sum, width=24),
        Column("course", _("Сургалт"), lambda line: line.offer.course.title, width=40),
        Column(
            "indicator", _("Үзүүлэлт"), lambda line: line.offer.indicator.name, width=40
        ),
        Column("period", _("Хугацаа"), lambda line: line.offer.period),
        Column("value", _("Утга"), lambda line: line.offer.value),
        Column("limit", _("Хязгаар"), lambda line: line.offer.rule.limit),
        Column("officials", _("Ажилтан"), lambda line: len(line.learners)),
        Column(
            "learning",
            _("Сурч байгаа, сурсан"),
            lambda line: sum(one.enrolment is not None for one in line.learners),
        ),
    ]


@require_POST
@private_page
def enrol(request: HttpRequest) -> HttpResponse:
    """The ticked officials into one session, each with his own gap."""
    version, _units = chosen_unit(request)
    form = EnrolForm(request.POST, sessions=_sessions(request, ""))
    if not form.is_valid():
        raise Refused(_("Аль бүлэгт бүртгэхээ сонгоно уу."))
    session: TrainingSession = form.cleaned_data["session"]
    lines = gap_lines(
        version.unit,
        timezone.localdate(),
        user=request.user,
        course=session.course.code,
    )
    made = enrol_several(
        user=request.user, session=session, chosen=_ticked(request, lines)
    )
    said = ngettext("%(n)s хүнийг бүртгэлээ.", "%(n)s хүнийг бүртгэлээ.", len(made)) % {
        "n": len(made)
    }
    messages.success(request, said)
    return redirect("people:training_session", session.uid)


def _ticked(
    request: HttpRequest, lines: list[GapLine]
) -> list[tuple[Official, dict[str, Any]]]:
    """Only whom the page itself offers: a foreign key in the form finds nobody."""
    wanted = set(request.POST.getlist("who"))
    return [
        (learner.official, line.offer.as_kept(line.version.unit.code))
        for line in lines
        for learner in line.learners
        if f"{learner.official.uid}" in wanted
    ]
