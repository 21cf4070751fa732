"""Reads of conduct: numbers and states; the content only where a case is opened."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet

from bagana.people.models import (
    Appointment,
    ConductCase,
    EthicsDuty,
    Official,
    Post,
)
from bagana.people.queries.posts import open_posts
from bagana.territory.models import Unit, UnitAncestry


def posts_with_holders(unit: Unit, on: date) -> QuerySet[Post]:
    held = Exists(Appointment.objects.on(on).filter(post=OuterRef("pk")))
    return open_posts(on).filter(unit=unit).filter(held)


def cases_for(user: Any, *, state: str = "") -> QuerySet[ConductCase]:
    """Only for who holds a duty; the newest first."""
    rows = ConductCase.objects.visible_to(user).select_related("unit")
    return rows.filter(state=state) if state else rows


def opens_conduct(user: Any, today: date) -> bool:
    """Whether the office's page of conduct has anything for this reader."""
    if Official.objects.filter(user=user.pk).exists():
        return True
    return EthicsDuty.objects.on(today).filter(user=user.pk).exists()


def duties_over(unit: Unit, today: date) -> QuerySet[EthicsDuty]:
    """Duties that reach the unit, its own and those above; the open ones first."""
    above = UnitAncestry.objects.in_force(today).filter(unit=unit).values("ancestor")
    rows = EthicsDuty.objects.filter(unit__in=above).select_related(
        "unit", "user", "act"
    )
    return rows.order_by(F("valid_to").desc(nulls_first=True), "-valid_from", "pk")
