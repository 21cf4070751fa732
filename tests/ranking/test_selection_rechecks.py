"""Figures looked at again: drawn once by public words, measured by one tolerance."""

import hashlib
import subprocess
from datetime import date

import pytest

from bagana.engines.index.drawing import seed_number
from bagana.indicators.models import Observation
from bagana.ranking.actions import selection as actions
from bagana.ranking.holding import released
from bagana.ranking.procedure import agrees
from bagana.ranking.queries.selection_rechecks import (
    is_as_drawn,
    items_of,
    rechecks_of,
    seed_recipe,
)
from bagana.web.errors import Conflict, PermissionDenied, Refused
from tests.ranking.selection_rows import make_procedure
from tests.ranking.selections import (
    DRAW_SEED,
    INDEX_SEED,
    at,
    patch_runs,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _runs(monkeypatch):
    patch_runs(monkeypatch)


def draw(p, **fields):
    values = {"seed": DRAW_SEED, "size": 3, "now": at(2, 10)}
    return actions.draw_recheck(
        user=p.officer, selection=p.selection, **(values | fields)
    )


def test_it_draws_from_the_figures_of_candidates_in_the_year():
    p = make_procedure("index")
    items = items_of(p.selection)
    # 1202 fails a gate and 1103 is not proposed; earlier years are not drawn.
    assert {item.split("/")[0] for item in items} == {"1101", "1102", "1201"}
    assert {item.split("/")[2] for item in items} == {"2023"}
    assert len(items) == 12


def test_anybody_repeats_the_draw_with_the_published_words():
    p = make_procedure("index")
    drawn = draw(p)
    items = p.selection.steps.last().content["items"]
    hashes = {
        item: hashlib.sha256(f"{DRAW_SEED}|{item}".encode()).hexdigest()
        for item in items
    }
    by_hand = sorted(items, key=hashes.get)[:3]
    table = rechecks_of(p.again())
    assert [row.item for row in table.rows] == by_hand
    assert [row.ticket for row in table.rows] == [hashes[item] for item in by_hand]
    assert len(drawn) == 3
    assert is_as_drawn(table)


def test_it_draws_only_once():
    p = make_procedure("recheck")
    with pytest.raises(Conflict):
        draw(p, seed="Арай өөр сугалаа")
    assert p.selection.rechecks.count() == 3


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"seed": "богино"}, "seed"),
        ({"seed": INDEX_SEED}, "seed"),
        ({"size": 0}, "size"),
        ({"size": 13}, "size"),
    ],
)
def test_it_refuses_a_draw_that_could_be_foreseen_or_is_none(change, field):
    p = make_procedure("index")
    with pytest.raises(Refused) as refused:
        draw(p, **change)
    assert refused.value.field == field


def test_it_waits_for_the_index():
    p = make_procedure("index")
    p.selection.run.computed_at = None
    p.selection.run.save()
    with pytest.raises(Refused):
        draw(p)


def test_where_nobody_is_a_candidate_nothing_is_drawn(monkeypatch):
    patch_runs(monkeypatch, {})
    p = make_procedure("index")
    assert draw(p, size=8) == []
    assert p.again().recheck_size == 0
    assert p.selection.state == "recheck"


@pytest.mark.parametrize(
    ("published", "found", "decimals", "verdict"),
    [
        (80.0, 80.0, 1, True),
        (80.0, 80.8, 1, True),  # one in a hundred
        (80.0, 81.0, 1, False),
        (3.0, 4.0, 0, False),
        (0.0, 0.4, 0, True),  # inside the rounding
        (0.0, 1.0, 0, False),
        (80.0, None, 1, False),
    ],
)
def test_the_tolerance_is_one_per_cent_or_the_rounding(
    published, found, decimals, verdict
):
    assert agrees(published, found, decimals) is verdict


def first_of(p):
    return p.selection.rechecks.order_by("position").first()


def record(p, found, **fields):
    values = {"user": p.evaluator, "note": "Дэвтэр 3, х. 4", "now": at(2, 20)}
    return actions.record_recheck(recheck=first_of(p), found=found, **(values | fields))


def test_a_difference_releases_the_figure_for_correction():
    p = make_procedure("recheck", rechecked=False)
    one = record(p, 10.0)
    assert one.agrees is False
    assert one.observation_id in released(p.selection)
    assert record(p, one.observation.value).agrees is True
    assert released(p.again()) == set()


def test_a_difference_has_its_words():
    p = make_procedure("recheck", rechecked=False)
    with pytest.raises(Refused) as refused:
        record(p, 10.0, note=" ")
    assert refused.value.field == "note"


def test_a_figure_that_nothing_shows_differs():
    p = make_procedure("recheck", rechecked=False)
    assert record(p, None, note="Баримт олдсонгүй.").agrees is False


@pytest.mark.parametrize("found", [float("nan"), float("inf")])
def test_it_refuses_what_is_no_number(found):
    p = make_procedure("recheck", rechecked=False)
    with pytest.raises(Refused) as refused:
        record(p, found)
    assert refused.value.field == "found"


@pytest.mark.parametrize("day", [date(2024, 2, 21), date(2023, 12, 31)])
def test_it_refuses_a_day_that_cannot_be(day):
    p = make_procedure("recheck", rechecked=False)
    with pytest.raises(Refused) as refused:
        record(p, 10.0, checked_on=day)
    assert refused.value.field == "checked_on"


def test_who_entered_a_figure_does_not_check_it():
    p = make_procedure("recheck", rechecked=False)
    one = first_of(p)
    Observation.objects.filter(pk=one.observation_id).update(entered_by=p.evaluator)
    with pytest.raises(PermissionDenied):
        record(p, 10.0)
    assert record(p, 10.0, user=p.officer).checked_by == p.officer


def correct(p, one, value):
    """A new version of the figure; the former is superseded."""
    old = one.observation
    Observation.objects.filter(pk=old.pk).update(status="superseded")
    return Observation.objects.create(
        indicator=old.indicator,
        unit=old.unit,
        period=old.period,
        value=value,
        source=old.source,
        status="published",
        version=2,
        supersedes=old,
        publication=old.publication,
        entered_at=at(2, 21),
    )


def test_a_difference_is_mended_and_the_index_run_again_before_visits():
    p = make_procedure("recheck")
    one = record(p, 10.0)
    begin = {"user": p.officer, "selection": p.selection, "now": at(3, 1)}
    with pytest.raises(Refused) as refused:
        actions.begin_visits(**begin)
    assert "зөрсөн" in refused.value.reason
    correct(p, one, 10.0)
    former = p.selection.run
    actions.run_index(user=p.officer, selection=p.selection, now=at(2, 22))
    with pytest.raises(Refused) as refused:
        actions.begin_visits(**begin)
    assert "сугалаагүй" in refused.value.reason
    # The same words over the new candidates: what was drawn is not drawn again.
    assert draw(p, seed="", size=0) == []
    assert actions.begin_visits(**begin).state == "visits"
    assert rechecks_of(p.again()).differing[0].is_corrected
    assert former.computed_at is not None


def test_a_figure_that_moved_while_the_run_was_computed_asks_for_another_run():
    p = make_procedure("recheck")
    drawn = {one.observation_id for one in p.selection.rechecks.all()}
    cell = p.selection.run.cells.exclude(observation__in=drawn).first()
    Observation.objects.filter(pk=cell.observation_id).update(status="superseded")
    with pytest.raises(Refused) as refused:
        actions.begin_visits(user=p.officer, selection=p.selection, now=at(3, 1))
    assert "тоо засагдсан" in refused.value.reason


def test_new_candidates_of_a_new_run_are_drawn_from_as_well(monkeypatch):
    p = make_procedure("recheck", size=12)
    correct(p, first_of(p), 10.0)
    patch_runs(monkeypatch, {"1103": "grey"})
    actions.run_index(user=p.officer, selection=p.selection, now=at(2, 22))
    added = draw(p, seed="", size=0)
    assert {one.observation.unit.code for one in added} == {"1103"}
    assert [one.position for one in added] == [13, 14, 15, 16]


def test_an_unchecked_figure_keeps_the_visits_from_beginning():
    p = make_procedure("recheck", rechecked=False)
    with pytest.raises(Refused) as refused:
        actions.begin_visits(user=p.officer, selection=p.selection)
    assert refused.value.reason.startswith("3 тоо")


@pytest.mark.parametrize("shell", ["sh", "bash"])
@pytest.mark.parametrize(
    "words", ["2023 оны сугалаа: 4 17 23", "a'b $(echo c) \\n", "x1", "x2", "x3"]
)
def test_the_recipe_of_the_seed_gives_the_seed(shell, words):
    done = subprocess.run(
        [shell, "-c", seed_recipe(words)], capture_output=True, text=True, check=True
    )
    assert int(done.stdout) == seed_number(words)


def test_the_recipe_names_seed_and_size():
    p = make_procedure("recheck")
    lines = rechecks_of(p.selection).recipe.splitlines()
    assert len(lines) == 3
    assert DRAW_SEED in lines[0]
    assert lines[2].endswith("head -n 3")
