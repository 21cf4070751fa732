"""Replications: the same as the plain way, the same wherever they are made."""

from dataclasses import replace

import numpy as np
import pytest

from bagana.engines.index import Factors, Groups, Missing, Scale, run
from bagana.engines.index.replay import Replication, replay
from bagana.engines.index.uncertainty import Stopped, uncertainty
from bagana.engines.index.uncertainty.blocks import block_scores, draw
from bagana.engines.index.uncertainty.plan import prepare
from tests.engines.index.building import branch, data, framework, leaf

CODES = tuple("abcdefg")
SCALE = Scale(low=1.0)
NOTHING = Factors(concentration=None, aggregates=(), sampling=False)


def values(units=30, seed=1, **settings):
    drawn = np.random.default_rng(seed).uniform(5, 95, (units, len(CODES)))
    groups = ["north" if v % 3 else "south" for v in range(units)]
    return data(drawn, CODES, groups=groups, **settings)


def tree(inner="arithmetic", deep="geometric"):
    return (
        branch("one", leaf("a"), leaf("b", weight=2.0), aggregate=inner, power=2.0),
        branch(
            "two",
            leaf("c"),
            branch("deep", leaf("d"), leaf("e", direction=-1), aggregate=deep),
            aggregate=inner,
            weight=2.0,
        ),
        branch("three", leaf("f")),
        leaf("g", weight=0.5),
    )


def index(means="geometric", factors=NOTHING, inner="arithmetic", **settings):
    given = {"scale": SCALE, "groups": Groups(minimum=1), **settings}
    return framework(*tree(inner), means=means, factors=factors, **given)


@pytest.mark.parametrize("inner", ["arithmetic", "harmonic", "generalised"])
@pytest.mark.parametrize("means", ["arithmetic", "geometric", "harmonic", "copeland"])
def test_a_replication_is_the_index_under_the_weights_drawn(means, inner):
    fw, table = index(means, replace(NOTHING, concentration=20.0), inner), values()
    plan = prepare(fw, table, year=2020, seed=3, replications=20)
    drawn, found = draw(plan, 0), block_scores(plan, 0)
    given = [
        Replication(
            weights={
                child.code: float(drawn.weights[b.code][r, i])
                for b in fw.branches
                for i, child in enumerate(b.children)
            }
        )
        for r in range(20)
    ]
    plain = replay(fw, table, given, year=2020).scores[:, plan.units]
    assert np.abs(found - plain).max() < 1e-9


@pytest.mark.parametrize("power", [-300.0, 0.0, 300.0])
def test_a_mean_of_any_power_is_that_of_the_plain_way(power):
    children = [replace(b, aggregate="generalised", power=power) for b in tree()[:2]]
    fw = framework(*children, scale=SCALE, factors=replace(NOTHING, concentration=9.0))
    ua = uncertainty(fw, values(), year=2020, seed=1, replications=30)
    assert np.isfinite(ua.scores_mean).all()
    still = uncertainty(
        replace(fw, factors=NOTHING), values(), year=2020, seed=1, replications=3
    )
    assert still.scores_mean == pytest.approx(run(fw, values()).scores[0])


def test_scales_and_means_are_those_of_the_framework_s_lists():
    scales = (SCALE, Scale("zscore", mean=50, deviation=10, floor=1.0))
    factors = replace(NOTHING, scales=scales, aggregates=("geometric", "arithmetic"))
    fw, table = index(factors=factors), values()
    plan = prepare(fw, table, year=2020, seed=3, replications=40)
    drawn, found = draw(plan, 0), block_scores(plan, 0)
    given = [
        Replication(scale=scales[drawn.scale[r]], root=plan.means[drawn.mean[r]])
        for r in range(40)
    ]
    plain = replay(fw, table, given, year=2020).scores[:, plan.units]
    assert np.abs(found - plain).max() < 1e-9
    assert len({(g.scale, g.root) for g in given}) == 4


def test_an_indicator_left_out_weighs_nothing_and_its_dimension_goes_with_it():
    fw, table = index(factors=replace(NOTHING, leave_one_out=True)), values()
    plan = prepare(fw, table, year=2020, seed=3, replications=200)
    drawn, found = draw(plan, 0), block_scores(plan, 0)
    assert set(drawn.left_out[:200].tolist()) == set(range(8))
    for r, gone in enumerate(drawn.left_out[:200].tolist()):
        weights = {CODES[gone]: 0.0} if gone < 7 else {}
        if CODES[gone : gone + 1] == ("f",):
            weights = {"three": 0.0}
        plain = replay(fw, table, [Replication(weights=weights)], year=2020)
        assert np.abs(found[r] - plain.scores[0, plan.units]).max() < 1e-9


def test_values_that_stay_missing_are_left_out_of_each_replication():
    table = values()
    table.values[0, 4, 0] = table.values[0, 7, 5] = table.values[0, 9, 3] = np.nan
    fw = index(factors=replace(NOTHING, concentration=20.0))
    plan = prepare(fw, table, year=2020, seed=3, replications=5)
    drawn, found = draw(plan, 0), block_scores(plan, 0)
    weights = {
        child.code: float(drawn.weights[b.code][2, i])
        for b in fw.branches
        for i, child in enumerate(b.children)
    }
    plain = replay(fw, table, [Replication(weights=weights)], year=2020)
    assert np.abs(found[2] - plain.scores[0, plan.units]).max() < 1e-9


def test_without_factors_every_replication_is_the_nominal_one():
    fw, table = index(), values()
    ua = uncertainty(fw, table, year=2020, seed=1, replications=50)
    assert (ua.counts.max(axis=1) == 50).all()
    assert (ua.rank_interval() == ua.rank[:, None]).all()
    assert ua.scores_mean == pytest.approx(run(fw, table).scores[0])


ALL = replace(
    NOTHING,
    concentration=30.0,
    aggregates=("geometric", "arithmetic"),
    imputation=True,
    sampling=True,
    leave_one_out=True,
)


def everything():
    """A framework in which all is drawn, and data with gaps and errors."""
    table = values(se=np.full((1, 30, 7), 6.0))
    table.values[0, 3, 1] = table.values[0, 8, 4] = np.nan
    children = (
        branch("one", leaf("a", noise="normal"), leaf("b", noise="normal")),
        branch("two", leaf("c"), leaf("d"), leaf("e", noise="normal")),
        branch("three", leaf("f"), leaf("g")),
    )
    given = {"scale": SCALE, "groups": Groups(minimum=1), "missing": Missing(0.5, 0.5)}
    return framework(*children, means="geometric", factors=ALL, **given), table


def bytes_of(ua):
    return b"".join(
        array.tobytes()
        for array in (ua.counts, ua.scores_mean, ua.scores_low, ua.scores_high)
    )


def test_the_same_seed_gives_the_same_bytes():
    fw, table = everything()
    first = uncertainty(fw, table, year=2020, seed=5, replications=700)
    again = uncertainty(fw, table, year=2020, seed=5, replications=700)
    other = uncertainty(fw, table, year=2020, seed=6, replications=700)
    assert bytes_of(first) == bytes_of(again)
    assert bytes_of(first) != bytes_of(other)


def test_every_replication_is_counted():
    fw, table = everything()
    ua = uncertainty(fw, table, year=2020, seed=5, replications=700)
    assert (ua.counts.sum(axis=1) == 700).all()
    assert ua.p_top(3).sum() >= 6 - 1e-9


def test_a_longer_run_begins_with_the_replications_of_a_shorter_one():
    fw, table = everything()
    short = prepare(fw, table, year=2020, seed=5, replications=100)
    long = prepare(fw, table, year=2020, seed=5, replications=5000)
    assert (block_scores(short, 0) == block_scores(long, 0)[:100]).all()


@pytest.mark.parametrize(
    ("counts", "interval"),
    [
        # Exactly 5 per cent do not exceed 5 per cent; exactly 95 reach 95.
        ([500, 9000, 500], (2, 2)),
        ([501, 8999, 500], (1, 2)),
        ([500, 8999, 501], (2, 3)),
    ],
)
def test_the_ends_of_an_interval_are_exact(counts, interval):
    ua = uncertainty(index(), values(), year=2020, seed=1, replications=100)
    one = replace(
        ua,
        counts=np.array([counts] * len(ua.units)),
        rank=np.ones(len(ua.units), dtype=np.int64),
        replications=10_000,
    )
    assert tuple(one.rank_interval(0.9)[0]) == interval
    assert tuple(one.rank_interval(0.8)[0]) == (2, 2)


def test_the_order_of_units_does_not_matter():
    fw, table = everything()
    order = np.random.default_rng(2).permutation(30)
    turned = replace(
        table,
        units=tuple(table.units[v] for v in order),
        values=table.values[:, order],
        groups={"group": table.groups["group"][order]},
    )
    one = uncertainty(fw, table, year=2020, seed=5, replications=300)
    two = uncertainty(fw, turned, year=2020, seed=5, replications=300)
    assert (one.counts[order] == two.counts).all()


def test_a_factor_that_is_switched_off_leaves_the_draws_of_others():
    fw, table = everything()
    less = replace(fw, factors=replace(ALL, sampling=False, leave_one_out=False))
    one = draw(prepare(fw, table, year=2020, seed=5), 0)
    two = draw(prepare(less, table, year=2020, seed=5), 0)
    assert (one.weights["two"] == two.weights["two"]).all()
    assert (one.mean == two.mean).all()
    assert all((one.donors[k] == two.donors[k]).all() for k in one.donors)


def test_it_tells_how_far_it_is_and_stops_when_asked():
    fw, table = everything()
    told = []
    uncertainty(
        fw,
        table,
        year=2020,
        seed=5,
        replications=600,
        progress=lambda *n: told.append(n),
    )
    assert told == [(256, 600), (512, 600), (600, 600)]
    with pytest.raises(Stopped):
        uncertainty(fw, table, year=2020, seed=5, stop=lambda: True)


def test_units_that_are_not_ranked_are_told_apart_and_disturb_nobody():
    table = values()
    table.values[0, 5, :5] = np.nan
    fw = index(
        factors=replace(NOTHING, concentration=20.0), missing=Missing(0, 0.8, "none")
    )
    ua = uncertainty(fw, table, year=2020, seed=1, replications=100)
    assert ua.rank[5] == -1
    assert ua.counts[5].sum() == 0
    assert ua.rank_interval()[5].tolist() == [-1, -1]
    assert np.isnan([ua.p_top(3)[5], ua.score[5], ua.scores_mean[5]]).all()
    assert ua.group[5] == ""


def test_when_nobody_is_ranked_it_says_so_of_everybody():
    table = values()
    table.values[:] = np.nan
    ua = uncertainty(index(), table, year=2020, seed=1, replications=10)
    assert (ua.rank == -1).all()
    assert (ua.rank_interval() == -1).all()
    assert np.isnan(ua.p_top(3)).all()


def test_ranks_are_those_of_scores_rounded_as_they_are_published():
    table = data([[50.001], [50.002], [10.0]], ["a"])
    fw = framework(leaf("a"), factors=NOTHING, scale=SCALE, decimals=1)
    ua = uncertainty(fw, table, year=2020, seed=1, replications=10)
    assert ua.counts.tolist() == [[10, 0, 0], [10, 0, 0], [0, 0, 10]]
