"""Dates promise the endings that vowel harmony asks for."""

import datetime as dt

import pytest

from bagana.engines.mongolian import (
    as_of,
    day_suffix,
    iso,
    long_date,
    medium_date,
    ordinal_suffix,
)

DAY = dt.date(2018, 6, 5)

# Endings met in official papers.
OFFICIAL = [
    ((1, 4), "01 дүгээр сарын 04-ний"),
    ((2, 4), "02 дугаар сарын 04-ний"),
    ((2, 21), "02 дугаар сарын 21-ний"),
    ((3, 15), "03 дугаар сарын 15-ны"),
    ((3, 30), "03 дугаар сарын 30-ны"),
    ((5, 26), "05 дугаар сарын 26-ны"),
    ((6, 5), "06 дугаар сарын 05-ны"),
    ((9, 21), "09 дүгээр сарын 21-ний"),
    ((12, 7), "12 дугаар сарын 07-ны"),
]


@pytest.mark.parametrize(("month_day", "written"), OFFICIAL)
def test_it_writes_long_dates_as_official_papers_do(month_day, written):
    assert long_date(dt.date(2018, *month_day)) == f"2018 оны {written} өдөр"


def test_it_writes_the_other_forms():
    assert medium_date(DAY) == "2018 оны 6-р сарын 5"
    assert iso(DAY) == "2018-06-05"
    assert as_of(DAY) == "2018-06-05-ны байдлаар"
    assert as_of(dt.date(2024, 12, 31)) == "2024-12-31-ний байдлаар"


def test_a_moment_is_written_as_its_day():
    moment = dt.datetime(2018, 6, 5, 23, 30, tzinfo=dt.UTC)
    assert iso(moment) == "2018-06-05"
    assert as_of(moment) == "2018-06-05-ны байдлаар"


def test_days_take_the_ending_of_their_last_word():
    front = [day for day in range(1, 32) if day_suffix(day) == "ний"]
    assert front == [1, 4, 9, 11, 14, 19, 21, 24, 29, 31]


def test_months_take_the_ending_of_their_last_word():
    front = [month for month in range(1, 13) if ordinal_suffix(month) == "дүгээр"]
    assert front == [1, 4, 9, 11]


@pytest.mark.parametrize(
    ("number", "suffix"),
    [
        (0, "дүгээр"), (40, "дүгээр"), (90, "дүгээр"), (50, "дугаар"),
        (100, "дугаар"), (140, "дүгээр"), (194, "дүгээр"), (400, "дугаар"),
        (1000, "дугаар"), (9000, "дугаар"), (2021, "дүгээр"),
    ],
)  # fmt: skip
def test_ordinals_of_larger_numbers(number, suffix):
    assert ordinal_suffix(number) == suffix


@pytest.mark.parametrize("day", [0, 32, -1])
def test_it_refuses_days_that_no_month_has(day):
    with pytest.raises(ValueError, match="no month"):
        day_suffix(day)


def test_it_refuses_a_negative_ordinal():
    with pytest.raises(ValueError, match="negative"):
        ordinal_suffix(-1)
