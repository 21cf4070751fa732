"""Keeping a plan: its labels, its hash, and its measures from the audit.

The audit shares nothing with the search: what stands with a plan was counted anew.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from django.db import transaction
from django.db.models import Max

from bagana.engines.districting import Problem
from bagana.redistricting.arrays import Ints
from bagana.redistricting.models import Plan, PlanKind, Scenario, Search
from bagana.redistricting.problems import NEW, problem_of

if TYPE_CHECKING:
    from bagana.engines.districting import Audit

SLACK: Final = 1e-9
"""Tolerances are met up to the rounding of a sum."""


def plan_hash(
    blocks: Sequence[str], units: Sequence[str], labels: Iterable[int]
) -> str:
    """SHA-256 over "block tab unit newline" in the order of the blocks."""
    held = sha256()
    for block, label in zip(blocks, labels, strict=True):
        held.update(f"{block}\t{units[label]}\n".encode())
    return held.hexdigest()


def measures_of(
    problem: Problem,
    labels: Ints,
    tolerance: Mapping[str, float] | None = None,
    unit_range: Mapping[str, Sequence[int] | None] | None = None,
    is_chosen: bool = False,
) -> dict[str, Any]:
    """What a list of plans shows of one, by weight where it has weights.

    `is_feasible`: within every tolerance and number of bags asked for, in one piece
    each, locks kept.
    """
    from bagana.engines.districting.audit import audit

    found = audit(problem, labels)
    names = found.weight_names
    return {
        "deviation": _number(_asked_deviation(found, tolerance)),
        "reach": _number(_reach(found, tolerance)),
        "deviation_by_weight": _by(names, found.deviation_by_weight),
        "cut": found.cut,
        "cut_km": _number(found.cut_km),
        "moved": _by(names, found.moved),
        "travel": _number(found.travel),
        "travel_mean_km": _number(found.travel_mean_km),
        "travel_max_km": _number(found.travel_max_km),
        "inequality": _by(names, found.inequality),
        "units": len(found.units),
        "new_units": sum(unit.is_new for unit in found.units),
        "ended": list(found.ended),
        "is_contiguous": found.is_contiguous,
        "is_feasible": _is_feasible(found, tolerance)
        and _has_number(problem, labels, unit_range),
        "is_chosen": is_chosen,
    }


def _asked_deviation(found: Audit, tolerance: Mapping[str, float] | None) -> float:
    """The largest over the weights asked for; over all when none is."""
    by = dict(zip(found.weight_names, found.deviation_by_weight, strict=True))
    asked = [by[name] for name in tolerance or () if name in by]
    return max(asked, default=found.deviation)


def _reach(found: Audit, tolerance: Mapping[str, float] | None) -> float:
    """How many times the tolerances the plan needs; its deviation where none is set."""
    by = dict(zip(found.weight_names, found.deviation_by_weight, strict=True))
    shares = [
        by[name] / max(allowed, 1e-6)
        for name, allowed in (tolerance or {}).items()
        if name in by
    ]
    return max(shares, default=found.deviation)


def _is_feasible(found: Audit, tolerance: Mapping[str, float] | None) -> bool:
    by = dict(zip(found.weight_names, found.deviation_by_weight, strict=True))
    within = all(
        by[name] <= allowed + SLACK
        for name, allowed in (tolerance or {}).items()
        if name in by
    )
    return within and found.is_contiguous and found.kept_locks


def _has_number(
    problem: Problem,
    labels: Ints,
    unit_range: Mapping[str, Sequence[int] | None] | None,
) -> bool:
    for parent, code in enumerate(problem.parents):
        wanted = (unit_range or {}).get(code)
        count = len(np.unique(np.asarray(labels)[problem.parent == parent]))
        if wanted and not wanted[0] <= count <= wanted[1]:
            return False
    return True


def _by(names: Sequence[str], values: Sequence[float | None]) -> dict[str, Any]:
    return {name: _number(v) for name, v in zip(names, values, strict=True)}


def _number(value: float | None) -> float | None:
    """JSON knows no infinity; nine digits are more than a reader compares."""
    if value is None or not math.isfinite(value):
        return None
    return float(f"{value:.9g}")


def plain(value: Any) -> Any:
    """What the engine answers as JSON holds it: own numbers, lists, no infinity."""
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple | np.ndarray):
        return [plain(each) for each in value]
    if isinstance(value, np.generic):
        return plain(value.item())
    return _number(value) if isinstance(value, float) else value


def unit_keys(problem: Problem, labels: Ints) -> list[str]:
    """Today's bags, then new-1, new-2, ... for each label above them."""
    most = int(np.max(labels, initial=-1)) + 1
    added = range(1, most - len(problem.units) + 1)
    return [*problem.units, *(f"{NEW}{n}" for n in added)]


@transaction.atomic
def keep_plan(
    *,
    scenario: Scenario,
    search: Search | None,
    kind: str,
    labels: Ints,
    units: Sequence[str] | None = None,
    user: Any,
    title_mn: str = "",
    title_en: str = "",
    is_chosen: bool = False,
    is_frozen: bool = True,
    edited_from: Plan | None = None,
    locked: Sequence[str] = (),
    problem: Problem | None = None,
    measures: dict[str, Any] | None = None,
) -> Plan:
    """Write a plan under the next number of its scenario; today's has number 0.

    Whoever calls has checked who may. `units` by label; left out: as the problem has
    them, then new ones.
    """
    problem = problem or problem_of(scenario)
    keys = list(units) if units is not None else unit_keys(problem, labels)
    if measures is None:
        measures = measures_of(
            problem,
            _in_problem(problem, keys, labels),
            scenario.tolerance,
            scenario.unit_range,
            is_chosen,
        )
    return Plan.objects.create(
        scenario=scenario,
        search=search,
        number=0 if kind == PlanKind.TODAY else _next_number(scenario),
        kind=kind,
        title_mn=title_mn,
        title_en=title_en,
        units=keys,
        labels=np.asarray(labels, dtype="<i2").tobytes(),
        measures=measures,
        sha256=plan_hash(problem.blocks, keys, labels),
        locked=list(locked),
        edited_from=edited_from,
        is_frozen=is_frozen,
        made_by=user,
    )


def _in_problem(problem: Problem, keys: Sequence[str], labels: Ints) -> Ints:
    place = {code: i for i, code in enumerate(problem.units)}
    for key in keys:
        place.setdefault(key, len(place))
    return np.array([place[key] for key in keys], dtype=np.int32)[np.asarray(labels)]


def _next_number(scenario: Scenario) -> int:
    """Under the scenario's lock, so that two writers take two numbers."""
    Scenario.objects.select_for_update().get(pk=scenario.pk)
    last = scenario.plans.aggregate(last=Max("number"))["last"]
    return max(last or 0, 0) + 1
