"""Periods as people write them, and their names in both languages."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from bagana.indicators.calendar import MONTHS_IN, Span, parse_period, period_label
from bagana.indicators.models import Period
from bagana.indicators.periods import ensure_period, ensure_periods


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2025", "2025"),
        ("2025.0", "2025"),
        (" 2025 он ", "2025"),
        ("2025-H1", "2025-H1"),
        ("2025h2", "2025-H2"),
        ("2025 оны эхний хагас жил", "2025-H1"),
        ("2025 оны II хагас жил", "2025-H2"),
        ("2025-Q3", "2025-Q3"),
        ("2025 оны 3 улирал", "2025-Q3"),
        ("2025 оны 3-р улирал", "2025-Q3"),
        ("2025 оны 3 дугаар улирал", "2025-Q3"),
        ("2025 оны IV улирал", "2025-Q4"),
        ("2025-07", "2025-07"),
        ("2025/7", "2025-07"),
        ("2025 оны 7 дугаар сар", "2025-07"),
    ],
)
def test_it_reads_a_period(text, code):
    span = parse_period(text)
    assert span is not None
    assert span.code == code


@pytest.mark.parametrize(
    "text", ["", "25", "1025", "2025-13", "2025-Q5", "2025-H3", "2025-07-01", "он"]
)
def test_it_reads_nothing_else(text):
    assert parse_period(text) is None


SPANS = st.sampled_from(list(MONTHS_IN)).flatmap(
    lambda kind: st.builds(
        Span,
        st.integers(1900, 2099),
        st.just(kind),
        st.integers(1, 12 // MONTHS_IN[kind]),
    )
)


@given(SPANS)
def test_a_code_reads_back(span):
    assert parse_period(span.code) == span


@given(SPANS)
def test_its_own_words_read_back(span):
    with translation.override("mn"):
        assert parse_period(period_label(span.code)) == span


@given(SPANS)
def test_days_fit_the_year(span):
    assert span.start.year == span.end.year == span.year
    days = (span.end - span.start).days + 1
    assert abs(days - 30.44 * MONTHS_IN[span.kind]) < 3


@pytest.mark.parametrize(
    ("code", "mongolian", "english"),
    [
        ("2025", "2025 он", "2025"),
        ("2025-H1", "2025 оны эхний хагас жил", "first half of 2025"),
        ("2025-Q4", "2025 оны 4 дүгээр улирал", "2025, quarter 4"),
        ("2025-07", "2025 оны 7 дугаар сар", "July 2025"),
    ],
)
def test_its_name_in_both_languages(code, mongolian, english):
    with translation.override("mn"):
        assert period_label(code) == mongolian
    with translation.override("en"):
        assert period_label(code) == english


@pytest.mark.django_db
def test_periods_are_made_once():
    first = ensure_period("2025 оны 3 улирал")
    assert (first.code, first.start, first.end) == (
        "2025-Q3",
        date(2025, 7, 1),
        date(2025, 9, 30),
    )
    assert ensure_periods(["2025-Q3", "2024"])["2025-Q3"] == first
    assert Period.objects.count() == 2
    with pytest.raises(ValueError, match="маргааш"):
        ensure_period("маргааш")
