"""Runs in the office: asked for, computed by the worker, published."""

import pytest
from django.urls import reverse

from bagana.background.models import WorkState
from bagana.indicators.models import Observation
from bagana.ranking import tasks
from bagana.ranking.actions.runs import compute_run, start_run
from bagana.ranking.models import Run
from bagana.territory.checks import run_checks
from tests.factories import make_period, make_user
from tests.ranking.factories import make_run, make_version, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def office(client, world):
    client.force_login(world.officer)
    return client


def start(world, **fields):
    values = {"kind": "official", "seed": 7, "replications": 300}
    return start_run(
        user=world.officer,
        version=world.version,
        period=make_period(2023),
        **(values | fields),
    )


def work_on(run):
    """What the worker does with the task."""
    tasks.compute.func(work_id=run.work_id, run=run.pk)
    run.refresh_from_db()
    run.work.refresh_from_db()
    return run


def test_the_worker_computes_and_tells_that_it_is_done(world):
    run = work_on(start(world))
    assert run.computed_at
    assert run.work.state == WorkState.DONE
    assert run.work.done == run.work.total > 0
    assert run.work.result_url == reverse("ranking:run", args=[run.pk])


def test_a_run_that_fails_says_why_and_can_be_repeated(world):
    Observation.objects.update(status="withdrawn")
    run = work_on(start(world))
    assert run.work.state == WorkState.FAILED
    assert run.work.error
    assert run.computed_at is None
    assert not run.rows.exists()
    Observation.objects.update(status="published")
    assert work_on(run).computed_at


def test_a_run_that_was_stopped_keeps_nothing(world, monkeypatch):
    from bagana.background import progress

    run = start(world)
    monkeypatch.setattr(progress.Progress, "wants_stop", stopped)
    work_on(run)
    assert run.work.state == WorkState.STOPPED
    assert run.computed_at is None
    assert not run.rows.exists()


def stopped(self):
    self.has_heard = True
    return True


def test_two_workers_keep_one_result(world):
    run = make_run(world.version)
    twin = Run.objects.get(pk=run.pk)
    compute_run(run)
    compute_run(twin)
    assert run.rows.count() == 5
    assert Run.objects.get(pk=run.pk).results_sha256 == run.results_sha256


@pytest.mark.parametrize("language", ["mn", "en"])
def test_the_list_and_the_form_open_in_both_languages(office, world, language):
    make_run(world.version)
    office.cookies["django_language"] = language
    told = {"mn": "Индексийн тооцоонууд", "en": "Runs of the index"}
    page = office.get(reverse("ranking:runs")).content.decode()
    assert told[language] in page
    assert office.get(reverse("ranking:run_new")).status_code == 200


def test_the_form_starts_a_run(office, world):
    form = {
        "version": world.version.pk,
        "period": make_period(2023).pk,
        "kind": "trial",
        "seed": "12",
    }
    response = office.post(reverse("ranking:run_new"), form)
    run = Run.objects.get()
    assert response.url == reverse("ranking:run", args=[run.pk])
    page = office.get(response.url).content.decode()
    assert run.work.title_mn in page


def test_the_form_says_what_is_wrong_at_its_field(office, world):
    draft = make_version(world.framework, frozen=False)
    form = {
        "version": draft.pk,
        "period": make_period(2023).pk,
        "kind": "official",
        "seed": "12",
    }
    response = office.post(reverse("ranking:run_new"), form)
    assert response.status_code == 422
    assert "kind" in response.context["form"].errors
    assert not Run.objects.exists()


@pytest.mark.parametrize("role", ["bag_governor", "sum_officer"])
def test_others_neither_start_nor_see_the_aimags_runs(client, world, role):
    run = compute_run(make_run(world.version))
    place = {"bag_governor": "1101", "sum_officer": "11"}[role]
    client.force_login(make_user(role, world.units[place]))
    assert client.get(reverse("ranking:run", args=[run.pk])).status_code == 403
    assert client.get(reverse("ranking:run_new")).status_code == 403
    listed = client.get(reverse("ranking:runs")).content.decode()
    assert reverse("ranking:run", args=[run.pk]) not in listed


def test_a_visitor_is_asked_to_sign_in(client, world):
    run = make_run(world.version)
    for name, arguments in (("runs", []), ("run_new", []), ("run", [run.pk])):
        response = client.get(reverse(f"ranking:{name}", args=arguments))
        assert response.status_code == 302


@pytest.mark.parametrize("language", ["mn", "en"])
def test_a_computed_run_shows_its_sentences_and_is_published(office, world, language):
    run = compute_run(make_run(world.version))
    office.cookies["django_language"] = language
    page = office.get(reverse("ranking:run", args=[run.pk])).content.decode()
    assert {"mn": "Хөдөөгийн баг (5)", "en": "Rural bags (5)"}[language] in page
    address = reverse("ranking:run_publish", args=[run.pk])
    assert address in page
    assert office.post(address).status_code == 302
    run.refresh_from_db()
    assert run.published_at
    page = office.get(reverse("ranking:run", args=[run.pk])).content.decode()
    assert address not in page


def test_an_evaluator_is_not_offered_to_publish(client, world):
    run = compute_run(make_run(world.version))
    client.force_login(make_user("evaluator", world.units["1"]))
    address = reverse("ranking:run_publish", args=[run.pk])
    page = client.get(reverse("ranking:run", args=[run.pk])).content.decode()
    assert address not in page
    assert client.post(address).status_code == 403


def test_publishing_twice_is_told_as_a_conflict(office, world):
    run = compute_run(make_run(world.version))
    address = reverse("ranking:run_publish", args=[run.pk])
    office.post(address)
    assert office.post(address).status_code == 409


def test_the_list_filters_and_can_be_taken_away(office, world):
    make_run(world.version, kind="trial")
    official = make_run(world.version)
    page = office.get(reverse("ranking:runs"), {"kind": "official"})
    assert [run.pk for run in page.context["page"]] == [official.pk]
    taken = office.get(reverse("ranking:runs"), {"format": "csv"})
    assert taken.content.decode().count("\n") == 3


def test_the_integrity_check_finds_a_published_result_that_was_changed(office, world):
    run = compute_run(make_run(world.version))
    office.post(reverse("ranking:run_publish", args=[run.pk]))
    names = ["published_run_changed"]
    assert not run_checks(names=names)
    run.rows.filter(rank=1).update(p_top=0.123)
    [finding] = run_checks(names=names)
    assert finding.code == world.framework.unit.code
