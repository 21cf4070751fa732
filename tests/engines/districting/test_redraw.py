"""The front: none surpasses another, the same wherever it ran, never silent."""

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from multiprocessing import get_context

import numpy as np
import pytest

from bagana.engines.districting import Front, Point, Problem
from bagana.engines.districting.redraw import redraw, redraw_all
from tests.engines.districting.grids import drawn, grid
from tests.engines.districting.planar import all_connected, planar

LIMIT = {"population": 0.2, "sheep_units": 0.3}


def quick(problem: Problem, **given: object) -> Front:
    asked = {"tolerance": LIMIT, "seeds": 2, "effort": "quick"}
    return redraw(problem, **(asked | given))  # type: ignore[arg-type]


def same(one: Front, other: Front) -> bool:
    return [p.labels.tobytes() for p in one.points] == [
        p.labels.tobytes() for p in other.points
    ] and one.chosen == other.chosen


@pytest.fixture(scope="module")
def problem() -> Problem:
    return planar(50, 4, 1)


@pytest.fixture(scope="module")
def front(problem: Problem) -> Front:
    return quick(problem)


def test_no_plan_of_a_front_surpasses_another(front: Front) -> None:
    table = front.table()
    table[:, 0] = [p.imbalance for p in front.points]
    assert len(front) > 3
    assert (np.diff(table[:, 0]) >= 0).all()
    feasible = np.array([p.is_feasible for p in front.points])
    for i, row in enumerate(table):
        better = (table <= row).all(axis=1) & (table < row).any(axis=1)
        # A plan beyond the tolerances may surpass one within, by its largest deviation.
        assert not (better & (feasible >= feasible[i])).any()


def test_every_plan_of_a_front_is_whole(problem: Problem, front: Front) -> None:
    assert all(all_connected(problem, p.labels) for p in front.points)


def test_the_chosen_plan_is_the_one_of_least_cut_within(front: Front) -> None:
    chosen = front[front.chosen]
    assert chosen.is_feasible
    assert chosen.cut == min(p.cut for p in front.points if p.is_feasible)
    assert front.today.deviation > chosen.deviation
    assert front.unmet == ()


def test_the_first_measure_decides_which_plan_is_chosen(problem: Problem) -> None:
    front = quick(problem, minimise=("moved", "cut"))
    chosen = front[front.chosen]
    assert chosen.moved == min(p.moved for p in front.points if p.is_feasible)


def test_alternatives_are_as_good_and_different(front: Front) -> None:
    chosen = front[front.chosen]
    for other in front.alternatives:
        assert other.is_feasible
        assert (other.labels != chosen.labels).any()
        assert other.cut <= 1.05 * chosen.cut


def test_the_same_front_here_and_on_other_processes(
    problem: Problem, front: Front
) -> None:
    # A fork need not load the compiler again, which takes longer than the search.
    with ProcessPoolExecutor(2, get_context("fork")) as executor:
        assert same(front, quick(problem, executor=executor))


def test_the_same_front_on_threads_that_end_in_any_order(
    problem: Problem, front: Front
) -> None:
    with ThreadPoolExecutor(3) as executor:
        assert same(front, quick(problem, executor=executor))


def test_another_seed_gives_another_front(problem: Problem, front: Front) -> None:
    assert not same(front, quick(problem, seed=11))


def test_progress_is_told_task_by_task(problem: Problem) -> None:
    heard: list[tuple[int, int, Point | None]] = []
    quick(problem, seeds=1, progress=lambda *told: heard.append(told))
    assert [done for done, _, _ in heard] == list(range(1, 13))
    assert {total for _, total, _ in heard} == {12}
    assert heard[0][2] is not None


@pytest.mark.parametrize("executor", [None, ThreadPoolExecutor])
def test_stop_keeps_the_best_so_far(problem: Problem, executor: type | None) -> None:
    done: list[int] = []
    asked = {
        "progress": lambda n, total, best: done.append(n),
        "stop": lambda: len(done) >= 2,
    }
    if executor is None:
        front = quick(problem, **asked)
    else:
        with executor(1) as threads:
            front = quick(problem, executor=threads, **asked)
    assert 2 <= front.tasks < front.tasks_wanted
    assert len(front) > 0
    assert all_connected(problem, front[front.chosen].labels)


def test_a_budget_of_no_time_still_answers(problem: Problem) -> None:
    front = quick(problem, budget_s=0.0)
    assert front.tasks == 1
    assert len(front) == 1


def test_a_request_that_cannot_be_met_is_answered_with_what_and_the_nearest() -> None:
    weights = {"population": [1.0] * 35 + [100.0]}
    front = quick(grid(6, 6, 3, weights), tolerance={"population": 0.1}, seeds=1)
    assert not front[front.chosen].is_feasible
    assert front.unmet
    worst = front.unmet[0]
    assert (worst.weight, worst.proven, worst.why) == ("population", True, "block")
    assert worst.excess == pytest.approx(worst.deviation - 0.1)
    assert front[front.chosen].deviation == min(p.deviation for p in front.points)


def test_a_unit_over_two_islands_is_named() -> None:
    whole = grid(2, 15, units=2)
    river = [i for i, b in enumerate(whole.blocks) if int(b.split("-")[1]) == 13]
    start = np.repeat(np.arange(whole.size), np.diff(whole.indptr))
    apart = np.isin(start, river) != np.isin(whole.indices, river)
    beyond = np.isin(start, [14, 29]) != np.isin(whole.indices, [14, 29])
    keep = ~(apart | beyond)
    counts = np.bincount(start[keep], minlength=whole.size)
    problem = replace(
        whole,
        indptr=np.concatenate([[0], np.cumsum(counts)]).astype(np.int32),
        indices=whole.indices[keep],
        border=whole.border[keep],
    )
    front = quick(problem, tolerance={"population": 0.5}, seeds=1)
    assert not front[front.chosen].is_feasible
    assert {(u.why, u.proven) for u in front.unmet} == {("islands", True)}


def test_units_may_range() -> None:
    problem = drawn(7, 7, 4, seed=3)
    front = quick(problem, units=(3, 5), seeds=1)
    counts = {np.unique(p.labels).size for p in front.points}
    assert counts <= {3, 4, 5}
    assert len(counts) > 1
    assert front.tasks == 3 * 12


def test_small_sums_are_exact() -> None:
    front = redraw(drawn(4, 5, 3, seed=1), tolerance=LIMIT, minimise=("cut",))
    assert front.is_exact
    assert front.bounds["cut"].kind == "exact"
    chosen = front[front.chosen]
    assert front.bounds["cut"].bound == chosen.cut
    assert front.bounds["cut"].gap == 0


def test_the_search_finds_what_looking_at_every_division_finds() -> None:
    problem = drawn(4, 5, 3, seed=1)
    exact = redraw(problem, tolerance=LIMIT, minimise=("cut",))
    # A given start is searched from, not enumerated.
    search = quick(problem, minimise=("cut",), seeds=4, start=problem.today)
    assert not search.is_exact
    best = exact[exact.chosen]
    assert search[search.chosen].cut == best.cut


def test_bounds_come_with_the_front(problem: Problem, front: Front) -> None:
    chosen = front[front.chosen]
    bound = front.bounds["moved"]
    assert bound.kind == "lp"
    assert bound.bound is not None
    assert 0 <= bound.bound <= chosen.moved
    assert front.bounds["cut"].kind == "none"


def test_each_parent_is_searched_by_itself() -> None:
    two = grid(2, 14, units=4, parents=["A"] * 14 + ["B"] * 14)
    fronts = redraw_all(
        two, units={"B": (3, 3)}, tolerance={"population": 0.3}, effort="quick", seeds=1
    )
    assert set(fronts) == {"A", "B"}
    assert np.unique(fronts["A"][0].labels).size == 2
    assert np.unique(fronts["B"][0].labels).size == 3


@pytest.mark.parametrize(
    "asked",
    [
        {"units": 0},
        {"units": (4, 3)},
        {"units": 51},
        {"tolerance": {"camels": 0.1}},
        {"tolerance": {"population": -0.1}},
    ],
)
def test_it_refuses_what_cannot_be_asked(problem: Problem, asked: dict) -> None:
    with pytest.raises(ValueError, match=r"."):
        quick(problem, **asked)


def test_it_refuses_several_parents_at_once() -> None:
    two = grid(2, 6, units=4, parents=["A"] * 6 + ["B"] * 6)
    with pytest.raises(ValueError, match="one parent"):
        quick(two, tolerance={"population": 0.3})
