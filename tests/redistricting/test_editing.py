"""Editing a plan by hand: what is done, what is refused, what the book keeps."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from bagana.redistricting.actions import editing
from bagana.redistricting.models import Block, Plan, PlanKind, StepKind
from bagana.web.errors import Conflict, Refused
from tests.factories import make_user
from tests.redistricting.factories import (
    EVEN,
    make_plan,
    make_plan_of,
    make_scenario,
    make_world,
)

pytestmark = pytest.mark.django_db
LAST_OF_1101 = [f"b-{row * 6 + 1:02d}" for row in range(4)]
"""The second column of the even plan: the one of 1101 that borders 1102."""


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def draft(world):
    return editing.begin_edit(user=world.officer, plan=world.even, title="Гар засвар")


def unit_of(plan, code):
    return plan.units[plan.labels_array()[int(code[2:])]]


def give(world, plan, blocks, to, **more):
    return editing.give(user=world.officer, plan=plan, blocks=blocks, to=to, **more)


def test_it_edits_an_open_copy_and_leaves_the_plan_alone(world, draft):
    assert (draft.kind, draft.is_frozen) == (PlanKind.MANUAL, False)
    assert draft.edited_from == world.even
    assert draft.title == "Гар засвар"
    assert draft.labels_array().tolist() == world.even.labels_array().tolist()
    give(world, draft, ["b-01"], "1102")
    assert unit_of(Plan.objects.get(pk=world.even.pk), "b-01") == "1101"


def test_a_given_block_lies_in_its_new_bag_with_figures_and_hash_anew(world, draft):
    before = draft.sha256
    step = give(world, draft, ["b-07", "b-01"], "1102")
    kept = Plan.objects.get(pk=draft.pk)
    assert [unit_of(kept, code) for code in ("b-01", "b-07")] == ["1102", "1102"]
    assert kept.sha256 != before
    assert kept.measures["moved"]["area"] == pytest.approx(10 * 16)
    assert (step.blocks, step.before, step.after) == (
        ["b-01", "b-07"],
        ["1101", "1101"],
        ["1102", "1102"],
    )
    assert (step.ordinal, step.made_by) == (1, world.officer)


def test_a_gift_that_cuts_a_bag_in_two_is_refused_with_what_it_would_cut_off(
    world, draft
):
    give(world, draft, ["b-01"], "1102")
    with pytest.raises(editing.WouldBreak) as refused:
        give(world, draft, ["b-06", "b-07"], "1102")
    assert refused.value.blocks == ("b-00",)
    assert "b-00" in refused.value.reason
    assert draft.steps.count() == 1


def test_with_leave_it_is_done_and_the_plan_cannot_be_frozen_until_mended(world, draft):
    give(world, draft, ["b-01"], "1102")
    give(world, draft, ["b-06", "b-07"], "1102", allow_break=True)
    with pytest.raises(Refused, match="b-00"):
        editing.freeze_plan(user=world.officer, plan=draft)
    give(world, draft, ["b-00"], "1102")
    assert editing.freeze_plan(user=world.officer, plan=draft).is_frozen


def test_what_does_not_make_a_break_worse_is_let_through(world, draft):
    give(world, draft, ["b-05"], "1101", allow_break=True)
    give(world, draft, ["b-22"], "1102")
    assert unit_of(draft, "b-22") == "1102"


def test_undo_and_redo_go_back_and_forth_until_something_else_is_done(world, draft):
    officer = world.officer
    give(world, draft, ["b-01"], "1102")
    first = draft.sha256
    give(world, draft, ["b-07"], "1102")
    second = draft.sha256
    editing.undo(user=officer, plan=draft)
    assert draft.sha256 == first
    editing.undo(user=officer, plan=draft)
    editing.redo(user=officer, plan=draft)
    assert draft.sha256 == first
    editing.redo(user=officer, plan=draft)
    assert draft.sha256 == second
    editing.undo(user=officer, plan=draft)
    give(world, draft, ["b-08"], "1101")
    with pytest.raises(Conflict):
        editing.redo(user=officer, plan=draft)
    editing.undo(user=officer, plan=draft)
    editing.undo(user=officer, plan=draft)
    editing.redo(user=officer, plan=draft)
    assert draft.sha256 == first


def test_the_book_keeps_who_undid_what(world, draft):
    step = give(world, draft, ["b-01"], "1102")
    editing.undo(user=world.officer, plan=draft)
    kinds = list(draft.steps.values_list("ordinal", "kind", "about", "made_by"))
    assert kinds == [
        (1, StepKind.GIVE, None, world.officer.pk),
        (2, StepKind.UNDO, step.pk, world.officer.pk),
    ]


def test_there_is_nothing_to_undo_or_redo_at_first(world, draft):
    for act in (editing.undo, editing.redo):
        with pytest.raises(Conflict):
            act(user=world.officer, plan=draft)


def test_whoever_saw_an_older_plan_is_told_and_changes_nothing(world, draft):
    give(world, draft, ["b-01"], "1102", seen=0)
    with pytest.raises(Conflict):
        give(world, draft, ["b-07"], "1102", seen=0)
    assert unit_of(Plan.objects.get(pk=draft.pk), "b-07") == "1101"
    give(world, draft, ["b-07"], "1102", seen=1)


def test_a_locked_block_stays_against_giving_and_undoing(world, draft):
    officer = world.officer
    give(world, draft, ["b-01"], "1102")
    editing.lock(user=officer, plan=draft, blocks=["b-01", "b-07"])
    with pytest.raises(Refused, match="b-07"):
        give(world, draft, ["b-07"], "1102")
    with pytest.raises(Conflict, match="b-01"):
        editing.undo(user=officer, plan=draft)
    editing.unlock(user=officer, plan=draft, blocks=["b-01", "b-07"])
    assert Plan.objects.get(pk=draft.pk).locked == []
    give(world, draft, ["b-07"], "1102")


def test_what_the_scenario_holds_in_its_bag_is_not_given_away(world):
    world.scenario.locked = ["b-01"]
    world.scenario.save()
    plan = editing.begin_edit(user=world.officer, plan=world.today)
    with pytest.raises(Refused, match="b-01"):
        give(world, plan, ["b-01"], "1102")


def test_a_bag_never_takes_blocks_of_another_sum(world):
    other = Block.objects.filter(code__in=["b-05", "b-11", "b-17", "b-23"])
    other.update(parent=world.units["12"], unit=world.units["1201"])
    sums = [world.units["11"], world.units["12"]]
    scenario = make_scenario(world.blocks, sums, unit=world.units["1"])
    plan = make_plan(scenario, (*EVEN[:5], "1201"), is_frozen=False)
    officer = make_user("aimag_officer", world.units["1"])
    with pytest.raises(Refused):
        editing.give(
            user=officer, plan=plan, blocks=["b-05"], to="1103", allow_break=True
        )


def test_a_new_bag_begins_and_is_left_out_again_when_it_stays_empty(world, draft):
    give(world, draft, ["b-00", "b-06"], "new")
    assert unit_of(draft, "b-06") == "new-1"
    give(world, draft, ["b-00", "b-06"], "1101")
    give(world, draft, ["b-01"], "1102")
    frozen = editing.freeze_plan(user=world.officer, plan=draft)
    assert frozen.units == ["1101", "1102", "1103"]


def test_a_plan_that_is_there_already_is_not_frozen_twice(world, draft):
    first = editing.begin_edit(user=world.officer, plan=world.even)
    editing.freeze_plan(user=world.officer, plan=first)
    with pytest.raises(Refused, match=str(first.number)):
        editing.freeze_plan(user=world.officer, plan=draft)


def test_a_frozen_plan_takes_no_more_edits(world, draft):
    editing.freeze_plan(user=world.officer, plan=draft)
    with pytest.raises(Conflict):
        give(world, draft, ["b-01"], "1102")


def test_unknown_blocks_and_bags_are_named(world, draft):
    with pytest.raises(Refused, match="b-99"):
        give(world, draft, ["b-99"], "1102")
    with pytest.raises(Refused):
        give(world, draft, ["b-01"], "1201")
    with pytest.raises(Refused):
        give(world, draft, [], "1102")
    with pytest.raises(Refused):
        give(world, draft, ["b-00"], "1101")


@pytest.mark.parametrize("who", ["other_officer", "governor"])
def test_only_who_may_work_on_the_scenario_edits(world, draft, who):
    user = getattr(world, who)
    for act in (
        lambda: editing.begin_edit(user=user, plan=world.even),
        lambda: editing.give(user=user, plan=draft, blocks=["b-01"], to="1102"),
        lambda: editing.undo(user=user, plan=draft),
        lambda: editing.redo(user=user, plan=draft),
        lambda: editing.lock(user=user, plan=draft, blocks=["b-01"]),
        lambda: editing.unlock(user=user, plan=draft, blocks=["b-01"]),
        lambda: editing.name_plan(user=user, plan=draft, title_mn="Өөр"),
        lambda: editing.finish_by_engine(user=user, plan=draft),
        lambda: editing.freeze_plan(user=user, plan=draft),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_a_plan_whose_units_stand_in_another_order_is_read_right(world):
    labels = [0 if i % 6 < 2 else 1 if i % 6 < 4 else 2 for i in range(24)]
    plan = make_plan_of(world.scenario, ["1103", "1102", "1101"], labels)
    copy = editing.begin_edit(user=world.officer, plan=plan)
    assert copy.units == ["1101", "1102", "1103"]
    assert unit_of(copy, "b-00") == "1103"


def test_it_carries_its_name_in_both_languages(world, draft):
    editing.name_plan(
        user=world.officer, plan=draft, title_mn=" Хувилбар Г ", title_en="Plan G"
    )
    assert (draft.title_mn, draft.title_en) == ("Хувилбар Г", "Plan G")


def test_a_new_bag_that_was_emptied_is_begun_again_and_no_other(world, draft):
    for _time in range(3):
        give(world, draft, ["b-00"], "new")
        assert draft.units[-1] == "new-1"
        editing.undo(user=world.officer, plan=draft)
    give(world, draft, ["b-00"], "new")
    give(world, draft, ["b-01"], "new")
    assert [unit_of(draft, code) for code in ("b-00", "b-01")] == ["new-1", "new-2"]
