"""Whom a plan touches: bags from which or to which a block moves, read from labels."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import numpy.typing as npt
from django.core.cache import cache
from django.db.models import Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bagana.redistricting.arrays import BlockArrays, arrays_of
from bagana.redistricting.models import (
    Alternative,
    Plan,
    PlanKind,
    Proposal,
    ProposalState,
    Scenario,
)
from bagana.redistricting.problems import NEW, bags_on
from bagana.redistricting.staleness import stale_bags
from bagana.territory.models import UnitVersion
from bagana.territory.queries import versions_on

type Codes = npt.NDArray[np.str_]
type Mask = npt.NDArray[np.bool_]
KEPT_SECONDS: Final = 3600


@dataclass(frozen=True, slots=True)
class Count:
    """Blocks with their households and people; None: not known of one of them.

    `is_withheld`: known, and so few that the public is not told.
    """

    blocks: int
    households: int | None
    population: int | None
    is_withheld: bool = False

    def unless(self, is_withheld: bool) -> Count:
        return Count(self.blocks, None, None, True) if is_withheld else self


@dataclass(frozen=True, slots=True)
class Move:
    """What goes from one of today's bags to a unit of the plan."""

    source: str
    target: str
    count: Count


@dataclass(frozen=True, slots=True)
class Touched:
    """A unit that gains or loses blocks; `code` is the key of a unit that begins."""

    code: str
    parent: str
    is_new: bool
    ends: bool
    moves: tuple[Move, ...]
    leaving: Count
    coming: Count

    @property
    def has_meeting(self) -> bool:
        """Only a bag that stands today has citizens who meet."""
        return not self.is_new


def blocks_of(scenario: Scenario) -> BlockArrays:
    """The blocks that the labels of the scenario's plans run over."""
    return arrays_of(scenario.block_set, sums_of(scenario))


def sums_of(scenario: Scenario) -> list[str]:
    return list(scenario.sums.order_by("code").values_list("code", flat=True))


def places_in(plan: Plan) -> Codes:
    """(n,) code or key of the unit of each block."""
    return np.array(plan.units)[plan.labels_array()]


def places_today(scenario: Scenario) -> Codes:
    """(n,) today's bag of each block: as the search found it, whatever came since."""
    today = scenario.plans.filter(kind=PlanKind.TODAY).order_by("number").first()
    if today is not None:
        return places_in(today)
    return np.array(bags_on(scenario.block_set, sums_of(scenario), scenario.on))


def changed_bags(scenario: Scenario, day: date) -> list[str]:
    """Codes of bags that are no longer, on the day, what the plans were drawn from."""
    before, sums = places_today(scenario), sums_of(scenario)
    now = np.array(bags_on(scenario.block_set, sums, day))
    moved = before != now
    others = {str(code) for code in (*before[moved], *now[moved])}
    return sorted(others | set(stale_bags(scenario.block_set, sums, day)))


def used_units(plan: Plan) -> list[str]:
    """Codes and keys of the units that hold a block, in the order of the plan."""
    held = set(np.unique(plan.labels_array()).tolist())
    return [unit for label, unit in enumerate(plan.units) if label in held]


def parents_of_units(plan: Plan) -> dict[str, str]:
    """Unit of the plan → code of its sum."""
    sums, places = blocks_of(plan.scenario).sums, places_in(plan)
    return dict(zip(places.tolist(), sums, strict=True))


def count_of(arrays: BlockArrays, mask: Mask) -> Count:
    def total(name: str) -> int | None:
        found = float(arrays.counts[name][mask].sum())
        return None if math.isnan(found) else round(found)

    return Count(int(mask.sum()), total("households"), total("population"))


def touched_by(plan: Plan) -> tuple[Touched, ...]:
    """Every unit that the plan touches, by code: today's bags, then new ones.

    Kept for a while: a frozen plan never changes, and the number of the row is in the
    key beside the hash, since a hash alone says nothing of today's bags.
    """
    if not plan.is_frozen:
        return _touched(plan)
    key = f"touched:{plan.pk}:{plan.sha256}"
    found: tuple[Touched, ...] | None = cache.get(key)
    if found is None:
        found = _touched(plan)
        cache.set(key, found, KEPT_SECONDS)
    return found


def touched_units(proposal: Proposal, *, public: bool = False) -> tuple[Touched, ...]:
    """By the chosen plan; before the choice by the preferred or first alternative."""
    plan = proposal.plan or leading_plan(proposal, public=public)
    return touched_by(plan) if plan is not None else ()


def leading_plan(proposal: Proposal, *, public: bool = False) -> Plan | None:
    """What the proposal stands for; `public`: of the plans that everybody may read."""
    rows = published(proposal) if public else _alternatives(proposal)
    found = rows.order_by("-is_preferred", "letter").first()
    return found.plan if found else None


def _alternatives(proposal: Proposal) -> QuerySet[Alternative]:
    rows = proposal.alternatives.select_related("plan__scenario__block_set")
    return rows.order_by("letter")


def published(proposal: Proposal) -> QuerySet[Alternative]:
    """The alternatives that everybody may read.

    What is laid while a returned proposal is prepared anew is nobody's to read until
    it is published; what was heard once stays readable.
    """
    rows = _alternatives(proposal)
    prepared = (ProposalState.DRAFT, ProposalState.WITHDRAWN)
    if proposal.published_at is None or proposal.state not in prepared:
        return rows
    heard = Q(pk__in=[])
    for step in proposal.steps.filter(state=ProposalState.HEARING):
        for letter, told in step.content.get("alternatives", {}).items():
            heard |= Q(letter=letter, plan__number=told["number"])
    return rows.filter(heard)


def bags_to_hear(plans: Iterable[Plan]) -> list[str]:
    """Codes of today's bags that at least one of the plans touches."""
    found = {one.code for plan in plans for one in touched_by(plan) if one.has_meeting}
    return sorted(found)


def _touched(plan: Plan) -> tuple[Touched, ...]:
    arrays = blocks_of(plan.scenario)
    before, after = places_today(plan.scenario), places_in(plan)
    moved = before != after
    sums = np.array(arrays.sums)
    moves = _moves(arrays, before, after, moved)
    names = sorted({code for move in moves for code in (move.source, move.target)})
    found = [
        Touched(
            code=code,
            parent=str(sums[(before == code) | (after == code)][0]),
            is_new=not bool((before == code).any()),
            ends=not bool((after == code).any()),
            moves=tuple(m for m in moves if code in (m.source, m.target)),
            leaving=count_of(arrays, moved & (before == code)),
            coming=count_of(arrays, moved & (after == code)),
        )
        for code in names
    ]
    return tuple(sorted(found, key=lambda one: (one.is_new, one.code)))


def _moves(arrays: BlockArrays, before: Codes, after: Codes, moved: Mask) -> list[Move]:
    pairs = sorted({(str(before[i]), str(after[i])) for i in np.flatnonzero(moved)})
    return [
        Move(
            source,
            target,
            count_of(arrays, (before == source) & (after == target)),
        )
        for source, target in pairs
    ]


def is_same_plan(one: Plan, other: Plan) -> bool:
    """Whether every block lies in the same unit in both."""
    return one.pk == other.pk or bool((places_in(one) == places_in(other)).all())


def is_same_for(bag: str, one: Plan, other: Plan, today: Codes) -> bool:
    """Whether the two plans do the same with a bag: what it loses, keeps and gains."""
    first, second = places_in(one), places_in(other)
    mask = (today == bag) | (first == bag) | (second == bag)
    return bool((first[mask] == second[mask]).all())


def came_from(plan: Plan, ancestor: Plan) -> bool:
    """Whether the plan is the other one or an edited copy of it."""
    seen: Plan | None = plan
    while seen is not None:
        if seen.pk == ancestor.pk:
            return True
        seen = seen.edited_from
    return False


@dataclass(frozen=True, slots=True)
class UnitNames:
    """Names of the units of plans: today's versions, and those planned for new ones."""

    versions: dict[str, UnitVersion]
    planned: dict[str, tuple[str, str]]

    def of(self, code: str) -> str:
        if code in self.versions:
            return str(self.versions[code].name)
        if code in self.planned:
            mn, en = self.planned[code]
            return (en if get_language() == "en" else "") or mn
        if code.startswith(NEW):
            return _("Шинэ баг %(number)s") % {"number": code.removeprefix(NEW)}
        return code

    def all_of(self, codes: Sequence[str]) -> str:
        return ", ".join(self.of(code) for code in codes)


def unit_names(proposal: Proposal) -> UnitNames:
    """By code or key; as the bags were called on the day of the scenario."""
    scenario = proposal.scenario
    codes = {str(code) for code in np.unique(places_today(scenario))}
    found = versions_on(scenario.on).filter(unit__code__in=[*codes, *sums_of(scenario)])
    planned = {
        row.key: (row.name_mn, row.name_en)
        for row in proposal.planned_units.all()
        if row.key.startswith(NEW)
    }
    return UnitNames({version.unit.code: version for version in found}, planned)
