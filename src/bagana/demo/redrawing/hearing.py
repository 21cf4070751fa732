"""Mandal's proposal as it stands today: three plans before the citizens."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from bagana.accounts.models import User
from bagana.demo.redrawing.plans import chosen_of
from bagana.demo.tables import text
from bagana.redistricting.actions import plan_objections
from bagana.redistricting.actions.opinions import record_opinion
from bagana.redistricting.actions.proposals import (
    lay_alternative,
    open_proposal,
    publish_hearing,
)
from bagana.redistricting.models import Plan, Proposal, Scenario
from bagana.territory.models import Unit

CODE = "mandal-2026"
BEGUN, STILL = 20, 20
"""Days since the hearing was opened, and days that it still lasts."""


def hold_hearing(user: User, scenario: Scenario) -> Proposal:
    words = text("redrawing/words.toml")
    chosen = chosen_of(scenario)
    begun = _days_ago(BEGUN)
    proposal = open_proposal(
        user=user,
        scenario=scenario,
        code=CODE,
        is_illustrative=True,
        now=begun,
        **words["proposal"],
    )
    for plan, said in zip(
        (chosen.gentle, chosen.middle, chosen.even), words["alternatives"], strict=True
    ):
        lay_alternative(user=user, proposal=proposal, plan=plan, **said)
    until = timezone.localdate() + timedelta(days=STILL)
    proposal = publish_hearing(user=user, proposal=proposal, until=until, now=begun)
    for said in words["opinions"]:
        _speak(user, proposal, chosen.middle, said)
    for said in words["objections"]:
        _object(user, proposal, chosen.middle, said)
    return proposal


def _days_ago(days: int) -> datetime:
    day = timezone.localdate() - timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time(10)))


def _speak(user: User, proposal: Proposal, plan: Plan, said: dict[str, Any]) -> None:
    """A meeting's opinion; votes are invented shares of the bag's real households."""
    from bagana.redistricting.queries.opinions import households_of

    unit = Unit.objects.get(code=said["unit"])
    held = _days_ago(said["days_ago"])
    households = households_of([unit.code], held.date())[unit.code]
    represented = round(households * said["share"])
    votes_for = round(represented * said["yes"])
    record_opinion(
        user=user,
        proposal=proposal,
        plan=plan,
        unit=unit,
        held_on=held.date(),
        represented=represented,
        votes_for=votes_for,
        votes_against=represented - votes_for,
        stance=said["stance"],
        minutes=said["minutes"],
        remarks=said["remarks"],
        minority=said["minority"],
        is_illustrative=True,
    )


def _object(user: User, proposal: Proposal, plan: Plan, said: dict[str, Any]) -> None:
    objection = plan_objections.file_plan_objection(
        proposal=proposal,
        plan=plan,
        unit=Unit.objects.get(code=said["unit"]),
        text=said["text"],
        is_illustrative=True,
    )
    if "answer" not in said:
        return
    plan_objections.answer_plan_objection(
        user=user,
        objection=objection,
        state=said["answer_state"],
        answer=said["answer"],
    )
