"""Dates and numbered things with the endings that vowel harmony asks for."""

import datetime as dt

# Numbers whose last spoken word has front vowels: нэг, дөрөв, ес; дөч, ер; тэг.
_FRONT_UNITS = frozenset({1, 4, 9})
_FRONT_TENS = frozenset({40, 90})


def _is_front(number: int) -> bool:
    """Tell whether the last word of the number read aloud has front vowels."""
    if number % 10:
        return number % 10 in _FRONT_UNITS
    if number % 100:
        return number % 100 in _FRONT_TENS
    # зуу, мянга, сая and тэрбум are back; only nought (тэг) is front.
    return number == 0


def ordinal_suffix(number: int) -> str:
    """Return the ordinal ending of a number in figures, "дугаар" or "дүгээр".

    Parameters
    ----------
    number
        A whole number from 0.

    Raises
    ------
    ValueError
        If the number is negative.
    """
    if number < 0:
        raise ValueError(f"an ordinal cannot be negative: {number}")
    return "дүгээр" if _is_front(number) else "дугаар"


def day_suffix(day: int) -> str:
    """Return the ending of a day of the month in figures, "ны" or "ний".

    Parameters
    ----------
    day
        1 to 31.

    Raises
    ------
    ValueError
        If no month has such a day.
    """
    if not 1 <= day <= 31:
        raise ValueError(f"no month has a day {day}")
    return "ний" if _is_front(day) else "ны"


def long_date(date: dt.date) -> str:
    """Return the date as papers write it: «2018 оны 06 дугаар сарын 05-ны өдөр»."""
    month = f"{date.month:02d} {ordinal_suffix(date.month)}"
    return f"{date.year} оны {month} сарын {date.day:02d}-{day_suffix(date.day)} өдөр"


def medium_date(date: dt.date) -> str:
    """Return the date as CLDR's medium form for Mongolian: «2018 оны 6-р сарын 5»."""
    return f"{date.year} оны {date.month}-р сарын {date.day}"


def iso(date: dt.date) -> str:
    """Return the date (of a moment too, its day only) as YYYY-MM-DD."""
    return f"{date.year:04d}-{date.month:02d}-{date.day:02d}"


def as_of(date: dt.date) -> str:
    """Return «2018-06-05-ны байдлаар»: how things stood on the date."""
    return f"{iso(date)}-{day_suffix(date.day)} байдлаар"
