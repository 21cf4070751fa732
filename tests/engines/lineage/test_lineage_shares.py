"""What the shares of a change must hold."""

from datetime import date
from fractions import Fraction

import pytest

from bagana.engines.lineage import (
    Edge,
    FaultKind,
    LineageError,
    check_shares,
    share_faults,
    shares_from_counts,
    transfer_matrix,
)

DAY = date(2019, 1, 1)


def edge(source, target, change_id=1, **shares):
    return Edge(change_id, DAY, source, target, shares)


def test_it_accepts_exact_and_rounded_shares():
    thirds = [edge("A", t, households=Fraction(1, 3)) for t in "BCD"]
    rounded = [edge("E", t, population=0.333333) for t in "FGH"]
    assert share_faults([*thirds, *rounded]) == []


def test_it_scales_rounded_shares_to_one():
    rounded = [edge("E", t, population=0.333333) for t in "FGH"]
    matrix = transfer_matrix(rounded, date(2018, 1, 1), date(2020, 1, 1), "population")
    assert matrix.shares.sum() == pytest.approx(1, abs=1e-15)


def test_it_names_change_source_measure_and_sum():
    edges = [edge("A", "A", 7, area=0.6), edge("A", "B", 7, area=0.5)]
    with pytest.raises(LineageError) as error:
        check_shares(edges)
    fault = error.value.fault
    assert fault.kind is FaultKind.SUM_NOT_ONE
    assert (fault.change_id, fault.source, fault.measure) == (7, "A", "area")
    assert fault.total == pytest.approx(1.1)
    for word in ("7", "A", "area", "1.1"):
        assert word in str(error.value)


def test_it_refuses_a_whole_that_is_not_given_whole():
    assert share_faults([edge("A", "C", households=0.9)])[0].total == 0.9


@pytest.mark.parametrize("share", [-0.1, float("nan")])
def test_it_refuses_what_is_not_a_share(share):
    edges = [edge("A", "A", area=1.1), edge("A", "B", area=share)]
    assert share_faults(edges)[0].kind is FaultKind.NOT_A_SHARE


def test_it_refuses_an_infinite_share():
    fault = share_faults([edge("A", "A", area=float("inf"))])[0]
    assert fault.kind is FaultKind.SUM_NOT_ONE
    assert fault.total is None


def test_it_refuses_a_measure_given_for_some_targets_only():
    edges = [edge("A", "A", area=1.0), edge("A", "B")]
    assert share_faults(edges)[0].kind is FaultKind.INCOMPLETE


def test_it_refuses_one_target_twice():
    edges = [edge("A", "B", area=0.5), edge("A", "B", area=0.5)]
    assert share_faults(edges)[0].kind is FaultKind.DUPLICATE_TARGET


def test_the_same_source_may_change_twice():
    first = [edge("A", "A", 1, area=0.5), edge("A", "B", 1, area=0.5)]
    second = [edge("A", "A", 2, area=0.5), edge("A", "C", 2, area=0.5)]
    assert share_faults([*first, *second]) == []


def test_it_turns_counts_into_exact_shares():
    shares = shares_from_counts({"433155": 644, "433157": 670})
    assert shares == {"433155": Fraction(322, 657), "433157": Fraction(335, 657)}


def test_nothing_counted_gives_no_shares():
    assert shares_from_counts({"A": 0, "B": 0}) == {}


def test_it_refuses_a_count_below_zero():
    with pytest.raises(ValueError, match="below zero"):
        shares_from_counts({"A": -1, "B": 2})
