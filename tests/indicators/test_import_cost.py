"""What an import costs: queries by the thousand rows, not by the row."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bagana.indicators.imports import apply_batch
from bagana.indicators.models import Observation
from bagana.indicators.versions import CHUNK
from tests.indicators.process import BAGS, MONTHS
from tests.indicators.world import make_world, tidy

pytestmark = pytest.mark.django_db


def queries_for(world, months: int) -> int:
    rows = [f"{bag},people,{month},1" for month in MONTHS[:months] for bag in BAGS]
    batch = world.check(tidy(*rows))
    with CaptureQueriesContext(
        connection,
    ) as captured:
        apply_batch(user=world.officer, batch=batch)
    Observation.objects.all().delete()
    return len(captured)


def test_queries_grow_by_the_chunk():
    world = make_world()
    few = queries_for(world, 10)
    many = queries_for(world, 1000)
    assert few < 40
    assert many - few <= 5 * 1000 / CHUNK + 2
