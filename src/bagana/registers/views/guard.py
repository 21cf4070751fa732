"""What every page of the registers begins with, and how its forms are taken.

What the user may not see answers 404, the same as what is not there: an address that is
guessed tells nothing.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.registers.actions.households import BAG_LEVEL
from bagana.registers.models import Entry, Household, Person
from bagana.registers.rules import can_keep, can_read
from bagana.territory.models import UnitVersion
from bagana.territory.queries import find_version
from bagana.web.errors import PermissionDenied
from bagana.web.form_pages import Crumbs


def find_unit(request: HttpRequest, code: str) -> UnitVersion:
    """A unit of any level whose register the user reads; 404 otherwise."""
    version = find_version(code, timezone.localdate())
    if version is None or not can_read(request.user, version.unit):
        raise Http404
    return version


def find_bag(request: HttpRequest, code: str) -> UnitVersion:
    """A bag of today whose register the user reads; 404 otherwise."""
    version = find_unit(request, code)
    if version.kind.level != BAG_LEVEL:
        raise Http404
    return version


def find_household(request: HttpRequest, uid: UUID) -> Household:
    rows = Household.objects.visible_to(request.user)
    return get_object_or_404(
        rows.select_related("unit", "section", "head", "entry"), uid=uid
    )


def find_person(request: HttpRequest, uid: UUID) -> Person:
    rows = Person.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("unit", "household__unit"), uid=uid)


def find_entry(request: HttpRequest, pk: int) -> Entry:
    rows = Entry.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("unit", "made_by", "undone_by"), pk=pk)


def require_keeper(request: HttpRequest, unit: Any) -> None:
    """Who reads but does not keep the register is told so, in words."""
    if not can_keep(request.user, unit):
        raise PermissionDenied(_("Энэ багийн бүртгэлийг хөтлөх эрх танд алга."))


def register_crumbs() -> Crumbs:
    return [(reverse("registers:index"), _("Багийн бүртгэл"))]


def bag_crumbs(version: UnitVersion) -> Crumbs:
    page = reverse("registers:bag", args=[version.unit.code])
    return [*register_crumbs(), (page, version.name)]


def household_crumbs(household: Household) -> Crumbs:
    """By number, never by name: a title stays in the history of a browser."""
    version = find_version(household.unit.code, timezone.localdate())
    page = reverse("registers:household", args=[household.uid])
    above = bag_crumbs(version) if version else register_crumbs()
    return [*above, (page, household_title(household))]


def household_title(household: Household) -> str:
    return _("%(number)s дугаартай өрх") % {"number": household.number}
