"""From the meeting's resolution to the decree, and the access that comes with it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from bagana.accounts.models import Role, RoleAssignment
from bagana.accounts.roles import holds
from bagana.people.actions.access import open_for
from bagana.people.actions.appointments import (
    appoint,
    end,
    nominate,
    prolong,
    refuse,
)
from bagana.people.actions.posts import open_post
from bagana.people.models import Appointment
from bagana.people.queries.posts import holder_of
from bagana.web.errors import Conflict, PermissionDenied, Refused
from tests.factories import make_act, make_user
from tests.people.factories import (
    make_appointment,
    make_decree,
    make_official,
    make_post,
    make_resolution,
)

START = date(2023, 5, 1)


def test_a_governor_is_nominated_appointed_for_four_years_and_may_sign_in(office):
    bag, today = office.units["1101"], timezone.localdate()
    row = nominate(
        user=office.officer,
        post=office.post,
        official=office.official,
        nomination=make_resolution(bag),
    )
    assert not holds(office.official.user, (Role.BAG_GOVERNOR,), bag)
    start = today - timedelta(days=400)
    row = appoint(
        user=office.officer,
        appointment=row,
        decree=make_decree(office.units["11"]),
        starts_on=start,
    )
    assert row.term_ends_on == start.replace(year=start.year + 4)
    assert (row.access.role, row.access.valid_to) == ("bag_governor", row.term_ends_on)
    del office.official.user._assignments_today
    assert holds(office.official.user, (Role.BAG_GOVERNOR,), bag)
    assert holder_of(office.post, today) == row


def test_without_resolution_or_decree_nobody_becomes_governor(office):
    bag, sum_ = office.units["1101"], office.units["11"]
    late = make_resolution(bag, date(2023, 6, 1))
    for field, wrong in (
        ("nomination", {"nomination": None}),
        ("nomination", {"nomination": make_resolution(office.units["1102"])}),
        ("decree", {"decree": None}),
        ("decree", {"decree": make_resolution(sum_)}),
        ("decree", {"decree": make_decree(bag)}),
        ("decree", {"nomination": late}),
    ):
        with pytest.raises(Refused) as refused:
            appoint(**office.appointed(starts_on=START, **wrong))
        assert refused.value.field == field
    assert not office.post.appointments.exists()


def test_a_nomination_on_paper_does_not_take_somebody_of_another_sum(office):
    """Whoever serves elsewhere comes only by those who staff both offices."""
    away = make_official()
    make_appointment(make_post(office.units["1201"]), away)
    with pytest.raises(PermissionDenied):
        appoint(**office.appointed(starts_on=START, official=away))


def test_after_a_refusal_the_sitting_governor_goes_on(office):
    sitting = appoint(**office.appointed(starts_on=START))
    other = make_official()
    other.history.update(history_user=office.officer)
    again = {"user": office.officer, "post": office.post, "official": other}
    row = nominate(**again, nomination=make_resolution(office.units["1101"]))
    with pytest.raises(Conflict):
        nominate(**again, nomination=make_resolution(office.units["1101"]))
    refuse(user=office.officer, appointment=row, why="Шаардлага хангаагүй")
    assert row.state == "refused"
    assert holder_of(office.post, date(2024, 1, 1)) == sitting
    assert nominate(**again, nomination=make_resolution(office.units["1101"])).pk


def test_the_sitting_governor_is_prolonged_with_the_access(office):
    today = timezone.localdate()
    row = appoint(**office.appointed(starts_on=START, term_ends_on=today))
    assert row.access is None
    until = today + timedelta(days=30)
    prolong(user=office.officer, appointment=row, until=until)
    assert (row.term_ends_on, row.access.valid_to) == (until, until)


def test_an_interim_holder_comes_by_decree_alone_and_has_no_term(office):
    row = appoint(**office.appointed(starts_on=START, nomination=None, is_interim=True))
    assert row.is_interim
    assert row.term_ends_on is None
    assert row.access.valid_to is None


def test_a_post_is_held_by_one_at_a_time(office):
    row = appoint(**office.appointed(starts_on=START))
    other = make_official()
    other.history.update(history_user=office.officer)
    more = {"official": other}
    with pytest.raises(Conflict):
        appoint(**office.appointed(starts_on=date(2024, 1, 1), **more))
    end(user=office.officer, appointment=row, on=date(2024, 1, 1), reason="resigned")
    with pytest.raises(Conflict):
        appoint(**office.appointed(starts_on=date(2023, 12, 31), **more))
    assert appoint(**office.appointed(starts_on=date(2024, 1, 1), **more)).pk


def test_the_head_of_a_tosgon_comes_by_the_act_of_the_election(office):
    bag = office.units["1101"]
    bag.versions.update(is_tosgon=True)
    post = open_post(
        user=office.officer,
        unit=bag,
        kind="tosgon_head",
        title_mn="Тосгоны Захирагч",
        path="election",
        opened_on=date(2022, 6, 1),
    )
    told = office.appointed(starts_on=START, post=post, nomination=None)
    with pytest.raises(Refused) as refused:
        appoint(**told)
    assert refused.value.field == "decree"
    assert appoint(**(told | {"decree": make_act(kind="record")})).pk


def test_who_may_appoint(office):
    told = office.appointed(starts_on=START)
    for role, unit in (
        (Role.BAG_GOVERNOR, "1101"),
        (Role.SUM_OFFICER, "12"),
        (Role.EVALUATOR, "1"),
    ):
        with pytest.raises(PermissionDenied):
            appoint(**(told | {"user": make_user(role, office.units[unit])}))
    with pytest.raises(PermissionDenied):
        appoint(**(told | {"official": make_official(user=office.officer)}))
    aimag = make_user(Role.AIMAG_OFFICER, office.units["1"])
    office.official.history.update(history_user=aimag)
    assert appoint(**(told | {"user": aimag})).pk


@pytest.fixture(autouse=True)
def _known(office):
    office.official.history.update(history_user=office.officer)


def test_a_sum_does_not_appoint_its_own_governor(office):
    sum_ = office.units["11"]
    post = open_post(
        user=office.officer,
        unit=sum_,
        kind="governor",
        title_mn="Сумын Засаг дарга",
        path="nomination",
        opened_on=date(2022, 6, 1),
    )
    told = office.appointed(starts_on=START, post=post)
    told |= {"nomination": make_resolution(sum_)}
    with pytest.raises(PermissionDenied):
        appoint(**told)


def test_an_account_opens_with_the_post_and_its_role_only(office):
    official = make_official()
    official.history.update(history_user=office.officer)
    row = appoint(**office.appointed(starts_on=START, official=official))
    assert row.access is None
    account, password = open_for(
        user=office.officer, appointment=row, username="shine-darga"
    )
    assert account.check_password(password)
    assert [one.role for one in account.roles.all()] == ["bag_governor"]
    assert official.user == account


def test_a_role_given_by_hand_is_taken_over_by_the_appointment(office):
    bag = office.units["1101"]
    by_hand = RoleAssignment.objects.create(
        user=office.official.user,
        role="bag_governor",
        unit=bag,
        valid_from=date(2022, 1, 1),
    )
    row = appoint(**office.appointed(starts_on=START))
    assert row.access == by_hand
    by_hand.refresh_from_db()
    assert by_hand.valid_to == row.term_ends_on


def test_a_nominee_settled_meanwhile_is_not_appointed_again(office):
    """Two officers had the page open: the second one meets what stands by now."""
    row = nominate(
        user=office.officer,
        post=office.post,
        official=office.official,
        nomination=make_resolution(office.units["1101"]),
    )
    stale = Appointment.objects.get(pk=row.pk)
    refuse(user=office.officer, appointment=row, why="Болзол хангаагүй")
    decree = make_decree(office.units["11"])
    with pytest.raises(Conflict):
        appoint(user=office.officer, appointment=stale, decree=decree, starts_on=START)
