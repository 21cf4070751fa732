"""From draft to submission: what is laid open, who is heard, what may be chosen."""

from __future__ import annotations

from datetime import date

import pytest

from bagana.redistricting.actions import proposals as actions
from bagana.redistricting.models import Alternative, Proposal
from bagana.redistricting.queries.opinions import opinions_that_count
from bagana.web.errors import Conflict, PermissionDenied, Refused
from tests.factories import make_user
from tests.redistricting.factories import BAG_OF_COLUMN, make_plan
from tests.redistricting.proposal_rows import (
    AFTER,
    OPENED,
    OTHER,
    UNTIL,
    days_on,
    make_draft,
    make_heard,
    make_hearing,
)

pytestmark = pytest.mark.django_db


def test_it_opens_a_draft_that_nobody_outside_sees():
    case = make_draft()
    assert case.proposal.state == "draft"
    assert not Proposal.objects.visible_to(None).exists()
    assert Proposal.objects.visible_to(case.world.officer).exists()
    assert not Proposal.objects.visible_to(case.world.other_officer).exists()


def test_it_takes_the_law_of_the_day():
    assert make_draft().proposal.rules == "2022"


def test_it_refuses_a_code_twice_and_one_that_is_no_address():
    case = make_draft()
    fields = {
        "user": case.world.officer,
        "scenario": case.world.scenario,
        "title_mn": "б",
        "title_en": "b",
        "reason_mn": "в",
    }
    with pytest.raises(Conflict):
        actions.open_proposal(**fields, code="strip-2026")
    for bad in ("", "new", "Мандал", "a/b"):
        with pytest.raises(Refused) as told:
            actions.open_proposal(**fields, code=bad)
        assert told.value.field == "code"


def test_only_who_plans_in_the_sum_opens_and_moves_a_proposal():
    case = make_hearing()
    aimag = make_user("aimag_officer", case.world.units["1"])
    strangers = [case.world.other_officer, case.world.governor, None]
    for user in strangers:
        with pytest.raises(PermissionDenied):
            case.do(actions.choose_plan, user=user, plan=case.other)
        with pytest.raises(PermissionDenied):
            case.do(actions.withdraw, user=user, reason="үгүй")
        with pytest.raises(PermissionDenied):
            actions.open_proposal(
                user=user, scenario=case.world.scenario, code="x", title_mn="x",
                title_en="x", reason_mn="x",
            )  # fmt: skip
    case.do(actions.choose_plan, user=aimag, plan=case.other, now=AFTER)
    assert case.proposal.plan == case.other


def test_alternatives_get_letters_and_one_is_preferred():
    case = make_draft()
    first = case.do(actions.lay_alternative, plan=case.world.even, is_preferred=True)
    second = case.do(actions.lay_alternative, plan=case.other, is_preferred=True)
    first.refresh_from_db()
    assert (first.letter, first.is_preferred) == ("A", False)
    assert (second.letter, second.is_preferred) == ("B", True)


def test_it_lays_only_what_can_be_heard():
    case = make_draft()
    case.do(actions.lay_alternative, plan=case.world.even)
    scenario = case.world.scenario
    wrong = {
        "open": make_plan(scenario, OTHER, is_frozen=False),
        "broken": make_plan(scenario, OTHER, measures={"is_contiguous": False}),
        "today": case.world.today,
        "the same": make_plan(scenario),
        "nothing moves": make_plan(scenario, BAG_OF_COLUMN),
        "foreign": make_plan(_another_scenario(case), OTHER),
    }
    for why, plan in wrong.items():
        with pytest.raises(Refused) as told:
            case.do(actions.lay_alternative, plan=plan)
        assert told.value.field == "plan", why
    assert Alternative.objects.count() == 1


def _another_scenario(case):
    from tests.redistricting.factories import make_scenario

    return make_scenario(case.world.blocks, [case.world.units["11"]])


def test_it_publishes_no_hearing_without_two_alternatives_and_a_preferred_one():
    case = make_draft()
    case.do(actions.lay_alternative, plan=case.world.even)
    with pytest.raises(Refused, match="хувилбар"):
        case.do(actions.publish_hearing, until=UNTIL, now=OPENED)
    case.do(actions.lay_alternative, plan=case.other)
    with pytest.raises(Refused, match="санал болгож"):
        case.do(actions.publish_hearing, until=UNTIL, now=OPENED)


def test_a_hearing_lasts_the_days_of_the_rule():
    case = make_draft()
    case.do(actions.lay_alternative, plan=case.world.even, is_preferred=True)
    case.do(actions.lay_alternative, plan=case.other)
    with pytest.raises(Refused) as told:
        case.do(actions.publish_hearing, until=date(2026, 2, 3), now=OPENED)
    assert told.value.field == "until"
    case.do(actions.publish_hearing, until=date(2026, 2, 4), now=OPENED)
    assert case.proposal.hearing_from == date(2026, 1, 5)
    assert case.proposal.answers_due == date(2026, 2, 18)
    assert Proposal.objects.visible_to(None).exists()


def test_nothing_is_laid_or_taken_once_it_is_heard():
    case = make_hearing()
    with pytest.raises(Conflict):
        case.do(actions.lay_alternative, plan=make_plan(case.world.scenario, OTHER))
    with pytest.raises(Conflict):
        actions.take_alternative(user=case.world.officer, alternative=case.laid["B"])


def test_it_is_not_submitted_before_its_last_day():
    case = make_heard()
    with pytest.raises(Refused, match="2026-02-10"):
        case.submit(now=days_on(-3))
    case.submit()
    assert case.proposal.state == "sum"


def test_it_is_not_submitted_with_a_bag_unheard():
    case = make_hearing()
    for bag in ("1101", "1102"):
        case.hear(bag)
    case.choose()
    case.name()
    with pytest.raises(Refused, match="Нэгж 1103"):
        case.submit()


def test_it_is_not_submitted_unchosen_unnamed_or_unanswered():
    from bagana.redistricting.actions.plan_objections import file_plan_objection

    case = make_hearing()
    for bag in ("1101", "1102", "1103"):
        case.hear(bag)
    with pytest.raises(Refused, match="хувилбар"):
        case.submit()
    case.choose()
    with pytest.raises(Refused, match="код, нэр"):
        case.submit()
    case.name()
    file_plan_objection(
        proposal=case.proposal, plan=case.other, text="Хол байна.", now=OPENED
    )
    with pytest.raises(Refused, match="хариулаагүй"):
        case.submit()


def test_an_edited_copy_that_changes_no_block_is_the_plan_that_was_heard():
    case = make_heard()
    copy = make_plan(case.world.scenario, edited_from=case.world.even)
    case.choose(copy)
    assert case.proposal.plan == case.world.even
    assert case.proposal.hearing_until == UNTIL


def test_an_edited_plan_is_heard_anew_by_the_bags_that_it_changes():
    case = make_heard()
    columns = ("1101", "1101", "1102", "1102", "1102", "1103")
    edited = make_plan(case.world.scenario, columns, edited_from=case.world.even)
    case.choose(edited)
    assert case.proposal.plan == edited
    assert case.proposal.hearing_until == date(2026, 3, 14)  # 30 days anew
    assert case.proposal.alternatives.get(plan=edited).letter == "C"
    # 1101 gives the same column as in the plan it heard; 1103 is no longer touched.
    assert sorted(opinions_that_count(case.proposal, edited)) == ["1101"]
    case.name()
    with pytest.raises(Refused, match="2026-03-14"):
        case.submit()
    with pytest.raises(Refused, match="Нэгж 1102"):
        case.submit(now=days_on(40))
    case.hear("1102", edited, held_on=date(2026, 3, 1), now=days_on(40))
    case.submit(now=days_on(40))
    assert case.proposal.state == "sum"


def test_an_opinion_on_another_alternative_is_none_on_the_chosen_plan():
    case = make_hearing()
    for bag in ("1102", "1103"):
        case.hear(bag, case.other)
    assert opinions_that_count(case.proposal, case.world.even) == {}


def test_a_hearing_is_extended_and_never_shortened():
    case = make_hearing()
    with pytest.raises(Refused):
        case.do(actions.extend_hearing, until=UNTIL, now=OPENED)
    case.do(actions.extend_hearing, until=date(2026, 2, 20), now=OPENED)
    assert case.proposal.answers_due == date(2026, 3, 6)


@pytest.mark.parametrize("until", [date(9999, 12, 31), date(2027, 3, 1)])
def test_a_slip_in_the_year_makes_no_endless_hearing(until):
    case = make_hearing()
    with pytest.raises(Refused) as told:
        case.do(actions.extend_hearing, until=until, now=OPENED)
    assert told.value.field == "until"
    draft = make_returned(case)
    with pytest.raises(Refused) as told:
        draft.do(actions.publish_hearing, until=until, now=days_on(6))
    assert told.value.field == "until"


def make_returned(case):
    Proposal.objects.update(state="draft")
    case.fresh()
    return case


def test_a_step_keeps_by_which_blocks_a_plan_was_judged():
    case = make_hearing()
    told = case.proposal.steps.latest("pk").content["alternatives"]["A"]
    assert told["sha256"] == case.world.even.sha256
    assert told["blocks"] == case.world.blocks.sha256
