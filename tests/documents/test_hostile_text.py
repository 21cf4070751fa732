"""What people type is text in every file: it is never run, and never stops one."""

import io

import pytest
from docx import Document
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from bagana.documents.pdf import PLACEHOLDER, settable, to_pdf
from bagana.documents.sheets import to_xlsx
from bagana.documents.word import to_docx
from tests.documents.sample import paper
from tests.documents.world import docx_text, one_line, pdf_text

CODE = (
    '#panic("run")',
    "#import sys: inputs",
    "*bold* _italic_ $x$ @label <label> `raw` \\u{0}",
    '"] #read("data.json") #[',
    "{{ 7 * 7 }} {% for x in y %} {%p if %}",
    "<w:t>&amp;</w:t> ]]>",
    "= heading // comment /* open",
)


@pytest.fixture(scope="module")
def printed() -> tuple[str, str]:
    given_ = paper(" ".join(CODE))
    return pdf_text(to_pdf(given_)), docx_text(to_docx(given_))


@pytest.mark.parametrize("text", CODE)
def test_code_is_printed_and_not_run(printed, text):
    for read in printed:
        assert one_line(text) in read
        assert "49" not in read


@settings(max_examples=5, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=60))
@example("\x00\x0b\ud7ff\ufffe\U0001f3f3\ufe0f\u200d")
@example("ᠮᠣᠩᠭᠣᠯ ᠪᠢᠴᠢᠭ")
@example("مرحبا שלום ไทย 한국어")
def test_no_text_stops_a_file(text):
    given_ = paper(text)
    assert to_pdf(given_).startswith(b"%PDF-")
    Document(io.BytesIO(to_docx(given_)))
    load_workbook(io.BytesIO(to_xlsx(given_)))


@pytest.mark.parametrize(
    "text",
    ["Ёлка Өвөлжөө Үүлэн № ₮ « » – — … ’ → ↑ ≥ × % ²", "Tüsig ö é ñ ß €", "59,400,000"],
)
def test_what_mongolian_and_english_need_is_set_as_it_is(text):
    assert settable(text) == text


def test_a_sign_that_the_fonts_lack_becomes_a_box():
    assert settable("а\U0001f600б") == f"а{PLACEHOLDER}б"
    assert settable("а\u200bб\x07в") == "абв"


FORMULAS = ("=1+1", "+A1", "-5", "@SUM(A1)", "{=1}")


@pytest.mark.parametrize("text", FORMULAS)
def test_a_sheet_never_takes_text_for_a_formula(text):
    book = load_workbook(io.BytesIO(to_xlsx(paper(text))))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any(cell.value == text for cell in cells)
    assert all(cell.data_type != "f" for cell in cells)
