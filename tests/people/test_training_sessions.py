"""Sessions: who may open, enrol and mark; what closing gives."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from bagana.people.actions.training import (
    close_session,
    enrol,
    enter_scores,
    leave,
    mark_attendance,
    open_session,
)
from bagana.people.actions.training_certificates import (
    issue_certificate,
    revoke_certificate,
)
from bagana.people.actions.training_offers import enrol_several
from bagana.people.models import Attendance, Certificate, Enrolment
from bagana.people.queries.training import find_certificate, standing_of
from bagana.web.errors import Conflict, Refused
from tests.factories import make_tree, make_user
from tests.people.training_rows import (
    held_and_closed,
    make_course,
    make_holder,
    make_session,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def units():
    return make_tree()


@pytest.fixture
def officer(units):
    return make_user("sum_officer", units["11"])


def test_it_gives_certificates_to_whoever_came_and_passed(units, officer):
    session = make_session(officer, units["11"], make_course(valid_years=3))
    one, other = make_holder(units["1101"]), make_holder(units["1102"])
    rows = [enrol(user=officer, official=who, session=session) for who in (one, other)]
    for day in (session.starts_on, session.ends_on):
        mark_attendance(user=officer, session=session, on=day, present=rows)
    enter_scores(user=officer, enrolment=rows[0], before=30, after=70)
    enter_scores(user=officer, enrolment=rows[1], before=30, after=69)
    given = close_session(user=officer, session=session)
    assert [c.enrolment.official for c in given] == [one]
    assert given[0].number.endswith("/001")
    assert given[0].valid_until.year == given[0].issued_on.year + 3
    assert Enrolment.objects.get(official=other).completed_on is None


def test_it_gives_none_to_whoever_missed_half_the_days(units, officer):
    session = make_session(officer, units["11"], make_course())
    row = enrol(user=officer, official=make_holder(units["1101"]), session=session)
    mark_attendance(user=officer, session=session, on=session.starts_on, present=[row])
    mark_attendance(user=officer, session=session, on=session.ends_on, present=[])
    enter_scores(user=officer, enrolment=row, after=100)
    assert close_session(user=officer, session=session) == []


def test_it_does_not_close_while_a_day_has_no_list(units, officer):
    session = make_session(officer, units["11"], make_course())
    row = enrol(user=officer, official=make_holder(units["1101"]), session=session)
    mark_attendance(user=officer, session=session, on=session.ends_on, present=[row])
    with pytest.raises(Refused):
        close_session(user=officer, session=session)


def test_a_closed_session_changes_no_more(units, officer):
    session = make_session(officer, units["11"], make_course())
    rows = held_and_closed(officer, session, [make_holder(units["1101"])])
    with pytest.raises(Conflict):
        mark_attendance(user=officer, session=session, on=session.ends_on, present=rows)
    with pytest.raises(Conflict):
        enter_scores(user=officer, enrolment=rows[0], after=10)
    with pytest.raises(Conflict):
        close_session(user=officer, session=session)


def test_seats_are_not_exceeded_and_nobody_sits_twice(units, officer):
    session = make_session(officer, units["11"], make_course(), seats=1)
    one = make_holder(units["1101"])
    enrol(user=officer, official=one, session=session)
    for who in (one, make_holder(units["1102"])):
        with pytest.raises(Refused):
            enrol(user=officer, official=who, session=session)


def test_several_are_enrolled_together_or_not_at_all(units, officer):
    session = make_session(officer, units["11"], make_course(), seats=1)
    people = [make_holder(units[code]) for code in ("1101", "1102")]
    with pytest.raises(Refused):
        enrol_several(
            user=officer, session=session, chosen=[(one, {}) for one in people]
        )
    assert session.enrolments.count() == 0


def test_marking_a_day_again_replaces_it(units, officer):
    session = make_session(officer, units["11"], make_course())
    row = enrol(user=officer, official=make_holder(units["1101"]), session=session)
    day = session.starts_on
    mark_attendance(user=officer, session=session, on=day, present=[row])
    mark_attendance(user=officer, session=session, on=day, present=[])
    assert list(Attendance.objects.values_list("present", flat=True)) == [False]


def test_a_day_outside_or_to_come_is_not_marked(units, officer):
    today = timezone.localdate()
    session = make_session(
        officer, units["11"], make_course(), ends_on=today + timedelta(days=1)
    )
    for day in (today + timedelta(days=1), today - timedelta(days=9)):
        with pytest.raises(Refused):
            mark_attendance(user=officer, session=session, on=day, present=[])


def test_who_has_a_mark_does_not_leave_the_list(units, officer):
    session = make_session(officer, units["11"], make_course())
    row = enrol(user=officer, official=make_holder(units["1101"]), session=session)
    enter_scores(user=officer, enrolment=row, before=20)
    with pytest.raises(Conflict):
        leave(user=officer, enrolment=row)


@pytest.mark.parametrize(
    ("role", "unit"),
    [("bag_governor", "1101"), ("sum_officer", "12"), (None, ""), ("evaluator", "1")],
)
def test_others_open_no_session_of_the_sum(units, role, unit):
    user = make_user(role, units[unit] if unit else None)
    today = timezone.localdate()
    with pytest.raises(PermissionDenied):
        open_session(
            user=user,
            course=make_course(),
            unit=units["11"],
            place="x",
            starts_on=today,
            ends_on=today,
        )


def test_a_sum_does_not_enrol_officials_of_another_sum(units, officer):
    session = make_session(officer, units["11"], make_course())
    with pytest.raises(PermissionDenied):
        enrol(user=officer, official=make_holder(units["1201"]), session=session)


def test_numbers_of_certificates_have_no_gaps(units, officer):
    people = [make_holder(units[code]) for code in ("1101", "1102", "1103")]
    held_and_closed(officer, make_session(officer, units["11"], make_course()), people)
    numbers = sorted(Certificate.objects.values_list("number", flat=True))
    assert [number[-3:] for number in numbers] == ["001", "002", "003"]


def test_a_certificate_is_given_once_and_revoked_with_a_reason(units, officer):
    session = make_session(officer, units["11"], make_course(valid_years=1))
    rows = held_and_closed(officer, session, [make_holder(units["1101"])])
    given = Certificate.objects.get()
    with pytest.raises(Conflict):
        issue_certificate(user=officer, enrolment=rows[0])
    with pytest.raises(Refused):
        revoke_certificate(user=officer, certificate=given, why=" ")
    today = timezone.localdate()
    assert standing_of(given, today) == "valid"
    assert standing_of(given, given.valid_until + timedelta(days=1)) == "expired"
    revoked = revoke_certificate(user=officer, certificate=given, why="Хуурсан")
    assert standing_of(revoked, today) == "revoked"
    with pytest.raises(Conflict):
        revoke_certificate(user=officer, certificate=given, why="дахин")


def test_a_certificate_is_found_however_its_code_is_typed(units, officer):
    session = make_session(officer, units["11"], make_course())
    held_and_closed(officer, session, [make_holder(units["1101"])])
    given = Certificate.objects.get()
    for typed in (given.code, given.code.lower(), given.code.replace("-", " ")):
        assert find_certificate(typed) == given
    assert find_certificate("") is None
    assert find_certificate("AAAA-AAAA-AAAA") is None
