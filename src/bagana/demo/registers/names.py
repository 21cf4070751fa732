"""Names that nobody bears, registration numbers of no place, telephones of none.

Every given name begins with a word for "example" or "made up".
"""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Final

_FIRST: Final = ("Жишээ", "Үлгэр", "Зохиомол", "Загвар", "Төсөөлөл")
_LAST: Final = (
    "баатар",
    "болд",
    "бүргэд",
    "гэрэл",
    "дорж",
    "зориг",
    "мандах",
    "мөнх",
    "наран",
    "оюун",
    "өлзий",
    "саруул",
    "сүрэн",
    "тогтох",
    "тулга",
    "үүл",
    "хонгор",
    "хөх",
    "цэцэг",
    "шонхор",
)
GIVEN: Final = tuple(first + last for first, last in product(_FIRST, _LAST))
CAMPS: Final = tuple(
    f"Жишээ-{place}"
    for place in ("Булаг", "Дэнж", "Зоо", "Овоо", "Өвөр", "Толгой", "Хөтөл", "Шанд")
)
# "Я" begins the registration numbers of no aimag, "00" no telephone number.
SERIES: Final = "ЯЯ"


def registration_number(ordinal: int, born: date, *, male: bool) -> str:
    """Of the right shape, and certainly of nobody: date, sex, and a running number."""
    month = born.month + (20 if born.year >= 2000 else 0)
    ninth = 2 * (ordinal // 10 % 5) + (1 if male else 0)
    return (
        f"{_letters(ordinal)}{born.year % 100:02}{month:02}{born.day:02}"
        f"{ninth}{ordinal % 10}"
    )


def _letters(ordinal: int) -> str:
    """«ЯА», «ЯБ», …: how one day can have more than fifty people of a sex."""
    letters = "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЭЮЯ"
    return SERIES[0] + letters[ordinal // 50 % len(letters)]


def phone(ordinal: int) -> str:
    return f"00{ordinal:06}"
