"""Reads of conduct: numbers and states; the content only where a case is opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from bagana.acts.models import Act
from bagana.people.models import (
    Appointment,
    ConductCase,
    EthicsDuty,
    InterestDeclaration,
    Official,
    Post,
)
from bagana.people.queries.posts import open_posts
from bagana.people.rules import can_inquire
from bagana.territory.models import Unit


@dataclass(frozen=True, slots=True)
class Owed:
    """Whether an official's yearly declaration came, and in time."""

    official: Official
    post: Post
    declaration: InterestDeclaration | None
    due_on: date

    @property
    def late(self) -> bool:
        row = self.declaration
        return row is not None and row.declared_on > self.due_on


def posts_with_holders(unit: Unit, on: date) -> QuerySet[Post]:
    held = Exists(Appointment.objects.on(on).filter(post=OuterRef("pk")))
    return open_posts(on).filter(unit=unit).filter(held)


def cases_for(user: Any, *, state: str = "") -> QuerySet[ConductCase]:
    """Only for who holds a duty; the newest first."""
    rows = ConductCase.objects.visible_to(user).select_related("unit")
    return rows.filter(state=state) if state else rows


def declarations_owed(user: Any, year: int, today: date) -> list[Owed]:
    """Who is in office under the user's duty, and the word of the year."""
    rows = Appointment.objects.on(today).select_related("official", "post__unit")
    units = set(rows.order_by().values_list("post__unit", flat=True).distinct())
    mine = [
        unit for unit in Unit.objects.filter(pk__in=units) if can_inquire(user, unit)
    ]
    given = {
        row.official_id: row
        for row in InterestDeclaration.objects.visible_to(user).filter(
            year=year, kind="yearly"
        )
    }
    due = date(year, 2, 15)
    held = rows.filter(post__unit__in=mine).order_by("official__sort_key")
    return [
        Owed(row.official, row.post, given.get(row.official_id), due)
        for row in held[:500]
    ]


def newest_acts() -> QuerySet[Act]:
    """Decisions that may carry a sanction, of any body; forms may filter on."""
    newest = Act.objects.order_by("-date", "-pk").values_list("pk", flat=True)[:50]
    return Act.objects.filter(pk__in=list(newest)).order_by("-date", "-pk")


def opens_conduct(user: Any, today: date) -> bool:
    """Whether the office's page of conduct has anything for this reader."""
    if Official.objects.filter(user=user.pk).exists():
        return True
    return EthicsDuty.objects.on(today).filter(user=user.pk).exists()
