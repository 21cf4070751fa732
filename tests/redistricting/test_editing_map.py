"""The map of blocks: lines between bags, neighbours, names, colours that differ."""

from __future__ import annotations

import re

import numpy as np
import pytest

from bagana.project.messages import SOURCE
from bagana.redistricting import edit_maps
from bagana.redistricting.problems import arrays_of
from bagana.redistricting.queries.plan_units import PlanUnit
from tests.redistricting.factories import make_world

CSS = (SOURCE / "web/static/bagana/bagana.css").read_text(encoding="utf-8")
SCRIPT = (SOURCE / "web/static/web/plan-edit.js").read_text(encoding="utf-8")


@pytest.fixture
def arrays(db):
    return arrays_of(make_world().blocks)


@pytest.fixture
def cells(arrays):
    return edit_maps.draw(arrays)


def test_every_block_has_a_path_and_every_border_a_line(cells):
    assert len(cells.paths) == 24
    assert all(path.startswith("M") for path in cells.paths)
    assert len(cells.pairs) == 4 * 5 + 3 * 6
    assert all(line.length > 0 for line in cells.lines)


def test_the_line_between_bags_runs_only_where_two_bags_meet(cells):
    one = np.zeros(24, dtype=np.int32)
    assert cells.border(one) == ""
    half = (np.arange(24) % 6 >= 3).astype(np.int32)
    line = cells.border(half)
    assert line.count("M") == 1, "four borders in a row are one line"
    assert cells.border(half) != cells.border(1 - np.roll(half, 1))


def test_neighbours_are_told_once_from_the_smaller_to_the_larger(cells):
    rows = cells.neighbours.split("|")
    assert rows[0] == "1 6"
    assert rows[23] == ""


def test_a_name_stands_on_a_block_of_its_bag_and_on_no_other_name(cells, arrays):
    labels = (np.arange(24) % 6 // 2).astype(np.int32)
    units = {
        key: PlanUnit(key, f"{key}-р баг", short, number, "")
        for key, short, number in (
            ("a", "Нэлээд урт нэртэй баг, хойд хэсэг", "1"),
            ("b", "Бас нэлээд урт нэртэй, урд хэсэг", "2"),
            ("c", "В", "3"),
        )
    }
    names = edit_maps.names(cells, labels, arrays.area_km2, units)
    assert [name.text for name in names] == [units["a"].short, "2", "В"]
    for label, name in enumerate(names):
        near = np.argmin(((cells.points - (name.x, name.y)) ** 2).sum(axis=1))
        assert labels[near] == label


def tokens(text):
    return dict(re.findall(r"--plan-(\d+): (#[0-9a-f]{6})", text))


LIGHT = tokens(CSS[: CSS.index("@media")])
DARK = tokens(CSS[CSS.index("@media") : CSS.index("/* ground */")])


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [
        p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
    ]
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_bags_that_follow_each_other_differ_in_grey_too(scheme):
    assert len(set(scheme.values())) == edit_maps.COLOURS
    greys = [luminance(scheme[str(i)]) for i in range(12)]
    for one, other in zip(greys, greys[1:] + greys[:1], strict=True):
        low, high = sorted((one, other))
        assert (high + 0.05) / (low + 0.05) >= 1.15


def test_the_script_is_small_and_makes_no_code_or_style_from_text():
    assert len(SCRIPT.encode()) <= 7 * 1024
    for word in ("eval(", "innerHTML", "new Function", 'setAttribute("style', ".style"):
        assert word not in SCRIPT
