"""The status of a measure follows from what is kept beside it, and from the day."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from bagana.programme import standings
from bagana.programme.checks import CHECKS
from bagana.programme.models import (
    Evidence,
    MeasureStanding,
    Phase,
    Report,
)
from bagana.programme.queries import standings as queries
from bagana.territory.checks import all_checks, run_checks
from tests.factories import make_tree
from tests.programme.factories import (
    make_activity,
    make_measure,
    make_money,
    make_programme,
    make_round,
    make_scale,
)

START, DUE = date(2018, 7, 1), date(2019, 12, 31)


class World:
    def __init__(self):
        self.units = make_tree()
        self.programme = make_programme(self.units["1"])
        self.measure = make_measure(self.programme, self.units["1101"])

    def status(self, day):
        return (
            queries.measures_of(self.programme, on=day).get(pk=self.measure.pk).status
        )

    def photo(self, day=None):
        added = Evidence.objects.create(
            measure=self.measure, kind="photo", caption="x", file="x.jpg", taken_on=day
        )
        standings.refresh([self.measure.pk])
        return added

    def rate(self, percent, year=2019, closed=True, state="decided"):
        scale = self.programme.rounds.first() or None
        scale = scale.scale if scale else make_scale()
        done = {"closed_at": timezone.now(), "results": {}} if closed else {}
        row = make_round(self.programme, year, scale=scale, **done)
        level = scale.levels.get(percent=percent)
        Report.objects.create(
            round=row, measure=self.measure, state=state, decided=level
        )
        standings.refresh([self.measure.pk])


@pytest.fixture
def world(db):
    return World()


def test_a_measure_without_any_sign(world):
    assert world.status(START - timedelta(1)) == "upcoming"
    assert world.status(START) == "not_started"
    assert world.status(DUE) == "not_started"
    assert world.status(DUE + timedelta(1)) == "late"


@pytest.mark.parametrize("sign", ["photo", "step", "money"])
def test_any_sign_of_work_shows_that_it_is_under_way(world, sign):
    day = date(2018, 6, 20)
    if sign == "photo":
        world.photo(day)
    elif sign == "step":
        make_activity(world.measure, done_on=day)
        make_activity(world.measure)
    else:
        make_money(world.measure, 5, kind="commitment", booked_on=day)
    assert world.status(day - timedelta(1)) == "upcoming"
    # Work that began early is under way before the planned start.
    assert world.status(day) == "under_way"
    assert world.status(DUE + timedelta(1)) == "late"


def test_money_that_is_only_planned_is_no_sign_of_work(world):
    make_money(world.measure, 5, kind="plan", booked_on=START)
    assert world.status(DUE) == "not_started"


def test_all_steps_done_is_done_from_that_day(world):
    make_activity(world.measure, done_on=date(2019, 3, 1))
    make_activity(world.measure, done_on=date(2019, 5, 1))
    assert world.status(date(2019, 4, 30)) == "under_way"
    assert world.status(date(2019, 5, 1)) == "done"
    assert world.status(date(2025, 1, 1)) == "done"


def test_paid_in_full_without_steps_or_rating_is_not_done(world):
    make_money(world.measure, 5, kind="payment", booked_on=START)
    assert world.status(DUE) == "under_way"


def test_a_full_rating_of_a_closed_round_is_done_at_its_end(world):
    world.rate(100)
    assert world.status(date(2019, 12, 30)) == "not_started"
    assert world.status(date(2019, 12, 31)) == "done"


@pytest.mark.parametrize("how", [{"closed": False}])
def test_an_open_round_changes_nothing(world, how):
    world.rate(100, **how)
    assert world.status(date(2019, 12, 31)) == "not_started"


def test_a_later_rating_denies_steps_that_were_ticked_off(world):
    make_activity(world.measure, done_on=date(2019, 5, 1))
    world.rate(30)
    assert world.status(date(2019, 12, 31)) == "under_way"


def test_steps_done_after_a_poor_rating_stand(world):
    world.rate(30, year=2018)
    make_activity(world.measure, done_on=date(2019, 5, 1))
    assert world.status(date(2019, 5, 1)) == "done"


def test_not_due_is_no_rating(world):
    world.rate(70, year=2018)
    row = make_round(world.programme, 2019, closed_at=timezone.now(), results={})
    level = row.scale.levels.get(percent=None)
    Report.objects.create(
        round=row, measure=world.measure, state="decided", decided=level
    )
    standings.refresh([world.measure.pk])
    assert MeasureStanding.objects.get().last_percent == 70


def test_what_was_taken_back_counts_no_more(world):
    added = world.photo(START)
    Evidence.objects.filter(pk=added.pk).update(withdrawn_at=timezone.now())
    standings.refresh([world.measure.pk])
    assert world.status(DUE) == "not_started"
    assert MeasureStanding.objects.get().evidence_count == 0


def test_money_is_summed_exactly(world):
    for kind, amount in (("plan", "0.10"), ("plan", "0.20"), ("adjustment", "-0.05")):
        make_money(world.measure, Decimal(amount), kind=kind)
    kept = MeasureStanding.objects.get()
    assert (kept.planned, kept.adjusted) == (Decimal("0.30"), Decimal("0.25"))


def test_counts_by_status_are_one_query(world, django_assert_num_queries):
    make_measure(world.programme, world.units["1102"], due_on=date(2018, 8, 1))
    with django_assert_num_queries(1):
        counts = queries.status_counts(world.programme, on=date(2019, 1, 1))
    first = world.programme.objectives.get(number=1)
    assert counts == {first.pk: {"not_started": 1, "late": 1}}
    assert [m.number for m in queries.late(world.programme, on=date(2019, 1, 1))] == [
        "1.2"
    ]


def test_measures_are_found_by_office_and_unit_and_what_lies_below(world):
    units = world.units
    other = make_measure(world.programme, units["12"], units=[units["1201"]])

    def found(**asked):
        rows = queries.measures_of(world.programme, on=DUE, **asked)
        return {row.pk for row in rows}

    assert found(office=units["11"]) == {world.measure.pk}
    assert found(office=units["1201"]) == set()
    assert found(unit=units["12"]) == {other.pk}
    assert found(unit=units["1"]) == {other.pk, world.measure.pk}
    assert found(status="not_started") == {other.pk, world.measure.pk}


def test_without_evidence_names_rated_and_paid_measures_too(world):
    make_activity(world.measure, done_on=START)
    assert list(queries.without_evidence(world.programme, on=DUE)) == [world.measure]
    assert not queries.without_evidence(world.programme, on=START - timedelta(1))
    world.photo(START)
    assert not queries.without_evidence(world.programme, on=DUE)


def test_names_are_those_of_the_day_else_the_nearest(world):
    unit = world.units["1101"]
    assert queries.names_of([unit], DUE) == {unit.pk: "Нэгж 1101"}
    assert queries.names_of([unit.pk], date(1990, 1, 1)) == {unit.pk: "Нэгж 1101"}


def found(name):
    return [one.code for one in run_checks(names=[name])]


def test_the_checks_are_registered_and_find_nothing_in_a_sound_programme(world):
    names = {check.name for check in CHECKS}
    assert names <= {check.name for check in all_checks()}
    assert run_checks(names=sorted(names)) == []


def test_a_standing_that_differs_from_a_recount_is_found(world):
    MeasureStanding.objects.update(evidence_count=7)
    assert found("measure_standings") == ["1101"]
    standings.rebuild()
    assert found("measure_standings") == []
    MeasureStanding.objects.all().delete()
    assert found("measure_standings") == ["1101"]


def test_overlapping_phases_are_found(world):
    Phase.objects.filter(number=2).update(starts_on=date(2020, 12, 31))
    assert found("phases_overlap") == ["1"]


days = st.dates(date(2018, 1, 1), date(2020, 12, 31))
steps = st.lists(st.one_of(st.none(), days), max_size=3)


class AnyMeasure(TestCase):
    """Whatever happened: exactly one status, and order does not matter."""

    @classmethod
    def setUpTestData(cls):
        cls.world = World()

    @settings(max_examples=30)
    @given(done=steps, photos=st.lists(days, max_size=2), day=days)
    def test_a_refresh_agrees_with_a_rebuild_and_the_status_is_known(
        self, done, photos, day
    ):
        world, measure = self.world, self.world.measure
        for one in done:
            make_activity(measure, done_on=one)
        for one in photos:
            world.photo(one)
        kept = list(MeasureStanding.objects.values())
        standings.rebuild()
        assert list(MeasureStanding.objects.values()) == kept
        status = world.status(day)
        finished = bool(done) and None not in done and max(done) <= day
        assert (status == "done") == finished
        if status == "not_started":
            assert not [one for one in [*photos, *done] if one and one <= day]
