"""Reading numbers promises to guess nothing and to say what is wrong."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bagana.engines.mongolian import NumberFormatError, NumberProblem, parse_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("320", "320"),
        (" 1,234,567.89 ", "1234567.89"),
        ("1 234 567", "1234567"),
        ("1\u00a0234\u202f567,5", "1234567.5"),
        ("1.234.567", "1234567"),
        ("1.234,56", "1234.56"),
        ("1'234", "1234"),
        ("12,5", "12.5"),
        ("0,125", "0.125"),
        ("1.234", "1.234"),
        ("1,234", "1234"),
        ("89.2%", "89.2"),
        ("89.2 %", "89.2"),
        ("₮ 59,400,000.00", "59400000.00"),
        ("-₮ 1,500", "-1500"),
        ("\u22125", "-5"),
        ("+5", "5"),
        (".5", "0.5"),
        ("5.", "5"),
        ("007", "7"),
        ("0", "0"),
    ],
)
def test_it_reads(text, number):
    assert parse_number(text) == Decimal(number)


def test_it_keeps_the_decimals_that_were_written():
    assert str(parse_number("1,234.50")) == "1234.50"
    assert str(parse_number("320")) == "320"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", NumberProblem.EMPTY),
        ("  % ", NumberProblem.EMPTY),
        ("-", NumberProblem.NO_DIGITS),
        (".", NumberProblem.NO_DIGITS),
        ("мэдээлэл алга", NumberProblem.CHARACTER),
        ("12 мянга", NumberProblem.CHARACTER),
        ("1e5", NumberProblem.CHARACTER),
        ("1_000", NumberProblem.CHARACTER),
        ("5-6", NumberProblem.CHARACTER),
        ("--5", NumberProblem.CHARACTER),
        ("٣", NumberProblem.CHARACTER),
        ("12 34", NumberProblem.GROUPS),
        ("1234,567", NumberProblem.GROUPS),
        ("1,23,456", NumberProblem.GROUPS),
        ("1.5.2018", NumberProblem.GROUPS),
        ("1,234 567.5 0", NumberProblem.GROUPS),
        ("1,234.567.8", NumberProblem.TWO_POINTS),
        ("9" * 31, NumberProblem.TOO_LONG),
    ],
)
def test_it_says_what_is_wrong(text, problem):
    with pytest.raises(NumberFormatError) as caught:
        parse_number(text)
    assert caught.value.problem is problem


def test_it_names_the_part_at_fault():
    with pytest.raises(NumberFormatError) as caught:
        parse_number("12 толгой")
    assert caught.value.detail == "т"


@given(st.text())
def test_any_text_is_read_or_refused_plainly(text):
    try:
        number = parse_number(text)
    except NumberFormatError:
        return
    assert number.is_finite()
    assert any(character in "0123456789" for character in text)
