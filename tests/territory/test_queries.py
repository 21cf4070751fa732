"""What pages read: differences between days, lineage, and at what cost."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from django.urls import reverse

from bagana.territory.actions import Part, merge, rename, split, undo
from bagana.territory.models import Unit
from bagana.territory.queries import (
    changes_page,
    diff_between,
    edges,
    lineage_until,
    next_free_code,
    open_units,
)
from tests.territory.worlds import DAY, World

pytestmark = pytest.mark.django_db

NEW = Part(code="1104", name_mn="4-р баг", name_en="Bag 4")


@pytest.fixture
def world():
    return World()


def carve(world, on=DAY):
    return split(
        unit=world.units["1101"],
        parts=[Part(code="1101"), NEW],
        shares={"households": {"1101": Decimal("0.6"), "1104": Decimal("0.4")}},
        **world.order(on),
    )


def test_two_days_differ_by_what_began_ended_and_changed(world):
    carve(world)
    units = [world.units["1102"], world.units["1103"]]
    merge(units=units, into=Part(code="1103"), **world.order())
    diff = diff_between(date(2020, 1, 1), DAY, world.units["1"])
    assert [v.unit.code for v in diff.begun] == ["1104"]
    assert [v.unit.code for v in diff.ended] == ["1102"]
    changed = sorted(old.unit.code for old, _new in diff.changed)
    assert changed == ["1101", "1103"]
    assert diff_between(DAY, date(2030, 1, 1)).changed == []


def test_edges_are_those_between_two_days(world):
    carve(world)
    found = edges(date(2020, 1, 1), DAY)
    assert {(e.source, e.target): e.shares["households"] for e in found} == {
        ("1101", "1101"): Fraction(3, 5),
        ("1101", "1104"): Fraction(2, 5),
    }
    assert edges(DAY, date(2030, 1, 1)) == []


def test_an_undone_change_leaves_no_lineage(world):
    undo(user=world.officer, change=carve(world))
    assert not lineage_until(DAY).exists()


def test_changes_are_filtered(world):
    first = carve(world)
    second = rename(
        unit=world.units["1201"],
        name_mn="Өөр",
        name_en="Other",
        **world.order(date(2022, 1, 1)),
    )
    undo(user=world.officer, change=second)
    assert list(changes_page()) == [second, first]
    assert list(changes_page(unit="1104")) == [first]
    assert list(changes_page(year=2022)) == [second]
    assert list(changes_page(state="undone")) == [second]
    assert list(changes_page(kind="split", state="standing")) == [first]


def test_a_free_code_follows_the_siblings(world):
    version = open_units().get(unit=world.units["1101"])
    assert next_free_code(version) == "1105"
    Unit.objects.create(code="1105")
    assert next_free_code(version) == "1107"


@pytest.mark.parametrize(
    ("name", "most"),
    [("changes", 12), ("change_new", 12), ("boundaries", 12), ("checks", 47)],
)
def test_a_page_costs_a_bounded_number_of_queries(
    client, world, django_assert_max_num_queries, name, most
):
    for number in range(12):
        rename(
            unit=world.units["1101"],
            name_mn=f"Нэр {number}",
            name_en=f"Name {number}",
            **world.order(date(2021, 1, 1 + number)),
        )
    client.force_login(world.officer)
    with django_assert_max_num_queries(most):
        assert client.get(reverse(f"territory:{name}")).status_code == 200
