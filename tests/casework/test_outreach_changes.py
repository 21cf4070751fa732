"""Rounds, services and delegations follow a change of units, and come back with it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from bagana.casework.actions.delegations import delegate, end_delegation
from bagana.casework.actions.following import follow
from bagana.casework.actions.moving import pass_on
from bagana.casework.actions.rounds import Wish, plan_round
from bagana.casework.models import Delegation, Function, MobileRound, RoundStop, Service
from bagana.casework.queries.delegations import over
from bagana.casework.queries.rounds import coming
from bagana.casework.queries.services import offered_in
from bagana.territory.actions import Part, blockers, merge, split, undo
from bagana.territory.actions.describing import preview
from bagana.territory.handover import handovers_of
from bagana.web.errors import Conflict
from tests.casework.conftest import Today
from tests.casework.factories import make_service
from tests.factories import make_act, make_user
from tests.territory.worlds import World, dump

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
DAY = date(2026, 3, 10)
LATER = date(2026, 4, 20)
NEW = Part(code="1110", name_mn="Нэгдсэн баг", name_en="United bag")


@pytest.fixture
def world() -> Any:
    world = World()
    units = world.units
    world.sum = make_user("sum_officer", units["11"])
    world.service = make_service(units["1101"])
    world.round = a_round(world, units["1101"], [units["1101"]])
    world.of_sum = a_round(world, units["11"], [units["1102"], units["1103"]])
    world.function = Function.objects.create(code="wells", title_mn="Худаг", level=2)
    world.given = give(world, units["1101"], money=Decimal(5))
    return world


def a_round(world: Any, unit: Any, bags: list[Any]) -> MobileRound:
    return plan_round(
        user=world.sum,
        unit=unit,
        title_mn="Эмчийн үзлэг",
        starts_on=LATER,
        ends_on=LATER,
        start=(106.0, 48.5),
        places=[
            Wish(bag, f"Газар {place}", 106.1 + place / 10, 48.6)
            for place, bag in enumerate(bags)
        ],
    )


def give(world: Any, unit: Any, **fields: Any) -> Delegation:
    asked: dict[str, Any] = {
        "user": world.sum,
        "function": world.function,
        "giver": world.units["11"],
        "unit": unit,
        "act": make_act(world.units["11"]),
        "valid_from": date(2024, 1, 1),
    }
    return delegate(**(asked | fields))


def unite(world: Any, on: date = DAY) -> Any:
    units = [world.units["1101"], world.units["1102"]]
    return merge(units=units, into=NEW, parent=None, **world.order(on))


def part(world: Any, on: date = DAY) -> Any:
    parts = [
        Part(code=code, name_mn=name, name_en=name)
        for code, name in (("1111", "Зүүн"), ("1112", "Баруун"))
    ]
    shares = {"households": {"1111": Decimal("0.6"), "1112": Decimal("0.4")}}
    return split(
        unit=world.units["1101"], parts=parts, shares=shares, **world.order(on)
    )


def rows() -> list[Any]:
    return [
        list(model._default_manager.order_by("pk").values_list())
        for model in (MobileRound, RoundStop, Service, Delegation)
    ]


def stops() -> list[str]:
    return list(RoundStop.objects.order_by("pk").values_list("unit__code", flat=True))


def test_rounds_stops_and_services_go_to_the_heir(world: Any) -> None:
    change = unite(world)
    world.round.refresh_from_db()
    world.of_sum.refresh_from_db()
    assert (world.round.unit.code, world.of_sum.unit.code) == ("1110", "11")
    assert sorted(stops()) == ["1103", "1110", "1110"]
    new = world.round.unit
    assert coming(new, DAY).count() == 2
    assert world.service in offered_in(new, DAY)
    told = [one for one in handovers_of(change) if one.kind == "round"]
    assert {(one.source, one.target) for one in told} == {
        ("1101", "1110"),
        ("11", "11"),
    }


def test_what_was_held_or_is_over_stays(world: Any) -> None:
    MobileRound.objects.filter(pk=world.round.pk).update(state="held")
    RoundStop.objects.filter(mobile_round=world.of_sum).update(on=date(2026, 3, 1))
    unite(world)
    assert sorted(stops()) == ["1101", "1102", "1103"]
    world.round.refresh_from_db()
    assert world.round.unit.code == "1101"


def test_a_function_goes_on_with_the_only_successor_and_keeps_its_past(
    world: Any,
) -> None:
    change = unite(world)
    world.given.refresh_from_db()
    assert world.given.valid_to == DAY
    old, new = Delegation.objects.order_by("pk")
    assert (new.unit.code, new.valid_from, new.money) == ("1110", DAY, Decimal(5))
    assert (new.act_id, new.giver.code) == (old.act_id, "11")
    assert over(world.units["1101"], date(2025, 1, 1)) == [old]
    assert over(new.unit, DAY) == [new]
    assert [one for one in handovers_of(change) if one.kind == "delegation"] == []


def test_where_both_held_it_the_second_is_to_be_decided(world: Any) -> None:
    give(world, world.units["1102"], money=Decimal(7))
    change = unite(world)
    left = [one for one in handovers_of(change) if one.kind == "delegation"]
    assert [(one.source, one.target) for one in left] == [("1102", "1110")]
    assert Delegation.objects.on(DAY).count() == 1


def test_where_several_follow_it_is_to_be_decided(world: Any) -> None:
    change = part(world)
    assert not Delegation.objects.on(DAY).exists()
    left = [one for one in handovers_of(change) if one.kind == "delegation"]
    assert [one.source for one in left] == ["1101"]
    # No outline is drawn: nobody can say in which of the two the stop lies.
    assert "1101" in stops()
    assert [one.kind for one in handovers_of(change) if one.kind == "round"]


def test_one_that_had_not_begun_moves_itself(world: Any) -> None:
    end_delegation(user=world.sum, delegation=world.given, on=date(2025, 1, 1))
    ahead = give(world, world.units["1101"], valid_from=date(2026, 6, 1))
    unite(world)
    ahead.refresh_from_db()
    assert (ahead.unit.code, ahead.valid_from) == ("1110", date(2026, 6, 1))
    assert Delegation.objects.count() == 2


@pytest.mark.parametrize("make", [unite, part])
def test_undoing_brings_back_exactly_what_stood(world: Any, make: Any) -> None:
    give(world, world.units["1102"])
    before, register = rows(), dump()
    change = make(world)
    assert blockers(change) == []
    undo(user=world.officer, change=change)
    assert (rows(), dump()) == (before, register)
    undo(user=world.officer, change=make(world))
    assert rows() == before


def test_two_changes_one_after_the_other_come_back_one_by_one(world: Any) -> None:
    stages = [rows()]
    first = unite(world)
    stages.append(rows())
    units = [first.units.get(code="1110"), world.units["1103"]]
    into = Part(code="1120", name_mn="Том баг", name_en="Great bag")
    second = merge(
        units=units, into=into, parent=None, **world.order(date(2026, 3, 12))
    )
    assert set(stops()) == {"1120"}
    undo(user=world.officer, change=second)
    assert rows() == stages[1]
    undo(user=world.officer, change=first)
    assert rows() == stages[0]


def test_a_delegation_ended_since_stands_in_the_way_of_undoing(world: Any) -> None:
    change = unite(world)
    new = Delegation.objects.get(unit__code="1110")
    end_delegation(user=world.sum, delegation=new, on=date(2026, 6, 1))
    with pytest.raises(Conflict, match="шилжүүлэг"):
        undo(user=world.officer, change=change)


def test_before_its_day_nothing_moves_and_afterwards_the_sum_passes_on(
    world: Any, today: Today
) -> None:
    change = unite(world, date(2026, 4, 1))
    assert "1110" not in stops()
    assert follow(change) == 0
    assert [one.kind for one in handovers_of(change) if one.kind == "round"]
    today.move(date(2026, 4, 2))
    pass_on(user=world.sum, unit=world.units["1101"])
    assert sorted(stops()) == ["1103", "1110", "1110"]
    before = rows()
    assert follow(change) == 0
    assert rows() == before


@pytest.mark.parametrize("on", [DAY, date(2026, 4, 1)])
def test_the_preview_adds_up_and_writes_nothing(world: Any, on: date) -> None:
    before = rows()
    units = [world.units["1101"], world.units["1102"]]
    told = preview("merge", units=units, into=NEW, parent=None, **world.order(on))
    lines = {line.label: (line.before, line.after) for line in told.lines}
    for label in (
        "Төлөвлөсөн явуулын үйлчилгээ",
        "Өөрийн үйлчилгээ",
        "Шилжүүлсэн чиг үүрэг",
    ):
        assert lines[label] == ({"1101": 1}, {"1110": 1})
    assert rows() == before
