"""A proposal at any rung of its ladder, on the strip of tests.redistricting.factories.

The even plan moves the third column from 1101 to 1102 and the fifth from 1102 to 1103;
the other one moves the fifth only.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bagana.acts.models import Act, Body
from bagana.redistricting.actions import proposals as actions
from bagana.redistricting.models import Alternative, Opinion, Plan, Proposal
from bagana.redistricting.queries.proposals_naming import named_units
from tests.redistricting.factories import World, make_plan, make_world

OTHER = ("1101", "1101", "1101", "1102", "1103", "1103")
OPENED = datetime(2026, 1, 5, 4, tzinfo=UTC)
UNTIL = date(2026, 2, 10)
AFTER = datetime(2026, 2, 12, 4, tzinfo=UTC)
_numbers = iter(range(1, 10_000))


@dataclass
class Case:
    """The world, the proposal and its two alternatives."""

    world: World
    proposal: Proposal
    other: Plan
    laid: dict[str, Alternative] = field(default_factory=dict)

    def fresh(self) -> Proposal:
        self.proposal = Proposal.objects.get(pk=self.proposal.pk)
        return self.proposal

    def do(self, action: Any, **fields: Any) -> Any:
        """The officer takes a step of the proposal."""
        values = {"user": self.world.officer, "proposal": self.proposal} | fields
        found = action(**values)
        self.fresh()
        return found

    def hear(self, bag: str, plan: Plan | None = None, **fields: Any) -> Opinion:
        values: dict[str, Any] = {
            "plan": plan or self.world.even,
            "unit": self.world.units[bag],
            "held_on": date(2026, 1, 20),
            "households": 100,
            "represented": 40,
            "votes_for": 30,
            "votes_against": 8,
            "votes_abstained": 2,
            "stance": "for",
            "now": AFTER,
        }
        made: Opinion = self.do(actions.record_opinion, **(values | fields))
        return made

    def choose(self, plan: Plan | None = None, **fields: Any) -> None:
        chosen = plan or self.world.even
        self.do(actions.choose_plan, plan=chosen, **({"now": AFTER} | fields))

    def name(self, **changes: dict[str, Any]) -> None:
        from dataclasses import replace

        rows = [
            replace(row, **changes.get(row.key, {}))
            for row in named_units(self.proposal)
        ]
        self.do(actions.name_units, units=rows)

    def submit(self, **fields: Any) -> None:
        self.do(actions.submit_to_sum, **({"now": AFTER} | fields))


def make_draft(**fields: Any) -> Case:
    world = make_world()
    other = make_plan(world.scenario, OTHER)
    values = {
        "user": world.officer,
        "scenario": world.scenario,
        "code": "strip-2026",
        "title_mn": "Багуудыг тэгшитгэх",
        "title_en": "Even out the bags",
        "reason_mn": "Багууд тэгш бус байна.",
        "now": OPENED,
    }
    proposal = actions.open_proposal(**(values | fields))
    return Case(world, proposal, other)


def make_hearing(**fields: Any) -> Case:
    case = make_draft(**fields)
    case.laid["A"] = case.do(
        actions.lay_alternative, plan=case.world.even, is_preferred=True
    )
    case.laid["B"] = case.do(actions.lay_alternative, plan=case.other)
    case.do(actions.publish_hearing, until=UNTIL, now=OPENED)
    return case


def make_heard() -> Case:
    """Every touched bag was heard on the even plan, which is chosen and named."""
    case = make_hearing()
    for bag in ("1101", "1102", "1103"):
        case.hear(bag)
    case.choose()
    case.name()
    return case


def make_submitted() -> Case:
    case = make_heard()
    case.submit()
    return case


def make_body(case: Case, unit: str, name: str = "") -> Body:
    name = name or f"{unit} Иргэдийн Төлөөлөгчдийн Хурал"
    found, _ = Body.objects.get_or_create(
        name_mn=name,
        defaults={"name_en": f"Hural of {unit}", "unit": case.world.units[unit]},
    )
    return found


def make_resolution(case: Case, unit: str, name: str = "", **fields: Any) -> Act:
    values = {
        "body": make_body(case, unit, name),
        "kind": "resolution",
        "number": str(next(_numbers)),
        "date": date(2026, 3, 1),
        "title_mn": "Багуудыг шинэчлэн зохион байгуулах тухай",
        "title_en": "On re-drawing the bags",
    }
    return Act.objects.create(**(values | fields))


def make_with_aimag() -> Case:
    case = make_submitted()
    case.do(actions.enter_sum_act, act=make_resolution(case, "11"), now=days_on(20))
    return case


def make_decided(effective_on: date = date(2026, 7, 1)) -> Case:
    case = make_with_aimag()
    case.do(
        actions.enter_aimag_act,
        act=make_resolution(case, "1", date=date(2026, 4, 1)),
        effective_on=effective_on,
        now=days_on(50),
    )
    return case


def days_on(days: int) -> datetime:
    """A moment so many days after the day of submission."""
    return AFTER + timedelta(days=days)
