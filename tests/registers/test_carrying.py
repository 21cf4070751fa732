"""Old counts of the registers in the bags of today, counted person by person."""

from datetime import date

import pytest

from bagana.indicators.carrying import Asked
from bagana.indicators.models import Indicator
from bagana.indicators.periods import ensure_periods
from bagana.indicators.queries.recasting import read_lineages
from bagana.registers.actions.following import assign
from bagana.registers.actions.moving import move_out
from bagana.registers.carrying import RegisterCarrier
from bagana.registers.following import ways
from bagana.registers.models import Household, Person
from bagana.territory.models import Unit
from tests.factories import make_indicator, make_user
from tests.registers.factories import make_household, make_person
from tests.registers.test_following import camp, divide
from tests.territory.worlds import World

pytestmark = pytest.mark.django_db
TODAY = date(2025, 12, 1)
PUBLISHED = {"1101": 12.0}


@pytest.fixture
def world():
    """Seven households of the west with a person each, five of the east."""
    world = World()
    world.keeper = make_user("sum_officer", world.units["11"])
    for number in range(12):
        household = make_household(world.units["1101"])
        make_person(household, relation="head")
        camp(household, 100.5 if number < 7 else 101.5)
    return world


def counted(code="reg_population", values=PUBLISHED):
    asked = Asked(
        indicator=Indicator.objects.filter(code=code).first() or make_indicator(code),
        period=ensure_periods(["2024"])["2024"],
        values=values,
        edges=read_lineages().between(date(2024, 12, 31), TODAY),
        on=TODAY,
    )
    found = RegisterCarrier().counted(asked, ["1110", "1111", "1102"])
    return {code: cell.value for code, cell in found.items()}


@pytest.mark.parametrize("code", ["reg_population", "reg_households"])
def test_each_part_of_a_bag_is_counted_exactly(world, code):
    divide(world)
    assert counted(code) == {"1110": 7, "1111": 5}


def test_who_moved_since_is_followed_to_where_he_was_when_bags_changed(world):
    divide(world)
    person = Person.objects.filter(unit__code="1110").first()
    move_out(user=world.keeper, person=person, on=date(2025, 9, 1), place="Дархан")
    assert counted() == {"1110": 7, "1111": 5}


def test_who_left_before_the_bag_was_divided_cannot_be_placed(world):
    person = Person.objects.first()
    move_out(user=world.keeper, person=person, on=date(2025, 3, 1), place="Дархан")
    divide(world)
    assert counted() == {}


def test_a_figure_that_is_not_the_count_of_the_records_is_left_to_shares(world):
    divide(world)
    assert counted(values={"1101": 13.0}) == {}
    assert counted("people") == {}


def test_a_piece_of_a_few_leaves_its_whole_bag_to_shares(world):
    for household in Household.objects.order_by("-pk")[:3]:
        household.camps.all().delete()
    change = divide(world)
    rows = Household.objects.filter(unit__code="1101")
    assign(
        user=world.keeper,
        change=change,
        source=world.units["1101"],
        target=Unit.objects.get(code="1110"),
        households=list(rows),
    )
    assert ways(change)[0].stays is False
    assert counted() == {}
