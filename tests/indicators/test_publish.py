"""Publishing: what is frozen, its hash, who may."""

from __future__ import annotations

import hashlib

import pytest

from bagana.indicators.actions import correct, publish, verify, withdraw
from bagana.indicators.actions.publishing import canonical_text
from bagana.indicators.models import Observation, Publication
from bagana.web.errors import PermissionDenied, Refused
from tests.factories import make_period, make_user
from tests.indicators.world import make_world, tidy

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    world = make_world()
    world.take_in(
        tidy("1101,people,2025,10", "1201,people,2025,20", "1101,animals,2024,5")
    )
    return world


def states() -> list[tuple[str, float]]:
    return list(Observation.objects.order_by("pk").values_list("status", "value"))


def test_drafts_become_public(world):
    made = publish(user=world.officer, title="Тооллого")
    assert made.rows == 3
    assert {status for status, _ in states()} == {"published"}
    assert Observation.objects.visible_to(None).count() == 3
    assert verify(made)


def test_it_takes_only_what_was_chosen(world):
    made = publish(
        user=world.officer,
        title="x",
        indicators=[world.people],
        periods=[make_period(2025)],
        unit=world.units["11"],
    )
    assert made.rows == 1
    assert states() == [("published", 10.0), ("draft", 20.0), ("draft", 5.0)]


def test_the_former_figure_is_superseded_and_stays_readable(world):
    first = publish(user=world.officer, title="x")
    world.take_in(tidy("1101,people,2025,11"))
    second = publish(user=world.officer, title="y")
    old = Observation.objects.get(value=10)
    assert (old.status, old.publication) == ("superseded", first)
    assert old in Observation.objects.visible_to(None)
    assert second.rows == 1
    assert verify(first)
    assert verify(second)


def test_the_hash_is_of_the_canonical_text(world):
    made = publish(user=world.officer, title="x")
    text = canonical_text(made)
    assert text.splitlines()[0] == ('["animals","1101","2024",1,5.0,null,null,"test"]')
    assert hashlib.sha256(text.encode()).hexdigest() == made.sha256


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: rows.filter(value=10).update(value=10.000001),
        lambda rows: rows.filter(value=10).update(publication=None),
        lambda rows: rows.filter(value=10).update(denominator=1),
    ],
)
def test_verify_sees_what_was_changed_behind_our_back(world, change):
    made = publish(user=world.officer, title="x")
    change(Observation.objects.all())
    assert not verify(made)


def test_withdrawing_does_not_break_the_hash(world):
    made = publish(user=world.officer, title="x")
    withdraw(
        user=world.officer, observation=Observation.objects.get(value=10), reason="x"
    )
    assert verify(made)


def test_nobody_publishes_beyond_the_own_units(world):
    other = make_user("aimag_officer", world.units["11"])
    with pytest.raises(PermissionDenied):
        publish(user=other, title="x")
    assert not Publication.objects.exists()
    assert publish(user=other, title="x", unit=world.units["11"]).rows == 2


@pytest.mark.parametrize("who", ["sum_officer", "governor"])
def test_those_who_only_enter_do_not_publish(world, who):
    with pytest.raises(PermissionDenied):
        publish(user=getattr(world, who), title="x", unit=world.units["1101"])


def test_an_evaluator_does_not_publish(world):
    with pytest.raises(PermissionDenied):
        publish(user=make_user("evaluator", world.units["1"]), title="x")


def test_nothing_to_publish_is_said(world):
    publish(user=world.officer, title="x")
    with pytest.raises(Refused):
        publish(user=world.officer, title="y")


def test_a_publication_has_a_name(world):
    with pytest.raises(Refused) as refusal:
        publish(user=world.officer, title="  ")
    assert refusal.value.field == "title"


def test_a_correction_is_published_over_the_old_figure(world):
    publish(user=world.officer, title="x")
    correct(
        user=world.sum_officer,
        observation=Observation.objects.get(value=10),
        value=12,
        note="дахин тоолов",
    )
    publish(user=world.officer, title="засвар")
    assert (
        Observation.objects.get(
            status="published", unit__code="1101", indicator=world.people
        ).value
        == 12
    )
