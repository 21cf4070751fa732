"""Herds as arrays and totals: two views of the same animals."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bagana.registers.models import SPECIES, Stay
from bagana.registers.queries.herd_units import (
    unit_lines,
    unit_totals,
    units_in_order,
)
from bagana.registers.queries.herds import (
    Animals,
    herd_lines,
    in_state,
    ordered,
    totals_of,
)
from bagana.registers.queries.livestock import OUTSIDE, herd_of, livestock_counts
from bagana.registers.sheep_units import coefficients_on, sheep_units
from tests.factories import make_tree
from tests.registers.factories import make_census, make_count, make_household

DAY = date(2025, 12, 17)
BAGS = ("1101", "1102", "1103", "1201")


@pytest.fixture
def units(db):
    return make_tree()


@pytest.fixture
def census(db):
    return make_census()


def _of(units, census, code, view="owner"):
    rows = livestock_counts([units[code]], census, view=view)
    return float(np.nansum(rows.heads["sheep"]))


def test_tended_animals_count_to_their_owners_bag(units, census):
    owner = make_household(units["1201"])
    keeper = make_household(units["1101"])
    make_count(census, keeper, sheep=100)
    make_count(census, keeper, owner=owner, sheep=30)
    make_count(census, keeper, owner_index=b"x" * 16, sheep=7)
    assert _of(units, census, "1101", "keeper") == 137
    assert _of(units, census, "1101") == 107
    assert (_of(units, census, "1201"), _of(units, census, "1201", "keeper")) == (30, 0)


def test_the_owners_bag_is_that_of_the_last_day_of_the_census(units, census):
    owner = make_household(units["1201"])
    make_count(census, make_household(units["1101"]), owner=owner, sheep=30)
    moved = date(2026, 2, 1)
    Stay.objects.filter(household=owner).update(ends_on=moved)
    Stay.objects.create(
        household=owner,
        unit=units["1202"],
        number="1",
        starts_on=moved,
        entry=owner.entry,
    )
    assert _of(units, census, "1201") == 30
    assert _of(units, census, "1202") == 0


def test_not_counted_is_no_number(units, census):
    make_count(census, make_household(units["1101"]), sheep=0)
    rows = livestock_counts([units["1101"]], census)
    assert rows.heads["sheep"].tolist() == [0.0]
    assert np.isnan(rows.heads["goat"]).all()
    assert np.isnan(rows.small).all()


def test_it_reads_nothing_where_nothing_is(units, census):
    rows = livestock_counts([units["1101"]], census)
    assert len(rows) == 0
    assert rows.large.shape == (0,)


def test_owners_outside_the_register_are_told_apart(units, census):
    keeper = make_household(units["1101"])
    make_count(census, keeper, owner_index=b"x" * 16, sheep=7)
    assert livestock_counts([units["1101"]], census).owner.tolist() == [OUTSIDE]


herd = st.fixed_dictionaries({one: st.integers(0, 500) for one in SPECIES})


@settings(max_examples=25, deadline=None)
@given(herd)
def test_large_and_small_stock_are_all_stock(heads):
    animals = Animals(heads, DAY)
    assert animals.large + animals.small == animals.total == sum(heads.values())


@settings(max_examples=25, deadline=None)
@given(herd, herd)
def test_sheep_units_are_linear(one, other):
    both = {kind: one[kind] + other[kind] for kind in SPECIES}
    together = Animals(both, DAY).sheep_units
    apart = Animals(one, DAY).sheep_units + Animals(other, DAY).sheep_units
    assert together == pytest.approx(apart)
    arrays = {kind: np.array([float(one[kind])]) for kind in SPECIES}
    assert sheep_units(arrays, DAY)[0] == pytest.approx(Animals(one, DAY).sheep_units)


def test_sheep_units_name_where_they_come_from():
    of = coefficients_on(DAY)
    assert dict(of.of) == {
        "camel": 5,
        "horse": 7,
        "cattle": 6,
        "sheep": 1,
        "goat": 0.9,
    }
    assert of.source_mn
    assert of.source_en


@pytest.mark.django_db
@settings(max_examples=8, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(0, 99)),
        min_size=1,
        max_size=6,
    )
)
def test_both_views_add_up_to_the_same_animals_of_the_aimag(rows):
    from django.db import transaction

    with transaction.atomic():
        units, census = make_tree(), make_census()
        for place, belongs, sheep in rows:
            keeper = make_household(units[BAGS[place]])
            owner = make_household(units[BAGS[belongs]])
            make_count(census, keeper, owner=owner, sheep=sheep)
        bags = [units[code] for code in BAGS]
        sums = [
            np.nansum(livestock_counts(bags, census, view=view).heads["sheep"])
            for view in ("owner", "keeper")
        ]
        keys = [bag.pk for bag in bags]
        fast = [
            sum(row["sheep"] or 0 for row in unit_totals(keys, census, view).values())
            for view in ("owner", "keeper")
        ]
        transaction.set_rollback(True)
    assert sums == fast == [sum(sheep for _p, _b, sheep in rows)] * 2


def test_the_list_names_every_household_and_what_is_missing(units, census):
    bag = units["1101"]
    full = dict.fromkeys(SPECIES, 10)
    make_count(census, make_household(bag, number="2"), **full)
    herder = make_household(bag, number="10", is_herder=True)
    make_household(bag, number="3")
    lines = herd_lines(bag, census, "owner")
    assert [line.number for line in ordered(lines, "number")] == ["2", "3", "10"]
    assert [line.pk for line in in_state(lines, "missing")] == [herder.pk]
    assert len(in_state(lines, "")) == 2
    totals = totals_of(lines, dict.fromkeys(SPECIES))
    assert (totals.animals.total, totals.counted, totals.awaited) == (50, 1, 1)


def test_the_list_names_no_household_of_another_bag(units, census):
    stranger = make_household(units["1201"])
    Stay.objects.filter(household=stranger).delete()
    make_count(census, make_household(units["1101"]), owner=stranger, sheep=5)
    lines = herd_lines(units["1101"], census, "owner")
    assert stranger.pk not in {line.pk for line in lines}
    outside = next(line for line in lines if line.uid is None)
    assert outside.animals.heads["sheep"] == 5


def test_sorting_puts_the_missing_last(units, census):
    bag = units["1101"]
    for number, sheep in (("1", 5), ("2", None), ("3", 50)):
        make_count(census, make_household(bag, number=number), sheep=sheep)
    lines = herd_lines(bag, census, "keeper")
    down = [line.number for line in ordered(lines, "-sheep")]
    up = [line.number for line in ordered(lines, "sheep")]
    assert (down, up) == (["3", "1", "2"], ["1", "3", "2"])


def test_a_sum_shows_its_bags_beside_the_census_before(units, census):
    before = make_census("2024-12")
    keeper = make_household(units["1101"])
    make_count(before, keeper, sheep=40)
    make_count(census, keeper, sheep=50)
    make_household(units["1101"])
    lines = unit_lines(units["11"], census, "owner", date(2026, 1, 1))
    line = next(one for one in lines if one.version.unit == units["1101"])
    assert (line.totals.counted, line.totals.households) == (1, 2)
    assert line.totals.animals.heads["sheep"] == 50
    assert line.totals.before.heads["sheep"] == 40
    assert line.totals.animals.total is None


def test_a_herd_tells_own_tended_and_elsewhere(units, census):
    one, other = make_household(units["1101"]), make_household(units["1102"])
    make_count(make_census("2024-12"), one, sheep=9)
    make_count(census, one, sheep=10)
    make_count(census, one, owner=other, sheep=3)
    kept, owned = herd_of(one, census), herd_of(other, census)
    assert (kept.own.sheep, kept.before.sheep) == (10, 9)
    assert [row.sheep for row in kept.tended] == [3]
    assert owned.own is None
    assert [row.sheep for row in owned.elsewhere] == [3]


def test_bags_of_a_sum_sort_with_the_missing_last(units, census):
    for code, sheep in (("1101", 5), ("1103", 50)):
        make_count(census, make_household(units[code]), sheep=sheep)
    lines = unit_lines(units["11"], census, "owner", date(2026, 1, 1))
    down = [one.version.unit.code for one in units_in_order(lines, "-sheep")]
    assert down == ["1103", "1101", "1102"]
    turned = [one.version.unit.code for one in units_in_order(lines, "-unit")]
    assert turned == ["1103", "1102", "1101"]
