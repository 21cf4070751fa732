"""Shares of the variance: against formulas, published functions and the framework."""

import numpy as np
import pytest
from scipy import stats

from bagana.engines.index import Factors, IndexRefused, Missing, Scale
from bagana.engines.index.draws import Stream, generator
from bagana.engines.index.sensitivity import analyse, indices, sensitivity
from bagana.engines.index.uncertainty import Stopped
from tests.engines.index.building import branch, data, framework, leaf


def ishigami(u):
    x = np.pi * (2 * u - 1)
    return (
        np.sin(x[:, 0])
        + 7 * np.sin(x[:, 1]) ** 2
        + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])
    )


def test_the_ishigami_function_has_its_published_indices():
    found = analyse(ishigami, 3, 2**13, seed=1)
    assert np.abs(found.first - [0.3139, 0.4424, 0.0]).max() < 0.01
    assert np.abs(found.total - [0.5576, 0.4424, 0.2437]).max() < 0.01
    assert (found.total_low <= found.total).all()
    assert (found.total <= found.total_high).all()


def test_totals_are_those_of_scipy_on_the_same_rows():
    n, d = 256, 3
    rows = np.random.default_rng(2).random((n, 2 * d))
    one, two = rows[:, :d], rows[:, d:]
    mixed = np.stack([np.where(np.arange(d) == i, two, one) for i in range(d)])
    a, b = ishigami(one), ishigami(two)
    ab = np.stack([ishigami(part) for part in mixed])
    ours = indices(a, b, ab, np.random.default_rng(1))
    theirs = stats.sobol_indices(
        func={"f_A": a[None], "f_B": b[None], "f_AB": ab[:, None]}, n=n
    )
    # Theirs divide by 2N where ours divide by 2N - 1.
    ratio = (2 * n - 1) / (2 * n)
    assert ours.total * 1 / ratio == pytest.approx(theirs.total_order.ravel())


def test_indices_are_those_of_the_formulas():
    a, b = np.array([1.0, 4.0, 2.0]), np.array([3.0, 0.0, 5.0])
    ab = np.array([[2.0, 4.0, 3.0]])
    found = indices(a, b, ab, np.random.default_rng(1))
    variance = np.var([1, 4, 2, 3, 0, 5], ddof=1)
    assert found.variance == pytest.approx(variance)
    assert found.total[0] == pytest.approx(2 / 6 / variance)
    assert found.first[0] == pytest.approx(((3 - 2.5) + (5 - 2.5)) / 3 / variance)
    raw = indices(a, b, ab, np.random.default_rng(1), centred=False)
    assert raw.first[0] == pytest.approx((3 + 5) / 3 / variance)


def test_adding_a_number_to_everything_changes_nothing_but_the_mean():
    rng = np.random.default_rng(3)
    a, b, ab = rng.normal(size=50), rng.normal(size=50), rng.normal(size=(2, 50))
    one = indices(a, b, ab, generator(1, Stream.BOOTSTRAP))
    two = indices(a + 1e3, b + 1e3, ab + 1e3, generator(1, Stream.BOOTSTRAP))
    assert two.first == pytest.approx(one.first, abs=1e-9)
    assert two.total_high == pytest.approx(one.total_high, abs=1e-9)
    assert two.mean == pytest.approx(one.mean + 1e3)


def test_where_nothing_varies_there_is_nothing_to_share_out():
    same = np.full(20, 0.1)
    found = indices(same, same, np.full((2, 20), 0.1), np.random.default_rng(1))
    assert np.isnan(found.first).all()
    assert np.isnan(found.total_high).all()


def world(factors, units=40):
    rng = np.random.default_rng(6)
    table = data(
        rng.uniform(5, 95, (units, 4)),
        list("abcd"),
        groups=[f"g{v % 2}" for v in range(units)],
        se=np.full((1, units, 4), 8.0),
    )
    noise = "normal" if factors.sampling else "none"
    fw = framework(
        branch("one", leaf("a", noise=noise), leaf("b")),
        branch("two", leaf("c"), leaf("d")),
        means="geometric",
        scale=Scale(low=1.0),
        factors=factors,
    )
    return fw, table


FOUR = Factors(concentration=40.0, sampling=True, leave_one_out=True)


def test_it_tells_a_share_for_each_factor_that_is_drawn():
    fw, table = world(FOUR)
    found = sensitivity(fw, table, year=2020, n=300, seed=1)
    assert found.factors == ("weights", "aggregate", "sampling", "leave_one_out")
    assert found.evaluations == 300 * 6
    for target in (found.shift, found.membership):
        assert (target.total > -1e-12).all()
        assert (target.total_low <= target.total_high).all()
        assert target.variance > 0
    # Leaving out one indicator of four moves more than the mean that is chosen.
    assert found.shift.total[3] > found.shift.total[1]


def test_a_factor_alone_has_the_whole_variance():
    alone = Factors(concentration=40.0, aggregates=(), sampling=False)
    fw, table = world(alone)
    found = sensitivity(fw, table, year=2020, n=512, seed=1)
    assert found.factors == ("weights",)
    assert found.shift.total[0] == pytest.approx(1, abs=0.15)
    assert found.shift.first[0] == pytest.approx(1, abs=0.15)


def test_the_same_seed_gives_the_same_indices():
    fw, table = world(FOUR)
    one, two = (sensitivity(fw, table, year=2020, n=64, seed=9) for _ in range(2))
    assert one.shift.total.tobytes() == two.shift.total.tobytes()
    assert one.membership.first_low.tobytes() == two.membership.first_low.tobytes()


def test_it_tells_how_far_it_is_and_stops_when_asked():
    fw, table = world(FOUR)
    told = []
    sensitivity(fw, table, year=2020, n=300, seed=1, progress=lambda *x: told.append(x))
    assert told == [(256, 300), (300, 300)]
    with pytest.raises(Stopped):
        sensitivity(fw, table, year=2020, n=300, seed=1, stop=lambda: True)


def test_when_nobody_is_ranked_it_refuses():
    fw, table = world(Factors(sampling=False))
    table.values[:] = np.nan
    with pytest.raises(IndexRefused, match="Nobody is ranked"):
        sensitivity(fw, table, year=2020, n=8, seed=1)


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"scales": (Scale(low=1.0), Scale("zscore", floor=0.01))}, "scale"),
        ({"imputation": True}, "imputation"),
    ],
)
def test_other_factors_have_their_share_too(changes, name):
    fw, table = world(
        Factors(concentration=None, aggregates=(), sampling=False, **changes)
    )
    if name == "imputation":
        table.values[0, :20:4, 0] = np.nan
    fw = framework(
        *fw.tree.children,
        means="geometric",
        factors=fw.factors,
        scale=fw.scale,
        missing=Missing(0, 0, "hot_deck"),
    )
    found = sensitivity(fw, table, year=2020, n=64, seed=1)
    assert found.factors == (name,)
    assert found.shift.variance > 0
