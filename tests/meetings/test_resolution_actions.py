"""A resolution from its draft to its number, and out of force again."""

from __future__ import annotations

from datetime import date

import pytest

from bagana.acts.models import Act, Body
from bagana.meetings.actions.obligations import lay_obligation
from bagana.meetings.actions.resolutions import (
    annul,
    discard_resolution,
    draft_resolution,
    redraft_resolution,
    sign_resolution,
)
from bagana.meetings.actions.voting import FOR
from bagana.meetings.models import Resolution
from bagana.web.errors import Conflict, PermissionDenied, Refused
from tests.factories import make_act, make_tree, make_user
from tests.meetings.decided import DAY, make_held, make_item, make_vote

pytestmark = pytest.mark.django_db


@pytest.fixture
def units():
    return make_tree()


@pytest.fixture
def governor(units):
    return make_user("bag_governor", units["1101"])


@pytest.fixture
def meeting(units):
    return make_held(units["1101"])


def drafted(user, meeting, **fields):
    item = make_item(meeting, **fields)
    make_vote(item)
    return draft_resolution(user=user, item=item)


def test_it_words_a_draft_from_the_item_and_its_vote(governor, meeting):
    row = drafted(governor, meeting)
    assert row.title_mn == "Худаг засварлах"
    assert "Туршилтын хуулийн 1 дүгээр зүйл" in row.basis
    assert "60 саналын эрхтнээс 40 буюу 66.7 хувь" in row.basis
    assert row.basis.endswith("санал хураалтын дүнг үндэслэн")
    assert row.text.startswith("1. ")
    assert row.act is None


def test_it_names_who_was_chosen(governor, meeting):
    item = make_item(meeting, kind="nomination")
    ballot = make_vote(item)
    chosen = ballot.options.get(is_chosen=True)
    chosen.label_mn = "З.Наран"
    chosen.save()
    row = draft_resolution(user=governor, item=item)
    assert row.text == "1. З.Наран-г багийн Засаг даргад нэр дэвшүүлсүгэй."


def test_it_leaves_room_for_the_name_of_a_lone_candidate(governor, meeting):
    item = make_item(meeting, kind="nomination")
    chosen = make_vote(item).options.get(is_chosen=True)
    chosen.label_mn = FOR[0]
    chosen.save()
    row = draft_resolution(user=governor, item=item)
    assert row.text == "1. …-г багийн Засаг даргад нэр дэвшүүлсүгэй."


def test_signing_takes_the_next_number_and_makes_the_act(governor, meeting):
    first, second = drafted(governor, meeting), drafted(governor, meeting)
    discarded = drafted(governor, meeting)
    discard_resolution(user=governor, resolution=discarded)
    third = drafted(governor, meeting)
    numbers = [
        sign_resolution(user=governor, resolution=row).act.number
        for row in (second, first, third)
    ]
    assert numbers == ["1", "2", "3"]
    act = Resolution.objects.get(pk=first.pk).act
    assert (act.body, act.kind, act.date) == (meeting.body, "resolution", DAY)
    assert act.meeting == str(meeting.number)


def test_numbers_start_anew_with_the_year_and_the_body(units, governor, meeting):
    sign_resolution(user=governor, resolution=drafted(governor, meeting))
    earlier = make_held(units["1101"], date(2025, 10, 2))
    other = make_held(units["1102"])
    officer = make_user("sum_officer", units["11"])
    for held in (earlier, other):
        row = sign_resolution(user=officer, resolution=drafted(officer, held))
        assert row.act.number == "1"


def test_it_passes_by_numbers_that_were_given_on_paper(governor, meeting):
    make_act(body=meeting.body, number="1", date=date(2026, 1, 15))
    row = sign_resolution(user=governor, resolution=drafted(governor, meeting))
    assert row.act.number == "2"


def test_a_refused_signing_spends_no_number(governor, meeting):
    row = drafted(governor, meeting)
    with pytest.raises(Refused):
        sign_resolution(user=governor, resolution=row, on=date(2026, 3, 1))
    assert sign_resolution(user=governor, resolution=row).act.number == "1"


@pytest.mark.parametrize("state", ["open", "failed", "convened"])
def test_it_signs_only_what_a_closed_meeting_decided(governor, meeting, state):
    row = drafted(governor, meeting)
    meeting.state = state
    meeting.save()
    with pytest.raises(Conflict):
        sign_resolution(user=governor, resolution=row)


def test_it_refuses_what_was_not_voted_or_not_passed(governor, meeting):
    unvoted = draft_resolution(user=governor, item=make_item(meeting))
    item = make_item(meeting)
    make_vote(item, passed=False)
    lost = draft_resolution(user=governor, item=item)
    for row in (unvoted, lost):
        with pytest.raises(Conflict):
            sign_resolution(user=governor, resolution=row)
    assert not Act.objects.exists()


def test_what_is_signed_never_changes(governor, meeting):
    row = sign_resolution(user=governor, resolution=drafted(governor, meeting))
    with pytest.raises(Conflict):
        redraft_resolution(
            user=governor, resolution=row, title_mn="Өөр", basis="", text="2."
        )
    with pytest.raises(Conflict):
        discard_resolution(user=governor, resolution=row)
    with pytest.raises(Conflict):
        sign_resolution(user=governor, resolution=row)


def test_a_sub_meeting_decides_nothing_alone(units, governor, meeting):
    part = make_held(units["1101"], parent=meeting)
    with pytest.raises(Conflict):
        draft_resolution(user=governor, item=make_item(part))


def test_only_who_keeps_the_bags_meetings_drafts_and_signs(units, governor, meeting):
    row = drafted(governor, meeting)
    others = [
        make_user("bag_governor", units["1102"]),
        make_user("sum_officer", units["12"]),
        make_user("evaluator", units["1"]),
        make_user(),
    ]
    for user in others:
        with pytest.raises(PermissionDenied):
            sign_resolution(user=user, resolution=row)
        with pytest.raises(PermissionDenied):
            draft_resolution(user=user, item=row.item)


def test_a_later_act_annuls_it_and_its_open_obligations(units, governor, meeting):
    row = sign_resolution(user=governor, resolution=drafted(governor, meeting))
    duty = lay_obligation(
        user=governor,
        resolution=row,
        text="Засварлах",
        due_on=date(2026, 5, 1),
        owner_text="Засаг дарга",
    )
    later = make_held(units["1101"], date(2026, 4, 20))
    act = sign_resolution(user=governor, resolution=drafted(governor, later)).act
    annul(user=governor, resolution=row, act=act)
    duty.refresh_from_db()
    assert duty.state == "dropped"
    assert duty.steps.get().on == date(2026, 4, 20)
    row.refresh_from_db()
    assert row.act.number == "1"
    with pytest.raises(Conflict):
        annul(user=governor, resolution=row, act=act)


def test_another_bags_act_does_not_annul_and_the_sums_needs_the_sum(
    units, governor, meeting
):
    row = sign_resolution(user=governor, resolution=drafted(governor, meeting))
    officer = make_user("sum_officer", units["11"])
    stranger = make_act(
        body=Body.objects.create(name_mn="Хөрш", name_en="N", unit=units["1102"]),
        date=date(2026, 4, 1),
    )
    with pytest.raises(Refused):
        annul(user=officer, resolution=row, act=stranger)
    assembly = make_act(
        body=Body.objects.create(name_mn="Сум", name_en="S", unit=units["11"]),
        date=date(2026, 4, 1),
    )
    with pytest.raises(PermissionDenied):
        annul(user=governor, resolution=row, act=assembly)
    assert annul(user=officer, resolution=row, act=assembly).annulled_by == assembly
