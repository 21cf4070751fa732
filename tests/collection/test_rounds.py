"""Rounds: opened over every bag of the period, moved and closed with reasons."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from bagana.collection.actions.rounds import (
    change_days,
    close_round,
    open_round,
    reopen_round,
)
from bagana.collection.models import Return, ReturnState, Round
from bagana.collection.queries.rounds import (
    Standing,
    lines_of,
    standing_of,
    turn_of,
)
from bagana.collection.queries.worklist import waiting_for
from bagana.indicators.periods import ensure_period
from bagana.registers.models import Census
from bagana.web.errors import Conflict, Refused
from tests.collection.factories import make_round
from tests.factories import make_tree, make_user
from tests.registers.factories import make_census

pytestmark = pytest.mark.django_db
DAYS = {
    "opens_on": date(2025, 12, 7),
    "due_on": date(2025, 12, 17),
    "sum_due_on": date(2025, 12, 20),
    "aimag_due_on": date(2025, 12, 25),
}


@pytest.fixture
def units():
    return make_tree()


@pytest.fixture
def officer(units):
    return make_user("aimag_officer", units["1"])


def opened(officer, units, **more):
    about = {"form": "livestock", "period": ensure_period("2025"), "unit": units["1"]}
    return open_round(user=officer, **(about | DAYS | more))


def test_every_bag_of_the_period_owes_a_return(units, officer):
    round = opened(officer, units)
    bags = list(
        round.returns.order_by("unit__code").values_list("unit__code", flat=True)
    )
    assert bags == ["1101", "1102", "1103", "1201", "1202"]
    assert set(round.returns.values_list("state", flat=True)) == {ReturnState.DRAFT}


def test_a_livestock_round_makes_its_census_by_the_dated_days(units, officer):
    round = opened(officer, units)
    assert round.census is not None
    assert (round.census.code, round.census.starts_on) == ("2025-12", date(2025, 12, 7))


def test_two_aimags_count_in_one_census(units, officer):
    opened(officer, units)
    other = opened(officer, units, unit=units["11"])
    assert Census.objects.count() == 1
    assert other.returns.count() == 3


def test_a_form_of_the_unit_needs_no_census(units, officer):
    assert opened(officer, units, form="bag_year").census is None


def test_titles_are_in_both_languages(units, officer):
    round = opened(officer, units)
    assert round.title_mn.startswith("Мал тооллого")
    assert round.title_mn != round.title_en


def test_the_same_round_is_not_opened_twice(units, officer):
    opened(officer, units)
    with pytest.raises(Conflict):
        opened(officer, units)


def test_days_out_of_order_are_refused_at_their_field(units, officer):
    with pytest.raises(Refused) as refused:
        opened(officer, units, sum_due_on=date(2025, 12, 1))
    assert refused.value.field == "sum_due_on"


@pytest.mark.parametrize("role", ["bag_governor", "sum_officer", "evaluator"])
def test_only_the_aimag_opens_moves_and_closes(units, officer, role):
    place = {"bag_governor": "1101", "sum_officer": "11", "evaluator": "1"}[role]
    other, round = make_user(role, units[place]), opened(officer, units)
    with pytest.raises(PermissionDenied):
        opened(other, units, form="bag_year")
    days = {name: day for name, day in DAYS.items() if name != "opens_on"}
    with pytest.raises(PermissionDenied):
        change_days(user=other, round=round, reason="?", **days)
    with pytest.raises(PermissionDenied):
        close_round(user=other, round=round, reason="?")


def test_an_officer_of_another_aimag_moves_nothing(units, officer):
    round = make_round(units["11"])
    stranger = make_user("aimag_officer", units["12"])
    with pytest.raises(PermissionDenied):
        close_round(user=stranger, round=round, reason="?")


def test_moving_days_needs_a_reason_and_keeps_it(units, officer):
    round = opened(officer, units)
    days = {
        "due_on": date(2025, 12, 19),
        "sum_due_on": date(2025, 12, 22),
        "aimag_due_on": date(2025, 12, 25),
    }
    with pytest.raises(Refused):
        change_days(user=officer, round=round, reason=" ", **days)
    change_days(user=officer, round=round, reason="Цасан шуурга", **days)
    newest = round.history.order_by("-history_id").first()
    assert newest.history_change_reason == "Цасан шуурга"
    assert Round.objects.get().due_on == date(2025, 12, 19)


def test_closing_with_missing_returns_says_why(units, officer):
    round = opened(officer, units)
    with pytest.raises(Refused):
        close_round(user=officer, round=round)
    close_round(user=officer, round=round, reason="Зам хаагдсан")
    with pytest.raises(Conflict):
        close_round(user=officer, round=round, reason="Дахин")
    reopen_round(user=officer, round=round, reason="Зам нээгдсэн")
    assert Round.objects.get().closed_at is None


def moment(day):
    return datetime(2025, 12, day, 4, tzinfo=UTC)


def put(round, code, state, day=None):
    submitted = moment(day) if day else None
    round.returns.filter(unit__code=code).update(state=state, submitted_at=submitted)


def test_standing_counts_whole_returns(units):
    round = make_round(units["1"])
    put(round, "1101", ReturnState.APPROVED, 17)
    put(round, "1102", ReturnState.SUM_APPROVED, 18)
    put(round, "1103", ReturnState.RETURNED, 16)
    put(round, "1201", ReturnState.SUBMITTED, 10)
    assert standing_of(round) == Standing(5, 3, 3, 2, 1)
    assert standing_of(round, [units["1101"], units["1102"]]) == Standing(2, 2, 1, 2, 1)


def test_sums_of_parts_are_the_whole(units):
    round = make_round(units["1"])
    put(round, "1101", ReturnState.APPROVED, 17)
    put(round, "1201", ReturnState.SUBMITTED, 20)
    one = standing_of(round, [units[code] for code in ("1101", "1102", "1103")])
    other = standing_of(round, [units[code] for code in ("1201", "1202")])
    assert one + other == standing_of(round)


def test_who_is_late_is_whose_turn_it_is(units):
    round = make_round(units["1"])
    returned = Return.objects.get(round=round, unit=units["1101"])
    assert turn_of(returned, round, date(2025, 12, 17)) == ("bag", round.due_on, 0)
    assert turn_of(returned, round, date(2025, 12, 19))[2] == 2
    returned.state = ReturnState.SUBMITTED
    assert turn_of(returned, round, date(2025, 12, 19)) == ("sum", round.sum_due_on, 0)
    returned.state = ReturnState.APPROVED
    assert turn_of(returned, round, date(2026, 12, 19)) == ("", None, 0)


def test_nobody_is_late_with_a_closed_round(units):
    round = make_round(units["1"], closed_at=timezone.now())
    returned = Return.objects.get(round=round, unit=units["1101"])
    assert turn_of(returned, round, date(2026, 12, 19))[2] == 0


def test_lines_are_those_of_the_reader(units, officer):
    round = make_round(units["1"])
    bag = make_user("bag_governor", units["1101"])
    day = date(2025, 12, 19)
    assert [one.returned.unit.code for one in lines_of(bag, round, day)] == ["1101"]
    lines = lines_of(officer, round, day)
    assert len(lines) == 5
    assert {one.sum_code for one in lines} == {"11", "12"}


def test_the_worklist_waits_for_who_has_the_turn(units, officer):
    round = make_round(units["1"], census=make_census())
    bag = make_user("bag_governor", units["1101"])
    over = make_user("sum_officer", units["11"])
    day = date(2025, 12, 19)
    assert [one.is_late for one in waiting_for(bag, day)] == [True]
    assert waiting_for(over, day) == []
    put(round, "1101", ReturnState.SUBMITTED, 16)
    put(round, "1102", ReturnState.SUBMITTED, 16)
    assert waiting_for(bag, day) == []
    (mine,) = waiting_for(over, day)
    assert "turn=sum" in mine.url
    assert not mine.is_late
    put(round, "1201", ReturnState.SUM_APPROVED, 16)
    assert "1201" in waiting_for(officer, day)[0].url
    assert waiting_for(make_user(), day) == []


def test_what_is_all_approved_waits_to_be_published(units, officer):
    round = make_round(units["1"])
    round.returns.update(state=ReturnState.APPROVED, approved_at=moment(24))
    (one,) = waiting_for(officer, date(2025, 12, 26))
    assert one.url.endswith(f"/{round.code}/")
