"""Weights as given, of a panel, of the data, and what they come to."""

import numpy as np
import pytest

from bagana.engines.index import effective, nominal
from bagana.engines.index.weights import (
    budget_allocation,
    effective_of,
    equal,
    from_data,
    of_panels,
)
from tests.engines.index.building import branch, framework, leaf

TREE = branch(
    "top",
    branch("one", leaf("a", weight=1), leaf("b", weight=3), weight=30),
    leaf("c", weight=10),
)


def test_weights_need_not_sum_to_one():
    found = nominal(TREE)
    assert found["top"].tolist() == [0.75, 0.25]
    assert found["one"].tolist() == [0.25, 0.75]


def test_weights_that_are_all_nought_are_refused():
    with pytest.raises(ValueError, match="one"):
        nominal(branch("one", leaf("a", weight=0)))


def test_effective_weights_multiply_down_the_tree():
    assert effective(TREE).tolist() == [0.1875, 0.5625, 0.25]
    assert effective(TREE, equal(TREE)).tolist() == [0.25, 0.25, 0.5]


def test_a_panel_is_the_median_of_shares_and_no_expert_counts_for_more():
    # Shares: 0.5 0.5 / 0.2 0.8 / 0.9 0.1; medians 0.5 and 0.5.
    assert budget_allocation([[1, 1], [20, 80], [900, 100]]).tolist() == [0.5, 0.5]
    # Medians 0.5, 0.3, 0.1 sum to 0.9.
    found = budget_allocation([[5, 4, 1], [6, 3, 1], [2, 2, 6]])
    np.testing.assert_allclose(found, np.array([5, 3, 1]) / 9)


@pytest.mark.parametrize("panel", [[[0, 0], [1, 1]], [[-1, 2]], [[np.nan, 1]], [1, 2]])
def test_a_panel_that_is_none_is_refused(panel):
    with pytest.raises(ValueError, match="weight"):
        budget_allocation(panel)


def test_a_panel_in_the_framework_gives_the_weights():
    tree = branch(
        "top",
        leaf("a", panel=(5.0, 6.0, 2.0), weight=5),
        leaf("b", panel=(4.0, 3.0, 2.0), weight=3),
        leaf("c", panel=(1.0, 1.0, 6.0), weight=1),
    )
    np.testing.assert_allclose(of_panels(tree)["top"], np.array([5, 3, 1]) / 9)
    fw = framework(*tree.children)
    assert sum(effective_of(fw).values()) == pytest.approx(1)


@pytest.mark.parametrize("method", ["entropy", "critic", "pca"])
def test_weights_of_the_data_act_inside_branches_of_indicators(method):
    rng = np.random.default_rng(2)
    x = rng.uniform(1, 100, (40, 3))
    x[3, 0] = np.nan
    found = from_data(TREE, x, method)
    assert found["top"].tolist() == [0.75, 0.25]
    assert found["one"].sum() == pytest.approx(1)
    assert found["one"].tolist() != [0.25, 0.75]
