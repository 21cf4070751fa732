"""Difference in differences: what it finds, what it refuses, where it says less."""

import numpy as np
import pytest

from bagana.engines.effect import (
    EffectError,
    EffectProblem,
    Errors,
    difference_in_differences,
)

BEFORE = [10, 12, 14, 20, 22, 24, 30]
AFTER = [16, 17, 20, 21, 24, 25, 33]
SUPPORTED = [True, True, True, False, False, False, False]


def seeded(seed=1):
    return np.random.default_rng(seed)


def study(before=BEFORE, after=AFTER, supported=SUPPORTED, **options):
    options.setdefault("rng", seeded())
    return difference_in_differences(before, after, supported, **options)


def test_it_is_the_change_of_the_supported_less_that_of_the_others():
    found = study()
    assert found.supported_change == pytest.approx(17 / 3)
    assert found.comparison_change == pytest.approx(7 / 4)
    assert found.estimate == pytest.approx(17 / 3 - 7 / 4)
    assert (found.supported, found.comparison) == (3, 4)


def test_its_error_is_that_of_two_means_with_unequal_variances():
    changes = np.subtract(AFTER, BEFORE)
    variance = changes[:3].var(ddof=1) / 3 + changes[3:].var(ddof=1) / 4
    found = study()
    assert found.errors == Errors.ROBUST
    assert found.standard_error == pytest.approx(variance**0.5, rel=1e-12)
    assert found.low < found.estimate < found.high
    assert found.minimum_detectable > 2 * found.standard_error


def test_it_equals_the_regression_with_dummies_of_units_and_periods():
    from statsmodels.regression.linear_model import OLS

    rng = seeded(3)
    n = 57
    before, after = rng.normal(100, 20, n), rng.normal(110, 25, n)
    supported = rng.permutation(n) < 12
    units = np.vstack([np.eye(n), np.eye(n)])
    late = np.repeat([0.0, 1.0], n)
    design = np.column_stack([units, late, late * np.tile(supported, 2)])
    full = OLS(np.concatenate([before, after]), design).fit()
    found = study(before, after, supported)
    assert found.estimate == pytest.approx(full.params[-1], abs=1e-9)


def test_small_numbers_are_tested_by_every_assignment():
    found = study().permutation
    assert found.exact
    assert found.assignments == 35
    # The three supported units are those with the largest changes: one way in 35.
    assert found.p == pytest.approx(1 / 35)
    assert found.smallest_p == pytest.approx(1 / 35)


def test_the_smallest_p_of_equal_halves_is_twice_as_large():
    found = study([0] * 6, [9, 8, 7, 1, 2, 3], [True] * 3 + [False] * 3).permutation
    assert found.p == found.smallest_p == pytest.approx(2 / 20)


def test_large_numbers_are_tested_by_drawn_assignments_and_never_give_nought():
    rng = seeded(5)
    supported = np.arange(57) < 12
    found = study(np.zeros(57), rng.normal(0, 1, 57) + 9 * supported, supported)
    assert not found.permutation.exact
    assert found.permutation.p == found.permutation.smallest_p == 1e-4


def test_the_same_seed_gives_the_same_figures():
    rng = seeded(5)
    changes = rng.normal(0, 1, 57)
    supported = np.arange(57) < 12
    runs = [study(np.zeros(57), changes, supported, rng=seeded(7)) for _ in range(2)]
    assert runs[0] == runs[1]


def test_units_that_lack_a_figure_are_counted_and_left_out():
    found = study(
        [*BEFORE, None, 5, float("nan")],
        [*AFTER, 5, None, 3],
        [*SUPPORTED, True, False, False],
    )
    assert found.estimate == study().estimate
    assert (found.missing_supported, found.missing_comparison) == (1, 2)


def test_errors_are_clustered_by_sum_and_say_when_the_sums_are_few():
    rng = seeded(2)
    n = 60
    clusters = [f"sum-{i % 6}" for i in range(n)]
    supported = rng.permutation(n) < 20
    found = study(
        rng.normal(0, 1, n), rng.normal(0, 1, n), supported, clusters=clusters
    )
    assert found.errors == Errors.CLUSTERED
    assert (found.clusters, found.few_clusters) == (6, True)
    many = [str(i % 25) for i in range(n)]
    other = study(rng.normal(0, 1, n), rng.normal(0, 1, n), supported, clusters=many)
    assert not other.few_clusters


def test_one_cluster_is_no_clustering():
    found = study(clusters=["a"] * 7)
    assert found.errors == Errors.ROBUST
    assert found.few_clusters


def test_two_clusters_that_are_the_two_groups_give_no_false_certainty():
    found = study(clusters=["a"] * 3 + ["b"] * 4)
    assert found.errors == Errors.NONE
    assert (found.standard_error, found.p, found.minimum_detectable) == (None,) * 3


def test_changes_all_alike_have_no_error():
    found = study([1, 2, 3, 4], [2, 3, 4, 5], [True, True, False, False])
    assert found.estimate == pytest.approx(0)
    assert found.errors == Errors.NONE
    assert found.permutation.p == 1


def test_logarithms_compare_growth():
    found = study([10, 20, 10, 30], [20, 40, 10, 30], [1, 1, 0, 0], logarithm=True)
    assert found.percent == pytest.approx(100)
    assert study().percent is None


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"supported": [True] + [False] * 6}, EffectProblem.FEW_SUPPORTED),
        ({"supported": [True] * 6 + [False]}, EffectProblem.FEW_COMPARISON),
        ({"before": [float("inf"), *BEFORE[1:]]}, EffectProblem.NOT_FINITE),
        ({"before": [0, *BEFORE[1:]], "logarithm": True}, EffectProblem.NOT_POSITIVE),
        ({"before": BEFORE[1:]}, EffectProblem.SHAPE),
        ({"clusters": ["a"]}, EffectProblem.SHAPE),
        ({"level": 0}, EffectProblem.LEVEL),
        ({"power": 1}, EffectProblem.LEVEL),
        (
            {"before": [None, None, *BEFORE[2:]]},
            EffectProblem.FEW_SUPPORTED,
        ),
    ],
)
def test_what_cannot_be_compared_is_refused(changed, problem):
    with pytest.raises(EffectError) as refused:
        study(**changed)
    assert refused.value.problem == problem
