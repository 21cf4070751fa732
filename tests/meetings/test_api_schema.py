"""What the schema promises of meetings holds, whatever is sent."""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, settings

from tests.api.test_schema import _one_connection, served  # noqa: F401
from tests.factories import make_tree
from tests.meetings.decided import (
    make_held,
    make_item,
    make_obligation,
    make_resolution,
    make_vote,
)

pytestmark = pytest.mark.django_db
schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", served)


@pytest.fixture
def held(db):
    meeting = make_held(make_tree()["1101"])
    item = make_item(meeting)
    make_obligation(make_resolution(meeting, item=item, ballot=make_vote(item)))
    return meeting


@schema.include(path_regex="^/(api/v1/)?(meetings|resolutions)").parametrize()
@settings(
    max_examples=3,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
def test_it_keeps_its_promises(case, held):
    case.call_and_validate()
