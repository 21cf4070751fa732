"""The whole way of a selection, and that nothing moves once it has been decided."""

from datetime import date

import pytest

from bagana.ranking.actions import selection as actions
from bagana.web.errors import Conflict, PermissionDenied
from bagana.web.procedures import hash_of
from tests.factories import make_act, make_user
from tests.ranking.selection_rows import make_procedure
from tests.ranking.selections import (
    DRAW_SEED,
    STATES,
    at,
    entries,
    list_days,
    patch_runs,
    visit,
    walk_to,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _runs(monkeypatch):
    patch_runs(monkeypatch)


def test_a_selection_goes_from_its_opening_to_its_end_step_by_step():
    p = walk_to("closed")
    steps = list(p.selection.steps.all())
    assert [step.state for step in steps] == list(STATES)
    # What was decided at each step stays, under its hash.
    assert all(step.sha256 == hash_of(step.content) for step in steps)
    assert {step.made_by for step in steps} == {p.officer}
    assert p.selection.history.count() == len(STATES)
    assert [award.unit.code for award in p.selection.awards.all()] == ["1101", "1102"]


@pytest.mark.parametrize("state", ["answered"])
def test_the_rows_of_the_other_tests_are_those_the_actions_leave(state):
    from bagana.ranking.models import Selection, SelectionStep
    from bagana.ranking.queries.selection import standing_of
    from bagana.ranking.queries.selection_candidates import candidates_of

    def told(p):
        s = p.again()
        standing = standing_of(s, date(2024, 4, 22))
        return (
            [(rung.place, rung.late_days) for rung in standing.rungs],
            standing.missing,
            [(c.place.code, c.visit is None) for c in candidates_of(s).standing],
            [(r.observation.unit.code, r.agrees) for r in s.rechecks.all()],
            [(m.name, m.is_chair, m.declared_on) for m in p.members],
            [(e.unit.code, e.by_index, e.proposed) for e in s.entries.all()],
            s.run.published_at is None,
        )

    p = walk_to(state)
    by_actions = told(p)
    SelectionStep.objects.all().delete()
    Selection.objects.all().delete()
    assert told(make_procedure(state, p.world)) == by_actions


def moves(p):
    """Every action that changes a selection before its act."""
    first = p.selection.rechecks.first()
    act = make_act(p.units["1"], date=date(2024, 5, 8))
    now, s = at(5, 8), p.selection
    mine = {"user": p.officer, "selection": s}
    return {
        "check_gates": lambda: actions.check_gates(**mine, now=now),
        "judge_gate": lambda: actions.judge_gate(
            **mine, unit=p.units["1101"], gate="conduct", passed=False, evidence="х"
        ),
        "run_index": lambda: actions.run_index(**mine, seed=DRAW_SEED, now=now),
        "draw_recheck": lambda: actions.draw_recheck(
            **mine, seed=DRAW_SEED, size=1, now=now
        ),
        "record_recheck": lambda: actions.record_recheck(
            user=p.evaluator, recheck=first, found=1.0, note="х", now=now
        ),
        "add_member": lambda: actions.add_member(**mine, name="х", post="х"),
        "declare": lambda: actions.declare_conflict(
            user=p.officer, member=p.members[0], now=now
        ),
        "release": lambda: actions.release_member(
            user=p.officer, member=p.members[0], reason="х", now=now
        ),
        "begin_visits": lambda: actions.begin_visits(**mine, now=now),
        "record_visit": lambda: visit(p, "1101", now=now),
        "publish_list": lambda: actions.publish_list(
            **mine, entries=entries(p), **list_days()
        ),
        "close_objections": lambda: actions.close_objections(**mine, now=now),
        "revise_list": lambda: actions.revise_list(
            **mine, entries=entries(p), note="х", now=now
        ),
        "decide": lambda: actions.decide(**mine, act=act, now=now),
        "cancel": lambda: actions.cancel(**mine, reason="х", now=now),
    }


@pytest.mark.parametrize("state", ["decided", "closed"])
def test_nothing_is_changed_after_the_act(state):
    p = make_procedure(state)
    steps = p.selection.steps.count()
    for name, move in moves(p).items():
        with pytest.raises(Conflict) as refused:
            move()
        assert "Шийдвэр гарсан" in refused.value.reason, name
    assert p.selection.steps.count() == steps
    assert p.again().state == state


def test_nothing_is_changed_after_a_cancellation():
    p = make_procedure("answered")
    actions.cancel(user=p.officer, selection=p.selection, reason="Хөтөлбөр зогссон.")
    for name, move in moves(p).items():
        with pytest.raises(Conflict) as refused:
            move()
        assert "цуцалсан" in refused.value.reason, name


def test_an_action_refuses_a_state_that_has_moved_on():
    p = make_procedure("index")
    old = type(p.selection).objects.get(pk=p.selection.pk)
    actions.draw_recheck(
        user=p.officer, selection=old, seed=DRAW_SEED, size=2, now=at(2, 10)
    )
    # The row in hand still says "index": the one in the database counts.
    with pytest.raises(Conflict):
        actions.draw_recheck(
            user=p.officer, selection=p.selection, seed="Өөр сугалаа 9", size=2
        )


WITHOUT_RIGHT = ("sum_officer", "governor", "stranger", "visitor")


@pytest.mark.parametrize("who", WITHOUT_RIGHT)
def test_only_who_conducts_or_checks_moves_a_selection(who):
    p = make_procedure("recheck", grouped=True)
    user = {
        "sum_officer": p.sum_officer,
        "governor": p.governor,
        "stranger": make_user(),
        "visitor": None,
    }[who]
    mine = {"user": user, "selection": p.selection}
    tries = [
        lambda: actions.check_gates(**mine),
        lambda: actions.judge_gate(
            **mine, unit=p.units["1101"], gate="conduct", passed=True, evidence="х"
        ),
        lambda: actions.run_index(**mine, seed=DRAW_SEED),
        lambda: actions.draw_recheck(**mine, seed=DRAW_SEED, size=1),
        lambda: actions.record_recheck(
            user=user, recheck=p.selection.rechecks.first(), found=1.0
        ),
        lambda: actions.add_member(**mine, name="х", post="х"),
        lambda: actions.declare_conflict(user=user, member=p.members[0]),
        lambda: actions.release_member(user=user, member=p.members[0], reason="х"),
        lambda: actions.begin_visits(**mine),
        lambda: actions.record_visit(
            **mine,
            unit=p.units["1101"],
            visited_on=date(2024, 3, 1),
            members=p.members,
            answers={},
            finding="х",
            supports=True,
        ),
        lambda: actions.publish_list(**mine, entries=entries(p), **list_days()),
        lambda: actions.close_objections(**mine),
        lambda: actions.revise_list(**mine, entries=entries(p), note="х"),
        lambda: actions.decide(**mine, act=make_act(p.units["1"])),
        lambda: actions.close_selection(**mine),
        lambda: actions.cancel(**mine, reason="х"),
        lambda: actions.correct_by_act(**mine, act=make_act(p.units["1"]), note="х"),
    ]
    for attempt in tries:
        with pytest.raises(PermissionDenied):
            attempt()
    assert p.again().state == "recheck"


def test_an_evaluator_checks_but_does_not_conduct():
    p = make_procedure("recheck", rechecked=False)
    first = p.selection.rechecks.first()
    found = actions.record_recheck(
        user=p.evaluator, recheck=first, found=first.observation.value, now=at(2, 20)
    )
    assert found.checked_by == p.evaluator
    with pytest.raises(PermissionDenied):
        actions.begin_visits(user=p.evaluator, selection=p.selection)
