"""A question about Mandal's nine bags, its plans, and one of them mended by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bagana.accounts.models import User
from bagana.background.worker import run_waiting
from bagana.demo.tables import text
from bagana.redistricting.actions.editing import WouldBreak, begin_edit, give
from bagana.redistricting.actions.scenarios import make_scenario
from bagana.redistricting.actions.searching import start_search
from bagana.redistricting.arrays import arrays_of
from bagana.redistricting.models import BlockSet, Effort, Plan, PlanKind, Scenario
from bagana.territory.models import Unit

CODE, SUM = "mandal-2026", "4322"
ON = date(2026, 1, 1)
TOLERANCE = {"households": 0.2, "population": 0.25, "area": 1.5, "sheep_units": 1.5}
"""A bag of a settlement is a few km² whatever is done: land and animals are only kept
from heaping up in one bag."""


@dataclass(frozen=True)
class Chosen:
    """Three plans between which there is something to decide."""

    gentle: Plan
    middle: Plan
    even: Plan


def make_plans(user: User, block_set: BlockSet) -> Scenario:
    words: dict[str, Any] = text("redrawing/words.toml")["scenario"]
    place = Unit.objects.get(code=SUM)
    scenario = make_scenario(
        user=user,
        unit=place,
        code=CODE,
        is_illustrative=True,
        block_set=block_set,
        sums=[place],
        on=ON,
        tolerance=TOLERANCE,
        minimise=("moved", "travel", "cut"),
        unit_range={SUM: (9, 9)},
        effort=Effort.QUICK,
        **words,
    )
    start_search(user=user, scenario=scenario)
    run_waiting()
    return scenario


def begin_mending(user: User, plan: Plan) -> Plan:
    """An open copy in which one block was given back to the bag that it has today."""
    words = text("redrawing/words.toml")["edit"]
    copy = begin_edit(
        user=user, plan=plan, title=words["title_mn"], title_en=words["title_en"]
    )
    today = plan.scenario.plans.get(kind=PlanKind.TODAY)
    codes = arrays_of(plan.scenario.block_set, [Unit.objects.get(code=SUM)]).codes
    for code, label, home in zip(
        codes, plan.labels_array(), today.labels_array(), strict=True
    ):
        if plan.units[label] != today.units[home]:
            try:
                give(user=user, plan=copy, blocks=[code], to=today.units[home])
            except WouldBreak:
                continue
            break
    return copy


def chosen_of(scenario: Scenario) -> Chosen:
    """Of those within the tolerances: fewest moved, a middle way, the most even."""
    fitting = [
        plan
        for plan in scenario.plans.filter(kind=PlanKind.FRONT)
        if plan.measures["is_feasible"]
    ]
    gentle = min(fitting, key=_moved)
    even = min((p for p in fitting if p != gentle), key=_households)
    others = [plan for plan in fitting if plan not in (gentle, even)]
    return Chosen(gentle, min(others, key=_price(fitting)), even)


def _moved(plan: Plan) -> float:
    return float(plan.measures["moved"]["population"])


def _households(plan: Plan) -> float:
    return float(plan.measures["deviation_by_weight"]["households"])


def _price(plans: Sequence[Plan]) -> Callable[[Plan], float]:
    """What a plan costs beside the dearest, in people moved, journeys and borders."""
    parts: tuple[Callable[[Plan], float], ...] = (
        _moved,
        lambda plan: float(plan.measures["travel"]),
        lambda plan: float(plan.measures["cut_km"]),
    )
    most = [max(part(plan) for plan in plans) for part in parts]
    return lambda plan: sum(
        part(plan) / high for part, high in zip(parts, most, strict=True)
    )
