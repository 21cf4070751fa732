"""Indices that others publish, by the calls that docs/rules/index.md names."""

import numpy as np
import pytest

from bagana.engines.index import aggregate, framework_from_text, run
from bagana.engines.index.aggregate import combine
from bagana.engines.inequality import atkinson
from tests.engines.index.building import data

HDI = """
code: hdi
title: {mn: Индекс, en: Index}
decimals: 3
missing: {dimension_share: 1, overall_share: 1, impute: none}
treatment: none
scale: {low: 0, high: 1}
groups: {by: ""}
tree:
  code: hdi
  name: {mn: Индекс, en: Index}
  aggregate: geometric
  children:
    - {code: life, name: {mn: Наслалт}, goalposts: {low: 20, high: 85}}
    - code: education
      name: {mn: Боловсрол}
      children:
        - {code: expected, name: {mn: Хүлээгдэх}, goalposts: {low: 0, high: 18}}
        - {code: mean, name: {mn: Дундаж}, goalposts: {low: 0, high: 15}}
    - code: income
      name: {mn: Орлого}
      goalposts: {low: 100, high: 75000, log: true}
"""


def test_the_hdi_adjusted_for_inequality_is_the_tree_over_what_is_left():
    fw = framework_from_text(HDI)
    found = run(fw, data([[70, 13, 9, 10_000]], fw.indicators))
    # Atkinson's measure with an aversion of 1: 1 - geometric mean / mean.
    lives, years, incomes = [40, 70, 80], [4, 8, 12], [2000, 5000, 20_000]
    lost = [atkinson(x, 1.0) for x in (lives, years, incomes)]
    assert lost[2] == pytest.approx(1 - 2e11 ** (1 / 3) / 9000)
    left = 1 - np.array(lost)[[0, 1, 1, 2]]
    adjusted = aggregate(fw.tree, found.normalised * left)["hdi"][0, 0]
    by_hand = found.scores[0, 0] * np.prod(1 - np.array(lost)) ** (1 / 3)
    assert adjusted == pytest.approx(by_hand, abs=1e-12)
    assert adjusted < found.scores[0, 0]


def inequality_of(women, men):
    """UNDP's Gender Inequality Index, step by step, of three dimensions in two rows."""
    thirds = np.full(3, 1 / 3)
    each = combine("geometric", np.array([women, men]), thirds)
    together = combine("harmonic", each, np.full(2, 0.5))
    means = np.array([women, men]).mean(axis=0)
    return 1 - together / combine("geometric", means, thirds)


def test_gender_inequality_is_nought_where_women_and_men_have_the_same():
    assert inequality_of([1, 0.4, 0.6], [1, 0.4, 0.6]) == pytest.approx(0, abs=1e-15)


def test_gender_inequality_by_hand():
    women, men = [0.125, 0.2, 0.4], [1, 0.4, 0.8]
    each = 0.01 ** (1 / 3), 0.32 ** (1 / 3)
    together = 2 / (1 / each[0] + 1 / each[1])
    reference = (0.5625 * 0.3 * 0.6) ** (1 / 3)
    assert inequality_of(women, men) == pytest.approx(1 - together / reference)


TWO = """
code: reached
title: {mn: Зорилт, en: Target}
scale: SCALE
missing: {impute: none}
treatment: none
groups: {by: ""}
tree:
  code: index
  name: {mn: Индекс}
  children:
    - {code: a, name: {mn: А}, target: 50, goalposts: {low: 10, high: 50}}
"""


@pytest.mark.parametrize(
    ("scale", "expected"),
    [
        # COINr's distance to a reference unit: the target is that unit's value.
        ("{method: distance_to_target, low: 0, high: 1}", [0, 0.5, 1, 1.5]),
        # The same, capped: goalposts that end at the target.
        ("{method: minmax, low: 0, high: 1, goalposts: fixed}", [0, 0.5, 1, 1]),
    ],
)
def test_a_distance_to_a_reference_ends_there_or_not(scale, expected):
    fw = framework_from_text(TWO.replace("SCALE", scale))
    found = run(fw, data([[10], [30], [50], [70]], fw.indicators))
    np.testing.assert_allclose(found.scores[0], expected)


def test_winsorising_alone_leaves_what_it_cannot_mend():
    text = TWO.replace("SCALE", "{goalposts: all_years, low: 0, high: 1}")
    text = text.replace(
        "treatment: none", "treatment: {max_points: 1, otherwise: none}"
    )
    fw = framework_from_text(text)
    one = [2, 3, 3, 4, 5, 5, 6, 7, 8, 9, 60]
    found = run(fw, data([[x] for x in one], fw.indicators))
    assert found.treated[0, :, 0].max() == 9
    # Two equal outliers among more units would both have to move.
    more = [*range(1, 40), 900, 900]
    left = run(fw, data([[x] for x in more], fw.indicators))
    assert left.treated[0, :, 0].max() == 900


def test_levels_may_have_different_means_from_a_file():
    text = TWO.replace("SCALE", "{low: 1, high: 100}").replace(
        "    - {code: a, name: {mn: А}, target: 50, goalposts: {low: 10, high: 50}}",
        """    - code: h
      name: {mn: Х}
      aggregate: harmonic
      children:
        - {code: a, name: {mn: А}, goalposts: {low: 0, high: 99}}
        - {code: b, name: {mn: Б}, goalposts: {low: 0, high: 99}}
    - {code: c, name: {mn: В}, goalposts: {low: 0, high: 99}}""",
    )
    fw = framework_from_text(text)
    found = run(fw, data([[19, 79, 49]], fw.indicators))
    # Points 20, 80 and 50: harmonic 32, then (32 + 50) / 2.
    assert found.nodes["h"][0, 0] == pytest.approx(32)
    assert found.scores[0, 0] == pytest.approx(41)
