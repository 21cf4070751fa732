"""Other weights, other ranks: computed from the run's own figures, never official."""

import pytest
from django.urls import reverse

from bagana.engines.index import FrameworkInvalid
from bagana.ranking.actions.runs import compute_run
from bagana.ranking.forms.exploring import ExplorerForm
from bagana.ranking.models import UnitResult
from bagana.ranking.queries.exploring import Asked, altered, explore, shares_of
from bagana.ranking.queries.runs import results_of
from tests.ranking.factories import METHOD, make_run, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _without_diagnostics(monkeypatch):
    """Sensitivity takes seconds and nothing here reads it."""
    monkeypatch.setattr("bagana.ranking.computing.diagnosed", lambda *_: {})


@pytest.fixture
def run():
    return compute_run(make_run(make_world().version))


def ask(run, **asked):
    return explore(run, results_of(run), Asked(**asked))


def leaf_of(method, code):
    return next(leaf for leaf in method.leaves if leaf.code == code)


def test_the_methods_own_weights_give_the_official_ranks(run):
    found = ask(run)
    assert [row.shift for row in found.rows] == [0] * 5
    assert found.moved == found.outside == 0
    scores = {row.unit.code: row.score for row in run.rows.select_related("unit")}
    for row in found.rows:
        assert row.place.score == pytest.approx(scores[row.row.unit], abs=1e-9)


def test_all_weight_on_one_indicator_ranks_by_that_indicator(run):
    weights = (("place", 100.0), ("services", 0.0), ("trained", 100.0), ("office", 0.0))
    found = ask(run, weights=weights)
    # Trained: 60 80 40 50 20.
    ranks = {row.row.unit: row.place.rank for row in found.rows}
    assert ranks == {"1102": 1, "1101": 2, "1201": 3, "1103": 4, "1202": 5}
    assert found.rows[0].shift == 1
    assert found.moved == 2


def test_weights_are_shares_of_their_branch():
    shares = shares_of(METHOD)
    assert shares["prompt"] == shares["meetings"] == 50
    method = altered(METHOD, Asked(weights=(("prompt", 300.0),)))
    assert leaf_of(method, "prompt").weight == 3
    assert leaf_of(method, "meetings").weight == 0.5


def test_means_and_scale_are_exchanged_and_what_was_chosen_is_not_drawn():
    asked = Asked(index="harmonic", dimensions="geometric", scale="percentile_rank")
    method = altered(METHOD, asked)
    assert method.tree.aggregate == "harmonic"
    assert {branch.aggregate for branch in method.tree.children} == {"geometric"}
    assert method.scale.method == "percentile_rank"
    assert method.factors.aggregates == ()
    assert altered(METHOD, Asked()).factors.aggregates == METHOD.factors.aggregates


@pytest.mark.parametrize("index", ["arithmetic", "geometric", "harmonic"])
@pytest.mark.parametrize("scale", ["", "limits", "zscore", "percentile_rank"])
def test_every_choice_of_the_form_can_be_computed(run, index, scale):
    found = ask(run, index=index, dimensions="geometric", scale=scale)
    assert sorted(row.place.rank for row in found.rows)[0] == 1
    assert len(found.rows) == 5


def test_replications_give_intervals_of_the_chosen_weights(run):
    found = ask(run, weights=(("prompt", 80.0),), replicate=True)
    assert found.replications == 500
    for row in found.rows:
        assert row.place.low <= row.place.rank <= row.place.high


def test_nothing_is_written(run):
    kept = list(UnitResult.objects.values_list("pk", "score", "rank"))
    ask(run, weights=(("prompt", 5.0),), index="arithmetic")
    assert list(UnitResult.objects.values_list("pk", "score", "rank")) == kept


def test_the_weight_that_changes_the_winner_changes_it(run):
    found = ask(run)
    (swap,) = [swap for group in found.groups for swap in group.swaps]
    assert (swap.ahead.unit, swap.behind.unit) == ("1101", "1102")
    share = 100 * swap.share
    other = {"services": "place", "place": "services"}[swap.dimension]
    just_not = ((swap.dimension, share - 0.5), (other, 100 - share + 0.5))
    just = ((swap.dimension, share + 0.5), (other, 100 - share - 0.5))
    less = swap.change < 0
    before, after = (just, just_not) if less else (just_not, just)
    assert ask(run, weights=before).rows[0].row.unit == "1101"
    assert ask(run, weights=after).rows[0].row.unit == "1102"


def test_the_same_address_is_computed_once(run, monkeypatch):
    ask(run, index="harmonic")
    monkeypatch.setattr(
        "bagana.ranking.queries.exploring.pipeline",
        lambda *_: pytest.fail("computed again"),
    )
    ask(run, index="harmonic")


def form(**data):
    return ExplorerForm(METHOD, {key.replace("__", "-"): v for key, v in data.items()})


def test_weights_as_they_stand_in_the_form_are_no_change():
    untouched = form(**{f"w__{code}": "50.0" for code in shares_of(METHOD)})
    assert untouched.is_valid()
    assert untouched.asked().changes_nothing


def test_an_empty_weight_is_the_methods():
    assert form(w__prompt="", index="geometric").asked().changes_nothing


def test_a_comma_is_a_point():
    assert form(w__prompt="12,5").asked().weights == (("prompt", 12.5),)


@pytest.mark.parametrize("wrong", ["-1", "x", "nan", "inf", "1e9", "1001", "--"])
def test_a_weight_that_is_none_is_told_and_changes_nothing(wrong):
    found = form(w__prompt=wrong, index="harmonic")
    assert not found.is_valid()
    assert "prompt" in str(found.errors["w-prompt"])
    assert found.asked().changes_nothing


def test_a_branch_without_any_weight_is_told():
    found = form(w__prompt="0", w__meetings="0")
    assert not found.is_valid()
    assert "Үйлчилгээ" in str(found.errors)


@pytest.mark.parametrize("name", ["index", "dimensions", "scale"])
def test_a_choice_that_is_not_offered_is_told(name):
    assert name in form(**{name: "copeland"}).errors


def _page(client, run, language="mn", **query):
    client.cookies["django_language"] = language
    return client.get(reverse("portal:ranking_explorer", args=[run.pk]), query)


@pytest.fixture
def public(run):
    type(run).objects.filter(pk=run.pk).update(published_at=run.computed_at)
    return run


def test_anyone_explores_a_published_run_in_both_languages(client, public):
    for language, banner, name in (
        ("mn", "Энэ бол албан дүн биш", "Нэгж 1102"),
        ("en", "This is not an official result", "Unit 1102"),
    ):
        answer = _page(client, public, language, **{"w-prompt": "5"})
        assert answer.status_code == 200
        page = answer.content.decode()
        assert banner in page
        assert name in page
        assert 'value="5"' in page


def test_a_run_that_is_not_published_is_not_explored_by_all(client, run):
    assert _page(client, run).status_code == 404


def test_a_mistake_is_told_in_words_and_the_official_ranks_stay(client, public):
    page = _page(client, public, **{"w-prompt": "-4", "index": "harmonic"})
    assert page.status_code == 200
    assert "тэгээс бага байж болохгүй" in page.content.decode()
    assert page.context["found"].moved == 0


def test_a_refusal_of_the_engine_is_told_in_words(client, public, monkeypatch):
    def refuse(run, results, asked):
        if not asked.changes_nothing:
            raise FrameworkInvalid([])
        return explore(run, results, asked)

    monkeypatch.setattr("bagana.portal.views.ranking.explorer.explore", refuse)
    assert _page(client, public, index="harmonic").status_code == 200


def test_the_table_is_taken_away_as_it_stands(client, public):
    answer = _page(client, public, index="harmonic", format="json")
    rows = answer.json()
    assert len(rows) == 5
    assert {"official", "explored", "shift", "interval"} <= rows[0].keys()


def test_strange_parameters_harm_nothing(client, public):
    query = {"w-none": "7", "page": "x", "w-prompt": "5", "\x00": "\x00"}
    assert _page(client, public, **query).status_code == 200
