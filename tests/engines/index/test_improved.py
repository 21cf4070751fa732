"""Whether a unit rose: the same method in both years, each year's own errors."""

from dataclasses import replace

import numpy as np
import pytest

from bagana.engines.index import Factors, Missing, Scale
from bagana.engines.index.uncertainty import Stopped, improved, uncertainty
from bagana.engines.index.uncertainty.blocks import draw
from bagana.engines.index.uncertainty.plan import prepare
from tests.engines.index.building import data, framework, leaf

METHOD = Factors(
    concentration=10.0, aggregates=("geometric", "arithmetic"), sampling=False
)
SAMPLING = Factors(concentration=None, aggregates=(), sampling=True)
SCALE = Scale(low=1.0)


def index(factors=METHOD, **settings):
    noise = "normal" if factors.sampling else "none"
    children = [leaf(c, noise=noise) for c in "ab"]
    return framework(*children, factors=factors, scale=SCALE, **settings)


def panel(before, after, **settings):
    return data([before, after], ["a", "b"], years=[2020, 2021], **settings)


def rose(fw, table, **settings):
    return improved(fw, table, years=(2020, 2021), seed=1, **settings)


def test_who_rises_in_everything_rises_under_every_method():
    table = panel([[10, 80], [50, 20], [40, 40]], [[11, 81], [49, 19], [90, 1]])
    found = rose(index(), table, replications=400)
    assert found[:2].tolist() == [1.0, 0.0]
    assert 0 < found[2] < 1


def test_who_stays_the_same_has_not_improved():
    same = [[10, 80], [50, 20]]
    assert rose(index(), panel(same, same), replications=100).tolist() == [0.0, 0.0]


def test_both_years_are_under_the_same_weights_and_means():
    table = panel([[10, 80], [50, 20]], [[11, 81], [49, 19]])
    one, two = (
        draw(prepare(index(), table, year=year, seed=3), 0) for year in (2020, 2021)
    )
    assert (one.weights["index"] == two.weights["index"]).all()
    assert (one.mean == two.mean).all()


def test_the_errors_of_two_years_do_not_cancel_each_other():
    rng = np.random.default_rng(1)
    true = rng.uniform(30, 70, (200, 2))
    seen = true + rng.normal(0, 5, (2, 200, 2))
    table = panel(seen[0], seen[1], se=np.full((2, 200, 2), 5.0))
    found = rose(index(SAMPLING), table, replications=300)
    # Nothing changed: a unit that seems to have risen is rarely sure of it.
    assert (found > 0.95).mean() < 0.05
    assert (found < 0.05).mean() < 0.05
    assert found.mean() == pytest.approx(0.5, abs=0.05)


def fixed(noise="normal", factors=SAMPLING, **settings):
    """An indicator of 2020 in both years beside one of each year without error."""
    children = [leaf("a", noise=noise, year=2020), leaf("b")]
    return framework(*children, factors=factors, scale=SCALE, **settings)


def test_the_error_of_a_figure_that_stands_in_both_years_is_one_error():
    table = panel(
        [[50, 40], [50, 40], [52, 40], [30, 40], [60, 40]],
        [[1, 41], [1, 40], [1, 39], [1, 41], [1, 39]],
        se=np.full((2, 5, 2), 20.0),
    )
    found = rose(fixed(), table, replications=300)
    # The figure of 2020 moved nobody: only what changed decides, and for certain.
    assert found.tolist() == [1.0, 0.0, 0.0, 1.0, 0.0]


def test_so_it_is_where_others_are_ranked_in_the_other_year():
    table = panel(
        [[50, None], [50, 40], [52, 40], [30, 40], [60, 40], [55, 40], [45, 40]],
        [[50, 40], [50, 41], [52, 41], [30, 41], [60, 41], [55, 41], [45, 41]],
        se=np.full((2, 7, 2), 5.0),
    )
    fw = fixed(missing=Missing(0, 1, "none"))
    plans = [prepare(fw, table, year=year, seed=1) for year in (2020, 2021)]
    assert [plan.units.size for plan in plans] == [6, 7]
    one, two = (draw(plan, 0).points[0] for plan in plans)
    assert (one == two[:, 1:]).all()
    assert (rose(fw, table, replications=300)[1:] > 0.9).all()


def test_a_lent_figure_that_stands_in_both_years_is_lent_once():
    before = [[None, 40], [20, 40], [50, 40], [80, 40], [90, 40]]
    table = panel(before, [[a, 41] for a, _ in before])
    factors = replace(METHOD, concentration=None, aggregates=(), imputation=True)
    fw = fixed("none", factors, missing=Missing(0, 0.5, "group_median"))
    assert rose(fw, table, replications=300).tolist() == [1.0] * 5


def test_who_has_no_score_in_a_year_is_not_compared():
    table = panel([[10, 80], [None, None], [4, 4]], [[11, 81], [5, 5], [None, None]])
    fw = index(missing=Missing(0, 0.5, "none"))
    found = rose(fw, table, replications=50)
    assert found[0] == 1.0
    assert np.isnan(found[1:]).all()


def test_it_repeats_itself_tells_how_far_it_is_and_stops():
    table = panel([[10, 80], [50, 20], [40, 40]], [[11, 81], [49, 19], [90, 1]])
    told = []
    one = rose(index(), table, replications=300, progress=lambda *n: told.append(n))
    assert one.tobytes() == rose(index(), table, replications=300).tobytes()
    assert told == [(256, 300), (300, 300)]
    with pytest.raises(Stopped):
        rose(index(), table, replications=300, stop=lambda: True)


def test_a_year_s_uncertainty_does_not_depend_on_what_follows_it():
    before = [[10, 80], [50, 20], [40, 40]]
    fw = replace(index(), replications=200)
    alone = data([before], ["a", "b"], years=[2020])
    both = panel(before, [[90, 9], [1, 1], [5, 5]])
    one, two = (uncertainty(fw, table, year=2020, seed=1) for table in (alone, both))
    assert (one.counts == two.counts).all()
