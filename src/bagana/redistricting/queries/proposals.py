"""Proposals: the list, one of them, where it stands, what waits for a user."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.accounts.roles import assignments
from bagana.redistricting import rules
from bagana.redistricting.models import Proposal, ProposalState, ProposalStep
from bagana.redistricting.procedure import Rules, rules_of
from bagana.redistricting.queries.opinions import bags_of, standing_opinions
from bagana.redistricting.queries.proposals_missing import Lack, missing_before_next
from bagana.redistricting.queries.proposals_touched import touched_units
from bagana.redistricting.standing import LADDER, ORDER, Form

__all__ = [
    "DONE",
    "LATER",
    "NOW",
    "OVER",
    "ProposalStanding",
    "Rung",
    "Waiting",
    "find_proposal",
    "proposals_for",
    "public_proposals",
    "standing_of",
    "touched_units",
    "waiting_for",
]

DONE, NOW, LATER = "done", "now", "later"
OVER = (ProposalState.ENACTED, ProposalState.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Rung:
    """One state of the ladder as a page shows it.

    `entered` is the step that led here last, `left` the one that led on from it; `due`
    the day by which it should be left.
    """

    form: Form
    place: str
    entered: ProposalStep | None
    left: ProposalStep | None
    due: date | None
    late_days: int
    days_left: int | None = None

    @property
    def is_late(self) -> bool:
        return self.late_days > 0


@dataclass(frozen=True, slots=True)
class ProposalStanding:
    """Where a proposal stands today, and what stands before its next step."""

    proposal: Proposal
    rules: Rules
    rungs: tuple[Rung, ...]
    missing: tuple[Lack, ...]
    steps: tuple[ProposalStep, ...]

    @property
    def now(self) -> Rung | None:
        return next((rung for rung in self.rungs if rung.place == NOW), None)

    @property
    def is_withdrawn(self) -> bool:
        return self.proposal.state == ProposalState.WITHDRAWN

    @property
    def is_over(self) -> bool:
        return self.proposal.state in OVER

    @property
    def is_late(self) -> bool:
        return self.now is not None and self.now.is_late

    @property
    def may_go_on(self) -> bool:
        return not self.missing and not self.is_over

    @property
    def withdrawal(self) -> ProposalStep | None:
        found = (s for s in self.steps if s.state == ProposalState.WITHDRAWN)
        return next(found, None)

    @property
    def returned(self) -> ProposalStep | None:
        """The return that led to where the proposal stands, if one did."""
        last = self.steps[-1] if self.steps else None
        return last if last is not None and last.is_return else None


def _with_all(rows: QuerySet[Proposal]) -> QuerySet[Proposal]:
    return rows.select_related(
        "scenario__unit", "scenario__block_set", "plan__scenario", "aimag_act__body"
    )


def proposals_for(user: Any) -> QuerySet[Proposal]:
    """What was published, and drafts under the user's roles."""
    return _with_all(Proposal.objects.visible_to(user))


def public_proposals() -> QuerySet[Proposal]:
    return _with_all(Proposal.objects.filter(published_at__isnull=False))


def find_proposal(user: Any, code: str) -> Proposal | None:
    return proposals_for(user).filter(code=code).first()


def standing_of(proposal: Proposal, today: date | None = None) -> ProposalStanding:
    """The ladder with its days and people, and what is missing before the next step."""
    day = today or timezone.localdate()
    steps = tuple(proposal.steps.select_related("made_by", "act__body").order_by("id"))
    missing = tuple(missing_before_next(proposal, day))
    places = _places(proposal, steps)
    rungs = tuple(
        _rung(proposal, form, places[form.state], steps, day) for form in LADDER
    )
    return ProposalStanding(proposal, rules_of(proposal), rungs, missing, steps)


def _places(proposal: Proposal, steps: tuple[ProposalStep, ...]) -> Mapping[str, str]:
    """Done, now or later: a return sets the rungs above it back to later."""
    withdrawn = proposal.state == ProposalState.WITHDRAWN
    moved = [s for s in steps if s.state != ProposalState.WITHDRAWN]
    state = moved[-1].state if withdrawn and moved else proposal.state
    at = ORDER.index(ProposalState(state)) if state in ORDER else 0
    found = {}
    for n, each in enumerate(ORDER):
        place = DONE if n < at else NOW if n == at else LATER
        if place == NOW and (withdrawn or each == ProposalState.ENACTED):
            place = LATER if withdrawn else DONE
        found[str(each)] = place
    return found


def _rung(
    proposal: Proposal,
    form: Form,
    place: str,
    steps: tuple[ProposalStep, ...],
    day: date,
) -> Rung:
    mine = [step for step in steps if step.state == form.state]
    entered = mine[-1] if mine and place != LATER else None
    left = _next(form.state, steps) if place == DONE else None
    due = entered.due_on if entered is not None else None
    if place == NOW and form.state == ProposalState.HEARING:
        due = proposal.answers_due
    until = left.done_on if left is not None else day
    stands = place == NOW or left is not None
    late = max(0, (until - due).days) if due is not None and stands else 0
    # What waits for its day is not late until somebody could have acted.
    return Rung(
        form,
        place,
        entered,
        left,
        due,
        late,
        (due - day).days if place == NOW and due is not None and due >= day else None,
    )


def _next(state: str, steps: tuple[ProposalStep, ...]) -> ProposalStep | None:
    """The last step that led from a state further up the ladder."""
    further = ORDER[ORDER.index(ProposalState(state)) + 1 :]
    passed = [step for step in steps if step.state in further]
    last_here = max((s.pk for s in steps if s.state == state), default=0)
    return next((step for step in passed if step.pk > last_here), None)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing to do: in which proposal, what, by when; `page` of the office."""

    proposal: Proposal
    words: str
    due: date | None
    page: str
    late_days: int = 0

    @property
    def is_late(self) -> bool:
        return self.late_days > 0


def waiting_for(user: Any, today: date | None = None) -> list[Waiting]:
    """Steps that the user may take in proposals under way, the soonest first."""
    if not getattr(user, "is_authenticated", False):
        return []
    day = today or timezone.localdate()
    if not assignments(user):
        return []
    running = proposals_for(user).exclude(state__in=OVER)
    asked = [
        _waiting(row, day) if rules.can_conduct(user, row) else _silent(user, row, day)
        for row in running
    ]
    found = [one for one in asked if one is not None]
    return sorted(found, key=lambda one: (one.due or date.max, one.proposal.code))


def _silent(user: Any, row: Proposal, day: date) -> Waiting | None:
    """A bag's governor is asked for what his own meeting says of a plan."""
    if row.state != ProposalState.HEARING or row.hearing_until is None:
        return None
    heard = {one.unit_id for one in standing_opinions(row)}
    left = [
        bag
        for bag in bags_of(row)
        if bag.pk not in heard and rules.can_record_opinion(user, row, bag)
    ]
    if not left:
        return None
    late = max(0, (day - row.hearing_until).days)
    words = _("Багийн хурлын санал бүртгэх")
    return Waiting(row, words, row.hearing_until, "opinion_new", late)


def _waiting(row: Proposal, day: date) -> Waiting | None:
    standing = standing_of(row, day)
    now = standing.now
    if now is None:
        return None
    words, page = str(now.form.button), now.form.page
    if standing.missing:
        # What only time brings waits for nobody.
        lack = next((one for one in standing.missing if one.page), None)
        if lack is None:
            return None
        words, page = lack.words, lack.page
    return Waiting(row, words, now.due, page, now.late_days)
