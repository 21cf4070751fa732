"""Values shown in the units of another date."""

from datetime import date

import pytest

from bagana.engines.lineage import (
    Cell,
    Edge,
    NotRecastable,
    Part,
    Ratio,
    RuleKey,
    Sum,
    WeightedMean,
    recast,
    transfer_matrix,
)

OLD, NEW = date(2018, 6, 5), date(2026, 1, 1)
DAY = date(2019, 1, 1)
SHARES = {
    "A": {"population": 0.6, "households": 0.5},
    "B": {"population": 0.4, "households": 0.5},
}
SPLIT = [Edge(1, DAY, "A", target, shares) for target, shares in SHARES.items()]
MERGE = [Edge(1, DAY, source, "C", {"population": 1}) for source in "AB"]


def forward(edges, measure="population"):
    return transfer_matrix(edges, OLD, NEW, measure)


def backward(edges, **basis):
    return transfer_matrix(edges, NEW, OLD, "population", basis=basis)


def cells(**values):
    return {unit: Cell(value) for unit, value in values.items()}


def test_a_split_is_estimated_and_shows_its_part():
    result = recast(cells(A=1000.0), Sum(forward(SPLIT)))
    assert result["B"].value == 400
    assert result["B"].estimated
    assert not result["B"].exact
    assert result["B"].parts == (Part("A", 0.4),)
    assert result["B"].rule is RuleKey.SUM_OF_SHARES


def test_a_merger_is_an_exact_sum():
    cell = recast(cells(A=10.0, B=5.0), Sum(forward(MERGE)))["C"]
    assert (cell.value, cell.exact, cell.estimated) == (15, True, False)
    assert cell.rule is RuleKey.SUM_OF_WHOLES


def test_a_sum_with_a_missing_part_is_missing():
    cell = recast(cells(A=10.0, B=None), Sum(forward(MERGE)))["C"]
    assert cell.value is None
    assert cell.missing == ("B",)
    assert not cell.exact
    assert not cell.estimated


def test_a_unit_without_a_cell_is_missing_and_not_zero():
    assert recast(cells(A=10.0), Sum(forward(MERGE)))["C"].missing == ("B",)


def test_a_zero_is_a_value():
    assert recast(cells(A=0.0, B=0.0), Sum(forward(MERGE)))["C"].value == 0


def test_a_unit_no_change_touched_keeps_its_value():
    cell = recast(cells(A=1.0, Z=7.5), Sum(forward(SPLIT)))["Z"]
    assert (cell.value, cell.exact, cell.rule) == (7.5, True, RuleKey.UNCHANGED)


def test_a_renumbered_unit_keeps_even_what_cannot_be_recast():
    renumbered = [Edge(1, DAY, "A", "A2", {})]
    cell = recast(cells(A=3.0), NotRecastable(forward(renumbered)))["A2"]
    assert (cell.value, cell.exact) == (3, True)


def test_backwards_a_merger_is_apportioned_by_the_basis():
    result = recast(cells(C=100.0), Sum(backward(MERGE, A=30, B=10)))
    assert result["A"].value == 75
    assert result["B"].estimated


def test_backwards_without_a_basis_nothing_is_known():
    result = recast(cells(C=100.0), Sum(backward(MERGE)))
    assert result["A"].value is None
    assert result["A"].missing == ("C",)
    assert result["A"].parts == (Part("C", None),)


def test_backwards_a_split_is_exact():
    cell = recast(cells(A=60.0, B=41.0), Sum(backward(SPLIT)))["A"]
    assert (cell.value, cell.exact) == (101, True)


def test_a_mean_is_weighted_by_the_other_series():
    rule = WeightedMean(forward(MERGE), {"A": 30.0, "B": 10.0})
    cell = recast(cells(A=2.0, B=6.0), rule)["C"]
    assert (cell.value, cell.exact) == (3, True)


def test_a_mean_of_one_part_needs_no_weight():
    cell = recast(cells(A=2.0), WeightedMean(forward(SPLIT), {}))["B"]
    assert (cell.value, cell.estimated) == (2, True)


@pytest.mark.parametrize("weights", [{"A": 1.0}, {"A": 1.0, "B": None}])
def test_a_mean_without_a_weight_is_missing(weights):
    cell = recast(cells(A=2.0, B=6.0), WeightedMean(forward(MERGE), weights))["C"]
    assert cell.value is None
    assert cell.missing == ("B",)


def test_a_mean_over_nobody_is_missing():
    rule = WeightedMean(forward(MERGE), {"A": 0.0, "B": 0.0})
    assert recast(cells(A=2.0, B=6.0), rule)["C"].value is None


def test_a_ratio_comes_from_its_parts():
    values = {"A": Cell(25.0, 50, 200), "B": Cell(50.0, 50, 100)}
    matrix = forward(MERGE)
    cell = recast(values, Ratio(matrix, matrix, factor=100))["C"]
    assert cell.value == pytest.approx(100 * 100 / 300)
    assert cell.exact


def test_the_parts_of_a_ratio_have_their_own_measures():
    values = {"A": Cell(2.0, 1000, 500)}
    rule = Ratio(forward(SPLIT, "population"), forward(SPLIT, "households"))
    cell = recast(values, rule)["A"]
    assert cell.value == pytest.approx(600 / 250)
    assert cell.parts == (Part("A", 0.6),)
    assert cell.denominator_parts == (Part("A", 0.5),)
    assert cell.estimated


@pytest.mark.parametrize("denominator", [0.0, None])
def test_a_ratio_without_a_denominator_is_missing(denominator):
    values = {"A": Cell(None, 1, denominator), "B": Cell(None, 1, 0)}
    matrix = forward(MERGE)
    assert recast(values, Ratio(matrix, matrix))["C"].value is None


def test_a_ratio_of_an_unchanged_unit_needs_no_parts():
    matrix = forward(SPLIT)
    cell = recast({"Z": Cell(42.0)}, Ratio(matrix, matrix))["Z"]
    assert (cell.value, cell.rule) == (42, RuleKey.UNCHANGED)


def test_what_cannot_be_recast_is_missing():
    cell = recast(cells(A=3.0), NotRecastable(forward(SPLIT)))["B"]
    assert (cell.value, cell.rule) == (None, RuleKey.NOT_RECASTABLE)


def test_only_the_wanted_units_are_shown():
    assert list(recast(cells(A=1.0), Sum(forward(SPLIT)), targets=["B"])) == ["B"]


def test_a_unit_that_is_gone_has_no_value():
    gone = recast(cells(A=1.0, B=2.0), Sum(forward(MERGE)), targets=["A"])["A"]
    assert (gone.value, gone.rule) == (None, RuleKey.NO_PREDECESSOR)


def test_it_refuses_a_value_that_is_no_number():
    with pytest.raises(ValueError, match="finite"):
        recast(cells(A=float("nan")), Sum(forward(SPLIT)))


def test_it_refuses_a_weight_below_zero():
    with pytest.raises(ValueError, match="below zero"):
        recast(cells(A=1.0), WeightedMean(forward(SPLIT), {"A": -1.0}))


def test_it_refuses_a_ratio_of_different_units():
    with pytest.raises(ValueError, match="different units"):
        Ratio(forward(SPLIT), forward(MERGE))
