"""Where units lie in the units of another date."""

from datetime import date

import numpy as np
import pytest

from bagana.engines.lineage import Edge, compose, transfer_matrix, unplaced

OLD, NEW = date(2018, 6, 5), date(2026, 1, 1)


def edges(change_id, year, *moves, measure="population"):
    day = date(year, 1, 1)
    return [Edge(change_id, day, s, t, {measure: x}) for s, t, x in moves]


SPLIT = edges(1, 2019, ("A", "A", 0.6), ("A", "B", 0.4))
MERGE = edges(2, 2020, ("B", "C", 1), ("D", "C", 1))
TRANSFER = edges(3, 2021, ("A", "A", 0.9), ("A", "C", 0.1), ("C", "C", 1))


def as_dict(matrix):
    return {unit: dict(matrix.parts(unit)) for unit in matrix.units_to}


def test_nothing_changes_when_there_are_no_changes():
    matrix = transfer_matrix([], OLD, NEW, "population", units=["B", "A"])
    assert matrix.units_from == matrix.units_to == ("A", "B")
    assert np.array_equal(matrix.shares, np.eye(2))


def test_a_split_shares_its_source():
    assert as_dict(transfer_matrix(SPLIT, OLD, NEW, "population")) == {
        "A": {"A": 0.6},
        "B": {"A": 0.4},
    }


def test_changes_follow_one_another():
    chain = [*TRANSFER, *MERGE, *SPLIT]
    matrix = transfer_matrix(chain, OLD, NEW, "population")
    assert matrix.units_from == ("A", "D")
    assert as_dict(matrix)["A"] == pytest.approx({"A": 0.54})
    assert as_dict(matrix)["C"] == pytest.approx({"A": 0.46, "D": 1})


def test_changes_of_one_day_follow_their_ids():
    second = edges(9, 2019, ("B", "E", 1))
    matrix = transfer_matrix([*second, *SPLIT], OLD, NEW, "population")
    assert as_dict(matrix) == {"A": {"A": 0.6}, "E": {"A": 0.4}}


@pytest.mark.parametrize(
    ("start", "end", "units"),
    [
        (date(2018, 12, 31), date(2019, 1, 1), ("A", "B")),
        (date(2019, 1, 1), date(2019, 12, 31), ()),
    ],
)
def test_a_change_counts_from_its_first_day(start, end, units):
    assert transfer_matrix(SPLIT, start, end, "population").units_to == units


def test_backwards_a_split_adds_up_again():
    matrix = transfer_matrix(SPLIT, NEW, OLD, "population")
    assert as_dict(matrix) == {"A": {"A": 1, "B": 1}}


def test_backwards_a_merger_is_shared_by_the_last_known_values():
    basis = {"B": 100, "D": 300}
    matrix = transfer_matrix(MERGE, NEW, OLD, "population", basis=basis)
    assert as_dict(matrix) == {"B": {"C": 0.25}, "D": {"C": 0.75}}


def test_backwards_a_transfer_weighs_the_part_that_moved():
    basis = {"A": 1000, "C": 300}
    matrix = transfer_matrix(TRANSFER, NEW, OLD, "population", basis=basis)
    assert as_dict(matrix)["A"] == {"A": 1, "C": 0.25}
    assert as_dict(matrix)["C"] == {"C": 0.75}


@pytest.mark.parametrize(
    "basis", [None, {"B": 1}, {"B": 1, "D": None}, {"B": 0, "D": 0}]
)
def test_without_a_basis_the_share_is_unknown_and_not_zero(basis):
    matrix = transfer_matrix(MERGE, NEW, OLD, "population", basis=basis)
    assert np.isnan(matrix.shares).all()
    assert matrix.links.all()


def test_a_part_without_people_needs_no_basis():
    moved = edges(1, 2019, ("A", "A", 1), ("A", "C", 0), ("C", "C", 1))
    matrix = transfer_matrix(moved, NEW, OLD, "population")
    assert as_dict(matrix)["C"] == {"C": 1}


def test_a_unit_of_no_people_still_knows_its_only_predecessor():
    opened = edges(1, 2019, ("A", "A", 1), ("A", "B", 0))
    matrix = transfer_matrix(opened, NEW, OLD, "population")
    assert as_dict(matrix) == {"A": {"A": 1, "B": 1}}


def test_a_measure_without_shares_is_unknown():
    matrix = transfer_matrix(SPLIT, OLD, NEW, "livestock")
    assert np.isnan(matrix.shares).all()


def test_unknown_shares_that_meet_again_are_the_whole():
    again = edges(2, 2020, ("A", "Z", 1), ("B", "Z", 1))
    matrix = transfer_matrix([*SPLIT, *again], OLD, NEW, "livestock")
    assert as_dict(matrix) == {"Z": {"A": 1}}


def test_a_receiver_that_is_no_source_keeps_itself():
    moved = edges(1, 2019, ("A", "A", 0.9), ("A", "B", 0.1))
    matrix = transfer_matrix(moved, OLD, NEW, "population", units=["A", "B"])
    assert as_dict(matrix)["B"] == {"A": 0.1, "B": 1}


def test_it_names_the_units_that_cannot_hold_a_value_yet():
    matrix = transfer_matrix(SPLIT, OLD, NEW, "population")
    assert unplaced(matrix, ["A", "B", "elsewhere"]) == ("B",)


def test_two_spans_make_one():
    middle = date(2019, 6, 1)
    chain = [*SPLIT, *MERGE, *TRANSFER]
    first = transfer_matrix(chain, OLD, middle, "population")
    second = transfer_matrix(chain, middle, NEW, "population")
    assert as_dict(compose(first, second)) == {
        unit: pytest.approx(parts)
        for unit, parts in as_dict(
            transfer_matrix(chain, OLD, NEW, "population")
        ).items()
    }


def test_it_refuses_a_measure_it_does_not_know():
    with pytest.raises(ValueError, match="money"):
        transfer_matrix(SPLIT, OLD, NEW, "money")


def test_it_refuses_a_basis_below_zero():
    with pytest.raises(ValueError, match="below zero"):
        transfer_matrix(MERGE, NEW, OLD, "population", basis={"B": -1, "D": 2})
