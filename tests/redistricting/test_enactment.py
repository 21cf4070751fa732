"""A decided proposal becomes the units of the register."""

from datetime import date
from decimal import Decimal

import pytest
import shapely
from django.core.exceptions import PermissionDenied

from bagana.redistricting.actions.enactment import enact, preview_enactment
from bagana.redistricting.models import Block, BlockMove, ProposalState
from bagana.redistricting.queries.proposals_missing import missing_before_next
from bagana.territory.models import ChangeKind, UnitChange, UnitVersion
from bagana.territory.queries import children_of, find_version
from bagana.territory.shapes import geometry_of
from bagana.web.errors import Conflict, Refused
from tests.factories import make_act, make_user
from tests.redistricting.enacting import (
    DAY,
    NEW,
    decided,
    everything,
    give_outlines,
    name_unit,
)
from tests.redistricting.factories import make_world

pytestmark = pytest.mark.django_db
BEFORE = date(2026, 2, 28)


@pytest.fixture
def world():
    return make_world()


def test_the_bags_of_the_plan_are_those_of_the_register_from_the_day(world):
    proposal = decided(world, NEW)
    enactment = enact(user=world.officer, proposal=proposal)
    codes = children_of(world.units["11"], DAY).values_list("unit__code", flat=True)
    assert sorted(codes) == ["1101", "1103", "1104"]
    old = children_of(world.units["11"], BEFORE).values_list("unit__code", flat=True)
    assert sorted(old) == ["1101", "1102", "1103"]
    new = find_version("1104", DAY)
    assert (new.name_mn, new.number, new.location_type) == ("4-р баг", 4, "rural")
    change = enactment.change
    assert change.kind == ChangeKind.REDRAW
    assert (change.act, change.effective_on) == (proposal.aimag_act, DAY)


def test_the_proposal_is_enacted_and_a_step_tells_it(world):
    proposal = decided(world)
    enactment = enact(user=world.officer, proposal=proposal)
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.ENACTED
    step = proposal.steps.last()
    assert (step.state, step.made_by) == (ProposalState.ENACTED, world.officer)
    assert step.content["change"] == enactment.change_id
    assert step.content["plan"]["sha256"] == world.even.sha256
    assert step.sha256


def test_shares_are_measured_from_the_blocks(world):
    enactment = enact(user=world.officer, proposal=decided(world))
    blocks = Block.objects.filter(block_set=world.blocks, unit=world.units["1101"])
    total = sum(block.households for block in blocks)
    given = sum(block.households for block in blocks if block.ordinal % 6 == 2)
    rows = enactment.change.lineage.filter(source=world.units["1101"])
    row = rows.get(target__code="1102", measure="households")
    assert float(row.share) == pytest.approx(given / total, abs=1e-9)
    heads = rows.get(target__code="1102", measure="livestock").share
    assert 0 < heads < 1
    sums = {}
    for one in enactment.change.lineage.all():
        key = one.source_id, one.measure
        sums[key] = sums.get(key, 0) + one.share
    assert set(sums.values()) == {1}
    assert len(sums) == 3 * 4


def test_a_measure_that_a_block_lacks_is_left_out_and_never_taken_for_zero(world):
    Block.objects.filter(block_set=world.blocks, ordinal=2).update(population=None)
    enactment = enact(user=world.officer, proposal=decided(world))
    lineage = enactment.change.lineage
    measures = lineage.filter(source__code="1101").values_list("measure", flat=True)
    assert set(measures) == {"households", "area", "livestock"}
    assert lineage.filter(source__code="1102", measure="population").exists()


def test_a_bag_without_animals_gives_its_none_as_it_gives_its_land(world):
    nothing = dict.fromkeys(("camel", "horse", "cattle", "sheep", "goat"), 0)
    Block.objects.filter(unit=world.units["1101"]).update(**nothing)
    enactment = enact(user=world.officer, proposal=decided(world))
    row = enactment.change.lineage.get(
        source__code="1101", target__code="1102", measure="livestock"
    )
    assert row.share == pytest.approx(Decimal(1) / 3, abs=Decimal("1e-9"))


def test_the_blocks_that_change_hands_are_written_down(world):
    enactment = enact(user=world.officer, proposal=decided(world))
    moves = BlockMove.objects.filter(change=enactment.change)
    pairs = set(moves.values_list("source__code", "target__code"))
    assert pairs == {("1101", "1102"), ("1102", "1103")}
    assert moves.count() == 8
    placed = Block.objects.filter(block_set=world.blocks)
    assert placed.placed(BEFORE).get(ordinal=2).place == world.units["1101"].pk
    assert placed.placed(DAY).get(ordinal=2).place == world.units["1102"].pk


def test_outlines_are_the_land_of_the_blocks_and_leave_no_gap(world):
    give_outlines(world)
    enact(user=world.officer, proposal=decided(world, NEW))
    rows = [find_version(code, DAY).boundary for code in ("1101", "1103", "1104")]
    shapes = [geometry_of(row) for row in rows]
    whole = shapely.union_all(shapes)
    assert whole.symmetric_difference(shapely.box(100, 47.8, 100.3, 48)).area < 1e-9
    assert sum(shape.area for shape in shapes) == pytest.approx(whole.area, rel=1e-9)
    assert {row.status for row in rows} == {"schematic"}
    assert shapes[2].symmetric_difference(shapely.box(100.1, 47.8, 100.2, 48)).area < (
        1e-9
    )


def test_a_bag_that_the_plan_leaves_alone_keeps_its_version(world):
    plan = ("1101", "1101", "1102", "1102", "1102", "1103")
    before = UnitVersion.objects.get(unit__code="1103")
    enactment = enact(user=world.officer, proposal=decided(world, plan))
    assert UnitVersion.objects.get(unit__code="1103") == before
    assert not enactment.change.lineage.filter(source__code="1103").exists()


def test_a_bag_that_only_gets_another_name_is_in_the_change(world):
    plan = ("1101", "1101", "1102", "1102", "1102", "1103")
    proposal = decided(world, plan)
    name_unit(proposal, "1103", "1103")
    enact(user=world.officer, proposal=proposal)
    assert find_version("1103", DAY).name_mn == "3-р баг"


def test_the_preview_shows_the_change_and_leaves_nothing(world):
    proposal = decided(world, NEW)
    before = everything()
    shown = preview_enactment(user=world.officer, proposal=proposal)
    assert everything() == before
    assert {row.code for row in shown.described.after} == {"1101", "1103", "1104"}
    lines = [line for line in shown.described.lines if line.nature == "modelled"]
    assert len(lines) == 3
    for line in lines:
        assert line.total_before == line.total_after
    assert {one.kind for one in shown.handovers} == {"household"}


def test_a_balance_of_blocks_that_are_not_known_is_missing(world):
    Block.objects.filter(block_set=world.blocks, ordinal=2).update(households=None)
    shown = preview_enactment(user=world.officer, proposal=decided(world))
    line = shown.described.lines[0]
    assert line.before["1101"] is None
    assert line.after["1102"] is None
    assert line.after["1103"] is not None


@pytest.mark.parametrize(
    "state",
    [s for s in ProposalState if s != ProposalState.DECIDED],
)
def test_only_a_decided_proposal_is_enacted(world, state):
    proposal = decided(world, state=state)
    before = everything()
    with pytest.raises(Conflict):
        enact(user=world.officer, proposal=proposal)
    assert everything() == before


@pytest.mark.parametrize(
    ("role", "unit"),
    [
        ("sum_officer", "12"),
        ("bag_governor", "1101"),
        ("bag_governor", "1201"),
        ("evaluator", "1"),
    ],
)
def test_nobody_else_enacts(world, role, unit):
    proposal = decided(world)
    user = make_user(role, world.units[unit])
    for act in (enact, preview_enactment):
        with pytest.raises(PermissionDenied):
            act(user=user, proposal=proposal)
    assert find_version("1101", DAY) == find_version("1101", BEFORE)


def test_the_officer_of_the_aimag_may_enact(world):
    officer = make_user("aimag_officer", world.units["1"])
    assert enact(user=officer, proposal=decided(world)).pk


def test_bags_that_have_changed_since_need_another_plan(world):
    first, second = decided(world), decided(world, NEW)
    enact(user=world.officer, proposal=first)
    with pytest.raises(Conflict, match="1102"):
        enact(user=world.officer, proposal=second)


def test_a_plan_that_moves_nothing_is_refused(world):
    with pytest.raises(Refused):
        enact(user=world.officer, proposal=decided(world, plan=world.today))


def test_a_new_bag_without_a_name_is_refused(world):
    proposal = decided(world, NEW)
    proposal.planned_units.all().delete()
    with pytest.raises(Refused, match="new-1"):
        enact(user=world.officer, proposal=proposal)


def test_a_code_that_was_ever_used_is_refused_and_nothing_stands(world):
    proposal = decided(world, NEW)
    proposal.planned_units.update(code="1201")
    before = everything()
    with pytest.raises(Refused, match="1201"):
        enact(user=world.officer, proposal=proposal)
    assert everything() == before


def test_land_that_went_over_by_another_change_stops_the_enactment(world):
    """A transfer between two bags that both go on moves no block that we know of."""
    proposal = decided(world)
    change = UnitChange.objects.create(
        kind=ChangeKind.TRANSFER, act=make_act(), effective_on=date(2026, 2, 10)
    )
    change.units.add(world.units["1102"])
    lack = missing_before_next(proposal, DAY)[0]
    assert "1102" in lack.words
    with pytest.raises(Conflict, match="1102"):
        enact(user=world.officer, proposal=proposal)
