"""Herds written all at once stand as if they had been written one by one."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bagana.collection.sheets import actions, apply_sheet, matching
from bagana.collection.sheets.weighing import SheetCheck
from bagana.registers.models import (
    COLUMNS,
    HerdLoss,
    LivestockCount,
    LivestockExtra,
    Revision,
)
from tests.collection.sheet_world import make_world
from tests.registers.factories import make_count

pytestmark = pytest.mark.django_db
FIELDS = ("sheep", "sheep_females", "sheep_young", "goat", "loss_sheep_disease")
HEADS = st.none() | st.integers(0, 60) | st.just(200_000)
ROWS = st.lists(st.dictionaries(st.sampled_from(FIELDS), HEADS), min_size=3, max_size=3)


def slowly(patch):
    patch.setattr(matching, "plainly_sound", lambda *_all: {})
    patch.setattr(actions, "write_new_herds", lambda **_all: set())


def told(world, rows):
    """What a check and its taking in leave, and what they refuse; all taken back."""
    keys = [str(one.uid) for one in world.households]
    found = SheetCheck(rows={k: dict(r) for k, r in zip(keys, rows, strict=True) if r})
    with transaction.atomic():
        matching.rehearse(found, matching.Matcher(world.returned, world.governor))
        apply_sheet(
            user=world.governor, returned=world.returned, check=found, choices={}
        )
        counts = LivestockCount.objects.order_by("keeper", "census")
        standing = [
            list(counts.values_list("census", "unit", "keeper", "owner", *COLUMNS)),
            [bytes(one) for one in counts.values_list("owner_index", flat=True)],
            list(HerdLoss.objects.order_by("pk").values_list("household", "heads")),
            LivestockExtra.objects.count(),
            sorted(Revision.objects.values_list("table", "row")),
            len(set(counts.values_list("entry", flat=True))),
        ]
        transaction.set_rollback(True)
    return standing, [(one.reason, one.column) for one in found.problems]


@settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(rows=ROWS)
def test_at_once_and_one_by_one_leave_the_same(at_world, rows):
    quick = told(at_world, rows)
    with pytest.MonkeyPatch.context() as patch:
        slowly(patch)
        assert told(at_world, rows) == quick


@pytest.fixture
def at_world():
    world = make_world()
    census = world.returned.round.census
    make_count(census, world.households[0], sheep=5, goat=7)
    return world
