"""What holds of any data (docs/rules/index.md)."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bagana.engines.index import (
    Framework,
    IndexData,
    Leaf,
    Missing,
    Scale,
    Treatment,
    run,
)
from tests.engines.index.building import branch, data, framework, leaf

CODES = ["a", "b", "c", "d"]
CHILDREN = (
    branch("one", leaf("a"), leaf("b", direction=-1, weight=2)),
    branch("two", leaf("c"), leaf("d"), aggregate="harmonic"),
)
FIXED = framework(*CHILDREN, means="geometric", missing=Missing(0, 0, "median"))
FREE = Scale("minmax", 1, 100, "all_years")


def panels(gaps: bool = False):
    """(2, V, 4) of values from 1 to 99, with gaps if asked for."""
    numbers = st.integers(1, 99).map(float)
    cell = numbers | st.just(float("nan")) if gaps else numbers
    row = st.lists(cell, min_size=8, max_size=8)
    return st.lists(row, min_size=3, max_size=9).map(
        lambda rows: np.array(rows).reshape(-1, 2, 4).transpose(1, 0, 2)
    )


def panel(values: np.ndarray) -> IndexData:
    return data(values, CODES, years=[2019, 2020])


def with_scale(scale: Scale, **changes: object) -> Framework:
    return replace(FIXED, scale=scale, treatment=Treatment(), **changes)


@given(panels(gaps=True), st.randoms(use_true_random=False))
@settings(max_examples=15, deadline=None)
def test_the_order_of_units_does_not_matter(values, random):
    order = list(range(values.shape[1]))
    random.shuffle(order)
    for fw in (FIXED, with_scale(FREE), with_scale(Scale("percentile_rank"))):
        first, turned = run(fw, panel(values)), run(fw, panel(values[:, order]))
        np.testing.assert_allclose(first.scores[:, order], turned.scores, rtol=1e-12)
        assert first.ranks[:, order].tolist() == turned.ranks.tolist()


def test_the_order_of_rows_does_not_matter():
    rng = np.random.default_rng(6)
    rows = [
        {"unit": f"u{v}", "year": year, "indicator": code, "value": rng.random() * 99}
        for v in range(9)
        for year in (2019, 2020)
        for code in CODES
    ]
    first = run(FIXED, IndexData.from_long(rows))
    turned = run(FIXED, IndexData.from_long(list(reversed(rows))))
    place = [turned.units.index(unit) for unit in first.units]
    np.testing.assert_allclose(first.scores, turned.scores[:, place], rtol=1e-12)


@given(panels(), st.sampled_from([1e-3, 0.5, 7.0, 1e6]), st.sampled_from([0.0, 500.0]))
@settings(max_examples=15, deadline=None)
def test_the_unit_of_an_indicator_does_not_matter(values, factor, shift):
    changed = values.copy()
    changed[:, :, 0] = changed[:, :, 0] * factor + shift
    z = Scale("zscore", mean=10, deviation=1, floor=0.1)
    for scale in (FREE, z):
        first = run(with_scale(scale), panel(values))
        other = run(with_scale(scale), panel(changed))
        np.testing.assert_allclose(first.scores, other.scores, rtol=1e-6)


@given(
    panels(),
    st.integers(0, 3),
    st.floats(0, 200),
    st.sampled_from(["geometric", "arithmetic", "harmonic"]),
)
@settings(max_examples=25, deadline=None)
def test_improving_an_indicator_never_lowers_the_score(values, k, by, means):
    fw = replace(
        FIXED, tree=replace(FIXED.tree, aggregate=means), treatment=Treatment()
    )
    leaf = fw.leaves[k]
    better = values.copy()
    better[1, 0, k] += by * leaf.direction
    before, after = run(fw, panel(values)), run(fw, panel(better))
    assert after.scores[1, 0] >= before.scores[1, 0] - 1e-9
    np.testing.assert_array_equal(after.scores[:, 1:], before.scores[:, 1:])
    assert after.ranks[1, 0] <= before.ranks[1, 0]


@given(
    panels(),
    st.integers(0, 3),
    st.floats(0, 200),
    st.sampled_from(["minmax", "zscore", "percentile_rank"]),
)
@settings(max_examples=25, deadline=None)
def test_under_limits_of_the_data_improving_never_lowers_the_rank_of_one_indicator(
    values, k, by, method
):
    fw = replace(
        FIXED,
        scale=Scale(method, 1, 100, "all_years"),
        tree=replace(FIXED.tree, children=(FIXED.leaves[k],), aggregate="arithmetic"),
    )
    better = values.copy()
    better[1, 0, k] += by * FIXED.leaves[k].direction
    before, after = run(fw, panel(values)), run(fw, panel(better))
    assert after.ranks[1, 0] <= before.ranks[1, 0]


@given(panels())
@settings(max_examples=15, deadline=None)
def test_a_copy_of_a_unit_changes_no_other_score_under_fixed_goalposts(values):
    doubled = np.concatenate([values, values[:, :1]], axis=1)
    fw = replace(FIXED, treatment=Treatment())
    first, more = run(fw, panel(values)), run(fw, panel(doubled))
    np.testing.assert_array_equal(first.scores, more.scores[:, :-1])
    np.testing.assert_array_equal(more.scores[:, 0], more.scores[:, -1])


def test_a_copy_does_change_scores_under_limits_of_each_year():
    values = np.array([[[1.0], [5.0], [9.0]]])
    fw = framework(leaf("a"), scale=Scale("zscore", goalposts="year"))
    doubled = np.concatenate([values, values[:, :1]], axis=1)
    first = run(fw, data(values, ["a"])).scores
    assert first.tolist() != run(fw, data(doubled, ["a"])).scores[:, :-1].tolist()


@given(panels(gaps=True))
@settings(max_examples=15, deadline=None)
def test_missing_is_never_nought(values):
    fw = replace(FIXED, missing=Missing(0.5, 0.5, "none"))
    result = run(fw, panel(values))
    gaps = np.isnan(values)
    assert np.isnan(result.normalised[gaps]).all()
    assert np.isnan(result.scores[gaps.all(axis=2)]).all()
    scored = ~np.isnan(result.scores)
    assert (result.scores[scored] >= 1 - 1e-9).all()


@given(panels(gaps=True))
@settings(max_examples=15, deadline=None)
def test_scores_lie_between_the_worst_and_the_best_indicator(values):
    result = run(replace(FIXED, missing=Missing(0, 0, "none")), panel(values))
    known = ~np.isnan(result.scores)
    low = np.nanmin(np.where(known[..., None], result.normalised, 0), axis=2)
    high = np.nanmax(np.where(known[..., None], result.normalised, 0), axis=2)
    assert (result.scores[known] >= low[known] - 1e-9).all()
    assert (result.scores[known] <= high[known] + 1e-9).all()


@given(panels(gaps=True), st.floats(0.5, 20))
@settings(max_examples=15, deadline=None)
def test_only_the_proportions_of_weights_matter(values, factor):
    def scaled(node):
        if isinstance(node, Leaf):
            return replace(node, weight=node.weight * factor)
        below = tuple(scaled(child) for child in node.children)
        return replace(node, weight=node.weight * factor, children=below)

    other = replace(FIXED, tree=scaled(FIXED.tree))
    first, second = run(FIXED, panel(values)), run(other, panel(values))
    np.testing.assert_allclose(first.scores, second.scores, rtol=1e-9)


def test_a_year_does_not_move_another_under_fixed_goalposts():
    rng = np.random.default_rng(9)
    values = rng.uniform(1, 99, (2, 12, 4))
    other = values.copy()
    other[1] = rng.uniform(1, 99, (12, 4))
    first, second = run(FIXED, panel(values)), run(FIXED, panel(other))
    np.testing.assert_array_equal(first.scores[0], second.scores[0])
    assert first.scores[1, 0] != pytest.approx(second.scores[1, 0])
