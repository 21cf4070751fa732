"""Changes of units: meetings stay, what is owed goes to the heir, and comes back."""

from __future__ import annotations

import pytest

from bagana.meetings.models import Meeting, Obligation
from bagana.people.leaving import everything_open
from bagana.territory.actions import Part, merge, undo
from bagana.territory.actions.describing import preview
from bagana.territory.handover import handovers_of
from bagana.web.errors import Conflict
from tests.meetings.decided import make_held, make_obligation, make_resolution
from tests.territory.worlds import World, dump

pytestmark = pytest.mark.django_db
NEW = Part(code="1110", name_mn="Нэгдсэн баг", name_en="United bag")


@pytest.fixture
def world():
    world = World()
    resolution = make_resolution(world.units["1101"])
    world.owed = make_obligation(resolution)
    done = {"state": "done", "done_on": resolution.act.date}
    world.done = make_obligation(resolution, **done)
    make_obligation(make_resolution(world.units["1103"]))
    return world


def unite(world):
    units = [world.units["1101"], world.units["1102"]]
    return merge(units=units, into=NEW, parent=None, **world.order())


def owed():
    return list(Obligation.objects.order_by("pk").values_list("unit__code", "state"))


def rows():
    return list(Obligation.objects.order_by("pk").values_list())


def test_open_obligations_go_to_the_heir_and_meetings_stay(world):
    unite(world)
    assert owed() == [("1110", "open"), ("1101", "done"), ("1103", "open")]
    held = Meeting.objects.order_by("pk").values_list("unit__code", flat=True)
    assert list(held) == ["1101", "1103"]


def test_undoing_brings_back_exactly_what_stood(world):
    before, register = rows(), dump()
    change = unite(world)
    undo(user=world.officer, change=change)
    assert rows() == before
    assert dump() == register
    again = unite(world)
    undo(user=world.officer, change=again)
    assert rows() == before


def test_the_preview_adds_up_and_writes_nothing(world):
    before = rows()
    units = [world.units["1101"], world.units["1102"]]
    told = preview("merge", units=units, into=NEW, parent=None, **world.order())
    line = next(line for line in told.lines if line.label == "Биелээгүй үүрэг")
    assert (line.before, line.after) == ({"1101": 1}, {"1110": 1})
    assert rows() == before


def test_a_meeting_of_the_new_bag_stands_in_the_way_of_undoing(world):
    change = unite(world)
    make_held(change.units.get(code="1110"))
    with pytest.raises(Conflict, match="хуралдаан"):
        undo(user=world.officer, change=change)


def test_a_person_looks_at_what_was_passed_on(world):
    found = [one for one in handovers_of(unite(world)) if one.kind == "obligation"]
    assert [(one.source, one.target) for one in found] == [("1101", "1110")]


def test_a_leaving_governor_hands_over_open_obligations(world):
    told = [
        found
        for work, found in everything_open(world.units["1101"])
        if work.kind == "obligations"
    ]
    assert [str(world.owed.uid) in one.href for one in told] == [True]
    assert "2026-05-01" in told[0].text
