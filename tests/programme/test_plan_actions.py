"""Founding a programme; objectives, measures and steps; who may."""

from __future__ import annotations

from datetime import date

import pytest

from bagana.programme.actions import activities, carrying, founding, planning
from bagana.programme.models import Activity, Measure, Objective, Programme
from bagana.programme.queries import standings as queries
from bagana.web.errors import Conflict, PermissionDenied, Refused
from tests.factories import make_act, make_indicator, make_tree, make_user
from tests.programme.factories import (
    make_activity,
    make_measure,
    make_money,
    make_programme,
)

pytestmark = pytest.mark.django_db
DAY = date(2019, 6, 1)


@pytest.fixture
def units():
    return make_tree()


@pytest.fixture
def officer(units):
    return make_user("aimag_officer", units["1"])


@pytest.fixture
def programme(units):
    return make_programme(units["1"])


def founding_of(units, user, **more):
    values = {
        "user": user,
        "unit": units["1"],
        "act": make_act(units["1"]),
        "code": "bag-2018",
        "name_mn": "Багийн хөтөлбөр",
        "name_en": "Bag programme",
        "starts_on": date(2018, 1, 1),
        "ends_on": date(2023, 12, 31),
        "phases": [
            (date(2018, 1, 1), date(2020, 12, 31)),
            (date(2021, 1, 1), date(2023, 12, 31)),
        ],
    }
    return founding.found_programme(**(values | more))


def measure_of(programme, user, tree, **more):
    values = {
        "user": user,
        "programme": programme,
        "objective": programme.objectives.get(number=1),
        "phase": programme.phases.get(number=1),
        "number": "1.1",
        "name_mn": "Арга хэмжээ",
        "office": tree["11"],
        "starts_on": date(2018, 7, 1),
        "due_on": date(2019, 12, 31),
        "units": [tree["1101"]],
    }
    return planning.add_measure(**(values | more))


def test_a_programme_is_founded_with_its_phases(units, officer):
    programme = founding_of(units, officer)
    assert [str(phase) for phase in programme.phases.order_by("number")] == [
        "I 2018–2020",
        "II 2021–2023",
    ]
    assert programme.history.get().history_user == officer


def test_a_sum_officer_founds_for_his_sum_and_never_for_the_aimag(units):
    officer = make_user("sum_officer", units["11"])
    assert founding_of(units, officer, unit=units["11"]).unit == units["11"]
    for code in ("1", "12"):
        with pytest.raises(PermissionDenied):
            founding_of(units, officer, unit=units[code], code=f"other-{code}")


def test_a_phase_of_one_year_names_it_once(units, officer):
    spans = [
        (date(2018, 6, 5), date(2018, 12, 31)),
        (date(2019, 1, 1), date(2020, 5, 1)),
    ]
    programme = founding_of(units, officer, phases=spans, ends_on=date(2020, 5, 1))
    assert [str(phase) for phase in programme.phases.all()] == [
        "I 2018",
        "II 2019–2020",
    ]


def test_phases_may_not_overlap(units, officer):
    phases = [
        (date(2018, 1, 1), date(2020, 12, 31)),
        (date(2020, 12, 31), date(2023, 12, 31)),
    ]
    with pytest.raises(Refused) as refused:
        founding_of(units, officer, phases=phases)
    assert refused.value.field == "phases"
    assert not Programme.objects.exists()


def test_a_code_founds_one_programme_and_can_stand_in_an_address(units, officer):
    founding_of(units, officer)
    with pytest.raises(Conflict):
        founding_of(units, officer)
    for code in ("багийн хөтөлбөр", "about", "all"):
        with pytest.raises(Refused):
            founding_of(units, officer, code=code)


def test_a_measure_is_added_with_its_units_and_indicators(programme, officer, units):
    seen = make_indicator("offices")
    measure = measure_of(programme, officer, units, outputs=[seen], outcomes=[seen])
    assert [row.unit.code for row in measure.concerned.all()] == ["1101"]
    assert [row.level for row in measure.expected.all()] == ["outcome"]
    assert measure.standing.milestones == 0
    assert measure.history.get().history_change_reason == "added"


def test_numbers_sort_as_people_count(programme, officer, units):
    for number in ("1.10", "1.9", "1.2"):
        measure_of(programme, officer, units, number=number)
    numbers = queries.measures_of(programme, on=DAY).values_list("number", flat=True)
    assert list(numbers) == ["1.2", "1.9", "1.10"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name_mn": "  "}, "name_mn"),
        ({"number": ""}, "number"),
        ({"due_on": date(2018, 6, 30)}, "due_on"),
        ({"due_on": date(2021, 1, 1)}, "due_on"),
        ({"starts_on": date(2017, 12, 31)}, "starts_on"),
        ({"risk": "huge"}, "risk"),
    ],
)
def test_it_refuses_a_measure_that_cannot_be(programme, officer, units, change, field):
    with pytest.raises(Refused) as refused:
        measure_of(programme, officer, units, **change)
    assert refused.value.field == field
    assert not Measure.objects.exists()


def test_it_refuses_units_outside_the_programme(units):
    officer = make_user("aimag_officer", units["1"])
    programme = make_programme(units["11"])
    with pytest.raises(Refused) as refused:
        measure_of(programme, officer, units, units=[units["1201"], units["1101"]])
    assert "1201" in refused.value.reason
    assert "1101" not in refused.value.reason


def test_it_refuses_the_objective_of_another_programme(programme, officer, units):
    other = make_programme(units["11"]).objectives.first()
    with pytest.raises(Refused) as refused:
        measure_of(programme, officer, units, objective=other)
    assert refused.value.field == "objective"


def test_a_number_stands_once_in_a_programme(programme, officer, units):
    measure_of(programme, officer, units)
    with pytest.raises(Conflict):
        measure_of(programme, officer, units)


@pytest.mark.parametrize(
    ("role", "unit"),
    [
        ("bag_governor", "1101"),
        ("sum_officer", "11"),
        ("evaluator", "1"),
        (None, None),
    ],
)
def test_only_planners_of_the_aimag_plan_its_programme(programme, units, role, unit):
    user = make_user(role, units.get(unit))
    measure = make_measure(programme, units["1101"])
    with pytest.raises(PermissionDenied):
        measure_of(programme, user, units)
    with pytest.raises(PermissionDenied):
        planning.amend_measure(
            user=user, measure=measure, revision=1, reason="x", name_mn="y"
        )
    with pytest.raises(PermissionDenied):
        planning.drop_measure(user=user, measure=measure, on=DAY, reason="x")
    with pytest.raises(PermissionDenied):
        planning.add_objective(user=user, programme=programme, number=9, name_mn="x")


def test_an_amendment_keeps_the_earlier_wording_and_its_reason(
    programme, officer, units
):
    measure = measure_of(programme, officer, units)
    planning.amend_measure(
        user=officer,
        measure=measure,
        revision=1,
        reason="төсөв батлагдсан",
        name_mn="Шинэ нэр",
        units=[units["1101"], units["1102"]],
    )
    measure.refresh_from_db()
    assert (measure.name_mn, measure.revision) == ("Шинэ нэр", 2)
    newest, oldest = measure.history.all()
    assert oldest.name_mn == "Арга хэмжээ"
    assert newest.history_change_reason == "төсөв батлагдсан"
    assert measure.concerned.count() == 2


def test_a_stale_amendment_writes_nothing(programme, officer, units):
    measure = measure_of(programme, officer, units)
    same = Measure.objects.get(pk=measure.pk)
    planning.amend_measure(
        user=officer, measure=measure, revision=1, reason="a", name_mn="Нэг"
    )
    with pytest.raises(Conflict):
        planning.amend_measure(
            user=officer, measure=same, revision=1, reason="b", name_mn="Хоёр"
        )
    measure.refresh_from_db()
    assert (measure.name_mn, measure.revision) == ("Нэг", 2)


def test_an_amendment_without_a_reason_is_refused(programme, officer, units):
    measure = measure_of(programme, officer, units)
    with pytest.raises(Refused):
        planning.amend_measure(
            user=officer, measure=measure, revision=1, reason=" ", name_mn="x"
        )


def test_a_dropped_measure_stays_with_its_reason(programme, officer, units):
    measure = measure_of(programme, officer, units)
    with pytest.raises(Refused):
        planning.drop_measure(user=officer, measure=measure, on=DAY, reason="")
    planning.drop_measure(user=officer, measure=measure, on=DAY, reason="давхардсан")
    before, after = date(2019, 5, 31), DAY
    assert queries.measures_of(programme, on=before).get().status != "dropped"
    assert queries.measures_of(programme, on=after).get().status == "dropped"
    with pytest.raises(Conflict):
        planning.drop_measure(user=officer, measure=measure, on=DAY, reason="дахин")
    planning.take_up_again(user=officer, measure=measure, reason="андуурсан")
    assert queries.measures_of(programme, on=after).get().status != "dropped"


def test_a_mistaken_measure_can_be_removed_until_something_rests_on_it(
    programme, officer, units
):
    free, held = (make_measure(programme, units["1101"]) for _ in range(2))
    make_money(held, 100)
    planning.remove_measure(user=officer, measure=free, reason="андуурсан")
    with pytest.raises(Conflict):
        planning.remove_measure(user=officer, measure=held, reason="андуурсан")
    assert Measure.objects.get() == held
    assert Measure.history.filter(history_type="-").count() == 1


def test_an_unfinished_measure_goes_on_in_the_next_phase(programme, officer, units):
    measure = measure_of(programme, officer, units, outcomes=[make_indicator("a")])
    make_activity(measure, done_on=DAY)
    make_activity(measure, name_mn="Дутуу алхам")
    second = programme.phases.get(number=2)
    (later,) = carrying.carry_over(
        user=officer, measures=[measure], phase=second, reason="дуусаагүй"
    )
    assert (later.number, later.continues, later.phase) == ("1.1/II", measure, second)
    assert [step.name_mn for step in later.activities.all()] == ["Дутуу алхам"]
    assert later.starts_on == date(2021, 1, 1)
    assert [row.unit.code for row in later.concerned.all()] == ["1101"]
    assert measure.activities.count() == 2
    with pytest.raises(Conflict):
        carrying.carry_over(
            user=officer, measures=[measure], phase=second, reason="дахин"
        )


def test_a_measure_goes_on_only_into_a_later_phase(programme, officer, units):
    measure = measure_of(programme, officer, units)
    with pytest.raises(Refused):
        carrying.continue_measure(
            user=officer,
            measure=measure,
            phase=measure.phase,
            number="9",
            reason="x",
        )


def test_milestones_are_reached_and_reopened(programme, officer, units):
    measure = make_measure(programme, units["1101"])
    governor = make_user("bag_governor", units["1101"])
    step = activities.add_activity(
        user=officer, measure=measure, name_mn="Алхам", due_on=date(2019, 3, 1)
    )
    activities.reach_milestone(user=governor, activity=step, done_on=DAY)
    assert queries.measures_of(programme, on=DAY).get().status == "done"
    activities.reopen_activity(user=governor, activity=step, reason="дутуу")
    assert queries.measures_of(programme, on=DAY).get().status == "not_started"


def test_another_bags_governor_reaches_no_milestone(programme, units):
    step = make_activity(make_measure(programme, units["1101"]))
    for user in (make_user("bag_governor", units["1102"]), make_user()):
        with pytest.raises(PermissionDenied):
            activities.reach_milestone(user=user, activity=step, done_on=DAY)


def test_a_step_is_not_done_in_the_future(programme, officer, units):
    step = make_activity(make_measure(programme, units["1101"]))
    with pytest.raises(Refused) as refused:
        activities.reach_milestone(
            user=officer, activity=step, done_on=date(2999, 1, 1)
        )
    assert refused.value.field == "done_on"


def test_a_done_step_is_not_removed(programme, officer, units):
    step = make_activity(make_measure(programme, units["1101"]), done_on=DAY)
    with pytest.raises(Conflict):
        activities.remove_activity(user=officer, activity=step, reason="x")
    activities.reopen_activity(user=officer, activity=step, reason="x")
    activities.remove_activity(user=officer, activity=step, reason="x")
    assert not Activity.objects.exists()


def test_an_objective_with_measures_is_not_removed(programme, officer, units):
    make_measure(programme, units["1101"])
    first, second = programme.objectives.order_by("number")
    with pytest.raises(Conflict):
        planning.remove_objective(user=officer, objective=first, reason="x")
    planning.remove_objective(user=officer, objective=second, reason="x")
    assert Objective.objects.get() == first


def test_three_hundred_measures_are_added_in_few_statements(
    programme, officer, units, django_assert_max_num_queries
):
    """An import of a whole plan: the cost of one does not grow with their number."""
    for number in range(20):
        measure_of(programme, officer, units, number=f"2.{number}", refresh=False)
    with django_assert_max_num_queries(18):
        measure_of(programme, officer, units, number="3.1", refresh=False)
