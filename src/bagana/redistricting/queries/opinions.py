"""Opinions of citizens' meetings: which count for a plan, and how they are told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bagana.indicators.queries.measures import newest_measured
from bagana.redistricting.models import Opinion, Plan, Proposal
from bagana.redistricting.procedure import rules_of
from bagana.redistricting.queries.proposals_touched import (
    UnitNames,
    bags_to_hear,
    came_from,
    is_same_for,
    places_today,
    touched_by,
    unit_names,
)
from bagana.territory.models import Unit


@dataclass(frozen=True, slots=True)
class OpinionLine:
    """One opinion with what a reader needs to weigh it."""

    row: Opinion
    name: str
    letter: str
    has_quorum: bool
    needed: int
    is_superseded: bool

    @property
    def votes(self) -> int:
        row = self.row
        return row.votes_for + row.votes_against + row.votes_abstained


@dataclass(frozen=True, slots=True)
class Heard:
    """A bag in the hearing of one plan: its opinion that counts, or none."""

    code: str
    name: str
    opinion: OpinionLine | None
    carried: bool
    """Given on the plan from which this one was edited, which does the same with it."""


def standing_opinions(proposal: Proposal) -> list[Opinion]:
    """Those of this round that no later one took the place of."""
    rows = proposal.opinions.filter(round=proposal.round, superseded_by__isnull=True)
    return list(rows.select_related("plan__scenario", "plan__edited_from", "unit"))


def opinions_that_count(proposal: Proposal, plan: Plan) -> dict[str, Opinion]:
    """Bag → the opinion that counts for a plan.

    One on the plan itself; else the newest on a plan from which it was edited, where
    both do the same with the bag: what it gives up, keeps and takes in.
    """
    rows = standing_opinions(proposal)
    found = {row.unit.code: row for row in rows if row.plan_id == plan.pk}
    others = [row for row in rows if row.plan_id != plan.pk]
    earlier = [row for row in others if came_from(plan, row.plan)]
    if not earlier:
        return found
    today = places_today(proposal.scenario)
    for row in sorted(earlier, key=lambda one: -one.pk):
        bag = row.unit.code
        if bag not in found and is_same_for(bag, row.plan, plan, today):
            found[bag] = row
    return found


def heard_on(proposal: Proposal, plan: Plan) -> list[Heard]:
    """Each bag that the plan touches, with the opinion that counts for it."""
    names, counted = unit_names(proposal), opinions_that_count(proposal, plan)
    letters = letters_of(proposal)
    return [
        Heard(
            code=one.code,
            name=names.of(one.code),
            opinion=_line(proposal, counted.get(one.code), names, letters),
            carried=one.code in counted and counted[one.code].plan_id != plan.pk,
        )
        for one in touched_by(plan)
        if one.has_meeting
    ]


def opinion_lines(proposal: Proposal) -> list[OpinionLine]:
    """All of them: the newest round first, then by letter and bag."""
    rows = proposal.opinions.select_related("unit", "plan", "made_by", "superseded_by")
    names, letters = unit_names(proposal), letters_of(proposal)
    found = [_line(proposal, row, names, letters) for row in rows]
    lines = [line for line in found if line is not None]
    return sorted(
        lines,
        key=lambda one: (-one.row.round, one.letter, one.row.unit.code, one.row.pk),
    )


def letters_of(proposal: Proposal) -> dict[int, str]:
    """Plan → its letter in the hearing."""
    return dict(proposal.alternatives.values_list("plan", "letter"))


def _line(
    proposal: Proposal, row: Opinion | None, names: UnitNames, letters: dict[int, str]
) -> OpinionLine | None:
    if row is None:
        return None
    rules = rules_of(proposal)
    return OpinionLine(
        row=row,
        name=names.of(row.unit.code),
        letter=letters.get(row.plan_id, ""),
        has_quorum=rules.has_quorum(row.represented, row.households),
        needed=rules.needed_households(row.households),
        is_superseded=hasattr(row, "superseded_by"),
    )


def bags_of(proposal: Proposal) -> list[Unit]:
    """Bags whose meeting may speak: those that an alternative touches."""
    plans = [one.plan for one in proposal.alternatives.select_related("plan__scenario")]
    return list(Unit.objects.filter(code__in=bags_to_hear(plans)).order_by("code"))


def households_of(codes: Sequence[str], day: date) -> dict[str, int]:
    """Newest published number of households of each bag; unknown ones are left out."""
    found = newest_measured("households", codes, day)
    return {c: round(v) for c, v in found.values.items()} if found else {}
