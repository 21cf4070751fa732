"""Applying a checked file, and undoing it exactly."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from bagana.indicators.actions import publish, record_observation, withdraw
from bagana.indicators.imports import (
    apply_batch,
    discard_batch,
    undo_batch,
)
from bagana.indicators.models import ImportBatch, Observation
from bagana.web.errors import Conflict, PermissionDenied, Refused
from tests.indicators.world import dump, make_world, tidy


@pytest.fixture
def world(db):
    return make_world()


def test_a_new_figure_is_a_first_draft(world):
    batch = world.take_in(tidy("1101,people,2025,10"))
    row = Observation.objects.get()
    assert (row.status, row.version, row.value) == ("draft", 1, 10.0)
    assert row.batch_id == batch.pk
    assert row.entered_by == world.officer
    assert row.source == world.people.source


def test_a_repeated_import_changes_nothing(world):
    text = tidy("1101,people,2025,10", "1102,people,2025,20")
    world.take_in(text)
    before = dump()
    again = world.take_in(text)
    assert again.counts["same"] == again.counts["read"] == 2
    assert dump() == before


def test_a_changed_draft_is_superseded_by_its_next_version(world):
    world.take_in(tidy("1101,people,2025,10"))
    batch = world.take_in(tidy("1101,people,2025,11"))
    assert batch.counts["changed"] == 1
    old, new = Observation.objects.order_by("version")
    assert (old.status, old.value) == ("superseded", 10.0)
    assert (new.status, new.version, new.supersedes) == ("draft", 2, old)


def test_a_changed_published_figure_stays_beside_the_draft(world):
    world.take_in(tidy("1101,people,2025,10"))
    publish(user=world.officer, title="x")
    world.take_in(tidy("1101,people,2025,11"))
    rows = Observation.objects.order_by("version").values_list("status", "value")
    assert list(rows) == [("published", 10.0), ("draft", 11.0)]


def test_what_is_published_already_is_the_same(world):
    world.take_in(tidy("1101,people,2025,10"))
    publish(user=world.officer, title="x")
    assert world.take_in(tidy("1101,people,2025,10")).counts["same"] == 1


def test_a_withdrawn_figure_can_come_again(world):
    world.take_in(tidy("1101,people,2025,10"))
    withdraw(user=world.officer, observation=Observation.objects.get(), reason="x")
    batch = world.take_in(tidy("1101,people,2025,10"))
    assert batch.counts["new"] == 1
    assert Observation.objects.filter(status="draft").get().version == 2


def test_apply_checks_again_what_stands_now(world):
    first = world.check(tidy("1101,people,2025,10"))
    world.take_in(tidy("1101,people,2025,10"))
    assert apply_batch(user=world.officer, batch=first).counts["same"] == 1


def test_a_batch_is_applied_once(world):
    batch = world.take_in(tidy("1101,people,2025,10"))
    with pytest.raises(Conflict):
        apply_batch(user=world.officer, batch=batch)


def test_only_who_checked_it_applies_it(world):
    batch = world.check(tidy("1101,people,2025,10"))
    with pytest.raises(PermissionDenied):
        apply_batch(user=world.sum_officer, batch=batch)


def test_undo_is_refused_when_a_row_is_published(world):
    batch = world.take_in(tidy("1101,people,2025,10", "1102,people,2025,10"))
    publish(user=world.officer, title="x", unit=world.units["1101"])
    with pytest.raises(Conflict):
        undo_batch(user=world.officer, batch=batch)
    assert Observation.objects.count() == 2


def test_undo_is_refused_when_a_row_is_superseded(world):
    batch = world.take_in(tidy("1101,people,2025,10"))
    world.take_in(tidy("1101,people,2025,11"))
    with pytest.raises(Conflict):
        undo_batch(user=world.officer, batch=batch)


def test_undo_needs_the_units_of_the_batch(world):
    batch = world.take_in(tidy("1201,people,2025,10"))
    with pytest.raises(PermissionDenied):
        undo_batch(user=world.sum_officer, batch=batch)


def test_undo_happens_once(world):
    batch = world.take_in(tidy("1101,people,2025,10"))
    undo_batch(user=world.officer, batch=batch)
    with pytest.raises(Conflict):
        undo_batch(user=world.officer, batch=batch)


def test_a_checked_file_can_be_dropped_an_applied_one_not(world):
    discard_batch(user=world.officer, batch=world.check(tidy("1101,people,2025,10")))
    assert not ImportBatch.objects.exists()
    batch = world.take_in(tidy("1101,people,2025,10"))
    with pytest.raises(Refused):
        discard_batch(user=world.officer, batch=batch)
    assert ImportBatch.objects.exists()


CODES = ("1101", "1102", "1201", "9999", "MN", "")
CELLS = ("1", "2", "3.5", "-4", "зуу", "", "…")
ROWS = st.lists(
    st.tuples(
        st.sampled_from(CODES),
        st.sampled_from(("people", "animals", "?")),
        st.sampled_from(("2024", "2025", "1990")),
        st.sampled_from(CELLS),
    ),
    max_size=12,
)


class ImportProperties(TestCase):
    """Whatever a file holds: counts reconcile, and undo brings all back."""

    def setUp(self):
        self.world = make_world()

    @settings(max_examples=25)
    @given(first=ROWS, second=ROWS, published=st.booleans())
    def test_counts_reconcile_and_undo_is_exact(self, first, second, published):
        self.world.take_in(tidy(*(",".join(row) for row in first)))
        if published and Observation.objects.filter(status="draft").exists():
            publish(user=self.world.officer, title="x")
        record_observation(
            user=self.world.officer,
            indicator=self.world.people,
            unit=self.world.units["1202"],
            period="2025",
            value=7,
        )
        before = dump()
        batch = self.world.take_in(tidy(*(",".join(row) for row in second)))
        counts = batch.counts
        kinds = ("new", "changed", "same", "refused")
        assert counts["read"] == sum(counts[kind] for kind in kinds)
        assert counts["read"] + counts["empty"] == len(
            [row for row in second if any(row)]
        )
        written = Observation.objects.filter(batch=batch).count()
        assert written == counts["new"] + counts["changed"]
        undo_batch(user=self.world.officer, batch=batch)
        assert dump() == before
