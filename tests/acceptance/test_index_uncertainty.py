"""Replications that are given: scores, ranks, quantiles and shares of the variance."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import numpy as np
import pytest

from bagana.engines.index import (
    Groups,
    IndexData,
    Missing,
    Scale,
    Treatment,
    rank_within,
    run,
)
from bagana.engines.index.replay import Replayed, Replication, replay
from bagana.engines.index.sensitivity import indices
from tests.acceptance.index_cases import (
    asem,
    asem_tree,
    matrix,
    needs_cases,
    number,
    rows,
    without_denominators,
)

pytestmark = needs_cases

YEAR = 2018
SCALES = {
    "n_minmax": Scale("minmax", 1.0, 100.0, "all_years"),
    "n_zscore": Scale("zscore", mean=10.0, deviation=2.0, goalposts="all_years"),
}
MEANS = {"a_amean": "arithmetic", "a_gmean": "geometric"}


def framework():
    return asem(
        without_denominators(asem_tree()),
        missing=Missing(0, 0, "none"),
        groups=Groups(by=""),
        treatment=Treatment(max_points=5, max_share=0.0),
        scale=SCALES["n_minmax"],
    )


def screened(indicators: tuple[str, ...]) -> IndexData:
    table = rows("asem_pipeline", "exp_Screened.csv")
    units = tuple(row["uCode"] for row in table)
    return IndexData(units, (YEAR,), indicators, matrix(table, indicators)[None])


def weight_sets(case: str) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for row in rows(case, "weight_sets.csv"):
        found[row["set"]][row["iCode"]] = number(row["Weight"])
    return found


def replayed(case: str) -> Replayed:
    fw, weights = framework(), weight_sets(case)
    given = [
        Replication(
            scale=SCALES[row["norm"]],
            treatment=Treatment(max_points=int(row["winmax"]), max_share=0.0),
            mean=MEANS[row["agg"]],
            weights=weights[row["weight_set"]],
        )
        for row in rows(case, "replications.csv")
    ]
    return replay(fw, screened(fw.indicators), given, year=YEAR)


def expected(case: str, name: str, units: tuple[str, ...], count: int) -> np.ndarray:
    """(R, V) in the order of the units."""
    by_unit = {row["uCode"]: row for row in rows(case, name)}
    columns = [f"r_{i + 1}" for i in range(count)]
    return matrix((by_unit[unit] for unit in units), columns).T


@pytest.fixture(scope="module")
def uncertain() -> Replayed:
    return replayed("asem_uncertainty")


def test_scores_and_ranks_of_the_nominal_index_are_those_given():
    fw = framework()
    fw = replace(fw, scale=replace(SCALES["n_minmax"], low=0.0))
    data = screened(fw.indicators)
    scores = run(fw, data).scores[0]
    table = {row["uCode"]: row for row in rows("asem_uncertainty", "exp_nominal.csv")}
    wanted = matrix((table[unit] for unit in data.units), ["Score", "Rank"])
    assert np.abs(scores - wanted[:, 0]).max() <= 1e-9
    ranks = rank_within(scores, np.full(len(scores), "all"))
    assert ranks.tolist() == wanted[:, 1].astype(int).tolist()


def test_given_replications_give_the_given_scores(uncertain):
    scores = expected("asem_uncertainty", "exp_scores.csv", uncertain.units, 100)
    assert np.abs(uncertain.scores - scores).max() <= 1e-9


def test_given_replications_give_the_given_ranks(uncertain):
    ranks = expected("asem_uncertainty", "exp_ranks.csv", uncertain.units, 100)
    assert (uncertain.ranks == ranks).all()


def test_mean_median_and_quantiles_of_the_ranks_are_those_given(uncertain):
    table = {r["uCode"]: r for r in rows("asem_uncertainty", "exp_rankstats.csv")}
    columns = ["Mean", "Median", "Q5", "Q95"]
    wanted = matrix((table[unit] for unit in uncertain.units), columns)
    median, low, high = uncertain.quantiles([0.5, 0.05, 0.95])
    found = np.column_stack([uncertain.mean_rank(), median, low, high])
    assert np.abs(found - wanted).max() <= 1e-9


def test_shares_of_the_variance_are_those_given():
    case, n, d = "asem_sensitivity", 60, 4
    found = replayed(case)
    ranks = expected(case, "exp_ranks.csv", found.units, n * (d + 2))
    assert (found.ranks == ranks).all()
    table = {row["uCode"]: row for row in rows(case, "exp_nominal.csv")}
    nominal = np.array([int(table[unit]["Rank"]) for unit in found.units])
    y = found.shift(nominal).reshape(d + 2, n)
    rng = np.random.default_rng(1)
    wanted = matrix(rows(case, "exp_sensitivity.csv"), ["Si", "STi"])
    as_given = indices(y[0], y[1], y[2:], rng, centred=False)
    assert np.abs(as_given.total - wanted[:, 1]).max() <= 1e-9
    assert np.abs(as_given.first - wanted[:, 0]).max() <= 1e-9
    ours = indices(y[0], y[1], y[2:], rng)
    assert np.abs(ours.total - wanted[:, 1]).max() <= 1e-9
    # With the mean taken off, no share of the variance comes out as far below nought.
    assert ours.first.min() > wanted[:, 0].min()
