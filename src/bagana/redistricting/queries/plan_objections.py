"""Objections to plans: when they are taken, what everybody reads, what waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.accounts.visibility import under_roles
from bagana.redistricting import rules
from bagana.redistricting.models import (
    Plan,
    PlanObjection,
    PlanObjectionState,
    Proposal,
    ProposalState,
)
from bagana.redistricting.queries.opinions import letters_of
from bagana.redistricting.queries.proposals_touched import unit_names
from bagana.web.procedures import Window

CODE_SIGNS = 20
OPEN = "open"
"""Not answered yet: what the list shows unless asked otherwise."""


def window_of(proposal: Proposal, day: date | None = None) -> Window:
    """Open from publication to its last day, and never in another state."""
    day = day or timezone.localdate()
    starts, ends = proposal.hearing_from, proposal.hearing_until
    is_open = (
        proposal.state == ProposalState.HEARING
        and starts is not None
        and ends is not None
        and starts <= day <= ends
    )
    return Window(starts, ends, day, is_open)


@dataclass(frozen=True, slots=True)
class Told:
    """An objection as it is read: `text` is empty where it is kept from the reader."""

    row: PlanObjection
    unit: str
    letter: str
    text: str

    @property
    def pk(self) -> int:
        return self.row.pk

    @property
    def is_answered(self) -> bool:
        return self.row.state != PlanObjectionState.FILED

    @property
    def is_taken_up(self) -> bool:
        return self.row.state in (
            PlanObjectionState.TAKEN_UP,
            PlanObjectionState.PARTLY,
        )

    @property
    def ground(self) -> str:
        """Why the words are not published; empty where they are."""
        return "" if self.row.is_shown else self.row.hidden_because


@dataclass(frozen=True, slots=True)
class Objections:
    """What everybody reads of a proposal's objections; the rest is counted."""

    rows: list[Told]
    waiting: int
    withheld: int

    @property
    def count(self) -> int:
        return len(self.rows) + self.waiting + self.withheld

    @property
    def answered(self) -> int:
        return sum(1 for one in self.rows if one.is_answered)


def public_objections(proposal: Proposal, plan: Plan | None = None) -> Objections:
    """Shown or answered ones; an answer is public even where the words are not."""
    rows = list(proposal.objections.select_related("unit", "plan", "answered_by"))
    if plan is not None:
        rows = [row for row in rows if row.plan_id == plan.pk]
    public = [r for r in rows if r.is_shown or r.state != PlanObjectionState.FILED]
    withheld = [r for r in rows if r not in public and r.hidden_because]
    return Objections(
        rows=_told(proposal, public),
        waiting=len(rows) - len(public) - len(withheld),
        withheld=len(withheld),
    )


def _told(proposal: Proposal, rows: list[PlanObjection]) -> list[Told]:
    if not rows:
        return []
    names, letters = unit_names(proposal), letters_of(proposal)
    return [
        Told(
            row,
            names.of(row.unit.code) if row.unit else "",
            letters.get(row.plan_id, ""),
            row.text if row.is_shown else "",
        )
        for row in rows
    ]


def _whole(row: PlanObjection) -> Told:
    told = _told(row.proposal, [row])[0]
    return Told(row, told.unit, told.letter, row.text)


def _with_all() -> QuerySet[PlanObjection]:
    return PlanObjection.objects.select_related(
        "proposal__scenario__unit",
        "proposal__scenario__block_set",
        "plan",
        "unit",
        "answered_by",
    )


def by_code(code: str) -> Told | None:
    """What its author reads under the code: his own words whatever became of them."""
    asked = code.strip()[:CODE_SIGNS]
    # Read from paper it may come in small letters, without its dashes or with blanks.
    signs = "".join(sign for sign in asked.upper() if sign.isalnum())
    dashed = "-".join(signs[at : at + 4] for at in range(0, len(signs), 4))
    row = _with_all().filter(code__in=(asked, asked.upper(), dashed)).first()
    return _whole(row) if row is not None else None


def conducted_by(user: Any) -> QuerySet[PlanObjection]:
    """Objections to proposals under the user's roles; who may act is asked by row."""
    mine = under_roles(user, "proposal__scenario__unit")
    rows = _with_all()
    return rows.none() if mine is None else rows.filter(mine)


def worklist(
    user: Any, *, state: str = "", proposal: str = ""
) -> QuerySet[PlanObjection]:
    """The officer's list: the soonest answer first, then the oldest."""
    found = conducted_by(user)
    if proposal:
        found = found.filter(proposal__code=proposal)
    if state == OPEN:
        found = found.filter(state=PlanObjectionState.FILED)
    elif state in PlanObjectionState.values:
        found = found.filter(state=state)
    due = F("proposal__answers_due").asc(nulls_last=True)
    return found.order_by(due, "made_at", "id")


def one_for(user: Any, pk: int) -> Told | None:
    """One objection with its words for who conducts the proposal."""
    row = _with_all().filter(pk=pk).first()
    if row is None or not rules.can_conduct(user, row.proposal):
        return None
    return _whole(row)


def masked(contact: str) -> str:
    """«99••••••»: that something was left, not what."""
    return contact[:2] + "•" * max(len(contact) - 2, 0)


def may_answer(row: PlanObjection) -> bool:
    """Whether an answer is still due: once, while the hearing lasts."""
    heard = row.proposal.state == ProposalState.HEARING
    return heard and row.state == PlanObjectionState.FILED


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that was done with an objection, by whom and when."""

    what: str
    at: datetime
    who: str


def deeds_of(row: PlanObjection) -> list[Deed]:
    """Its history, oldest first; the reasons are kept by the actions."""
    names = {
        "shown": _("нийтэлсэн"),
        "hidden": _("үгийг нь нуусан"),
        "answered": _("хариулсан"),
        "contact_read": _("холбоо барих мэдээллийг үзсэн"),
        "contact_erased": _("холбоо барих мэдээллийг устгасан"),
    }
    entries = row.history.select_related("history_user").order_by("history_id")
    return [
        Deed(
            names.get(entry.history_change_reason or "", _("санал ирсэн")),
            entry.history_date,
            entry.history_user.display_name if entry.history_user else "",
        )
        for entry in entries
    ]
