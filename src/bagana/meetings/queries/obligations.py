"""Obligations as pages, papers and worklists read them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from bagana.accounts.models import Role
from bagana.accounts.roles import assignments
from bagana.meetings.climbing import AIMAG, BAG, SUM, Rung, climbing, due_before
from bagana.meetings.models import (
    Meeting,
    MeetingState,
    Obligation,
    ObligationState,
    ObligationStep,
)
from bagana.people.models import Post
from bagana.programme.models import Measure
from bagana.programme.queries.standings import concerning
from bagana.territory.models import Unit, UnitAncestry

LEVEL_OF = {
    Role.BAG_GOVERNOR: BAG,
    Role.SUM_OFFICER: SUM,
    Role.AIMAG_OFFICER: AIMAG,
    Role.ADMINISTRATOR: AIMAG,
}
HELD = (MeetingState.CLOSED, MeetingState.SIGNED)


@dataclass(frozen=True, slots=True)
class Told:
    """An obligation with what was reported on it, and how far it has climbed."""

    obligation: Obligation
    steps: list[ObligationStep]
    rung: Rung

    @property
    def last(self) -> ObligationStep | None:
        return self.steps[-1] if self.steps else None

    @property
    def is_late(self) -> bool:
        return self.rung.is_late

    @property
    def days_late(self) -> int:
        return max(self.rung.days, 0) if self.is_late else 0

    @property
    def state_class(self) -> str:
        """The look of its state: the words beside it say the same."""
        if self.is_late:
            return "late"
        words = {"open": "under_way", "done": "done", "dropped": "dropped"}
        return words[self.obligation.state]

    @property
    def was_late(self) -> bool:
        """Done, but after its term."""
        one = self.obligation
        return one.done_on is not None and one.done_on > one.due_on


def _rows() -> QuerySet[Obligation]:
    steps = ObligationStep.objects.select_related("made_by").order_by("on", "pk")
    return Obligation.objects.select_related(
        "unit", "resolution__act__body", "resolution__meeting", "owner", "measure"
    ).prefetch_related(Prefetch("steps", steps))


def told(rows: Iterable[Obligation], today: date) -> list[Told]:
    return [Told(row, list(row.steps.all()), climbing(row, today)) for row in rows]


def obligations_of(resolutions: Iterable[int], today: date) -> dict[int, list[Told]]:
    """By resolution, clause by clause."""
    rows = _rows().filter(resolution__in=list(resolutions)).order_by("position")
    found: dict[int, list[Told]] = {}
    for one in told(rows, today):
        found.setdefault(one.obligation.resolution_id, []).append(one)
    return found


def obligations_for(unit: Unit, on: date) -> list[Told]:
    """What is read aloud at a meeting of the bag on a day: everything open, and what
    was settled since the meeting before; the longest overdue first."""
    since = _meeting_before(unit, on)
    rows = _rows().filter(unit=unit, resolution__act__date__lte=on)
    known = Q(state=ObligationState.OPEN)
    settled = Q(steps__state__in=["done", "dropped"], steps__on__lte=on)
    if since is not None:
        settled &= Q(steps__on__gte=since)
    return told(rows.filter(known | settled).distinct().order_by("due_on", "pk"), on)


def _meeting_before(unit: Unit, on: date) -> date | None:
    held = Meeting.objects.filter(unit=unit, state__in=HELD, parent__isnull=True)
    days = held.order_by("-starts_at").values_list("starts_at", flat=True)[:50]
    return next((d for d in map(timezone.localdate, days) if d < on), None)


def obligations_in_office(user: Any) -> QuerySet[Obligation]:
    mine = Obligation.objects.visible_to(user).values("pk")
    return _rows().filter(pk__in=mine).order_by("due_on", "pk")


def filtered(
    rows: QuerySet[Obligation], *, state: str = "", unit: Unit | None, today: date
) -> QuerySet[Obligation]:
    if unit is not None:
        places = UnitAncestry.objects.filter(ancestor=unit).values("unit")
        rows = rows.filter(unit__in=places)
    if state == "late":
        return rows.filter(state=ObligationState.OPEN, due_on__lt=today)
    return rows.filter(state=state) if state in ObligationState.values else rows


def climbed_to(user: Any, today: date) -> QuerySet[Obligation]:
    """What is overdue and has climbed to the user: the bag's at once, the sum's and
    the aimag's after their days."""
    places = UnitAncestry.objects.in_force(today)
    mine = Q(pk__in=[])
    for one in assignments(user):
        level = LEVEL_OF.get(Role(one.role))
        if level is None:
            continue
        inside = places.filter(ancestor=one.unit_id).values("unit")
        mine |= Q(unit__in=inside, due_on__lt=due_before(level, today))
    rows = _rows().filter(mine, state=ObligationState.OPEN)
    return rows.order_by("due_on", "pk")


def posts_for(unit: Unit) -> QuerySet[Post]:
    """Who can be charged: posts of the bag and of the units above it, still there."""
    places = UnitAncestry.objects.in_force(timezone.localdate())
    above = places.filter(unit=unit).values("ancestor")
    standing = Post.objects.filter(unit__in=above, closed_on__isnull=True)
    return standing.select_related("unit").order_by("-unit__code", "kind", "pk")


def measures_for(unit: Unit) -> QuerySet[Measure]:
    """Measures of programmes that concern the bag."""
    today = timezone.localdate()
    found = Measure.objects.filter(concerning(unit, today), dropped_on__isnull=True)
    return found.select_related("programme").order_by("programme", "sort_key")
