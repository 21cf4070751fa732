"""Every published number has a page that says where it came from."""

import pytest
from django.utils import timezone

from tests.factories import make_user

pytestmark = pytest.mark.django_db


def page(client, row):
    response = client.get(f"/numbers/{row.pk}/")
    assert response.status_code == 200
    return response.content.decode()


def test_it_shows_value_source_publication_and_hash(client, world):
    html = page(client, world.rows["population_census", "1101", 2025])
    assert '<p class="figure-value">100 ' in html
    assert "Туршилтын эх сурвалж" in html
    assert world.publication.sha256 in html


def test_it_names_the_role_and_never_the_person(client, world):
    user = make_user("sum_officer", world.units["11"], display_name="Нэрт Хүн")
    row = world.publish("households", "1101", 2025, 5, entered_by=user)
    html = page(client, row)
    assert "сумын ажилтан" in html
    assert "Нэрт Хүн" not in html
    assert user.username not in html


def test_a_ratio_shows_its_parts_as_links(client, world):
    over = world.rows["population_census", "1101", 2025]
    under = world.publish("area_km2", "1101", 2025, 50)
    row = world.publish(
        "population_density", "1101", 2025, 2, numerator=100, denominator=50
    )
    html = page(client, row)
    assert f'href="/numbers/{over.pk}/"' in html
    assert f'href="/numbers/{under.pk}/"' in html


def test_a_sum_lists_the_units_below_and_what_they_add_up_to(client, world):
    html = page(client, world.rows["population_census", "11", 2025])
    assert html.count('href="/units/110') == 3
    assert '<td class="n">700</td></tr></tfoot>' in html


def test_an_old_version_stays_readable_and_points_to_the_new(client, world):
    old = world.rows["population_census", "1101", 2025]
    old.status = "superseded"
    old.save()
    new = world.publish(
        "population_census", "1101", 2025, 111, version=2, supersedes=old
    )
    html = page(client, old)
    assert "Энэ нь одоогийн нийтэлсэн хувилбар биш" in html
    assert f'href="/numbers/{new.pk}/"' in html
    assert '<p class="figure-value">100 ' in html


def test_a_draft_is_read_by_its_own_officers_only(client, world):
    row = world.publish(
        "households", "1101", 2025, 5, status="draft", publication=None,
        entered_at=timezone.now(),
    )  # fmt: skip
    assert client.get(f"/numbers/{row.pk}/").status_code == 404
    client.force_login(make_user("sum_officer", world.units["12"]))
    assert client.get(f"/numbers/{row.pk}/").status_code == 404
    client.force_login(make_user("sum_officer", world.units["11"]))
    assert client.get(f"/numbers/{row.pk}/").status_code == 200


def test_an_unknown_number_is_not_found(client, world):
    assert client.get("/numbers/999999/").status_code == 404


@pytest.mark.parametrize(
    ("kind", "start"), [("svg", b"<svg"), ("png", b"\x89PNG"), ("json", b"{")]
)
def test_a_chart_is_taken_as_picture_or_specification(client, world, kind, start):
    response = client.get(f"/charts/population_census/1.{kind}")
    assert response.status_code == 200
    assert response.content.startswith(start)


@pytest.mark.parametrize(
    "path",
    [
        "/charts/nothing/1.svg",
        "/charts/population_census/999.svg",
        "/charts/population_census/1.exe",
        "/charts/households/1.svg",
    ],
)
def test_a_chart_of_nothing_is_not_found(client, world, path):
    assert client.get(path).status_code == 404
