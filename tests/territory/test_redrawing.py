"""Several units drawn anew in one change."""

from datetime import date
from decimal import Decimal

import pytest
import shapely
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import box

from bagana.territory.actions import (
    Outline,
    Part,
    redraw,
    shares_from_counts,
    split,
    undo,
)
from bagana.territory.models import ChangeKind, Lineage, Measure, Unit, UnitKind
from bagana.territory.queries import find_version
from bagana.territory.rules import may_undo
from bagana.territory.shapes import geometry_of, simplified_of
from bagana.web.errors import Conflict, Refused
from tests.factories import make_unit, make_user
from tests.territory.worlds import DAY, World, dump, open_codes

pytestmark = pytest.mark.django_db

NEW = Part(code="1104", name_mn="4-р баг", name_en="Bag 4", number=4)
HALF = Decimal("0.5")
# 1101 goes on with a half, 1102 goes on as it was and takes a quarter, 1103 ends.
SHARES = {
    "households": {
        "1101": {"1101": HALF, "1102": Decimal("0.25"), "1104": Decimal("0.25")},
        "1102": {"1102": Decimal(1)},
        "1103": {"1104": Decimal(1)},
    },
    "area": {
        "1101": {"1101": Decimal("0.2"), "1104": Decimal("0.8")},
        "1102": {"1102": Decimal(1)},
        "1103": {"1104": Decimal(1)},
    },
}


@pytest.fixture
def world():
    return World()


def draw(world, **more):
    asked = {
        "units": [world.units[code] for code in ("1101", "1102", "1103")],
        "parts": [Part(code="1101"), Part(code="1102"), NEW],
        "shares": SHARES,
    }
    return redraw(**(asked | world.order() | more))


def test_units_end_go_on_and_begin_in_one_change(world):
    change = draw(world)
    assert change.kind == ChangeKind.REDRAW
    assert open_codes(world.units["11"]) == ["1101", "1102", "1104"]
    assert find_version("1103", DAY) is None
    assert find_version("1103", date(2020, 12, 31)) is not None
    new = find_version("1104", DAY)
    assert (new.parent, new.name_mn, new.number) == (world.units["11"], "4-р баг", 4)
    assert set(change.units.values_list("code", flat=True)) == {
        "11", "1101", "1102", "1103", "1104",
    }  # fmt: skip


def test_every_source_passes_on_exactly_one_in_each_measure(world):
    change = draw(world)
    sums = {}
    for row in change.lineage.select_related("source"):
        key = row.source.code, row.measure
        sums[key] = sums.get(key, 0) + row.share
    assert set(sums.values()) == {1}
    # What goes over whole is whole in every measure, told or not.
    assert {measure for code, measure in sums if code == "1103"} == set(Measure.values)
    assert {measure for code, measure in sums if code == "1101"} == {
        "households",
        "area",
    }


def test_a_target_without_a_household_is_told_by_its_zero(world):
    change = draw(world)
    row = change.lineage.get(
        source__code="1101", target__code="1102", measure=Measure.AREA
    )
    assert row.share == 0


def test_undo_brings_back_the_exact_state(world):
    before = dump()
    change = draw(world)
    assert dump() != before
    undo(user=world.officer, change=change)
    assert dump() == before


def test_common_borders_stay_common(world):
    outlines = {
        "1101": Outline(box(0, 0, 1, 1)),
        "1102": Outline(box(1, 0, 2, 1)),
        "1104": Outline(box(0, 1, 2, 2)),
    }
    parts = [
        Part(code="1101", outline=outlines["1101"]),
        Part(code="1102", outline=outlines["1102"]),
        Part(**{**NEW.__dict__, "outline": outlines["1104"]}),
    ]
    draw(world, parts=parts)
    rows = [find_version(code, DAY).boundary for code in outlines]
    full, simple = map(geometry_of, rows), [simplified_of(row) for row in rows]
    assert shapely.union_all(list(full)).equals(box(0, 0, 2, 2))
    assert shapely.union_all(simple).area == pytest.approx(4)
    assert simple[0].intersection(simple[1]).area == 0


def test_an_outline_that_is_not_given_is_not_known_any_more(world):
    draw(world)
    assert find_version("1101", DAY).boundary is None


def test_a_sum_officer_redraws_the_bags_of_his_sum_and_takes_it_back(world):
    officer = make_user("sum_officer", world.units["11"])
    change = draw(world, user=officer)
    assert may_undo(officer, change)
    assert undo(user=officer, change=change).undone_at


@pytest.mark.parametrize(
    ("role", "unit"),
    [("sum_officer", "12"), ("bag_governor", "1101"), ("evaluator", "11")],
)
def test_nobody_else_redraws(world, role, unit):
    other = make_user(role, world.units[unit])
    before = dump()
    with pytest.raises(PermissionDenied):
        draw(world, user=other)
    assert dump() == before
    assert not may_undo(other, draw(world))


def test_a_sum_officer_still_does_not_split(world):
    officer = make_user("sum_officer", world.units["11"])
    with pytest.raises(PermissionDenied):
        split(
            unit=world.units["1101"],
            parts=[Part(code="1101"), NEW],
            shares={"area": {"1101": HALF, "1104": HALF}},
            **world.order(user=officer),
        )


def test_several_sums_are_redrawn_at_once_each_with_its_own_parent(world):
    part = Part(code="1203", name_mn="3-р баг", name_en="Bag 3")
    shares = {
        "area": {
            "1101": {"1101": HALF, "1104": HALF},
            "1201": {"1203": Decimal(1)},
            "1202": {"1203": Decimal(1)},
        }
    }
    draw(
        world,
        units=[world.units[code] for code in ("1101", "1201", "1202")],
        parts=[Part(code="1101"), NEW, part],
        shares=shares,
    )
    assert open_codes(world.units["11"]) == ["1101", "1102", "1103", "1104"]
    assert open_codes(world.units["12"]) == ["1203"]


def test_children_follow_their_part(world):
    UnitKind.objects.create(code="section", level=4, name_mn="хэсэг", name_en="section")
    for code, parent in (("s1", "1101"), ("s2", "1103")):
        make_unit(code, world.units[parent], "section")
    with pytest.raises(Refused, match="s2"):
        draw(world)
    draw(world, children={"s2": "1104"})
    assert find_version("s1", DAY).parent == world.units["1101"]
    assert find_version("s2", DAY).parent.code == "1104"


CROSSING = {
    "area": {
        "1101": {"1101": Decimal(1)},
        "1102": {"1104": Decimal(1)},
        "1103": {"1104": Decimal(1)},
        "1201": {"1104": HALF, "1201": HALF},
    }
}


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"shares": {}}, "shares"),
        ({"shares": {"area": {"1101": {"1101": Decimal(1)}}}}, "shares"),
        ({"shares": {"colour": SHARES["area"]}}, "shares"),
        (
            {"shares": {"area": {**SHARES["area"], "1101": {"1101": HALF}}}},
            "shares",
        ),
        ({"parts": [Part(code="1101"), NEW]}, "shares"),
        ({"parts": [Part(code="1101"), Part(code="1101"), NEW]}, "units"),
        ({"parts": [Part(code="1101"), Part(code="1102"), Part("1104")]}, "name_mn"),
        ({"children": {"1201": "1104"}}, "children"),
        ({"effective_on": date(2019, 12, 31)}, "effective_on"),
        ({"effective_on": date(2000, 1, 1)}, "effective_on"),
    ],
)
def test_it_refuses_a_drawing_without_sense(world, more, field):
    before = dump()
    with pytest.raises(Refused) as refusal:
        draw(world, **more)
    assert refusal.value.field == field
    assert refusal.value.fix
    assert dump() == before


def test_it_draws_no_unit_across_the_border_of_its_sum(world):
    units = [world.units[code] for code in ("1101", "1102", "1103", "1201")]
    parts = [Part(code="1101"), NEW, Part(code="1201")]
    with pytest.raises(Refused, match="1104"):
        draw(world, units=units, parts=parts, shares=CROSSING)


def test_what_depends_on_it_blocks_its_undoing(world):
    change = draw(world)
    parts = [Part(code="1104"), Part("1105", name_mn="5-р баг", name_en="Bag 5")]
    later = redraw(
        units=[Unit.objects.get(code="1104")],
        parts=parts,
        shares={"area": {"1104": {"1104": HALF, "1105": HALF}}},
        **world.order(on=date(2022, 1, 1)),
    )
    with pytest.raises(Conflict):
        undo(user=world.officer, change=change)
    undo(user=world.officer, change=later)
    assert undo(user=world.officer, change=change).undone_at


@settings(max_examples=5, deadline=None)
@given(
    counts=st.dictionaries(
        st.sampled_from(["1101", "1102", "1104"]),
        st.integers(0, 900),
        min_size=1,
    ).filter(lambda counts: sum(counts.values()) > 0)
)
def test_shares_of_any_counts_sum_to_one_and_undo_is_exact(counts):
    with transaction.atomic():
        world = World()
        before = dump()
        told = shares_from_counts(counts)
        parts = [
            NEW if code == "1104" else Part(code=code)
            for code, share in told.items()
            if share > 0
        ]
        units = {"1101", *(part.code for part in parts)} - {"1104"}
        shares = {
            code: told if code == "1101" else {code: Decimal(1)} for code in units
        }
        change = draw(
            world,
            units=[world.units[code] for code in sorted(units)],
            parts=parts,
            shares={"population": shares},
        )
        assert (
            sum(
                Lineage.objects.filter(
                    change=change, source__code="1101", measure="population"
                ).values_list("share", flat=True)
            )
            == 1
        )
        undo(user=world.officer, change=change)
        assert dump() == before
        transaction.set_rollback(True)
