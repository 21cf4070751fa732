"""An enactment taken back: the register is exactly what it was."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from bagana.accounts.models import Role, RoleAssignment
from bagana.redistricting.actions.enactment import enact, undo_enactment
from bagana.redistricting.models import (
    BlockMove,
    Enactment,
    HandoverItem,
    ProposalState,
)
from bagana.territory.actions import blockers, undo
from bagana.territory.models import UnitChange
from bagana.web.errors import Conflict, Refused
from bagana.web.procedures import hash_of
from tests.factories import make_indicator, make_observation, make_user
from tests.redistricting.enacting import (
    DAY,
    NEW,
    aimag_officer,
    decided,
    everything,
    give_outlines,
)
from tests.redistricting.factories import make_world

pytestmark = pytest.mark.django_db
WHY = "Шүүх аймгийн Хурлын шийдвэрийг хүчингүй болгосон."


@pytest.fixture
def world():
    world = make_world()
    give_outlines(world)
    return world


def test_it_brings_back_every_row_of_every_table(world):
    proposal = decided(world, NEW)
    before = everything()
    enactment = enact(user=world.officer, proposal=proposal)
    assert everything() != before
    undo_enactment(user=world.officer, enactment=enactment, reason=WHY)
    assert everything() == before


def test_it_stays_on_record_with_who_when_and_why(world):
    proposal = decided(world, NEW)
    enactment = enact(user=world.officer, proposal=proposal)
    undone = undo_enactment(user=world.officer, enactment=enactment, reason=WHY)
    assert undone.undone_at
    change = UnitChange.objects.get(pk=enactment.change_id)
    assert (change.undone_by, bool(change.undone_at)) == (world.officer, True)
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.DECIDED
    step = proposal.steps.last()
    assert (step.state, step.is_return, step.note) == ("decided", True, WHY)
    assert step.made_by == world.officer
    assert step.content["reason"] == WHY, "the published hash covers the reason"
    assert step.sha256 == hash_of(step.content)
    assert not BlockMove.objects.exists()
    assert HandoverItem.history.filter(history_type="-").exists()


def test_what_was_taken_back_can_be_enacted_again(world):
    proposal = decided(world, NEW)
    first = enact(user=world.officer, proposal=proposal)
    undo_enactment(user=world.officer, enactment=first, reason=WHY)
    again = enact(user=world.officer, proposal=proposal)
    assert Enactment.objects.count() == 2
    undo_enactment(user=world.officer, enactment=again, reason=WHY)


def test_undone_from_the_page_of_the_change_the_proposal_returns_as_well(world):
    proposal = decided(world, NEW)
    before = everything()
    enactment = enact(user=world.officer, proposal=proposal)
    undo(user=aimag_officer(world), change=enactment.change)
    proposal.refresh_from_db()
    enactment.refresh_from_db()
    assert proposal.state == ProposalState.DECIDED
    assert enactment.undone_at
    state = everything()
    assert {k for k in state if state[k] != before[k]} == {"User", "RoleAssignment"}


def test_figures_of_a_new_bag_block_it_by_name(world):
    enactment = enact(user=world.officer, proposal=decided(world, NEW))
    new = enactment.change.units.get(code="1104")
    make_observation(make_indicator(), new, 2026, 12)
    with pytest.raises(Conflict, match="1104"):
        undo_enactment(user=world.officer, enactment=enactment, reason=WHY)
    enactment.refresh_from_db()
    assert enactment.undone_at is None


def test_a_role_over_a_new_bag_blocks_it_by_name(world):
    enactment = enact(user=world.officer, proposal=decided(world, NEW))
    new = enactment.change.units.get(code="1104")
    make_user("bag_governor", new)
    said = blockers(enactment.change)
    assert any("томилгоо" in one for one in said)
    with pytest.raises(Conflict):
        undo_enactment(user=world.officer, enactment=enactment, reason=WHY)


def test_its_own_rows_do_not_block_it(world):
    enactment = enact(user=world.officer, proposal=decided(world, NEW))
    assert enactment.handovers.filter(target__code="1104").exists()
    assert blockers(enactment.change) == []


def test_a_second_undoing_and_one_without_a_reason_are_refused(world):
    enactment = enact(user=world.officer, proposal=decided(world, NEW))
    with pytest.raises(Refused) as refusal:
        undo_enactment(user=world.officer, enactment=enactment, reason="  ")
    assert refusal.value.field == "reason"
    undo_enactment(user=world.officer, enactment=enactment, reason=WHY)
    with pytest.raises(Conflict):
        undo_enactment(user=world.officer, enactment=enactment, reason=WHY)


def test_only_who_may_enact_takes_back(world):
    enactment = enact(user=world.officer, proposal=decided(world, NEW))
    for user in (world.other_officer, world.governor):
        with pytest.raises(PermissionDenied):
            undo_enactment(user=user, enactment=enactment, reason=WHY)


def test_a_role_given_for_a_bag_that_ended_stands_again(world):
    given = RoleAssignment.objects.create(
        user=world.governor,
        role=Role.BAG_GOVERNOR,
        unit=world.units["1102"],
        valid_from=date(2020, 1, 1),
    )
    enactment = enact(user=world.officer, proposal=decided(world, NEW))
    undo_enactment(user=world.officer, enactment=enactment, reason=WHY)
    given.refresh_from_db()
    assert given.valid_to is None
    assert given.unit.versions.filter(valid_to__isnull=True).exists()
    assert enactment.change.effective_on == DAY
