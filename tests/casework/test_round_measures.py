"""Measures of rounds and delegations equal a plain recount of the rows."""

from __future__ import annotations

import math
from datetime import date
from decimal import Decimal
from random import Random
from statistics import median
from typing import Any

import pytest

from bagana.casework import outreach_catalogue as measures
from bagana.casework.models import (
    Delegation,
    Function,
    MobileRound,
    RoundState,
    RoundStop,
)
from bagana.registers.models import Section
from tests.factories import make_act, make_tree
from tests.registers.factories import make_household

pytestmark = pytest.mark.django_db
START, END = date(2026, 4, 1), date(2026, 6, 30)
BAGS = ("1101", "1102", "1103", "1201", "1202")
INSIDE = {
    "1": BAGS,
    "11": BAGS[:3],
    "12": BAGS[3:],
    **{code: (code,) for code in BAGS},
}
"""Bags under each unit, told here by hand."""


@pytest.fixture
def units():
    return make_tree()


def told(name: str, units: Any) -> dict[str, float | None]:
    asked = [units[code] for code in INSIDE]
    return dict(measures.MEASURES[name](asked, START, END))


def make_round(unit: Any, state: str, stops: list[tuple[Any, date, int | None]]) -> Any:
    days = [day for _unit, day, _served in stops]
    row = MobileRound.objects.create(
        unit=unit,
        title_mn="Явуулын",
        starts_on=min(days),
        ends_on=max(days),
        state=state,
        start_lon=106.0,
        start_lat=49.0,
    )
    for at, (bag, day, served) in enumerate(stops, start=1):
        RoundStop.objects.create(
            mobile_round=row,
            position=at,
            unit=bag,
            section=bag.sections.first(),
            place=f"Газар {at}",
            longitude=106.0,
            latitude=49.0,
            on=day,
            served=served,
        )
    return row


def scatter(units: Any, dice: Random) -> list[Any]:
    """Rounds of sums to some of their bags, on days in and around the span."""
    made = []
    for code in ("11", "12", "11", "12", "11"):
        bags = dice.sample(INSIDE[code], 2)
        month = dice.randint(3, 7)
        stops = [
            (
                units[bag],
                date(2026, month, dice.randint(1, 28)),
                dice.choice([0, 4, 30]),
            )
            for bag in bags
        ]
        state = dice.choice([RoundState.HELD, RoundState.HELD, RoundState.CANCELLED])
        made.append(make_round(units[code], state, stops))
    return made


@pytest.mark.parametrize("seed", range(3))
def test_rounds_and_people_equal_a_plain_recount(units, seed):
    rounds = scatter(units, Random(seed))
    held, people = told("rounds_held", units), told("round_people_reached", units)
    for code, bags in INSIDE.items():
        count = served = 0
        begun = False
        for row in rounds:
            stops = [s for s in row.stops.all() if s.unit.code in bags]
            began = row.starts_on <= END and row.state != "cancelled"
            begun = begun or bool(stops and began)
            if stops and row.state == "held" and START <= row.ends_on <= END:
                count += 1
            for stop in stops:
                if row.state == "held" and START <= stop.on <= END:
                    served += stop.served
        assert held.get(code) == (count if begun else None)
        assert people.get(code) == (served if begun else None)


def test_a_stop_that_nobody_counted_leaves_the_people_untold(units):
    day = date(2026, 5, 5)
    stops = [(units["1101"], day, 12), (units["1102"], day, None)]
    make_round(units["11"], RoundState.HELD, stops)
    people = told("round_people_reached", units)
    assert people["1101"] == 12
    assert people["1102"] is None
    assert people["11"] is None
    assert "1201" not in people


def great_circle(one: tuple[float, float], other: tuple[float, float]) -> float:
    """By the law of cosines, not by the haversine of the engine."""
    lon1, lat1, lon2, lat2 = map(math.radians, (*one, *other))
    inner = math.sin(lat1) * math.sin(lat2)
    inner += math.cos(lat1) * math.cos(lat2) * math.cos(lon1 - lon2)
    return 6371.0088 * math.acos(min(1.0, inner))


def test_distance_is_the_mean_over_rural_households_with_a_place(units):
    make_round(units["1101"], RoundState.HELD, [(units["1101"], START, 1)])
    dice, ways = Random(5), []
    for _number in range(7):
        place = (round(dice.uniform(105, 107), 3), round(dice.uniform(48, 50), 3))
        private = {"lon": place[0], "lat": place[1]}
        make_household(units["1101"], private=private, is_herder=True)
        ways.append(great_circle((106.0, 49.0), place))
    make_household(units["1101"], private={"lon": 100.0, "lat": 45.0}, is_herder=False)
    make_household(units["1101"], is_herder=True)
    found = told("rural_distance_km", units)
    assert found["1101"] == pytest.approx(sum(ways) / 7, abs=0.01)
    assert found["11"] == pytest.approx(found["1101"])
    assert "1102" not in found


def test_distance_is_untold_where_few_places_are_known(units):
    make_round(units["1101"], RoundState.HELD, [(units["1101"], START, 1)])
    for _number in range(5):
        make_household(
            units["1101"], private={"lon": 106.1, "lat": 49.0}, is_herder=True
        )
    for _number in range(6):
        make_household(units["1101"], is_herder=True)
    assert "1101" not in told("rural_distance_km", units)


def test_distance_is_untold_where_no_office_is_known(units):
    for _number in range(6):
        make_household(
            units["1101"], private={"lon": 106.1, "lat": 49.0}, is_herder=True
        )
    assert told("rural_distance_km", units) == {}


@pytest.mark.parametrize("seed", range(3))
def test_waiting_equals_a_plain_recount(units, seed):
    for code in BAGS:
        Section.objects.create(unit=units[code], name="Хэсэг")
    rounds = scatter(units, Random(seed))
    found = told("rural_waiting_days", units)
    for code, bags in INSIDE.items():
        waits = []
        for bag in bags:
            visits = [
                (stop.on, row.state)
                for row in rounds
                for stop in row.stops.all()
                if stop.unit.code == bag
            ]
            held = [day for day, state in visits if state == "held" and day <= END]
            ahead = [day for day, state in visits if state != "cancelled" and day > END]
            if held:
                waits.append((min(ahead, default=END) - max(held)).days)
        if len(waits) * 2 >= len(bags):
            assert found[code] == median(waits)
        else:
            assert code not in found


@pytest.mark.parametrize("seed", range(3))
def test_delegations_equal_a_plain_recount(units, seed):
    dice, act = Random(seed), make_act(units["1"])
    rows = []
    for number in range(4):
        function = Function.objects.create(code=f"f{number}", title_mn="Ч", level=2)
        for code in dice.sample(BAGS, 3):
            sum_code = code[:2]
            row = Delegation(
                function=function,
                giver=units[sum_code],
                unit=units[dice.choice([code, code, sum_code])],
                act=act,
                valid_from=date(2026, dice.choice([1, 5, 8]), 1),
                valid_to=dice.choice([None, date(2026, 6, 1), date(2026, 9, 1)]),
                money=dice.choice([None, Decimal(5), Decimal(7)]),
            )
            taken = {(r.function_id, r.unit_id, r.valid_from) for r in rows}
            late = row.valid_to and row.valid_to <= row.valid_from
            if (row.function_id, row.unit_id, row.valid_from) not in taken and not late:
                row.save()
                rows.append(row)
    count, money = told("functions_delegated", units), told("money_delegated", units)
    for code in INSIDE:
        mine = [row for row in rows if _has(row, code)]
        if not [row for row in mine if row.valid_from <= END]:
            assert code not in count
            continue
        now = [
            row for row in mine if row.valid_from <= END < (row.valid_to or date.max)
        ]
        assert count[code] == len({row.function_id for row in now})
        sums = [row.money if _inside(row, code) else None for row in now]
        known = None not in sums
        assert money[code] == (float(sum(sums)) if known else None)


def _inside(row: Delegation, code: str) -> bool:
    return row.unit.code.startswith(code)


def _has(row: Delegation, code: str) -> bool:
    to_all = row.giver_id == row.unit_id and code.startswith(row.unit.code)
    return _inside(row, code) or to_all
