"""Citizens' proposals as pages show them: lists by bag and year, and their counts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Prefetch, QuerySet
from django.utils import timezone

from bagana.acts.models import Act
from bagana.programme.actions.proposal_steps import DECIDED, OPEN
from bagana.programme.models import (
    Measure,
    Programme,
    Proposal,
    ProposalState,
    ProposalStep,
)
from bagana.programme.queries.standings import measures_of
from bagana.territory.models import Unit, UnitAncestry, UnitVersion
from bagana.territory.queries import below
from bagana.web import words

BAG = 3


@dataclass(frozen=True, slots=True)
class Told:
    """A proposal with what became of it."""

    proposal: Proposal
    steps: list[ProposalStep]
    merged: list[Proposal] = field(default_factory=list)

    @property
    def title(self) -> str:
        """In the reader's language, where somebody has translated it."""
        return (words.in_english() and self.proposal.title_en) or self.proposal.title

    @property
    def supporters(self) -> int | None:
        """Its own households and those of what was merged into it, where known."""
        known = [
            row.supporters
            for row in (self.proposal, *self.merged)
            if row.supporters is not None
        ]
        return sum(known) if known else None

    @property
    def decision(self) -> ProposalStep | None:
        return next((s for s in reversed(self.steps) if s.state in DECIDED), None)

    @property
    def outcome(self) -> str:
        return str(self.decision.state) if self.decision else ""

    @property
    def answer(self) -> ProposalStep | None:
        told = ProposalState.REPORTED
        return next((s for s in reversed(self.steps) if s.state == told), None)

    @property
    def is_open(self) -> bool:
        return self.proposal.state in OPEN


@dataclass(frozen=True, slots=True)
class Year:
    """A bag's proposals of a budget year, in the meeting's order."""

    unit: UnitVersion
    year: int
    rows: list[Told]
    unread: int = 0

    def of(self, *states: str) -> list[Told]:
        return [told for told in self.rows if told.proposal.state in states]

    @property
    def standing(self) -> list[Told]:
        """Without what was merged into others."""
        return [told for told in self.rows if told.proposal.duplicate_of_id is None]

    @property
    def is_decided(self) -> bool:
        return any(told.decision for told in self.rows)

    @property
    def is_untold(self) -> bool:
        """Whether something is decided that the bag was not told of yet."""
        return any(told.proposal.state in DECIDED for told in self.rows)

    @property
    def cost(self) -> Decimal:
        costs = [t.proposal.cost for t in self.standing if t.proposal.cost is not None]
        return sum(costs, Decimal(0))

    @property
    def approved(self) -> Decimal:
        costs = [
            t.proposal.cost
            for t in self.standing
            if t.outcome == ProposalState.APPROVED and t.proposal.cost is not None
        ]
        return sum(costs, Decimal(0))


def years_of_proposals(unit: Unit, user: Any) -> list[int]:
    found = _under(unit).visible_to(user).values_list("year", flat=True)
    return sorted(set(found), reverse=True)


def _under(unit: Unit) -> Any:
    places = UnitAncestry.objects.in_force(timezone.localdate())
    return Proposal.objects.filter(unit__in=places.filter(ancestor=unit).values("unit"))


def year_of(version: UnitVersion, year: int, user: Any) -> Year:
    return years_by_bag([version], year, user)[0]


def years_by_bag(versions: Collection[UnitVersion], year: int, user: Any) -> list[Year]:
    """Four queries for any number of bags; those without proposals come empty."""
    found = Proposal.objects.filter(
        unit__in=[version.unit_id for version in versions], year=year
    )
    seen = _with_steps(found.visible_to(user))
    rows = list(seen.order_by("unit", "rank", "pk"))
    merged: dict[int, list[Proposal]] = {}
    for row in rows:
        if row.duplicate_of_id is not None:
            merged.setdefault(row.duplicate_of_id, []).append(row)
    by_unit: dict[int, list[Told]] = {}
    # Databases differ in where they put what has no rank: it comes last here.
    for row in sorted(rows, key=lambda r: (r.rank is None, r.rank or 0, r.pk)):
        told = Told(row, list(row.steps.all()), merged.get(row.pk, []))
        by_unit.setdefault(row.unit_id, []).append(told)
    counts = dict(found.order_by().values_list("unit").annotate(count=Count("pk")))
    return [
        Year(
            version,
            year,
            by_unit.get(version.unit_id, []),
            counts.get(version.unit_id, 0) - len(by_unit.get(version.unit_id, [])),
        )
        for version in versions
    ]


def _with_steps(found: QuerySet[Proposal]) -> QuerySet[Proposal]:
    steps = ProposalStep.objects.select_related("act__body", "made_by").order_by("pk")
    return found.select_related(
        "unit", "measure", "duplicate_of", "carried_from", "carried_to"
    ).prefetch_related(Prefetch("steps", steps))


def told_of(pk: int, user: Any) -> Told | None:
    row = _with_steps(Proposal.objects.visible_to(user)).filter(pk=pk).first()
    if row is None:
        return None
    return Told(row, list(row.steps.all()), list(row.duplicates.order_by("pk")))


def bags_of_programme(programme: Programme, on: date) -> list[UnitVersion]:
    found = below(programme.unit, on, BAG)
    return list(found.order_by("unit__code"))


@dataclass(frozen=True, slots=True)
class Counts:
    """How far a bag's proposals of a year are."""

    unit: UnitVersion
    received: int
    ranked: int
    costed: int
    approved: int
    declined: int
    money: Decimal


def overview(programme: Programme, year: int, user: Any, on: date) -> list[Counts]:
    """One row for each bag of the programme; what citizens sent and nobody read yet
    is counted too."""
    return [
        Counts(
            unit=one.unit,
            received=len(one.standing) + one.unread,
            ranked=sum(1 for t in one.standing if t.proposal.rank is not None),
            costed=sum(1 for t in one.standing if t.proposal.cost is not None),
            approved=sum(1 for t in one.standing if t.outcome == "approved"),
            declined=sum(1 for t in one.standing if t.outcome == "declined"),
            money=one.approved,
        )
        for one in years_by_bag(bags_of_programme(programme, on), year, user)
    ]


def acts_for(units: Collection[int]) -> QuerySet[Act]:
    """Decisions of the bodies of these units: what a step can rest on."""
    found = Act.objects.filter(body__unit__in=units).select_related("body")
    return found.order_by("-date", "-pk")


def above(unit: Unit) -> list[int]:
    places = UnitAncestry.objects.filter(unit=unit, depth__gt=0)
    return list(places.values_list("ancestor_id", flat=True))


def measures_for(programme: Programme) -> QuerySet[Measure]:
    """Measures under which an approved proposal of the bag may be paid."""
    today = timezone.localdate()
    found = measures_of(programme, on=today).filter(dropped_on__isnull=True)
    return found.order_by("sort_key")
