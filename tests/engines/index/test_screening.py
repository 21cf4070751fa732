"""Who is scored, and why the others are not ranked."""

import numpy as np
import pytest

from bagana.engines.index import Missing, NotRanked, run
from bagana.engines.index.screen import needed_of
from tests.engines.index.building import branch, data, framework, leaf

NAN = np.nan
CODES = ["a", "b", "c", "d", "e"]
FW = framework(
    branch("one", leaf("a"), leaf("b"), leaf("c")),
    branch("two", leaf("d"), leaf("e")),
    missing=Missing(2 / 3, 0.8, "none"),
)


def reasons(*row):
    return run(FW, data([[1, 2, 3, 4, 5], row], CODES)).not_ranked


def test_a_unit_with_two_thirds_of_each_dimension_and_four_fifths_of_all_is_scored():
    assert reasons(1, 2, NAN, 4, 5) == ()


def test_a_dimension_that_is_too_empty_is_named_with_what_is_missing():
    fw_of_missing = Missing(2 / 3, 0.0, "none")
    fw = framework(*FW.tree.children, missing=fw_of_missing)
    result = run(fw, data([[1, 2, 3, 4, 5], [1, NAN, NAN, 4, 5]], CODES))
    assert result.not_ranked == (
        NotRanked("u1", 2020, "dimension", "one", 1, 2, 3, ("b", "c")),
    )


def test_a_unit_can_fail_overall_and_in_a_dimension():
    found = reasons(1, 2, NAN, 4, NAN)
    assert [(r.rule, r.node, r.known, r.needed, r.of) for r in found] == [
        ("overall", "", 3, 4, 5),
        ("dimension", "two", 1, 2, 2),
    ]


def test_a_unit_that_is_not_ranked_has_neither_score_nor_rank():
    result = run(FW, data([[1, 2, 3, 4, 5], [1, NAN, NAN, 4, 5]], CODES))
    assert np.isnan(result.scores[0, 1])
    assert result.ranks.tolist() == [[1, -1]]


def test_a_unit_that_is_not_ranked_sets_no_limits_for_the_others():
    from bagana.engines.index import Scale

    fw = framework(*FW.tree.children, missing=FW.missing, scale=Scale(goalposts="year"))
    rows = [[1, 2, 3, 4, 5], [2, 3, 4, 5, 6]]
    alone = run(fw, data(rows, CODES)).scores[0]
    beside = run(fw, data([*rows, [900, NAN, NAN, NAN, 1]], CODES)).scores[0, :2]
    np.testing.assert_array_equal(alone, beside)


def test_a_unit_of_which_nothing_is_known_is_never_scored():
    fw = framework(leaf("a"), missing=Missing(0, 0, "median"))
    result = run(fw, data([[1], [NAN]], ["a"]))
    assert [reason.rule for reason in result.not_ranked] == ["overall"]
    assert np.isnan(result.scores[0, 1])


def test_completeness_is_of_what_was_known_before_imputation():
    fw = framework(*FW.tree.children, missing=Missing(0, 0, "median"))
    result = run(fw, data([[1, 2, 3, 4, 5], [1, NAN, 3, 4, NAN]], CODES))
    assert result.completeness.tolist() == [[1.0, 0.6]]
    assert result.was_imputed.sum() == 2


@pytest.mark.parametrize(
    ("share", "of", "needed"), [(2 / 3, 3, 2), (2 / 3, 4, 3), (0.8, 5, 4), (0, 7, 0)]
)
def test_a_share_of_a_few_indicators_is_rounded_up(share, of, needed):
    assert needed_of(share, of) == needed
