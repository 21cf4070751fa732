"""Reads on officials: whom a user may see in the office, careers, the public list."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from bagana.people.models import Appointment, Official
from bagana.territory.models import Unit
from bagana.territory.queries import below


def officials_for(user: Any) -> QuerySet[Official]:
    """Who holds, held or stands for a post under the user's roles, or named by him."""
    if not getattr(user, "is_authenticated", False):
        return Official.objects.none()
    held = Appointment.objects.filter(official=OuterRef("pk"))
    mine = held.visible_to(user)
    made = Official.history.filter(history_type="+", history_user=user.pk)
    own = Q(pk__in=made.values("id")) & ~Exists(held)
    return Official.objects.filter(Exists(mine) | own | Q(user=user.pk))


def to_appoint(user: Any) -> QuerySet[Official]:
    """For a form: whom one sees, the newest named first."""
    return officials_for(user).order_by("-made_at", "sort_key")


def career(official: Official, user: Any) -> QuerySet[Appointment]:
    """Every holding of a post that the reader may see, the newest first."""
    rows = official.appointments.select_related(
        "post__unit", "nomination", "decree", "ending"
    )
    if official.user_id != getattr(user, "pk", 0):
        rows = rows.visible_to(user)
    return rows.order_by("-starts_on", "-pk")


def in_office(unit: Unit, on: date) -> QuerySet[Appointment]:
    """Who holds a post of the unit or below on the day: public facts only."""
    rows = Appointment.objects.on(on).filter(
        post__unit__in=below(unit, on).values("unit")
    )
    return rows.select_related("post__unit", "official")
