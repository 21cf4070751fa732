"""Courses offered from measured figures, and the figures afterwards."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bagana.indicators.models import Indicator, Observation
from bagana.people.actions.training import enrol, mark_attendance
from bagana.people.courses import load_courses, package_courses, package_lessons
from bagana.people.models import Course, GapRule, Lesson, TrainingSession
from bagana.people.queries.training import effect_of, offer
from bagana.people.queries.training_effect import comparisons_of
from bagana.people.queries.training_gaps import gap_lines, is_gap, offers_of
from tests.factories import make_indicator, make_observation, make_tree, make_user
from tests.people.training_rows import make_course, make_holder, make_rule, publish

ON = date(2026, 6, 1)
BAGS = ("1101", "1102", "1103", "1201", "1202")


@pytest.fixture
def units(db):
    return make_tree()


@pytest.fixture
def bags(units):
    return [units[code] for code in BAGS]


def test_a_bag_below_the_limit_is_offered_the_course(units, bags):
    publish(bags, [60, 80, 95, 79.9, 100], 2025)
    make_rule(course := make_course())
    found = {one.unit: one for one in offers_of([one.pk for one in bags], ON)}
    assert set(found) == {units["1101"].pk, units["1201"].pk}
    one = found[units["1101"].pk]
    assert (one.course, one.value, one.period) == (course, 60, "2025")


def test_drafts_and_old_figures_offer_nothing(units):
    make_observation(make_indicator("in_term", nature="own"), units["1101"], 2025, 10)
    publish([units["1102"]], [10], 2020)
    make_rule(make_course())
    assert offer(units["1101"], ON) == ()
    assert offer(units["1102"], ON) == ()


def test_only_the_newest_period_counts(units):
    publish([units["1101"]], [10], 2024)
    publish([units["1101"]], [90], 2025)
    make_rule(make_course())
    assert offer(units["1101"], ON) == ()


def test_an_official_is_offered_what_his_bag_is(units):
    publish([units["1101"]], [10], 2025)
    make_rule(make_course())
    assert len(offer(make_holder(units["1101"]), ON)) == 1
    assert offer(make_holder(units["1102"]), ON) == ()


def test_a_rule_that_ended_or_a_closed_course_offers_nothing(units):
    publish([units["1101"]], [10], 2025)
    rule = make_rule(make_course())
    rule.valid_to = ON
    rule.save()
    assert offer(units["1101"], ON) == ()
    assert len(offer(units["1101"], ON - timedelta(days=1))) == 1
    Course.objects.update(is_closed=True)
    assert offer(units["1101"], ON - timedelta(days=1)) == ()


def test_lines_stay_under_the_unit_and_name_who_works_there(units, bags):
    publish(bags, [10] * 5, 2025)
    make_rule(make_course())
    official = make_holder(units["1101"])
    lines = gap_lines(units["11"], ON)
    assert {line.version.unit.code for line in lines} == {"1101", "1102", "1103"}
    mine = next(line for line in lines if line.version.unit.code == "1101")
    assert [one.official for one in mine.learners] == [official]


def test_queries_do_not_grow_with_the_bags(units, bags, django_assert_max_num_queries):
    publish(bags, [10] * 5, 2025)
    make_rule(make_course())
    for bag in bags:
        make_holder(bag)
    with django_assert_max_num_queries(9):
        gap_lines(units["1"], ON)


@given(st.lists(st.one_of(st.none(), st.integers(0, 100)), min_size=5, max_size=5))
@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_offers_equal_a_plain_loop_over_the_figures(units, bags, values):
    Observation.objects.all().delete()
    GapRule.objects.all().delete()
    Course.objects.all().delete()
    told = [(bag, v) for bag, v in zip(bags, values, strict=True) if v is not None]
    publish([bag for bag, _v in told], [v for _b, v in told], 2025)
    make_rule(make_course(), limit=50)
    naive = [bag.pk for bag, value in told if value < 50]
    assert [one.unit for one in offers_of([one.pk for one in bags], ON)] == naive


def test_the_side_that_is_worse_turns_the_limit_round():
    assert is_gap(GapRule(limit=5, worse_above=True), 5.1)
    assert not is_gap(GapRule(limit=5, worse_above=True), 5)
    assert not is_gap(GapRule(limit=5, worse_above=False), 5)


def _session(units, course, unit="1"):
    return TrainingSession.objects.create(
        course=course,
        unit=units[unit],
        place="x",
        starts_on=date(2024, 3, 1),
        ends_on=date(2024, 3, 2),
    )


def test_the_same_figure_before_and_after_beside_who_did_not_attend(units, bags):
    publish(bags, [40, 50, 60, 70, 80], 2023)
    publish(bags, [70, 52, 61, 70, 90], 2025)
    make_rule(course := make_course())
    session, officer = _session(units, course), make_user("aimag_officer", units["1"])
    row = enrol(user=officer, official=make_holder(units["1101"]), session=session)
    mark_attendance(user=officer, session=session, on=session.ends_on, present=[row])
    effects = effect_of(session)
    assert [(e.unit, e.before, e.after, e.change) for e in effects] == [
        ("1101", 40, 70, 30)
    ]
    (found,) = comparisons_of(session)
    assert found.attended_change == 30
    assert sorted(e.change for e in found.others) == [0, 1, 2, 10]
    assert found.others_change == 1.5
    assert found.better is True


def test_few_bags_beside_say_nothing_and_missing_is_not_nought(units, bags):
    publish(bags, [40, 50, 60, 70, 80], 2023)
    publish(bags[:3], [70, 52, 61], 2025)
    make_rule(course := make_course())
    session, officer = (
        _session(units, course, "11"),
        make_user("administrator", units["MN"]),
    )
    row = enrol(user=officer, official=make_holder(units["1101"]), session=session)
    mark_attendance(user=officer, session=session, on=session.ends_on, present=[row])
    (found,) = comparisons_of(session)
    assert found.others_change is None
    assert {e.unit for e in found.others} == {"1102", "1103"}


def test_who_enrolled_and_never_came_did_not_attend(units, bags):
    publish(bags, [40] * 5, 2023)
    make_rule(course := make_course())
    session, officer = _session(units, course), make_user("aimag_officer", units["1"])
    enrol(user=officer, official=make_holder(units["1101"]), session=session)
    assert effect_of(session) == ()


def test_the_package_brings_courses_once_and_rules_when_their_figures_come(db):
    assert load_courses() == len(package_courses()) == 4
    assert load_courses() == 0
    assert GapRule.objects.count() == 0
    make_indicator("requests_within_term", nature="own")
    load_courses()
    load_courses()
    assert GapRule.objects.get().course.code == "promptness"
    assert Indicator.objects.count() == 1
    assert Lesson.objects.count() == 8


@pytest.mark.parametrize("code", [row["code"] for row in package_courses()])
def test_every_lesson_of_ours_is_whole_in_both_languages(code):
    lessons = package_lessons(code)
    assert 2 <= len(lessons) <= 3
    for lesson in lessons:
        assert lesson["body_mn"].startswith("##")
        assert lesson["body_en"].startswith("##")
        assert not set("абвгдеө") & set(lesson["body_en"].lower())
        assert 2 <= len(lesson["questions"]) <= 3
        for question in lesson["questions"]:
            rights = [one["right"] for one in question["choices"]]
            assert any(rights)
            assert not all(rights)
            assert question["why_mn"]
            assert question["why_en"]
