"""Where a proposal stands: rungs, deadlines, what waits, whom it touches."""

from __future__ import annotations

from datetime import date

import pytest

from bagana.redistricting.actions import proposals as actions
from bagana.redistricting.models import PlanObjection, Proposal, ProposalStep
from bagana.redistricting.proposal_checks import CHECKS
from bagana.redistricting.queries.proposals import (
    standing_of,
    touched_units,
    waiting_for,
)
from tests.redistricting.factories import make_plan
from tests.redistricting.proposal_rows import (
    days_on,
    make_decided,
    make_draft,
    make_heard,
    make_hearing,
    make_submitted,
)

pytestmark = pytest.mark.django_db
IN_TIME, LATE = date(2026, 2, 12), date(2026, 3, 1)


def places(standing):
    return [rung.place for rung in standing.rungs]


def test_the_ladder_says_what_is_done_now_and_later():
    standing = standing_of(make_submitted().proposal, IN_TIME)
    assert places(standing) == ["done", "done", "now", *["later"] * 3]
    assert [rung.left.done_on for rung in standing.rungs[:2]] == [
        date(2026, 1, 5),
        date(2026, 2, 12),
    ]


def test_a_draft_stands_on_the_first_rung():
    standing = standing_of(make_draft().proposal, IN_TIME)
    assert places(standing) == ["now", *["later"] * 5]
    assert [lack.page for lack in standing.missing] == ["alternative_add"]


def test_it_counts_days_left_and_days_late():
    proposal = make_hearing().proposal  # answers are due on 24 February
    assert standing_of(proposal, IN_TIME).now.days_left == 12
    late = standing_of(proposal, LATE)
    assert (late.is_late, late.now.late_days) == (True, 5)


def test_it_names_what_is_missing_and_where_it_is_done():
    case = make_hearing()
    lacks = standing_of(case.proposal, IN_TIME).missing
    assert [lack.page for lack in lacks] == ["choose"]
    case.choose()
    lacks = standing_of(case.proposal, IN_TIME).missing
    assert [lack.page for lack in lacks] == ["opinion_new", "names"]
    assert "Нэгж 1101" in lacks[0].words


def test_nothing_is_missing_when_everything_is_there():
    assert standing_of(make_heard().proposal, IN_TIME).may_go_on


def test_a_return_sets_the_ladder_back_and_says_why():
    case = make_submitted()
    case.do(actions.send_back, reason="Дахин сонсоно.", now=days_on(3))
    standing = standing_of(case.proposal, date(2026, 2, 20))
    assert places(standing)[:3] == ["done", "now", "later"]
    assert standing.returned.note == "Дахин сонсоно."
    assert standing.now.due == case.proposal.answers_due


def test_a_withdrawn_one_waits_for_nobody():
    case = make_hearing()
    case.do(actions.withdraw, reason="Болих.")
    standing = standing_of(case.proposal)
    assert (standing.now, standing.is_withdrawn) == (None, True)
    assert standing.withdrawal.note == "Болих."


def test_enactment_waits_for_its_day():
    proposal = make_decided().proposal
    assert standing_of(proposal, date(2026, 6, 30)).missing
    assert not standing_of(proposal, date(2026, 7, 1)).missing


def test_what_waits_is_told_to_who_may_do_it():
    case = make_hearing()
    found = waiting_for(case.world.officer, IN_TIME)
    assert [one.page for one in found] == ["choose"]
    assert waiting_for(case.world.other_officer, IN_TIME) == []
    assert waiting_for(None, IN_TIME) == []


def test_a_governor_is_asked_for_his_meetings_opinion_until_he_gave_it():
    case = make_hearing()
    found = waiting_for(case.world.governor, IN_TIME)
    assert [(one.page, one.late_days) for one in found] == [("opinion_new", 2)]
    case.hear("1101", user=case.world.governor)
    assert waiting_for(case.world.governor, IN_TIME) == []


def test_it_counts_whom_the_plan_touches():
    case = make_heard()
    touched = {one.code: one for one in touched_units(case.proposal)}
    assert sorted(touched) == ["1101", "1102", "1103"]
    blocks = [2, 8, 14, 20]  # the third column
    assert touched["1101"].leaving.households == sum(10 + b % 3 for b in blocks)
    assert touched["1101"].leaving.population == sum(35 + b % 5 for b in blocks)
    assert touched["1102"].coming == touched["1101"].leaving
    assert (touched["1101"].is_new, touched["1101"].ends) == (False, False)


def test_a_figure_that_is_not_known_is_not_counted_as_nought():
    from bagana.redistricting.models import Block

    case = make_draft()
    Block.objects.filter(code="b-02").update(households=None)
    plan = make_plan(case.world.scenario, ("1101", "1101", *["1102"] * 3, "1103"))
    case.do(actions.lay_alternative, plan=plan)
    touched = {one.code: one for one in touched_units(case.proposal)}
    assert touched["1101"].leaving.households is None
    assert touched["1101"].leaving.population is not None


def test_it_tells_units_that_begin_and_end():
    case = make_draft()
    columns = ("1101", "1101", "new-1", "1102", "1102", "1102")
    case.do(actions.lay_alternative, plan=make_plan(case.world.scenario, columns))
    touched = {one.code: one for one in touched_units(case.proposal)}
    assert touched["new-1"].is_new
    assert touched["1103"].ends
    assert [one.code for one in touched_units(case.proposal)][-1] == "new-1"


def checked(name, on):
    check = next(one for one in CHECKS if one.name == name)
    return list(check.find(on))


def test_checks_find_what_is_late_changed_unanswered_or_kept():
    case = make_submitted()
    assert [code for code, _m in checked("redrawing_late", date(2026, 3, 20))] == ["11"]
    assert checked("redrawing_late", date(2026, 3, 1)) == []
    assert checked("redrawing_step_changed", LATE) == []
    ProposalStep.objects.filter(state="sum").update(content={"plan": "өөр"})
    assert len(checked("redrawing_step_changed", LATE)) == 1
    made = PlanObjection.objects.create(
        proposal=case.proposal, plan=case.other, text="х", code="x", contact="99"
    )
    assert len(checked("plan_objection_unanswered", LATE)) == 1
    assert checked("plan_objection_contact_kept", LATE) == []
    Proposal.objects.update(state="withdrawn")
    assert str(made.pk) in checked("plan_objection_contact_kept", LATE)[0][1]
