"""What applications above hear of a change, and say about it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import box

from bagana.territory import consequences
from bagana.territory.actions import Outline, Part, preview, split, undo
from bagana.territory.boundaries import found_boundaries
from bagana.territory.consequences import Consequence, ConsequenceLine, moved, total
from bagana.territory.models import Lineage, Unit, UnitChange
from bagana.web.errors import Conflict, Refused
from tests.territory.worlds import World, dump


@pytest.fixture
def world(db):
    return World()


@pytest.fixture
def ears(monkeypatch):
    """The registry with nothing but one that listens."""
    monkeypatch.setattr(consequences, "_registered", [])
    listener = Listener()
    consequences.register(listener)
    return listener


class Listener(Consequence):
    def __init__(self):
        self.heard = []
        self.blocked = []
        self.fails = False

    def preview(self, change):
        codes = {"1101": 10.0}
        return [ConsequenceLine("Айл", "өрх", codes, codes)]

    def apply(self, change):
        self.heard.append("apply")
        if self.fails:
            raise Refused("Болохгүй")

    def undo(self, change):
        self.heard.append("undo")

    def blocks_undo(self, change):
        return self.blocked


def plan(world, **more):
    new = Part(code="1104", name_mn="4-р баг", name_en="Bag 4")
    shares = {"area": {"1101": Decimal("0.75"), "1104": Decimal("0.25")}}
    parts = {"parts": [Part(code="1101"), new], "shares": shares}
    return {"unit": world.units["1101"], **parts, **world.order()} | more


def test_an_application_hears_of_a_change_and_of_its_undoing(world, ears):
    change = split(**plan(world))
    undo(user=world.officer, change=change)
    assert ears.heard == ["apply", "undo"]


def test_its_refusal_undoes_everything(world, ears):
    before = dump()
    ears.fails = True
    with pytest.raises(Refused):
        split(**plan(world))
    assert dump() == before


def test_it_can_stand_in_the_way_of_undo(world, ears):
    change = split(**plan(world))
    ears.blocked = ["12 айлын бүртгэл"]
    with pytest.raises(Conflict, match="12 айлын бүртгэл"):
        undo(user=world.officer, change=change)
    assert "undo" not in ears.heard


def test_its_lines_are_shown_in_the_preview_and_nothing_is_kept(world, ears):
    shown = preview("split", **plan(world))
    assert [line.label for line in shown.lines] == ["Айл"]
    assert not UnitChange.objects.exists()
    assert not Unit.objects.filter(code="1104").exists()


def test_registering_twice_replaces(world, ears):
    again = Listener()
    consequences.register(again)
    assert consequences.registered() == (again,)


def test_areas_add_up_by_outline_and_by_share(world):
    found_boundaries({"1101": box(106, 49, 107, 50)}, status="schematic", source="t")
    by_share = preview("split", **plan(world)).lines[0]
    assert by_share.note
    assert by_share.total_before == by_share.total_after
    assert by_share.after["1104"] == pytest.approx(by_share.total_before / 4, abs=0.1)
    outline = Outline(box(106, 49, 106.25, 50))
    part = Part(code="1104", name_mn="4-р баг", name_en="Bag 4", outline=outline)
    drawn = preview("split", **plan(world, parts=[Part(code="1101"), part])).lines[0]
    assert total(drawn.after) == pytest.approx(drawn.total_before)


def test_a_line_tells_what_is_not_there_from_what_is_not_known():
    line = ConsequenceLine("Өрх", "өрх", {"a": 5.0}, {"a": None, "b": 2.0})
    rows = {row.code: row for row in line.rows}
    assert (rows["b"].stood, rows["b"].stands) == (False, True)
    assert rows["a"].stands
    assert rows["a"].after is None
    assert line.total_after is None


def lineage(source, target, measure, share):
    return Lineage(
        source=Unit(code=source), target=Unit(code=target), measure=measure, share=share
    )


@given(
    value=st.integers(0, 10**6),
    parts=st.lists(st.integers(1, 1000), min_size=1, max_size=6),
)
def test_what_is_moved_adds_up_to_what_was_there(value, parts):
    rows = [
        lineage("a", f"t{i}", "households", Decimal(part) / sum(parts))
        for i, part in enumerate(parts)
    ]
    after = moved(rows, {"a": float(value)}, "households")
    assert total(after) == value
    assert all(float(number).is_integer() for number in after.values())


def test_an_unknown_figure_or_share_makes_its_targets_unknown():
    rows = [
        lineage("a", "a", "area", Decimal("0.5")),
        lineage("a", "b", "area", Decimal("0.5")),
        lineage("b", "b", "area", Decimal(1)),
    ]
    assert moved(rows, {"a": None, "b": 3.0}, "area") == {"a": None, "b": None}
    assert moved(rows, {"a": 4.0, "b": 3.0}, "households") == {"a": None, "b": None}
    assert moved(rows, {"a": 4.0, "b": 3.0}, "area") == {"a": 2.0, "b": 5.0}


def test_what_is_known_is_offered_for_the_shares(world):
    shape = box(106, 49, 107, 50)
    found_boundaries({"1101": shape}, status="schematic", source="t")
    known = consequences.weights(["1101"])
    assert known["area"]["1101"] == pytest.approx(8120, rel=0.01)
