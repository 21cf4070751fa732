"""The registers counted for bags, sums and the aimag, as declared indicators."""

from __future__ import annotations

from datetime import date

import pytest

from bagana.indicators.catalogue import declared
from bagana.indicators.founding import found_catalogue
from bagana.indicators.models import Indicator
from bagana.registers.models import Event, EventKind
from bagana.registers.rolling import (
    HERDS,
    OFFICES,
    REGISTER,
    SHEEP_UNITS,
    Asking,
    plan_of,
    roll,
)
from tests.factories import make_tree
from tests.registers.factories import (
    make_census,
    make_count,
    make_household,
    make_person,
)

pytestmark = pytest.mark.django_db
START, END = date(2025, 1, 1), date(2025, 12, 31)
BAGS = ("1101", "1102", "1103", "1201", "1202")


@pytest.fixture
def units():
    return make_tree()


@pytest.fixture
def homes(units):
    """One household in every bag, two in the first; so every register has begun."""
    made = {code: make_household(units[code], is_herder=True) for code in BAGS}
    made["second"] = make_household(units["1101"], is_herder=False)
    return made


def values(units, *codes, **about):
    asking = Asking(plan_of([units["1"]], END), START, END, **about)
    rolled = roll(asking, codes)
    found = [rolled.values(code) for code in codes]
    return found[0] if len(codes) == 1 else found


def test_households_are_counted_and_added_up_to_the_aimag(units, homes):
    found = values(units, "reg_households")
    assert (found["1101"], found["11"], found["12"], found["1"]) == (2, 4, 2, 6)
    assert "MN" not in found, "nothing above what was asked for"


def test_a_bag_whose_register_has_not_begun_has_no_figure_nor_has_its_sum(units):
    make_household(units["1101"])
    found = values(units, "reg_households")
    assert found["1101"] == 1
    assert found["1102"] is None
    assert found["11"] is None


def test_a_household_that_was_closed_is_not_counted(units, homes):
    homes["second"].stays.update(ends_on=date(2025, 6, 1))
    assert values(units, "reg_households")["1101"] == 1


def test_people_are_counted_by_sex_and_by_the_seven_ages(units, homes):
    make_person(homes["1101"], birth_year=2011, sex="female")
    make_person(homes["1101"], birth_year=2010, sex="male")
    make_person(homes["1101"], birth_year=1960, sex="male", is_temporary=True)
    codes = (
        "reg_population",
        "reg_population_female",
        "reg_population_0_14",
        "reg_population_15_18",
        "reg_population_65_plus",
        "reg_temporary",
    )
    assert [one["1101"] for one in values(units, *codes)] == [3, 1, 1, 1, 1, 1]
    assert values(units, "reg_population")["1202"] == 0, "it began, and has nobody"


def test_an_unknown_sex_makes_the_number_of_women_missing_and_not_smaller(units, homes):
    make_person(homes["1101"], sex="female")
    make_person(homes["1101"], sex="")
    assert values(units, "reg_population")["1101"] == 2
    assert values(units, "reg_population_female")["1101"] is None


def test_a_flag_that_is_not_known_of_a_household_is_not_counted_as_no(units, homes):
    for key in ("1101", "second"):
        homes[key].electricity = "own"
        homes[key].save()
    assert values(units, "reg_electricity")["1101"] == 2
    homes["second"].electricity = ""
    homes["second"].save()
    assert values(units, "reg_electricity")["1101"] is None


def test_herder_households_are_those_marked(units, homes):
    assert values(units, "reg_herder_households")["1"] == 5


def test_births_of_the_period_are_counted_from_events(units, homes):
    person = make_person(homes["1101"])
    Event.objects.create(
        kind=EventKind.BIRTH,
        person=person,
        household=homes["1101"],
        unit=units["1101"],
        on=date(2025, 12, 31),
        registered_on=END,
        entry=person.entry,
    )
    births, deaths = values(units, "reg_births", "reg_deaths")
    assert (births["1101"], births["1"], deaths["1101"]) == (1, 1, 0)


def test_herds_are_counted_to_the_owner_in_approved_returns_only(units, homes):
    census = make_census()
    none = dict.fromkeys(("camel", "horse", "cattle", "goat"), 0)
    make_count(census, homes["1101"], sheep=320, **none)
    make_count(census, homes["1102"], sheep=40, owner=homes["1101"], **none)
    make_count(census, homes["1102"], sheep=7, **none)
    every = frozenset(units[code].pk for code in BAGS)
    found = values(
        units, "reg_livestock_sheep", SHEEP_UNITS, census=census, approved=every
    )
    assert [(one["1101"], one["1102"], one["1"]) for one in found] == [
        (360, 7, 367)
    ] * 2
    some = values(
        units,
        "reg_livestock_sheep",
        census=census,
        approved=every - {units["1102"].pk},
    )
    assert (some["1101"], some["1102"], some["11"], some["12"]) == (320, None, None, 0)


def test_one_owner_with_two_herds_is_one_household_with_livestock(units, homes):
    census = make_census()
    none = dict.fromkeys(("camel", "horse", "cattle", "goat"), 0)
    make_count(census, homes["1101"], sheep=0, **none)
    make_count(census, homes["1102"], sheep=40, owner=homes["1101"], **none)
    make_count(census, homes["1103"], sheep=4, owner=homes["1101"], **none)
    asking = Asking(plan_of([units["1"]], END), START, END, census=census)
    rolled = roll(asking, ["reg_livestock_households", "reg_livestock_sheep"])
    assert rolled.values("reg_livestock_households")["1101"] == 1
    place = rolled.plan.codes.index("1101")
    sheep = rolled.cells["reg_livestock_sheep"]
    assert sheep.contributors[place] == 1
    assert sheep.largest[place].tolist() == [44, 0]


def test_a_herd_that_was_not_counted_makes_the_kind_missing(units, homes):
    census = make_census()
    make_count(census, homes["1101"], sheep=5)
    sheep, goats = values(
        units, "reg_livestock_sheep", "reg_livestock_goat", census=census
    )
    assert (sheep["1101"], goats["1101"], goats["1102"]) == (5, None, 0)


def test_no_census_of_the_period_is_no_figure(units, homes):
    assert values(units, "reg_livestock_sheep")["1101"] is None


def test_what_is_declared_stands_in_the_catalogue_as_own_counts():
    found_catalogue()
    codes = {one.code for one in (*REGISTER, *HERDS, *OFFICES)} | {SHEEP_UNITS}
    rows = Indicator.objects.filter(code__in=codes)
    assert {row.code for row in rows} == codes
    assert {row.nature for row in rows} == {"own"}
    assert codes <= set(declared())
    counted = set(rows.filter(counts_people=True).values_list("code", flat=True))
    assert {"reg_population", "reg_births", "reg_herder_households"} <= counted
