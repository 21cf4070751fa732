"""How unequal bags are: the programme's own reason for re-drawing them."""

import pytest

from bagana.engines.inequality import gini, theil_split
from tests.factories import make_tree

pytestmark = pytest.mark.django_db


def page(client, query=""):
    response = client.get(f"/inequality/{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_it_shows_the_measures_of_the_engine(client, world):
    html = page(client)
    assert f"{gini([100, 300, 300, 700]):.3f}" in html
    assert '<td class="n">7.0</td>' in html


def test_the_between_share_follows_the_grouping(client, world):
    split = theil_split([100, 300, 300, 700], ["11", "11", "11", "12"])
    share = f"{100 * split.between / split.total:.0f}%"
    assert f"{share} нь сумдын хооронд" in page(client)
    html = page(client, "?group=location")
    assert "0% нь байршлын ангиллуудын хооронд" in html


def test_bags_without_a_figure_are_named_and_left_out(client, world):
    html = page(client)
    assert "Тоогүй тул тооцоонд ороогүй" in html
    assert 'href="/units/1202/"' in html


def test_it_reads_the_bags_of_the_date(client, split, world):
    world.publish("population_census", "1104", 2025, 200)
    assert client.get("/inequality/?format=json").json()[0]["units"] == 5
    early = client.get("/inequality/?on=2018-06-05&format=json").json()[0]
    assert early["units"] == 4
    assert early["greatest"] == 700
    assert early["mean"] == (100 + 300 + 500 + 700) / 4


def test_all_nought_cannot_be_measured_and_says_no_data(client, world):
    for code in ("1101", "1102"):
        world.publish("households", code, 2025, 0)
    assert "мэдээлэл алга" in page(client)


def test_nothing_published_says_so(client, db):
    make_tree()
    assert "Багуудын тоо нийтлэгдээгүй" in page(client)
