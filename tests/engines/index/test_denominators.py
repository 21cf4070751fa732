"""Values over their denominators; what cannot be divided is missing, not nought."""

import numpy as np

from bagana.engines.index import run
from tests.engines.index.building import data, framework, leaf

FW = framework(leaf("deaths", denominator="people", direction=-1), leaf("plain"))


def divided(people, **settings):
    table = data(
        [[4, 50], [6, 60], [8, 70]],
        ["deaths", "plain"],
        extra={"people": np.array([people], dtype=float)},
    )
    return run(FW, table, **settings)


def test_it_divides_by_the_column_that_is_named():
    result = divided([2, 3, 16])
    assert result.denominated[0, :, 0].tolist() == [2, 2, 0.5]
    assert result.denominated[0, :, 1].tolist() == [50, 60, 70]


def test_a_denominator_of_nought_makes_the_value_missing():
    result = divided([2, 0, 16])
    assert np.isnan(result.denominated[0, 1, 0])
    assert np.isnan(result.normalised[0, 1, 0])


def test_the_audit_says_what_divided_and_what_could_not():
    changes = [c for c in divided([2, 0, np.nan]).audit if c.step == "denominate"]
    assert [(c.unit, c.before, c.rule) for c in changes] == [
        ("u0", 4.0, "divided_by:people"),
        ("u1", 6.0, "zero_denominator"),
        ("u2", 8.0, "no_denominator"),
    ]
    assert changes[0].after == 2.0
    assert np.isnan(changes[1].after)


def test_a_denominator_that_is_not_there_makes_all_missing():
    result = run(FW, data([[4, 50], [6, 60]], ["deaths", "plain"]))
    assert np.isnan(result.denominated[0, :, 0]).all()


def test_an_indicator_that_is_not_there_is_missing_everywhere():
    result = run(FW, data([[50], [60]], ["plain"]))
    assert np.isnan(result.denominated[0, :, 0]).all()
    assert result.denominated[0, :, 1].tolist() == [50, 60]


def test_an_indicator_of_a_fixed_year_has_that_years_value_in_every_year():
    fw = framework(leaf("census", year=2020), leaf("plain"))
    table = data(
        [[[7, 1]], [[np.nan, 2]], [[9, 3]]],
        ["census", "plain"],
        years=[2020, 2021, 2022],
    )
    result = run(fw, table)
    assert result.denominated[:, 0, 0].tolist() == [7, 7, 7]
    assert result.denominated[:, 0, 1].tolist() == [1, 2, 3]


def test_a_fixed_year_that_the_data_lack_makes_all_missing():
    fw = framework(leaf("census", year=2010), leaf("plain"))
    result = run(fw, data([[7, 1]], ["census", "plain"]))
    assert np.isnan(result.denominated[0, 0, 0])
