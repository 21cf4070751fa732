"""A plan measured: before and after for each bag, and for the whole.

Everything comes from `engines.districting.audit`, which shares nothing with the search.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from django.core.cache import cache

from bagana.engines.districting import Audit, UnitAudit
from bagana.redistricting.models import WEIGHTS, Plan, Proposal
from bagana.redistricting.problems import labels_in, problem_of
from bagana.redistricting.queries.plan_units import PlanUnit, units_of_plans

KEPT_FOR: Final = 24 * 3600
SMALL_KM2: Final = 10
COLOURS: Final = 12
"""Of units on a map; the style sheet knows plan-0 ... plan-11."""
type State = Literal["same", "changed", "new", "ended"]


@dataclass(frozen=True, slots=True)
class Pair:
    """A figure today and in the plan; None is not known, or no such unit."""

    before: float | None
    after: float | None

    @property
    def change(self) -> float | None:
        if self.before is None or self.after is None:
            return None
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Balance:
    """One weight of one bag: how much, how far from its target, what comes and goes."""

    weight: str
    value: Pair
    deviation: Pair
    moved_in: float | None
    moved_out: float | None
    is_within: bool | None

    @property
    def deviation_percent(self) -> Pair:
        return Pair(percent(self.deviation.before), percent(self.deviation.after))

    @property
    def decimals(self) -> int:
        """A bag of a settlement is a few km²: a whole number would read as nought."""
        known = [v for v in (self.value.before, self.value.after) if v is not None]
        return decimals_of(self.weight, min(known, default=None))


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One bag before and after; `state` says whether it goes on, `place` its colour."""

    unit: PlanUnit
    place: int
    state: State
    balances: dict[str, Balance]
    travel_mean: Pair
    travel_max: Pair
    compactness: Pair
    pieces: Pair

    @property
    def css(self) -> str:
        """The colour of the bag, as on the maps."""
        return f"plan-{self.place % COLOURS}"

    @property
    def in_order(self) -> list[Balance]:
        return [self.balances[name] for name in WEIGHTS]


@dataclass(frozen=True, slots=True)
class WeightRow:
    """One weight over all bags: its largest deviation, its inequality, who moves."""

    weight: str
    tolerance: float | None
    deviation: Pair
    gini: Pair
    moved: float | None
    total: float | None

    @property
    def deviation_percent(self) -> Pair:
        return Pair(percent(self.deviation.before), percent(self.deviation.after))

    @property
    def tolerance_percent(self) -> float | None:
        return percent(self.tolerance)

    @property
    def moved_percent(self) -> float | None:
        if self.moved is None or not self.total:
            return None
        return 100 * self.moved / self.total

    @property
    def is_within(self) -> bool | None:
        if self.tolerance is None or self.deviation.after is None:
            return None
        return self.deviation.after <= self.tolerance + 1e-9


@dataclass(frozen=True)
class PlanAudit:
    """A plan and today, measured alike; `rows` by bag, `weights` over all bags."""

    plan: Plan
    today: Audit
    audit: Audit
    units: dict[str, PlanUnit]
    rows: tuple[UnitRow, ...]
    weights: tuple[WeightRow, ...]

    @property
    def touched(self) -> list[UnitRow]:
        return [row for row in self.rows if row.state != "same"]

    @property
    def is_feasible(self) -> bool:
        held = [row.is_within is not False for row in self.weights]
        return all(held) and self.audit.is_contiguous and self.audit.kept_locks

    @property
    def cut_km(self) -> Pair:
        return Pair(self.today.cut_km, self.audit.cut_km)

    @property
    def travel_mean(self) -> Pair:
        return Pair(self.today.travel_mean_km, self.audit.travel_mean_km)

    @property
    def travel_max(self) -> Pair:
        return Pair(self.today.travel_max_km, self.audit.travel_max_km)

    @property
    def breaks(self) -> Pair:
        return Pair(len(self.today.breaks), len(self.audit.breaks))

    @property
    def people(self) -> WeightRow:
        return self.weight("population")

    def weight(self, name: str) -> WeightRow:
        return next(row for row in self.weights if row.weight == name)


def decimals_of(weight: str, value: float | None) -> int:
    small = value is not None and value < SMALL_KM2
    return 1 if weight == "area" and small else 0


def percent(share: float | None) -> float | None:
    return None if share is None else 100 * share


def plan_audit(plan: Plan, proposal: Proposal | None = None) -> PlanAudit:
    """The plan against today; the measuring is done once for the same labels."""
    today, audit = audits_of(plan)
    units = units_of_plans(plan.scenario, [plan], proposal)
    return PlanAudit(
        plan=plan,
        today=today,
        audit=audit,
        units=units,
        rows=tuple(_rows(plan, today, audit, units)),
        weights=tuple(_weight_rows(plan, today, audit)),
    )


def audits_of(plan: Plan) -> tuple[Audit, Audit]:
    """Of today and of the plan, kept under the plan's own hash."""
    scenario = plan.scenario
    key = f"plan-audit:{scenario.block_set.sha256}:{scenario.pk}:{plan.sha256}"
    known: tuple[Audit, Audit] | None = cache.get(key)
    if known is None:
        known = _measure(plan)
        cache.set(key, known, KEPT_FOR)
    return known


def _measure(plan: Plan) -> tuple[Audit, Audit]:
    # scipy loads with it, and lists of plans need none of this.
    from bagana.engines.districting.audit import audit

    problem = problem_of(plan.scenario)
    added = [key for key in plan.units if key not in problem.units]
    names = (*problem.units, *added)
    return audit(problem, problem.today), audit(
        problem, labels_in(problem, plan), names
    )


def _rows(
    plan: Plan, today: Audit, audit: Audit, units: dict[str, PlanUnit]
) -> Iterator[UnitRow]:
    before = {row.unit: row for row in today.units}
    after = {row.unit: row for row in audit.units}
    for place, key in enumerate(plan.units):
        if key in before or key in after:
            old, new = before.get(key), after.get(key)
            unit = (units[key], place)
            yield _unit_row(plan, unit, old, new, audit.weight_names)


def _unit_row(
    plan: Plan,
    unit: tuple[PlanUnit, int],
    old: UnitAudit | None,
    new: UnitAudit | None,
    names: tuple[str, ...],
) -> UnitRow:
    return UnitRow(
        unit=unit[0],
        place=unit[1],
        state=_state(old, new),
        balances={name: _balance(plan, name, names, old, new) for name in WEIGHTS},
        travel_mean=_pair(old, new, "travel_mean_km"),
        travel_max=_pair(old, new, "travel_max_km"),
        compactness=_pair(old, new, "compactness"),
        pieces=_pair(old, new, "pieces"),
    )


def _state(old: UnitAudit | None, new: UnitAudit | None) -> State:
    if old is None:
        return "new"
    if new is None:
        return "ended"
    # Blocks may come and go without a soul in them: territory counts as well.
    moved = [*new.moved_in, *new.moved_out]
    return "changed" if any(moved) or old.blocks != new.blocks else "same"


def _balance(
    plan: Plan,
    name: str,
    names: tuple[str, ...],
    old: UnitAudit | None,
    new: UnitAudit | None,
) -> Balance:
    place = names.index(name) if name in names else None
    after = _at(new, "deviation", place)
    allowed = plan.scenario.tolerance.get(name)
    known = after is not None and allowed is not None
    return Balance(
        weight=name,
        value=Pair(_at(old, "weights", place), _at(new, "weights", place)),
        deviation=Pair(_at(old, "deviation", place), after),
        moved_in=_at(new, "moved_in", place),
        moved_out=_gone(old, new, place),
        is_within=abs(after or 0.0) <= float(allowed) + 1e-9 if known else None,
    )


def _gone(
    old: UnitAudit | None, new: UnitAudit | None, place: int | None
) -> float | None:
    """Of a bag that ends, everything goes."""
    if new is not None:
        return _at(new, "moved_out", place)
    return _at(old, "weights", place)


def _at(unit: UnitAudit | None, field: str, place: int | None) -> float | None:
    if unit is None or place is None:
        return None
    values = getattr(unit, field)
    return float(values[place]) if len(values) > place else None


def _pair(old: UnitAudit | None, new: UnitAudit | None, field: str) -> Pair:
    return Pair(_known(old, field), _known(new, field))


def _known(unit: UnitAudit | None, field: str) -> float | None:
    value = None if unit is None else getattr(unit, field)
    return None if value is None or not math.isfinite(value) else float(value)


def _weight_rows(plan: Plan, today: Audit, audit: Audit) -> Iterator[WeightRow]:
    names = audit.weight_names
    for name in WEIGHTS:
        if name not in names:
            yield WeightRow(name, None, Pair(None, None), Pair(None, None), None, None)
            continue
        i = names.index(name)
        allowed = plan.scenario.tolerance.get(name)
        yield WeightRow(
            weight=name,
            tolerance=None if allowed is None else float(allowed),
            deviation=Pair(today.deviation_by_weight[i], audit.deviation_by_weight[i]),
            gini=Pair(today.inequality[i], audit.inequality[i]),
            moved=audit.moved[i],
            total=sum(unit.weights[i] for unit in audit.units),
        )
