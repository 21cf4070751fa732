"""The engine finishes an edited plan: what is locked stays, the result is one step."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from django.core.exceptions import PermissionDenied

from bagana.background.models import Work, WorkState
from bagana.engines.districting import split
from bagana.redistricting.actions import editing, editing_engine
from bagana.redistricting.models import Plan, StepKind
from bagana.redistricting.problems import labels_in, problem_of_plan
from bagana.web.errors import Conflict, Refused
from tests.redistricting.factories import make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def draft(world):
    return editing.begin_edit(user=world.officer, plan=world.today)


@pytest.fixture
def engine(monkeypatch):
    """Stands in for the search: evens the strip out, and keeps what it was asked."""
    asked = []

    def search(plan, local, progress, number, many):
        asked.append(local)
        columns = np.arange(24) % 6 // 2
        free = ~local.part.locked
        labels = np.where(free, columns, local.start).astype(np.int32)
        return SimpleNamespace(points=[SimpleNamespace(labels=labels)], chosen=0)

    monkeypatch.setattr(editing_engine, "_searched", search)
    return asked


def finish(world, plan, finish_works):
    work = editing.finish_by_engine(user=world.officer, plan=plan)
    finish_works()
    work.refresh_from_db()
    return work


def test_the_result_is_one_step_that_can_be_undone(world, draft, engine, finish_works):
    before = draft.sha256
    work = finish(world, draft, finish_works)
    assert work.state == WorkState.DONE
    step = draft.steps.get()
    assert (step.kind, step.made_by) == (StepKind.ENGINE, world.officer)
    assert len(step.blocks) == 8
    draft.refresh_from_db()
    assert draft.sha256 != before
    editing.undo(user=world.officer, plan=draft)
    assert draft.sha256 == before


def test_locked_blocks_are_held_where_the_plan_has_them(
    world, draft, engine, finish_works
):
    mine = ["b-04", "b-10"]
    editing.give(user=world.officer, plan=draft, blocks=mine, to="1103")
    editing.lock(user=world.officer, plan=draft, blocks=[*mine, "b-14"])
    finish(world, draft, finish_works)
    local = engine[0]
    assert np.flatnonzero(local.part.locked).tolist() == [4, 10, 14]
    assert local.part.held[[4, 10, 14]].tolist() == [2, 2, 0]
    kept = Plan.objects.get(pk=draft.pk)
    assert kept.labels_array()[[4, 10, 14]].tolist() == [2, 2, 0]


def test_what_was_edited_meanwhile_is_kept_and_the_result_is_not(
    world, draft, engine, finish_works
):
    work = editing.finish_by_engine(user=world.officer, plan=draft)
    editing.give(user=world.officer, plan=draft, blocks=["b-02"], to="1102")
    finish_works()
    work.refresh_from_db()
    assert work.state == WorkState.FAILED
    assert work.error
    assert draft.steps.count() == 1


def test_it_says_when_nothing_better_was_found(world, engine, finish_works):
    even = editing.begin_edit(user=world.officer, plan=world.even)
    work = finish(world, even, finish_works)
    assert work.state == WorkState.DONE
    assert work.note
    assert not even.steps.exists()


def test_one_piece_of_work_at_a_time_and_no_freezing_meanwhile(world, draft, engine):
    editing.give(user=world.officer, plan=draft, blocks=["b-02"], to="1102")
    editing.finish_by_engine(user=world.officer, plan=draft)
    with pytest.raises(Conflict):
        editing.finish_by_engine(user=world.officer, plan=draft)
    with pytest.raises(Conflict):
        editing.freeze_plan(user=world.officer, plan=draft)
    assert Work.objects.count() == 1


def test_it_does_not_start_from_a_break_or_with_everything_locked(world, draft):
    officer = world.officer
    editing.give(user=officer, plan=draft, blocks=["b-05"], to="1101", allow_break=True)
    with pytest.raises(Refused, match="b-05"):
        editing.finish_by_engine(user=officer, plan=draft)
    editing.undo(user=officer, plan=draft)
    editing.lock(user=officer, plan=draft, blocks=[f"b-{i:02d}" for i in range(24)])
    with pytest.raises(Refused):
        editing.finish_by_engine(user=officer, plan=draft)


def test_whoever_lost_the_role_meanwhile_gets_no_result(
    world, draft, engine, finish_works
):
    work = editing.finish_by_engine(user=world.officer, plan=draft)
    world.officer.roles.all().delete()
    finish_works()
    work.refresh_from_db()
    assert work.state == WorkState.FAILED
    with pytest.raises(PermissionDenied):
        editing_engine.run_finish(draft, world.governor, 0)


def test_new_bags_of_the_plan_keep_their_labels_in_the_part(world, draft):
    officer = world.officer
    editing.give(user=officer, plan=draft, blocks=["b-00"], to="new")
    editing.give(user=officer, plan=draft, blocks=["b-06"], to="new", allow_break=True)
    editing.give(user=officer, plan=draft, blocks=["b-00"], to="1101")
    problem = problem_of_plan(draft)
    labels = labels_in(problem, draft)
    local = editing_engine.local_of(problem, split(problem)[0], labels)
    assert labels[6] == 4
    assert local.start[6] == 3
    assert local.names == (0, 1, 2, 4)
