"""Sessions: the list, one session with attendance, scores and effect. HTTP only."""

from __future__ import annotations

from datetime import date
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from bagana.people.actions import training as actions
from bagana.people.forms.training import ChangeSessionForm, SessionForm
from bagana.people.models import Course, Enrolment, Official, TrainingSession
from bagana.people.queries.training import (
    SessionLine,
    session_lines,
    sessions_of,
    sorted_sessions,
)
from bagana.people.queries.training_effect import Comparison, comparisons_of
from bagana.people.queries.training_gaps import holders_in
from bagana.people.rules import can_train
from bagana.people.training_days import days_of
from bagana.people.views.training_guard import (
    asked,
    chosen_unit,
    find_session,
    require_trainer,
    session_crumbs,
    training_crumbs,
    trains_anywhere,
    unit_choices,
)
from bagana.registers.private import private_page
from bagana.territory.models import Unit
from bagana.territory.queries import below, versions_on
from bagana.web.errors import PermissionDenied, Refused
from bagana.web.form_pages import form_page, taken
from bagana.web.tables import Column, table_response, wanted_format

PER_PAGE: Final = 50


@private_page
def sessions(request: HttpRequest) -> HttpResponse:
    version, units = chosen_unit(request)
    today = timezone.localdate()
    course, state = asked(request, "course"), asked(request, "state")
    within = version.unit if asked(request, "unit") else None
    rows = sessions_of(request.user, unit=within, on=today, course=course, state=state)
    rows = sorted_sessions(rows, asked(request, "sort"))
    if chosen := wanted_format(request):
        return table_response(chosen, "training-sessions", _columns(), rows)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "names": names_of(one.unit_id for one in page.object_list),
        "units": units,
        "unit": asked(request, "unit"),
        "courses": Course.objects.all(),
        "course": course,
        "state": state,
        "sort": asked(request, "sort") or "-starts_on",
        "may_open": trains_anywhere(request.user),
        "crumbs": training_crumbs(),
    }
    return render(request, "people/training_sessions.html", context)


def names_of(units: Any) -> dict[int, str]:
    today = timezone.localdate()
    found = versions_on(today).filter(unit__in=set(units))
    return {one.unit_id: one.name for one in found}


def _columns() -> list[Column]:
    return [
        Column("course", _("Сургалт"), lambda row: row.course.title, width=40),
        Column("unit", _("Нэгж"), lambda row: row.unit.code),
        Column("place", _("Хаана"), width=24),
        Column("starts_on", _("Эхлэх өдөр")),
        Column("ends_on", _("Дуусах өдөр")),
        Column("seats", _("Суудал")),
        Column("enrolled", _("Бүртгүүлсэн")),
        Column("passed", _("Төгссөн")),
        Column("closed", _("Хаасан"), lambda row: row.closed_at),
    ]


@private_page
def session_add(request: HttpRequest) -> HttpResponse:
    choices = unit_choices(request)
    if not choices:
        raise PermissionDenied(_("Сургалтыг сум, аймгийн ажилтан зохион байгуулна."))
    initial = {
        "course": Course.objects.filter(code=asked(request, "course")).first(),
        "unit": asked(request, "unit"),
    }
    form = SessionForm(request.POST or None, units=choices, initial=initial)
    made: list[TrainingSession] = []

    def act() -> None:
        told = dict(form.cleaned_data)
        unit = Unit.objects.get(code=told.pop("unit"))
        made.append(actions.open_session(user=request.user, unit=unit, **told))

    if taken(request, form, act):
        messages.success(request, _("Сургалтын бүлэг нээлээ."))
        return redirect("people:training_session", made[0].uid)
    return form_page(
        request,
        form,
        title=_("Сургалтын бүлэг нээх"),
        button=_("Нээх"),
        back=reverse("people:training_sessions"),
        crumbs=training_crumbs(),
    )


@private_page
def session_edit(request: HttpRequest, uid: UUID) -> HttpResponse:
    session = find_session(request, uid)
    require_trainer(request, session.unit)
    names = ("place", "trainer", "starts_on", "ends_on", "seats")
    initial = {name: getattr(session, name) for name in names}
    form = ChangeSessionForm(request.POST or None, initial=initial)

    def act() -> None:
        actions.change_session(user=request.user, session=session, **form.cleaned_data)

    back = reverse("people:training_session", args=[uid])
    if taken(request, form, act):
        messages.success(request, _("Өөрчлөлтийг хадгаллаа."))
        return redirect(back)
    return form_page(
        request,
        form,
        title=_("Бүлгийн мэдээлэл засах"),
        button=_("Хадгалах"),
        back=back,
        crumbs=session_crumbs(session),
    )


@private_page
def session(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Who runs it sees everybody; who is enrolled sees himself; the rest 404."""
    found = find_session(request, uid)
    trains = can_train(request.user, found.unit)
    lines = session_lines(found)
    if not trains:
        seen = _seen(request, found)
        lines = [line for line in lines if line.enrolment.pk in seen]
    if chosen := wanted_format(request):
        name = f"training-{found.starts_on.isoformat()}"
        return table_response(chosen, name, _line_columns(found), lines)
    days = days_of(found)
    on = _day(asked(request, "day")) or _today_in(days)
    context = {
        "session": found,
        "name": names_of([found.unit_id]).get(found.unit_id, found.unit.code),
        "lines": lines,
        "days": days,
        "on": on if on in days else days[0],
        "came": _came(lines, days, on),
        "trains": trains,
        "may_write": trains and found.closed_at is None,
        "ended": timezone.localdate() >= found.ends_on,
        "comparisons": _effect(request, found) if trains else (),
        "unit_names": _bag_names(found) if trains else {},
        "crumbs": session_crumbs(found)[:-1],
    }
    return render(request, "people/training_session.html", context)


def _effect(request: HttpRequest, found: TrainingSession) -> tuple[Comparison, ...]:
    """Of a closed session: before that nobody has learned anything yet."""
    closed = found.closed_at is not None
    return comparisons_of(found, user=request.user) if closed else ()


def _seen(request: HttpRequest, found: TrainingSession) -> set[int]:
    """Enrolments of the reader himself, and of units under his roles."""
    rows = Enrolment.objects.filter(session=found)
    own = rows.filter(official__user=request.user.pk).values_list("pk", flat=True)
    return {*own, *rows.visible_to(request.user).values_list("pk", flat=True)}


def _day(text: str) -> date | None:
    """None for what is no day, also where it looks like one."""
    try:
        return parse_date(text)
    except ValueError:
        return None


def _today_in(days: list[Any]) -> Any:
    today = timezone.localdate()
    return today if today in days else days[0]


def _came(lines: list[SessionLine], days: list[Any], on: Any) -> set[int]:
    """Ticked beforehand: who is marked present; before a list, nobody."""
    if on not in days:
        return set()
    at = days.index(on)
    return {line.enrolment.pk for line in lines if line.days[at]}


def _bag_names(found: TrainingSession) -> dict[str, str]:
    bags = below(found.unit, found.starts_on, level=3)
    own = versions_on(found.starts_on).filter(unit__in=found.enrolments.values("unit"))
    return {one.unit.code: one.name for one in (*bags, *own)}


def _line_columns(found: TrainingSession) -> list[Column]:
    def present(line: SessionLine) -> int:
        return sum(one is True for one in line.days)

    return [
        Column("name", _("Нэр"), lambda line: line.enrolment.official.name, width=24),
        Column("unit", _("Нэгж"), lambda line: line.enrolment.unit.code),
        Column("present", _("Ирсэн өдөр"), present),
        Column("days", _("Сургалтын өдөр"), lambda line: len(days_of(found))),
        Column("before", _("Өмнөх сорил"), lambda line: line.enrolment.before_score),
        Column("after", _("Дараах сорил"), lambda line: line.enrolment.after_score),
        Column("completed", _("Төгссөн"), lambda line: line.enrolment.completed_on),
        Column(
            "certificate",
            _("Гэрчилгээ"),
            lambda line: line.certificate.number if line.certificate else None,
        ),
    ]


@private_page
def session_enrol(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Officials in office under the session's unit, to be ticked."""
    found = find_session(request, uid)
    require_trainer(request, found.unit)
    today = timezone.localdate()
    bags = {one.unit_id: one for one in below(found.unit, today)}
    bags |= {one.unit_id: one for one in versions_on(today).filter(unit=found.unit)}
    held = holders_in(bags, today)
    there = set(found.enrolments.values_list("official", flat=True))
    people = [
        (bags[unit], one)
        for unit, rows in sorted(held.items(), key=lambda pair: bags[pair[0]].unit.code)
        for one in rows
        if one.official_id not in there
    ]
    if request.method == "POST":
        wanted = set(request.POST.getlist("who"))
        chosen = {
            one.official_id: one.official
            for _bag, one in people
            if str(one.official.uid) in wanted
        }
        return _enrolled(request, found, list(chosen.values()))
    page = Paginator(people, 4 * PER_PAGE).get_page(request.GET.get("page"))
    context = {"session": found, "page": page, "crumbs": session_crumbs(found)}
    return render(request, "people/training_enrol.html", context)


def _enrolled(
    request: HttpRequest, found: TrainingSession, chosen: list[Official]
) -> HttpResponse:
    from bagana.people.actions.training_offers import enrol_several

    made = enrol_several(
        user=request.user, session=found, chosen=[(one, {}) for one in chosen]
    )
    said = ngettext("%(n)s хүнийг бүртгэлээ.", "%(n)s хүнийг бүртгэлээ.", len(made)) % {
        "n": len(made)
    }
    messages.success(request, said)
    return redirect("people:training_session", found.uid)


@require_POST
@private_page
def attendance(request: HttpRequest, uid: UUID) -> HttpResponse:
    found = find_session(request, uid)
    require_trainer(request, found.unit)
    on = _day(request.POST.get("on", ""))
    if on is None:
        raise Refused(_("Өдрөө сонгоно уу."))
    wanted = set(request.POST.getlist("present"))
    came = [one for one in found.enrolments.all() if str(one.uid) in wanted]
    actions.mark_attendance(user=request.user, session=found, on=on, present=came)
    messages.success(request, _("Ирцийг хадгаллаа."))
    back = reverse("people:training_session", args=[uid])
    return redirect(f"{back}?day={on.isoformat()}#attendance")


@require_POST
@private_page
def scores(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Marks of paper tests, a line for each enrolled; an empty cell leaves its mark."""
    found = find_session(request, uid)
    require_trainer(request, found.unit)
    for one in found.enrolments.select_related("session__unit", "official"):
        before = _mark(request.POST.get(f"before-{one.uid}", ""))
        after = _mark(request.POST.get(f"after-{one.uid}", ""))
        if (before, after) != (one.before_score, one.after_score):
            actions.enter_scores(
                user=request.user, enrolment=one, before=before, after=after
            )
    messages.success(request, _("Сорилын оноог хадгаллаа."))
    return redirect("people:training_session", uid)


def _mark(text: str) -> float | None:
    if not text.strip():
        return None
    try:
        return float(text.replace(",", "."))
    except ValueError:
        raise Refused(_("Оноо 0–100 хувийн хооронд байна.")) from None


@require_POST
@private_page
def leave(request: HttpRequest, uid: UUID, who: UUID) -> HttpResponse:
    found = find_session(request, uid)
    require_trainer(request, found.unit)
    enrolment = get_object_or_404(
        found.enrolments.select_related("session__unit"), uid=who
    )
    actions.leave(user=request.user, enrolment=enrolment)
    messages.success(request, _("Жагсаалтаас хаслаа."))
    return redirect("people:training_session", uid)


@require_POST
@private_page
def close(request: HttpRequest, uid: UUID) -> HttpResponse:
    found = find_session(request, uid)
    require_trainer(request, found.unit)
    given = actions.close_session(user=request.user, session=found)
    said = ngettext(
        "Сургалтыг хааж, %(n)s гэрчилгээ олголоо.",
        "Сургалтыг хааж, %(n)s гэрчилгээ олголоо.",
        len(given),
    ) % {"n": len(given)}
    messages.success(request, said)
    return redirect("people:training_session", uid)
