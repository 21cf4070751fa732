"""What every page of requests begins with; what is not visible is 404."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.casework.models import Request
from bagana.casework.rules import can_read
from bagana.privacy.reading import note_reading
from bagana.territory.models import UnitVersion
from bagana.territory.queries import nearest_version
from bagana.web.form_pages import Crumbs


def find_place(request: HttpRequest, code: str) -> UnitVersion:
    """A unit of any level, ended ones too, whose requests the user reads; else 404."""
    version = nearest_version(code, timezone.localdate())
    if version is None or not can_read(request.user, version.unit):
        raise Http404
    return version


def find_request(request: HttpRequest, uid: UUID) -> Request:
    rows = Request.objects.visible_to(request.user)
    return get_object_or_404(
        rows.select_related(
            "unit", "version__service", "post", "household", "person", "mobile_round"
        ),
        uid=uid,
    )


def note_shown(request: HttpRequest, row: Request) -> None:
    """Whom the request is of, as far as the register knows."""
    own = row.person_id or (row.household.head_id if row.household else None)
    note_reading(
        user=request.user,
        what="request",
        unit=row.unit,
        subjects=[own] if own else [],
    )


def casework_crumbs() -> Crumbs:
    return [(reverse("casework:index"), _("Иргэний хүсэлт"))]


def unit_crumbs(version: UnitVersion) -> Crumbs:
    page = reverse("casework:requests", args=[version.unit.code])
    return [*casework_crumbs(), (page, version.name)]


def request_crumbs(row: Request) -> Crumbs:
    """By number, never by name: a title stays in the history of a browser."""
    version = nearest_version(row.unit.code, timezone.localdate())
    above = unit_crumbs(version) if version else casework_crumbs()
    return [*above, (reverse("casework:request", args=[row.uid]), row.number)]
