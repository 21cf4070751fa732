"""ASEM over five years: treated in each, normalised over all, to 1e-9."""

import numpy as np
import pytest

from bagana.engines.index import Groups, IndexData, Missing, Scale, Treatment, run
from tests.acceptance.index_cases import (
    asem,
    asem_tree,
    matrix,
    needs_cases,
    rows,
    without_denominators,
)

pytestmark = needs_cases

YEARS = ("2018", "2019", "2020", "2021", "2022")


@pytest.fixture(scope="module")
def result():
    raw = {(r["Time"], r["uCode"]): r for r in rows("asem_panel", "iData_panel.csv")}
    units = tuple(sorted({unit for _, unit in raw}))
    fw = asem(
        without_denominators(asem_tree()),
        missing=Missing(0, 0.9, "none"),
        treatment=Treatment(max_share=0, years="year"),
        scale=Scale("minmax", 0, 100, "all_years"),
        groups=Groups(by=""),
    )
    values = [matrix([raw[y, unit] for unit in units], fw.indicators) for y in YEARS]
    years = tuple(map(int, YEARS))
    return run(fw, IndexData(units, years, fw.indicators, np.array(values)))


def cells(result, array, published):
    """Our rows of the units and years that are published."""
    at = [
        (result.years.index(int(row["Time"])), result.units.index(row["uCode"]))
        for row in published
    ]
    return np.array([array[t, v] for t, v in at])


@pytest.mark.parametrize("step", ["treated", "normalised"])
def test_each_step_is_the_published_one(result, step):
    published = rows("asem_panel", f"exp_{step.title()}.csv")
    found = cells(result, getattr(result, step), published)
    expected = matrix(published, result.indicators)
    np.testing.assert_allclose(found, expected, rtol=0, atol=1e-9)


def test_each_branch_is_the_published_one(result):
    published = rows("asem_panel", "exp_Aggregated.csv")
    for code, scores in result.nodes.items():
        found = cells(result, scores, published)
        expected = matrix(published, [code])[:, 0]
        np.testing.assert_allclose(found, expected, rtol=0, atol=1e-9)


def test_the_same_units_are_left_out(result):
    published = {row["uCode"] for row in rows("asem_panel", "exp_Screened.csv")}
    left_out = {reason.unit for reason in result.not_ranked}
    assert left_out == set(result.units) - published
