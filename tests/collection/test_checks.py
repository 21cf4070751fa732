"""What the checks of a return find, and what they let pass."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bagana.collection import limits
from bagana.collection.actions.ladder import submit
from bagana.collection.checks import findings_of
from bagana.collection.form_types import ERROR, UNUSUAL, WARNING
from bagana.collection.models import Cell, Return, ReturnState
from bagana.registers.models import SPECIES
from bagana.web.errors import Refused
from tests.collection.factories import make_round
from tests.factories import make_tree, make_user
from tests.registers.factories import make_census, make_count, make_household

pytestmark = pytest.mark.django_db


@pytest.fixture
def units():
    return make_tree()


@pytest.fixture
def returned(units):
    round = make_round(units["1"], census=make_census("2025-12"))
    return Return.objects.get(round=round, unit=units["1101"])


def herd(**heads):
    """A row of which nothing is left blank."""
    whole = {
        f"{one}{part}": 0 for part in ("", "_females", "_young") for one in SPECIES
    }
    return whole | heads


def count(returned, household=None, **heads):
    household = household or make_household(returned.unit)
    return make_count(returned.round.census, household, **herd(**heads))


def found(returned):
    return {(one.rule, one.level) for one in findings_of(returned)}


def test_an_empty_return_of_a_bag_without_herders_is_in_order(returned):
    make_household(returned.unit)
    assert found(returned) == set()


def test_a_herder_without_a_row_is_an_error(returned):
    household = make_household(returned.unit, is_herder=True)
    (one,) = findings_of(returned)
    assert (one.rule, one.level, one.household) == ("no_row", ERROR, str(household.uid))


def test_who_had_animals_last_year_must_be_counted_or_told_to_have_none(returned):
    household = make_household(returned.unit)
    make_count(make_census("2024-12"), household, sheep=40)
    assert ("no_row", ERROR) in found(returned)
    count(returned, household)
    assert ("no_row", ERROR) not in found(returned)


def test_a_begun_row_with_a_blank_is_an_error_and_nought_is_not(returned):
    household = make_household(returned.unit)
    make_count(returned.round.census, household, sheep=20)
    assert {("blank_camel", ERROR), ("blank_goat", ERROR)} <= found(returned)


def test_breeding_females_and_young_fit_into_the_heads(returned):
    row = count(returned, sheep=20, sheep_females=15, sheep_young=6)
    assert ("parts_sheep", ERROR) in found(returned)
    row.sheep_young = 5
    row.save()
    assert ("parts_sheep", ERROR) not in found(returned)


def test_females_left_blank_where_there_are_animals_are_a_warning(returned):
    count(returned, goat=12, goat_females=None)
    assert found(returned) == {("females_goat", WARNING)}


def test_more_than_the_last_count_and_young_can_explain_is_a_warning(returned):
    household = make_household(returned.unit)
    make_count(make_census("2024-12"), household, **herd(sheep=100))
    row = count(returned, household, sheep=170, sheep_young=30)
    # (100 + 30) × 1.1 + 20 = 163
    assert ("grown_sheep", WARNING) in found(returned)
    row.sheep = 163
    row.save()
    assert ("grown_sheep", WARNING) not in found(returned)


def test_the_window_slides_over_a_year_without_a_count(returned):
    household = make_household(returned.unit)
    make_census("2024-12")
    make_count(make_census("2023-12"), household, **herd(camel=5))
    count(returned, household, camel=90)
    assert ("grown_camel", WARNING) in found(returned)


def test_a_count_before_the_window_is_not_looked_at(returned):
    household = make_household(returned.unit)
    make_census("2024-12")
    make_census("2023-12")
    make_count(make_census("2022-12"), household, **herd(camel=5))
    count(returned, household, camel=90)
    assert ("grown_camel", WARNING) not in found(returned)


def test_figures_like_last_years_in_every_kind_are_shown(returned):
    household = make_household(returned.unit)
    same = {"sheep": 51, "goat": 43, "horse": 7}
    make_count(make_census("2024-12"), household, **herd(**same))
    count(returned, household, **same)
    assert ("copied", UNUSUAL) in found(returned)


def test_rounded_figures_are_shown_once_for_the_return(returned):
    for number in range(20):
        count(returned, sheep=50 + 10 * number, goat=40 + 5 * number)
    rows = [one for one in findings_of(returned) if one.rule == "heaping"]
    assert [(one.level, one.household) for one in rows] == [(UNUSUAL, "")]


def test_figures_as_they_fall_are_not_called_rounded(returned):
    for number in range(40):
        count(returned, sheep=31 + 7 * number)
    assert "heaping" not in {one.rule for one in findings_of(returned)}


def test_a_herd_far_from_the_bags_others_is_shown(returned):
    for number in range(20):
        count(returned, goat=21 + number)
    count(returned, goat=2_000)
    rows = [one for one in findings_of(returned) if one.rule == "outlier_goat"]
    assert [one.level for one in rows] == [UNUSUAL]


def test_errors_come_first_and_nothing_names_a_person(returned):
    household = make_household(returned.unit, is_herder=True, private={"note": "Нууц"})
    count(returned, goat=12, goat_females=None)
    findings = findings_of(returned)
    assert [one.level for one in findings] == [ERROR, WARNING]
    assert findings[0].number == household.number
    assert not any("Нууц" in one.what for one in findings)


def test_an_error_stops_submitting(returned, units):
    make_household(returned.unit, is_herder=True)
    with pytest.raises(Refused):
        submit(user=make_user("bag_governor", units["1101"]), returned=returned)


def test_a_warning_is_accepted_with_a_word(returned, units):
    bag = make_user("bag_governor", units["1101"])
    count(returned, goat=12, goat_females=None)
    for accept in ({}, {"females_goat": "  "}):
        with pytest.raises(Refused) as refused:
            submit(user=bag, returned=returned, accept=accept)
        assert refused.value.field == "accept_females_goat"
    done = submit(
        user=bag, returned=returned, accept={"females_goat": "Бүгд эр", "other": "?"}
    )
    assert done.state == ReturnState.SUBMITTED
    assert done.seen == {"females_goat": {"count": 1, "word": "Бүгд эр"}}


def test_what_is_only_unusual_needs_no_word(returned, units):
    for number in range(20):
        count(returned, goat=21 + number)
    count(returned, goat=2_000)
    bag = make_user("bag_governor", units["1101"])
    assert submit(user=bag, returned=returned).state == ReturnState.SUBMITTED


def test_cells_of_the_unit_are_checked_across_fields_and_years(units):
    for year, requests in (("2024", 40), ("2025", 900)):
        round = make_round(units["1"], form="bag_year", year=year, code=f"y-{year}")
        returned = Return.objects.get(round=round, unit=units["1101"])
        whole = {"meetings": 4, "requests": requests, "answered": 950, "wells_all": 3}
        for field, value in whole.items():
            Cell.objects.create(returned=returned, field=field, value=value)
    rules = found(returned)
    assert ("answered_of_requests", ERROR) in rules
    assert ("in_time_needed", WARNING) in rules
    assert ("off_limits", UNUSUAL) in rules


def test_the_whole_bag_is_checked_with_few_queries(
    returned, django_assert_max_num_queries
):
    for number in range(30):
        count(returned, sheep=21 + number)
    with django_assert_max_num_queries(25):
        findings_of(returned)


values = st.lists(st.floats(0, 1e6), min_size=1, max_size=30)


@given(values)
@settings(max_examples=40)
def test_the_middle_is_no_outlier(told):
    usual = limits.spread(told)
    assert usual.score(usual.middle) == 0
    assert math.isfinite(usual.score(told[0]))


def test_the_modified_z_score_is_that_of_the_book():
    # median 4, absolute deviations 2 1 1 0 1 6: median 1; 0.6745 × 6 / 1 = 4.047
    usual = limits.spread([2, 3, 3, 4, 5, 10, 4])
    assert usual.middle == 4
    assert usual.score(10) == pytest.approx(4.047, abs=1e-3)


@given(st.lists(st.integers(0, 5_000), min_size=1, max_size=6))
@settings(max_examples=40)
def test_own_history_is_always_within_the_limits(told):
    limit = limits.limit_of([float(one) for one in told], limits.DEFAULT)
    assert limit is not None
    assert all(limit.holds(one) for one in told)
    assert limit.low >= 0
