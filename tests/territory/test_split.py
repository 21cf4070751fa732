"""One unit becomes several."""

from datetime import date
from decimal import Decimal

import pytest
import shapely
from django.core.exceptions import PermissionDenied
from shapely.geometry import box

from bagana.territory.actions import Outline, Part, set_boundary, split, undo
from bagana.territory.boundaries import found_boundaries
from bagana.territory.models import Lineage, Unit, UnitVersion
from bagana.territory.queries import find_version, search
from bagana.territory.shapes import geometry_of
from bagana.web.errors import Conflict, Refused
from tests.factories import make_act, make_user
from tests.territory.worlds import DAY, World, dump, open_codes

pytestmark = pytest.mark.django_db

NEW = Part(code="1104", name_mn="4-р баг", name_en="Bag 4", number=4)
OTHER = Part(code="1105", name_mn="5-р баг", name_en="Bag 5", number=5)
SHARES = {"households": {"1101": Decimal("0.6"), "1104": Decimal("0.4")}}
ENDS = {"households": {"1104": Decimal("0.25"), "1105": Decimal("0.75")}}


@pytest.fixture
def world():
    return World()


def carve(world, **more):
    given = {"parts": [Part(code="1101"), NEW], "shares": SHARES} | more
    return split(unit=world.units["1101"], **given, **world.order())


def test_a_part_is_carved_out_and_the_unit_goes_on(world):
    carve(world)
    assert open_codes(world.units["11"]) == ["1101", "1102", "1103", "1104"]
    assert find_version("1104", date(2020, 12, 31)) is None
    assert find_version("1104", DAY).parent == world.units["11"]
    assert find_version("1101", DAY).name_mn == "Нэгж 1101"


def test_a_unit_that_is_divided_ends(world):
    split(
        unit=world.units["1101"],
        parts=[NEW, OTHER],
        shares=ENDS,
        **world.order(),
    )
    assert open_codes(world.units["11"]) == ["1102", "1103", "1104", "1105"]
    assert find_version("1101", date(2020, 12, 31)) is not None
    assert find_version("1101", DAY) is None


def test_the_location_type_is_inherited_unless_it_is_given(world):
    carve(world, parts=[Part(code="1101", location_type="mixed"), NEW])
    assert find_version("1101", DAY).location_type == "mixed"
    assert find_version("1104", DAY).location_type == "rural"


def test_shares_are_kept_exactly(world):
    third = Decimal(1) / 3
    parts = [Part(code="1101"), NEW, OTHER]
    shares = {"area": {"1101": third, "1104": third, "1105": third}}
    carve(world, parts=parts, shares=shares)
    kept = Lineage.objects.values_list("share", flat=True)
    assert sum(kept) == 1
    assert len(set(kept)) == 2  # the last takes the rest


def test_a_new_unit_is_found_by_its_names(world):
    part = Part(
        code="1104",
        name_mn="4-р баг, Дөмбөн",
        name_en="Bag 4, Dumbun",
        aliases=[("Domben", "letter")],
        external_codes=[("nso", "31104")],
    )
    carve(world, parts=[Part(code="1101"), part])
    for text in ("дөмбөн", "dombon", "Domben"):
        assert search(text, DAY)[0].unit.code == "1104"
    assert search("дөмбөн", date(2020, 1, 1)) == []


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"shares": None}, "shares"),
        ({"shares": {"area": {"1101": Decimal(1)}}}, "shares"),
        (
            {"shares": {"area": {"1101": Decimal("0.5"), "1104": Decimal("0.4")}}},
            "shares",
        ),
        (
            {"shares": {"area": {"1101": Decimal("1.5"), "1104": Decimal("-0.5")}}},
            "shares",
        ),
        ({"shares": {"colour": {"1101": Decimal(1), "1104": Decimal(0)}}}, "shares"),
        ({"parts": [Part(code="1101")]}, "parts"),
        ({"parts": [NEW, NEW]}, "parts"),
        ({"parts": [Part(code="1101"), Part(code="1104")]}, "name_mn"),
        ({"children": {"1201": "1104"}}, "children"),
    ],
)
def test_it_refuses_a_split_without_sense(world, more, field):
    before = dump()
    with pytest.raises(Refused) as refusal:
        carve(world, **more)
    assert refusal.value.field == field
    assert refusal.value.fix
    assert dump() == before


def test_it_refuses_a_code_that_was_ever_used(world):
    taken = Part(code="1201", name_mn="Нэр", name_en="Name")
    shares = {"area": {"1101": Decimal("0.5"), "1201": Decimal("0.5")}}
    with pytest.raises(Refused, match="1201"):
        carve(world, parts=[Part(code="1101"), taken], shares=shares)


def test_it_refuses_a_day_before_the_act_or_the_version(world):
    for act_day, day in ((date(2022, 1, 1), DAY), (date(1999, 1, 1), date(2000, 1, 1))):
        order = world.order(day, act=make_act(date=act_day))
        with pytest.raises(Refused) as refusal:
            split(
                unit=world.units["1101"],
                parts=[Part(code="1101"), NEW],
                shares=SHARES,
                **order,
            )
        assert refusal.value.field == "effective_on"


@pytest.mark.parametrize("role", ["sum_officer", "evaluator", "bag_governor"])
def test_only_an_officer_of_the_aimag_may_split(world, role):
    user = make_user(role, world.units["MN"])
    with pytest.raises(PermissionDenied):
        carve_as(world, user)
    with pytest.raises(PermissionDenied):
        carve_as(world, None)
    with pytest.raises(PermissionDenied):
        carve_as(world, make_user("aimag_officer", world.units["12"]))


def carve_as(world, user):
    order = world.order(user=user)
    parts = [Part(code="1101"), NEW]
    return split(unit=world.units["1101"], parts=parts, shares=SHARES, **order)


def test_the_set_up_needs_no_user(world):
    change = split(
        unit=world.units["1101"],
        parts=[Part(code="1101"), NEW],
        shares=SHARES,
        **world.order(user=None, system=True),
    )
    assert change.made_by is None


def test_children_go_where_they_are_told(world):
    parts = [
        Part(code="13", name_mn="Сум В", name_en="Sum V"),
        Part(code="14", name_mn="Сум Г", name_en="Sum G"),
    ]
    shares = {"area": {"13": Decimal("0.5"), "14": Decimal("0.5")}}
    given = {"unit": world.units["11"], "parts": parts, "shares": shares}
    with pytest.raises(Refused) as refusal:
        split(**given, children={"1101": "13"}, **world.order())
    assert refusal.value.field == "children"
    children = {"1101": "13", "1102": "14", "1103": "14"}
    before = dump()
    change = split(**given, children=children, **world.order())
    assert open_codes(Unit.objects.get(code="13")) == ["1101"]
    assert open_codes(Unit.objects.get(code="14")) == ["1102", "1103"]
    assert open_codes(world.units["11"]) == []
    undo(user=world.officer, change=change)
    assert dump() == before


def test_the_part_without_an_outline_gets_what_is_left(world):
    unit = world.units["1101"]
    set_boundary(
        unit=unit,
        outline=Outline(box(106, 49, 107, 50), source="test"),
        **world.order(date(2020, 2, 1)),
    )
    part = Part(
        code="1104",
        name_mn="4-р баг",
        name_en="Bag 4",
        outline=Outline(box(106, 49, 106.25, 50), source="test"),
    )
    carve(world, parts=[Part(code="1101"), part], shares=None)
    rest = find_version("1101", DAY).boundary
    assert (rest.min_lon, rest.max_lon) == (106.25, 107)
    share = Lineage.objects.get(measure="area", target__code="1104").share
    assert share == pytest.approx(Decimal("0.25"), abs=Decimal("0.001"))


def test_an_outline_that_is_wrong_now_is_not_shown(world):
    set_boundary(
        unit=world.units["1101"],
        outline=Outline(box(106, 49, 107, 50)),
        **world.order(date(2020, 2, 1)),
    )
    carve(world)
    assert find_version("1101", DAY).boundary is None
    assert find_version("1101", date(2020, 3, 1)).boundary is not None


@pytest.mark.parametrize("shape", [box(106, 49, 108, 50), box(106, 48, 106.5, 50)])
def test_parts_are_drawn_by_their_shares_when_asked(world, shape):
    found_boundaries({"1101": shape}, status="schematic", source="test")
    parts = [Part(code="1101"), NEW, OTHER]
    shares = {"1101": Decimal("0.5"), "1104": Decimal("0.3"), "1105": Decimal("0.2")}
    carve(world, parts=parts, shares={"area": shares}, draw_by_share=True)
    drawn = {code: find_version(code, DAY).boundary for code in shares}
    whole = sum(row.area_km2 for row in drawn.values())
    for code, row in drawn.items():
        assert row.status == "schematic"
        assert row.area_km2 / whole == pytest.approx(float(shares[code]), abs=1e-4)
    pieces = [geometry_of(row) for row in drawn.values()]
    assert shapely.union_all(pieces).symmetric_difference(shape).area < 1e-9


def test_undo_brings_back_the_exact_state(world):
    before = dump()
    change = carve(world)
    assert dump() != before
    undo(user=world.officer, change=change)
    assert dump() == before
    with pytest.raises(Conflict):
        undo(user=world.officer, change=change)


def test_undo_is_refused_while_a_role_hangs_on_the_new_unit(world):
    change = carve(world)
    make_user("bag_governor", Unit.objects.get(code="1104"))
    with pytest.raises(Conflict, match="эрхийн томилгоо"):
        undo(user=world.officer, change=change)
    assert UnitVersion.objects.filter(unit__code="1104").exists()
