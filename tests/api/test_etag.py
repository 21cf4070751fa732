"""A reader who has the newest answer is told so without reading it again."""

import pytest

from bagana.indicators.actions import publish, withdraw
from bagana.indicators.models import Observation
from tests.api.conftest import signed_in

LIST = "/api/v1/observations"


def tag(client, **query) -> str:
    return client.get(LIST, query)["ETag"]


def test_the_same_question_is_answered_by_304(api):
    again = api.get(LIST, headers={"If-None-Match": tag(api)})
    assert again.status_code == 304
    assert again.content == b""


def test_304_reads_no_figures(api, django_assert_num_queries):
    known = tag(api)
    with django_assert_num_queries(1):
        api.get(LIST, headers={"If-None-Match": known})


def test_another_question_has_another_tag(api):
    assert tag(api) != tag(api, limit=5) != tag(api, on="2018-06-05")


def test_another_reader_has_another_tag(api, world):
    assert tag(api) != tag(signed_in(world.officer))


@pytest.mark.parametrize("event", ["publish", "withdraw"])
def test_what_changes_the_data_changes_the_tag(api, world, event):
    before = tag(api)
    if event == "publish":
        publish(user=world.officer, title="Туршилт", unit=world.units["43"])
    else:
        row = Observation.objects.filter(status="published").first()
        withdraw(user=world.officer, observation=row, reason="Туршилт")
    assert tag(api) != before
    assert api.get(LIST, headers={"If-None-Match": before}).status_code == 200


def test_the_pages_of_a_choice_are_counted_once(api, django_assert_num_queries):
    assert api.get(LIST, {"limit": 2}).json()["total"] == 5
    with django_assert_num_queries(2):
        assert api.get(LIST, {"limit": 2, "offset": 2}).json()["total"] == 5


def test_what_was_counted_is_counted_again_when_the_data_change(api, world):
    assert api.get(LIST, {"limit": 2}).json()["total"] == 5
    publish(user=world.officer, title="Туршилт", unit=world.units["43"])
    assert api.get(LIST, {"limit": 2}).json()["total"] == 8
