"""The page of a unit in a run: why it is there, down to each figure, for everybody."""

import pytest
from django.urls import reverse

from bagana.indicators.models import Observation
from bagana.ranking.actions.runs import compute_run
from bagana.ranking.models import Run
from tests.factories import make_user
from tests.ranking.factories import make_run, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _without_diagnostics(monkeypatch):
    """Sensitivity takes seconds and nothing here reads it."""
    monkeypatch.setattr("bagana.ranking.computing.diagnosed", lambda *_: {})


@pytest.fixture
def run():
    return publish(compute_run(make_run(make_world().version)))


def publish(run):
    Run.objects.filter(pk=run.pk).update(published_at=run.computed_at)
    return run


def page(client, run, unit, language="mn", **query):
    client.cookies["django_language"] = language
    return client.get(reverse("portal:ranking_unit", args=[run.pk, unit]), query)


@pytest.mark.parametrize(
    ("language", "question", "sure"),
    [
        ("mn", "яагаад энд байна вэ", "90 хувийн итгэлцэлтэй"),
        ("en", "why is it here", "90% confidence"),
    ],
)
def test_it_says_where_the_unit_stands_in_both_languages(
    client, run, language, question, sure
):
    answer = page(client, run, "1102", language)
    assert answer.status_code == 200
    text = answer.content.decode()
    assert question in text
    assert sure in text
    for section in ("indicators", "moved", "conditions", "lifts"):
        assert f'id="{section}"' in text


def test_every_figure_can_be_opened(client, run):
    text = page(client, run, "1102").content.decode()
    rows = Observation.objects.filter(unit__code="1102", period__code="2023")
    assert len(rows) == 4
    for row in rows:
        assert reverse("portal:number", args=[row.pk]) in text


def test_the_first_of_its_group_has_nobody_to_catch_up_with(client, run):
    answer = page(client, run, "1101")
    assert answer.context["profile"].is_first
    assert "distance" not in answer.context
    assert "гүйцэх зөрүү алга" in answer.content.decode()


def test_who_is_not_ranked_learns_what_is_missing_and_who_has_it(client):
    world = make_world()
    Observation.objects.filter(
        unit__code="1103", indicator__code__in=["prompt", "meetings"]
    ).delete()
    run = publish(compute_run(make_run(world.version)))
    text = page(client, run, "1103").content.decode()
    assert 'id="missing"' in text
    assert "багийн Засаг дарга мэдээлдэг" in text
    assert "Дутуу тоог тэг гэж үзэхгүй" in text
    assert 'id="lifts"' not in text


def test_an_imputed_figure_is_marked(client):
    world = make_world()
    Observation.objects.filter(unit__code="1103", indicator__code="trained").delete()
    # Half of a dimension is enough for this method.
    definition = world.version.definition
    definition["missing"] = {
        **definition.get("missing", {}),
        "dimension_share": 0.5,
        "overall_share": 0.5,
    }
    type(world.version).objects.filter(pk=world.version.pk).update(
        definition=definition
    )
    world.version.refresh_from_db()
    run = publish(compute_run(make_run(world.version)))
    text = page(client, run, "1103").content.decode()
    assert "нөхөж тооцсон" in text
    assert "мэдээлэл алга" in text


def test_the_table_is_taken_away_with_its_observations(client, run):
    rows = page(client, run, "1102", format="json").json()
    assert [row["code"] for row in rows] == ["prompt", "meetings", "office", "trained"]
    assert all(row["observation"] for row in rows)
    total = sum(row["part"] for row in rows)
    score = page(client, run, "1102").context["row"].score
    assert total == pytest.approx(score - 1)


def test_a_trial_is_shown_to_its_officers_only(client):
    world = make_world()
    run = compute_run(make_run(world.version, kind="trial"))
    assert page(client, run, "1102").status_code == 404
    client.force_login(make_user("bag_governor", world.units["1101"]))
    assert page(client, run, "1102").status_code == 404
    client.force_login(world.officer)
    assert page(client, run, "1102").status_code == 200


def test_a_unit_or_run_that_is_not_there_is_not_found(client, run):
    assert page(client, run, "9999").status_code == 404
    empty = make_run(run.version)
    assert page(client, empty, "1102").status_code == 404


def test_the_cost_in_queries_does_not_grow_with_the_units(
    client, run, django_assert_max_num_queries
):
    page(client, run, "1102")
    with django_assert_max_num_queries(45):
        page(client, run, "1202")
