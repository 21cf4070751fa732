"""Files as offices save them: encodings, separators, layouts, workbooks."""

from __future__ import annotations

import io
from datetime import date

import pytest
import xlsxwriter

from bagana.indicators.imports import Options, apply_batch, check_file
from bagana.indicators.imports.layout import column_letter
from bagana.indicators.imports.reading import read_table
from bagana.indicators.models import Observation
from bagana.web.errors import Refused
from tests.indicators.world import make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


def workbook(rows: list[list[object]], name: str = "Sheet1") -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        page = book.add_worksheet(name)
        for line, row in enumerate(rows):
            page.write_row(line, 0, row)
    return target.getvalue()


def figures() -> list[tuple]:
    rows = Observation.objects.order_by("indicator__code", "unit__code", "period__code")
    return list(
        rows.values_list("indicator__code", "unit__code", "period__code", "value")
    )


def take_in(world, content: bytes, **options) -> list[tuple]:
    batch = check_file(
        user=world.officer, name="f", content=content, options=Options(**options)
    )
    assert batch.problems == []
    apply_batch(user=world.officer, batch=batch)
    return figures()


ONE = [("people", "1101", "2025", 1234.5)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
def test_it_reads_the_encodings_of_offices(world, encoding):
    text = "Код;Үзүүлэлт;Он;Утга\n1101;people;2025;1 234,5\n"
    # The old code page has no Ү: offices wrote what looked alike.
    if encoding == "cp1251":
        text = text.replace("Үзүүлэлт", "indicator")
    assert take_in(world, text.encode(encoding)) == ONE


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_it_reads_every_separator(world, mark):
    rows = [
        ["code", "indicator", "period", "value"],
        ["1101", "people", "2025", "1234.5"],
    ]
    text = "\n".join(mark.join(row) for row in rows)
    assert take_in(world, text.encode()) == ONE


def test_it_reads_a_workbook_with_numbers_for_codes(world):
    rows = [["Код", "Үзүүлэлт", "Он", "Утга"], [1101, "people", 2025, 1234.5]]
    assert take_in(world, workbook(rows)) == ONE


def test_titles_may_stand_above_the_header(world):
    rows = [
        ["Сүхбаатар сум"],
        [],
        ["Код", "Үзүүлэлт", "Он", "Утга"],
        ["1101", "Хүн ам", "2025 он", "1,234.5"],
    ]
    assert take_in(world, workbook(rows)) == ONE


def test_wide_by_indicator(world):
    text = "Код,Нэр,Хугацаа,Хүн ам,Animals\n1101,а,2025,10,20\n1102,б,2025,,5\n"
    assert take_in(world, text.encode()) == [
        ("animals", "1101", "2025", 20.0),
        ("animals", "1102", "2025", 5.0),
        ("people", "1101", "2025", 10.0),
    ]


def test_wide_by_period_with_the_indicator_chosen(world):
    text = "Код,2023,2024,2025-Q1\n1101,1,2,3\n"
    assert take_in(world, text.encode(), indicator="people") == [
        ("people", "1101", "2023", 1.0),
        ("people", "1101", "2024", 2.0),
        ("people", "1101", "2025-Q1", 3.0),
    ]


def test_wide_by_period_must_say_the_indicator(world):
    with pytest.raises(Refused) as refusal:
        world.check("Код,2023,2024\n1101,1,2\n")
    assert refusal.value.field == "indicator"


def test_a_wide_file_without_a_period_asks_for_it(world):
    with pytest.raises(Refused) as refusal:
        world.check("Код,people\n1101,1\n")
    assert refusal.value.field == "period"
    assert take_in(world, b"code,people\n1101,1\n", period="2025 он")[0][3] == 1.0


def test_an_unknown_wide_column_is_counted_cell_by_cell(world):
    batch = world.check("code,period,people,what\n1101,2025,1,7\n1102,2025,2,\n")
    assert batch.counts["refused"] == 1
    assert batch.problems[0]["code"] == "unknown_column"
    assert batch.counts["read"] == 3


def test_an_unknown_unit_of_a_wide_row_refuses_its_figures_together(world):
    batch = world.check("code,period,people,animals\n9,2025,1,7\n1102,2025,2,\n")
    assert batch.counts == {
        "read": 3,
        "new": 1,
        "changed": 0,
        "same": 0,
        "refused": 2,
        "empty": 1,
    }
    assert len(batch.problems) == 1


def test_the_named_sheet_is_read(world):
    rows = [["code", "indicator", "period", "value"], [1101, "people", 2025, 1234.5]]
    assert take_in(world, workbook(rows, "Тоо"), sheet="Тоо") == ONE
    with pytest.raises(Refused, match="Алга"):
        check_file(
            user=world.officer,
            name="f",
            content=workbook(rows),
            options=Options(sheet="Алга"),
        )


def test_dates_in_a_workbook_are_text():
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        page = book.add_worksheet()
        style = book.add_format({"num_format": "yyyy-mm-dd"})
        page.write_datetime(0, 0, date(2025, 7, 1), style)
    assert read_table("x", target.getvalue()) == [["2025-07-01"]]


@pytest.mark.parametrize(
    ("index", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")]
)
def test_columns_are_called_as_the_spreadsheet_calls_them(index, letters):
    assert column_letter(index) == letters
