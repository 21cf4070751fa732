"""Rows written at once are the rows that were given, in either database."""

import uuid
from datetime import date

import pytest
from django.utils import timezone

from bagana.registers.models import Entry, Household, Section
from bagana.web.bulk import insert, new_keys
from tests.factories import make_tree
from tests.registers.factories import make_entry

pytestmark = pytest.mark.django_db
NAMES = (
    "id", "uid", "unit", "number", "dwelling", "electricity", "water", "sealed",
    "phone_index", "opened_on", "entry", "changed_at", "is_herder",
)  # fmt: skip


def test_days_keys_bytes_and_moments_come_back_as_they_went():
    unit = make_tree()["1101"]
    entry = make_entry(unit)
    key, uid, now = new_keys(Household, 1)[0], uuid.uuid4(), timezone.now()
    row = (
        key,
        uid,
        unit.pk,
        "0001",
        "ger",
        "",
        "",
        b"\x00\xff",
        b"",
        date(2024, 2, 29),
    )
    insert(Household, NAMES, [(*row, entry.pk, now, True)])
    found = Household.objects.get(pk=key)
    assert (found.uid, found.opened_on, found.changed_at) == (
        uid,
        date(2024, 2, 29),
        now,
    )
    assert bytes(found.sealed) == b"\x00\xff"
    assert found.is_herder is True
    assert found.section_id is None


def test_new_keys_are_of_no_row_that_is_or_was_or_comes():
    unit = make_tree()["1101"]
    gone = Section.objects.create(unit=unit, name="A")
    last = gone.pk
    gone.delete()
    keys = new_keys(Section, 3)
    assert len(set(keys)) == 3
    assert min(keys) > last
    insert(Section, ("id", "unit", "name", "is_closed"), [
        (key, unit.pk, f"N{key}", False) for key in keys
    ])  # fmt: skip
    after = Section.objects.create(unit=unit, name="B").pk
    assert after not in keys


def test_no_keys_of_an_empty_table_begin_at_one_twice():
    assert len(new_keys(Entry, 0)) == 0
