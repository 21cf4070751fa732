"""Signals name what is unusual, with the figures behind it, and decide nothing."""

from datetime import timedelta

import numpy as np
import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from bagana.indicators.models import Observation, Period
from bagana.ranking.actions.runs import compute_run
from bagana.ranking.queries.signals import (
    count_of,
    pairs,
    panel_of,
    run_signals,
    signals_of,
    suggestions,
)
from bagana.ranking.signals import KINDS, Count, Panel, find
from bagana.ranking.signals_wording import kind_name, kind_why, public_line, sentence
from tests.factories import make_indicator, make_observation, make_user
from tests.ranking.factories import BAGS, make_run, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _without_diagnostics(monkeypatch):
    """Sensitivity takes seconds and nothing here reads it."""
    monkeypatch.setattr("bagana.ranking.computing.diagnosed", lambda *_: {})


@pytest.fixture
def world():
    """Every figure was there before the method was frozen."""
    world = make_world()
    Observation.objects.update(entered_at=timezone.now() - timedelta(days=9))
    return world


def change(world, code, bag, year=2023, **values):
    rows = Observation.objects.filter(
        unit__code=bag, indicator__code=code, period__code=str(year)
    )
    assert rows.update(**values) == 1
    return rows.get()


def found(world, kind):
    run = compute_run(make_run(world.version))
    return [signal for signal in signals_of(run) if signal.kind == kind]


def test_figures_that_move_alike_give_no_signal(world):
    run = compute_run(make_run(world.version))
    assert signals_of(run) == []
    assert count_of(run) == 0


def test_a_jump_in_the_ranked_year_is_named_with_both_observations(world):
    for bag, value in zip(BAGS, (75.1, 73.2, 49.3, 64.4, 29.5), strict=True):
        change(world, "office", bag, 2023, value=value)
    row = change(world, "office", "1103", 2023, value=95.0, numerator=47.5)
    (signal,) = found(world, "jump")
    assert (signal.unit, signal.indicator, signal.year) == ("1103", "office", 2023)
    assert signal.observations[-1] == row.pk
    assert len(signal.observations) == 2
    assert signal.numbers["better"] == 1


def test_a_share_of_few_cases_does_not_jump_by_one_of_them(world):
    for bag, value in zip(BAGS, (75.1, 73.2, 49.3, 64.4, 29.5), strict=True):
        change(world, "office", bag, 2023, value=value)
    change(world, "office", "1103", 2022, value=50.0, numerator=2, denominator=4)
    change(world, "office", "1103", 2023, value=75.0, numerator=3, denominator=4)
    assert found(world, "jump") == []


def test_a_share_whose_parts_repeat_last_year_is_named(world):
    for year in (2022, 2023):
        change(world, "prompt", "1101", year, numerator=433, denominator=520)
    (signal,) = found(world, "copy")
    assert (signal.unit, signal.indicator) == ("1101", "prompt")
    assert signal.numbers["chance"] < 0.001


def test_what_most_units_repeat_is_how_the_figure_is_made(world):
    for bag in BAGS:
        for year in (2022, 2023):
            change(world, "prompt", bag, year, numerator=433, denominator=520)
    assert found(world, "copy") == []


def test_a_denominator_that_shrinks_while_the_share_rises_is_named(world):
    change(world, "trained", "1102", 2022, value=50.0, numerator=25, denominator=50)
    change(world, "trained", "1102", 2023, value=62.5, numerator=25, denominator=40)
    (signal,) = found(world, "shrinking")
    assert (signal.unit, signal.indicator) == ("1102", "trained")
    assert signal.numbers["part"] == 1
    assert signal.strength == pytest.approx(0.2)


def panel_of_counts(counts):
    nothing = np.full((1, 1, 1), np.nan)
    return Panel(
        units=("u0",),
        years=(2023,),
        indicators=("people",),
        group=np.array(["rural"]),
        direction=np.array([1]),
        values=nothing,
        numerator=nothing,
        denominator=nothing,
        pk=np.zeros((1, 1, 1), dtype=np.int64),
        late=np.zeros((1, 1, 1), dtype=np.bool_),
        counts=counts,
    )


def test_counts_that_end_in_nought_and_five_are_named_by_their_indicator():
    rounded = [Count(f"u{i}", "people", 2023, 100.0 + 5 * i, i) for i in range(40)]
    (signal,) = find(panel_of_counts(tuple(rounded)))
    assert (signal.kind, signal.unit, signal.indicator) == ("heaping", "", "people")
    assert signal.numbers["share"] == 1
    assert len(signal.observations) == 40


def test_the_counts_of_one_unit_are_tested_too():
    rng = np.random.default_rng(3)
    plain = [
        Count(f"u{i}", f"c{k}", 2023, float(rng.integers(100, 999)), 100 * i + k)
        for i in range(12)
        for k in range(30)
    ]
    heaped = [Count("odd", f"c{k}", 2023, 100.0 + 5 * k, 9000 + k) for k in range(30)]
    signals = find(panel_of_counts((*plain, *heaped)))
    assert [(signal.unit, signal.indicator) for signal in signals] == [("odd", "")]


def test_parts_of_shares_are_what_is_counted(world):
    counted = make_indicator("counted", across_units="sum")
    trained = world.indicators["trained"]
    trained.numerator = trained.denominator = counted
    trained.save()
    publication = Observation.objects.filter(status="published")[0].publication
    for bag in BAGS:
        make_observation(
            counted, world.units[bag], 2023, 105.0,
            status="published", publication=publication,
        )  # fmt: skip
    panel = panel_of(compute_run(make_run(world.version)))
    assert {count.indicator for count in panel.counts} == {"counted"}
    assert len(panel.counts) == 5


def test_bags_that_do_not_add_up_to_the_sum_are_named(world):
    households = make_indicator("households", across_units="sum")
    world.indicators["prompt"].denominator = households
    world.indicators["prompt"].numerator = households
    world.indicators["prompt"].save()
    publication = Observation.objects.filter(status="published")[0].publication
    figures = {"1101": 100, "1102": 110, "1103": 120, "11": 400, "12": 130}
    figures |= {"1201": 60, "1202": 70}
    for code, value in figures.items():
        make_observation(
            households,
            world.units[code],
            2023,
            float(value),
            status="published",
            publication=publication,
        )
    (signal,) = found(world, "disagreement")
    assert (signal.unit, signal.numbers["one"], signal.numbers["other"]) == (
        "11",
        330,
        400,
    )
    assert len(signal.observations) == 4


def test_a_correction_after_the_method_was_frozen_is_named(world):
    row = change(
        world,
        "office",
        "1201",
        2023,
        version=2,
        entered_at=timezone.now() + timedelta(hours=1),
    )
    (signal,) = found(world, "late")
    assert (signal.unit, signal.indicator) == ("1201", "office")
    assert signal.observations == (row.pk,)


def test_a_whole_load_that_came_late_is_said_once_and_not_counted(world):
    Observation.objects.filter(indicator__code="office").update(
        entered_at=timezone.now() + timedelta(hours=1)
    )
    Period.objects.filter(code="2023").update(end="2099-12-31")
    run = compute_run(make_run(world.version))
    told = run_signals(run)
    assert [signal.indicator for signal in told.whole_late] == ["office"]
    assert told.signals == ()
    assert count_of(run) == 0


def test_suggestions_point_at_figures_of_one_unit(world):
    row = change(world, "trained", "1102", 2023, value=62.5, numerator=25)
    change(world, "trained", "1102", 2022, value=50.0, numerator=25)
    change(world, "trained", "1102", 2023, denominator=40)
    run = compute_run(make_run(world.version))
    assert row.pk in suggestions(run)
    assert any("40" in words for words in suggestions(run)[row.pk])


def test_the_pairs_of_sources_are_of_indicators_that_the_catalogue_holds():
    from importlib.resources import files

    text = (files("bagana.indicators") / "data" / "indicators.csv").read_text("utf-8")
    codes = {line.split(",")[0] for line in text.splitlines()}
    for pair in pairs():
        assert {pair.indicator, pair.beside} <= codes
        assert 0 < pair.tolerance < 1


def _page(client, run, user, language="mn", **query):
    client.force_login(user)
    client.cookies["django_language"] = language
    return client.get(reverse("ranking:signals", args=[run.pk]), query)


def test_the_office_reads_each_signal_in_both_languages(client, world):
    change(world, "trained", "1102", 2022, value=50.0, numerator=25, denominator=50)
    change(world, "trained", "1102", 2023, value=62.5, numerator=25, denominator=40)
    run = compute_run(make_run(world.version))
    for language, name in (("mn", "Нэгж 1102"), ("en", "Unit 1102")):
        page = _page(client, run, world.officer, language).content.decode()
        with override(language):
            assert kind_name("shrinking") in page
            assert kind_why("shrinking") in page
        assert name in page
        row = change(world, "trained", "1102", 2023, denominator=40)
        assert reverse("portal:number", args=[row.pk]) in page
    table = _page(client, run, world.officer, format="csv").content.decode()
    assert "1102" in table


def test_the_list_filters_by_kind_and_unit(client, world):
    change(world, "trained", "1102", 2022, value=50.0, numerator=25, denominator=50)
    change(world, "trained", "1102", 2023, value=62.5, numerator=25, denominator=40)
    run = compute_run(make_run(world.version))
    rows = _page(client, run, world.officer, kind="shrinking", unit="1102").context
    assert len(rows["page"].object_list) == 1
    rows = _page(client, run, world.officer, kind="copy").context
    assert len(rows["page"].object_list) == 0


def test_only_those_who_may_compute_read_them(client, world):
    run = compute_run(make_run(world.version))
    bag = make_user("bag_governor", world.units["1101"])
    sum_officer = make_user("sum_officer", world.units["11"])
    evaluator = make_user("evaluator", world.units["1"])
    for user, status in ((bag, 403), (sum_officer, 403), (evaluator, 200)):
        assert _page(client, run, user).status_code == status
    client.logout()
    answer = client.get(reverse("ranking:signals", args=[run.pk]))
    assert answer.status_code == 302


def test_a_run_that_is_not_computed_has_no_signals(client, world):
    run = make_run(world.version)
    assert _page(client, run, world.officer).status_code == 404


@pytest.mark.parametrize("language", ["mn", "en"])
def test_the_public_line_is_neutral(language):
    with override(language):
        assert public_line(0) != public_line(3)
        assert "3" in public_line(3)


def test_every_kind_has_words():
    for kind in KINDS:
        assert kind_name(kind)
        assert kind_why(kind)


def test_a_chance_of_next_to_nothing_is_said_in_words(world):
    for year in (2022, 2023):
        change(world, "prompt", "1101", year, numerator=43300, denominator=52000)
    (signal,) = found(world, "copy")
    with override("mn"):
        assert "мянгад нэгээс бага" in sentence(signal)
