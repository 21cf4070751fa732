"""Small counts of re-drawings that stay out of everything public.

One system of sums for all plans that are public together: blocks add up to what goes
from bag to bag, that to what leaves and what comes, and with what stays to the totals
of the bags. The totals themselves are always published: a hearing decides by them.
The rule: docs/rules/disclosure.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

import numpy as np
from django.core.cache import cache

from bagana.engines.disclosure import (
    THRESHOLD,
    few_people,
    linked,
    protect,
    values_needed,
)
from bagana.engines.disclosure.problem import Equation
from bagana.redistricting.models import Nature, Plan, Proposal
from bagana.redistricting.queries.proposals_touched import (
    KEPT_SECONDS,
    Codes,
    Touched,
    blocks_of,
    places_in,
    places_today,
    published,
)

MEASURES: Final = ("households", "population")
FEWEST: Final = THRESHOLD
"""Fewer households or people than this, and not nobody, are told by no page."""
type Name = tuple[Any, ...]
"""What a cell counts: a block, or of a plan a move, what leaves, comes, or all."""


@dataclass(frozen=True)
class Shield:
    """Names of the counts that are withheld; empty where a model placed everybody."""

    withheld: frozenset[Name] = frozenset()

    def block(self, place: int) -> bool:
        return ("block", place) in self.withheld

    def move(self, plan: Plan, source: str, target: str) -> bool:
        return ("move", plan.pk, source, target) in self.withheld

    def leaving(self, plan: Plan, bag: str) -> bool:
        return ("leaving", plan.pk, bag) in self.withheld

    def coming(self, plan: Plan, bag: str) -> bool:
        return ("coming", plan.pk, bag) in self.withheld

    def moved(self, plan: Plan) -> bool:
        return ("moved", plan.pk) in self.withheld


def shield_of(proposal: Proposal) -> Shield:
    """What to withhold of the plans that everybody may read, kept for a while."""
    if proposal.scenario.block_set.nature == Nature.MODELLED:
        return Shield()
    plans = [row.plan for row in published(proposal)]
    if proposal.plan is not None and proposal.plan_id not in {p.pk for p in plans}:
        plans.append(proposal.plan)
    key = "shield:" + "-".join(f"{plan.pk}.{plan.sha256[:16]}" for plan in plans)
    found: Shield | None = cache.get(key)
    if found is None:
        found = _shield(proposal, plans)
        cache.set(key, found, KEPT_SECONDS)
    return found


def guarded(
    touched: Sequence[Touched], plan: Plan | None, shield: Shield
) -> tuple[Touched, ...]:
    """The touched units without counts that are withheld."""
    if plan is None or not shield.withheld:
        return tuple(touched)
    return tuple(
        replace(
            one,
            leaving=one.leaving.unless(shield.leaving(plan, one.code)),
            coming=one.coming.unless(shield.coming(plan, one.code)),
            moves=tuple(
                replace(
                    move,
                    count=move.count.unless(
                        shield.move(plan, move.source, move.target)
                    ),
                )
                for move in one.moves
            ),
        )
        for one in touched
    )


def _shield(proposal: Proposal, plans: Sequence[Plan]) -> Shield:
    arrays = blocks_of(proposal.scenario)
    before = places_today(proposal.scenario)
    withheld: set[Name] = set()
    for measure in MEASURES:
        counts = arrays.counts[measure]
        if not np.isnan(counts).any():
            after = [(plan.pk, places_in(plan)) for plan in plans]
            withheld |= _withheld(_sums(np.rint(counts), before, after))
    return Shield(frozenset(withheld))


@dataclass
class _Sums:
    """Cells by name with their values, and the sums between them."""

    names: dict[Name, int] = field(default_factory=dict)
    values: list[float] = field(default_factory=list)
    public: list[bool] = field(default_factory=list)
    equations: list[Equation] = field(default_factory=list)

    def add(self, name: Name, value: float, *, public: bool = False) -> int:
        self.names[name] = len(self.values)
        self.values.append(value)
        self.public.append(public)
        return self.names[name]

    def total(self, name: Name, parts: Iterable[int], *, public: bool = False) -> int:
        own = list(parts)
        whole = self.add(name, sum(self.values[p] for p in own), public=public)
        self.equations.append(((whole, 1), *((part, -1) for part in own)))
        return whole


def _sums(
    counts: np.ndarray[Any, Any], before: Codes, plans: Iterable[tuple[int, Codes]]
) -> _Sums:
    found = _Sums()
    for place, count in enumerate(counts):
        found.add(("block", place), float(count))
    for plan, after in plans:
        _add_plan(found, plan, before, after)
    return found


def _add_plan(found: _Sums, plan: int, before: Codes, after: Codes) -> None:
    pairs: dict[tuple[str, str], list[int]] = {}
    for place, (source, target) in enumerate(zip(before, after, strict=True)):
        pairs.setdefault((str(source), str(target)), []).append(place)
    moves = {
        pair: found.total(("move", plan, *pair), blocks)
        for pair, blocks in sorted(pairs.items())
    }
    leaving = []
    for bag in sorted({source for source, _target in moves}):
        away = [m for (s, t), m in moves.items() if s == bag and t != bag]
        if away:
            leaving.append(found.total(("leaving", plan, bag), away))
        here = [m for (s, _t), m in moves.items() if s == bag]
        found.total(("today", plan, bag), here, public=True)
    for bag in sorted({target for _source, target in moves}):
        come = [m for (s, t), m in moves.items() if t == bag and s != bag]
        if come:
            found.total(("coming", plan, bag), come)
        there = [m for (_s, t), m in moves.items() if t == bag]
        found.total(("planned", plan, bag), there, public=True)
    if leaving:
        found.total(("moved", plan), leaving)


def _withheld(sums: _Sums) -> set[Name]:
    needs = [
        values_needed(value, FEWEST) if few_people(value, FEWEST) and not public else 0
        for value, public in zip(sums.values, sums.public, strict=True)
    ]
    problem = linked(sums.values, sums.equations, needs, fixed=sums.public)
    chosen = protect(problem).withheld
    return {name for name, place in sums.names.items() if chosen[place]}
