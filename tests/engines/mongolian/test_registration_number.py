"""Registration numbers promise to be read, checked and never shown by accident."""

import datetime as dt

import pytest

from bagana.engines.mongolian import (
    RegistrationNumberError,
    RegistrationProblem,
    Sex,
    mask,
    parse_registration_number,
)


@pytest.mark.parametrize(
    ("text", "normalised", "born", "sex"),
    [
        ("МЖ85061512", "МЖ85061512", dt.date(1985, 6, 15), Sex.MALE),
        ("МЖ85061522", "МЖ85061522", dt.date(1985, 6, 15), Sex.FEMALE),
        ("УХ04252930", "УХ04252930", dt.date(2004, 5, 29), Sex.MALE),
        ("уө00222941", "УӨ00222941", dt.date(2000, 2, 29), Sex.FEMALE),
        ("XE 99123105", "ХЕ99123105", dt.date(1999, 12, 31), Sex.FEMALE),
        ("єї-85061512", "ӨҮ85061512", dt.date(1985, 6, 15), Sex.MALE),
        ("MV85061512", "МҮ85061512", dt.date(1985, 6, 15), Sex.MALE),
    ],
)
def test_it_reads(text, normalised, born, sex):
    number = parse_registration_number(text)
    assert number.normalised == normalised
    assert number.birth_date == born
    assert number.sex is sex


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("  ", RegistrationProblem.EMPTY),
        ("МЖ8506151", RegistrationProblem.LENGTH),
        ("1234567", RegistrationProblem.LENGTH),
        ("МQ85061512", RegistrationProblem.LETTERS),
        ("1285061512", RegistrationProblem.LETTERS),
        ("МЖ8506151О", RegistrationProblem.DIGITS),
        ("МЖ85001512", RegistrationProblem.MONTH),
        ("МЖ85131512", RegistrationProblem.MONTH),
        ("МЖ85201512", RegistrationProblem.MONTH),
        ("МЖ85331512", RegistrationProblem.MONTH),
        ("МЖ85022912", RegistrationProblem.DAY),
        ("МЖ01222912", RegistrationProblem.DAY),
        ("МЖ85060012", RegistrationProblem.DAY),
    ],
)
def test_it_says_what_is_wrong(text, problem):
    with pytest.raises(RegistrationNumberError) as caught:
        parse_registration_number(text)
    assert caught.value.problem is problem


def test_it_refuses_a_birth_after_today_where_today_is_given():
    today = dt.date(2026, 11, 23)
    parse_registration_number("МЖ26222312", today=today)
    with pytest.raises(RegistrationNumberError) as caught:
        parse_registration_number("МЖ26322412", today=today)
    assert caught.value.problem is RegistrationProblem.FUTURE
    assert parse_registration_number("МЖ26322412").birth_date.year == 2026


def test_neither_mask_nor_repr_nor_error_shows_the_number():
    number = parse_registration_number("МЖ85061512")
    assert number.masked == mask("МЖ85061512") == "МЖ•••••••2"
    assert "8506" not in repr(number)
    assert mask("85061512") == "••••••••••"
    with pytest.raises(RegistrationNumberError) as caught:
        parse_registration_number("МЖ85131512")
    assert "85" not in str(caught.value)
