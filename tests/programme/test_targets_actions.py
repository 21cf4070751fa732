"""Setting, revising and dropping targets: what is kept, what is refused and why."""

from datetime import date

import pytest

from bagana.indicators.models import Publication
from bagana.programme.actions.targets import (
    Aim,
    Baseline,
    drop_target,
    revise_target,
    set_target,
)
from bagana.programme.models import Target
from bagana.web.errors import Conflict, PermissionDenied, Refused
from tests.factories import (
    make_act,
    make_indicator,
    make_observation,
    make_source,
    make_tree,
    make_user,
)
from tests.programme.factories import make_measure, make_programme

pytestmark = pytest.mark.django_db
DAY = date(2018, 6, 5)


@pytest.fixture
def units():
    return make_tree()


@pytest.fixture
def programme(units):
    return make_programme(units["1"])


@pytest.fixture
def officer(units):
    return make_user("aimag_officer", units["1"])


@pytest.fixture
def people(units):
    return make_indicator("people", name_mn="Хүн ам", direction="higher")


def publish(indicator, unit, year, value):
    publication = Publication.objects.create(title="туршилт", rows=1, sha256="0" * 64)
    return make_observation(
        indicator, unit, year, value, status="published", publication=publication
    )


@pytest.fixture
def ask(officer, programme, people, units):
    """Ask for a plain target, with what the test changes."""

    def set_with(**changed):
        asked = {
            "user": officer,
            "programme": programme,
            "indicator": people,
            "units": [units["11"]],
            "points": [Aim("2020", 140), Aim("2019", 120)],
            "in_force_from": DAY,
            "baseline": Baseline("2017", 100, make_source()),
        }
        return set_target(**(asked | changed))

    return set_with


def test_it_keeps_baseline_points_and_who_set_it(ask, officer, people):
    target = ask()
    version = target.versions.get()
    assert target.kind == "ascending"
    assert (target.made_by, version.made_by) == (officer, officer)
    assert (version.baseline_value, version.baseline_period.code) == (100, "2017")
    assert [(p.period.code, p.value) for p in version.points.all()] == [
        ("2019", 120),
        ("2020", 140),
    ]


def test_the_baseline_is_read_from_published_figures_and_they_are_kept(
    ask, people, units
):
    row = publish(people, units["11"], 2017, 104)
    make_observation(people, units["12"], 2017, 1)
    version = ask(baseline=Baseline("2017")).versions.get()
    assert version.baseline_value == 104
    assert list(version.baseline_observations.all()) == [row]
    assert version.baseline_source == people.source


def test_the_baseline_of_a_group_is_added_up_by_the_rule_of_the_catalogue(
    ask, people, units
):
    rows = {
        publish(people, units[code], 2017, value)
        for code, value in (("1101", 40), ("1102", 30))
    }
    target = ask(
        units=[units["1101"], units["1102"]],
        baseline=Baseline("2017"),
        group_mn="Жишиг багууд",
    )
    version = target.versions.get()
    assert version.baseline_value == 70
    assert set(version.baseline_observations.all()) == rows


def test_a_baseline_that_is_not_wholly_published_is_refused(ask, people, units):
    publish(people, units["1101"], 2017, 40)
    make_observation(people, units["1102"], 2017, 30)
    with pytest.raises(Refused, match="2 нэгжээс 1") as refused:
        ask(
            units=[units["1101"], units["1102"]],
            baseline=Baseline("2017"),
            group_mn="Жишиг багууд",
        )
    assert refused.value.field == "baseline_period"


def test_a_typed_baseline_names_its_source(ask):
    with pytest.raises(Refused) as refused:
        ask(baseline=Baseline("2017", 100))
    assert refused.value.field == "baseline_source"


def test_a_target_may_lack_a_baseline(ask):
    version = ask(baseline=None).versions.get()
    assert (version.baseline_value, version.baseline_period) == (None, None)


@pytest.mark.parametrize(
    ("direction", "kind"), [("higher", "ascending"), ("lower", "descending")]
)
def test_the_kind_follows_the_direction_of_the_indicator(ask, direction, kind):
    indicator = make_indicator(f"by-{direction}", direction=direction)
    target = ask(indicator=indicator, baseline=None)
    assert target.kind == kind


def test_an_indicator_without_direction_needs_a_kind(ask):
    neutral = make_indicator("neutral", direction="neutral")
    with pytest.raises(Refused) as refused:
        ask(indicator=neutral)
    assert refused.value.field == "kind"
    assert ask(indicator=neutral, kind="ascending").kind == "ascending"


@pytest.mark.parametrize(
    "points",
    [
        [Aim("2019", 90)],
        [Aim("2019", 120), Aim("2020", 99)],
        [],
        [Aim("2024", 120)],
        [Aim("2017-H1", 120)],
        [Aim("2019", 120), Aim("2019-H2", 125)],
        [Aim("онгүй", 120)],
        [Aim("2019", float("nan"))],
        [Aim("2019", -5)],
        [Aim("2019", low=110, high=130)],
        [Aim("2019", low=110)],
        [Aim("2019")],
        [Aim("2019", 120, 110, 130)],
    ],
)
def test_points_that_cannot_be_are_refused(ask, points):
    with pytest.raises(Refused) as refused:
        ask(points=points)
    assert refused.value.field == "points"
    assert not Target.objects.exists()


def test_a_range_wants_both_limits_in_order(ask):
    for bad in (Aim("2019", 120), Aim("2019", low=130, high=110)):
        with pytest.raises(Refused) as refused:
            ask(kind="range", points=[bad])
        assert refused.value.field == "points"
    target = ask(kind="range", points=[Aim("2019", low=110, high=130)])
    point = target.versions.get().points.get()
    assert (point.low, point.high, point.value) == (110, 130, None)


def test_units_outside_the_programme_are_refused(ask, units, officer):
    other = make_programme(units["11"], act=make_act(units["11"]))
    with pytest.raises(Refused, match="12") as refused:
        ask(programme=other, units=[units["12"]])
    assert refused.value.field == "units"


def test_no_units_nested_units_and_units_too_low_are_refused(ask, units):
    of_sums = make_indicator("of-sums", direction="higher", lowest_level=2)
    for changed in (
        {"units": []},
        {"units": [units["11"], units["1101"]], "group_mn": "Бүлэг"},
        {"units": [units["1101"]], "indicator": of_sums},
        {"units": [units["11"]], "in_force_from": date(1999, 1, 1)},
    ):
        with pytest.raises(Refused) as refused:
            ask(**changed)
        assert refused.value.field == "units"


def test_a_group_needs_a_name_and_an_indicator_that_adds_up(ask, units):
    group = [units["1101"], units["1102"]]
    with pytest.raises(Refused) as refused:
        ask(units=group)
    assert refused.value.field == "group_mn"
    alone = make_indicator("alone", direction="higher", across_units="none")
    with pytest.raises(Refused) as refused:
        ask(units=group, group_mn="Бүлэг", indicator=alone)
    assert refused.value.field == "units"


def test_the_objective_follows_the_measure(ask, programme, units):
    measure = make_measure(programme, units["11"])
    assert ask(measure=measure).objective == measure.objective
    with pytest.raises(Refused) as refused:
        ask(measure=measure, objective=programme.objectives.get(number=2))
    assert refused.value.field == "objective"


def test_what_belongs_to_another_programme_is_refused(ask, units):
    other = make_programme(units["1"])
    with pytest.raises(Refused) as refused:
        ask(objective=other.objectives.first())
    assert refused.value.field == "objective"
    with pytest.raises(Refused) as refused:
        ask(measure=make_measure(other, units["11"]))
    assert refused.value.field == "measure"


def test_the_same_target_is_set_once(ask, officer):
    target = ask()
    with pytest.raises(Conflict):
        ask()
    drop_target(user=officer, target=target, on=date(2019, 1, 1), reason="давхар")
    assert ask().pk != target.pk


def test_a_tolerance_below_nought_is_refused(ask):
    with pytest.raises(Refused) as refused:
        ask(tolerance=-1)
    assert refused.value.field == "tolerance"


def test_a_revision_is_a_new_version_with_the_old_baseline(ask, officer, people, units):
    row = publish(people, units["11"], 2017, 104)
    target = ask(baseline=Baseline("2017"), tolerance=2)
    version = revise_target(
        user=officer,
        target=target,
        in_force_from=date(2020, 1, 1),
        reason="Тодотгол",
        points=[Aim("2020", 150), Aim("2021", 160)],
    )
    assert target.versions.count() == 2
    assert (version.baseline_value, version.tolerance) == (104, 2)
    assert list(version.baseline_observations.all()) == [row]
    assert target.versions.first().points.count() == 2


def test_a_revision_may_bring_another_baseline(ask, officer):
    version = revise_target(
        user=officer,
        target=ask(),
        in_force_from=date(2020, 1, 1),
        reason="Суурь түвшнийг дахин тогтоов",
        points=[Aim("2020", 150)],
        baseline=Baseline("2018", 111, make_source("census")),
    )
    assert (version.baseline_value, version.baseline_source.code) == (111, "census")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"reason": " "}, "reason"),
        ({"in_force_from": DAY}, "in_force_from"),
        ({"points": [Aim("2020", 1)]}, "points"),
    ],
)
def test_a_revision_needs_a_reason_a_later_day_and_sound_points(
    ask, officer, changed, field
):
    asked = {
        "user": officer,
        "target": ask(),
        "in_force_from": date(2020, 1, 1),
        "reason": "Тодотгол",
        "points": [Aim("2020", 150)],
    }
    with pytest.raises(Refused) as refused:
        revise_target(**(asked | changed))
    assert refused.value.field == field


def test_a_dropped_target_says_why_and_takes_no_more(ask, officer):
    target = ask()
    with pytest.raises(Refused):
        drop_target(user=officer, target=target, on=date(2019, 1, 1), reason="")
    drop_target(user=officer, target=target, on=date(2019, 1, 1), reason="Нэгтгэсэн")
    target.refresh_from_db()
    assert (target.dropped_on, target.dropped_reason) == (
        date(2019, 1, 1),
        "Нэгтгэсэн",
    )
    with pytest.raises(Conflict):
        drop_target(user=officer, target=target, on=date(2020, 1, 1), reason="дахин")
    with pytest.raises(Conflict):
        revise_target(
            user=officer,
            target=target,
            in_force_from=date(2020, 1, 1),
            reason="дахин",
            points=[Aim("2020", 150)],
        )


@pytest.mark.parametrize(
    ("role", "unit"),
    [
        ("bag_governor", "1101"),
        ("sum_officer", "11"),
        ("evaluator", "1"),
        ("sum_officer", "12"),
        (None, None),
    ],
)
def test_only_who_plans_the_programme_sets_targets(ask, units, role, unit):
    target = ask()
    user = make_user(role, units.get(unit))
    with pytest.raises(PermissionDenied):
        ask(user=user, indicator=make_indicator("other", direction="higher"))
    with pytest.raises(PermissionDenied):
        drop_target(user=user, target=target, on=DAY, reason="үгүй")
    with pytest.raises(PermissionDenied):
        revise_target(
            user=user,
            target=target,
            in_force_from=date(2020, 1, 1),
            reason="үгүй",
            points=[Aim("2020", 150)],
        )


def test_a_sum_sets_targets_of_its_own_programme(ask, units):
    user = make_user("sum_officer", units["11"])
    own = make_programme(units["11"])
    assert ask(user=user, programme=own).programme == own
