"""From a draft to an open meeting: agenda, notice, attendance, quorum."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bagana.meetings.actions.agenda import add_item, move_item
from bagana.meetings.actions.holding import (
    close_meeting,
    fail_meeting,
    open_meeting,
    record_presence,
)
from bagana.meetings.actions.preparing import (
    cancel_meeting,
    convene,
    prepare_meeting,
    record_notice,
)
from bagana.meetings.founding import body_of, load_rules
from bagana.meetings.models import MeetingRule, MeetingState, Presence
from bagana.meetings.queries.notices import notice_of
from bagana.meetings.quorum import needed_of, quorum_of, rule_on
from bagana.registers.models import Stay
from bagana.web.errors import Conflict, PermissionDenied, Refused
from tests.factories import make_tree, make_user
from tests.meetings.factories import (
    DAY,
    at,
    convened,
    make_meeting,
    make_meeting_rule,
    opened,
)
from tests.registers.factories import make_household

pytestmark = pytest.mark.django_db


@pytest.fixture
def units():
    return make_tree()


@pytest.fixture
def governor(units):
    return make_user("bag_governor", units["1101"])


@pytest.fixture
def homes(units):
    return [make_household(units["1101"]) for _one in range(5)]


def test_it_takes_the_rule_of_the_meetings_own_day(units, governor):
    load_rules()
    old = rule_on("nomination", date(2017, 2, 20))
    new = rule_on("nomination", date(2022, 6, 3))
    assert old.quorum == Decimal("0.5")
    assert not old.is_illustrative
    assert not old.chaired_by_session_chair
    assert new.quorum is None
    assert new.chaired_by_session_chair
    assert rule_on("ordinary", date(2021, 12, 31)).valid_to == date(2022, 1, 1)
    with pytest.raises(Refused):
        rule_on("ordinary", date(1999, 1, 1))


def test_it_leaves_rules_alone_that_an_office_has_put_right():
    assert load_rules() == 6
    MeetingRule.objects.filter(kind="special").delete()
    assert load_rules() == 0


def test_it_makes_the_body_of_a_bag_once(units):
    first = body_of(units["1101"], DAY)
    assert first.name_mn.endswith("багийн Иргэдийн Нийтийн Хурал")
    assert body_of(units["1101"], DAY) == first
    assert body_of(units["1102"], DAY) != first


def test_it_refuses_whoever_does_not_keep_the_bag(units, governor):
    meeting = make_meeting(governor, units["1101"])
    strangers = [
        make_user("bag_governor", units["1102"]),
        make_user("sum_officer", units["12"]),
        make_user("evaluator", units["11"]),
    ]
    for user in strangers:
        with pytest.raises(PermissionDenied):
            convene(user=user, meeting=meeting, at=at(DAY - timedelta(days=9)))
        with pytest.raises(PermissionDenied):
            make_meeting(user, units["1101"])


def test_it_refuses_a_meeting_of_a_sum(units):
    officer = make_user("sum_officer", units["11"])
    with pytest.raises(Refused):
        make_meeting(officer, units["11"])


def test_it_numbers_meetings_without_gaps_within_the_year(units, governor):
    first, second = (convened(governor, units["1101"]) for _one in range(2))
    next_year = convened(governor, units["1101"], starts_at=at(date(2025, 5, 1)))
    assert [first.number, second.number, next_year.number] == [1, 2, 1]


def test_it_calls_no_meeting_without_an_agenda(units, governor):
    make_meeting_rule()
    bare = prepare_meeting(
        user=governor,
        unit=units["1101"],
        kind="ordinary",
        title_mn="Хуралдаан",
        starts_at=at(),
        place="Төв",
    )
    with pytest.raises(Conflict):
        convene(user=governor, meeting=bare, at=at(DAY - timedelta(days=8)))


def test_it_keeps_the_agenda_in_order(units, governor):
    meeting = make_meeting(governor, units["1101"])
    second = add_item(user=governor, meeting=meeting, title_mn="Хадлан")
    move_item(user=governor, item=second, up=True)
    titles = list(meeting.agenda.values_list("title_mn", flat=True))
    assert titles == ["Хадлан", "Бэлчээр"]


def test_it_keeps_a_late_notice_and_says_that_it_was_late(units, governor):
    meeting = convened(governor, units["1101"])
    assert notice_of(meeting).is_late is None
    late = DAY - timedelta(days=3)
    record_notice(user=governor, meeting=meeting, channel="board", given_on=late)
    assert notice_of(meeting).is_late
    early = DAY - timedelta(days=7)
    record_notice(user=governor, meeting=meeting, channel="phone", given_on=early)
    assert not notice_of(meeting).is_late


def test_it_counts_households_of_that_day_and_keeps_the_number(units, governor, homes):
    unit = units["1101"]
    gone = make_household(unit)
    Stay.objects.filter(household=gone).update(ends_on=DAY)
    meeting = opened(governor, unit, homes[:3])
    found = quorum_of(meeting)
    assert (found.registered, found.needed, found.represented) == (5, 3, 3)
    assert found.reached
    make_household(unit)
    assert quorum_of(meeting).registered == 5


def test_it_opens_nothing_below_the_quorum_and_records_the_failure(
    units, governor, homes
):
    meeting = convened(governor, units["1101"])
    record_presence(user=governor, meeting=meeting, household=homes[0])
    with pytest.raises(Conflict, match="2"):
        open_meeting(user=governor, meeting=meeting, chair_name="А", at=at())
    failed = fail_meeting(user=governor, meeting=meeting, at=at(hour=12))
    assert failed.state == MeetingState.FAILED
    assert (failed.represented, failed.needed, failed.registered) == (1, 3, 5)


def test_it_decides_nothing_where_the_rule_knows_no_quorum(units, governor, homes):
    make_meeting_rule(quorum=None)
    meeting = convened(governor, units["1101"])
    record_presence(user=governor, meeting=meeting, household=homes[0])
    assert quorum_of(meeting).reached is None
    with pytest.raises(Conflict):
        fail_meeting(user=governor, meeting=meeting, at=at(hour=12))
    held = open_meeting(user=governor, meeting=meeting, chair_name="А", at=at())
    assert held.state == MeetingState.OPEN
    assert held.needed is None


def test_it_counts_a_household_once_in_a_meeting_and_its_parts(units, governor, homes):
    whole = convened(governor, units["1101"])
    part = make_meeting(governor, units["1101"], parent=whole, title_mn="Хөндий")
    part = convene(user=governor, meeting=part, at=at(DAY - timedelta(days=8)))
    assert part.number is None
    record_presence(user=governor, meeting=whole, household=homes[0])
    record_presence(user=governor, meeting=part, household=homes[1])
    with pytest.raises(Conflict):
        record_presence(user=governor, meeting=part, household=homes[0])
    assert quorum_of(whole).represented == 2
    assert quorum_of(part).represented == 2


def test_it_takes_a_line_sent_twice_once(units, governor, homes):
    meeting, uid = convened(governor, units["1101"]), uuid4()
    for _one in range(2):
        record_presence(user=governor, meeting=meeting, household=homes[0], uid=uid)
    assert Presence.objects.count() == 1


def test_it_seals_the_name_of_a_visitor_and_does_not_count_him(units, governor, homes):
    meeting = convened(governor, units["1101"])
    line = record_presence(user=governor, meeting=meeting, name="Г.Зочин", sex="male")
    line.refresh_from_db()
    assert line.private == {"name": "Г.Зочин"}
    assert "Зочин".encode() not in bytes(line.sealed)
    assert quorum_of(meeting).represented == 0
    other = make_household(units["1102"])
    with pytest.raises(Refused):
        record_presence(user=governor, meeting=meeting, household=other)


def test_it_closes_after_its_parts(units, governor, homes):
    whole = convened(governor, units["1101"])
    part = make_meeting(governor, units["1101"], parent=whole)
    for home in homes[:3]:
        record_presence(user=governor, meeting=whole, household=home)
    whole = open_meeting(user=governor, meeting=whole, chair_name="А", at=at())
    with pytest.raises(Conflict):
        close_meeting(user=governor, meeting=whole, at=at(hour=13))
    cancel_meeting(user=governor, meeting=part, why="Шуурга")
    assert close_meeting(user=governor, meeting=whole, at=at(hour=13)).represented == 3


@given(st.integers(0, 5_000), st.integers(0, 10_000))
def test_it_needs_the_least_number_that_is_not_below_the_share(registered, share):
    rule = MeetingRule(quorum=Decimal(share) / 10_000)
    needed = needed_of(rule, registered)
    assert needed * 10_000 >= share * registered
    assert (needed - 1) * 10_000 < share * registered or needed == 0
