from collections.abc import Iterator

import pytest
from django.db import transaction

from tests.documents.world import World, make_world, read_world


@pytest.fixture(scope="module")
def kept_world(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Made once for the tests of a file; each of them is rolled back to it."""
    with django_db_blocker.unblock(), transaction.atomic():
        make_world()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def world(kept_world: None, db: None) -> World:
    return read_world()
