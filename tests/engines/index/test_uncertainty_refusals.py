"""A factor that cannot act is an error, told in both languages, with what to do."""

from dataclasses import replace

import numpy as np
import pytest

from bagana.engines.index import (
    Factors,
    FrameworkInvalid,
    Goalposts,
    IndexRefused,
    Missing,
    Scale,
    Treatment,
    Words,
)
from bagana.engines.index.uncertainty import (
    FactorsInvalid,
    improved,
    problems,
    uncertainty,
)
from tests.engines.index.building import branch, data, framework, leaf

NOTHING = Factors(concentration=None, aggregates=(), sampling=False)
SCALE = Scale(low=1.0)
TABLE = data([[10, 20], [30, 15], [40, 60], [80, 70]], ["a", "b"])


def index(factors, *children, **settings):
    given = {"scale": SCALE, **settings}
    children = children or (leaf("a"), leaf("b"))
    return framework(*children, factors=replace(NOTHING, **factors), **given)


def refused(fw, table=TABLE):
    with pytest.raises(FactorsInvalid) as caught:
        uncertainty(fw, table, year=2020, seed=1, replications=10)
    for problem in caught.value.problems:
        for words in (problem.what, problem.fix):
            assert words.mn
            assert words.en
    return [problem.where for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("factors", "where"),
    [
        ({"sampling": True}, "factors.sampling"),
        ({"treatment": True}, "factors.treatment"),
        ({"imputation": True}, "factors.imputation"),
        ({"aggregates": ("geometric",)}, "factors.aggregates"),
        ({"aggregates": ("geometric", "geometric")}, "factors.aggregates"),
        ({"scales": (Scale(),)}, "factors.scales"),
        ({"concentration": 0.0}, "factors.concentration"),
        ({"concentration": float("nan")}, "factors.concentration"),
        ({"weight_spread": 1.5}, "factors.weight_spread"),
        ({"concentration": 5.0, "weight_spread": 0.2}, "factors.weight_spread"),
    ],
)
def test_a_factor_that_cannot_act_is_an_error(factors, where):
    assert refused(index(factors)) == [where]


def test_everything_that_is_wrong_is_told_at_once():
    wrong = {"sampling": True, "treatment": True, "imputation": True}
    assert len(refused(index(wrong))) == 3


def test_weights_of_only_children_cannot_be_drawn():
    only = leaf("a")
    assert refused(index({"concentration": 9.0}, only)) == ["factors.concentration"]
    assert refused(index({"leave_one_out": True}, only)) == ["factors.leave_one_out"]
    both = {"aggregates": ("geometric", "arithmetic")}
    assert refused(index(both, branch("d", only))) == ["factors.aggregates"]


def test_an_error_that_nothing_is_known_of_cannot_be_drawn():
    fw = index({"sampling": True}, leaf("a", noise="normal"), leaf("b"))
    assert refused(fw) == ["tree: a"]
    rate = index({"sampling": True}, leaf("a"), leaf("b", noise="binomial"))
    assert refused(rate) == ["tree: b"]


def test_shares_outside_their_range_are_an_error():
    n = np.full((1, 4, 2), 50.0)
    table = replace(TABLE, n=n)
    share = index({"sampling": True}, leaf("a", noise="binomial"), leaf("b"))
    assert refused(share, table) == ["tree: a"]
    percent = leaf("a", noise="binomial", unit=Words("%"))
    fw = index({"sampling": True}, percent, leaf("b"))
    assert uncertainty(fw, table, year=2020, seed=1, replications=10)


def test_no_replication_is_no_uncertainty():
    with pytest.raises(FactorsInvalid):
        uncertainty(index({}), TABLE, year=2020, seed=1, replications=0)


def test_a_framework_can_be_checked_before_there_are_data():
    assert [p.where for p in problems(index({"sampling": True}))] == [
        "factors.sampling"
    ]
    assert problems(index({"concentration": 9.0})) == ()
    fw = index({"sampling": True}, leaf("a", noise="normal"), leaf("b"))
    assert problems(fw) == ()
    assert len(problems(fw, TABLE)) == 1


def test_whoever_catches_a_wrong_framework_catches_wrong_factors():
    assert issubclass(FactorsInvalid, FrameworkInvalid)


@pytest.mark.parametrize("means", ["geometric", "harmonic"])
def test_a_scale_that_reaches_nought_is_refused_under_a_mean_of_logarithms(means):
    drawn = {"concentration": 9.0}
    fw = index(drawn, scale=Scale(low=0.0, goalposts="all_years"))
    fw = replace(fw, tree=replace(fw.tree, aggregate=means))
    with pytest.raises(IndexRefused) as caught:
        uncertainty(fw, TABLE, year=2020, seed=1, replications=10)
    assert caught.value.what.mn
    assert "positive floor" in caught.value.fix.en


def test_a_mean_that_is_only_an_alternative_needs_the_floor_too():
    both = {"aggregates": ("arithmetic", "geometric")}
    fw = index(both, scale=Scale(low=0.0, goalposts="all_years"))
    with pytest.raises(IndexRefused):
        uncertainty(fw, TABLE, year=2020, seed=1, replications=10)
    assert uncertainty(index(both), TABLE, year=2020, seed=1, replications=10)


def test_a_posterior_that_may_fall_below_the_floor_is_refused():
    posts = Goalposts(0, 100, clip=False)
    noisy = leaf("a", noise="normal", goalposts=posts)
    fw = index({"sampling": True}, noisy, leaf("b"))
    fw = replace(fw, tree=replace(fw.tree, aggregate="geometric"))
    table = replace(TABLE, se=np.full((1, 4, 2), 30.0))
    with pytest.raises(IndexRefused):
        uncertainty(fw, table, year=2020, seed=1, replications=10)
    clipped = index({"sampling": True}, leaf("a", noise="normal"), leaf("b"))
    clipped = replace(clipped, tree=replace(clipped.tree, aggregate="geometric"))
    ua = uncertainty(clipped, table, year=2020, seed=1, replications=300)
    assert (ua.counts.sum(axis=1) == 300).all()


def test_a_year_without_data_is_refused():
    with pytest.raises(IndexRefused, match="2019"):
        uncertainty(index({}), TABLE, year=2019, seed=1, replications=10)


@pytest.mark.parametrize(
    "settings",
    [
        {"scale": Scale(low=1.0, goalposts="year")},
        {"treatment": Treatment(years="year")},
    ],
)
def test_years_with_limits_of_their_own_do_not_compare(settings):
    fw = index({"concentration": 9.0}, **settings)
    table = data([TABLE.values[0], TABLE.values[0]], ["a", "b"], years=[2019, 2020])
    with pytest.raises(IndexRefused, match="do not compare"):
        improved(fw, table, years=(2019, 2020), seed=1, replications=10)


def test_imputation_may_be_drawn_where_by_luck_nothing_is_missing():
    fw = index({"imputation": True}, missing=Missing(0, 0, "hot_deck"))
    ua = uncertainty(fw, TABLE, year=2020, seed=1, replications=10)
    assert (ua.counts.max(axis=1) == 10).all()
