"""A month is never set beside a year: series, change and chart are of one length."""

from __future__ import annotations

from datetime import date

import pytest

from bagana.indicators.models import Period, PeriodKind

pytestmark = pytest.mark.django_db

MONTHS = {5: 11.0, 6: 13.0, 7: 17.0}


@pytest.fixture
def monthly(world):
    """Two years and, after them, three months of the same indicator."""
    for month, value in MONTHS.items():
        period = Period.objects.create(
            code=f"2026-{month:02}",
            kind=PeriodKind.MONTH,
            start=date(2026, month, 1),
            end=date(2026, month, 28),
        )
        world.publish("population_census", "1", 2026, value, period=period)
    return world


def read(client, query=""):
    response = client.get(f"/units/1/{query}")
    assert response.status_code == 200
    return response


def test_the_series_is_of_years_where_two_are_known(client, monthly):
    series = read(client).context["series"]
    assert [f.value for f in series["figures"]] == [1000, 1200, 1400]
    assert series["lengths"] == [PeriodKind.YEAR, PeriodKind.MONTH]


def test_another_length_is_one_press_away(client, monthly):
    html = read(client).content.decode()
    assert 'href="?every=month#series"' in html
    response = read(client, "?every=month")
    assert [f.value for f in response.context["series"]["figures"]] == [11, 13, 17]
    assert "2026-05" in str(response.context["series"]["spec"])
    assert "every=month" in response.content.decode()


def test_the_change_is_since_the_period_before_of_the_same_length(client, monthly):
    (line,) = [
        x
        for x in read(client).context["key_lines"]
        if x.indicator.code == "population_census"
    ]
    assert line.change == (17, 13)


def test_the_first_month_has_no_change_to_a_year(client, world):
    period = Period.objects.create(
        code="2026-05",
        kind=PeriodKind.MONTH,
        start=date(2026, 5, 1),
        end=date(2026, 5, 31),
    )
    world.publish("population_census", "1", 2026, 11, period=period)
    (line,) = [
        x
        for x in read(client).context["key_lines"]
        if x.indicator.code == "population_census"
    ]
    assert line.figure.value == 11
    assert line.change is None


def test_an_unknown_length_is_the_usual_one(client, monthly):
    assert read(client, "?every=week").context["series"]["every"] == "year"


def test_the_picture_to_take_away_is_of_the_length_asked_for(client, monthly):
    years = client.get("/charts/population_census/1.json").content.decode()
    months = client.get("/charts/population_census/1.json?every=month").content.decode()
    assert "2026-05" in months
    assert "2026-05" not in years


def test_several_units_are_compared_in_periods_of_one_length(client, monthly):
    address = "/compare/?units=1,11&indicator=population_census"
    years = str(client.get(address).context["lines"]["spec"])
    months = str(client.get(f"{address}&every=month").context["lines"]["spec"])
    assert "2026-05" in months
    assert "2026-05" not in years
