"""What time asks for, and the light that follows from it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bagana.engines.progress import (
    Bands,
    Kind,
    Light,
    Point,
    ProgressError,
    ProgressProblem,
    Trajectory,
    expected_share,
    judge,
    light,
)

START, END = date(2017, 12, 31), date(2021, 12, 31)
STRAIGHT = Trajectory(Kind.ASCENDING, (Point(END, 100),), 20, START)


@pytest.mark.parametrize(
    ("ratio", "colour"),
    [
        (1.4, Light.GREEN),
        (0.90, Light.GREEN),
        (0.9 - 1e-15, Light.GREEN),
        (0.8999, Light.AMBER),
        (0.70, Light.AMBER),
        (0.6999, Light.RED),
        (-1, Light.RED),
        (None, Light.GREY),
    ],
)
def test_the_light_changes_at_its_bands(ratio, colour):
    assert light(ratio) == colour


def test_the_bands_are_configuration():
    assert light(0.85, Bands(green=0.8, amber=0.5)) == Light.GREEN


@pytest.mark.parametrize(("green", "amber"), [(0.7, 0.9), (0.9, 0.9), (0.9, 0)])
def test_bands_that_cannot_be_are_refused(green, amber):
    with pytest.raises(ProgressError) as refused:
        Bands(green, amber)
    assert refused.value.problem == ProgressProblem.BANDS


def test_the_expected_share_is_linear_in_time():
    on = START + timedelta(days=(END - START).days // 4)
    assert expected_share(STRAIGHT, on) == pytest.approx(0.25, abs=1e-3)


@pytest.mark.parametrize(
    ("on", "share"),
    [(date(2010, 1, 1), 0), (START, 0), (END, 1), (date(2030, 1, 1), 1)],
)
def test_the_expected_share_stays_between_its_ends(on, share):
    assert expected_share(STRAIGHT, on) == share


def test_the_ratio_is_reached_by_expected():
    halfway = START + (END - START) / 2
    found = judge(STRAIGHT, 50, halfway)
    assert found.raw == pytest.approx(0.375)
    assert found.expected == pytest.approx(0.5, abs=1e-3)
    assert found.ratio == pytest.approx(0.75, abs=1e-2)
    assert found.light == Light.AMBER


WITH_STEPS = Trajectory(
    Kind.ASCENDING,
    (Point(date(2018, 12, 31), 30), Point(date(2020, 12, 31), 90)),
    20,
    date(2017, 12, 31),
)


def test_it_is_judged_against_the_next_intermediate_target():
    assert judge(WITH_STEPS, 25, date(2018, 6, 30)).raw == 0.5
    assert judge(WITH_STEPS, 30, date(2018, 12, 31)).raw == 1
    assert judge(WITH_STEPS, 55, date(2019, 12, 31)).raw == 0.5


def test_intermediate_targets_bend_what_time_asks_for():
    midway = expected_share(WITH_STEPS, date(2019, 12, 31))
    days = (date(2020, 12, 31) - date(2018, 12, 31)).days
    level = 30 + 60 * 365 / days
    assert midway == pytest.approx((level - 20) / 70)


def test_after_the_last_target_all_of_it_is_expected():
    found = judge(WITH_STEPS, 90, date(2024, 1, 1))
    assert (found.raw, found.expected, found.light) == (1, 1, Light.GREEN)


def test_before_anything_is_expected_only_lost_ground_is_red():
    assert judge(STRAIGHT, 20, START).light == Light.GREEN
    assert judge(STRAIGHT, 19, START).light == Light.RED
    assert judge(STRAIGHT, 20, START).ratio is None


def test_a_step_that_asks_for_no_change_is_kept_or_lost():
    way = Trajectory(
        Kind.ASCENDING,
        (Point(date(2018, 12, 31), 20), Point(date(2020, 12, 31), 90)),
        20,
        date(2017, 12, 31),
    )
    assert judge(way, 20, date(2018, 12, 31)).status == "maintained"
    assert judge(way, 19, date(2018, 12, 31)).status == "lost"


@pytest.mark.parametrize(
    ("points", "baseline", "baseline_on", "problem"),
    [
        ((), 20, START, ProgressProblem.NO_POINTS),
        ((Point(END, 30),), 20, None, ProgressProblem.BASELINE_DATE),
        ((Point(START, 30),), 20, START, ProgressProblem.POINTS_ORDER),
        (
            (Point(END, 30), Point(START, 40)),
            None,
            None,
            ProgressProblem.POINTS_ORDER,
        ),
    ],
)
def test_a_way_that_cannot_be_walked_is_refused(points, baseline, baseline_on, problem):
    with pytest.raises(ProgressError) as refused:
        Trajectory(Kind.ASCENDING, points, baseline, baseline_on)
    assert refused.value.problem == problem


levels = st.floats(-1e6, 1e6)


@given(
    baseline=levels,
    step=st.floats(0.01, 1e6),
    share=st.floats(-3, 3),
    turn=st.booleans(),
)
def test_rising_and_falling_are_mirror_images(baseline, step, share, turn):
    sign = -1 if turn else 1
    kind = Kind.DESCENDING if turn else Kind.ASCENDING
    way = Trajectory(kind, (Point(END, baseline + sign * step),), baseline, START)
    found = judge(way, baseline + sign * step * share, END)
    assert found.raw == pytest.approx(share, abs=1e-3)


@given(first=st.integers(0, 1461), second=st.integers(0, 1461))
def test_later_days_never_expect_less(first, second):
    early, late = sorted([first, second])
    shares = [
        expected_share(STRAIGHT, START + timedelta(days=d)) for d in (early, late)
    ]
    assert shares[0] <= shares[1]


@given(actual=levels, factor=st.floats(0.001, 1000), shift=levels)
def test_the_unit_of_measurement_does_not_matter(actual, factor, shift):
    plain = judge(STRAIGHT, actual, END)
    way = Trajectory(
        Kind.ASCENDING,
        (Point(END, 100 * factor + shift),),
        20 * factor + shift,
        START,
    )
    scaled = judge(way, actual * factor + shift, END)
    assert scaled.raw == pytest.approx(plain.raw, rel=1e-3, abs=1e-3)
