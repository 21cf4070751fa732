"""A request as its own citizen follows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from bagana.casework.actions.citizens import REOPEN_DAYS
from bagana.casework.models import Deed, Request
from bagana.casework.states import possible
from bagana.privacy.sealing import blind_all


@dataclass(frozen=True, slots=True)
class Followed:
    """One public step: its day, what was done, and the words for the citizen.

    `entered`: the day of entry of a step that was dated back.
    """

    on: date
    what: str
    words: str
    entered: date | None = None


def by_code(code: str) -> Request | None:
    """One look-up, whether the code stands for something or not."""
    keys = blind_all(code, purpose="request_code")
    rows = Request.objects.filter(code_index__in=keys)
    return rows.select_related("unit", "version__service").first()


def followed(row: Request) -> Sequence[Followed]:
    steps = row.steps.filter(is_public=True).select_related("request").order_by("id")
    return [
        Followed(
            step.on,
            Deed(step.deed).label.capitalize(),
            step.private.get("text", ""),
            timezone.localtime(step.made_at).date() if step.backdated else None,
        )
        for step in steps
    ]


def may_reopen(row: Request, today: date) -> bool:
    closed = row.closed_on
    if closed is None or "reopened" not in possible(row.state):
        return False
    return today <= closed + timedelta(days=REOPEN_DAYS)
