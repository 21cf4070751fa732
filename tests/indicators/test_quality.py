"""The error rate of a second count stands beside the figures that it speaks of."""

from __future__ import annotations

import pytest

from bagana.indicators.founding import found_catalogue
from bagana.indicators.models import Indicator, Publication
from bagana.indicators.queries.quality import error_rate_of, newest_error_rates
from tests.factories import make_observation, make_period, make_tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def units():
    found_catalogue()
    return make_tree()


def checked(unit, year=2025, errors=2, counted=40, status="published"):
    return make_observation(
        Indicator.objects.get(code="census_error_rate"),
        unit,
        year,
        100 * errors / counted,
        numerator=errors,
        denominator=counted,
        status=status,
        publication=publication() if status == "published" else None,
    )


def publication():
    return Publication.objects.create(title="Туршилт", rows=1, sha256="0" * 64)


def sheep():
    return Indicator.objects.get(code="reg_livestock_sheep")


def test_it_is_told_with_its_interval(units):
    row = checked(units["11"])
    found = error_rate_of(sheep(), make_period(2025), units["11"].pk, user=None)
    assert found.observation == row.pk
    assert found.rate == 5.0
    assert (round(found.low, 1), round(found.high, 1)) == (1.4, 16.5)


def test_a_draft_or_another_period_or_an_official_figure_is_told_nothing(units):
    checked(units["11"], status="draft")
    checked(units["12"])
    official = Indicator.objects.get(code="livestock_sheep")
    asked = [
        (sheep(), 2025, "11"),
        (sheep(), 2024, "12"),
        (official, 2025, "12"),
    ]
    for indicator, year, code in asked:
        period = make_period(year)
        assert error_rate_of(indicator, period, units[code].pk, user=None) is None


def test_the_page_of_a_number_says_it_in_both_languages(units, client):
    number = make_observation(
        sheep(), units["11"], 2025, 320, status="published", publication=publication()
    )
    checked(units["11"])
    for language, words in (("mn", "Давтан тооллогоор 40 өрхийн"), ("en", "of 40")):
        client.cookies["django_language"] = language
        page = client.get(f"/numbers/{number.pk}/").content.decode()
        assert words in page
        assert "16" in page


def test_the_index_asks_for_the_newest_of_what_it_uses(units):
    keys = [units["11"].pk, units["12"].pk]
    checked(units["11"], 2024, errors=9)
    checked(units["11"], 2025, errors=1)
    found = newest_error_rates(["reg_livestock_sheep"], keys, make_period(2025))
    assert {unit: one.errors for unit, one in found.items()} == {units["11"].pk: 1}
    assert newest_error_rates(["livestock_sheep"], keys, make_period(2025)) == {}
