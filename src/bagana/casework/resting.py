"""What of casework rests on an act: its page lists it."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from bagana.acts.founded import Founded
from bagana.acts.models import Act
from bagana.casework.models import DayOff, Delegation, ServiceVersion


def of_services(act: Act) -> Iterable[Founded]:
    """Terms and fees of services, and days that the calendar is told otherwise."""
    for version in ServiceVersion.objects.filter(act=act).select_related("service"):
        yield Founded(
            on=version.valid_from,
            what=_("үйлчилгээ"),
            title=version.title,
            url=reverse("portal:service", args=[version.service.code]),
        )
    for day in DayOff.objects.filter(act=act):
        yield Founded(on=day.on, what=_("ажлын өдрийн тогтоол"), title=day.why_mn)


def of_delegations(act: Act) -> Iterable[Founded]:
    """Functions handed down by the act, each to its receiver."""
    rows = Delegation.objects.filter(act=act).select_related("function", "unit")
    for row in rows.order_by("valid_from", "pk"):
        asked = {"unit": row.unit.code, "on": row.valid_from.isoformat()}
        yield Founded(
            on=row.valid_from,
            what=_("шилжүүлсэн чиг үүрэг"),
            title=row.function.title,
            url=reverse("portal:delegations", query=asked),
        )
