"""Targets are judged by the version and the period that they belong to."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ImproperlyConfigured

from bagana.indicators.models import Publication, Withheld
from bagana.programme.lights import light_bands
from bagana.programme.models import Target, TargetPoint, TargetVersion
from bagana.programme.queries.targets import progress_of, targets_of
from bagana.programme.templatetags.programme_targets import reached
from bagana.territory.ancestry import rebuild
from bagana.territory.models import Lineage, UnitChange, UnitVersion
from tests.factories import (
    make_act,
    make_indicator,
    make_observation,
    make_period,
    make_tree,
    make_unit,
    make_user,
)
from tests.programme.factories import make_measure, make_programme

pytestmark = pytest.mark.django_db
END_2019 = date(2019, 12, 31)
NOBODY = AnonymousUser()


@pytest.fixture
def units():
    return make_tree()


@pytest.fixture
def programme(units):
    return make_programme(units["1"])


@pytest.fixture
def people(units):
    return make_indicator("people", direction="higher")


def make_target(programme, indicator, units, points, **fields):
    baseline = fields.pop("baseline", (2017, 100.0))
    in_force = fields.pop("in_force_from", date(2018, 6, 5))
    fields.setdefault("kind", "ascending")
    target = Target.objects.create(programme=programme, indicator=indicator, **fields)
    target.units.set(units)
    add_version(target, points, in_force, baseline)
    return target


def add_version(target, points, in_force_from, baseline=(2017, 100.0), **fields):
    version = TargetVersion.objects.create(
        target=target,
        in_force_from=in_force_from,
        baseline_value=baseline and baseline[1],
        baseline_period=make_period(baseline[0]) if baseline else None,
        **fields,
    )
    for year, wanted in points.items():
        low, high = wanted if isinstance(wanted, tuple) else (None, None)
        TargetPoint.objects.create(
            version=version,
            period=make_period(year),
            value=wanted if low is None else None,
            low=low,
            high=high,
        )
    return version


def publish(indicator, unit, values):
    publication = Publication.objects.create(title="туршилт", rows=1, sha256="0" * 64)
    for year, value in values.items():
        make_observation(
            indicator, unit, year, value, status="published", publication=publication
        )


def judged(programme, on=END_2019, user=NOBODY):
    return progress_of(targets_of(programme), on=on, user=user)


def test_the_newest_due_period_is_judged_by_its_own_figure(programme, people, units):
    make_target(programme, people, [units["11"]], {2018: 110, 2019: 120, 2020: 140})
    publish(people, units["11"], {2018: 105, 2019: 118})
    [found] = judged(programme)
    assert (found.period.code, found.actual, found.wanted) == ("2019", 118, 120)
    assert found.progress.raw == pytest.approx(0.9)
    assert found.progress.light == "green"
    assert [step.period.code for step in found.steps] == ["2018", "2019", "2020"]
    assert [step.progress.status for step in found.steps][-1] == "not_due"
    [opened] = found.observations
    assert people.observations.get(pk=opened).value == 118


def test_a_due_period_without_a_figure_is_no_data(programme, people, units):
    make_target(programme, people, [units["11"]], {2018: 110, 2019: 120})
    publish(people, units["11"], {2018: 105})
    [found] = judged(programme)
    assert (found.period.code, found.actual) == ("2019", None)
    assert found.progress.status == "no_data"


def test_before_its_first_period_is_over_a_target_is_not_due(programme, people, units):
    make_target(programme, people, [units["11"]], {2020: 140})
    [found] = judged(programme)
    assert found.progress.status == "not_due"
    assert found.wanted == 140


def test_a_figure_between_two_targets_is_judged_by_what_time_asks_for(
    programme, people, units
):
    make_target(programme, people, [units["11"]], {2020: 160})
    publish(people, units["11"], {2018: 108, 2019: 130})
    [found] = judged(programme)
    assert found.period.code == "2019"
    assert found.progress.raw == pytest.approx(0.5)
    assert found.progress.expected == pytest.approx(730 / 1096)
    assert [step.is_point for step in found.steps] == [False, False, True]


def test_drafts_do_not_count_and_no_figure_after_the_day(programme, people, units):
    make_target(programme, people, [units["11"]], {2018: 110, 2019: 120})
    publish(people, units["11"], {2018: 110})
    make_observation(people, units["11"], 2019, 999)
    officer = make_user("aimag_officer", units["1"])
    assert judged(programme, user=officer)[0].actual is None
    assert judged(programme, on=date(2019, 6, 30))[0].actual == 110


def test_each_period_is_judged_by_the_version_in_force_when_it_began(
    programme, people, units
):
    target = make_target(programme, people, [units["11"]], {2018: 110, 2019: 200})
    add_version(target, {2018: 110, 2019: 300, 2020: 400}, date(2019, 3, 1))
    publish(people, units["11"], {2018: 110, 2019: 150, 2020: 250})
    [found] = judged(programme, on=date(2020, 12, 31))
    steps = {step.period.code: step for step in found.steps}
    assert (steps["2019"].wanted, steps["2020"].wanted) == (200, 400)
    assert steps["2019"].progress.raw == pytest.approx(0.5)
    assert steps["2018"].version == target.versions.first()


def test_a_version_to_come_is_not_shown_before_its_day(programme, people, units):
    target = make_target(programme, people, [units["11"]], {2020: 200})
    add_version(target, {2020: 300}, date(2020, 1, 1))
    assert judged(programme)[0].wanted == 200
    assert judged(programme, on=date(2020, 2, 1))[0].wanted == 300


def test_dropped_targets_and_those_not_set_yet_are_left_out(programme, people, units):
    make_target(
        programme,
        people,
        [units["11"]],
        {2020: 200},
        dropped_on=END_2019,
        dropped_reason="солигдсон",
    )
    make_target(
        programme, people, [units["12"]], {2020: 9}, in_force_from=date(2020, 1, 1)
    )
    assert judged(programme) == []
    assert len(judged(programme, on=date(2019, 12, 30))) == 1


def test_a_group_is_added_up_only_when_all_of_it_is_known(programme, people, units):
    group = [units["1101"], units["1102"]]
    make_target(programme, people, group, {2019: 120})
    publish(people, units["1101"], {2019: 70})
    [found] = judged(programme)
    assert found.actual is None
    assert (found.current.found.known, found.current.found.total) == (1, 2)
    publish(people, units["1102"], {2019: 45})
    [found] = judged(programme)
    assert found.actual == 115
    assert len(found.observations) == 2


def test_a_mean_of_a_group_is_weighed(programme, people, units):
    income = make_indicator("income", across_units="mean", weight=people)
    group = [units["1101"], units["1102"]]
    make_target(programme, income, group, {2019: 20}, baseline=(2017, 10.0))
    for indicator, values in ((income, (10, 30)), (people, (300, 100))):
        publish(indicator, units["1101"], {2019: values[0]})
        publish(indicator, units["1102"], {2019: values[1]})
    assert judged(programme)[0].actual == pytest.approx(15)


def test_a_ratio_of_a_group_is_made_of_its_parts(programme, people, units):
    area = make_indicator("area")
    density = make_indicator(
        "density",
        across_units="ratio",
        numerator=people,
        denominator=area,
        factor=10,
    )
    group = [units["1101"], units["1102"]]
    make_target(programme, density, group, {2019: 20}, baseline=(2017, 10.0))
    for indicator, values in ((people, (100, 200)), (area, (50, 250))):
        publish(indicator, units["1101"], {2019: values[0]})
        publish(indicator, units["1102"], {2019: values[1]})
    assert judged(programme)[0].actual == pytest.approx(10)


def test_after_a_split_the_parts_are_put_together_again(programme, people, units):
    make_target(programme, people, [units["1101"]], {2019: 120})
    day = date(2019, 1, 1)
    change = UnitChange.objects.create(
        kind="split", act=make_act(units["1"]), effective_on=day
    )
    UnitVersion.objects.filter(unit=units["1101"]).update(valid_to=day)
    for code, share in (("1101", "0.6"), ("1105", "0.4")):
        units[code] = make_unit(code, units["11"], "bag", start=day)
        Lineage.objects.create(
            change=change,
            source=units["1101"],
            target=units[code],
            measure="population",
            share=share,
        )
    rebuild()
    publish(people, units["1101"], {2019: 66})
    assert judged(programme)[0].actual is None
    publish(people, units["1105"], {2019: 44})
    assert judged(programme)[0].actual == pytest.approx(110)


def test_a_range_and_a_level_to_keep_are_judged_by_their_rules(
    programme, people, units
):
    make_target(
        programme,
        people,
        [units["11"]],
        {2019: (200.0, 400.0)},
        kind="range",
        baseline=(2017, 900.0),
    )
    make_target(programme, people, [units["12"]], {2019: 100}, kind="maintain")
    publish(people, units["11"], {2019: 650})
    publish(people, units["12"], {2019: 99})
    found = {one.target.kind: one.progress for one in judged(programme)}
    assert found["range"].status == "out_of_range"
    assert found["range"].raw == pytest.approx(0.5)
    assert found["maintain"].status == "lost"


def test_targets_are_narrowed_by_objective_measure_and_unit(programme, people, units):
    measure = make_measure(programme, units["11"])
    mine = make_target(programme, people, [units["11"]], {2019: 1}, measure=measure)
    other = make_target(
        programme,
        people,
        [units["12"], units["11"]],
        {2019: 1},
        objective=programme.objectives.first(),
    )
    assert list(targets_of(programme, measure=measure)) == [mine]
    objective = programme.objectives.first()
    assert list(targets_of(programme, objective=objective)) == [other]
    assert set(targets_of(programme, unit=units["11"])) == {mine, other}
    assert list(targets_of(programme, unit=units["12"])) == [other]


def test_many_targets_cost_as_many_queries_as_one(
    programme, people, units, django_assert_num_queries
):
    make_target(programme, people, [units["11"]], {2019: 120})
    publish(people, units["11"], {2019: 118})
    with django_assert_num_queries(8):
        assert len(judged(programme)) == 1
    for number in range(9):
        other = make_indicator(f"other-{number}", direction="higher")
        make_target(programme, other, [units["1101"], units["12"]], {2019: 120})
    with django_assert_num_queries(8):
        assert len(judged(programme)) == 10


def test_what_is_withheld_is_not_called_missing(programme, people, units):
    make_target(programme, people, [units["1101"]], {2019: 120})
    publish(people, units["1102"], {2019: 41})
    year = make_period(2019)
    Withheld.objects.create(indicator=people, unit=units["1101"], period=year)
    (shown,) = judged(programme)
    assert shown.found.withheld
    assert shown.actual is None
    assert reached(shown.found, people) == "нууцалсан"


def test_what_nobody_knows_is_missing(programme, people, units):
    make_target(programme, people, [units["1101"]], {2019: 120})
    (shown,) = judged(programme)
    assert not shown.found.withheld
    assert reached(shown.found, people) == "мэдээлэл алга"


def test_the_bands_of_lights_are_a_setting(settings):
    settings.BAGANA_LIGHTS = "0.8,0.5"
    assert (light_bands().green, light_bands().amber) == (0.8, 0.5)
    for bad in ("0.5,0.8", "green", "0.9"):
        settings.BAGANA_LIGHTS = bad
        with pytest.raises(ImproperlyConfigured):
            light_bands()
