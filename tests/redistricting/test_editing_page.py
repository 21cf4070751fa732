"""The page on which a plan is edited: with and without scripts, for whom, how heavy."""

from __future__ import annotations

import gzip
import json

import pytest
from django.urls import reverse

from bagana.redistricting.actions import editing
from tests.redistricting.factories import make_world

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def draft(world):
    return editing.begin_edit(user=world.officer, plan=world.even, title="Гар засвар")


@pytest.fixture
def page(world, draft, client):
    client.force_login(world.officer)
    return Page(client, draft)


class Page:
    def __init__(self, client, plan):
        self.client, self.plan = client, plan
        self.path = reverse(
            "redistricting:edit", args=[plan.scenario.code, plan.number]
        )

    def get(self, query="", **more):
        return self.client.get(self.path + query, **more)

    def press(self, do, htmx=False, **fields):
        headers = HTMX if htmx else {}
        return self.client.post(self.path, {"do": do, **fields}, headers=headers)

    def unit_of(self, code):
        self.plan.refresh_from_db()
        return self.plan.units[self.plan.labels_array()[int(code[2:])]]


def test_every_block_is_a_link_with_a_name_and_only_one_a_stop_of_the_keyboard(page):
    text = page.get().content.decode()
    assert text.count('tabindex="-1" aria-label="b-') == 23
    assert text.count('tabindex="0" aria-label="b-') == 1
    assert 'aria-label="b-01, 11 өрх, 36 хүн: Нэгж 1101"' in text
    assert 'href="?block=b-01"' in text
