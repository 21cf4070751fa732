"""The progress of the European Commission's example, and Dundgovi's ratings of 2019."""

import json
import math
from datetime import date
from pathlib import Path

import pytest

from bagana.engines.progress import (
    Kind,
    Point,
    Trajectory,
    judge,
    mean_rating,
    shares,
)

CASES = (
    Path(__file__).parents[2].parent
    / "shared"
    / "data"
    / "index_cases"
    / "progress"
    / "cases.json"
)

pytestmark = pytest.mark.skipif(
    not CASES.is_file(), reason="the published cases are not beside this repository"
)


def case(start):
    cases = json.loads(CASES.read_text(encoding="utf-8"))
    return next(item for item in cases if item["id"].startswith(start))


def test_it_is_judged_against_the_next_intermediate_target():
    given = case("EU OPSYS")
    way = Trajectory(
        Kind.ASCENDING,
        (
            Point(date(2020, 12, 31), given["next_target"]),
            Point(date(2023, 12, 31), given["final_target"]),
        ),
        given["baseline"],
        date(2017, 12, 31),
    )
    found = judge(way, given["actual"], date(2020, 12, 31))
    assert found.raw == pytest.approx(given["expected"], abs=1e-15)


def test_it_gives_the_published_mean_and_shares_of_dundgovi():
    given = case("Dundgovi")
    counts = {
        None if step == "not_due" else int(step): count
        for step, count in given["counts"].items()
    }
    mean = mean_rating(counts)
    assert mean == pytest.approx(given["mean_recomputed"], abs=1e-12)
    assert round(mean, 1) == given["expected_mean_published"]
    assert sum(counts.values()) == given["shares_denominator"]
    # The page cuts after one decimal instead of rounding.
    cut = {step: math.floor(share * 10) / 10 for step, share in shares(counts).items()}
    published = {
        None if step == "not_due" else int(step): share
        for step, share in given["shares_published"].items()
    }
    assert cut == published
