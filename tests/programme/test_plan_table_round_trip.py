"""The same file goes out and comes in: an export imported again changes nothing."""

from __future__ import annotations

import io
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bagana.programme.models import Activity, Measure, MeasureIndicator, MoneyEntry
from bagana.programme.table.workbook import as_workbook
from bagana.programme.table.writing import plan_table
from bagana.web.tables import to_csv
from tests.factories import make_indicator
from tests.programme.factories import make_activity, make_measure, make_money
from tests.programme.tables import TableWorld, csv_of, everything, make_world

pytestmark = pytest.mark.django_db
FULL = {
    "№": "1.1",
    "Үе шат": "I",
    "Зорилт": "1",
    "Хэрэгжүүлэх арга хэмжээ": "Багийн төв барих",
    "Арга хэмжээ (англиар)": "Build a bag centre",
    "Үйл ажиллагаа": "Зураг төсөв — 2018.09.01\nБарих, тохижуулах — 2019.12.01",
    "Үйл ажиллагаа (англиар)": "Drawings\n—",
    "Хамрах нэгж": "1101; 1102",
    "Хариуцах нэгж": "11",
    "Хариуцах албан тушаал": "Засаг дарга",
    "Хамтран хэрэгжүүлэгч": "ЗДТГ",
    "Эхлэх": "2018-07-01",
    "Дуусах": "2019-12-31",
    "Хүлээгдэж буй гарц": "Нэг барилга\nхоёр өрөөтэй",
    "Шалгуур үзүүлэлт": "people (гарц); waiting; extra",
    "Суурь түвшин": "10.5 (2016); 5; ",
    "Зорилтот түвшин 2019": "15; ;",
    "Зорилтот түвшин 2020": "20; 2; ",
    "УТ 2018": "59400000",
    "ОНХС 2019": "1200000.25",
    "Эрсдэл": "дунд",
    "Тайлбар": "=1+1",
    "жишээ": "жишээ",
}


@pytest.fixture
def world(db) -> TableWorld:
    found = make_world()
    make_indicator("people", direction="higher")
    make_indicator("waiting", direction="lower", name_mn="Хүлээх хугацаа; өдөр")
    make_indicator("extra")
    found.take_in(csv_of([FULL]))
    return found


def exported(world: TableWorld, kind: str, **options) -> bytes:
    table = plan_table(world.programme, **options)
    if kind == "csv":
        return to_csv(table.as_columns(), table.rows).encode()
    return as_workbook(table)


@pytest.mark.parametrize("language", ["mn", "en"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_export_comes_back_without_a_change(world, kind, language):
    with override(language):
        content = exported(world, kind)
    before = everything()
    batch = world.take_in(content, name=f"plan.{kind}", on=date(2020, 1, 1))
    assert batch.problems == []
    assert batch.counts["same"] == batch.counts["read"] == 1
    assert everything() == before


def test_all_that_the_table_governs_is_in_the_export(world):
    content = exported(world, "csv").decode()
    other = make_world_again(world)
    batch = other.take_in(content.encode())
    assert batch.counts["new"] == 1
    assert other_rows(other) == other_rows(world)


def make_world_again(world: TableWorld) -> TableWorld:
    from tests.programme.factories import make_programme

    programme = make_programme(world.units["1"], code="again")
    return TableWorld(world.units, programme, world.officer)


def other_rows(world: TableWorld) -> list[object]:
    measure = Measure.objects.get(programme=world.programme)
    version = measure.targets.order_by("indicator").first().versions.get()
    return [
        measure.name_mn, measure.risk_note_mn, measure.output_mn, measure.post_mn,
        sorted(measure.units.values_list("code", flat=True)),
        list(measure.activities.values_list("name_mn", "name_en", "due_on")),
        list(measure.expected.values_list("indicator__code", "level")),
        list(measure.money.values_list("source", "year", "amount", "spender__code")),
        [version.baseline_value, *version.points.values_list("value", "low", "high")],
    ]  # fmt: skip


def test_the_workbook_of_a_plan_has_the_same_bytes_every_time(world):
    assert exported(world, "xlsx") == exported(world, "xlsx")


def test_the_template_is_the_table_without_lines_and_comes_back(world):
    content = exported(world, "xlsx", empty=True)
    batch = world.check(content, name="template.xlsx")
    assert (batch.counts["read"], batch.problems) == (0, [])
    assert batch.record["unread"] == []


def test_lists_of_the_workbook_name_units_and_indicators_as_they_are_read(world):
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(exported(world, "xlsx")))
    assert book.sheetnames == ["Төлөвлөгөө", "Заавар", "Жагсаалт"]
    rows = list(book["Жагсаалт"].values)[1:]
    assert "Нэгж 1101 [1101]" in [row[0] for row in rows]
    assert "Хүлээх хугацаа, өдөр [waiting]" in [row[1] for row in rows]
    line = {**FULL, "Хамрах нэгж": rows[0][0], "Шалгуур үзүүлэлт": rows[0][1]}
    line |= {"№": "1.9", "Суурь түвшин": "", "Зорилтот түвшин 2019": ""}
    line |= {"Зорилтот түвшин 2020": ""}
    assert world.codes(csv_of([line])) == []


def test_a_measure_that_concerns_all_bags_says_so(world):
    world.take_in(csv_of([{**FULL, "Хамрах нэгж": "бүх баг"}]))
    table = plan_table(world.programme)
    assert table.concerned(table.rows[0]) == "бүх баг"


def test_a_dropped_measure_is_left_out(world):
    Measure.objects.update(dropped_on=date(2019, 1, 1), dropped_reason="x")
    assert plan_table(world.programme).rows == []


def test_one_phase_can_be_taken_alone(world):
    assert len(plan_table(world.programme, phase=1).rows) == 1
    assert plan_table(world.programme, phase=2).rows == []


texts = st.text("абвё өҮ-.;,—=+'\"0123456789()[]/%", min_size=1, max_size=30).filter(
    lambda text: text.strip(" -–—….") and text == text.strip() and text[0] not in "'="
)
days = st.integers(0, 700).map(lambda shift: date(2018, 2, 1) + timedelta(days=shift))


@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    name=texts,
    steps=st.lists(st.tuples(texts, days), max_size=3),
    amounts=st.lists(st.decimals(1, 10**12, places=2), max_size=3),
    day=days,
)
def test_any_plan_comes_back_without_a_change(world, name, steps, amounts, day):
    with transaction.atomic():
        measure = make_measure(
            world.programme,
            world.units["11"],
            number="2.7",
            name_mn=name,
            starts_on=day,
            due_on=day + timedelta(days=30),
        )
        for text, due in steps:
            make_activity(measure, name_mn=text, name_en="", due_on=due)
        for year, amount in enumerate(amounts, start=2018):
            make_money(measure, amount, year=year)
        for kind in ("csv", "xlsx"):
            batch = world.check(exported(world, kind), name=f"plan.{kind}")
            assert batch.problems == []
            assert batch.record["changes"] == []
            assert batch.counts["same"] == batch.counts["read"] == 2
        transaction.set_rollback(True)


def test_the_property_above_has_something_to_bring_back(world):
    assert Activity.objects.count() == 2
    assert MeasureIndicator.objects.count() == 3
    assert set(MoneyEntry.objects.values_list("amount", flat=True)) == {
        Decimal("59400000.00"),
        Decimal("1200000.25"),
    }
