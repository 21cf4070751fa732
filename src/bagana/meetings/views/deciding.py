"""What the office pages on decisions begin with: what one may not see is not there."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from bagana.meetings.models import Meeting, Obligation, Resolution
from bagana.meetings.queries.obligations import obligations_in_office
from bagana.meetings.queries.resolutions import resolutions_for
from bagana.meetings.rules import can_hold
from bagana.territory.models import Unit
from bagana.web.errors import PermissionDenied
from bagana.web.form_pages import Crumbs


def find_meeting(request: HttpRequest, uid: UUID) -> Meeting:
    rows = Meeting.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("unit", "body", "rule"), uid=uid)


def find_resolution(request: HttpRequest, uid: UUID) -> Resolution:
    return get_object_or_404(resolutions_for(request.user), uid=uid)


def find_obligation(request: HttpRequest, uid: UUID) -> Obligation:
    return get_object_or_404(obligations_in_office(request.user), uid=uid)


def require_keeper(request: HttpRequest, unit: Unit) -> None:
    """Who reads but does not keep the bag's meetings is told so, in words."""
    if not can_hold(request.user, unit):
        raise PermissionDenied(_("Энэ багийн хурлыг хөтлөх эрх танд алга."))


def asked_unit(request: HttpRequest) -> Unit | None:
    """The unit that the address names; 404 where there is none such."""
    code = request.GET.get("unit", "").replace("\0", "")[:20]
    if not code:
        return None
    found = Unit.objects.filter(code=code).first()
    if found is None:
        raise Http404
    return found


def decided_crumbs() -> Crumbs:
    return [(reverse("meetings:resolutions"), _("Хурлын тогтоол"))]


def owed_crumbs() -> Crumbs:
    return [*decided_crumbs(), (reverse("meetings:obligations"), _("Үүрэг"))]


def resolution_crumbs(row: Resolution) -> Crumbs:
    page = reverse("meetings:resolution", args=[row.uid])
    return [*decided_crumbs(), (page, resolution_title(row))]


def resolution_title(row: Resolution) -> str:
    """By number, as it is cited; a draft has none."""
    if row.act is None:
        return _("Тогтоолын төсөл")
    return _("%(number)s дугаар тогтоол") % {"number": row.act.number}


def meeting_page(meeting: Meeting) -> str:
    """The office page of the meeting, where there is one."""
    try:
        return reverse("meetings:meeting", args=[meeting.uid])
    except NoReverseMatch:
        return reverse("portal:meeting", args=[meeting.uid])
