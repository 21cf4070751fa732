"""Tables as offices really have them: files, pastes, outlines, any spelling."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from bagana.programme.models import Measure, MoneyEntry
from bagana.programme.table.cells import (
    level_text,
    number_text,
    read_day,
    read_level,
    read_money,
    split_steps,
)
from bagana.programme.table.columns import MoneyYear, TargetYear, meaning_of
from bagana.programme.table.problems import WORDS, Problem
from bagana.web.errors import Refused
from tests.factories import make_indicator
from tests.programme.tables import TableWorld, csv_of, make_world

NAME = "Хэрэгжүүлэх арга хэмжээ"


@pytest.fixture
def world(db) -> TableWorld:
    return make_world()


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2018-06-05", date(2018, 6, 5), date(2018, 6, 5)),
        ("2018.06.05", date(2018, 6, 5), date(2018, 6, 5)),
        ("2018/6/5", date(2018, 6, 5), date(2018, 6, 5)),
        ("2018 оны 06 дугаар сарын 05-ны өдөр", date(2018, 6, 5), date(2018, 6, 5)),
        ("2018 оны 12 сар", date(2018, 12, 1), date(2018, 12, 31)),
        ("2018 оны 12 дугаар сар", date(2018, 12, 1), date(2018, 12, 31)),
        ("2018.12", date(2018, 12, 1), date(2018, 12, 31)),
        ("2018 IV улирал", date(2018, 10, 1), date(2018, 12, 31)),
        ("2018 IV quarter", date(2018, 10, 1), date(2018, 12, 31)),
        ("2019 1 half-year", date(2019, 1, 1), date(2019, 6, 30)),
        ("2018 оны 4 улиралд", date(2018, 10, 1), date(2018, 12, 31)),
        ("2019 оны эхний хагас жил", date(2019, 1, 1), date(2019, 6, 30)),
        ("2019 он", date(2019, 1, 1), date(2019, 12, 31)),
    ],
)
def test_dates_are_read_as_officials_write_them(text, first, last):
    assert read_day(text, last=False) == first
    assert read_day(text, last=True) == last


@pytest.mark.parametrize("text", ["2018-02-30", "2018.13.01", "удахгүй", "05.06"])
def test_what_is_no_date_is_none(text):
    assert read_day(text, last=True) is None


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("59 400 000", "59400000"),
        ("59,400,000.50", "59400000.50"),
        ("₮ 59,400,000", "59400000"),
        ("59,4 сая", "59400000"),
        ("59.4 сая ₮", "59400000"),
        ("750 мянган төгрөг", "750000"),
        ("1,2 тэрбум", "1200000000"),
        ("200 төгрөг", "200"),
    ],
)
def test_money_is_read_as_officials_write_it(text, amount):
    assert read_money(text) == Decimal(amount)


def test_a_heading_may_say_in_what_money_is_counted():
    meaning = meaning_of("УТ 2018 (сая ₮)")
    assert meaning == MoneyYear("state", 2018, Decimal(1_000_000))
    assert read_money("59,4", meaning.scale) == Decimal(59_400_000)
    assert read_money("59,4 мянга", meaning.scale) == Decimal(59_400)


@pytest.mark.parametrize(
    ("heading", "meaning"),
    [
        ("ОНХС 2019", MoneyYear("ldf", 2019)),
        ("Орон нутгийн хөгжлийн сан 2019 он", MoneyYear("ldf", 2019)),
        ("2019 ОНТ", MoneyYear("local", 2019)),
        ("LDF 2019", MoneyYear("ldf", 2019)),
        ("Зорилтот түвшин 2020", TargetYear(2020)),
        ("2020 оны зорилтот түвшин", TargetYear(2020)),
        ("Target 2020", TargetYear(2020)),
        ("Биелэлт 2020", None),
        ("Тэмдэглэгээ", None),
    ],
)
def test_headings_of_years_are_known(heading, meaning):
    assert meaning_of(heading) == meaning


def test_activities_keep_the_dashes_of_their_names():
    text = "Судалгаа - 1-р шат — 2018.09.01\n• Барих – 2019 оны 12 сар\nХүлээлгэх"
    assert split_steps(text) == [
        ("Судалгаа - 1-р шат", "2018.09.01"),
        ("Барих", "2019 оны 12 сар"),
        ("Хүлээлгэх", ""),
    ]


@given(st.decimals(-(10**12), 10**12, places=4).map(float))
def test_every_level_reads_back_as_itself(value):
    text = number_text(value)
    assert "e" not in text
    assert read_level(text) == value


def test_a_range_reads_back_as_itself():
    assert read_level("40–60") == (40.0, 60.0)
    assert read_level(level_text((0.5, 1.25))) == (0.5, 1.25)
    assert read_level("60–40") is None


def test_a_workbook_is_read_and_merged_cells_are_carried_down(world):
    import xlsxwriter

    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        page = book.add_worksheet("Төлөвлөгөө")
        page.write_string(0, 0, "Багийн хөгжлийн хөтөлбөрийн төлөвлөгөө")
        for column, title in enumerate(("Зорилт", "Үе шат", NAME, "УТ 2018")):
            page.write_string(2, column, title)
        page.merge_range(3, 0, 4, 0, "1. Зорилт 1")
        page.merge_range(3, 1, 4, 1, "I")
        for line, name in ((3, "Нэг"), (4, "Хоёр")):
            page.write_string(line, 2, name)
            page.write_number(line, 3, 1500.5)
    batch = world.take_in(target.getvalue(), name="plan.xlsx")
    assert batch.counts["new"] == 2
    assert set(Measure.objects.values_list("objective__number", flat=True)) == {1}
    amounts = set(MoneyEntry.objects.values_list("amount", flat=True))
    assert amounts == {Decimal("1500.50")}


def test_a_row_with_only_its_objective_stands_over_the_measures_below(world):
    text = f"№\tЗорилт\t{NAME}\tҮе шат\n2\tЗорилт 2\t\tI\n\t\tБагийн төв\t\n"
    batch = world.paste(text)
    assert (batch.counts["new"], batch.problems) == (1, [])
    world.take_in(text.encode(), origin="paste")
    measure = Measure.objects.get()
    assert (measure.objective.number, measure.phase.number) == (2, 1)


def test_a_paste_from_excel_is_read_with_cells_of_several_lines(world):
    text = (
        f"Зорилт\t{NAME}\tҮйл ажиллагаа\tДуусах\r\n"
        '1\tБагийн төв\t"Зураг — 2018.09.01\nБарих — 2019.12.01"\t2019.12.31\r\n'
    )
    batch = world.paste(text)
    assert (batch.counts["new"], batch.problems) == (1, [])
    world_batch = world.take_in(text.encode(), origin="paste")
    assert world_batch.counts["new"] == 1
    measure = Measure.objects.get()
    assert measure.activities.count() == 2
    assert measure.phase.number == 1  # its due date lies there


OUTLINE = """1. Зорилт 1
1.1. Багийн төв барих — 2019.12.31
1.1.1. Зураг төсөв — 2018 IV улирал
- Барих — 2019.11.01
1.2\tТоног төхөөрөмж авах\t2020-06-30
3. Шинэ зорилт
3.1. Сургалт — 2021 он
"""


def test_an_outline_from_word_is_objectives_measures_and_activities(world):
    batch = world.take_in(OUTLINE.encode(), origin="paste")
    assert (batch.counts["new"], batch.counts["objectives"]) == (3, 1)
    rows = {m.number: m for m in Measure.objects.select_related("objective", "phase")}
    assert rows["1.1"].due_on == date(2019, 12, 31)
    steps = rows["1.1"].activities.values_list("name_mn", "due_on")
    assert list(steps) == [
        ("Зураг төсөв", date(2018, 12, 31)),
        ("Барих", date(2019, 11, 1)),
    ]
    assert rows["1.2"].due_on == date(2020, 6, 30)
    assert rows["3.1"].objective.name_mn == "Шинэ зорилт"
    assert rows["3.1"].phase.number == 2
    assert rows["3.1"].office == world.units["1"]


def test_the_same_outline_again_changes_nothing(world):
    world.take_in(OUTLINE.encode(), origin="paste")
    again = world.paste(OUTLINE)
    assert again.counts["same"] == again.counts["read"] == 3


def test_a_line_that_nobody_numbered_is_refused_and_counted(world):
    batch = world.paste("1. Зорилт 1\n1.1. Нэг — 2019\nдугааргүй мөр\n")
    assert batch.counts["read"] == 2
    assert batch.counts["refused"] == 1
    assert [(p["row"], p["code"]) for p in batch.problems] == [(3, "not_an_item")]


def test_numbered_lines_of_a_table_are_objectives_and_activities_too(world):
    lines = [
        {"№": "1", NAME: "Зорилт 1", "Дуусах": ""},
        {"№": "1.1", NAME: "Багийн төв", "Дуусах": "2019.12.31"},
        {"№": "1.1.1", NAME: "Зураг төсөв", "Дуусах": "2018.10.01"},
    ]
    world.take_in(csv_of(lines))
    measure = Measure.objects.get()
    assert (measure.number, measure.objective.number) == ("1.1", 1)
    assert measure.activities.get().due_on == date(2018, 10, 1)


def test_units_are_found_in_any_spelling(world):
    spellings = ["нэгж 1101", "Negj 1101", "Unit 1101", "1101", "Нэгж 11 / Нэгж 1101"]
    common = {"Үе шат": "I", "Зорилт": "1"}
    lines = [
        {**common, NAME: f"Нэр {place}", "Хамрах нэгж": text}
        for place, text in enumerate(spellings)
    ]
    world.take_in(csv_of(lines))
    found = [[u.code for u in m.units.all()] for m in Measure.objects.all()]
    assert found == [["1101"]] * len(spellings)


def test_the_pages_choice_is_the_phase_of_lines_that_name_none(world):
    line = csv_of([{"Зорилт": "1", NAME: "Нэг"}])
    assert world.codes(line) == [(2, "missing_phase")]
    world.take_in(line, phase=2)
    measure = Measure.objects.get()
    assert (measure.phase.number, measure.due_on) == (2, date(2023, 12, 31))


GOOD = {"№": "1.1", "Үе шат": "I", "Зорилт": "1", NAME: "Нэг"}


FAULTS = [
    ({NAME: ""}, "missing_name"),
    ({"Зорилт": "7"}, "missing_objective"),
    ({"Зорилт": "1. Огт өөр нэр"}, "objective_differs"),
    ({"Үе шат": "IV"}, "unknown_phase"),
    ({"Хамрах нэгж": "Байхгүй"}, "unknown_unit"),
    ({"Хариуцах нэгж": "MN"}, "unknown_unit"),
    ({"Шалгуур үзүүлэлт": "байхгүй"}, "unknown_indicator"),
    ({"Дуусах": "удахгүй"}, "unknown_date"),
    ({"Дуусах": "2031-01-01"}, "outside_programme"),
    ({"Эхлэх": "2019-01-01", "Дуусах": "2018-12-31"}, "due_before_start"),
    ({"УТ 2018": "мөнгө"}, "not_money"),
    ({"УТ 2018": "-5"}, "negative_money"),
    ({"УТ 2018": "9000 тэрбум тэрбум"}, "not_money"),
    ({"УТ 2018": "2000000 тэрбум"}, "too_much_money"),
    ({"УТ 2018": "12000000000000.5"}, "too_much_money"),
    ({"УТ 2031": "5"}, "year_outside"),
    ({"Зорилтот түвшин 2031": "5"}, "year_outside"),
    ({"Зорилтот түвшин 2019": "5"}, "levels_do_not_match"),
    ({"Эрсдэл": "аймаар"}, "unknown_risk"),
    ({"жишээ": "магадгүй"}, "unknown_flag"),
    ({"№": "a" * 21}, "bad_number"),
    ({NAME: "а" * 501}, "too_long"),
    ({"Үйл ажиллагаа": "Нэг — 2031.01.01"}, "outside_programme"),
    (
        {"Үйл ажиллагаа": "Нэг\nХоёр", "Үйл ажиллагаа (англиар)": "One"},
        "steps_do_not_match",
    ),
]


def test_each_fault_is_named_with_its_row_and_nothing_comes_in(world):
    lines = [
        {**GOOD, "№": f"1.{place}", **cells}
        for place, (cells, _) in enumerate(FAULTS, start=1)
    ]
    found = world.check(csv_of(lines))
    codes = [(problem["row"], problem["code"]) for problem in found.problems]
    assert codes == [(row, code) for row, (_, code) in enumerate(FAULTS, start=2)]
    assert found.counts["read"] == found.counts["refused"] == len(FAULTS)


def test_every_refusal_reads_in_both_languages(world):
    for code, words in WORDS.items():
        for language in ("mn", "en"):
            with override(language):
                assert str(words.reason), code
                assert str(words.fix), code
    args = {"number": 1, "name": "x", "text": "x", "codes": "x", "most": 1, "first": 1}
    args |= {"from": "x", "to": "x", "indicators": 1, "values": 1, "baseline": 1}
    args |= {"indicator": "x", "reason": "x", "fix": "x"}
    with override("en"):
        assert all(Problem(code, args=args).reason for code in WORDS)


GOAL_FAULTS = [
    ({"Зорилтот түвшин 2019": "олон"}, "not_a_number"),
    ({"Суурь түвшин": "олон"}, "not_a_number"),
    ({"Суурь түвшин": "10", "Зорилтот түвшин 2019": "5"}, "target_refused"),
    ({"Зорилтот түвшин 2019": "5; 6"}, "levels_do_not_match"),
    ({"Суурь түвшин": "5"}, "target_refused"),
]


def test_faults_of_targets_are_named(world):
    make_indicator("people", direction="higher")
    lines = [
        {**GOOD, "№": f"1.{place}", "Шалгуур үзүүлэлт": "people", **cells}
        for place, (cells, _) in enumerate(GOAL_FAULTS, start=1)
    ]
    expected = [(row, code) for row, (_, code) in enumerate(GOAL_FAULTS, start=2)]
    assert world.codes(csv_of(lines)) == expected


def test_an_indicator_that_does_not_add_up_is_no_target_of_a_group(world):
    make_indicator("rank", across_units="none", direction="higher")
    line = {**GOOD, "Хамрах нэгж": "1101; 1102", "Шалгуур үзүүлэлт": "rank"}
    assert world.codes(csv_of([line])) == []
    line["Зорилтот түвшин 2019"] = "5"
    assert world.codes(csv_of([line])) == [(2, "target_refused")]


def test_the_second_line_of_a_measure_is_refused(world):
    batch = world.check(csv_of([GOOD, GOOD]))
    assert (batch.counts["new"], batch.counts["refused"]) == (1, 1)
    assert [(p["row"], p["code"]) for p in batch.problems] == [(3, "duplicate")]


def test_a_refused_line_is_refused_whole_and_the_others_come_in(world):
    lines = [GOOD, {**GOOD, "№": "1.2", NAME: "Хоёр", "Эрсдэл": "аймаар"}]
    lines[0] = {**GOOD, "Эрсдэл": "бага"}
    batch = world.take_in(csv_of(lines))
    assert batch.counts["read"] == 2
    assert list(Measure.objects.values_list("number", flat=True)) == ["1.1"]


def test_a_done_activity_cannot_be_left_out(world):
    world.take_in(csv_of([{**GOOD, "Үйл ажиллагаа": "Барих"}]))
    step = Measure.objects.get().activities.get()
    step.done_on = date(2019, 1, 1)
    step.save()
    assert world.codes(csv_of([{**GOOD, "Үйл ажиллагаа": "Өөр"}])) == [
        (2, "activity_is_done")
    ]


def test_a_dropped_measure_is_not_changed_by_a_table(world):
    world.take_in(csv_of([GOOD]))
    Measure.objects.update(dropped_on=date(2019, 1, 1), dropped_reason="x")
    assert world.codes(csv_of([GOOD])) == [(2, "dropped")]


def test_headings_that_nobody_reads_are_named(world):
    batch = world.check(csv_of([{**GOOD, "Биелэлт": "80"}]))
    assert batch.record["unread"] == ["E · Биелэлт"]


@pytest.mark.parametrize("content", [b"", b"\x00\x01", "нэр,утга\n1,2\n".encode()])
def test_what_is_no_plan_table_is_refused_in_words(world, content):
    with pytest.raises(Refused):
        world.check(content)
