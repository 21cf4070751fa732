"""Any table can be taken away as CSV, XLSX and JSON."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from bagana.web.tables import (
    FORMULA_STARTS,
    Column,
    table_response,
    to_csv,
    to_json,
    to_xlsx,
    wanted_format,
)


@dataclass(frozen=True)
class Row:
    name: str
    value: float | Decimal | None
    day: date


ROWS = [
    Row("Түнхэл", 3104, date(2018, 6, 5)),
    Row("=HYPERLINK(1)", None, date(2018, 6, 4)),
    Row("-ийн", Decimal("-2.5"), date(2018, 6, 3)),
]
COLUMNS = [
    Column("name", "Нэр"),
    Column("value", "Утга"),
    Column("day", "Өдөр"),
    Column("double", "Хоёр дахин", lambda row: row.value and row.value * 2),
]


def read_csv(text):
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def read_xlsx(content):
    sheet = load_workbook(io.BytesIO(content)).active
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_csv_holds_headings_values_and_nothing_for_the_missing():
    assert read_csv(to_csv(COLUMNS, ROWS)) == [
        ["Нэр", "Утга", "Өдөр", "Хоёр дахин"],
        ["Түнхэл", "3104", "2018-06-05", "6208"],
        ["'=HYPERLINK(1)", "", "2018-06-04", ""],
        ["'-ийн", "-2.5", "2018-06-03", "-5.0"],
    ]


def test_the_mark_for_excel_can_be_left_out():
    assert to_csv(COLUMNS, ROWS).startswith("\ufeff")
    assert not to_csv(COLUMNS, ROWS, bom=False).startswith("\ufeff")


@given(st.text(), st.one_of(st.integers(), st.floats(allow_nan=False)))
def test_no_text_becomes_a_formula_and_no_number_becomes_text(text, number):
    rows = [{"a": text, "b": number}]
    line = read_csv(
        to_csv([Column("a"), Column("b")], rows, bom=False).replace("\0", "")
    )
    if text.startswith(FORMULA_STARTS):
        assert line[1][0].startswith("'")
    assert not line[1][1].startswith("'")


def test_xlsx_keeps_types_and_runs_no_text():
    sheet = read_xlsx(to_xlsx(COLUMNS, ROWS, sheet="Сум: [1]/2"))
    assert sheet[1] == ["Түнхэл", 3104, datetime(2018, 6, 5), 6208]  # noqa: DTZ001
    assert sheet[2][:2] == ["=HYPERLINK(1)", None]
    assert sheet[3][1] == -2.5
    book = load_workbook(io.BytesIO(to_xlsx(COLUMNS, ROWS)))
    assert book.active["A3"].data_type == "s"


def test_json_holds_null_for_the_missing():
    found = json.loads(to_json(COLUMNS, ROWS))
    assert found[1] == {
        "name": "=HYPERLINK(1)",
        "value": None,
        "day": "2018-06-04",
        "double": None,
    }
    assert found[2]["value"] == -2.5


def test_a_float_that_is_no_number_is_missing_everywhere():
    rows = [{"a": float("nan")}]
    assert read_csv(to_csv([Column("a")], rows, bom=False))[1] == [""]
    assert json.loads(to_json([Column("a")], rows)) == [{"a": None}]
    assert len(read_xlsx(to_xlsx([Column("a")], rows))) == 1


def test_moments_are_given_in_ulaanbaatar():
    rows = [{"a": datetime(2018, 6, 4, 16, 30, tzinfo=UTC)}]
    assert "2018-06-05T00:30:00+08:00" in to_csv([Column("a")], rows)
    content = to_xlsx([Column("a")], rows)
    assert read_xlsx(content)[1] == [datetime(2018, 6, 5, 0, 30)]  # noqa: DTZ001


@pytest.mark.parametrize(
    ("format_", "kind"),
    [("csv", "text/csv"), ("xlsx", "spreadsheetml"), ("json", "application/json")],
)
def test_a_response_is_a_file_to_keep(format_, kind):
    response = table_response(format_, "Түнхэл", COLUMNS, ROWS)
    assert kind in response.headers["Content-Type"]
    assert "attachment" in response.headers["Content-Disposition"]
    assert f".{format_}" in response.headers["Content-Disposition"]


def test_another_format_is_no_format():
    with pytest.raises(ValueError, match="no such format"):
        table_response("exe", "a", COLUMNS, ROWS)
    assert wanted_format(RequestFactory().get("/x?format=exe")) == ""
    assert wanted_format(RequestFactory().get("/x?format=csv")) == "csv"
