"""The public page of promptness shows published figures, each to be opened."""

from __future__ import annotations

import pytest

from bagana.indicators.founding import found_catalogue
from bagana.indicators.models import Indicator
from tests.factories import make_observation

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["mn", "en"])
def test_it_opens_each_published_figure_and_withholds_drafts(world, client, language):
    found_catalogue()
    client.cookies["django_language"] = language
    open_ = Indicator.objects.get(code="requests_open")
    fields = {"status": "published", "publication": world.publication}
    row = make_observation(open_, world.units["11"], 2026, 37, **fields)
    make_observation(open_, world.units["1101"], 2026, 4242)
    page = client.get("/promptness/?unit=11")
    assert page.status_code == 200
    text = page.content.decode()
    assert f"/numbers/{row.pk}/" in text
    assert "4242" not in text


def test_its_table_can_be_taken_away(world, client):
    found_catalogue()
    taken = client.get("/promptness/?unit=11&format=csv")
    assert taken.status_code == 200
    assert "1101,Нэгж 1101" in taken.content.decode()


def test_no_unit_follows_a_figure_that_is_not_there(world, client):
    found_catalogue()
    open_ = Indicator.objects.get(code="requests_open")
    fields = {"status": "published", "publication": world.publication}
    make_observation(open_, world.units["11"], 2026, 37, **fields)
    text = client.get("/promptness/?unit=11").content.decode()
    assert text.count('<span class="unit">') == 1
