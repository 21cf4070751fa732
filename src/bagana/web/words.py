"""Numbers, dates and states in the words of the reader's language."""

from __future__ import annotations

import math
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.dateformat import format as english_date
from django.utils.translation import get_language, gettext

from bagana.engines import mongolian

Number = int | float | Decimal


def is_missing(value: object) -> bool:
    """Nothing, an empty text, or a float that is no number."""
    if value is None or value == "":
        return True
    return isinstance(value, float) and not math.isfinite(value)


def missing() -> str:
    return gettext("мэдээлэл алга")


def in_english() -> bool:
    return get_language() == "en"


def day_of(moment: date | datetime) -> date:
    """The day in Ulaanbaatar."""
    if isinstance(moment, datetime):
        aware = timezone.is_aware(moment)
        return (timezone.localtime(moment) if aware else moment).date()
    return moment


def long_date(moment: date | datetime) -> str:
    day = day_of(moment)
    return english_date(day, "j F Y") if in_english() else mongolian.long_date(day)


def as_of(moment: date | datetime) -> str:
    day = day_of(moment)
    if in_english():
        return f"as of {english_date(day, 'j F Y')}"
    return mongolian.as_of(day)


def short_date(moment: date | datetime) -> str:
    return mongolian.iso(day_of(moment))


def moment_text(moment: datetime) -> str:
    """The day and the minute, for histories."""
    local = timezone.localtime(moment) if timezone.is_aware(moment) else moment
    return f"{mongolian.iso(local.date())} {local:%H:%M}"


def nature_word(nature: str) -> str:
    """Whose figure it is: official, the office's own count, or computed by a model."""
    words = {
        "official": gettext("албан"),
        "own": gettext("өөрийн тоо"),
        "modelled": gettext("загвар"),
    }
    return words[nature]


def change_in_words(
    now: Number, before: Number, decimals: int, *, is_share: bool = False
) -> str:
    """«↑ 120 (4.0%) өссөн»; from nought there is no percentage.

    A share changes by percentage points: a per cent of per cents misleads.
    """
    difference = Decimal(str(now)) - Decimal(str(before))
    amount = mongolian.format_number(abs(difference), decimals)
    if amount == mongolian.format_number(0, decimals):
        return gettext("өөрчлөгдөөгүй")
    if is_share:
        amount = gettext("%(amount)s нэгж хувиар") % {"amount": amount}
    elif before:
        share = mongolian.format_percent(abs(difference / Decimal(str(before))) * 100)
        amount = f"{amount} ({share})"
    if difference > 0:
        return gettext("↑ %(amount)s өссөн") % {"amount": amount}
    return gettext("↓ %(amount)s буурсан") % {"amount": amount}
