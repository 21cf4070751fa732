"""The index of a selection: one announced seed, run again only on other figures."""

import pytest

from bagana.background.models import Work
from bagana.engines.index.drawing import seed_number
from bagana.indicators.models import Observation
from bagana.ranking.actions import selection as actions
from bagana.ranking.models import Run
from bagana.web.errors import Conflict, Refused
from tests.ranking.selection_rows import make_procedure
from tests.ranking.selections import INDEX_SEED, at, patch_runs, walk_to

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _runs(monkeypatch):
    patch_runs(monkeypatch)


def test_the_seed_is_derived_from_public_words_and_kept():
    p = walk_to("index")
    run = p.selection.run
    assert (run.kind, run.seed) == ("official", seed_number(INDEX_SEED))
    assert p.selection.index_seed == INDEX_SEED
    step = p.selection.steps.get(state="index")
    assert step.run == run
    assert step.content["seed_number"] == str(run.seed)
    assert step.content["gates"]["1202"] == {"meetings": False, "conduct": True}


@pytest.mark.parametrize("seed", ["", "123", "х" * 201])
def test_it_refuses_words_that_are_no_draw(seed):
    p = make_procedure("gates")
    with pytest.raises(Refused) as refused:
        actions.run_index(user=p.officer, selection=p.selection, seed=seed)
    assert refused.value.field == "seed"
    assert p.again().run is None


def test_it_refuses_an_index_before_every_gate_is_judged():
    p = make_procedure("gates", judged=False)
    with pytest.raises(Refused) as refused:
        actions.run_index(user=p.officer, selection=p.selection, seed=INDEX_SEED)
    assert "5" in refused.value.reason


def test_nobody_runs_again_until_he_likes_what_he_sees():
    p = make_procedure("index")
    with pytest.raises(Refused) as refused:
        actions.run_index(user=p.officer, selection=p.selection, seed="Өөр үг, өөр дүн")
    assert "нэг ч тоо засагдаагүй" in refused.value.reason
    assert Run.objects.count() == 1


def test_a_corrected_figure_is_a_ground_with_the_same_seed():
    p = make_procedure("index")
    old = p.selection.run
    Observation.objects.filter(pk=p.observation("1101").pk).update(status="superseded")
    again = actions.run_index(
        user=p.officer, selection=p.selection, seed="Өөр үг, өөр дүн", now=at(2, 5)
    )
    assert p.again().run == again != old
    assert again.seed == old.seed
    assert p.selection.index_seed == INDEX_SEED
    assert Run.objects.filter(pk=old.pk).exists()
    assert [step.run for step in p.selection.steps.filter(state="index")] == [
        old,
        again,
    ]


def failed(p, state):
    run = p.selection.run
    run.work = Work.objects.create(
        kind="index-run", title_mn="Т", title_en="R", state=state
    )
    run.computed_at = None
    run.save()


def test_a_failed_run_may_be_repeated():
    p = make_procedure("index")
    failed(p, "failed")
    again = actions.run_index(user=p.officer, selection=p.selection)
    assert p.again().run == again


def test_a_run_under_way_is_waited_for():
    p = make_procedure("index")
    failed(p, "running")
    with pytest.raises(Conflict):
        actions.run_index(user=p.officer, selection=p.selection)
