"""A proposal read once for its dossier: plan, audit, hearing, steps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bagana.documents.content import official
from bagana.redistricting.models import (
    Alternative,
    HandoverItem,
    Plan,
    PlanKind,
    Proposal,
    ProposalState,
    Scenario,
)
from bagana.redistricting.procedure import Rules, rules_of
from bagana.redistricting.queries.costs import PlanCosts, costs_of
from bagana.redistricting.queries.opinions import (
    Heard,
    OpinionLine,
    heard_on,
    opinion_lines,
)
from bagana.redistricting.queries.plan_objections import Objections, public_objections
from bagana.redistricting.queries.plans import PlanAudit, plan_audit
from bagana.redistricting.queries.proposals import ProposalStanding, standing_of
from bagana.redistricting.queries.proposals_touched import leading_plan, published
from bagana.redistricting.wording import plan_name
from bagana.web import words

OURS = (ProposalState.DRAFT, ProposalState.HEARING)
"""Before the sum's assembly has it, the dossier is a draft."""


@dataclass(frozen=True)
class Facts:
    """The same queries as the pages use, so that no figure differs."""

    proposal: Proposal

    @property
    def scenario(self) -> Scenario:
        return self.proposal.scenario

    @cached_property
    def plan(self) -> Plan | None:
        """What is submitted; before the choice the preferred or first alternative."""
        found = self.proposal.plan or leading_plan(self.proposal, public=True)
        if found is None:
            return None
        rows = self.scenario.plans.select_related("scenario__block_set", "search")
        return rows.get(pk=found.pk)

    @cached_property
    def plan_words(self) -> str:
        """«B. 17-р хувилбар»: the citizens know the letter, the office the number."""
        if self.plan is None:
            return ""
        letters = {row.plan_id: row.letter for row, _audit in self.alternatives}
        letter = letters.get(self.plan.pk)
        return f"{letter}. {plan_name(self.plan)}" if letter else plan_name(self.plan)

    @cached_property
    def audit(self) -> PlanAudit | None:
        return plan_audit(self.plan, self.proposal) if self.plan else None

    @cached_property
    def costs(self) -> PlanCosts | None:
        return costs_of(self.plan) if self.plan else None

    @cached_property
    def today(self) -> Plan | None:
        rows = self.scenario.plans.select_related("scenario__block_set")
        return rows.filter(kind=PlanKind.TODAY).first()

    @cached_property
    def alternatives(self) -> list[tuple[Alternative, PlanAudit]]:
        rows = published(self.proposal)
        return [(row, plan_audit(row.plan, self.proposal)) for row in rows]

    @cached_property
    def heard(self) -> list[Heard]:
        return heard_on(self.proposal, self.plan) if self.plan else []

    @cached_property
    def opinions(self) -> list[OpinionLine]:
        return opinion_lines(self.proposal)

    @cached_property
    def objections(self) -> Objections:
        return public_objections(self.proposal)

    @cached_property
    def standing(self) -> ProposalStanding:
        return standing_of(self.proposal)

    @cached_property
    def rules(self) -> Rules:
        return rules_of(self.proposal)

    @cached_property
    def handovers(self) -> list[HandoverItem]:
        standing = self.proposal.enactments.filter(undone_at__isnull=True).first()
        if standing is None:
            return []
        return list(standing.handovers.select_related("source", "target"))

    @cached_property
    def dated(self) -> date:
        """The day of the last step: the paper says what stood then."""
        steps = self.standing.steps
        return steps[-1].done_on if steps else words.day_of(self.proposal.made_at)

    @cached_property
    def place(self) -> str:
        return official.unit_name(self.scenario.unit, self.scenario.on)

    @property
    def is_draft(self) -> bool:
        return self.proposal.state in OURS
