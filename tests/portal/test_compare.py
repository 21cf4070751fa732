"""Two to five units side by side."""

import pytest

pytestmark = pytest.mark.django_db


def page(client, query):
    response = client.get(f"/compare/?{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_figures_stand_side_by_side(client, world):
    html = page(client, "units=1101,1201")
    row = html[html.index("<tbody>") : html.index("</tbody>")]
    assert row.index(">100<") < row.index(">700<")


def test_a_missing_one_says_so(client, world):
    html = page(client, "units=1101,1202")
    assert "мэдээлэл алга" in html[html.index("<tbody>") :]


def test_names_and_repeated_parameters_work_too(client, world):
    html = page(client, "units=1101&units=Нэгж 1201")
    assert 'href="/units/1201/"' in html


def test_it_takes_five_and_each_once_and_names_the_rest(client, world):
    html = page(client, "units=1101,1101,1102,1103,1201,1202,11")
    assert html.count('class="n wraps"') == 5
    assert "Орхисон: 11." in html


def test_what_is_not_found_is_named(client, world):
    assert "«xyzzy» гэсэн нэгж олдсонгүй" in page(client, "units=1101,xyzzy")


def test_one_unit_asks_for_another(client, world):
    assert "дор хаяж хоёр нэгж" in page(client, "units=1101")


def test_nothing_asked_says_what_to_write(client, world):
    assert "Энд нэгжүүдийн тоо зэрэгцэж харагдана" in page(client, "")


def test_the_table_can_be_taken_away(client, world):
    found = client.get("/compare/?units=1101,1201&format=json").json()
    assert {"indicator": "population_census", "1101": 100.0, "1201": 700.0}.items() <= (
        found[0].items()
    )


def test_series_of_the_units_share_one_picture(client, world):
    for code in ("1101", "1201"):
        world.publish("population_census", code, 2020, 50)
    html = page(client, "units=1101,1201")
    assert '<section id="series">' in html
    assert '<section id="series">' not in page(client, "units=1102,1103")
