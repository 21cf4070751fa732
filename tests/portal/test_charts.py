"""Charts: nothing that the content policy stops, marks by whose figure it is."""

import json
import re

import pytest

from bagana.portal import charts, rendering
from bagana.portal.charts import Point

LINE = [Point(2010 + i, 100 + i) for i in range(8)]
SPECS = {
    "line": charts.series(LINE, title="t", unit="u", nature="official"),
    "bars": charts.series(LINE[:2], title="t", unit="u", nature="own"),
    "comparison": charts.comparison(
        [Point(p.year, p.value, name=n) for n in "аб" for p in LINE],
        title="t",
        unit="u",
    ),
    "ranked": charts.ranked(
        [Point(2020, 5, name="а")], title="t", nature="modelled", decimals=0
    ),
    "strip": charts.strip([("а", 1), ("б", 2), ("в", 9)], title="t", unit="u"),
    "pyramid": charts.pyramid([("0–14", 5, 6), ("65+", 2, 3)], men="э", women="м"),
}


@pytest.mark.parametrize("name", SPECS)
def test_a_picture_holds_nothing_that_the_policy_stops(name):
    picture = rendering.inline(SPECS[name])
    assert picture.startswith("<svg")
    assert picture.rstrip().endswith("</svg>")
    assert "style=" not in picture
    assert "<script" not in picture
    assert not re.search(r"\son\w+=", picture)
    assert len(picture) < 12_000


@pytest.mark.parametrize("name", SPECS)
def test_no_constant_colour_is_left_in_a_page(name):
    picture = rendering.inline(SPECS[name])
    left = set(re.findall(r'"(#[0-9a-f]{3,6})"', picture)) - {"#000", "#fff"}
    assert left == set()


def test_a_download_has_the_constants():
    assert charts.ACCENT in rendering.svg(SPECS["line"])
    assert "var(--" not in rendering.svg(SPECS["line"])


def test_bars_start_at_nought():
    for spec in (SPECS["bars"], SPECS["ranked"]):
        scales = [
            layer["encoding"][axis].get("scale", {})
            for layer in spec["layer"]
            for axis in ("x", "y")
            if layer["encoding"][axis]["field"] == "value"
        ]
        assert scales
        assert all(scale["zero"] for scale in scales)


def test_natures_are_told_apart_without_colour():
    def bar(nature):
        spec = charts.ranked(
            [Point(1, 1, name="а")], title="", nature=nature, decimals=0
        )
        mark = spec["layer"][0]["mark"]
        return mark["fill"], tuple(mark["strokeDash"])

    assert len({bar("official"), bar("own"), bar("modelled")}) == 3


def test_a_missing_value_is_left_out_and_not_drawn_as_nought():
    spec = charts.series(
        [Point(2019, None), Point(2020, 3)], title="t", unit="u", nature="official"
    )
    assert [row["value"] for row in spec["data"]["values"]] == [3]


def test_texts_are_escaped():
    spec = charts.ranked(
        [Point(1, 1, name="<script>x</script>")], title="", nature="own", decimals=0
    )
    assert "<script>" not in rendering.inline(spec)


def test_the_same_chart_is_made_once(monkeypatch):
    import vl_convert

    rendering.svg(SPECS["strip"])
    monkeypatch.setattr(vl_convert, "vegalite_to_svg", lambda _: 1 / 0)
    assert rendering.svg(json.loads(json.dumps(SPECS["strip"]))).startswith("<svg")
