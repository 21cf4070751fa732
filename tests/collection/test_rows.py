"""Rows of a return: read with last year's, written through the registers' actions."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import given, settings
from hypothesis import strategies as st

from bagana.collection.forms import FORMS, form_of, parse, shown
from bagana.collection.models import Cell, Return
from bagana.collection.rows import (
    digest_of,
    expected_of,
    households_of,
    rows_of,
    set_row,
    totals_of,
)
from bagana.registers.actions.journal import undo_entry
from bagana.registers.models import (
    SPECIES,
    Entry,
    HerdLoss,
    LivestockCount,
    LivestockExtra,
    Stay,
)
from bagana.web.errors import Conflict, Refused
from tests.collection.factories import make_round
from tests.factories import make_tree, make_user
from tests.registers.factories import (
    make_census,
    make_count,
    make_household,
    make_person,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def units():
    return make_tree()


@pytest.fixture
def bag(units):
    return make_user("bag_governor", units["1101"])


@pytest.fixture
def returned(units):
    census = make_census("2025-12", with_extras=True)
    round = make_round(units["1"], census=census)
    return Return.objects.get(round=round, unit=units["1101"])


def unit_return(units, form="bag_year", year="2025"):
    round = make_round(units["1"], form=form, year=year, code=f"{form}-{year}")
    return Return.objects.get(round=round, unit=units["1101"])


@pytest.mark.parametrize(
    ("typed", "value"), [("1 204", 1204), ("0", 0), ("", None), ("  7 ", 7)]
)
def test_a_blank_is_missing_and_not_nought(typed, value):
    assert parse(form_of("livestock").column("sheep"), typed) == value


@pytest.mark.parametrize("typed", ["abc", "-1", "2.5", "100000", "1e9"])
def test_what_is_no_number_of_heads_is_refused_at_the_field(typed):
    with pytest.raises(Refused) as refused:
        parse(form_of("livestock").column("sheep"), typed)
    assert refused.value.field == "sheep"


@pytest.mark.parametrize("form", FORMS)
def test_codes_of_a_form_are_its_own(form):
    codes = [one.code for one in form_of(form).columns]
    assert len(codes) == len(set(codes))
    rules = [one.code for one in form_of(form).rules]
    assert len(rules) == len(set(rules))


@given(number=st.integers(0, 99_999))
@settings(max_examples=30)
def test_what_is_shown_reads_back_the_same(number):
    column = form_of("livestock").column("goat")
    assert parse(column, shown(column, number)) == number
    tonnes = form_of("livestock").column("hay_tonnes")
    value = Decimal(number) / 100
    if value <= tonnes.maximum:
        assert parse(tonnes, shown(tonnes, value)) == value


def test_one_row_writes_herd_losses_and_works_as_one_entry(returned, units, bag):
    household = make_household(units["1101"])
    values = {
        "sheep": 320,
        "sheep_females": 150,
        "loss_sheep_wolf": 4,
        "wells": 1,
        "hay_tonnes": Decimal("2.50"),
    }
    entry = set_row(user=bag, returned=returned, household=household, values=values)
    assert LivestockCount.objects.get().sheep == 320
    assert HerdLoss.objects.get().cause == "wolf"
    assert LivestockExtra.objects.get().hay_tonnes == Decimal("2.50")
    assert entry.made_by == bag
    undo_entry(user=bag, entry=entry)
    assert not LivestockCount.objects.exists()
    assert not HerdLoss.objects.exists()


def test_a_row_that_did_not_change_makes_no_entry(returned, units, bag):
    household = make_household(units["1101"])
    set_row(user=bag, returned=returned, household=household, values={"goat": 5})
    before = Entry.objects.count()
    same = set_row(user=bag, returned=returned, household=household, values={"goat": 5})
    assert same is None
    assert Entry.objects.count() == before


def test_many_rows_can_be_one_entry(returned, units, bag):
    first = make_household(units["1101"])
    second = make_household(units["1101"])
    entry = set_row(user=bag, returned=returned, household=first, values={"goat": 5})
    again = set_row(
        user=bag, returned=returned, household=second, values={"goat": 6}, entry=entry
    )
    assert again == entry
    assert LivestockCount.objects.filter(entry=entry).count() == 2


def test_a_herd_of_which_nothing_is_left_was_not_counted(returned, units, bag):
    household = make_household(units["1101"])
    set_row(user=bag, returned=returned, household=household, values={"goat": 5})
    set_row(user=bag, returned=returned, household=household, values={"goat": None})
    assert not LivestockCount.objects.exists()


def test_who_saw_another_row_overwrites_nothing(returned, units, bag):
    household = make_household(units["1101"])
    stamp = rows_of(returned, bag, [household])[0].stamp
    deputy = make_user("sum_officer", units["11"])
    set_row(user=deputy, returned=returned, household=household, values={"goat": 7})
    with pytest.raises(Conflict):
        set_row(
            user=bag,
            returned=returned,
            household=household,
            values={"goat": 9},
            seen=stamp,
        )
    assert LivestockCount.objects.get().goat == 7


@pytest.mark.parametrize(
    ("role", "place"),
    [
        ("bag_governor", "1102"),
        ("sum_officer", "12"),
        ("aimag_officer", "1"),
        ("evaluator", "1"),
    ],
)
def test_only_the_bag_and_its_sum_fill(returned, units, role, place):
    household = make_household(units["1101"])
    stranger = make_user(role, units[place])
    with pytest.raises(PermissionDenied):
        set_row(
            user=stranger, returned=returned, household=household, values={"goat": 1}
        )


@pytest.mark.parametrize(
    ("role", "place"), [("bag_governor", "1102"), ("evaluator", "1")]
)
def test_rows_of_households_are_read_by_who_reads_the_register(
    returned, units, role, place
):
    with pytest.raises(PermissionDenied):
        rows_of(returned, make_user(role, units[place]))


def test_the_aimag_reads_masked_names(returned, units, bag):
    household = make_household(units["1101"])
    make_person(
        household, relation="head", private={"parent": "Дорж", "given": "Сараа"}
    )
    household.refresh_from_db()
    aimag = make_user("aimag_officer", units["1"])
    assert rows_of(returned, bag, [household])[0].label == "Дорж Сараа"
    assert "Сараа" not in rows_of(returned, aimag, [household])[0].label


def test_a_household_of_another_bag_has_no_row(returned, units, bag):
    strange = make_household(units["1102"])
    with pytest.raises(Refused):
        set_row(user=bag, returned=returned, household=strange, values={"goat": 1})


def test_households_are_those_of_the_last_day_of_the_census(returned, units, bag):
    stayed = make_household(units["1101"])
    left = make_household(units["1101"])
    Stay.objects.filter(household=left).update(ends_on=date(2025, 12, 1))
    came = make_household(units["1101"], opened_on=date(2026, 2, 1))
    found = set(households_of(returned))
    assert stayed in found
    assert found.isdisjoint({left, came})


def test_last_year_stands_beside_and_decides_who_must_be_counted(returned, units, bag):
    kept, plain = make_household(units["1101"]), make_household(units["1101"])
    herder = make_household(units["1101"], is_herder=True)
    make_count(make_census("2024-12"), kept, sheep=200)
    row = rows_of(returned, bag, [kept])[0]
    assert row.last_year["sheep"] == 200
    assert row.limits["sheep"].holds(220)
    assert not row.limits["sheep"].holds(900)
    keys = [kept.pk, plain.pk, herder.pk]
    assert expected_of(returned, keys) == {kept.pk, herder.pk}


def test_totals_add_up_own_and_tended_and_leave_missing_missing(returned, units, bag):
    keeper, owner = make_household(units["1101"]), make_household(units["1102"])
    make_count(returned.round.census, keeper, sheep=10)
    make_count(returned.round.census, keeper, sheep=5, owner=owner)
    totals = totals_of(returned)
    assert totals["sheep"] == 15
    assert totals["camel"] is None
    assert rows_of(returned, bag, [keeper])[0].tended == 5


def test_the_hash_changes_with_every_figure(returned, units, bag):
    household = make_household(units["1101"])
    hashes = [digest_of(returned)]
    for heads in (1, 2):
        set_row(
            user=bag, returned=returned, household=household, values={"camel": heads}
        )
        hashes.append(digest_of(returned))
    assert len(set(hashes)) == 3


def test_wells_are_asked_only_each_third_year(units, bag):
    round = make_round(units["1"], census=make_census("2024-12"), year="2024")
    returned = Return.objects.get(round=round, unit=units["1101"])
    household = make_household(units["1101"])
    with pytest.raises(Refused):
        set_row(user=bag, returned=returned, household=household, values={"wells": 1})


def test_a_form_of_the_unit_keeps_cells_with_their_history(units, bag):
    returned = unit_return(units)
    values = {"meetings": 4, "hay_tonnes": Decimal("12.5"), "note": "Тайлбар"}
    set_row(user=bag, returned=returned, household=None, values=values)
    set_row(user=bag, returned=returned, household=None, values={"meetings": 5})
    row = rows_of(returned, bag)[0]
    assert row.values == values | {"meetings": 5}
    assert Cell.objects.get(field="meetings").history.count() == 2


def test_two_people_may_fill_different_cells_and_not_the_same(units, bag):
    returned = unit_return(units)
    sent = {"user": bag, "returned": returned, "household": None}
    set_row(values={"meetings": 4}, seen={"meetings": None}, **sent)
    set_row(values={"requests": 9}, seen={"requests": None}, **sent)
    with pytest.raises(Conflict):
        set_row(values={"meetings": 6}, seen={"meetings": None}, **sent)


def test_limits_of_a_cell_come_from_the_units_own_years(units, bag):
    for year, heads in (("2023", 10), ("2024", 14)):
        earlier = unit_return(units, year=year)
        Cell.objects.create(returned=earlier, field="requests", value=heads)
    row = rows_of(unit_return(units), bag)[0]
    assert row.last_year["requests"] == 14
    assert row.limits["requests"].holds(12)
    assert not row.limits["requests"].holds(200)


def test_the_year_end_list_writes_the_register(units, bag):
    returned = unit_return(units, form="households")
    household = make_household(units["1101"])
    values = {"members_told": 4, "dwelling": "ger", "is_herder": True}
    entry = set_row(user=bag, returned=returned, household=household, values=values)
    household.refresh_from_db()
    assert (household.members_told, household.dwelling) == (4, "ger")
    undo_entry(user=bag, entry=entry)
    household.refresh_from_db()
    assert household.members_told is None


def test_the_year_end_list_asks_nobody_for_members_whom_the_register_has(units, bag):
    returned = unit_return(units, form="households")
    household, unknown = (make_household(units["1101"]) for _ in range(2))
    for year in (1980, 2015):
        make_person(household, birth_year=year)
    told = {row.key: row.values["members_told"] for row in rows_of(returned, bag)}
    assert told == {str(household.uid): 2, str(unknown.uid): None}


def test_reading_a_whole_bag_asks_the_database_a_fixed_number_of_times(
    returned, units, bag, django_assert_max_num_queries
):
    for _n in range(30):
        make_count(returned.round.census, make_household(units["1101"]), sheep=3)
    with django_assert_max_num_queries(30):
        assert len(rows_of(returned, bag)) == 30
    assert set(SPECIES) <= set(rows_of(returned, bag)[0].values)
