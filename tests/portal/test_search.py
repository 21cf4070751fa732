"""A unit is found however its seeker spells it."""

import pytest

from bagana.territory.models import UnitVersion
from bagana.territory.naming import add_names, name_row

pytestmark = pytest.mark.django_db


@pytest.fixture
def tunkhel(world):
    unit = world.units["1101"]
    UnitVersion.objects.filter(unit=unit).update(name_mn="5-р баг, Түнхэл")
    add_names([name_row(unit, "Түнхэл", "test")])
    return unit


@pytest.mark.parametrize("text", ["tunkhel", "Түнхэл", "ТҮНХЭЛ", "tünhel", "1101"])
def test_one_exact_hit_opens_its_page(client, tunkhel, text):
    response = client.get("/search/", {"q": text})
    assert response.status_code == 302
    assert response.headers["Location"] == "/units/1101/"


def test_the_date_goes_along(client, tunkhel):
    response = client.get("/search/", {"q": "tunkhel", "on": "2018-06-05"})
    assert response.headers["Location"] == "/units/1101/?on=2018-06-05"


def test_several_hits_are_listed_by_level_with_where_they_lie(client, world):
    html = client.get("/search/", {"q": "Нэгж 1"}).content.decode()
    if "<h2>" not in html:
        html = client.get("/search/", {"q": "Нэгж"}).content.decode()
    assert html.index("Аймаг (") < html.index("Сум (") < html.index("Баг (")
    assert "Нэгж 1 › Нэгж 11" in html


def test_the_same_name_twice_is_never_guessed(client, world):
    for code in ("1102", "1201"):
        add_names([name_row(world.units[code], "Ивэн", "test")])
    html = client.get("/search/", {"q": "Ивэн"}).content.decode()
    assert 'href="/units/1102/"' in html
    assert 'href="/units/1201/"' in html


def test_nothing_found_says_how_to_write_it(client, world):
    html = client.get("/search/", {"q": "xyzzy"}).content.decode()
    assert "Ийм нэгж олдсонгүй" in html
    assert 'value="xyzzy"' in html


@pytest.mark.parametrize("text", ["", "   ", "%", "<b>", "_" * 500, "\x00"])
def test_odd_texts_are_answered_calmly(client, world, text):
    response = client.get("/search/", {"q": text})
    assert response.status_code == 200
    assert b"<b>\xc2" not in response.content
