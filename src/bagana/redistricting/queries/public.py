"""Re-drawings as everybody reads them: plans beside each other, and one's own bag."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from bagana.engines.districting import Audit
from bagana.redistricting.arrays import BlockArrays
from bagana.redistricting.models import Alternative, Plan, Proposal
from bagana.redistricting.plan_maps import PlanPicture, plan_map
from bagana.redistricting.queries.plans import PlanAudit, audits_of, plan_audit
from bagana.redistricting.queries.proposals_touched import (
    Codes,
    Count,
    Mask,
    UnitNames,
    blocks_of,
    count_of,
    places_in,
    places_today,
    published,
    touched_by,
    unit_names,
)
from bagana.redistricting.queries.withheld import Shield, shield_of

COUNTED = "population"


@dataclass(frozen=True)
class Laid:
    """An alternative as the hearing shows it: measured, drawn, who changes bag."""

    row: Alternative
    audit: PlanAudit
    map: PlanPicture | None
    bags: int
    households: int | None
    people: int | None
    is_chosen: bool
    is_withheld: bool = False


def laid_open(proposal: Proposal) -> list[Laid]:
    """The alternatives of a proposal by letter."""
    shield = shield_of(proposal)
    return [_laid(proposal, row, shield) for row in published(proposal)]


def _laid(proposal: Proposal, row: Alternative, shield: Shield) -> Laid:
    row.plan.scenario = proposal.scenario
    touched = touched_by(row.plan)
    is_withheld = shield.moved(row.plan)
    moved = [one.leaving.unless(is_withheld) for one in touched]
    return Laid(
        row=row,
        audit=plan_audit(row.plan, proposal),
        map=plan_map(row.plan, proposal=proposal),
        bags=len(touched),
        households=_sum(one.households for one in moved),
        people=_sum(one.population for one in moved),
        is_chosen=row.plan_id == proposal.plan_id,
        is_withheld=is_withheld,
    )


def _sum(values: Any) -> int | None:
    found = list(values)
    return None if None in found else sum(found)


@dataclass(frozen=True, slots=True)
class Journey:
    """Km to the office, as the crow flies, over people; None: nobody, or not known."""

    mean: float | None
    longest: float | None


@dataclass(frozen=True, slots=True)
class Part:
    """Where a part of a bag goes, or stays: to which unit, who, and how far."""

    target: str
    name: str
    stays: bool
    count: Count
    before: Journey
    after: Journey


@dataclass(frozen=True, slots=True)
class BlockLine:
    """One block of a bag, for whoever looks for his own place.

    `is_withheld`: its people are so few that their number is kept from the public, or
    it would tell such a number.
    """

    code: str
    lon: float
    lat: float
    target: str
    moves: bool
    households: int | None
    people: int | None
    before_km: float | None
    after_km: float | None
    is_withheld: bool = False


@dataclass(frozen=True)
class BagStory:
    """What a plan does with one bag of today."""

    code: str
    name: str
    parts: tuple[Part, ...]
    coming: tuple[Part, ...]
    blocks: tuple[BlockLine, ...]

    @property
    def is_touched(self) -> bool:
        return bool(self.coming) or any(not part.stays for part in self.parts)

    @property
    def ends(self) -> bool:
        return not any(part.stays for part in self.parts)


@dataclass(frozen=True)
class _Land:
    """Everything that stories of one plan are read from."""

    arrays: BlockArrays
    before: Codes
    after: Codes
    near: np.ndarray[Any, Any]
    far: np.ndarray[Any, Any]
    names: UnitNames
    plan: Plan
    shield: Shield


def bags_today(proposal: Proposal) -> list[tuple[str, str]]:
    """Code and name of each bag of the scenario's sums, by code."""
    names = unit_names(proposal)
    codes = sorted({str(code) for code in places_today(proposal.scenario)})
    return [(code, names.of(code)) for code in codes]


def bag_story(proposal: Proposal, plan: Plan, bag: str) -> BagStory:
    """Which parts of a bag go where, what comes, and how far the office will be."""
    land = _land(proposal, plan)
    own = land.before == bag
    targets = sorted({str(t) for t in land.after[own]}, key=lambda t: (t != bag, t))
    comes = (land.after == bag) & ~own
    sources = sorted({str(s) for s in land.before[comes]})
    return BagStory(
        code=bag,
        name=land.names.of(bag),
        parts=tuple(
            _part(land, t, own & (land.after == t), t == bag, (bag, t)) for t in targets
        ),
        coming=tuple(
            _part(land, s, comes & (land.before == s), False, (s, bag)) for s in sources
        ),
        blocks=tuple(_blocks(land, np.flatnonzero(own), bag)),
    )


def block_lines(proposal: Proposal, plan: Plan) -> list[BlockLine]:
    """Every block of the plan; what a researcher takes away."""
    land = _land(proposal, plan)
    return list(_blocks(land, np.arange(land.arrays.size), ""))


def _land(proposal: Proposal, plan: Plan) -> _Land:
    arrays = blocks_of(plan.scenario)
    before, after = places_today(plan.scenario), places_in(plan)
    today, planned = audits_of(plan)
    return _Land(
        arrays,
        before,
        after,
        _distances(arrays, before, today),
        _distances(arrays, after, planned),
        unit_names(proposal),
        plan,
        shield_of(proposal),
    )


def _distances(
    arrays: BlockArrays, places: Codes, audit: Audit
) -> np.ndarray[Any, Any]:
    """(n,) km from each block to the office of its unit; NaN where there is none."""
    found = np.full(arrays.size, np.nan)
    for unit in audit.units:
        if unit.office is None:
            continue
        mine = places == unit.unit
        gap = arrays.xy[mine] - arrays.xy[unit.office]
        found[mine] = np.hypot(gap[:, 0], gap[:, 1]) / 1000
    return found


def _part(
    land: _Land, target: str, mask: Mask, stays: bool, pair: tuple[str, str]
) -> Part:
    is_withheld = land.shield.move(land.plan, *pair)
    return Part(
        target=target,
        name=land.names.of(target),
        stays=stays,
        count=count_of(land.arrays, mask).unless(is_withheld),
        before=_journey(land, land.near, mask),
        after=_journey(land, land.far, mask),
    )


def _journey(land: _Land, km: np.ndarray[Any, Any], mask: Mask) -> Journey:
    """Over people where their number is known of every block; else not known."""
    people = land.arrays.counts[COUNTED][mask]
    own = km[mask]
    if (
        not len(own)
        or np.isnan(own).any()
        or np.isnan(people).any()
        or not people.sum()
    ):
        return Journey(None, None)
    lived = own[people > 0]
    return Journey(float((own * people).sum() / people.sum()), float(lived.max()))


def _blocks(
    land: _Land, places: Sequence[int] | np.ndarray[Any, Any], bag: str
) -> list[BlockLine]:
    """Those that move first, by the unit to which they go."""
    found = [_block(land, int(i)) for i in places]
    if not bag:
        return found
    return sorted(found, key=lambda one: (not one.moves, one.target, one.code))


def _block(land: _Land, i: int) -> BlockLine:
    arrays = land.arrays

    def known(value: float) -> float | None:
        return None if np.isnan(value) else float(value)

    def whole(name: str) -> int | None:
        value = known(float(arrays.counts[name][i]))
        return None if value is None else round(value)

    households, people = whole("households"), whole("population")
    few = land.shield.block(i)
    return BlockLine(
        code=arrays.codes[i],
        lon=float(arrays.lonlat[i][0]),
        lat=float(arrays.lonlat[i][1]),
        target=str(land.after[i]),
        moves=bool(land.before[i] != land.after[i]),
        households=None if few else households,
        people=None if few else people,
        before_km=known(float(land.near[i])),
        after_km=known(float(land.far[i])),
        is_withheld=few,
    )
