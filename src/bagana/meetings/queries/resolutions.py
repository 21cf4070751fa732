"""Resolutions as pages read them: in the office those under one's roles, in public
what is signed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from bagana.accounts.visibility import narrowed, under_roles
from bagana.acts.models import Act
from bagana.meetings.models import Meeting, Obligation, ObligationState, Resolution
from bagana.programme.queries.proposals import Year, above, year_of
from bagana.territory.models import Unit
from bagana.territory.queries import ever_lay_under, nearest_version

WITH = ("meeting__unit", "meeting__body", "item", "ballot", "act__body", "annulled_by")


def _rows() -> QuerySet[Resolution]:
    return Resolution.objects.select_related(*WITH)


def resolutions_for(user: Any) -> QuerySet[Resolution]:
    """In the office: of the meetings of units under one's roles, drafts as well."""
    mine = under_roles(user, "meeting__unit")
    rows = _rows().none() if mine is None else _rows().filter(mine)
    return rows.order_by("-meeting__starts_at", "-pk")


def listed_for(user: Any) -> QuerySet[Resolution]:
    return narrowed(resolutions_for(user), user, "meeting__unit")


def resolutions_of(meeting: Meeting) -> list[Resolution]:
    """All of one meeting, with how many of their obligations are open and done."""
    return list(counted(_rows().filter(meeting=meeting)).order_by("item", "pk"))


def counted(rows: QuerySet[Resolution]) -> QuerySet[Resolution]:
    laid = Obligation.objects.filter(resolution=OuterRef("pk"))
    done = laid.filter(state=ObligationState.DONE)
    return rows.annotate(
        laid=number_of(laid, "resolution"), done=number_of(done, "resolution")
    )


def number_of(rows: QuerySet[Any], outer: str) -> Coalesce:
    """How many rows belong to each of a list: asked of those alone that are shown.

    A join would put all rows of the list together before the first page is known.
    """
    counted = rows.order_by().values(outer).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


def signed() -> QuerySet[Resolution]:
    """What the public reads."""
    return _rows().filter(act__isnull=False, signed_at__isnull=False)


def signed_one(uid: UUID) -> Resolution | None:
    return signed().filter(uid=uid).first()


def within(rows: QuerySet[Any], unit: Unit, path: str) -> QuerySet[Any]:
    """Of a unit and of every unit that ever lay in it."""
    return rows.filter(ever_lay_under(unit, path))


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
