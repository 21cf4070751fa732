"""Requests of people: the list of an office, one of them, and what waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from bagana.privacy.models import RequestState, SubjectRequest
from bagana.privacy.sealing import unseal
from bagana.privacy.subjects import Line, sources


def requests_for(user: Any, *, state: str = "", kind: str = "") -> QuerySet[Any]:
    found = SubjectRequest.objects.visible_to(user).select_related("unit", "made_by")
    if state in RequestState:
        found = found.filter(state=state)
    if kind:
        found = found.filter(kind=kind)
    return found.order_by("-id")


def wish_of(request: SubjectRequest) -> str:
    """What was asked, opened; "" once the person was erased."""
    return str(unseal(request.wish, bind="request").get("text", ""))


@dataclass(frozen=True, slots=True)
class Waiting:
    """Requests that nobody has answered: how many, how many of them too late."""

    count: int
    late: int
    next_due: date | None


def waiting_requests(user: Any, today: date) -> Waiting:
    """For the office's first page."""
    rows = SubjectRequest.objects.visible_to(user).filter(state=RequestState.OPEN)
    days = sorted(rows.values_list("due_on", flat=True))
    late = sum(day < today for day in days)
    return Waiting(len(days), late, days[0] if days else None)


def kept_of(person_id: int) -> list[tuple[str, list[Line]]]:
    """Everything that is kept of a person, by table, in words."""
    found = [(str(one.title), list(one.find(person_id))) for one in sources().values()]
    return [(title, lines) for title, lines in found if lines]
