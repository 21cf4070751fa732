"""One number to the colour on the map and to the rank: from a file, and from a bag.

Each hop is one function; the public page of the number shows the same chain. It begins
with the file an officer brings, or with the count that a bag governor types.
"""

from __future__ import annotations

import re

import pytest
import shapely

from bagana.collection.actions.ladder import approve, submit
from bagana.collection.actions.publishing import draw_figures
from bagana.collection.checks import findings_of
from bagana.engines.index.framework import (
    Branch,
    Factors,
    Framework,
    Goalposts,
    Groups,
    Leaf,
    Words,
)
from bagana.indicators.actions.publishing import publish, verify
from bagana.indicators.founding import found_catalogue
from bagana.indicators.imports import apply_batch, check_file
from bagana.indicators.models import Indicator, Observation
from bagana.ranking.actions.runs import compute_run, publish_run
from bagana.registers.actions.livestock import record_livestock_count
from bagana.registers.models import COLUMNS, Household
from bagana.territory.models import Boundary, UnitVersion
from tests.collection.factories import make_round
from tests.factories import make_indicator, make_tree, make_user
from tests.ranking.factories import make_framework, make_run, make_version
from tests.registers.factories import make_census, make_household

pytestmark = pytest.mark.django_db

SHEEP = {"1101": 320, "1102": 40, "1103": 800, "1201": 5, "1202": 60}
"""Heads counted in five fictional bags; 320 is the number that is followed."""


def give_squares(units: dict[str, object]) -> None:
    for place, code in enumerate(SHEEP):
        shape = shapely.box(106 + place / 10, 50, 106.1 + place / 10, 50.1)
        west, south, east, north = shape.bounds
        boundary = Boundary.objects.create(
            geometry=shape.wkb,
            simplified=shape.wkb,
            area_km2=79.6,
            min_lon=west,
            min_lat=south,
            max_lon=east,
            max_lat=north,
            status="schematic",
            source="test",
        )
        UnitVersion.objects.filter(unit=units[code]).update(boundary=boundary)


def colour_of(html: str, code: str) -> str:
    """The class of the path that the map draws for a unit."""
    link = re.search(rf'<a [^>]*href="[^"]*/units/{code}/[^>]*>.*?</a>', html, re.S)
    assert link, f"no unit {code} on the map"
    found = re.search(r"class-\d|missing", link.group())
    assert found, link.group()
    return found.group()


def test_a_number_goes_from_the_file_to_the_colour_on_the_map(client):
    units = make_tree()
    give_squares(units)
    sheep = make_indicator("livestock_sheep", unit_mn="толгой", unit_en="head")
    officer = make_user("aimag_officer", units["1"])
    address = "/indicators/livestock_sheep/?within=1"

    rows = [f"livestock_sheep,{code},2025,{heads}" for code, heads in SHEEP.items()]
    content = "\n".join(["indicator,unit,period,value", *rows]).encode()
    batch = check_file(user=officer, name="sheep.csv", content=content)
    assert batch.counts["new"] == len(SHEEP)
    assert not Observation.objects.exists(), "a check writes no figure"

    apply_batch(user=officer, batch=batch)
    number = Observation.objects.get(indicator=sheep, unit=units["1101"])
    assert (number.value, number.status) == (320, "draft")
    assert client.get(f"/numbers/{number.pk}/").status_code == 404
    assert "320" not in client.get(f"/api/v1/observations/{number.pk}").content.decode()

    publication = publish(user=officer, title="2025 оны тооллого", indicators=[sheep])
    assert verify(publication)
    page = client.get(f"/numbers/{number.pk}/").content.decode()
    assert "320" in page
    assert publication.sha256[:8] in page
    assert "sheep.csv" in page, "the page names the file the number came from"

    answer = client.get(f"/api/v1/observations/{number.pk}").json()
    assert answer["value"] == 320
    map_page = client.get(address).content.decode()
    colours = {code: colour_of(map_page, code) for code in SHEEP}
    order = sorted(SHEEP, key=lambda code: SHEEP[code])
    assert [colours[code] for code in order] == [f"class-{n}" for n in range(5)]

    ranked = publish_run(user=officer, run=a_run_over_sheep(units["1"]))
    own = ranked.rows.get(unit=units["1101"])
    assert (own.rank, own.group) == (2, "rural")
    assert own.score == pytest.approx(1 + 99 * 320 / 1000)
    profile = client.get(f"/ranking/runs/{ranked.pk}/units/1101/").content.decode()
    assert f"/numbers/{number.pk}/" in profile, "the rank leads back to the number"


def a_run_over_sheep(aimag, code="livestock_sheep"):
    """A method of one indicator, by which a rank can be checked by hand."""
    sheep = Leaf(code, Words("Хонь"), goalposts=Goalposts(0, 1000))
    method = Framework(
        "sheep",
        Words("Хонины индекс"),
        Branch("index", Words("Индекс"), (sheep,)),
        treatment=None,
        groups=Groups(minimum=2),
        factors=Factors(concentration=None, aggregates=(), sampling=False),
    )
    version = make_version(make_framework(aimag), method=method)
    return compute_run(make_run(version, 2025))


def test_a_number_goes_from_the_bag_governor_to_the_colour_on_the_map(client):
    """The path of DESIGN: the governor types 320 sheep, and everything follows."""
    units = make_tree()
    give_squares(units)
    found_catalogue()
    sheep = Indicator.objects.get(code="reg_livestock_sheep")
    officer = make_user("aimag_officer", units["1"])
    sums = {code: make_user("sum_officer", units[code]) for code in ("11", "12")}
    census = make_census()
    round = make_round(units["1"], census=census)

    for code, heads in SHEEP.items():
        governor = make_user("bag_governor", units[code])
        returned = round.returns.get(unit=units[code])
        for share in range(5):
            keeper = make_household(units[code], is_herder=True)
            record_livestock_count(
                user=governor,
                census=census,
                keeper=keeper,
                heads=dict.fromkeys(COLUMNS, 0)
                | {"sheep": heads // 5 + (heads % 5 > share)},
                counted_on=census.starts_on,
            )
        rules = {one.rule: "зөв" for one in findings_of(returned)}
        submit(user=governor, returned=returned, accept=rules)
        approve(user=sums[code[:2]], returned=returned)
        approve(user=officer, returned=returned)

    batch = draw_figures(user=officer, round=round)
    number = Observation.objects.get(indicator=sheep, unit=units["1101"])
    assert (number.value, number.status, number.batch) == (320, "draft", batch)
    assert client.get(f"/numbers/{number.pk}/").status_code == 404

    publication = publish(user=officer, title="А данс 2025", indicators=[sheep])
    assert verify(publication)
    page = client.get(f"/numbers/{number.pk}/").content.decode()
    for hop in (
        "registers.actions.livestock.record_livestock_count",
        "collection.actions.ladder.submit",
        "collection.actions.ladder.approve",
        "registers.queries.livestock.livestock_counts",
        "engines.rollup.roll_up",
        "collection.actions.publishing.draw_figures",
        "indicators.actions.publish",
    ):
        assert hop in page, hop
    assert round.title_mn in page
    step = round.returns.get(unit=units["1101"]).steps.last()
    assert step.sha256[:12] in page, "the hash of what was approved"
    for household in Household.objects.filter(unit=units["1101"]):
        assert str(household.uid) not in page

    whole = Observation.objects.get(indicator=sheep, unit=units["1"])
    assert whole.value == sum(SHEEP.values())
    map_page = client.get("/indicators/reg_livestock_sheep/?within=1").content.decode()
    colours = {code: colour_of(map_page, code) for code in SHEEP}
    order = sorted(SHEEP, key=lambda code: SHEEP[code])
    assert [colours[code] for code in order] == [f"class-{n}" for n in range(5)]

    run = publish_run(
        user=officer, run=a_run_over_sheep(units["1"], "reg_livestock_sheep")
    )
    own = run.rows.get(unit=units["1101"])
    assert own.score == pytest.approx(1 + 99 * 320 / 1000)
    profile = client.get(f"/ranking/runs/{run.pk}/units/1101/").content.decode()
    assert f"/numbers/{number.pk}/" in profile, "the rank leads back to the number"
