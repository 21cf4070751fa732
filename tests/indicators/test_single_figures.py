"""One figure recorded, corrected, withdrawn."""

from __future__ import annotations

import pytest

from bagana.indicators.actions import correct, publish, record_observation, withdraw
from bagana.indicators.models import Observation
from bagana.web.errors import Conflict, PermissionDenied, Refused
from tests.factories import make_indicator, make_user
from tests.indicators.world import make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


def record(world, user=None, **fields):
    values = {
        "indicator": world.people,
        "unit": world.units["1101"],
        "period": "2025",
        "value": 10.0,
    }
    return record_observation(user=user or world.governor, **(values | fields))


def test_a_governor_records_the_own_bag(world):
    row = record(world, note="тоолсон")
    assert (row.status, row.version, row.note) == ("draft", 1, "тоолсон")


def test_the_same_figure_again_is_the_same_row(world):
    assert record(world) == record(world)


def test_another_value_is_the_next_version(world):
    old, new = record(world), record(world, value=11.0)
    assert (new.version, new.supersedes) == (2, old)
    old.refresh_from_db()
    assert old.status == "superseded"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"period": "маргааш"}, "period"),
        ({"period": "1995"}, "unit"),
        ({"value": -1.0}, "value"),
        ({"value": float("nan")}, "value"),
        ({"value": 1e24}, "value"),
        ({"value": 5.0, "numerator": 1.0}, "value"),
    ],
)
def test_bad_input_is_refused_at_its_field(world, fields, field):
    with pytest.raises(Refused) as refusal:
        record(world, **fields)
    assert refusal.value.field == field
    assert not Observation.objects.exists()


def test_a_level_below_the_indicator_is_refused(world):
    with pytest.raises(Refused):
        record(world, indicator=make_indicator("hay", lowest_level=2))


def test_others_units_are_out_of_reach(world):
    with pytest.raises(PermissionDenied):
        record(world, unit=world.units["1102"])
    with pytest.raises(PermissionDenied):
        record(world, user=make_user("evaluator", world.units["1"]))


def test_a_correction_leaves_the_old_value_as_it_was(world):
    old = record(world)
    publish(user=world.officer, title="x")
    new = correct(user=world.governor, observation=old, value=12, note="алдаатай байв")
    old.refresh_from_db()
    assert (old.status, old.value) == ("published", 10.0)
    assert (new.status, new.value, new.supersedes) == ("draft", 12.0, old)


def test_nobody_corrects_what_they_have_not_seen(world):
    seen = record(world)
    record(world, value=11.0)
    with pytest.raises(Conflict):
        correct(user=world.governor, observation=seen, value=12)


def test_a_stranger_corrects_nothing(world):
    row = record(world)
    with pytest.raises(PermissionDenied):
        correct(
            user=make_user("bag_governor", world.units["1102"]),
            observation=row,
            value=1,
        )


def test_withdrawing_keeps_the_figure_and_why(world):
    row = record(world)
    publish(user=world.officer, title="x")
    withdraw(user=world.officer, observation=row, reason="буруу тоолсон")
    row.refresh_from_db()
    assert (row.status, row.value) == ("withdrawn", 10.0)
    assert row.withdrawal.reason == "буруу тоолсон"
    assert not Observation.objects.visible_to(None).exists()


def test_only_an_officer_withdraws_what_is_published(world):
    row = record(world)
    publish(user=world.officer, title="x")
    with pytest.raises(PermissionDenied):
        withdraw(user=world.governor, observation=row, reason="x")


def test_who_enters_may_drop_the_draft(world):
    row = withdraw(user=world.governor, observation=record(world), reason="давхардсан")
    assert row.status == "withdrawn"
    with pytest.raises(Conflict):
        withdraw(user=world.governor, observation=row, reason="дахин")


def test_a_reason_is_needed(world):
    with pytest.raises(Refused) as refusal:
        withdraw(user=world.governor, observation=record(world), reason=" ")
    assert refusal.value.field == "reason"
