"""The profile says of what a place is made, and its parts add up."""

from datetime import date

import pytest
from django.utils import translation

from bagana.indicators.models import Observation
from bagana.portal.ranking_profile_wording import condition_value, standing
from bagana.programme.models import MeasureIndicator
from bagana.ranking.actions.runs import compute_run
from bagana.ranking.queries.lifting import lifts_of
from bagana.ranking.queries.profile import profile_of
from tests.factories import make_observation
from tests.programme.factories import make_measure, make_money
from tests.ranking.factories import make_run, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _without_diagnostics(monkeypatch):
    """Sensitivity takes seconds and nothing here reads it."""
    monkeypatch.setattr("bagana.ranking.computing.diagnosed", lambda *_: {})


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def run(world):
    return compute_run(make_run(world.version))


def test_the_parts_of_a_score_add_up_from_the_floor(run):
    for unit in ("1101", "1103", "1202"):
        profile = profile_of(run, unit)
        found = profile.contributions
        assert found.start == pytest.approx(1)
        assert found.end == pytest.approx(profile.row.score)
        total = sum(part.points for part in found.parts)
        assert total == pytest.approx(profile.row.score - 1, abs=1e-9)


def test_the_distance_to_the_first_adds_up(run):
    first, last = profile_of(run, "1101"), profile_of(run, "1202")
    assert first.is_first
    assert first.distance is None
    assert last.first.unit == "1101"
    total = sum(line.gap for line in last.lines)
    assert total == pytest.approx(first.row.score - last.row.score, abs=1e-9)


def test_the_distance_is_to_the_first_computed_rank_and_never_below_nought(run):
    rows = run.rows.filter(group=profile_of(run, "1101").row.group)
    # By their median rank the two would stand the other way round.
    rows.filter(unit__code="1101").update(rank_median=2.0, rank_high=2)
    rows.filter(unit__code="1102").update(rank_median=1.0, rank_low=1, rank_high=2)
    first, second = profile_of(run, "1101"), profile_of(run, "1102")
    assert first.group.rows[0].unit == "1102"
    assert first.is_first
    assert first.distance is None
    assert second.first.unit == "1101"
    assert second.distance.change > 0
    with translation.override("en"):
        assert "cannot be told apart" in standing(first)[0]


def test_the_years_of_the_verdict_are_told_with_their_probabilities(run):
    row = profile_of(run, "1101").row
    assert [year for year, _ in row.years] == [2023, 2022, 2021]
    assert row.years[0][1] == row.p_top
    told = profile_of(run, "1101").conditions[-1]
    assert (told.code, told.met) == ("years", "years" not in row.failed)
    assert condition_value(told).startswith("2023: ")
    # Who is hardly ever among the first is not judged by other years.
    assert profile_of(run, "1202").row.years == ()
    assert profile_of(run, "1202").conditions[-1].code == "self_reported"


def test_every_indicator_leads_to_its_observation(run, world):
    for line in profile_of(run, "1102").lines:
        row = Observation.objects.get(pk=line.cell.observation)
        assert (row.unit.code, row.indicator.code) == ("1102", line.leaf.code)
        assert row.value == line.cell.raw
        assert row.period.start.year == line.cell.year == 2023


def test_dimensions_stand_beside_the_median_and_the_best_of_the_group(run):
    office = profile_of(run, "1103").dimensions[1]
    # Office 50 and trained 40 on goalposts 0 to 100 and points 1 to 100.
    assert office.own == pytest.approx(1 + 99 * 0.45)
    assert office.best == pytest.approx(1 + 99 * 0.775)
    assert office.best_name == profile_of(run, "1102").row.short_name
    assert office.median == pytest.approx(1 + 99 * 0.575)
    assert office.weight == 50


def test_what_moved_since_last_year_adds_up_to_the_change(run):
    moved = profile_of(run, "1102").moved
    assert moved.year == 2022
    total = sum(part.points for part in moved.difference.parts)
    assert total == pytest.approx(moved.difference.change, abs=1e-9)
    assert moved.difference.change > 0
    meetings = next(p for p in moved.difference.parts if p.indicator == "meetings")
    assert meetings.points == pytest.approx(0, abs=1e-9)


def test_nothing_moved_without_a_year_before():
    world = make_world(years=(2023,))
    run = compute_run(make_run(world.version))
    assert profile_of(run, "1101").moved is None


def test_conditions_are_those_by_which_the_run_judged(run):
    for unit in ("1101", "1202"):
        profile = profile_of(run, unit)
        not_met = {one.code for one in profile.conditions if not one.met}
        assert not_met == set(profile.row.failed)
        assert profile.met == len(profile.conditions) - len(not_met)
    reported = next(c for c in profile.conditions if c.code == "self_reported")
    assert reported.own == pytest.approx(25)
    assert reported.at_most


def test_a_unit_that_is_not_ranked_says_what_is_missing():
    world = make_world()
    Observation.objects.filter(
        unit__code="1103", indicator__code__in=["prompt", "meetings"]
    ).delete()
    run = compute_run(make_run(world.version))
    profile = profile_of(run, "1103")
    assert profile.group is None
    assert profile.conditions == ()
    assert {one.code for one in profile.missing} == {"prompt", "meetings"}
    assert [one.self_reported for one in profile.missing] == [True, False]
    assert lifts_of(profile) == []


def test_a_unit_that_is_not_in_the_run_has_no_profile(run):
    assert profile_of(run, "9999") is None


def test_one_more_case_is_worked_out_with_all_others_as_they_are(run):
    lifts = lifts_of(profile_of(run, "1202"))
    assert len(lifts) == 3
    assert [lift.gap for lift in lifts] == sorted((x.gap for x in lifts), reverse=True)
    prompt = next(lift for lift in lifts if lift.leaf.code == "prompt")
    # A share of 50 cases: one more is two per cent points.
    assert prompt.step.kind == "case"
    assert prompt.step.cases == 50
    assert prompt.step.after == pytest.approx(prompt.step.before + 2)
    assert prompt.step.points > 0
    assert prompt.step.rank_before == 5


def test_where_few_cases_are_no_case_a_tenth_of_the_way_is_taken(run):
    lifts = {lift.leaf.code: lift for lift in lifts_of(profile_of(run, "1202"))}
    step = lifts["meetings"].step
    assert step.kind == "tenth"
    assert (step.before, step.after) == (1, 1.5)


def test_of_what_is_counted_in_whole_numbers_one_more_is_one(run, world):
    world.indicators["meetings"].decimals = 0
    world.indicators["meetings"].save()
    lifts = {lift.leaf.code: lift for lift in lifts_of(profile_of(run, "1202"))}
    step = lifts["meetings"].step
    assert (step.kind, step.before, step.after) == ("one", 1, 2)


def test_what_has_no_direction_in_the_catalogue_nobody_is_asked_to_lift(run, world):
    world.indicators["office"].direction = "neutral"
    world.indicators["office"].save()
    lifts = lifts_of(profile_of(run, "1202"))
    assert "office" not in [lift.leaf.code for lift in lifts]


def _measure(world, bag, amount, after, **fields):
    """A measure of 2022 that names «office» and what it came to in the bag."""
    measure = make_measure(
        world.programme,
        world.units[bag],
        starts_on=date(2022, 2, 1),
        due_on=date(2022, 11, 30),
        **fields,
    )
    MeasureIndicator.objects.create(
        measure=measure, indicator=world.indicators["office"], level="outcome"
    )
    if amount:
        make_money(measure, amount, kind="payment", year=2022)
    row = Observation.objects.get(
        unit=world.units[bag], indicator__code="office", period__code="2022"
    )
    Observation.objects.filter(pk=row.pk).update(value=after)
    return measure


def test_measures_elsewhere_stand_with_their_change_and_the_cheapest_first():
    world = make_world()
    dear = _measure(world, "1101", 40_000_000, 86)
    cheap = _measure(world, "1102", 4_000_000, 81)
    unpaid = _measure(world, "1201", None, 80)
    worse = _measure(world, "1103", 1_000_000, 10)
    run = compute_run(make_run(world.version))
    lifts = lifts_of(profile_of(run, "1202"))
    office = next(lift for lift in lifts if lift.leaf.code == "office")
    assert [one.measure for one in office.measures] == [cheap, dear, unpaid]
    assert worse not in [one.measure for one in office.measures]
    assert office.unmoved == 1
    first = office.measures[0]
    # Bag 1102 had 71 in 2021, 81 in 2022: ten of a hundred are 9.9 points.
    assert (first.before, first.after) == (71, 81)
    assert (first.before_year, first.after_year) == (2021, 2022)
    assert first.points == pytest.approx(9.9)
    assert first.paid == 4_000_000
    assert float(first.cost) == pytest.approx(4_000_000 / 9.9)
    assert office.measures[2].cost is None


def test_the_units_without_the_measure_are_its_comparison():
    world = make_world()
    _measure(world, "1102", 4_000_000, 81)
    run = compute_run(make_run(world.version))
    lifts = lifts_of(profile_of(run, "1202"))
    office = next(lift for lift in lifts if lift.leaf.code == "office")
    # All others rose by two from 2021 to 2022.
    assert office.measures[0].others == pytest.approx(2)


def test_the_unit_itself_is_never_an_example_to_itself():
    world = make_world()
    _measure(world, "1202", 4_000_000, 40)
    run = compute_run(make_run(world.version))
    for lift in lifts_of(profile_of(run, "1202")):
        assert lift.measures == ()


def test_a_measure_of_a_whole_sum_counts_for_its_bags():
    world = make_world()
    measure = _measure(world, "1101", 9_000_000, 86, units=[world.units["11"]])
    run = compute_run(make_run(world.version))
    lifts = lifts_of(profile_of(run, "1202"))
    office = next(lift for lift in lifts if lift.leaf.code == "office")
    assert office.measures[0].measure == measure
    assert office.measures[0].units == 3
    assert office.measures[0].paid == 3_000_000


def test_a_dropped_measure_is_no_example():
    world = make_world()
    _measure(
        world, "1102", 1_000_000, 90, dropped_on=date(2022, 5, 1), dropped_reason="х"
    )
    run = compute_run(make_run(world.version))
    for lift in lifts_of(profile_of(run, "1202")):
        assert lift.measures == ()


def test_the_profile_is_of_the_frozen_figures(run, world):
    before = profile_of(run, "1202").lines[0].cell.raw
    row = Observation.objects.get(
        unit__code="1202", indicator__code="prompt", period__code="2023"
    )
    Observation.objects.filter(pk=row.pk).update(status="superseded")
    make_observation(
        world.indicators["prompt"],
        world.units["1202"],
        2023,
        99.0,
        status="published",
        version=2,
    )
    assert profile_of(run, "1202").lines[0].cell.raw == before
