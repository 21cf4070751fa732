"""The office's first page tells who waits to be received, answered, counted again."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bagana.collection.actions.sampling import assign_items, draw_sample
from bagana.collection.models import Return, ReturnState
from bagana.collection.queries.worklist import waiting_for
from bagana.portal.queries.people_waiting import people_waiting
from bagana.privacy.actions.requests import fulfil_request, take_request
from bagana.registers.actions.moving import move_out
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
def world():
    units = make_tree()
    person = make_person(make_household(units["1101"]))
    return units, person, make_user("bag_governor", units["1101"])


@pytest.mark.parametrize(("days", "is_late"), [(2, False), (30, True)])
def test_a_bag_is_told_of_who_set_out_for_it(client, world, days, is_late):
    units, person, governor = world
    today = timezone.localdate()
    person.events.all().delete()
    move_out(
        user=governor,
        person=person,
        on=today - timedelta(days=days),
        to_unit=units["1102"],
    )
    receiver = make_user("bag_governor", units["1102"])
    (line,) = people_waiting(receiver, today)
    assert line.url == reverse("registers:waiting", args=["1102"])
    assert line.is_late == is_late
    assert people_waiting(governor, today) == []
    client.force_login(receiver)
    assert line.url in client.get(reverse("portal:office")).content.decode()
    client.cookies["django_language"] = "en"
    text = client.get(reverse("portal:office")).content.decode()
    assert "1 person is waiting to be received" in text


def test_requests_wait_for_who_keeps_the_register_until_they_are_answered(world):
    units, person, governor = world
    today = timezone.localdate()
    asked = take_request(user=governor, uid=person.uid, kind="extract", wish="")
    (line,) = people_waiting(governor, today)
    assert line.on == asked.due_on
    assert people_waiting(make_user("bag_governor", units["1102"]), today) == []
    assert people_waiting(make_user("evaluator", units["1"]), today) == []
    fulfil_request(user=governor, request=asked)
    assert people_waiting(governor, today) == []


def test_an_officer_asked_to_count_again_is_told(world):
    units = world[0]
    census = make_census()
    round = make_round(units["1"], census=census)
    make_count(census, make_household(units["1101"]), sheep=10, goat=0)
    Return.objects.filter(round=round).update(state=ReturnState.APPROVED)
    evaluator = make_user("evaluator", units["1"])
    sample = draw_sample(
        user=evaluator, round=round, unit=units["1"], size=1, seed="1,2",
        seed_source="Сугалаа",
    )  # fmt: skip
    officer = make_user("sum_officer", units["12"])
    assign_items(user=evaluator, sample=sample, unit=units["1101"], officer=officer)
    urls = [one.url for one in waiting_for(officer, timezone.localdate())]
    assert reverse("collection:sample", args=[sample.pk]) in urls
