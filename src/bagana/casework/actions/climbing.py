"""Overdue requests climb by themselves, once somebody above asks for it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from bagana.casework import rules
from bagana.casework.actions.steps import locked
from bagana.casework.actions.working import climb
from bagana.casework.backdating import Dated
from bagana.casework.definitions import overdue_now_q
from bagana.casework.escalation import climbing_on
from bagana.casework.models import Request, Rung
from bagana.casework.queries.requests import within
from bagana.territory.models import Unit

WHY = "Хугацаа хэтэрсэн."  # kept: in the language of record


def due_to_climb(unit: Unit, today: date) -> dict[str, list[Request]]:
    """Of the unit and all below: overdue longer than the rule of the day allows."""
    rule = climbing_on(today)
    if rule is None:
        return {}
    found = {}
    for rung in (Rung.BAG, Rung.SUM):
        before = today - timedelta(days=rule.days(rung) or 0)
        rows = within(unit, today).filter(
            overdue_now_q(today), rung=rung, due_on__lt=before
        )
        found[rung.value] = list(rows.select_related("unit").order_by("due_on", "id"))
    return found


@transaction.atomic
def escalate_overdue(*, user: Any, unit: Unit) -> int:
    """Returns how many climbed. A request climbs one rung at a time."""
    rules.can_decide_above.require(user, unit)
    today, count = timezone.localdate(), 0
    for rows in due_to_climb(unit, today).values():
        for row in rows:
            climb(locked(row), user=user, why=WHY, on=Dated(today))
            count += 1
    return count
