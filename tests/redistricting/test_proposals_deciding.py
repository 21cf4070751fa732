"""Assemblies, return and withdrawal: whose act counts, what is kept."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from bagana.acts.founded import founded_by
from bagana.redistricting.actions import proposals as actions
from bagana.redistricting.actions.plan_objections import (
    answer_plan_objection,
    file_plan_objection,
)
from bagana.redistricting.models import Proposal
from bagana.redistricting.queries.opinions import opinions_that_count
from bagana.web.errors import Conflict, PermissionDenied, Refused
from bagana.web.procedures import hash_of
from tests.redistricting.proposal_rows import (
    AFTER,
    OPENED,
    days_on,
    make_decided,
    make_hearing,
    make_resolution,
    make_submitted,
    make_with_aimag,
)

pytestmark = pytest.mark.django_db


def enter_sum(case, act, **fields):
    return case.do(actions.enter_sum_act, act=act, **({"now": days_on(20)} | fields))


def test_submission_keeps_what_meetings_and_citizens_said():
    case = make_submitted()
    step = case.proposal.steps.get(state="sum")
    assert step.content["plan"]["sha256"] == case.world.even.sha256
    assert sorted(step.content["opinions"]) == ["1101", "1102", "1103"]
    assert step.content["units"]["1101"] == ["1101", "Нэгж 1101"]
    assert step.sha256 == hash_of(step.content)
    assert step.due_on == date(2026, 3, 14)


def test_the_act_is_of_the_assembly_of_a_touched_sum():
    case = make_submitted()
    wrong = [
        make_resolution(case, "12"),
        make_resolution(case, "1"),
        make_resolution(case, "11", kind="decree"),
        make_resolution(case, "11", "11 Хурлын Тэргүүлэгчид"),
        make_resolution(case, "11", date=date(2026, 2, 11)),
        make_resolution(case, "11", date=date(2026, 4, 1)),
    ]
    for act in wrong:
        with pytest.raises(Refused) as told:
            enter_sum(case, act)
        assert told.value.field == "act"
    enter_sum(case, make_resolution(case, "11"))
    assert case.proposal.state == "aimag"
    step = case.proposal.steps.get(state="aimag")
    assert (step.act, step.due_on) == (
        case.proposal.sum_acts.get(),
        date(2026, 5, 3),
    )


def test_a_sum_whose_bags_stay_has_no_act_to_give():
    case = make_submitted()
    case.world.scenario.sums.add(case.world.units["12"])
    enter_sum(case, make_resolution(case, "11"))
    assert case.proposal.state == "aimag"


def test_only_the_aimags_assembly_decides():
    case = make_with_aimag()
    wrong = [
        make_resolution(case, "11"),
        make_resolution(case, "1", "1 Хурлын Тэргүүлэгчид"),
        make_resolution(case, "1", kind="decree"),
        make_resolution(case, "1", date=date(2026, 2, 28)),
    ]
    for act in wrong:
        with pytest.raises(Refused) as told:
            decide(case, act)
        assert told.value.field == "act"
    act = make_resolution(case, "1")
    with pytest.raises(Refused) as told:
        decide(case, act, effective_on=date(2026, 2, 1))
    assert told.value.field == "effective_on"
    decide(case, act)
    assert case.proposal.state == "decided"
    assert case.proposal.aimag_act == act
    assert case.proposal.steps.get(state="decided").due_on == date(2026, 7, 1)


def decide(case, act, **fields):
    values = {"act": act, "effective_on": date(2026, 7, 1), "now": days_on(50)}
    return case.do(actions.enter_aimag_act, **(values | fields))


def test_no_step_is_taken_twice_or_out_of_turn():
    case = make_with_aimag()
    with pytest.raises(Conflict):
        enter_sum(case, make_resolution(case, "11"))
    with pytest.raises(Conflict):
        case.submit()
    with pytest.raises(Conflict):
        case.hear("1101")


def test_the_aimag_does_not_decide_before_its_turn():
    case = make_hearing()
    act = make_resolution(case, "1")
    with pytest.raises(Conflict):
        decide(case, act)


def test_strangers_enter_no_act():
    case = make_submitted()
    for user in (case.world.other_officer, case.world.governor, None):
        with pytest.raises(PermissionDenied):
            enter_sum(case, make_resolution(case, "11"), user=user)
        with pytest.raises(PermissionDenied):
            case.do(actions.send_back, user=user, reason="үгүй")


def test_a_return_begins_a_new_round_and_keeps_the_old_one():
    case = make_with_aimag()
    act = make_resolution(case, "1")
    case.do(actions.send_back, reason="Дахин сонсоно.", act=act, now=days_on(60))
    row = case.proposal
    assert (row.state, row.round, row.plan) == ("hearing", 2, None)
    assert row.hearing_until == date(2026, 5, 13)
    assert not row.sum_acts.exists()
    assert row.opinions.count() == 3
    assert opinions_that_count(row, case.world.even) == {}
    step = row.steps.latest("pk")
    assert (step.is_return, step.act, step.note) == (True, act, "Дахин сонсоно.")
    case.hear("1101", held_on=date(2026, 4, 20), now=days_on(70))
    assert sorted(opinions_that_count(row, case.world.even)) == ["1101"]


def test_it_may_be_returned_to_be_prepared_anew_and_stays_public():
    case = make_submitted()
    case.do(actions.send_back, reason="Өөр хувилбар.", to="draft", now=days_on(5))
    assert case.proposal.state == "draft"
    assert Proposal.objects.visible_to(None).exists()
    with pytest.raises(Conflict):  # it was heard: it stays on record
        actions.take_alternative(user=case.world.officer, alternative=case.laid["A"])
    actions.take_alternative(user=case.world.officer, alternative=case.laid["B"])


def test_a_return_and_a_withdrawal_have_a_reason():
    case = make_submitted()
    for action in (actions.send_back, actions.withdraw):
        with pytest.raises(Refused) as told:
            case.do(action, reason="  ")
        assert told.value.field == "reason"


def test_what_was_not_submitted_is_not_returned():
    case = make_hearing()
    with pytest.raises(Conflict):
        case.do(actions.send_back, reason="эрт байна")


def test_withdrawal_ends_it_and_forgets_how_to_reach_people():
    case = make_hearing()
    made = file_plan_objection(
        proposal=case.proposal,
        plan=case.other,
        text="Хол.",
        contact="99112233",
        now=OPENED,
    )
    case.do(actions.withdraw, reason="Шаардлагагүй болсон.")
    made.refresh_from_db()
    assert (case.proposal.state, made.contact) == ("withdrawn", "")
    with pytest.raises(Conflict):
        case.do(actions.withdraw, reason="дахин")


def test_what_the_aimag_decided_only_its_act_takes_back():
    case = make_decided()
    with pytest.raises(Refused) as told:
        case.do(actions.withdraw, reason="Болих.", now=days_on(60))
    assert told.value.field == "act"
    wrong = make_resolution(case, "11", date=date(2026, 4, 5))
    with pytest.raises(Refused):
        case.do(actions.withdraw, reason="Болих.", act=wrong, now=days_on(60))
    act = make_resolution(case, "1", date=date(2026, 4, 5))
    case.do(actions.withdraw, reason="Хүчингүй болгов.", act=act, now=days_on(60))
    assert case.proposal.state == "withdrawn"


def test_the_decision_forgets_how_to_reach_people_and_keeps_their_words():
    case = make_hearing()
    made = file_plan_objection(
        proposal=case.proposal, plan=case.world.even, text="Хол.", contact="9911",
        now=OPENED,
    )  # fmt: skip
    answer_plan_objection(
        user=case.world.officer, objection=made, state="rejected", answer="Ойр.",
        now=AFTER,
    )  # fmt: skip
    for bag in ("1101", "1102", "1103"):
        case.hear(bag)
    case.choose()
    case.name()
    case.submit()
    enter_sum(case, make_resolution(case, "11"))
    decide(case, make_resolution(case, "1"))
    made.refresh_from_db()
    assert (made.contact, made.text) == ("", "Хол.")


def test_an_act_tells_what_rests_on_it_and_cannot_be_deleted():
    case = make_decided()
    told = founded_by(case.proposal.aimag_act)
    assert case.proposal.title_mn in [one.title for one in told]
    assert founded_by(case.proposal.sum_acts.get())
    for act in (case.proposal.aimag_act, case.proposal.sum_acts.get()):
        with pytest.raises(ProtectedError):
            act.delete()


def test_the_table_refuses_a_decision_without_act_and_day():
    case = make_submitted()
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.filter(pk=case.proposal.pk).update(state="decided")


def test_a_slip_in_the_year_of_the_day_of_effect_is_refused():
    case = make_with_aimag()
    with pytest.raises(Refused) as told:
        case.do(
            actions.enter_aimag_act,
            act=make_resolution(case, "1", date=date(2026, 4, 1)),
            effective_on=date(9999, 12, 31),
            now=days_on(50),
        )
    assert told.value.field == "effective_on"
