"""Every row of the table of edge cases for progress has its test here."""

from datetime import date

import pytest

from bagana.engines.progress import (
    Kind,
    Light,
    Point,
    ProgressError,
    ProgressProblem,
    Span,
    Status,
    Trajectory,
    judge,
    measured,
    summarise,
)

UP, DOWN, KEEP, RANGE = Kind.ASCENDING, Kind.DESCENDING, Kind.MAINTAIN, Kind.RANGE


def test_the_formula_serves_rising_indicators():
    found = measured(kind=UP, baseline=20, target=60, actual=50)
    assert (found.status, found.raw) == (Status.MEASURED, 0.75)


def test_the_formula_serves_falling_indicators_without_a_change_of_sign():
    found = measured(kind=DOWN, baseline=60, target=20, actual=30)
    assert (found.status, found.raw) == (Status.MEASURED, 0.75)


# Row: actual missing / not yet due.


def test_a_due_target_without_a_figure_is_no_data_never_nought_and_never_red():
    found = measured(kind=UP, baseline=20, target=60, actual=None)
    assert found.status == Status.NO_DATA
    assert (found.raw, found.capped, found.ratio) == (None, None, None)
    assert found.light == Light.GREY


def test_a_target_that_is_not_due_and_has_no_figure_is_not_due():
    found = measured(kind=UP, baseline=20, target=60, actual=None, due=False)
    assert found.status == Status.NOT_DUE
    assert found.light == Light.GREY


def test_a_figure_before_its_time_is_judged_all_the_same():
    found = measured(kind=UP, baseline=20, target=60, actual=40, due=False)
    assert found.status == Status.MEASURED


def test_what_has_no_figure_stays_in_the_denominator_of_coverage():
    judgements = [
        measured(kind=UP, baseline=0, target=10, actual=10),
        measured(kind=UP, baseline=0, target=10, actual=None),
        measured(kind=UP, baseline=0, target=10, actual=None, due=False),
        measured(kind=UP, baseline=0, target=10, actual=5),
    ]
    found = summarise(judgements)
    assert found.coverage == 0.5
    assert (found.no_data, found.not_due, found.in_mean) == (1, 1, 2)
    assert found.mean == 0.75


# Row: baseline missing.


def test_without_a_baseline_a_rising_target_gives_the_flagged_ratio():
    found = measured(kind=UP, target=80, actual=60, natural_zero=True)
    assert (found.status, found.raw) == (Status.RATIO, 0.75)
    assert found.capped is None
    assert found.light == Light.GREY


@pytest.mark.parametrize(
    ("kind", "target", "natural_zero"),
    [(DOWN, 80, True), (UP, 0, True), (UP, -5, True), (UP, 80, False)],
)
def test_the_ratio_needs_a_rising_target_over_nought_and_a_natural_zero(
    kind, target, natural_zero
):
    found = measured(kind=kind, target=target, actual=90, natural_zero=natural_zero)
    assert found.status == Status.NO_BASELINE
    assert found.raw is None


def test_a_ratio_is_never_part_of_a_mean():
    judgements = [
        measured(kind=UP, baseline=0, target=10, actual=5),
        measured(kind=UP, target=10, actual=10, natural_zero=True),
    ]
    found = summarise(judgements)
    assert (found.mean, found.in_mean) == (0.5, 1)
    assert found.statuses[Status.RATIO] == 1


@pytest.mark.parametrize(("kind", "actual"), [(UP, 81), (DOWN, 79)])
def test_a_target_that_is_reached_is_green_even_without_a_baseline(kind, actual):
    assert measured(kind=kind, target=80, actual=actual).light == Light.GREEN


# Row: baseline = 0.


def test_a_baseline_of_nought_is_fine_and_the_absolute_change_is_given():
    found = measured(kind=UP, baseline=0, target=40, actual=10)
    assert (found.raw, found.change) == (0.25, 10)


# Row: target = baseline.


@pytest.mark.parametrize(
    ("kind", "actual", "status"),
    [
        (UP, 50, Status.MAINTAINED),
        (UP, 70, Status.MAINTAINED),
        (UP, 49, Status.LOST),
        (DOWN, 50, Status.MAINTAINED),
        (DOWN, 30, Status.MAINTAINED),
        (DOWN, 51, Status.LOST),
    ],
)
def test_a_target_equal_to_its_baseline_is_maintained_or_lost(kind, actual, status):
    found = measured(kind=kind, baseline=50, target=50, actual=actual)
    assert found.status == status
    assert found.raw is None


@pytest.mark.parametrize(
    ("better", "actual", "status"),
    [
        (True, 48, Status.MAINTAINED),
        (True, 47.9, Status.LOST),
        (True, 99, Status.MAINTAINED),
        (False, 52, Status.MAINTAINED),
        (False, 52.1, Status.LOST),
        (False, 1, Status.MAINTAINED),
        (None, 48, Status.MAINTAINED),
        (None, 52.1, Status.LOST),
        (None, 47.9, Status.LOST),
    ],
)
def test_a_kept_level_may_be_missed_by_the_tolerance_on_the_bad_side(
    better, actual, status
):
    found = measured(
        kind=KEEP, target=50, actual=actual, higher_is_better=better, tolerance=2
    )
    assert found.status == status
    assert found.light == (Light.GREEN if status == Status.MAINTAINED else Light.RED)


def test_a_miss_of_exactly_the_tolerance_is_kept_in_spite_of_binary_fractions():
    found = measured(kind=KEEP, target=100.3, actual=100.1, tolerance=0.2)
    assert found.status == Status.MAINTAINED


def test_kept_levels_count_in_the_mean_only_by_option():
    judgements = [
        measured(kind=UP, baseline=0, target=10, actual=5),
        measured(kind=KEEP, baseline=10, target=10, actual=10),
        measured(kind=KEEP, baseline=10, target=10, actual=1),
    ]
    assert summarise(judgements).mean == 0.5
    assert summarise(judgements[:2], count_kept=True).mean == 0.75
    assert summarise(judgements, count_kept=True).mean == 0.5
    assert summarise(judgements, count_kept=True).in_mean == 3


# Row: target on the wrong side of the baseline.


@pytest.mark.parametrize(("kind", "target"), [(UP, 19), (DOWN, 21)])
def test_a_target_on_the_wrong_side_is_refused(kind, target):
    with pytest.raises(ProgressError) as refused:
        measured(kind=kind, baseline=20, target=target, actual=20)
    assert refused.value.problem == ProgressProblem.WRONG_SIDE


def test_an_intermediate_target_on_the_wrong_side_is_refused_too():
    points = (Point(date(2019, 12, 31), 18), Point(date(2020, 12, 31), 30))
    with pytest.raises(ProgressError) as refused:
        Trajectory(UP, points, 20, date(2018, 12, 31))
    assert refused.value.problem == ProgressProblem.WRONG_SIDE


# Row: target = 0 and descending.


def test_eradication_is_measured_like_any_other_target():
    found = measured(kind=DOWN, baseline=40, target=0, actual=10)
    assert (found.status, found.raw) == (Status.MEASURED, 0.75)


def test_eradication_without_a_baseline_has_no_ratio():
    found = measured(kind=DOWN, target=0, actual=10, natural_zero=True)
    assert (found.status, found.raw) == (Status.NO_BASELINE, None)


# Row: overshoot, regress.


@pytest.mark.parametrize(("actual", "raw", "capped"), [(80, 1.5, 1), (10, -0.25, 0)])
def test_the_raw_share_is_kept_and_capped_only_apart(actual, raw, capped):
    found = measured(kind=UP, baseline=20, target=60, actual=actual)
    assert (found.raw, found.capped, found.was_capped) == (raw, capped, True)


def test_means_cap_and_say_how_many_were_capped():
    judgements = [
        measured(kind=UP, baseline=20, target=60, actual=actual)
        for actual in (100, 0, 40)
    ]
    found = summarise(judgements)
    assert found.mean == 0.5
    assert (found.over, found.under, found.capped) == (1, 1, 2)


def test_lost_ground_is_red():
    found = measured(kind=UP, baseline=20, target=60, actual=10)
    assert found.light == Light.RED


# Row: range indicators.


@pytest.mark.parametrize("actual", [200, 300, 400])
def test_inside_the_limits_a_range_is_reached(actual):
    found = measured(kind=RANGE, target=Span(200, 400), baseline=900, actual=actual)
    assert (found.status, found.raw) == (Status.IN_RANGE, 1)
    assert found.light == Light.GREEN


@pytest.mark.parametrize(("actual", "raw"), [(900, 0), (650, 0.5), (1150, -0.5)])
def test_outside_it_falls_with_the_distance_to_nought_at_the_baseline(actual, raw):
    found = measured(kind=RANGE, target=Span(200, 400), baseline=900, actual=actual)
    assert (found.status, found.raw) == (Status.OUT_OF_RANGE, raw)


@pytest.mark.parametrize("baseline", [None, 300])
@pytest.mark.parametrize(("actual", "raw"), [(500, 0.5), (100, 0.5), (700, -0.5)])
def test_from_inside_it_falls_to_nought_one_width_away(baseline, actual, raw):
    found = measured(
        kind=RANGE, target=Span(200, 400), baseline=baseline, actual=actual
    )
    assert found.raw == raw


def test_a_range_needs_limits_and_any_other_kind_a_value():
    with pytest.raises(ProgressError) as refused:
        measured(kind=RANGE, target=5, actual=5)
    assert refused.value.problem == ProgressProblem.SPAN_WANTED
    with pytest.raises(ProgressError) as refused:
        measured(kind=UP, target=Span(1, 2), actual=5)
    assert refused.value.problem == ProgressProblem.VALUE_WANTED


@pytest.mark.parametrize(("low", "high"), [(5, 5), (6, 5)])
def test_limits_must_leave_room(low, high):
    with pytest.raises(ProgressError) as refused:
        Span(low, high)
    assert refused.value.problem == ProgressProblem.EMPTY_SPAN


def test_a_range_is_expected_by_time_when_it_began_outside():
    way = Trajectory(
        RANGE,
        (Point(date(2020, 1, 1), Span(200, 400)),),
        900,
        date(2018, 1, 1),
    )
    found = judge(way, 650, date(2019, 1, 1))
    assert (found.raw, found.expected, found.ratio) == (0.5, 0.5, 1)
    assert found.light == Light.GREEN


# What is refused besides.


@pytest.mark.parametrize("bad", [float("nan"), float("inf")])
@pytest.mark.parametrize("field", ["actual", "baseline", "target", "expected"])
def test_what_is_no_number_is_refused(field, bad):
    figures = {"actual": 1, "baseline": 0, "target": 2, "expected": 1, field: bad}
    with pytest.raises(ProgressError) as refused:
        measured(kind=UP, **figures)
    assert refused.value.problem == ProgressProblem.NOT_FINITE


def test_a_tolerance_below_nought_is_refused():
    with pytest.raises(ProgressError) as refused:
        measured(kind=KEEP, target=5, actual=5, tolerance=-1)
    assert refused.value.problem == ProgressProblem.TOLERANCE
