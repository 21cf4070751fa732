"""Anyone reads who governs a bag since when; nothing private."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from tests.people.factories import make_appointment, make_official, make_post

DAY = {"on": "2025-01-01"}


@pytest.fixture
def held(office):
    official = make_official(private={"phone": "99112233", "reg_no": "УБ90010112"})
    office.post.phone = "7036-1101"
    office.post.save()
    make_post(office.units["1102"])
    return make_appointment(office.post, official)


@pytest.mark.parametrize("language", ["mn", "en"])
def test_the_directory_names_office_facts_only(client, held, language):
    client.cookies["django_language"] = language
    for code in ("11", "1101", "1"):
        page = reverse("portal:officials", args=[code])
        response = client.get(page, DAY)
        assert response.status_code == 200
        content = response.content.decode()
        assert "99112233" not in content
        assert "УБ90010112" not in content
        # On an English page a Cyrillic word is marked as one, without its number.
        assert code == "1" or "Ажилтан" in content


def test_it_is_read_as_of_a_day(client, held):
    held.state, held.ended_on = "ended", date(2024, 6, 1)
    held.end_reason = "moved"
    held.save()
    page = reverse("portal:officials", args=["1101"])
    before = client.get(page, {"on": "2024-05-31"}).content.decode()
    after = client.get(page, {"on": "2024-06-01"}).content.decode()
    assert held.official.given_name in before
    assert held.official.given_name not in after
    assert "сул" in after


def test_the_unit_page_shows_who_governs(client, held):
    content = client.get(reverse("portal:unit", args=["1101"]), DAY).content.decode()
    assert held.official.given_name in content
    assert reverse("portal:officials", args=["1101"]) in content


def test_the_directory_is_taken_away_and_an_unknown_unit_is_absent(client, held):
    page = reverse("portal:officials", args=["1"])
    rows = client.get(page, DAY | {"format": "json"}).json()
    assert [row["vacant"] for row in rows] == [False, True]
    assert client.get(reverse("portal:officials", args=["9"])).status_code == 404


def test_reading_costs_the_same_whatever_the_number(
    client, held, django_assert_max_num_queries
):
    for code in ("1101", "1102", "1103", "1201", "1202"):
        for _time in range(3):
            make_appointment(
                make_post(held.post.unit.__class__.objects.get(code=code), kind="other")
            )
    with django_assert_max_num_queries(26):
        client.get(reverse("portal:officials", args=["1"]), DAY)
