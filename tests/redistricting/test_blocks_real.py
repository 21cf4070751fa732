"""The blocks of a real sum: taken in whole, of one piece, quick enough."""

from __future__ import annotations

import gzip
import json
from importlib.resources import files
from typing import Any

import numpy as np
import pytest

from bagana.engines.districting.contiguity import pieces
from bagana.redistricting.actions.blocks import add_block_set
from bagana.redistricting.arrays import arrays_of
from bagana.redistricting.problems import problem_of
from bagana.territory.ancestry import rebuild
from tests.factories import make_tree, make_unit, make_user
from tests.redistricting.factories import ON, make_scenario

pytestmark = pytest.mark.django_db
SUM = "4322"


def features() -> list[dict[str, Any]]:
    packed = files("bagana.demo") / "data" / "blocks.geojson.gz"
    document = json.loads(gzip.decompress(packed.read_bytes()))
    rows = document["features"]
    return [one for one in rows if one["properties"]["bag"].startswith(SUM)]


def test_the_blocks_of_mandal_make_a_problem_in_which_every_bag_is_whole() -> None:
    given = features()
    units = make_tree()
    mandal = make_unit(SUM, units["1"], "sum")
    for bag in sorted({one["properties"]["bag"] for one in given}):
        make_unit(bag, mandal, "bag")
    rebuild()
    made = add_block_set(
        user=make_user("sum_officer", mandal),
        unit=mandal,
        title_mn="Мандал",
        title_en="Mandal",
        on=ON,
        period="2025",
        nature="modelled",
        source_mn="Загвар",
        features=given,
    )
    arrays = arrays_of(made)
    assert arrays.size == len(given) == 400
    people = sum(one["properties"]["population"] for one in given)
    assert arrays.counts["population"].sum() == people
    assert not any(arrays.missing.values())
    problem = problem_of(make_scenario(made, [mandal], unit_range={}))
    assert len(problem.units) == 9
    assert len(pieces(problem, problem.today)) == 9
    assert np.diff(problem.indptr).min() > 0
