"""A return climbs rung by rung, and comes back only with a reason."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bagana.collection.actions.ladder import (
    Reason,
    approve,
    approve_several,
    send_back,
    settle,
    submit,
    unlock,
)
from bagana.collection.models import Remark, Return, ReturnState, Step
from bagana.collection.rows import set_row
from bagana.registers.actions.livestock import record_livestock_count
from bagana.registers.models import SPECIES
from bagana.web.errors import Conflict, Refused
from tests.collection.factories import make_round
from tests.factories import make_tree, make_user
from tests.registers.factories import make_census, make_household

pytestmark = pytest.mark.django_db


@pytest.fixture
def units():
    return make_tree()


@pytest.fixture
def people(units):
    return {
        "bag": make_user("bag_governor", units["1101"]),
        "other bag": make_user("bag_governor", units["1102"]),
        "sum": make_user("sum_officer", units["11"]),
        "other sum": make_user("sum_officer", units["12"]),
        "aimag": make_user("aimag_officer", units["1"]),
        "admin": make_user("administrator", units["MN"]),
        "evaluator": make_user("evaluator", units["1"]),
        "nobody": make_user(),
    }


@pytest.fixture
def returned(units):
    round = make_round(units["1"], census=make_census("2025-12"))
    return Return.objects.get(round=round, unit=units["1101"])


def full_row(**heads):
    """A herd with every column that the form requires."""
    return dict.fromkeys(SPECIES, 0) | heads


def climb(returned, people, rungs):
    for rung in rungs:
        if rung == "submit":
            submit(user=people["bag"], returned=returned)
        else:
            approve(user=people[rung], returned=returned)
    returned.refresh_from_db()
    return returned


def test_it_climbs_from_the_bag_over_the_sum_to_the_aimag(returned, people):
    climb(returned, people, ["submit", "sum", "aimag"])
    assert returned.state == ReturnState.APPROVED
    assert returned.submitted_at
    assert returned.approved_at
    assert [(one.source, one.target) for one in returned.steps.all()] == [
        ("draft", "submitted"),
        ("submitted", "sum_approved"),
        ("sum_approved", "approved"),
    ]


def test_each_step_keeps_the_hash_of_what_was_handed_in(returned, people, units):
    household = make_household(units["1101"])
    herd = full_row(sheep=20, sheep_females=9, sheep_young=8)
    set_row(user=people["bag"], returned=returned, household=household, values=herd)
    climb(returned, people, ["submit"])
    first = returned.steps.get().sha256
    send_back(user=people["sum"], returned=returned, reasons=[Reason("Дахин тоол")])
    more = {"sheep": 21}
    set_row(user=people["bag"], returned=returned, household=household, values=more)
    climb(returned, people, ["submit", "sum"])
    sent, approved = returned.steps.exclude(sha256="").order_by("id")[1:3]
    assert len(first) == 64
    assert sent.sha256 != first
    assert approved.sha256 == sent.sha256


@pytest.mark.parametrize(
    "who", ["other bag", "other sum", "aimag", "evaluator", "nobody"]
)
def test_only_the_bag_and_its_sum_submit(returned, people, who):
    with pytest.raises(PermissionDenied):
        submit(user=people[who], returned=returned)
    assert not Step.objects.exists()


@pytest.mark.parametrize(
    "who", ["bag", "other bag", "other sum", "aimag", "evaluator", "nobody"]
)
def test_only_the_sum_above_it_approves_what_was_submitted(returned, people, who):
    climb(returned, people, ["submit"])
    with pytest.raises(PermissionDenied):
        approve(user=people[who], returned=returned)
    returned.refresh_from_db()
    assert returned.state == ReturnState.SUBMITTED


@pytest.mark.parametrize("who", ["bag", "sum", "other sum", "evaluator", "nobody"])
def test_only_the_aimag_locks(returned, people, who):
    climb(returned, people, ["submit", "sum"])
    with pytest.raises(PermissionDenied):
        approve(user=people[who], returned=returned)
    with pytest.raises(PermissionDenied):
        send_back(user=people[who], returned=returned, reasons=[Reason("Буцаа")])


@pytest.mark.parametrize(
    "who", ["bag", "other bag", "other sum", "evaluator", "nobody"]
)
def test_who_may_not_approve_sends_nothing_back(returned, people, who):
    climb(returned, people, ["submit"])
    with pytest.raises(PermissionDenied):
        send_back(user=people[who], returned=returned, reasons=[Reason("Буцаа")])
    assert not Remark.objects.exists()


def test_nobody_approves_what_he_handed_in_himself(returned, people):
    submit(user=people["sum"], returned=returned)
    with pytest.raises(PermissionDenied):
        approve(user=people["sum"], returned=returned)


def test_one_administrator_does_not_take_both_rungs(returned, people):
    climb(returned, people, ["submit", "admin"])
    with pytest.raises(PermissionDenied):
        approve(user=people["admin"], returned=returned)


def test_who_handed_it_in_does_not_lock_it_either(returned, people):
    submit(user=people["admin"], returned=returned)
    approve(user=people["sum"], returned=returned)
    with pytest.raises(PermissionDenied):
        approve(user=people["admin"], returned=returned)
    send_back(
        user=people["aimag"], returned=returned, reasons=[Reason("?")], to_sum=True
    )
    with pytest.raises(PermissionDenied):
        approve(user=people["admin"], returned=returned)
    approve(user=people["sum"], returned=returned)
    assert approve(user=people["aimag"], returned=returned).state == "approved"


def test_the_second_of_two_approvals_finds_it_gone(returned, people):
    climb(returned, people, ["submit"])
    stale = Return.objects.get(pk=returned.pk)
    approve(user=people["sum"], returned=returned)
    with pytest.raises(PermissionDenied):
        approve(user=people["sum"], returned=stale)
    assert Step.objects.filter(target=ReturnState.SUM_APPROVED).count() == 1


def test_it_goes_back_only_with_a_reason(returned, people):
    climb(returned, people, ["submit"])
    with pytest.raises(Refused):
        send_back(user=people["sum"], returned=returned, reasons=[Reason("  ")])
    send_back(user=people["sum"], returned=returned, reasons=[Reason("Хонь дутуу")])
    returned.refresh_from_db()
    assert returned.state == ReturnState.RETURNED
    assert Remark.objects.get().text == "Хонь дутуу"


def test_reasons_stand_at_rows_and_cells_of_this_bag_only(returned, people, units):
    mine, strange = make_household(units["1101"]), make_household(units["1102"])
    herd = full_row()
    set_row(user=people["bag"], returned=returned, household=mine, values=herd)
    climb(returned, people, ["submit"])
    with pytest.raises(Refused):
        send_back(user=people["sum"], returned=returned, reasons=[Reason("?", strange)])
    with pytest.raises(Refused):
        send_back(
            user=people["sum"], returned=returned, reasons=[Reason("?", mine, "yak")]
        )
    send_back(
        user=people["sum"], returned=returned, reasons=[Reason("Нягтал", mine, "goat")]
    )
    assert Remark.objects.get().field == "goat"


def test_the_aimag_sends_back_to_the_sum_or_to_the_bag(returned, people):
    climb(returned, people, ["submit", "sum"])
    why = [Reason("Сумын нийлбэр зөрсөн")]
    send_back(user=people["aimag"], returned=returned, reasons=why, to_sum=True)
    returned.refresh_from_db()
    assert returned.state == ReturnState.SUBMITTED
    send_back(user=people["aimag"], returned=returned, reasons=why)
    returned.refresh_from_db()
    assert returned.state == ReturnState.RETURNED


def test_approving_settles_the_reasons(returned, people):
    climb(returned, people, ["submit"])
    send_back(user=people["sum"], returned=returned, reasons=[Reason("Дахин тоол")])
    climb(returned, people, ["submit", "sum"])
    assert Remark.objects.get().settled_at is not None


def test_a_reason_is_settled_by_who_may_approve(returned, people):
    climb(returned, people, ["submit"])
    send_back(user=people["sum"], returned=returned, reasons=[Reason("Дахин тоол")])
    remark = Remark.objects.get()
    with pytest.raises(PermissionDenied):
        settle(user=people["bag"], remark=remark)
    assert settle(user=people["sum"], remark=remark).settled_at is not None


def test_what_was_handed_in_is_locked_from_every_side(returned, people, units):
    household = make_household(units["1101"])
    herd = full_row(goat=3, goat_females=1, goat_young=1)
    bag = people["bag"]
    set_row(user=bag, returned=returned, household=household, values=herd)
    climb(returned, people, ["submit"])
    with pytest.raises(Conflict):
        set_row(user=bag, returned=returned, household=household, values={"goat": 4})
    with pytest.raises(Conflict):
        record_livestock_count(
            user=bag, census=returned.round.census, keeper=household, heads={"goat": 4}
        )


def test_only_the_aimag_unlocks_and_says_why(returned, people):
    climb(returned, people, ["submit", "sum", "aimag"])
    for who in ("bag", "sum", "other sum"):
        with pytest.raises(PermissionDenied):
            unlock(user=people[who], returned=returned, reason="Алдаа")
    with pytest.raises(Refused):
        unlock(user=people["aimag"], returned=returned, reason=" ")
    unlock(user=people["aimag"], returned=returned, reason="Хонь давхар тоологдсон")
    returned.refresh_from_db()
    assert returned.state == ReturnState.RETURNED
    assert returned.approved_at is None


def test_published_figures_are_unlocked_only_as_a_correction(
    returned, people, monkeypatch
):
    from bagana.collection.actions import ladder

    climb(returned, people, ["submit", "sum", "aimag"])
    monkeypatch.setattr(ladder, "is_published", lambda round: True)
    with pytest.raises(Refused):
        unlock(user=people["aimag"], returned=returned, reason="Алдаа")
    unlock(user=people["aimag"], returned=returned, reason="Алдаа", as_correction=True)


def test_several_at_once_do_what_they_can(returned, people, units):
    other = Return.objects.get(round=returned.round, unit=units["1102"])
    climb(returned, people, ["submit"])
    outcome = approve_several(user=people["sum"], returns=[returned, other])
    assert [one.pk for one in outcome.done] == [returned.pk]
    assert outcome.refused[0][0].pk == other.pk
    assert outcome.refused[0][1]


RUNG = {"draft": 0, "returned": 0, "submitted": 1, "sum_approved": 2, "approved": 3}


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    deeds=st.lists(
        st.tuples(
            st.sampled_from(["submit", "approve", "back", "to sum", "unlock"]),
            st.sampled_from(["bag", "other bag", "sum", "aimag", "admin", "nobody"]),
        ),
        max_size=9,
    )
)
def test_no_path_skips_a_rung(returned, people, deeds):
    Step.objects.all().delete()
    Return.objects.filter(pk=returned.pk).update(state=ReturnState.DRAFT)
    for deed, who in deeds:
        returned.refresh_from_db()
        before = returned.state
        try:
            _do(deed, people[who], returned)
        except (Refused, PermissionDenied):
            returned.refresh_from_db()
            assert returned.state == before
            continue
        returned.refresh_from_db()
        step = Step.objects.order_by("-id").first()
        assert step is not None
        assert (step.source, step.target) == (before, returned.state)
        assert RUNG[returned.state] <= RUNG[before] + 1
        assert who not in ("other bag", "nobody")


def _do(deed, user, returned):
    why = [Reason("Шалтгаан")]
    if deed == "submit":
        submit(user=user, returned=returned)
    elif deed == "approve":
        approve(user=user, returned=returned)
    elif deed == "unlock":
        unlock(user=user, returned=returned, reason="Шалтгаан")
    else:
        send_back(user=user, returned=returned, reasons=why, to_sum=deed == "to sum")
