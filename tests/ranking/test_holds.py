"""Figures under a selection in progress stay; what lets them go, and what does not."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from bagana.indicators.actions import correct, publish, record_observation, withdraw
from bagana.indicators.imports import apply_batch, check_file, undo_batch
from bagana.indicators.models import Observation
from bagana.ranking.models import RunCell, SelectionState
from bagana.web.errors import Conflict
from tests.factories import make_act, make_observation
from tests.ranking.factories import (
    make_objection,
    make_run,
    make_selection,
    make_world,
)

pytestmark = pytest.mark.django_db
RUNNING = ("index", "recheck", "visits", "provisional", "answered")


@pytest.fixture
def world():
    return make_world(years=(2023,))


@pytest.fixture
def held(world):
    """The figure of bag 1101 that the official run of a selection stands on."""
    run = make_run(world.version, computed_at=timezone.now())
    world.selection = make_selection(
        world.programme, world.version, state="recheck", run=run
    )
    found = figure(world)
    RunCell.objects.create(run=run, observation=found)
    return found


def figure(world, code="office", unit="1101"):
    return Observation.objects.get(
        indicator__code=code, unit__code=unit, status="published"
    )


def set_state(world, state):
    world.selection.state = state
    if state in {"decided", "closed"}:
        world.selection.act = make_act()
        world.selection.decided_on = date(2024, 6, 1)
    world.selection.save()


def record(world, value=1.0, code="office"):
    return record_observation(
        user=world.officer,
        indicator=world.indicators[code],
        unit=world.units["1101"],
        period="2023",
        value=value,
    )


def import_file(world, *rows):
    text = "code,indicator,period,value\n" + "\n".join(rows)
    return check_file(
        user=world.officer, name="f.csv", content=text.encode(), options=None
    )


@pytest.mark.parametrize("state", RUNNING)
def test_it_refuses_another_value_from_the_index_to_the_decision(world, held, state):
    set_state(world, state)
    with pytest.raises(Conflict) as refusal:
        record(world)
    assert world.selection.title_mn in refusal.value.reason
    assert "эсэргүүцэл" in refusal.value.fix
    assert not Observation.objects.filter(status="draft").exists()


def test_it_says_why_in_english_too(world, held):
    with translation.override("en"), pytest.raises(Conflict) as refusal:
        record(world)
    assert "Test selection" in refusal.value.reason
    assert "objection" in refusal.value.fix


def test_it_names_the_public_page_of_the_selection(world, held):
    with pytest.raises(Conflict) as refusal:
        record(world)
    assert f"/selection/{world.selection.code}/" in refusal.value.fix


@pytest.mark.parametrize("state", ["preparing", "gates", "cancelled"])
def test_before_the_index_and_after_cancelling_nothing_is_held(world, held, state):
    set_state(world, state)
    assert record(world).status == "draft"


def test_the_same_value_again_changes_nothing_and_passes(world, held):
    assert record(world, value=held.value) == held


def test_what_the_run_does_not_stand_on_is_free(world, held):
    assert record(world, code="trained").status == "draft"


def test_it_refuses_a_correction_and_a_withdrawal(world, held):
    with pytest.raises(Conflict):
        correct(user=world.officer, observation=held, value=1, note="x")
    with pytest.raises(Conflict):
        withdraw(user=world.officer, observation=held, reason="x", act=make_act())
    held.refresh_from_db()
    assert held.status == "published"


def test_a_draft_made_before_is_not_published_but_can_be_dropped(world, held):
    draft = make_observation(
        world.indicators["office"], world.units["1101"], 2023, 1.0, version=2
    )
    with pytest.raises(Conflict) as refusal:
        publish(user=world.officer, title="x", act=make_act())
    assert world.selection.title_mn in refusal.value.reason
    withdraw(user=world.officer, observation=draft, reason="барьсан тоо")
    held.refresh_from_db()
    assert held.status == "published"


def test_an_import_refuses_the_held_row_and_takes_the_rest(world, held):
    batch = import_file(world, "1101,office,2023,1", "1102,office,2023,2")
    assert (batch.counts["read"], batch.counts["refused"]) == (2, 1)
    assert (batch.problems[0]["row"], batch.problems[0]["value"]) == (2, "1")
    apply_batch(user=world.officer, batch=batch)
    drafts = Observation.objects.filter(status="draft")
    assert [row.unit.code for row in drafts] == ["1102"]


def test_a_hold_that_came_after_the_check_counts_when_applying(world, held):
    set_state(world, "gates")
    batch = import_file(world, "1101,office,2023,1")
    assert batch.counts["changed"] == 1
    set_state(world, "index")
    batch = apply_batch(user=world.officer, batch=batch)
    assert (batch.counts["changed"], batch.counts["refused"]) == (0, 1)
    assert not Observation.objects.filter(status="draft").exists()


def test_figures_without_a_file_are_refused_by_name(world, held):
    from bagana.indicators.imports.actions import apply_figures, check_figures
    from bagana.indicators.versions import Figure

    figures = [Figure(held.indicator_id, held.unit_id, "2023", 1.0)]
    batch = check_figures(
        user=world.officer, title="x", origin="derived", content=b"", figures=figures
    )
    assert batch.problems[0]["column"] == "office, 1101, 2023"
    batch = apply_figures(user=world.officer, batch=batch, figures=figures)
    assert batch.counts["refused"] == batch.counts["read"] == 1


def test_an_import_that_holds_such_a_figure_is_not_undone(world, held):
    set_state(world, "gates")
    batch = import_file(world, "1101,office,2023,1")
    batch = apply_batch(user=world.officer, batch=batch)
    set_state(world, "index")
    with pytest.raises(Conflict):
        undo_batch(user=world.officer, batch=batch)
    set_state(world, "gates")
    assert undo_batch(user=world.officer, batch=batch).state == "undone"


def test_an_import_under_a_trial_run_is_not_undone(world, held):
    batch = import_file(world, "1102,office,2023,1")
    batch = apply_batch(user=world.officer, batch=batch)
    RunCell.objects.create(
        run=make_run(world.version, kind="trial"),
        observation=Observation.objects.get(batch=batch),
    )
    with pytest.raises(Conflict):
        undo_batch(user=world.officer, batch=batch)


@pytest.mark.parametrize("state", ["upheld", "partly"])
def test_an_upheld_objection_against_the_figure_lets_it_be_corrected(
    world, held, state
):
    make_objection(world.selection, observation=held, state=state, answer="тийм")
    new = correct(user=world.officer, observation=held, value=1, note="x")
    publish(user=world.officer, title="засвар")
    new.refresh_from_db()
    assert new.status == "published"


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "filed"},
        {"state": "rejected", "answer": "үгүй"},
        {"state": "upheld", "answer": "тийм", "other": True},
    ],
)
def test_no_other_objection_lets_it_go(world, held, fields):
    against = figure(world, unit="1102") if fields.pop("other", False) else held
    make_objection(world.selection, observation=against, **fields)
    with pytest.raises(Conflict):
        record(world)


@pytest.mark.parametrize(("agrees", "free"), [(False, True), (True, False)])
def test_only_a_recheck_that_disagrees_lets_it_go(world, held, agrees, free):
    world.selection.rechecks.create(position=1, observation=held, agrees=agrees)
    if free:
        assert record(world).status == "draft"
        return
    with pytest.raises(Conflict):
        record(world)


def test_the_corrected_figure_is_held_once_a_new_run_stands_on_it(world, held):
    make_objection(world.selection, observation=held, state="upheld", answer="тийм")
    new = record(world)
    publish(user=world.officer, title="засвар")
    run = make_run(world.version)
    RunCell.objects.create(run=run, observation=new)
    world.selection.run = run
    world.selection.save()
    with pytest.raises(Conflict):
        record(world, value=2.0)


def test_a_run_made_again_holds_nothing_less_while_it_is_not_computed(world, held):
    former = world.selection.run
    world.selection.run = make_run(world.version)
    world.selection.save()
    for run in (former, world.selection.run):
        world.selection.steps.create(state="recheck", run=run)
    with pytest.raises(Conflict):
        record(world)


@pytest.mark.parametrize("state", ["decided", "closed"])
def test_after_the_act_only_an_act_publishes_a_change(world, held, state):
    set_state(world, state)
    record(world)
    with pytest.raises(Conflict) as refusal:
        publish(user=world.officer, title="засвар")
    assert "шийдвэр" in refusal.value.fix
    publish(user=world.officer, title="засвар", act=make_act())
    held.refresh_from_db()
    assert held.status == "superseded"


def test_after_the_act_only_an_act_withdraws(world, held):
    set_state(world, SelectionState.DECIDED)
    with pytest.raises(Conflict):
        withdraw(user=world.officer, observation=held, reason="x")
    act = make_act()
    withdraw(user=world.officer, observation=held, reason="x", act=act)
    assert held.withdrawal.act == act


def test_holding_costs_the_same_for_many_figures(
    world, held, django_assert_max_num_queries
):
    from bagana.indicators.holding import holds_against

    rows = Observation.objects.values_list("indicator_id", "unit_id", "period__code")
    keys = list(rows)
    with django_assert_max_num_queries(4):
        found = holds_against(keys, "draft")
    assert len(keys) == 20
    assert list(found) == [(held.indicator_id, held.unit_id, "2023")]


def test_it_costs_one_query_where_nothing_is_held(world, django_assert_max_num_queries):
    from bagana.indicators.holding import holds_against

    with django_assert_max_num_queries(1):
        assert holds_against([(1, 1, "2023")], "public") == {}


@pytest.mark.parametrize("deed", ["correct", "withdraw"])
def test_the_page_says_so_before_anything_is_typed(world, held, client, deed):
    client.force_login(world.officer)
    path = reverse(f"indicators:{deed}", args=[held.pk])
    assert world.selection.title_mn in client.get(path).content.decode()
    set_state(world, "cancelled")
    assert world.selection.title_mn not in client.get(path).content.decode()


def test_a_refused_correction_keeps_what_was_typed(world, held, client):
    client.force_login(world.officer)
    path = reverse("indicators:correct", args=[held.pk])
    answer = client.post(path, {"value": "12.5", "note": "тайлбар"})
    text = answer.content.decode()
    assert answer.status_code == 200
    assert 'value="12.5"' in text
    assert world.selection.title_mn in text
