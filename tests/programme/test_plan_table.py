"""A plan table in three steps: checked, applied whole, taken back exactly."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from bagana.programme.actions.plan_batches import (
    apply_batch,
    discard_batch,
    undo_batch,
)
from bagana.programme.models import (
    Activity,
    Measure,
    MoneyEntry,
    Objective,
    PlanBatch,
    Target,
)
from bagana.web.errors import Conflict, PermissionDenied, Refused
from tests.factories import make_indicator, make_observation, make_user
from tests.programme.factories import make_programme
from tests.programme.tables import TableWorld, csv_of, everything, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db) -> TableWorld:
    return make_world()


ONE = {
    "№": "1.1",
    "Үе шат": "I",
    "Зорилт": "1. Зорилт 1",
    "Хэрэгжүүлэх арга хэмжээ": "Багийн төв барих",
    "Арга хэмжээ (англиар)": "Build a bag centre",
    "Үйл ажиллагаа": "Зураг төсөв — 2018.09.01\nБарих — 2019 оны 12 сар",
    "Хамрах нэгж": "Нэгж 1101; 1102",
    "Хариуцах нэгж": "11",
    "Эхлэх": "2018-07-01",
    "Дуусах": "2019 IV улирал",
    "Эрсдэл": "дунд",
    "УТ 2018": "59,4 сая",
    "ОНХС 2019": "1 200 000",
    "жишээ": "жишээ",
}


def test_checking_writes_nothing_but_the_batch(world):
    before = everything()
    batch = world.check(csv_of([ONE]))
    assert batch.counts["read"] == batch.counts["new"] == 1
    assert everything() == before


def test_a_new_line_becomes_a_measure_with_all_its_cells(world):
    world.take_in(csv_of([ONE]))
    measure = Measure.objects.get()
    assert (measure.number, measure.name_mn) == ("1.1", "Багийн төв барих")
    assert (measure.starts_on, measure.due_on) == (date(2018, 7, 1), date(2019, 12, 31))
    assert measure.office.code == "11"
    assert measure.risk == "medium"
    assert measure.is_illustrative
    assert [u.code for u in measure.units.all()] == ["1101", "1102"]
    steps = measure.activities.values_list("name_mn", "due_on")
    assert list(steps) == [
        ("Зураг төсөв", date(2018, 9, 1)),
        ("Барих", date(2019, 12, 31)),
    ]
    assert measure.history.get().history_change_reason.startswith("plan table")


def test_money_is_planned_by_source_and_year_under_the_sums_budget(world):
    world.take_in(csv_of([{**ONE, "Хариуцах нэгж": "1101", "Хамрах нэгж": "1101"}]))
    rows = MoneyEntry.objects.order_by("year")
    assert [(r.source, r.year, r.kind, r.amount) for r in rows] == [
        ("state", 2018, "plan", Decimal("59400000.00")),
        ("ldf", 2019, "plan", Decimal("1200000.00")),
    ]
    assert {(r.spender.code, r.unit.code) for r in rows} == {("11", "1101")}
    assert Measure.objects.get().standing.planned == Decimal(60600000)


def test_the_same_table_again_changes_nothing(world):
    world.take_in(csv_of([ONE]))
    before = everything()
    again = world.take_in(csv_of([ONE]))
    assert again.counts["same"] == again.counts["read"] == 1
    assert everything() == before


def test_an_unchanged_measure_keeps_its_history(world):
    world.take_in(csv_of([ONE]))
    world.take_in(csv_of([ONE]))
    assert Measure.objects.get().history.count() == 1


def test_an_empty_cell_and_a_missing_column_change_nothing(world):
    world.take_in(csv_of([ONE]))
    line = {"№": "1.1", "Хэрэгжүүлэх арга хэмжээ": "Багийн төв барих", "Эрсдэл": ""}
    assert world.take_in(csv_of([line])).counts["same"] == 1


def test_a_changed_line_changes_only_what_it_says(world):
    world.take_in(csv_of([ONE]))
    line = {"№": "1.1", "Хэрэгжүүлэх арга хэмжээ": "Багийн төв", "Эрсдэл": "өндөр"}
    batch = world.take_in(csv_of([line]))
    assert batch.counts["changed"] == 1
    assert batch.record["changes"][0]["parts"] == ["name_mn", "risk"]
    measure = Measure.objects.get()
    assert (measure.name_mn, measure.risk, measure.revision) == (
        "Багийн төв",
        "high",
        2,
    )
    assert measure.activities.count() == 2


def test_a_line_without_a_number_is_found_by_its_name(world):
    world.take_in(csv_of([ONE]))
    line = {key: value for key, value in ONE.items() if key != "№"}
    assert world.take_in(csv_of([line])).counts["same"] == 1


def test_a_line_without_a_number_gets_the_next_free_one(world):
    named = "Хэрэгжүүлэх арга хэмжээ"
    lines = [
        {"№": "1.1", "Үе шат": "I", "Зорилт": "1", named: "Нэг"},
        {"№": "", "Үе шат": "I", "Зорилт": "1", named: "Хоёр"},
        {"№": "1.2", "Үе шат": "I", "Зорилт": "1", named: "Гурав"},
    ]
    world.take_in(csv_of(lines))
    numbers = dict(Measure.objects.values_list("name_mn", "number"))
    assert numbers == {"Нэг": "1.1", "Хоёр": "1.3", "Гурав": "1.2"}


def test_an_unknown_objective_is_made_once(world):
    named = "Хэрэгжүүлэх арга хэмжээ"
    new = "Шинэ зорилт"
    lines = [
        {"Үе шат": "I", "Зорилт": new, "Зорилт (англиар)": "New", named: "Нэг"},
        {"Үе шат": "I", "Зорилт": new, "Зорилт (англиар)": "", named: "Хоёр"},
    ]
    batch = world.take_in(csv_of(lines))
    assert batch.counts["objectives"] == 1
    made = Objective.objects.get(name_mn=new)
    assert (made.number, made.name_en, made.measures.count()) == (3, "New", 2)


def test_a_new_objective_without_a_number_takes_that_of_its_measures(world):
    named = "Хэрэгжүүлэх арга хэмжээ"
    lines = [
        {"Үе шат": "I", "№": "7.1", "Зорилт": "Долоо дахь", named: "Нэг"},
        {"Үе шат": "I", "№": "7.2", "Зорилт": "Долоо дахь", named: "Хоёр"},
        {"Үе шат": "I", "№": "7.3", "Зорилт": "Бас нэг", named: "Гурав"},
    ]
    world.take_in(csv_of(lines))
    made = dict(Measure.objects.values_list("number", "objective__number"))
    assert made == {"7.1": 7, "7.2": 7, "7.3": 8}


def test_units_may_be_all_bags_of_the_programme(world):
    world.take_in(csv_of([{**ONE, "Хамрах нэгж": "бүх баг"}]))
    codes = [u.code for u in Measure.objects.get().units.order_by("code")]
    assert codes == ["1101", "1102", "1103", "1201", "1202"]


def test_a_smaller_plan_of_a_year_that_began_is_a_negative_adjustment(world):
    world.take_in(csv_of([ONE]), on=date(2018, 6, 5))
    world.take_in(csv_of([{**ONE, "УТ 2018": "50 сая"}]), on=date(2018, 9, 1))
    rows = MoneyEntry.objects.filter(year=2018).order_by("pk")
    assert [(r.kind, r.amount) for r in rows] == [
        ("plan", Decimal(59400000)),
        ("adjustment", Decimal(-9400000)),
    ]
    standing = Measure.objects.get().standing
    assert (standing.planned, standing.adjusted) == (60600000, 51200000)


def test_the_plan_of_a_year_to_come_is_reversed_and_entered_anew(world):
    world.take_in(csv_of([ONE]), on=date(2018, 6, 5))
    changed = csv_of([{**ONE, "ОНХС 2019": "2000000"}])
    world.take_in(changed, on=date(2018, 9, 1))
    rows = MoneyEntry.objects.filter(year=2019).order_by("pk")
    assert [(r.kind, int(r.amount)) for r in rows] == [
        ("plan", 1200000),
        ("plan", -1200000),
        ("plan", 2000000),
    ]
    assert rows[1].reverses == rows[0]
    third = csv_of([{**ONE, "ОНХС 2019": "0"}])
    world.take_in(third, on=date(2018, 10, 1))
    assert Measure.objects.get().standing.planned == 59400000


def test_undo_leaves_everything_as_before(world):
    before = everything()
    batch = world.take_in(csv_of([ONE]))
    assert everything() != before
    undo_batch(batch=batch, user=world.officer)
    assert everything() == before
    assert PlanBatch.objects.get(pk=batch.pk).state == "undone"


def test_undo_of_a_change_brings_the_old_rows_back_under_their_keys(world):
    world.take_in(csv_of([ONE]), on=date(2018, 6, 5))
    before, keys = everything(), list(Activity.objects.values_list("pk", flat=True))
    line = {
        **ONE,
        "Хэрэгжүүлэх арга хэмжээ": "Өөр нэр",
        "Үйл ажиллагаа": "Барих — 2019-11-01\nХүлээлгэн өгөх",
        "Хамрах нэгж": "1103",
        "УТ 2018": "1",
    }
    batch = world.take_in(csv_of([line]), on=date(2018, 9, 1))
    assert everything() != before
    undo_batch(batch=batch, user=world.officer)
    assert everything() == before
    assert list(Activity.objects.values_list("pk", flat=True)) == keys


def test_undo_brings_a_measure_back_from_an_objective_that_the_table_made(world):
    world.take_in(csv_of([ONE]))
    before = everything()
    batch = world.take_in(csv_of([{**ONE, "Зорилт": "9. Шинэ"}]))
    assert Measure.objects.get().objective.number == 9
    undo_batch(batch=batch, user=world.officer)
    assert everything() == before


def test_undo_is_refused_once_a_measure_was_changed_by_hand(world):
    batch = world.take_in(csv_of([ONE]))
    Measure.objects.update(name_mn="Гараар зассан")
    with pytest.raises(Conflict):
        undo_batch(batch=batch, user=world.officer)
    assert Measure.objects.exists()


def test_undo_is_refused_once_money_was_paid(world):
    batch = world.take_in(csv_of([ONE]))
    measure = Measure.objects.get()
    MoneyEntry.objects.create(
        measure=measure, spender=measure.office, source="state", year=2018,
        kind="payment", amount=1, booked_on=date(2018, 12, 1),
    )  # fmt: skip
    with pytest.raises(Conflict):
        undo_batch(batch=batch, user=world.officer)


def test_a_batch_is_applied_once_and_undone_once(world):
    batch = world.take_in(csv_of([ONE]))
    with pytest.raises(Conflict):
        apply_batch(batch=batch, user=world.officer)
    undo_batch(batch=batch, user=world.officer)
    with pytest.raises(Conflict):
        undo_batch(batch=batch, user=world.officer)


def test_only_a_checked_batch_can_be_dropped(world):
    batch = world.check(csv_of([ONE]))
    discard_batch(batch=batch, user=world.officer)
    assert not PlanBatch.objects.exists()
    done = world.take_in(csv_of([ONE]))
    with pytest.raises(Refused):
        discard_batch(batch=done, user=world.officer)


def test_who_does_not_plan_takes_no_table_in(world):
    roles = [("bag_governor", "1101"), ("sum_officer", "11"), ("evaluator", "1")]
    users = [make_user(role, world.units[place]) for role, place in roles]
    for user in [*users, make_user(), None]:
        with pytest.raises(PermissionDenied):
            world.check(csv_of([ONE]), user=user)


def test_another_persons_check_is_not_applied(world):
    batch = world.check(csv_of([ONE]))
    with pytest.raises(PermissionDenied):
        apply_batch(batch=batch, user=make_user("aimag_officer", world.units["1"]))


def test_a_target_takes_its_baseline_from_the_newest_published_value(world):
    people = make_indicator("people", direction="higher")
    for year, value in ((2016, 90.0), (2017, 100.0), (2019, 500.0)):
        make_observation(people, world.units["1101"], year, value, status="published")
    line = {
        **ONE,
        "Хамрах нэгж": "1101",
        "Шалгуур үзүүлэлт": "people",
        "Зорилтот түвшин 2019": "110",
        "Зорилтот түвшин 2020": "120.5",
    }
    world.take_in(csv_of([line]))
    target = Target.objects.get()
    version = target.versions.get()
    assert (target.kind, version.baseline_value) == ("ascending", 100.0)
    assert version.baseline_period.code == "2017"
    assert version.baseline_observations.get().value == 100.0
    points = version.points.values_list("period__code", "value")
    assert list(points) == [("2019", 110.0), ("2020", 120.5)]


def test_a_target_without_a_published_value_has_no_baseline(world):
    make_indicator("people", direction="higher")
    line = {**ONE, "Шалгуур үзүүлэлт": "people", "Зорилтот түвшин 2020": "120"}
    world.take_in(csv_of([line]))
    assert Target.objects.get().versions.get().baseline_value is None


def test_several_indicators_share_a_cell_in_their_order(world):
    make_indicator("people", direction="higher")
    make_indicator("waiting", direction="lower")
    line = {
        **ONE,
        "Шалгуур үзүүлэлт": "people (гарц); waiting",
        "Суурь түвшин": "10; 5",
        "Зорилтот түвшин 2020": "20; 2",
        "Зорилтот түвшин 2019": "15;",
    }
    world.take_in(csv_of([line]))
    kinds = dict(Target.objects.values_list("indicator__code", "kind"))
    assert kinds == {"people": "ascending", "waiting": "descending"}
    levels = Measure.objects.get().expected.values_list("indicator__code", "level")
    assert dict(levels) == {"people": "output", "waiting": "outcome"}
    assert world.take_in(csv_of([line])).counts["same"] == 1


def test_a_changed_level_is_a_version_in_force_from_that_day(world):
    make_indicator("people", direction="higher")
    line = {**ONE, "Шалгуур үзүүлэлт": "people", "Суурь түвшин": "10"}
    first = {**line, "Зорилтот түвшин 2019": "15", "Зорилтот түвшин 2020": "20"}
    world.take_in(csv_of([first]))
    second = {**line, "Зорилтот түвшин 2019": "", "Зорилтот түвшин 2020": "25"}
    batch = world.take_in(csv_of([second]), on=date(2019, 3, 1))
    old, new = Target.objects.get().versions.order_by("in_force_from")
    assert new.in_force_from == date(2019, 3, 1)
    assert [p.value for p in old.points.all()] == [15.0, 20.0]
    assert [p.value for p in new.points.all()] == [15.0, 25.0]
    undo_batch(batch=batch, user=world.officer)
    assert Target.objects.get().versions.get() == old


def test_a_typed_baseline_names_its_year_and_the_plan_as_its_source(world):
    make_indicator("people", direction="higher")
    line = {**ONE, "Шалгуур үзүүлэлт": "people", "Зорилтот түвшин 2020": "20"}
    world.take_in(csv_of([{**line, "Суурь түвшин": "10 (2016)"}]))
    version = Target.objects.get().versions.get()
    assert (version.baseline_value, version.baseline_period.code) == (10.0, "2016")
    assert version.baseline_source.code == "plan-table"
    assert not version.baseline_observations.exists()
    world.take_in(csv_of([{**line, "Суурь түвшин": "12"}]), on=date(2019, 1, 5))
    newest = Target.objects.get().versions.latest("in_force_from")
    assert (newest.baseline_value, newest.baseline_period.code) == (12.0, "2017")


def test_a_typed_baseline_that_was_published_is_the_published_one(world):
    people = make_indicator("people", direction="higher")
    row = make_observation(people, world.units["1101"], 2017, 9.0, status="published")
    line = {**ONE, "Хамрах нэгж": "1101", "Шалгуур үзүүлэлт": "people"}
    line |= {"Суурь түвшин": "9 (2017)", "Зорилтот түвшин 2020": "20"}
    world.take_in(csv_of([line]))
    version = Target.objects.get().versions.get()
    assert version.baseline_observations.get() == row
    assert version.baseline_source == people.source


def test_a_programme_of_another_unit_is_untouched(world):
    other = make_programme(world.units["12"], code="other")
    world.take_in(csv_of([ONE]))
    assert not other.measures.exists()
