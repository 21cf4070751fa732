"""Numbers promise Mongolian form, and never to invent one for a missing value."""

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bagana.engines.mongolian import (
    format_money,
    format_number,
    format_percent,
    parse_number,
)


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (1234567.89, 2, "1,234,567.89"),
        (0, 0, "0"),
        (999, 0, "999"),
        (1000, 0, "1,000"),
        (-1234.5, 1, "-1,234.5"),
        (2.675, 2, "2.68"),
        (0.5, 0, "1"),
        (-0.4, 0, "0"),
        (89.25, 1, "89.3"),
        (Decimal("59400000"), 2, "59,400,000.00"),
        (1e21, 0, "1,000,000,000,000,000,000,000"),
        (np.float64(3.14159), 2, "3.14"),
        (np.int64(70000000), 0, "70,000,000"),
    ],
)
def test_it_writes_numbers(value, decimals, written):
    assert format_number(value, decimals) == written


def test_it_writes_percent_and_money():
    assert format_percent(89.2) == "89.2%"
    assert format_percent(12, 0) == "12%"
    assert format_money(59_400_000, 2) == "₮\u00a059,400,000.00"
    assert format_money(-1500) == "-₮\u00a01,500"


@pytest.mark.parametrize("write", [format_number, format_percent, format_money])
@pytest.mark.parametrize("value", [None, "12", True])
def test_it_never_writes_what_is_no_number(write, value):
    with pytest.raises(TypeError):
        write(value)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("NaN")])
def test_it_refuses_numbers_that_are_not_finite(value):
    with pytest.raises(ValueError, match="finite"):
        format_number(value)


def test_it_refuses_negative_decimals():
    with pytest.raises(ValueError, match="decimals"):
        format_number(1, -1)


@given(st.decimals(-(10**12), 10**12, places=3))
def test_what_is_written_is_read_back(value):
    assert parse_number(format_number(value, 3)) == value
    assert parse_number(format_money(value, 3)) == value
    assert parse_number(format_percent(value, 3)) == value
