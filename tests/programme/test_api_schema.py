"""What the schema promises of the programme holds, whatever is sent."""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, settings

from tests.api.test_schema import _one_connection, served  # noqa: F401
from tests.programme.tables import make_world
from tests.programme.test_api import world as _rows

pytestmark = pytest.mark.django_db
schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", served)


@pytest.fixture
def programme_world(db):
    """The programme that the examples of the schema name."""
    found = _rows.__wrapped__(db) if hasattr(_rows, "__wrapped__") else make_world()
    found.programme.code = "selenge-bag-2018"
    found.programme.save()
    return found


@schema.include(path_regex="programmes|measures").parametrize()
@settings(
    max_examples=6,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
def test_it_keeps_its_promises(case, programme_world):
    case.call_and_validate()
