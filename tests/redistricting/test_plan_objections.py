"""Objections to plans: who files one, when, against what; what an officer may do."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from bagana.redistricting.actions import plan_objections as actions
from bagana.redistricting.forms.proposals_hearing import PlanObjectionForm
from bagana.redistricting.models import PlanObjection
from bagana.redistricting.queries.plan_objections import (
    by_code,
    deeds_of,
    one_for,
    public_objections,
    worklist,
)
from bagana.web.errors import Conflict, PermissionDenied, Refused
from tests.redistricting.proposal_rows import AFTER, OPENED, make_heard, make_hearing

pytestmark = pytest.mark.django_db
EARLY = datetime(2026, 1, 4, 4, tzinfo=UTC)


def file(case, **fields):
    values = {
        "proposal": case.proposal,
        "plan": case.other,
        "text": "Хол байна.",
        "now": OPENED,
    }
    return actions.file_plan_objection(**(values | fields))


def test_anyone_files_one_and_gets_a_code():
    case = make_hearing()
    made = file(case, name="Бат", contact="99112233", unit=case.world.units["1102"])
    assert re.fullmatch(r"([2-9A-Z]{4}-){2}[2-9A-Z]{4}", made.code)
    assert (made.state, made.is_shown) == ("filed", False)
    assert by_code(made.code.lower().replace("-", "")).row == made


def test_it_is_taken_on_the_days_of_the_hearing_only():
    case = make_hearing()
    with pytest.raises(Refused):
        file(case, now=EARLY)
    with pytest.raises(Conflict):
        file(case, now=AFTER)


def test_it_is_against_a_plan_that_is_heard_and_a_bag_that_is_touched():
    case = make_hearing()
    for field, wrong in (
        ("plan", {"plan": case.world.today}),
        ("unit", {"unit": case.world.units["1201"]}),
        ("text", {"text": "  "}),
        ("text", {"text": "х" * 4001}),
        ("contact", {"contact": "9" * 101}),
    ):
        with pytest.raises(Refused) as told:
            file(case, **wrong)
        assert told.value.field == field


def test_a_citizen_is_asked_of_plans_by_their_letters_alone():
    case = make_hearing()
    form = PlanObjectionForm(proposal=case.proposal, bags=[], names={})
    labels = [label for value, label in form.fields["plan"].choices if value]
    assert labels[:2] == ["A хувилбар", "B хувилбар"]


def test_a_flood_is_stopped():
    case = make_hearing()
    PlanObjection.objects.bulk_create(
        PlanObjection(
            proposal=case.proposal, plan=case.other, text="х", code=str(n),
            made_at=OPENED,
        )
        for n in range(actions.MOST_IN_AN_HOUR)
    )  # fmt: skip
    with pytest.raises(Refused):
        file(case)


def test_words_are_shown_after_reading_or_withheld_on_a_ground():
    case = make_hearing()
    made, officer = file(case), case.world.officer
    assert public_objections(case.proposal).waiting == 1
    actions.show_plan_objection(user=officer, objection=made)
    assert public_objections(case.proposal).rows[0].text == "Хол байна."
    with pytest.raises(Refused) as told:
        actions.hide_plan_objection(user=officer, objection=made, reason=" ")
    assert told.value.field == "reason"
    actions.hide_plan_objection(user=officer, objection=made, reason="хувийн")
    found = public_objections(case.proposal)
    assert (found.rows, found.withheld) == ([], 1)


def test_an_answer_is_given_once_and_opens_the_words():
    case = make_hearing()
    made, officer = file(case), case.world.officer
    fields = {"user": officer, "objection": made, "answer": "Ойртоно."}
    with pytest.raises(Refused) as told:
        actions.answer_plan_objection(**fields, state="filed")
    assert told.value.field == "state"
    done = actions.answer_plan_objection(**fields, state="taken_up")
    assert (done.is_shown, done.answered_by) == (True, officer)
    with pytest.raises(Conflict):
        actions.answer_plan_objection(**fields, state="rejected")


def test_withheld_words_stay_withheld_when_they_are_answered():
    case = make_hearing()
    made, officer = file(case), case.world.officer
    actions.hide_plan_objection(user=officer, objection=made, reason="хувийн")
    actions.answer_plan_objection(
        user=officer, objection=made, state="rejected", answer="Хариу."
    )
    told = public_objections(case.proposal).rows[0]
    assert (told.text, told.ground, told.is_answered) == ("", "хувийн", True)


def test_nothing_is_answered_once_the_plan_is_submitted():
    case = make_heard()
    made = file(case)
    actions.answer_plan_objection(
        user=case.world.officer, objection=made, state="partly", answer="Тусгав."
    )
    case.submit()
    other = PlanObjection.objects.create(
        proposal=case.proposal, plan=case.other, text="х", code="x"
    )
    with pytest.raises(Conflict):
        actions.answer_plan_objection(
            user=case.world.officer, objection=other, state="partly", answer="х"
        )


def test_the_contact_is_masked_and_who_read_it_is_kept():
    case = make_hearing()
    made, officer = file(case, contact="99112233"), case.world.officer
    assert actions.read_contact(user=officer, objection=made) == "99112233"
    actions.erase_contact(user=officer, objection=made)
    assert [deed.what for deed in deeds_of(made)][1:] == [
        "холбоо барих мэдээллийг үзсэн",
        "холбоо барих мэдээллийг устгасан",
    ]
    assert not any("99112233" in str(vars(entry)) for entry in made.history.all())
    with pytest.raises(Conflict):
        actions.read_contact(user=officer, objection=made)


def test_only_who_conducts_the_proposal_reads_and_answers():
    case = make_hearing()
    made = file(case)
    for user in (case.world.other_officer, case.world.governor):
        assert one_for(user, made.pk) is None
        assert not worklist(user).exists()
        with pytest.raises(PermissionDenied):
            actions.show_plan_objection(user=user, objection=made)
        with pytest.raises(PermissionDenied):
            actions.read_contact(user=user, objection=made)
    assert worklist(case.world.officer, state="open").get() == made
