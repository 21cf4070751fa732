"""Open rounds after a change of units: new bags owe a return, others hand theirs on."""

from datetime import date

import pytest

from bagana.collection.consequences import returns_left
from bagana.collection.models import Return, ReturnState
from bagana.territory.actions import Part, blockers, merge, undo
from bagana.web.errors import Conflict
from tests.collection.factories import make_round
from tests.territory.worlds import World

pytestmark = pytest.mark.django_db
DAY = date(2025, 7, 1)
NEW = Part(code="1110", name_mn="Нэгдсэн баг", name_en="United bag")


@pytest.fixture
def world():
    world = World()
    world.round = make_round(world.units["1"])
    return world


def unite(world, on=DAY):
    units = [world.units["1101"], world.units["1102"]]
    return merge(units=units, into=NEW, **world.order(on))


def owing():
    return sorted(Return.objects.values_list("unit__code", flat=True))


def test_a_new_bag_owes_a_return_and_does_not_after_undoing(world):
    before = owing()
    change = unite(world)
    assert owing() == sorted([*before, "1110"])
    assert blockers(change) == []
    undo(user=world.officer, change=change)
    assert owing() == before


def test_a_change_after_the_period_leaves_the_round_alone(world):
    before = owing()
    unite(world, date(2026, 2, 1))
    assert owing() == before


def test_a_return_that_was_begun_blocks_undoing(world):
    change = unite(world)
    row = Return.objects.get(unit__code="1110")
    row.cells.create(field="note", text="?")
    assert any("1" in reason for reason in blockers(change))
    with pytest.raises(Conflict):
        undo(user=world.officer, change=change)


def test_unfinished_returns_of_ended_bags_are_handed_over(world):
    Return.objects.filter(unit__code="1102").update(state=ReturnState.APPROVED)
    left = returns_left(unite(world))
    assert [(one.source, one.target) for one in left] == [("1101", "1110")]
    assert "Test census" in left[0].what_en
