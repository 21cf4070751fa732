"""The score of a year equals a plain recount, and its parts add up to it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bagana.people.measures import mean_scores
from bagana.people.performance_score import on_scale, parts, total

scores = st.none() | st.floats(0, 100)
criteria = st.lists(st.tuples(st.integers(1, 100), scores), max_size=6)
FEW = settings(max_examples=40, deadline=None)


def given_by(rows):
    weights = {key: float(weight) for key, (weight, _score) in enumerate(rows)}
    known = {key: score for key, (_w, score) in enumerate(rows) if score is not None}
    return weights, known


@FEW
@given(criteria)
def test_the_score_equals_a_plain_recount(rows):
    """Each criterion is laid out as many times as it weighs, then averaged."""
    weights, known = given_by(rows)
    laid = [
        score for weight, score in rows if score is not None for _n in range(weight)
    ]
    found = total(weights, known)
    if not laid:
        assert found.score is None
        assert found.covered == 0
        return
    assert found.score == pytest.approx(sum(laid) / len(laid))
    whole = sum(weight for weight, _score in rows)
    assert found.covered == pytest.approx(100 * len(laid) / whole)


@FEW
@given(criteria)
def test_parts_add_up_to_the_score(rows):
    weights, known = given_by(rows)
    found, worked = total(weights, known), parts(weights, known)
    assert set(worked) == set(known)
    if worked:
        assert sum(one.points for one in worked.values()) == pytest.approx(found.score)
        assert sum(one.share for one in worked.values()) == pytest.approx(100)


@FEW
@given(criteria, st.integers(2, 50))
def test_the_unit_of_weight_does_not_matter(rows, times):
    weights, known = given_by(rows)
    many = {key: weight * times for key, weight in weights.items()}
    assert total(many, known).score == pytest.approx(total(weights, known).score)


@pytest.mark.parametrize(
    ("value", "worst", "best", "score"),
    [(4, 1, 5, 75), (0, 1, 5, 0), (6, 1, 5, 100), (10, 40, 0, 75), (50, 40, 0, 0)],
)
def test_a_figure_is_scored_on_its_scale_and_held_at_both_ends(
    value, worst, best, score
):
    assert on_scale(value, worst, best) == score


tree = st.dictionaries(
    st.sampled_from(["1101", "1102", "1103", "1201", "1202"]),
    st.lists(st.floats(0, 100), max_size=8),
    max_size=5,
)


def laid_out(tree):
    """Every agreement under its bag, its sum and the aimag."""
    told = {}
    rows = [(bag, score) for bag, scores in tree.items() for score in scores]
    for key, (bag, score) in enumerate(rows):
        for code in ("1", bag[:2], bag):
            told.setdefault(code, {})[key] = score
    return told


@FEW
@given(tree)
def test_no_mean_tells_of_fewer_than_five_nor_by_subtraction(tree):
    told = laid_out(tree)
    found = mean_scores(told)
    for code, value in found.items():
        own = told[code]
        if value is None:
            continue
        assert len(own) >= 5
        assert value == pytest.approx(sum(own.values()) / len(own))
        inside = [one for one in found if one.startswith(code) and one != code]
        known = {key for one in inside if found[one] is not None for key in told[one]}
        left = len(own) - len(known)
        assert left == 0 or left >= 5


def test_a_sum_is_not_subtracted_out_of_its_aimag():
    told = laid_out({"1101": [60.0] * 5, "1201": [10.0]})
    assert mean_scores(told) == {
        "1101": 60,
        "11": 60,
        "1201": None,
        "12": None,
        "1": None,
    }


def test_a_scale_has_two_ends():
    with pytest.raises(ValueError, match="alike"):
        on_scale(1, 2, 2)
