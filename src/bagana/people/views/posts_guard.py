"""What every page of posts and officials begins with; what one may not see is 404."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.people.models import Appointment, HandoverRecord, Official, Post
from bagana.people.queries.officials import officials_for
from bagana.people.rules import can_read_staff, can_staff, is_self, may_fill
from bagana.territory.models import Unit, UnitVersion
from bagana.territory.queries import find_version, nearest_version
from bagana.web.errors import PermissionDenied
from bagana.web.form_pages import Crumbs


def find_unit(request: HttpRequest, code: str) -> UnitVersion:
    version = find_version(code, timezone.localdate())
    if version is None or not can_read_staff(request.user, version.unit):
        raise Http404
    return version


def find_post(request: HttpRequest, uid: UUID) -> Post:
    rows = Post.objects.visible_to(request.user).select_related("unit", "section")
    return get_object_or_404(rows, uid=uid)


def find_appointment(request: HttpRequest, uid: UUID) -> Appointment:
    rows = Appointment.objects.visible_to(request.user)
    related = rows.select_related("post__unit", "official__user", "access__unit")
    return get_object_or_404(related, uid=uid)


def find_official(request: HttpRequest, uid: UUID) -> Official:
    return get_object_or_404(officials_for(request.user), uid=uid)


def find_record(request: HttpRequest, uid: UUID) -> HandoverRecord:
    """Of an office one reads; and the two who hand over read theirs."""
    rows = HandoverRecord.objects.select_related(
        "post__unit", "outgoing__official", "incoming__official"
    )
    record = get_object_or_404(rows, uid=uid)
    parties = [record.outgoing.official]
    if record.incoming is not None:
        parties.append(record.incoming.official)
    if can_read_staff(request.user, record.post.unit):
        return record
    if any(is_self(request.user, official) for official in parties):
        return record
    raise Http404


def require_staffer(request: HttpRequest, unit: Unit) -> None:
    if not can_staff(request.user, unit):
        raise PermissionDenied(_("Ажилтны томилгоог сум, аймгийн ажилтан бүртгэнэ."))


def require_filler(request: HttpRequest, post: Post) -> None:
    if not may_fill(request.user, post):
        raise PermissionDenied(_("Энэ албан тушаалд томилох эрх танд алга."))


def unit_name(unit: Unit) -> str:
    version = nearest_version(unit.code, timezone.localdate())
    return version.name if version else unit.code


def people_crumbs() -> Crumbs:
    return [(reverse("people:index"), _("Ажилтан"))]


def unit_crumbs(unit: Unit) -> Crumbs:
    page = reverse("people:posts", args=[unit.code])
    return [*people_crumbs(), (page, unit_name(unit))]


def post_crumbs(post: Post) -> Crumbs:
    page = reverse("people:post", args=[post.uid])
    return [*unit_crumbs(post.unit), (page, post.title)]
