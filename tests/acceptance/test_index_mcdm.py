"""Worked examples of other ranking and weighting methods, to their printed digits."""

import json

import numpy as np
import pytest

from bagana.engines.index import mcdm, rank_within
from tests.acceptance.index_cases import CASES, needs_cases

pytestmark = needs_cases


def case(name: str) -> dict:
    cases = json.loads((CASES / "mcdm" / "cases.json").read_text(encoding="utf-8"))
    return cases[name]


def found(name: str, given: dict) -> np.ndarray:
    x = np.array(given["matrix"], dtype=float)
    if name == "entropy_simple":
        return mcdm.entropy(x)
    if name == "critic_diakoulaki1995":
        return mcdm.critic(x, given["types"])
    weights = np.array(given["weights"], dtype=float)
    rule = mcdm.topsis if name == "topsis_tzeng2011" else mcdm.weighted_sum
    return rule(x, weights, given["types"])


@pytest.mark.parametrize(
    "name",
    ["topsis_tzeng2011", "entropy_simple", "critic_diakoulaki1995", "wsm_kracka2010"],
)
def test_it_gives_the_printed_digits(name):
    given = case(name)
    np.testing.assert_allclose(
        found(name, given), given["expected"], rtol=0, atol=given["atol"]
    )


def test_it_gives_the_printed_ranks():
    given = case("wsm_kracka2010")
    scores = found("wsm_kracka2010", given)
    assert rank_within(scores, np.full(6, "all")).tolist() == given["ranks"]
