"""What an official brought along: degrees, courses elsewhere, ranks, languages."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.people.models import Official, Qualification
from bagana.people.rules import can_staff, is_self
from bagana.people.training_days import unit_of
from bagana.web.errors import PermissionDenied, Refused


def may_record(user: Any, official: Official) -> bool:
    """Whoever staffs the official's unit, and the official himself."""
    unit = unit_of(official, timezone.localdate())
    return is_self(user, official) or (unit is not None and can_staff(user, unit))


@transaction.atomic
def add_qualification(
    *,
    user: Any,
    official: Official,
    kind: str,
    title: str,
    school: str = "",
    year: int | None = None,
    number: str = "",
) -> Qualification:
    if not may_record(user, official):
        raise PermissionDenied
    if year is not None and not 1940 <= year <= timezone.localdate().year:
        raise Refused(_("Он буруу байна."), field="year")
    return Qualification.objects.create(
        official=official,
        kind=kind,
        title=title,
        school=school,
        year=year,
        number=number,
    )


@transaction.atomic
def drop_qualification(*, user: Any, qualification: Qualification) -> None:
    if not may_record(user, qualification.official):
        raise PermissionDenied
    qualification.delete()
