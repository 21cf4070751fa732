"""The sums of Selenge from ../shared, each re-drawn once and checked by other means."""

import csv
import json
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "data"
BLOCKS = DATA / "selenge_demo" / "selenge_blocks.geojson"
pytestmark = pytest.mark.skipif(
    not BLOCKS.is_file(), reason="../shared with the blocks of Selenge is not here"
)
TOLERANCE = {"households": 0.3, "population": 0.3}


def features(path):
    return json.loads(path.read_text(encoding="utf-8"))["features"]


@pytest.fixture(scope="module")
def selenge():
    from shapely.geometry import shape

    from bagana.engines.districting import build_problem
    from bagana.engines.districting.reading import outlines

    own = [f for f in features(BLOCKS) if f["properties"]["bag"][:4] != "4322"]
    told = [f["properties"] for f in own]
    codes = [p["id"] for p in told]
    shapes = [shape(f["geometry"]) for f in own]
    seen = outlines(codes, shapes)
    return build_problem(
        blocks=codes,
        pairs=seen.pairs,
        weights={
            "households": [p["households"] for p in told],
            "population": [p["population"] for p in told],
            "area": seen.area_km2,
        },
        xy=seen.xy,
        today=[p["bag"] for p in told],
        parents=[p["bag"][:4] for p in told],
        offices={},
        offices_fixed=False,
        area_km2=seen.area_km2,
        perimeter_km=seen.perimeter_km,
    )


@pytest.fixture(scope="module")
def fronts(selenge):
    from bagana.engines.districting.redraw import redraw_all

    return redraw_all(
        selenge, tolerance=TOLERANCE, minimise=("moved",), seeds=1, effort="quick"
    )


def pieces(part, labels, unit):
    """Connected pieces of a unit, by a walk that shares nothing with the engine."""
    left = set(np.flatnonzero(labels == unit).tolist())
    found = 0
    while left:
        found += 1
        queue = [left.pop()]
        while queue:
            near = set(part.neighbours(queue.pop()).tolist()) & left
            left -= near
            queue += near
    return found


def test_every_plan_of_every_sum_keeps_its_bags_whole(selenge, fronts):
    from bagana.engines.districting import split

    parts = {part.parents[0]: part for part in split(selenge)}
    assert len(fronts) == 16
    for code, front in fronts.items():
        for point in front.points:
            for unit in np.unique(point.labels):
                assert pieces(parts[code], point.labels, unit) == 1, code


def test_the_chosen_plan_is_within_or_says_what_is_not(fronts):
    for code, front in fronts.items():
        chosen = front[front.chosen]
        assert chosen.is_feasible != bool(front.unmet), code
        assert chosen.deviation <= front.today.deviation or chosen.is_feasible, code


def test_most_sums_can_be_balanced_in_people_and_households(fronts):
    met = [code for code, front in fronts.items() if front[front.chosen].is_feasible]
    assert len(met) >= 12, met


def test_the_blocks_of_the_tutorial_add_up_to_the_census():
    with (DATA / "selenge_bags.csv").open(encoding="utf-8", newline="") as source:
        census = {row["code"]: row for row in csv.DictReader(source)}
    people, homes = defaultdict(int), defaultdict(int)
    for feature in features(ROOT / "docs/tutorials/redrawing/blocks.geojson"):
        own = feature["properties"]
        people[own["bag"]] += own["population"]
        homes[own["bag"]] += own["households"]
    assert len(people) == 9
    for bag, total in people.items():
        assert total == int(census[bag]["pop_2025"])
        assert homes[bag] == int(census[bag]["households_2025"])
