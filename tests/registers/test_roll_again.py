"""Counting the touched bags again equals counting everything."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from django.utils import timezone

from bagana.registers.actions.journal import begin, keep, undo_entry
from bagana.registers.actions.livestock import record_livestock_count
from bagana.registers.models import COLUMNS, SPECIES, Entry, EntryKind
from bagana.registers.queries.touched import MARGIN, touched_since
from bagana.registers.rolling import (
    HERDS,
    REGISTER,
    SHEEP_UNITS,
    Asking,
    Kept,
    plan_of,
    roll,
)
from tests.factories import make_tree, make_user
from tests.registers.factories import (
    make_census,
    make_count,
    make_household,
    make_person,
)

pytestmark = pytest.mark.django_db
START, END = date(2025, 1, 1), date(2025, 12, 31)
CODES = [*(one.code for one in (*REGISTER, *HERDS)), SHEEP_UNITS]
BAGS = ("1101", "1102", "1103", "1201", "1202")


def herd(heads):
    """A third of every kind are breeding females, a third young."""
    return dict.fromkeys(COLUMNS, heads // 3) | dict.fromkeys(SPECIES, heads)


@pytest.fixture
def world():
    units = make_tree()
    census = make_census()
    homes = {}
    for code in BAGS:
        homes[code] = make_household(units[code], is_herder=True, electricity="own")
        make_person(homes[code])
        make_count(census, homes[code], **herd(9))
    # All of this was written long ago.
    Entry.objects.update(made_at=timezone.now() - timedelta(days=9))
    asking = Asking(plan_of([units["1"]], END), START, END, census)
    return units, homes, census, asking


def same(one, other):
    return all(
        np.array_equal(getattr(one.cells[c], name), getattr(other.cells[c], name), True)
        for c in CODES
        for name in ("value", "contributors", "largest", "unknown")
    )


def test_only_the_bags_of_new_entries_are_touched(world):
    units, homes, census, _asking = world
    now = timezone.now() + MARGIN
    assert touched_since(now) == frozenset()
    record_livestock_count(
        user=make_user("bag_governor", units["1101"]),
        census=census,
        keeper=homes["1101"],
        heads={"sheep": 320},
    )
    assert touched_since(now) == {units["1101"].pk}


def test_the_owners_bag_is_touched_where_his_herd_is_counted_elsewhere(world):
    units, homes, census, _asking = world
    since = timezone.now() + MARGIN
    record_livestock_count(
        user=make_user("bag_governor", units["1101"]),
        census=census,
        keeper=homes["1101"],
        owner=homes["1202"],
        heads=herd(3),
    )
    found = touched_since(since)
    assert found == {units["1101"].pk, units["1202"].pk}


def test_after_an_undoing_anything_may_be_touched(world):
    units, _homes, _census, _asking = world
    since = timezone.now() + MARGIN
    user = make_user("bag_governor", units["1101"])
    entry = begin(kind=EntryKind.HOUSEHOLD, unit=units["1101"], user=user)
    undo_entry(user=user, entry=entry)
    assert touched_since(since) is None


def test_counting_the_touched_bags_again_equals_counting_everything(world):
    units, homes, census, asking = world
    kept = Kept(asking, CODES)
    assert same(kept.start(), roll(asking, CODES))
    since = timezone.now() + MARGIN
    governor = make_user("bag_governor", units["1102"])
    record_livestock_count(
        user=governor,
        census=census,
        keeper=homes["1102"],
        owner=homes["1201"],
        heads=herd(12),
    )
    new = make_household(units["1102"], is_herder=False)
    make_person(new, birth_year=2020)
    entry = begin(kind=EntryKind.HOUSEHOLD, unit=units["1103"], user=governor)
    keep(entry, homes["1103"])
    homes["1103"].electricity = ""
    homes["1103"].save()
    touched = touched_since(since)
    assert touched == {units[code].pk for code in ("1102", "1103", "1201")}
    fresh = Asking(plan_of([units["1"]], END), START, END, census)
    assert same(kept.recount(touched), roll(fresh, CODES))
