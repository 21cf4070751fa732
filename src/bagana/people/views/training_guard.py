"""What every page of training begins with; what is not the reader's answers 404."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.accounts.roles import assignments, has_any_role, held_under
from bagana.people.models import Course, Enrolment, Official, TrainingSession
from bagana.people.rules import STAFFERS, can_read_staff, can_train, is_self
from bagana.people.training_days import unit_of
from bagana.territory.models import UnitAncestry, UnitVersion
from bagana.territory.queries import find_version, versions_on
from bagana.web.errors import PermissionDenied
from bagana.web.form_pages import Crumbs

BAG_LEVEL = 3


def asked(request: HttpRequest, name: str) -> str:
    return request.GET.get(name, "").replace("\0", "").strip()[:60]


def own_official(request: HttpRequest) -> Official | None:
    return Official.objects.filter(user=request.user.pk).first()


def units_of(user: Any, on: date) -> list[UnitVersion]:
    """Aimags and sums under the user's roles, widest first; else his own bags."""
    roots = [one.unit_id for one in assignments(user)]
    under = UnitAncestry.objects.on(on).filter(ancestor__in=roots).values("unit")
    found = versions_on(on).filter(unit__in=under, kind__level__gt=0)
    wide = found.filter(kind__level__lt=BAG_LEVEL).order_by("kind__level", "unit__code")
    return list(wide) or list(found.order_by("unit__code"))


def chosen_unit(request: HttpRequest) -> tuple[UnitVersion, list[UnitVersion]]:
    """The unit of ?unit=, else the widest; and those one may choose among."""
    if not has_any_role(request.user):
        raise PermissionDenied(_("Энэ хуудсыг нээх эрх танд алга."))
    today = timezone.localdate()
    units = units_of(request.user, today)
    if not units:
        raise PermissionDenied(_("Энэ хуудсыг нээх эрх танд алга."))
    code = asked(request, "unit")
    if not code:
        return units[0], units
    version = find_version(code, today)
    if version is None or not can_read_staff(request.user, version.unit):
        raise Http404
    return version, units


def unit_choices(request: HttpRequest) -> list[tuple[str, str]]:
    """Units over which the reader trains, for a form."""
    today, mine = timezone.localdate(), held_under(request.user, STAFFERS)
    return [
        (one.unit.code, one.name)
        for one in units_of(request.user, today)
        if one.unit_id in mine
    ]


def require_trainer(request: HttpRequest, unit: Any) -> None:
    if not can_train(request.user, unit):
        raise PermissionDenied(_("Сургалтыг сум, аймгийн ажилтан зохион байгуулна."))


def trains_anywhere(user: Any) -> bool:
    return any(one.role in STAFFERS for one in assignments(user))


def find_course(code: str) -> Course:
    return get_object_or_404(Course, code=code)


def find_session(request: HttpRequest, uid: UUID) -> TrainingSession:
    rows = opened_sessions(request).select_related("course", "unit")
    return get_object_or_404(rows, uid=uid)


def opened_sessions(request: HttpRequest) -> QuerySet[TrainingSession]:
    """Sessions of units under the reader's roles, and those that he is enrolled in."""
    seen = TrainingSession.objects.visible_to(request.user).values("pk")
    mine = Enrolment.objects.filter(official__user=request.user.pk).values("session")
    return TrainingSession.objects.filter(Q(pk__in=seen) | Q(pk__in=mine))


def find_own(request: HttpRequest, uid: UUID) -> Enrolment:
    """An enrolment of the reader himself: nobody answers for another."""
    rows = Enrolment.objects.filter(official__user=request.user.pk)
    rows = rows.select_related("course", "official", "session", "unit")
    return get_object_or_404(rows, uid=uid)


def find_official(request: HttpRequest, uid: UUID) -> Official:
    """The reader himself, or somebody in office under his roles."""
    official = get_object_or_404(Official, uid=uid)
    unit = unit_of(official, timezone.localdate())
    seen = unit is not None and can_read_staff(request.user, unit)
    if not (is_self(request.user, official) or seen):
        raise Http404
    return official


def training_crumbs() -> Crumbs:
    return [(reverse("people:training"), _("Сургалт"))]


def course_crumbs(course: Course) -> Crumbs:
    page = reverse("people:training_course", args=[course.code])
    courses = (reverse("people:training_courses"), _("Сургалтын жагсаалт"))
    return [*training_crumbs(), courses, (page, course.title)]


def session_crumbs(session: TrainingSession) -> Crumbs:
    sessions = (reverse("people:training_sessions"), _("Сургалтын бүлгүүд"))
    page = reverse("people:training_session", args=[session.uid])
    title = f"{session.course.title}, {session.starts_on.isoformat()}"
    return [*training_crumbs(), sessions, (page, title)]
