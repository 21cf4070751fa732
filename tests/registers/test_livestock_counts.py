"""A herd as it is counted: what is written, refused, kept and locked."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from bagana.indicators.periods import ensure_period
from bagana.registers import locking
from bagana.registers.actions.journal import undo_entry
from bagana.registers.actions.livestock import (
    open_census,
    record_extras,
    record_livestock_count,
    record_losses,
    remove_livestock_count,
)
from bagana.registers.models import (
    Entry,
    HerdLoss,
    LivestockCount,
    LivestockExtra,
    Stay,
)
from bagana.web.errors import Conflict, Refused
from tests.factories import make_tree, make_user
from tests.registers.factories import make_census, make_household, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def bag():
    return make_tree()["1101"]


@pytest.fixture
def governor(bag):
    return make_user("bag_governor", bag)


def _count(governor, keeper, heads=None, **more):
    return record_livestock_count(
        user=governor,
        census=make_census(),
        keeper=keeper,
        heads={"sheep": 320} if heads is None else heads,
        **more,
    )


def test_it_writes_heads_and_names_the_entry(bag, governor):
    count = _count(governor, make_household(bag), counted_on=date(2025, 12, 8))
    assert (count.sheep, count.goat) == (320, None)
    assert count.entry.made_by == governor
    assert count.unit == bag


def test_it_keeps_what_is_not_named(bag, governor):
    keeper = make_household(bag)
    _count(governor, keeper, {"sheep": 320, "goat": 0})
    count = _count(governor, keeper, {"sheep": 321})
    assert (count.sheep, count.goat) == (321, 0)


def test_it_writes_nothing_when_nothing_changed(bag, governor):
    keeper = make_household(bag)
    _count(governor, keeper)
    entries = Entry.objects.count()
    _count(governor, keeper)
    assert Entry.objects.count() == entries


def test_it_brings_the_earlier_count_back(bag, governor):
    keeper = make_household(bag)
    _count(governor, keeper)
    _count(governor, keeper, {"sheep": 7})
    undo_entry(user=governor, entry=Entry.objects.order_by("-id")[0])
    assert LivestockCount.objects.get().sheep == 320


def test_it_brings_a_removed_row_back(bag, governor):
    count = _count(governor, make_household(bag))
    entry = remove_livestock_count(user=governor, count=count)
    assert not LivestockCount.objects.exists()
    undo_entry(user=governor, entry=entry)
    assert LivestockCount.objects.get().sheep == 320


@pytest.mark.parametrize(
    ("heads", "field"),
    [
        ({"sheep": 10, "sheep_females": 8, "sheep_young": 3}, "sheep"),
        ({"goat": -1}, "goat"),
        ({"goat": 100_001}, "goat"),
        ({"camel_young": 1}, "camel"),
    ],
)
def test_it_refuses_what_cannot_be_true(bag, governor, heads, field):
    with pytest.raises(Refused) as told:
        _count(governor, make_household(bag), heads)
    assert told.value.field == field
    assert told.value.fix
    assert not LivestockCount.objects.exists()


def test_it_counts_no_young_in_june(bag, governor):
    heads = {"sheep": 10, "sheep_young": 3}
    with pytest.raises(Refused):
        record_livestock_count(
            user=governor,
            census=make_census("2025-06"),
            keeper=make_household(bag),
            heads=heads,
        )


def test_it_refuses_a_day_of_another_year(bag, governor):
    with pytest.raises(Refused) as told:
        _count(governor, make_household(bag), counted_on=date(2024, 12, 8))
    assert told.value.field == "counted_on"


def test_it_tells_apart_the_herds_of_two_owners(bag, governor):
    keeper = make_household(bag)
    _count(governor, keeper)
    _count(governor, keeper, {"sheep": 40}, owner_name="Даваагийн Энх")
    _count(governor, keeper, {"sheep": 30}, owner=make_household(bag))
    again = _count(governor, keeper, {"sheep": 41}, owner_name="даваагийн энх")
    assert LivestockCount.objects.count() == 3
    assert again.sheep == 41


def test_it_seals_the_name_of_an_owner(bag, governor):
    count = _count(governor, make_household(bag), owner_name="Даваагийн Энх")
    assert "Энх".encode() not in bytes(count.owner_sealed)
    assert "Энх" not in count.entry.title


def test_it_finds_the_owner_in_the_register_by_number(bag, governor):
    owner = make_household(bag)
    make_person(owner, private={"reg_no": "УБ80010112"})
    count = _count(governor, make_household(bag), owner_reg_no="уб80010112")
    assert count.owner == owner
    assert bytes(count.owner_index) == b""


def test_what_one_has_oneself_is_nobody_elses(bag, governor):
    keeper = make_household(bag)
    count = _count(governor, keeper, owner=keeper)
    assert count.owner is None


def test_a_household_that_left_is_counted_where_it_was(bag, governor):
    keeper = make_household(bag)
    other = make_tree_unit("1102")
    Stay.objects.filter(household=keeper).update(ends_on=date(2026, 3, 1))
    Stay.objects.create(
        household=keeper,
        unit=other,
        number="1",
        starts_on=date(2026, 3, 1),
        entry=keeper.entry,
    )
    keeper.unit = other
    keeper.save()
    assert _count(governor, keeper).unit == bag


def make_tree_unit(code):
    from bagana.territory.models import Unit

    return Unit.objects.get(code=code)


@pytest.mark.parametrize(
    ("role", "code"),
    [
        ("bag_governor", "1102"),
        ("sum_officer", "12"),
        ("aimag_officer", "1"),
        ("evaluator", "1"),
    ],
)
def test_it_lets_nobody_else_count(bag, role, code):
    stranger = make_user(role, make_tree_unit(code))
    keeper = make_household(bag)
    census = make_census()
    with pytest.raises(PermissionDenied):
        _count(stranger, keeper)
    with pytest.raises(PermissionDenied):
        record_losses(
            user=stranger,
            census=census,
            household=keeper,
            losses={("sheep", "wolf"): 1},
        )


def test_the_sum_counts_for_its_bag(bag):
    officer = make_user("sum_officer", make_tree_unit("11"))
    assert _count(officer, make_household(bag)).sheep == 320


def test_a_locked_count_stays(bag, governor, monkeypatch):
    keeper = make_household(bag)
    count = _count(governor, keeper)
    monkeypatch.setattr(locking, "_locks", [lambda census, unit: "Баталсан."])
    with pytest.raises(Conflict):
        _count(governor, keeper, {"sheep": 1})
    with pytest.raises(Conflict):
        remove_livestock_count(user=governor, count=count)
    with pytest.raises(Conflict):
        record_losses(
            user=governor,
            census=make_census(),
            household=keeper,
            losses={("sheep", "wolf"): 1},
        )
    with pytest.raises(Conflict):
        undo_entry(user=governor, entry=count.entry)


def test_losses_are_written_changed_and_taken_away(bag, governor):
    about = {"user": governor, "census": make_census()}
    about["household"] = make_household(bag)
    record_losses(**about, losses={("sheep", "wolf"): 3, ("goat", "disaster"): 0})
    entry = record_losses(**about, losses={("sheep", "wolf"): None})
    assert [row.species for row in HerdLoss.objects.all()] == ["goat"]
    assert record_losses(**about, losses={("goat", "disaster"): 0}) is None
    undo_entry(user=governor, entry=entry)
    assert HerdLoss.objects.get(species="sheep").heads == 3


def test_extras_are_counted_only_in_their_year(bag, governor):
    about = {"user": governor, "household": make_household(bag)}
    with pytest.raises(Refused):
        record_extras(**about, census=make_census(), wells=1)
    census = make_census("2024-12", with_extras=True)
    record_extras(**about, census=census, wells=1)
    record_extras(**about, census=census, fences=2)
    row = LivestockExtra.objects.get()
    assert (row.wells, row.fences, row.hay_tonnes) == (1, 2, None)


def test_a_census_is_opened_once(bag, governor):
    officer = make_user("aimag_officer", make_tree_unit("1"))
    about = {
        "code": "2026-12",
        "kind": "december",
        "period": ensure_period("2026"),
        "starts_on": date(2026, 12, 7),
        "ends_on": date(2026, 12, 17),
    }
    census = open_census(user=officer, **about)
    assert open_census(user=officer, **about) == census
    with pytest.raises(Conflict):
        open_census(user=officer, **(about | {"ends_on": date(2026, 12, 18)}))
    with pytest.raises(PermissionDenied):
        open_census(user=governor, **about)
