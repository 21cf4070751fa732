"""Open requests follow a change of units; undoing brings back exactly what stood."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from bagana.casework.actions import requests as actions
from bagana.casework.actions.moving import pass_on
from bagana.casework.handover import open_of, requests_left
from bagana.casework.models import Request, RequestStep
from bagana.casework.subjects import erase_requests, requests_of
from bagana.territory.actions import Part, blockers, merge, undo
from tests.casework.conftest import Today
from tests.casework.factories import make_request, make_service
from tests.factories import make_user
from tests.registers.factories import make_household, make_person
from tests.territory.worlds import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
DAY = date(2026, 3, 10)
NEW = Part(code="1110", name_mn="Нэгдсэн баг", name_en="United bag")


@pytest.fixture
def world() -> Any:
    world = World()
    service = make_service(world.units["1"])
    world.governor = make_user("bag_governor", world.units["1101"])
    bag = world.units["1101"]
    world.open = make_request(world.governor, bag, service)[0]
    world.closed = make_request(world.governor, bag, service)[0]
    actions.answer(user=world.governor, request=world.closed, text="Болсон")
    return world


def unite(world: Any, on: date = DAY) -> Any:
    units = [world.units["1101"], world.units["1102"]]
    return merge(units=units, into=NEW, **world.order(on))


def dump() -> list[Any]:
    rows = [*Request.objects.order_by("pk").values_list("pk", "unit", "state")]
    return [*rows, *RequestStep.objects.order_by("pk").values_list("pk", "deed")]


def test_open_requests_go_to_the_heir_and_closed_ones_stay(world: Any) -> None:
    before = dump()
    change = unite(world)
    world.open.refresh_from_db()
    world.closed.refresh_from_db()
    assert (world.open.unit.code, world.closed.unit.code) == ("1110", "1101")
    assert world.open.number == "1101-26-1"
    assert requests_left(change) == []
    assert blockers(change) == []
    undo(user=world.officer, change=change)
    assert dump() == before


def test_the_new_governor_works_on_what_came_over(world: Any) -> None:
    unite(world)
    world.open.refresh_from_db()
    heir = make_user("bag_governor", world.open.unit)
    assert actions.answer(user=heir, request=world.open, text="Хариу").closed_on


def test_before_its_day_nothing_moves_and_the_handover_says_so(world: Any) -> None:
    change = unite(world, date(2026, 6, 1))
    world.open.refresh_from_db()
    assert world.open.unit.code == "1101"
    left = requests_left(change)
    assert [(one.source, one.target) for one in left] == [("1101", "1110")]


def test_after_its_day_the_sum_passes_on_what_was_left(
    world: Any, today: Today
) -> None:
    unite(world, date(2026, 6, 1))
    today.move(date(2026, 6, 2))
    with pytest.raises(PermissionDenied):
        pass_on(user=world.governor, unit=world.units["1101"])
    officer = make_user("sum_officer", world.units["11"])
    assert pass_on(user=officer, unit=world.units["1101"]) == 1
    world.open.refresh_from_db()
    assert world.open.unit.code == "1110"


def test_a_governor_who_goes_leaves_what_is_open(world: Any, today: Today) -> None:
    assert [one.count for one in open_of(world.units["1101"])] == [1]
    today.move(date(2026, 4, 30))
    late = open_of(world.units["1101"])
    assert [one.count for one in late] == [1, 1]
    assert open_of(world.units["1102"]) == []


def test_a_person_is_told_and_forgotten(world: Any) -> None:
    home = make_household(world.units["1101"])
    person = make_person(home, relation="head")
    row, _code = make_request(
        world.governor,
        world.units["1101"],
        world.open.version,
        household=home,
        private={"name": "Нууцнэр", "text": "Нууцүг"},
    )
    told = str(requests_of(person.pk))
    assert "Нууцнэр" in told
    assert "Нууцүг" in told
    erase_requests(person.pk, None)
    row.refresh_from_db()
    assert set(row.private) == {"code"}
    assert "Нууц" not in str(requests_of(person.pk))
    assert row.due_on
