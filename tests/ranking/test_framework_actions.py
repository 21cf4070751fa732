"""A method from its first draft to its freezing: who may, what is kept and refused."""

from __future__ import annotations

from copy import deepcopy
from datetime import date

import pytest

from bagana.acts.founded import founded_by
from bagana.ranking.actions.frameworks import (
    create_framework,
    discard_draft,
    freeze_version,
    new_version,
    rename_framework,
    save_draft,
    take_in_yaml,
)
from bagana.ranking.definition_yaml import write_yaml
from bagana.ranking.definitions import (
    canonical_text,
    draft_framework,
    engine_framework,
    hash_of,
)
from bagana.ranking.faults import DefinitionRefused
from bagana.ranking.models import FrameworkVersion, VersionState
from bagana.territory.checks import run_checks
from bagana.web.errors import Conflict, PermissionDenied, Refused
from tests.factories import make_act, make_user
from tests.programme.factories import make_programme
from tests.ranking.factories import make_run, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world(frozen=False, years=(2023,))


def begin(world, **fields):
    values = {
        "user": world.officer,
        "unit": world.units["1"],
        "code": "bag-index",
        "name_mn": "Багийн индекс",
        "name_en": "Bag index",
    }
    return create_framework(**(values | fields))


def save(world, **fields):
    values = {
        "user": world.officer,
        "version": world.version,
        "revision": FrameworkVersion.objects.get(pk=world.version.pk).revision,
    }
    return save_draft(**(values | fields))


def freeze(world, **fields):
    values = {
        "user": world.officer,
        "version": world.version,
        "act": make_act(world.units["1"], date=date(2020, 1, 1)),
    }
    return freeze_version(**(values | fields))


def test_a_new_method_begins_with_an_empty_draft(world):
    framework = begin(world)
    (draft,) = framework.versions.all()
    assert (draft.number, draft.state) == (1, VersionState.DRAFT)
    method = draft_framework(draft.definition)
    assert method.leaves == ()
    assert method.code == "bag-index"


def test_a_new_method_may_begin_as_another_one_is(world):
    framework = begin(world, copy_of=world.version)
    draft = framework.versions.get()
    copied, own = engine_framework(draft), engine_framework(world.version)
    assert copied.tree == own.tree
    assert copied.code == "bag-index"
    assert draft.gates == world.version.gates


def test_a_new_method_may_begin_with_a_text(world):
    draft = begin(world, text=write_yaml(world.version)).versions.get()
    assert engine_framework(draft).tree == engine_framework(world.version).tree
    assert draft.visit_sheet == world.version.visit_sheet


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"code": "Баг"}, "code"),
        ({"code": "new"}, "code"),
        ({"code": "a b"}, "code"),
        ({"name_mn": " "}, "name_mn"),
        ({"name_en": ""}, "name_en"),
        ({"level": 1}, "level"),
    ],
)
def test_it_refuses_a_method_that_is_not_named_well(world, change, field):
    with pytest.raises(Refused) as refused:
        begin(world, **change)
    assert refused.value.field == field


def test_it_refuses_a_unit_without_units_of_that_level_and_a_foreign_programme(world):
    with pytest.raises(Refused) as refused:
        begin(world, unit=world.units["11"], level=2)
    assert refused.value.field == "level"
    elsewhere = make_programme(world.units["12"])
    with pytest.raises(Refused) as refused:
        begin(world, unit=world.units["11"], programme=elsewhere)
    assert refused.value.field == "programme"
    above = begin(world, unit=world.units["11"], programme=world.programme)
    assert above.programme == world.programme


def test_a_code_is_taken_once(world):
    begin(world)
    with pytest.raises(Conflict):
        begin(world)


@pytest.mark.parametrize(
    ("role", "unit", "allowed"),
    [
        ("aimag_officer", "1", True),
        ("administrator", "1", True),
        ("sum_officer", "11", False),
        ("bag_governor", "1101", False),
        ("evaluator", "1", False),
        (None, None, False),
    ],
)
def test_who_may_make_and_change_the_aimags_method(world, role, unit, allowed):
    user = make_user(role, world.units[unit] if unit else None)
    attempts = (
        lambda: begin(world, user=user),
        lambda: save(world, user=user, note_mn="шинэ"),
        lambda: new_version(user=user, framework=frozen.framework),
        lambda: freeze(world, user=user),
    )
    frozen = freeze(make_other(world))
    for attempt in attempts:
        if allowed:
            attempt()
        else:
            with pytest.raises(PermissionDenied):
                attempt()


def make_other(world):
    """The same people with a method of its own, to freeze."""
    from dataclasses import replace

    framework = begin(world, code="other", copy_of=world.version)
    return replace(world, framework=framework, version=framework.versions.get())


def test_a_sum_officer_keeps_a_method_for_the_bags_of_the_sum(world):
    officer = make_user("sum_officer", world.units["11"])
    framework = begin(world, user=officer, unit=world.units["11"], code="sum-index")
    assert framework.unit == world.units["11"]
    with pytest.raises(PermissionDenied):
        begin(world, user=officer, unit=world.units["12"], code="other-sum")


def test_each_saving_raises_the_revision_and_keeps_history(world):
    saved = save(world, note_mn="Тайлбар")
    assert (saved.revision, saved.note_mn) == (2, "Тайлбар")
    newest = saved.history.latest()
    assert newest.history_user == world.officer
    assert newest.history_change_reason == "edited"


def test_what_somebody_saved_in_between_is_never_overwritten(world):
    save(world, note_mn="Түрүүлж бичсэн")
    with pytest.raises(Conflict):
        save(world, revision=1, note_mn="Хожуу бичсэн")
    with pytest.raises(Conflict):
        take_in_yaml(
            user=world.officer,
            version=world.version,
            text=write_yaml(world.version),
            revision=1,
        )
    world.version.refresh_from_db()
    assert world.version.note_mn == "Түрүүлж бичсэн"


def changed(world, path, value):
    """The definition with one thing changed: path of keys down to it."""
    definition = deepcopy(world.version.definition)
    target = definition
    for key in path[:-1]:
        target = target[key]
    target[path[-1]] = value
    return definition


FIRST = ("tree", "children", 0, "children", 0)


@pytest.mark.parametrize(
    ("path", "value", "node"),
    [
        ((*FIRST, "code"), "nowhere", "nowhere"),
        ((*FIRST, "direction"), -1, "prompt"),
        ((*FIRST, "denominator"), "nowhere", "prompt"),
        ((*FIRST, "weight"), -1, ""),
        ((*FIRST, "goalposts"), {"low": 5, "high": 5}, ""),
        (("scale", "method"), "magic", ""),
    ],
)
def test_it_refuses_what_does_not_agree(world, path, value, node):
    with pytest.raises(DefinitionRefused) as refused:
        save(world, definition=changed(world, path, value))
    assert node in {fault.node for fault in refused.value.faults}
    assert all(fault.what for fault in refused.value.faults)
    world.version.refresh_from_db()
    assert world.version.revision == 1


def test_an_indicator_must_be_measured_at_the_level_that_is_ranked(world):
    indicator = world.indicators["prompt"]
    indicator.lowest_level = 2
    indicator.save()
    with pytest.raises(DefinitionRefused) as refused:
        save(world, note_mn="x")
    assert [fault.node for fault in refused.value.faults] == ["prompt"]


def test_an_indicator_without_direction_needs_a_reason(world):
    indicator = world.indicators["prompt"]
    indicator.direction = "neutral"
    indicator.save()
    with pytest.raises(DefinitionRefused):
        save(world, note_mn="x")
    reason = changed(world, (*FIRST, "source"), "Их байх нь сайн: хурлын шийдвэр")
    assert save(world, definition=reason).revision == 2


@pytest.mark.parametrize(
    "gate",
    [
        {"kind": "judged"},
        {"code": "a", "name": {"mn": ""}, "kind": "judged"},
        {"code": "a", "name": {"mn": "А"}, "kind": "magic"},
        {"code": "a", "name": {"mn": "А"}, "kind": "judged", "at_least": 1},
        {"code": "a", "name": {"mn": "А"}, "kind": "completeness", "at_least": 80},
        {"code": "a", "name": {"mn": "А"}, "kind": "completeness"},
        {"code": "a", "name": {"mn": "А"}, "kind": "indicator", "indicator": "nowhere"},
        {"code": "a", "name": {"mn": "А"}, "kind": "indicator", "indicator": "prompt"},
        {
            "code": "a",
            "name": {"mn": "А"},
            "kind": "indicator",
            "indicator": "prompt",
            "at_least": 3,
            "at_most": 2,
        },
        {"code": "a", "name": {"mn": "А"}, "kind": "judged", "else": 1},
        {
            "code": "a",
            "name": {"mn": "А"},
            "kind": "indicator",
            "indicator": "prompt",
            "at_least": "many",
        },
        "a",
        {"code": date(2020, 1, 1), "name": {"mn": "А"}, "kind": "judged"},
        {"code": "a", "name": {"mn": "А", "б": None}, "kind": "judged"},
        {"code": "a", "name": {"mn": date(2020, 1, 1)}, "kind": "judged"},
        {"code": "a", "name": {"mn": "А"}, "kind": "judged", "evidence": "цаас"},
        {"code": "a", "name": {"mn": "А"}, "kind": "judged", "indicator": 1},
    ],
)
def test_it_refuses_a_gate_that_cannot_be_judged(world, gate):
    with pytest.raises(DefinitionRefused):
        save(world, gates=[gate])


def test_it_refuses_more_gates_than_anybody_judges(world):
    gate = {"name": {"mn": "А"}, "kind": "judged"}
    rows = [{"code": f"a{n}", **gate} for n in range(51)]
    with pytest.raises(DefinitionRefused):
        save(world, gates=rows)
    assert len(save(world, gates=rows[:50]).gates) == 50


def test_a_definition_is_kept_in_its_one_form(world):
    loose = deepcopy(world.version.definition)
    loose["replications"], loose["selection"]["top"] = "200", 1.0
    del loose["decimals"]
    saved = save(world, definition=loose)
    assert saved.definition == world.version.definition
    assert hash_of(saved) == hash_of(world.version)


def test_it_refuses_two_gates_of_one_code_and_a_question_of_no_kind(world):
    gate = {"code": "a", "name": {"mn": "А"}, "kind": "judged"}
    save(world, gates=[gate])
    with pytest.raises(DefinitionRefused):
        save(world, gates=[gate, gate])
    with pytest.raises(DefinitionRefused):
        save(world, visit_sheet=[{"code": "a", "question": {"mn": "А"}, "kind": "?"}])


def test_a_frozen_version_keeps_act_hash_and_moment(world):
    frozen = freeze(world)
    assert frozen.is_frozen
    assert frozen.sha256 == hash_of(frozen)
    assert frozen.frozen_by == world.officer
    assert frozen.frozen_at is not None
    (founded,) = founded_by(frozen.act)
    assert founded.url == f"/ranking/methods/{frozen.framework.code}/1/"


def test_a_frozen_version_is_never_written_again(world):
    frozen = freeze(world)
    before = canonical_text(frozen)
    attempts = (
        lambda: save(world, note_mn="x"),
        lambda: save(world, gates=[]),
        lambda: freeze(world),
        lambda: take_in_yaml(
            user=world.officer, version=frozen, text=write_yaml(frozen)
        ),
        lambda: discard_draft(user=world.officer, version=frozen, revision=1),
    )
    for attempt in attempts:
        with pytest.raises(Conflict):
            attempt()
    world.version.refresh_from_db()
    assert canonical_text(world.version) == before


def test_an_empty_draft_cannot_be_frozen(world):
    draft = begin(world).versions.get()
    with pytest.raises(DefinitionRefused):
        freeze(world, version=draft)


def test_the_next_change_is_a_new_version_as_the_former_is(world):
    frozen = freeze(world)
    second = new_version(
        user=world.officer, framework=world.framework, note_mn="Жин өөрчлөх"
    )
    assert (second.number, second.state) == (2, VersionState.DRAFT)
    assert second.definition == frozen.definition
    assert second.sha256 == ""
    with pytest.raises(Conflict):
        new_version(user=world.officer, framework=world.framework)


def test_a_draft_that_was_tried_out_is_not_thrown_away(world):
    freeze(world)
    second = new_version(user=world.officer, framework=world.framework)
    run = make_run(second, kind="trial")
    with pytest.raises(Conflict):
        discard_draft(user=world.officer, version=second, revision=1)
    run.delete()
    discard_draft(user=world.officer, version=second, revision=1)
    assert world.framework.versions.count() == 1


def test_the_only_version_is_not_thrown_away(world):
    with pytest.raises(Conflict):
        discard_draft(user=world.officer, version=world.version, revision=1)


def test_another_name_leaves_the_hash(world):
    frozen = freeze(world)
    rename_framework(
        user=world.officer,
        framework=world.framework,
        name_mn="Шинэ нэр",
        name_en="New name",
        reason="Нэр тодруулсан",
    )
    frozen.refresh_from_db()
    assert hash_of(frozen) == frozen.sha256


def test_a_check_finds_a_frozen_version_that_was_tampered_with(world):
    frozen = freeze(world)
    names = ["frozen_method_changed"]
    assert run_checks(names=names) == []
    tampered = changed(world, (*FIRST, "weight"), 3)
    FrameworkVersion.objects.filter(pk=frozen.pk).update(definition=tampered)
    (finding,) = run_checks(names=names)
    assert world.framework.code in finding.message
