"""A run: who may start it, what it keeps, that it repeats, that it stays."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied

from bagana.indicators.models import Observation
from bagana.ranking.actions.runs import compute_run, publish_run, start_run
from bagana.ranking.definitions import canonical
from bagana.ranking.freezing import faults_of, sha256
from bagana.ranking.models import FrameworkVersion, Run, UnitResult, Verdict
from bagana.ranking.queries.runs import (
    index_data_of,
    latest_official,
    method_of,
    results_of,
    row_of,
    run_of_year,
)
from bagana.web.errors import Conflict, Refused
from tests.factories import make_period, make_user
from tests.ranking.factories import (
    METHOD,
    make_run,
    make_selection,
    make_version,
    make_world,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def run(world):
    return compute_run(make_run(world.version))


def test_it_keeps_a_row_for_every_unit(run):
    rows = {row.unit.code: row for row in run.rows.select_related("unit")}
    assert set(rows) == {"1101", "1102", "1103", "1201", "1202"}
    assert sorted(row.rank for row in rows.values()) == [1, 2, 3, 4, 5]
    assert rows["1101"].rank == 1
    assert rows["1202"].rank == 5
    for row in rows.values():
        assert row.rank_low <= row.rank <= row.rank_high
        assert 0 <= row.p_top <= 1
        assert row.verdict in Verdict.values


def test_it_keeps_where_each_cell_comes_from(run):
    row = row_of(run, run.rows.get(rank=1).unit)
    cell = row.cells["prompt"]
    assert cell.raw == 90
    assert cell.normalised == pytest.approx(1 + 0.9 * 99)
    kept = Observation.objects.get(pk=cell.observation)
    assert (kept.value, kept.unit.code, kept.period.code) == (90, "1101", "2023")
    assert not cell.imputed


def test_it_holds_every_observation_that_it_stands_on(run):
    held = set(run.cells.values_list("observation", flat=True))
    assert held == set(Observation.objects.values_list("pk", flat=True))


def test_it_says_how_it_was_last_year(run):
    row = row_of(run, run.rows.get(rank=1).unit)
    assert (row.previous_year, row.previous_rank) == (2022, 1)
    assert row.previous_score < row.score
    assert 0 < row.p_improved <= 1


def test_the_frozen_inputs_give_the_same_arrays_and_method_again(run, world):
    data = index_data_of(run)
    assert data.years == (2021, 2022, 2023)
    assert data.values[2, 0].tolist() == [90, 4, 80, 60]
    assert data.n is not None
    assert data.groups["group"].tolist() == ["rural"] * 5
    assert method_of(run).code == world.framework.code


def test_the_hash_is_over_the_text_that_is_taken_away(run):
    assert sha256(run.inputs) == run.inputs_sha256
    run.refresh_from_db()
    assert sha256(run.inputs) == run.inputs_sha256
    assert '"method_sha256"' in canonical(run.inputs)


def test_the_same_seed_and_inputs_give_the_same_results(run, world):
    again = compute_run(make_run(world.version))
    assert again.inputs_sha256 == run.inputs_sha256
    assert again.results_sha256 == run.results_sha256


def test_another_seed_gives_other_draws_of_the_same_inputs(run, world):
    other = compute_run(make_run(world.version, seed=2))
    assert other.inputs_sha256 == run.inputs_sha256
    assert other.results_sha256 != run.results_sha256


def test_a_computed_run_is_not_computed_again(run, world):
    before = run.results_sha256
    Observation.objects.filter(indicator=world.indicators["prompt"]).update(value=1)
    compute_run(Run.objects.get(pk=run.pk))
    run.refresh_from_db()
    assert run.results_sha256 == before
    assert not faults_of(run)


def test_a_changed_row_breaks_the_hash(run):
    UnitResult.objects.filter(run=run, rank=1).update(score=1.0)
    assert faults_of(run) == ["results"]


def test_a_changed_input_breaks_the_hash(run):
    run.inputs["values"][2][0][0] = 91
    run.save()
    assert faults_of(Run.objects.get(pk=run.pk)) == ["inputs"]


def test_a_unit_with_missing_data_is_not_ranked_and_says_which(world):
    Observation.objects.filter(
        unit=world.units["1103"],
        indicator__code__in=["prompt", "office"],
        period__code="2023",
    ).update(status="withdrawn")
    run = compute_run(make_run(world.version))
    row = row_of(run, world.units["1103"])
    assert not row.is_ranked
    assert row.verdict == Verdict.NOT_RANKED
    assert row.score is None
    assert row.missing == ("prompt", "office")
    assert {reason.rule for reason in row.reasons} == {"overall", "dimension"}
    assert results_of(run).not_ranked == [row]


def test_a_missing_figure_of_a_ranked_unit_is_marked_as_imputed(world):
    method = replace(METHOD, missing=replace(METHOD.missing, dimension_share=0.5,
                                             overall_share=0.5))  # fmt: skip
    version = make_version(world.framework, method=method)
    Observation.objects.filter(
        unit=world.units["1103"], indicator__code="office", period__code="2023"
    ).update(status="withdrawn")
    run = compute_run(make_run(version))
    row = row_of(run, world.units["1103"])
    assert row.is_ranked
    assert row.imputed == 1
    cell = row.cells["office"]
    assert cell.imputed
    assert cell.observation is None
    assert cell.raw is None
    assert cell.value == 70


def test_without_any_figures_it_says_why_it_cannot(world):
    Observation.objects.update(status="withdrawn")
    run = make_run(world.version)
    with pytest.raises(Refused):
        compute_run(run)
    run.refresh_from_db()
    assert run.computed_at is None


def test_the_number_of_queries_to_show_a_run_does_not_grow(
    run, django_assert_max_num_queries
):
    kept = Run.objects.select_related("period").get(pk=run.pk)
    with django_assert_max_num_queries(4):
        found = results_of(kept)
    assert found.count == 5


def test_an_officer_publishes_an_official_run(run, world):
    assert latest_official() is None
    publish_run(user=world.officer, run=run)
    assert latest_official() == run
    assert latest_official(world.programme) == run
    assert run_of_year(world.framework, 2023) == run
    assert run_of_year(world.framework, 2022) is None


@pytest.mark.parametrize("role", ["evaluator", "bag_governor", None])
def test_others_do_not_publish(run, world, role):
    place = world.units["1101"] if role == "bag_governor" else world.units["1"]
    with pytest.raises(PermissionDenied):
        publish_run(user=make_user(role, place if role else None), run=run)


def test_a_sum_officer_does_not_publish_for_the_aimag(run, world):
    with pytest.raises(PermissionDenied):
        publish_run(user=make_user("sum_officer", world.units["11"]), run=run)


def test_it_refuses_to_publish_a_trial(world):
    trial = compute_run(make_run(world.version, kind="trial"))
    with pytest.raises(Refused):
        publish_run(user=world.officer, run=trial)


def test_it_refuses_to_publish_what_is_not_computed_or_already_out(run, world):
    with pytest.raises(Conflict):
        publish_run(user=world.officer, run=make_run(world.version))
    publish_run(user=world.officer, run=run)
    with pytest.raises(Conflict):
        publish_run(user=world.officer, run=run)


def test_the_same_figures_are_not_published_with_another_seed(run, world):
    publish_run(user=world.officer, run=run)
    liked = compute_run(make_run(world.version, seed=2))
    with pytest.raises(Conflict):
        publish_run(user=world.officer, run=liked)


def test_the_run_of_a_selection_is_published_whatever_is_out_already(run, world):
    publish_run(user=world.officer, run=run)
    announced = compute_run(make_run(world.version, seed=2))
    make_selection(world.programme, world.version, run=announced)
    assert publish_run(user=world.officer, run=announced).published_at


def test_it_refuses_to_publish_what_was_changed_behind_its_back(run, world):
    UnitResult.objects.filter(run=run, rank=1).update(p_top=0.5)
    with pytest.raises(Conflict):
        publish_run(user=world.officer, run=run)


def test_a_visitor_sees_a_run_only_when_it_is_published(run, world):
    assert not Run.objects.visible_to(None).exists()
    assert Run.objects.visible_to(world.officer).get() == run
    stranger = make_user("sum_officer", world.units["12"])
    assert not Run.objects.visible_to(stranger).exists()
    publish_run(user=world.officer, run=run)
    assert Run.objects.visible_to(None).get() == run


def start(world, user, **fields):
    values = {
        "version": world.version,
        "period": make_period(2023),
        "kind": "official",
        "seed": 20240115,
    }
    return start_run(user=user, **(values | fields))


def test_starting_asks_for_work_in_the_background(world):
    run = start(world, world.officer)
    assert run.computed_at is None
    assert run.work.unit == world.framework.unit
    assert run.work.made_by == world.officer
    assert "2023" in run.work.title_mn
    assert run.replications == METHOD.replications


@pytest.mark.parametrize("role", ["bag_governor", "sum_officer", None])
def test_others_do_not_start_runs(world, role):
    places = {"bag_governor": "1101", "sum_officer": "11"}
    user = make_user(role, world.units[places[role]] if role else None)
    with pytest.raises(PermissionDenied):
        start(world, user)


def test_an_evaluator_may_try(world):
    assert start(world, make_user("evaluator", world.units["1"]), kind="trial").pk


def test_an_official_run_needs_a_frozen_version(world):
    draft = make_version(world.framework, frozen=False)
    with pytest.raises(Refused):
        start(world, world.officer, version=draft)
    assert start(world, world.officer, version=draft, kind="trial").pk


@pytest.mark.parametrize(
    "wrong", [{"seed": -1}, {"seed": 2**63}, {"replications": 10}, {"kind": "other"},
              {"replications": 10**6}]
)  # fmt: skip
def test_it_refuses_what_cannot_be_computed(world, wrong):
    with pytest.raises(Refused):
        start(world, world.officer, **wrong)


def test_it_refuses_a_draft_with_mistakes(world):
    draft = make_version(world.framework, frozen=False)
    FrameworkVersion.objects.filter(pk=draft.pk).update(definition={"tree": {}})
    draft.refresh_from_db()
    with pytest.raises(Refused):
        start(world, world.officer, version=draft, kind="trial")


def test_the_hashes_of_a_large_run_are_not_computed_for_every_reader(run, monkeypatch):
    from bagana.ranking.queries import run_facts

    monkeypatch.setattr(run_facts, "AT_ONCE", 3)
    asked = []
    monkeypatch.setattr(run_facts.freezing, "faults_of", asked.append)
    assert run_facts.facts_of(run).is_intact
    assert run_facts.facts_of(run).is_intact
    assert len(asked) == 1
