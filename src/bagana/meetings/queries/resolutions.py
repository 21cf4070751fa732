"""Resolutions as pages read them: in the office those under one's roles, in public
what is signed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from bagana.accounts.visibility import under_roles
from bagana.acts.models import Act
from bagana.meetings.models import Meeting, Resolution
from bagana.programme.queries.proposals import Year, above, year_of
from bagana.territory.models import Unit, UnitAncestry
from bagana.territory.queries import nearest_version

WITH = ("meeting__unit", "meeting__body", "item", "ballot", "act__body", "annulled_by")


def _rows() -> QuerySet[Resolution]:
    return Resolution.objects.select_related(*WITH)


def resolutions_for(user: Any) -> QuerySet[Resolution]:
    """In the office: of the meetings of units under one's roles, drafts as well."""
    mine = under_roles(user, "meeting__unit")
    rows = _rows().none() if mine is None else _rows().filter(mine)
    return rows.order_by("-meeting__starts_at", "-pk")


def resolutions_of(meeting: Meeting) -> list[Resolution]:
    """All of one meeting, with how many of their obligations are open and done."""
    return list(counted(_rows().filter(meeting=meeting)).order_by("item", "pk"))


def counted(rows: QuerySet[Resolution]) -> QuerySet[Resolution]:
    return rows.annotate(
        laid=Count("obligations", distinct=True),
        done=Count("obligations", filter=Q(obligations__state="done"), distinct=True),
    )


def signed() -> QuerySet[Resolution]:
    """What the public reads."""
    return _rows().filter(act__isnull=False, signed_at__isnull=False)


def signed_one(uid: UUID) -> Resolution | None:
    return signed().filter(uid=uid).first()


def within(rows: QuerySet[Any], unit: Unit, path: str) -> QuerySet[Any]:
    """Of a unit and of every unit that ever lay in it."""
    places = UnitAncestry.objects.filter(ancestor=unit).values("unit")
    return rows.filter(**{f"{path}__in": places})


def annulling_acts(resolution: Resolution) -> QuerySet[Act]:
    """Later decisions of the meeting and of the bodies above it."""
    if resolution.act is None:
        return Act.objects.none()
    unit = resolution.meeting.unit
    bodies = Q(body=resolution.meeting.body_id) | Q(body__unit__in=above(unit))
    found = Act.objects.filter(bodies | Q(body__unit__isnull=True))
    found = found.filter(date__gte=resolution.act.date).exclude(pk=resolution.act.pk)
    return found.select_related("body").order_by("-date", "-pk")


def proposals_of(meeting: Meeting, year: int, user: Any) -> Year | None:
    """The bag's proposals of the budget year that the meeting has before it."""
    version = nearest_version(meeting.unit.code, meeting.starts_at.date())
    return None if version is None else year_of(version, year, user)
