"""What an enactment leaves to be handed over: nobody is left behind."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from bagana.accounts.models import RoleAssignment
from bagana.accounts.rules import can_write
from bagana.programme.models import Target
from bagana.redistricting.actions.enactment import (
    enact,
    hand_over,
    take_back_handover,
)
from bagana.redistricting.models import Block, HandoverItem
from bagana.territory import handover
from bagana.territory.handover import Handover, Source, ended, handovers_of
from bagana.web.errors import Conflict, Refused
from tests.factories import make_indicator, make_observation, make_user
from tests.programme.factories import make_measure, make_money, make_programme
from tests.redistricting.enacting import NEW, decided
from tests.redistricting.factories import make_world

pytestmark = pytest.mark.django_db
ENDS = ("1101", "1101", "new-1", "new-1", "new-1", "1103")
"""1102 ends whole in a new bag."""


@pytest.fixture
def world():
    return make_world()


def items(enactment, kind):
    return list(enactment.handovers.filter(kind=kind))


def test_households_are_listed_for_each_pair_of_bags(world):
    enactment = enact(user=world.officer, proposal=decided(world))
    found = items(enactment, "household")
    assert [(one.source.code, one.target.code) for one in found] == [
        ("1101", "1102"),
        ("1102", "1103"),
    ]
    assert "4 суурь хэсэг" in found[0].what_mn
    assert found[0].what_en


def test_land_where_nobody_lives_is_not_called_records_of_nobody(world):
    Block.objects.update(households=0, population=0)
    enactment = enact(user=world.officer, proposal=decided(world))
    first = items(enactment, "household")[0]
    assert first.what_mn == "Өрхгүй нутаг (4 суурь хэсэг)"
    assert first.what_en == "Land without households (building blocks: 4)"


def test_a_role_over_a_bag_that_ends_is_listed_with_the_successor(world):
    make_user("bag_governor", world.units["1102"], display_name="Туршилтын дарга")
    enactment = enact(user=world.officer, proposal=decided(world, NEW))
    (one,) = items(enactment, "role")
    assert (one.source.code, one.target.code) == ("1102", "1104")
    assert "Туршилтын дарга" in one.what_mn
    assert "bag governor" in one.what_en
    assert one.href.endswith(f"/{RoleAssignment.objects.get(unit=one.source).user_id}/")


def test_the_role_over_the_former_bag_gives_no_access_to_the_new_one(world):
    governor = make_user("bag_governor", world.units["1102"])
    enactment = enact(user=world.officer, proposal=decided(world, NEW))
    new = enactment.change.units.get(code="1104")
    assert not can_write(governor, new)
    assert can_write(governor, world.units["1102"])  # its last figures may still come


def test_a_role_that_has_ended_or_over_a_bag_that_goes_on_is_not(world):
    user = make_user("bag_governor", world.units["1102"])
    user.roles.update(valid_to=date(2021, 1, 1))
    enactment = enact(user=world.officer, proposal=decided(world, NEW))
    assert items(enactment, "role") == []


def test_drafts_of_a_bag_that_ends_are_listed_with_their_number(world):
    indicator = make_indicator()
    for year in (2024, 2025):
        make_observation(indicator, world.units["1102"], year, 5)
    make_observation(indicator, world.units["1101"], 2025, 5)
    enactment = enact(user=world.officer, proposal=decided(world, NEW))
    (one,) = items(enactment, "draft")
    assert one.source.code == "1102"
    assert "2" in one.what_mn


def test_measures_targets_and_money_of_a_bag_that_ends_are_listed(world):
    programme = make_programme(world.units["1"])
    measure = make_measure(programme, office=world.units["1102"])
    make_money(measure, unit=world.units["1102"], amount=Decimal(900))
    target = Target.objects.create(
        programme=programme, indicator=make_indicator("aim"), kind="level"
    )
    target.units.add(world.units["1102"])
    enactment = enact(user=world.officer, proposal=decided(world, NEW))
    # The measure twice: its office has ended, and it was passed on to the new bag.
    for kind, count in (("measure", 2), ("target", 1), ("money", 1)):
        found = items(enactment, kind)
        assert len(found) == count
        for one in found:
            assert (one.source.code, one.target.code) == ("1102", "1104")
            assert one.href
    assert "900" in items(enactment, "money")[0].what_mn


def test_the_heir_is_who_gets_most_people(world):
    enactment = enact(user=world.officer, proposal=decided(world, ENDS))
    gone = ended(enactment.change)
    assert set(gone.codes.values()) == {"1102"}
    assert gone.heir(world.units["1102"].pk) == "1104"


def test_every_application_says_what_it_knows_and_a_second_takes_the_place(world):
    kinds = {source.kind for source in handover.registered()}
    assert kinds >= {
        "role", "measure", "target", "money", "draft", "selection", "award",
        "household",
    }  # fmt: skip
    former = next(s for s in handover.registered() if s.kind == "award")
    told = Handover("award", "Нэг", "One", "1101", None)
    try:
        handover.register(Source("award", lambda: "", lambda _change: [told]))
        enactment = enact(user=world.officer, proposal=decided(world))
        assert told in handovers_of(enactment.change)
        (one,) = items(enactment, "award")
        assert (one.what_mn, one.what_en, one.target) == ("Нэг", "One", None)
    finally:
        handover.register(former)


def test_done_is_marked_with_day_person_and_note(world):
    enactment = enact(user=world.officer, proposal=decided(world))
    today = timezone.localdate()
    one = hand_over(
        user=world.officer,
        item=enactment.handovers.first(),
        on=today,
        note=" акт № 3 ",
    )
    assert (one.done_on, one.done_by, one.note) == (today, world.officer, "акт № 3")
    assert one.history.first().history_user == world.officer
    with pytest.raises(Conflict):
        hand_over(user=world.officer, item=one, on=today)
    taken_back = take_back_handover(user=world.officer, item=one)
    assert taken_back.done_on is None
    assert taken_back.history.count() == 3


def test_a_day_before_the_act_or_to_come_is_refused(world):
    enactment = enact(user=world.officer, proposal=decided(world))
    item = enactment.handovers.first()
    for day in (date(2026, 1, 31), timezone.localdate() + timedelta(days=1)):
        with pytest.raises(Refused) as refusal:
            hand_over(user=world.officer, item=item, on=day)
        assert refusal.value.field == "on"


def test_only_the_officer_marks_it(world):
    enactment = enact(user=world.officer, proposal=decided(world))
    item = enactment.handovers.first()
    for user in (world.governor, world.other_officer):
        with pytest.raises(PermissionDenied):
            hand_over(user=user, item=item, on=timezone.localdate())
    assert not HandoverItem.objects.filter(done_on__isnull=False).exists()
