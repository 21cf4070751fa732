"""Reads on scenarios: lists, the question in words, where its search stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from bagana.accounts.roles import assignments, holds
from bagana.redistricting.models import (
    WEIGHTS,
    BlockSet,
    Minimise,
    PlanKind,
    Scenario,
    Search,
)
from bagana.redistricting.problems import offices_of
from bagana.redistricting.queries.blocks import DatedNames
from bagana.redistricting.rules import PLANNERS
from bagana.redistricting.staleness import stale_bags
from bagana.redistricting.wording import share_words, weight_name
from bagana.territory.models import Unit, UnitVersion
from bagana.territory.queries import below, versions_on

SORTS: Final = {
    "made": "made_at",
    "-made": "-made_at",
    "title": "title_mn",
    "-title": "-title_mn",
}


def scenarios_for(user: Any, state: str = "", sort: str = "") -> QuerySet[Scenario]:
    """Scenarios that the user sees with their newest search and number of plans."""
    searches = Search.objects.select_related("work").order_by("-pk")
    found = (
        Scenario.objects.visible_to(user)
        .select_related("unit", "block_set", "made_by")
        .prefetch_related(Prefetch("searches", queryset=searches), "sums")
        .annotate(
            made_plans=Count(
                "plans", filter=~Q(plans__kind=PlanKind.TODAY), distinct=True
            )
        )
    )
    if state == "searched":
        found = found.filter(searches__finished_at__isnull=False).distinct()
    elif state == "new":
        found = found.filter(searches__isnull=True)
    return found.order_by(SORTS.get(sort, "-made_at"), "-pk")


@dataclass(frozen=True)
class ScenarioLine:
    """One scenario of a list and how far it is."""

    scenario: Scenario
    sums: str
    plans: int
    search: Search | None

    @property
    def state(self) -> str:
        return state_words(self.search)


def lines_of(scenarios: Iterable[Any]) -> list[ScenarioLine]:
    """Rows of `scenarios_for`, with the names of their sums read at once."""
    found = list(scenarios)
    names = DatedNames({unit.pk for one in found for unit in one.sums.all()})
    return [_line_of(one, names) for one in found]


def _line_of(scenario: Any, names: DatedNames) -> ScenarioLine:
    searches = list(scenario.searches.all())
    sums = sorted(scenario.sums.all(), key=lambda unit: unit.code)
    return ScenarioLine(
        scenario,
        ", ".join(names.of(unit, scenario.on) for unit in sums),
        scenario.made_plans,
        searches[0] if searches else None,
    )


def state_words(search: Search | None) -> str:
    """How far the newest search is."""
    if search is None:
        return _("хайгаагүй")
    if search.finished_at is None:
        return str(search.work.get_state_display()) if search.work else _("эхлээгүй")
    return _("зогсоосон, олсныг хадгалсан") if search.was_stopped else _("хайсан")


def sum_names(scenario: Scenario) -> dict[str, str]:
    """Code to name of each sum, as of the scenario's day."""
    units = [unit.pk for unit in scenario.sums.all()]
    found = versions_on(scenario.on).filter(unit__in=units).order_by("unit__code")
    return {version.unit.code: version.name for version in found}


def bag_names(scenario: Scenario) -> dict[str, str]:
    found: dict[str, str] = {}
    for unit in scenario.sums.all():
        bags = below(unit, scenario.on, 3)
        found |= {version.unit.code: version.name for version in bags}
    return found


@dataclass(frozen=True)
class Ask:
    """One line of the question: what, and what was said of it."""

    label: str
    told: str


def question_of(scenario: Scenario) -> list[Ask]:
    """What the scenario asks, line by line, in words."""
    asked = [
        Ask(_("Тэгшлэх үзүүлэлт, зөвшөөрөх зөрүү"), _tolerance_words(scenario)),
        Ask(_("Юуг багасгах, дарааллаар"), _minimise_words(scenario)),
        Ask(_("Багийн тоо"), _range_words(scenario)),
    ]
    if scenario.targets:
        asked.append(Ask(_("Зорилтот хувь"), _target_words(scenario)))
    if scenario.locked:
        asked.append(Ask(_("Түгжсэн суурь хэсэг"), ", ".join(scenario.locked)))
    if scenario.barriers:
        told = "; ".join(" – ".join(pair) for pair in scenario.barriers)
        asked.append(Ask(_("Саадаар тусгаарлагдсан хос"), told))
    effort = _("%(effort)s хайлт, үр %(seed)s") % {
        "effort": scenario.get_effort_display(),
        "seed": scenario.seed,
    }
    return [*asked, Ask(_("Хайлт"), effort)]


def _tolerance_words(scenario: Scenario) -> str:
    return ", ".join(
        f"{weight_name(name).lower()} ±{share_words(scenario.tolerance[name], 0)}"
        for name in WEIGHTS
        if name in scenario.tolerance
    )


def _minimise_words(scenario: Scenario) -> str:
    labels = dict(Minimise.choices)
    return ", ".join(str(labels[name]) for name in scenario.minimise)


def _range_words(scenario: Scenario) -> str:
    told = []
    for code, name in sum_names(scenario).items():
        wanted = scenario.unit_range.get(code)
        if not wanted:
            count = _("өнөөдрийнхөөрөө")
        elif wanted[0] == wanted[1]:
            count = str(wanted[0])
        else:
            count = f"{wanted[0]}–{wanted[1]}"
        told.append(f"{name}: {count}")
    return ", ".join(told)


def _target_words(scenario: Scenario) -> str:
    names = bag_names(scenario)
    return ", ".join(
        f"{names.get(bag, bag)} {share_words(share, 0)}"
        for bag, share in scenario.targets.items()
    )


@dataclass(frozen=True)
class Office:
    """Where a bag's office is taken to stand."""

    bag: str
    name: str
    block: str
    is_assumed: bool


def office_rows(scenario: Scenario) -> list[Office]:
    names = bag_names(scenario)
    return [
        Office(bag, names.get(bag, bag), block, bag not in scenario.offices)
        for bag, block in offices_of(scenario).items()
    ]


def stale_names(scenario: Scenario, on: date) -> list[str]:
    """Bags that another change has touched since the set was made."""
    codes = [unit.code for unit in scenario.sums.all()]
    names = bag_names(scenario)
    stale = stale_bags(scenario.block_set, codes, on)
    return [names.get(code, code) for code in stale]


def planned_units(user: Any) -> list[Unit]:
    """Units for which the user may put scenarios and add blocks."""
    return [a.unit for a in assignments(user) if a.role in PLANNERS]


def sums_to_plan(user: Any, block_set: BlockSet, on: date) -> list[UnitVersion]:
    """Sums of a set that are the user's to plan for, in order of their codes."""
    codes = block_set.blocks.order_by().values_list("parent", flat=True).distinct()
    found = versions_on(on).filter(unit__in=list(codes)).order_by("unit__code")
    return [version for version in found if holds(user, PLANNERS, version.unit)]
