"""The Human Development Index from UNDP's components: values and ranks as printed."""

import numpy as np
import pytest

from bagana.engines.index import IndexData, framework_from_text, run
from tests.acceptance.index_cases import matrix, needs_cases, rows

pytestmark = needs_cases

HDI = """
code: hdi
title: {mn: Хүний хөгжлийн индекс, en: Human Development Index}
decimals: 3
missing: {dimension_share: 1, overall_share: 1, impute: none}
treatment: null
scale: {low: 0, high: 1}
groups: {by: ""}
tree:
  code: hdi
  name: {mn: Хүний хөгжил, en: Human development}
  aggregate: geometric
  children:
    - code: le
      name: {mn: Дундаж наслалт, en: Life expectancy}
      goalposts: {low: 20, high: 85}
    - code: education
      name: {mn: Боловсрол, en: Education}
      children:
        - code: eys
          name: {mn: Суралцах хүлээгдэж буй жил, en: Expected years of schooling}
          goalposts: {low: 0, high: 18}
        - code: mys
          name: {mn: Суралцсан дундаж жил, en: Mean years of schooling}
          goalposts: {low: 0, high: 15}
    - code: gnipc
      name: {mn: Нэг хүнд ногдох орлого, en: Income per head}
      goalposts: {low: 100, high: 75000, log: true}
"""


@pytest.fixture(scope="module")
def result():
    fw = framework_from_text(HDI)
    table = rows("hdi_2021", "hdi_2021.csv")
    values = matrix(table, [f"{code}_2021" for code in fw.indicators])
    units = tuple(row["iso3"] for row in table)
    return run(fw, IndexData(units, (2021,), fw.indicators, values[None]))


def test_every_value_is_the_printed_one(result):
    printed = matrix(rows("hdi_2021", "hdi_2021.csv"), ["hdi_2021"])[:, 0]
    np.testing.assert_array_equal(result.scores[0].round(3), printed)


def test_every_rank_is_the_printed_one(result):
    printed = matrix(rows("hdi_2021", "hdi_2021.csv"), ["hdi_rank_2021"])[:, 0]
    assert result.ranks[0].tolist() == printed.astype(int).tolist()
    assert len(printed) == 191
