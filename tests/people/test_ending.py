"""Nobody keeps access after the end; the same person may come back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bagana.accounts.actions import end_role
from bagana.accounts.models import Role, User
from bagana.accounts.roles import holds
from bagana.people.actions.appointments import appoint, end
from bagana.people.models import HandoverRecord
from bagana.web.errors import Conflict, PermissionDenied, Refused
from tests.factories import make_user

TODAY = timezone.localdate()
START = date(2023, 5, 1)


@pytest.fixture
def row(office):
    office.official.history.update(history_user=office.officer)
    return appoint(**office.appointed(starts_on=START))


def fresh(official):
    return User.objects.get(pk=official.user_id)


def test_the_end_takes_access_and_sessions_the_same_day(office, row):
    row.access.refresh_from_db()
    row.access.valid_from = START
    row.access.save()
    browser = Client()
    browser.force_login(office.official.user)
    assert browser.get(reverse("portal:office")).status_code == 200
    end(user=office.officer, appointment=row, on=TODAY, reason="resigned")
    assert not holds(fresh(office.official), tuple(Role), office.units["1101"])
    assert row.access.valid_to == TODAY
    assert (row.state, row.ended_on) == ("ended", TODAY)


def test_access_that_ran_no_day_leaves_none(office, row):
    end(user=office.officer, appointment=row, on=TODAY, reason="resigned")
    assert row.access is None
    assert not office.official.user.roles.exists()


def test_an_end_ahead_keeps_access_until_the_day(office, row):
    later = TODAY + timedelta(days=10)
    end(user=office.officer, appointment=row, on=later, reason="moved")
    assert holds(fresh(office.official), (Role.BAG_GOVERNOR,), office.units["1101"])
    assert row.access.valid_to == later


def test_the_same_person_may_come_back_the_same_day(office, row):
    end(user=office.officer, appointment=row, on=TODAY, reason="term")
    again = appoint(**office.appointed(starts_on=TODAY))
    assert holds(fresh(office.official), (Role.BAG_GOVERNOR,), office.units["1101"])
    assert HandoverRecord.objects.get(outgoing=row).incoming == again


def test_a_role_ended_elsewhere_breaks_no_appointment(office, row):
    aimag = make_user(Role.AIMAG_OFFICER, office.units["1"])
    end_role(user=aimag, assignment=row.access)
    row.refresh_from_db()
    assert row.access is None
    assert end(user=office.officer, appointment=row, on=TODAY, reason="moved").pk


def test_it_refuses_an_end_before_the_start_and_a_second_end(office, row):
    ended = {"user": office.officer, "appointment": row, "reason": "moved"}
    with pytest.raises(Refused):
        end(**ended, on=START - timedelta(days=1))
    end(**ended, on=TODAY)
    with pytest.raises(Conflict):
        end(**ended, on=TODAY)


def test_another_sum_and_the_governor_himself_end_nothing(office, row):
    for other in (
        make_user(Role.SUM_OFFICER, office.units["12"]),
        office.official.user,
    ):
        with pytest.raises(PermissionDenied):
            end(user=other, appointment=row, on=TODAY, reason="moved")
