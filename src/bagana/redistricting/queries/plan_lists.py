"""The plans of a scenario as a list: of which search, in which order, how unlike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Q

from bagana.redistricting.models import WEIGHTS, Plan, PlanKind, Scenario, Search
from bagana.redistricting.queries.comparing import unlike
from bagana.redistricting.queries.plan_units import PlanUnit, units_of_plans
from bagana.redistricting.queries.plans import audits_of
from bagana.redistricting.wording import chosen_of, proof_words, unmet_words
from bagana.territory.models import UnitVersion
from bagana.territory.queries import versions_on

SORTS: Final = (
    "number",
    "deviation",
    *WEIGHTS,
    "moved",
    "cut_km",
    "travel_mean_km",
)


@dataclass(frozen=True)
class PlanLine:
    """A plan in the list; figures None where they are not known."""

    plan: Plan
    movers: str

    def figure(self, key: str) -> float | None:
        """What a column sorts and shows by; deviations in per cent."""
        held = self.plan.measures
        if key == "number":
            return float(self.plan.number)
        if key == "deviation":
            return _percent(held.get("deviation"))
        if key in WEIGHTS:
            return _percent((held.get("deviation_by_weight") or {}).get(key))
        if key == "moved":
            found = (held.get("moved") or {}).get(self.movers)
        else:
            found = held.get(key)
        return None if found is None else float(found)

    @property
    def by_weight(self) -> list[tuple[str, float | None]]:
        return [(name, self.figure(name)) for name in WEIGHTS]

    @property
    def moved(self) -> float | None:
        return self.figure("moved")

    @property
    def deviation(self) -> float | None:
        return self.figure("deviation")

    @property
    def is_today(self) -> bool:
        return self.plan.kind == PlanKind.TODAY

    @property
    def is_chosen(self) -> bool:
        return bool(self.plan.measures.get("is_chosen"))

    @property
    def is_feasible(self) -> bool:
        return bool(self.plan.measures.get("is_feasible"))


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search answered for one sum."""

    sum: str
    data: dict[str, Any]
    unmet: list[str]


def _percent(share: Any) -> float | None:
    return None if share is None else 100 * float(share)


def plans_of(scenario: Scenario, search: Search | None) -> list[Plan]:
    """Of one search, with today's plan and those edited by hand; None: of all."""
    found = scenario.plans.select_related("scenario__block_set", "search")
    if search is not None:
        found = found.filter(Q(search=search) | Q(kind__in=["today", "manual"]))
    return list(found.order_by("number"))


def searches_of(scenario: Scenario) -> list[Search]:
    """Those that have ended, newest first."""
    return list(scenario.searches.filter(finished_at__isnull=False))


def lines_of(plans: Sequence[Plan], movers: str, sort: str) -> list[PlanLine]:
    """Today first, then by the column; what is not known comes last."""
    key, down = sort.removeprefix("-"), sort.startswith("-")
    lines = [PlanLine(plan, movers) for plan in plans]

    def place(line: PlanLine) -> tuple[bool, bool, float, int]:
        figure = line.figure(key)
        value = 0.0 if figure is None else -figure if down else figure
        return (not line.is_today, figure is None, value, line.plan.number)

    return sorted(lines, key=place)


def equals_of(plans: Sequence[Plan]) -> list[tuple[Plan, float | None]]:
    """Plans as good as the chosen one; what per cent of people they seat elsewhere."""
    chosen = chosen_of(plans)
    if chosen is None:
        return []
    rows = [plan for plan in plans if plan.kind == PlanKind.ALTERNATIVE]
    return [(plan, unlike(plan, chosen)) for plan in rows]


def answers_of(search: Search | None, plans: Sequence[Plan]) -> list[Answer]:
    """By sum what was proven and what cannot be met, in words."""
    if search is None:
        return []
    units = units_of_plans(search.scenario, plans)
    names = _sums(search)
    off = _deviations(search, plans)
    return [
        Answer(
            sum=names[code].name if code in names else code,
            data=data,
            unmet=[_unmet(each, units, off) for each in data.get("unmet", [])],
        )
        for code, data in search.answer.items()
    ]


def proofs_of(plan: Plan) -> list[str]:
    """Sentences of proof; only the plan that the tolerances chose has any.

    Where the search was of several sums, each sentence names its own.
    """
    if plan.search is None or not plan.measures.get("is_chosen"):
        return []
    answers, names = plan.search.answer, _sums(plan.search)
    if len(answers) == 1:
        return [said for data in answers.values() for said in proof_words(data)]
    return [
        f"{names[code].name if code in names else code}: {said}"
        for code, data in answers.items()
        for said in proof_words(data)
    ]


def _sums(search: Search) -> dict[str, UnitVersion]:
    found = versions_on(search.scenario.on).filter(unit__code__in=search.answer)
    return {version.unit.code: version for version in found}


type Deviations = dict[tuple[str, str], float]


def _deviations(search: Search, plans: Sequence[Plan]) -> Deviations:
    """Signed, by bag and weight, in the plan that comes nearest; read only if asked."""
    chosen = chosen_of(plans)
    if chosen is None or not any(a.get("unmet") for a in search.answer.values()):
        return {}
    audit = audits_of(chosen)[1]
    return {
        (unit.unit, name): unit.deviation[i]
        for unit in audit.units
        for i, name in enumerate(audit.weight_names)
    }


def _unmet(unmet: dict[str, Any], units: dict[str, PlanUnit], off: Deviations) -> str:
    key = str(unmet.get("unit", ""))
    name = units[key].name if key in units else key
    return unmet_words(unmet, name, off.get((key, str(unmet.get("weight")))))
