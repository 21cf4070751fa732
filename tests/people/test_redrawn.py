"""A bag that ends takes its posts along; undoing brings back exactly what stood."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from bagana.accounts.models import RoleAssignment
from bagana.acts.founded import founded_by
from bagana.people.actions.appointments import appoint, nominate
from bagana.people.actions.handing_over import sign
from bagana.people.models import Appointment, EthicsDuty, HandoverRecord, Post
from bagana.territory.actions import Part, blockers, merge, undo
from bagana.territory.consequences import preview_lines
from bagana.territory.handover import handovers_of
from tests.factories import make_act, make_user
from tests.people.factories import (
    make_decree,
    make_official,
    make_post,
    make_resolution,
)

START = date(2023, 5, 1)
NEW = Part(code="1110", name_mn="Нэгдсэн баг", name_en="United bag")


def state():
    access = RoleAssignment.objects.filter(role="bag_governor")
    rows = (Post.objects, Appointment.objects, access)
    return [sorted(found.values_list()) for found in rows]


@pytest.fixture
def row(office):
    office.official.history.update(history_user=office.officer)
    row = appoint(**office.appointed(starts_on=START))
    other = make_official()
    other.history.update(history_user=office.officer)
    nominate(
        user=office.officer,
        post=make_post(office.units["1102"]),
        official=other,
        nomination=make_resolution(office.units["1102"]),
    )
    return row


def united(office, day):
    officer = make_user("aimag_officer", office.units["1"])
    change = merge(
        units=[office.units["1101"], office.units["1102"]],
        into=NEW,
        user=officer,
        act=make_act(office.units["1"]),
        effective_on=day,
    )
    return officer, change


@pytest.mark.parametrize("ahead", [0, 30])
def test_posts_close_access_ends_and_undoing_is_exact(office, row, ahead):
    day = timezone.localdate() + timedelta(days=ahead)
    before = state()
    officer, change = united(office, day)
    row.refresh_from_db()
    assert (row.state, row.end_reason, row.ended_on) == ("ended", "redrawn", day)
    assert row.access is None or row.access.valid_to == day
    assert set(Post.objects.values_list("closed_on", flat=True)) == {day}
    assert not Appointment.objects.filter(state="proposed").exists()
    record = HandoverRecord.objects.get(outgoing=row)
    told = [one for one in handovers_of(change) if one.kind == "post"]
    assert [(one.source, one.target) for one in told] == [("1101", "1110")]
    assert str(record.uid) in told[0].href
    (line,) = [x for x in preview_lines(change) if x.before.get("1101") == 1]
    assert line.total_before == 2
    undo(user=officer, change=change)
    assert state() == before
    assert not HandoverRecord.objects.exists()


def test_a_record_signed_since_blocks_undoing(office, row):
    _officer, change = united(office, timezone.localdate())
    assert blockers(change) == []
    record = HandoverRecord.objects.get(outgoing=row)
    sign(user=office.official.user, record=record, side="giver")
    assert blockers(change)


def test_an_act_tells_what_of_the_offices_rests_on_it(office, row):
    found = founded_by(row.decree)
    assert [one.title for one in found] == [office.post.title]
    assert founded_by(row.nomination)
    assert not founded_by(make_decree(office.units["11"]))


def test_an_ethics_duty_over_a_bag_that_ends_is_to_be_given_anew(office):
    units = office.units
    duty = EthicsDuty.objects.create(
        user=make_user(), unit=units["1101"], act=make_act(units["1"]), valid_from=START
    )
    EthicsDuty.objects.create(
        user=make_user(), unit=units["11"], act=make_act(units["1"]), valid_from=START
    )
    _officer, change = united(office, timezone.localdate())
    told = [one for one in handovers_of(change) if one.kind == "duty"]
    assert [(one.source, one.target) for one in told] == [("1101", "1110")]
    assert duty.user.display_name in told[0].what_mn
