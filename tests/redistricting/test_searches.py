"""A search keeps plans, proofs and its exact inputs; a stop keeps what was found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from bagana.background.models import Work, WorkState
from bagana.background.progress import Progress
from bagana.engines.districting import Certificate, Front, Point, Problem, Unmet
from bagana.redistricting import tasks
from bagana.redistricting.actions.scenarios import is_fixed
from bagana.redistricting.actions.searching import (
    new_search,
    run_search,
    start_search,
)
from bagana.redistricting.joining import MOST, spread
from bagana.redistricting.models import Block, PlanKind, Search
from bagana.redistricting.plans import keep_plan, measures_of, plan_hash
from bagana.redistricting.problems import problem_of
from bagana.web.errors import Conflict, PermissionDenied, Refused
from tests.factories import make_user
from tests.redistricting.factories import COLUMNS, World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    made = make_world()
    made.scenario.plans.all().delete()
    return made


def by_column(columns: list[int], problem: Problem) -> np.ndarray[Any, Any]:
    found = [columns[i % COLUMNS] for i in range(problem.size)]
    return np.array(found, dtype=np.int32)


def point(problem: Problem, columns: list[int], deviation: float) -> Point:
    return Point(
        labels=by_column(columns, problem),
        deviation=deviation,
        deviation_by_weight=(deviation,) * 4,
        cut=8.0,
        moved=10.0 / deviation,
        travel=5.0,
        is_feasible=True,
        seed=1,
        step=0,
    )


def front(problem: Problem, **changed: Any) -> Front:
    even = point(problem, [0, 0, 1, 1, 2, 2], 0.05)
    values: dict[str, Any] = {
        "parent": problem.parents[0],
        "weight_names": problem.weight_names,
        "minimised": ("moved", "cut"),
        "tolerance": (0.2,) * 4,
        "today": point(problem, [0, 0, 0, 1, 1, 2], 0.5),
        "points": (even, point(problem, [0, 0, 1, 1, 1, 2], 0.3)),
        "chosen": 1,
        "alternatives": (point(problem, [0, 0, 2, 2, 1, 1], 0.06),),
        "bounds": {"moved": Certificate("moved", 40.0, 30.0, 0.25, "lp", True)},
        "tasks": 3,
        "tasks_wanted": 4,
    }
    return Front(**(values | changed))


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Stands in for the search, which has tests of its own; keeps what it was asked."""
    seen: dict[str, Any] = {"front": front, "asked": []}

    def redraw(problem: Problem, **asked: Any) -> Front:
        seen["asked"].append(asked)
        if asked["progress"]:
            asked["progress"](1, 2, None)
        if asked["stop"]:
            asked["stop"]()
        make: Callable[[Problem], Front] = seen["front"]
        return make(problem)

    monkeypatch.setattr("bagana.engines.districting.redraw.redraw", redraw)
    return seen


def search(world: World, progress: Progress | None = None) -> Search:
    return run_search(new_search(world.scenario, world.officer), progress)


def test_it_keeps_today_the_front_and_the_alternatives(
    world: World, engine: dict[str, Any]
) -> None:
    search(world)
    plans = world.scenario.plans.order_by("number")
    assert [(plan.number, plan.kind) for plan in plans] == [
        (0, PlanKind.TODAY),
        (1, PlanKind.FRONT),
        (2, PlanKind.FRONT),
        (3, PlanKind.ALTERNATIVE),
    ]
    assert [plan.measures["is_chosen"] for plan in plans] == [False, True, False, False]
    assert all(plan.is_frozen for plan in plans)


def test_measures_come_from_the_audit_and_not_from_the_search(
    world: World, engine: dict[str, Any]
) -> None:
    search(world)
    even = world.scenario.plans.get(number=2)
    assert even.measures["deviation_by_weight"]["area"] == 0
    assert even.measures["is_feasible"] is True
    assert even.measures["units"] == 3


def test_the_engine_is_asked_what_the_scenario_asks(
    world: World, engine: dict[str, Any]
) -> None:
    search(world)
    asked = engine["asked"][0]
    assert asked["tolerance"] == world.scenario.tolerance
    assert asked["minimise"] == ("moved", "cut")
    assert (asked["units"], asked["effort"], asked["seed"]) == ((3, 3), "quick", 1)


def test_the_answer_keeps_bounds_and_tasks(
    world: World, engine: dict[str, Any]
) -> None:
    answer = search(world).answer["11"]
    assert answer["bounds"]["moved"]["gap"] == 0.25
    assert (answer["tasks"], answer["tasks_wanted"]) == (3, 4)


def test_what_cannot_be_met_is_kept_as_data(
    world: World, engine: dict[str, Any]
) -> None:
    miss = Unmet("area", "1103", float("inf"), 0.1, 0.4, proven=True, why="block")
    engine["front"] = lambda problem: front(problem, unmet=(miss,))
    told = search(world).answer["11"]["unmet"][0]
    assert (told["unit"], told["proven"], told["why"]) == ("1103", True, "block")
    # JSON knows no infinity.
    assert told["deviation"] is None


def test_a_new_unit_gets_a_key_of_its_own(world: World, engine: dict[str, Any]) -> None:
    def four(problem: Problem) -> Front:
        made = point(problem, [0, 3, 1, 1, 2, 2], 0.1)
        return front(problem, points=(made,), chosen=0, alternatives=())

    engine["front"] = four
    search(world)
    plan = world.scenario.plans.get(number=1)
    assert plan.units == ["1101", "1102", "1103", "new-1"]
    assert plan.measures["new_units"] == 1
    # Three bags were asked for.
    assert plan.measures["is_feasible"] is False


def test_a_search_that_ended_is_not_run_again(
    world: World, engine: dict[str, Any]
) -> None:
    done = search(world)
    before = world.scenario.plans.count()
    run_search(done)
    assert world.scenario.plans.count() == before
    assert len(engine["asked"]) == 1


def test_two_sums_are_searched_apart_and_joined(
    world: World, engine: dict[str, Any]
) -> None:
    blocks = Block.objects.filter(block_set=world.blocks, ordinal__gte=12)
    blocks.update(parent=world.units["12"], unit=world.units["1201"])
    world.scenario.sums.add(world.units["12"])
    world.scenario.unit_range = {}
    world.scenario.save()

    def half(problem: Problem) -> Front:
        points = (point(problem, [0] * 6, 0.1), point(problem, [0, 0, 1, 1, 1, 1], 0.4))
        if problem.parents[0] == "12":
            points = (point(problem, [0] * 6, 0.2), point(problem, [1] * 6, 0.3))
        return front(problem, points=points, chosen=0, alternatives=())

    engine["front"] = half
    search(world)
    assert len(engine["asked"]) == 2
    plans = world.scenario.plans.exclude(kind=PlanKind.TODAY).order_by("number")
    problem = problem_of(world.scenario)
    rows = {tuple(plan.units[i] for i in plan.labels_array()) for plan in plans}
    assert all(len(row) == problem.size for row in rows)
    assert ("1101",) * 12 + ("1201",) * 12 in rows
    assert {row[12:] for row in rows} >= {("new-1",) * 12}


def test_a_stop_keeps_what_was_found(world: World, engine: dict[str, Any]) -> None:
    work = Work.objects.create(
        kind="redraw-search", title_mn="х", title_en="x", wants_stop=True
    )
    done = search(world, Progress(work))
    assert done.was_stopped
    assert done.finished_at is not None
    assert world.scenario.plans.count() == 4
    work.refresh_from_db()
    assert (work.done, work.total) == (1, 2)


def test_it_refuses_to_search_what_was_asked_of_other_bags(
    world: World, engine: dict[str, Any]
) -> None:
    waiting = new_search(world.scenario, world.officer)
    world.scenario.seed = 99
    world.scenario.save()
    with pytest.raises(Refused):
        run_search(Search.objects.get(pk=waiting.pk))


def test_a_search_is_asked_for_in_the_background(world: World) -> None:
    made = start_search(user=world.officer, scenario=world.scenario)
    assert made.work is not None
    assert made.work.state == WorkState.WAITING
    assert made.inputs["tolerance"] == world.scenario.tolerance
    assert is_fixed(world.scenario)


def test_one_search_of_a_scenario_runs_at_a_time(world: World) -> None:
    start_search(user=world.officer, scenario=world.scenario)
    with pytest.raises(Conflict):
        start_search(user=world.officer, scenario=world.scenario)


@pytest.mark.parametrize("who", ["governor", "other_officer"])
def test_only_planners_of_the_sum_search(world: World, who: str) -> None:
    with pytest.raises(PermissionDenied):
        start_search(user=getattr(world, who), scenario=world.scenario)


def test_the_aimag_searches_for_a_sum(world: World) -> None:
    aimag = make_user("aimag_officer", world.units["1"])
    start_search(user=aimag, scenario=world.scenario)


def test_the_task_searches_and_a_repeat_is_another_search(
    world: World, engine: dict[str, Any]
) -> None:
    made = start_search(user=world.officer, scenario=world.scenario)
    assert made.work is not None
    for _time in range(2):
        tasks.search.func(work_id=made.work.pk, search=made.pk)
    found = world.scenario.searches.all()
    assert len(found) == 2
    assert all(one.finished_at for one in found)
    made.work.refresh_from_db()
    assert made.work.state == WorkState.DONE


def test_a_hash_tells_plans_apart_and_not_their_labels() -> None:
    blocks = ("a", "b")
    one = plan_hash(blocks, ("x", "y"), [0, 1])
    assert one == plan_hash(blocks, ("y", "x"), [1, 0])
    assert one != plan_hash(blocks, ("x", "y"), [1, 0])


def test_numbers_go_on_and_locks_are_kept(world: World) -> None:
    problem = problem_of(world.scenario)
    plans = [
        keep_plan(
            scenario=world.scenario,
            search=None,
            kind=PlanKind.MANUAL,
            labels=problem.today,
            user=world.officer,
            locked=["b-00"],
            is_frozen=False,
        )
        for _time in range(2)
    ]
    assert [plan.number for plan in plans] == [1, 2]
    assert plans[0].locked == ["b-00"]


def test_a_broken_bag_is_not_feasible(world: World) -> None:
    problem = problem_of(world.scenario)
    labels = by_column([0, 1, 0, 1, 2, 2], problem)
    found = measures_of(problem, labels, {"area": 2.0})
    assert found["is_contiguous"] is False
    assert found["is_feasible"] is False


def test_a_long_front_keeps_its_best_points(world: World) -> None:
    problem = problem_of(world.scenario)
    points = tuple(
        point(problem, [0, 0, 1, 1, 2, 2], 0.01 + i / 100) for i in range(100)
    )
    kept = spread(front(problem, points=points))
    assert len(kept) <= MOST
    assert [kept[0].deviation, kept[-1].deviation] == [0.01, 1.0]


def test_a_question_that_was_answered_is_not_searched_again(
    world: World, engine: dict[str, Any]
) -> None:
    done = search(world)
    with pytest.raises(Conflict):
        start_search(user=world.officer, scenario=world.scenario)
    done.was_stopped = True
    done.save()
    start_search(user=world.officer, scenario=world.scenario)
