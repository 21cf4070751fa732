"""What is withheld besides, how cheaply, and what cannot be helped."""

from __future__ import annotations

import numpy as np
import pytest

from bagana.engines.disclosure import (
    DisclosureError,
    audit,
    intervals,
    linked,
    protect,
)

ONE_SUM = [((3, 1), (0, -1), (1, -1), (2, -1))]


def test_a_sum_with_one_small_bag_withholds_the_least_of_its_neighbours() -> None:
    """The example of docs/rules/disclosure.md: 3 + 8 + 20 = 31."""
    problem = linked([3, 8, 20, 31], ONE_SUM, [5, 0, 0, 0])
    choice = protect(problem)
    assert choice.primary.tolist() == [True, False, False, False]
    assert choice.secondary.tolist() == [False, True, False, False]
    low, high = intervals(problem, choice.withheld)
    assert low.tolist() == [1, 1, 20, 31]
    assert high.tolist() == [10, 10, 20, 31]
    assert choice.is_exact


def test_two_small_bags_whose_sum_leaves_too_few_values_take_a_third() -> None:
    """1 + 4 = 5 leaves four values each; five must stay."""
    problem = linked([1, 4, 20, 25], ONE_SUM, [5, 5, 0, 0])
    assert protect(problem).secondary.tolist() == [False, False, True, False]


def test_two_small_bags_that_hide_each_other_take_nobody() -> None:
    problem = linked([3, 3, 20, 26], ONE_SUM, [5, 5, 0, 0])
    choice = protect(problem)
    assert not choice.secondary.any()
    low, high = intervals(problem, choice.withheld)
    assert (low[0], high[0]) == (1, 5)


def test_a_nought_is_never_withheld_for_others() -> None:
    problem = linked([3, 0, 20, 23], ONE_SUM, [5, 0, 0, 0])
    assert protect(problem).secondary.tolist() == [False, False, True, False]


def test_a_dearer_level_is_spared() -> None:
    """Either the other bag or the sum would do: the sum weighs more."""
    equations = [((2, 1), (0, -1), (1, -1))]
    problem = linked([3, 9, 12], equations, [5, 0, 0], weights=[1, 1, 3])
    assert protect(problem).secondary.tolist() == [False, True, False]


def test_what_is_public_already_is_told_and_said_to_be() -> None:
    problem = linked(
        [3, 8, 20, 31], ONE_SUM, [5, 0, 0, 0], fixed=[False, True, True, True]
    )
    choice = protect(problem)
    assert choice.exposed.tolist() == [True, False, False, False]
    assert not choice.secondary.any()


def test_a_small_figure_published_before_is_exposed_and_not_withheld_again() -> None:
    problem = linked(
        [3, 8, 20, 31], ONE_SUM, [5, 0, 0, 0], fixed=[True, False, False, False]
    )
    choice = protect(problem)
    assert choice.exposed.tolist() == [True, False, False, False]
    assert not choice.withheld.any()


def test_a_figure_withheld_earlier_stays_guarded_without_its_value() -> None:
    """A late neighbour of 9 would leave 1 … 4 for it: the neighbour goes too."""
    equations = [((3, 1), (0, -1), (1, -1), (2, -1))]
    problem = linked(
        [np.nan, np.nan, 9, 14],
        equations,
        [5, 5, 0, 0],
        hidden=[True, True, False, False],
        fixed=[False, False, False, True],
    )
    choice = protect(problem)
    assert choice.secondary.tolist() == [False, False, True, False]
    assert not choice.exposed.any()


def test_the_sole_giver_of_a_figure_learns_no_other() -> None:
    """Camels of one household in each of two bags: their sum tells the other."""
    equations = [((3, 1), (0, -1), (1, -1), (2, -1))]
    values, needs = [40, 60, 900, 1000], [13, 19, 0, 0]
    alone = linked(values, equations, needs)
    assert not protect(alone).secondary.any()
    insiders = [True, True, False, False]
    knowing = linked(values, equations, needs, insiders=insiders)
    assert protect(knowing).secondary.tolist() == [False, False, True, False]


def test_a_rest_that_no_table_names_is_guarded_like_a_part() -> None:
    """Of 30 households 28 herd: the other two are told by the difference."""
    problem = linked(
        [30, 28, 2],
        [((0, 1), (1, -1), (2, -1))],
        [0, 0, 5],
        hidden=[False, False, True],
    )
    choice = protect(problem)
    assert choice.secondary.sum() == 1
    low, high = intervals(problem, choice.withheld | problem.hidden)
    assert high[2] - low[2] >= 4


def test_the_same_figures_give_the_same_choice() -> None:
    rng = np.random.default_rng(7)
    bags = rng.poisson(4, 24)
    values = [*bags, *bags.reshape(6, 4).sum(axis=1), bags.sum()]
    equations = [((24 + s, 1), *((4 * s + b, -1) for b in range(4))) for s in range(6)]
    equations.append(((30, 1), *((24 + s, -1) for s in range(6))))
    needs = [5 if 0 < v < 5 else 0 for v in values]
    problem = linked(values, equations, needs)
    first, second = protect(problem), protect(problem)
    assert first.withheld.tolist() == second.withheld.tolist()
    thinned = protect(problem, exact=0)
    assert not audit(problem, thinned.withheld, thinned.exposed)
    assert first.secondary.sum() <= thinned.secondary.sum()


def test_intervals_need_nothing_withheld() -> None:
    problem = linked([3, 8, 20, 31], ONE_SUM, [0, 0, 0, 0])
    low, high = intervals(problem, np.zeros(4, dtype=bool))
    assert low.tolist() == high.tolist() == [3, 8, 20, 31]


@pytest.mark.parametrize(
    ("values", "needs", "hidden"),
    [
        ([3, 8, 20, 30], [0] * 4, None),
        ([3, -8, 20, 15], [0] * 4, None),
        ([3, 8, 20, 31], [0] * 3, None),
        ([np.nan, 8, 20, 31], [0] * 4, None),
    ],
)
def test_it_refuses_figures_that_contradict_each_other(
    values: list[float], needs: list[float], hidden: None
) -> None:
    with pytest.raises(DisclosureError):
        linked(values, ONE_SUM, needs, hidden=hidden)
