"""Who owes the yearly declaration of interests, and whose came in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from bagana.people.conduct_terms import declarations_due
from bagana.people.models import Appointment, EthicsDuty, InterestDeclaration
from bagana.territory.models import UnitAncestry

STATES: Final = ("came", "late", "lacking")


@dataclass(frozen=True, slots=True)
class Owed:
    """Whether an official's yearly declaration came, and in time."""

    appointment: Any
    due_on: date
    declared_on: date | None
    uid: UUID | None

    @property
    def state(self) -> str:
        if self.declared_on is None:
            return "lacking"
        return "late" if self.declared_on > self.due_on else "came"


def offices_under_duty(user: Any, on: date) -> QuerySet[Appointment]:
    """Who is in office where the user holds an ethics duty; never the user himself."""
    duties = EthicsDuty.objects.on(on).filter(user=user.pk).values("unit")
    places = UnitAncestry.objects.in_force(on).filter(ancestor__in=duties)
    rows = Appointment.objects.on(on).filter(post__unit__in=places.values("unit"))
    return rows.exclude(official__user=user.pk)


def owed_rows(
    user: Any, year: int, today: date, *, state: str = ""
) -> QuerySet[Appointment]:
    """With `declared_on` and `declared_uid` of the year; one of STATES, or all."""
    given = InterestDeclaration.objects.filter(
        official=OuterRef("official"), year=year, kind="yearly"
    )
    rows: Any = offices_under_duty(user, today).annotate(
        declared_on=Subquery(given.values("declared_on")[:1]),
        declared_uid=Subquery(given.values("uid")[:1]),
    )
    due = declarations_due(year)
    match state:
        case "came":
            rows = rows.filter(declared_on__lte=due)
        case "late":
            rows = rows.filter(declared_on__gt=due)
        case "lacking":
            rows = rows.filter(declared_on__isnull=True)
    related = rows.select_related("official", "post__unit")
    ordered: QuerySet[Appointment] = related.order_by("official__sort_key", "pk")
    return ordered


def owed_lines(rows: Any, year: int) -> list[Owed]:
    due = declarations_due(year)
    return [Owed(row, due, row.declared_on, row.declared_uid) for row in rows]
