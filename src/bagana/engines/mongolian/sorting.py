"""Alphabetical order as a stored key that any database sorts right."""

import re

from bagana.engines.mongolian.alphabet import (
    ALPHABET,
    repair,
    without_marks,
    without_stress,
)

# Kazakh letters of Bayan-Ölgii stand after the letter they resemble.
_AFTER = {"а": "ә", "г": "ғ", "к": "қ", "н": "ң", "ү": "ұ", "х": "һ", "ы": "і"}
_LETTERS = "".join(letter + _AFTER.get(letter, "") for letter in ALPHABET)
_LATIN = "abcdefghijklmnopqrstuvwxyz"

_SPACE = "01"
_LONG_NUMBER = "20"
_OTHER = "99"
_CODES = {
    " ": _SPACE,
    **{digit: f"1{digit}" for digit in "0123456789"},
    **{letter: str(21 + place) for place, letter in enumerate(_LETTERS)},
    **{letter: str(21 + len(_LETTERS) + place) for place, letter in enumerate(_LATIN)},
}

_PADDED = 6
_TOKEN = re.compile(r"[0-9]+|.", re.DOTALL)
_PUNCTUATION = re.compile(r"[\W_]+")


def sort_key(text: str) -> str:
    """Return the key by which `text` sorts in the order of the Mongolian alphabet.

    The key holds ASCII digits only, two for each character, so that it sorts alike
    under every collation of every database: nothing (a shorter text) first, then the
    space, decimal digits, Mongolian letters (Ё, Ө and Ү in their places), Latin letters
    and everything else by code point. Upper and lower case sort alike. Punctuation
    counts as a space and repeated or outer spaces do not count.

    A run of decimal digits sorts by its value: it is padded to six digits, and a longer
    one is marked so that it follows every shorter one.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    str
        Decimal digits; empty for a text without letters or digits.

    Examples
    --------
    >>> sort_key("2-р баг") < sort_key("10-р баг")
    True
    """
    folded = _PUNCTUATION.sub(" ", without_stress(repair(text).lower())).strip()
    return "".join(_code(token) for token in _TOKEN.findall(folded))


def _code(token: str) -> str:
    if token.isascii() and token.isdigit():
        return _number_code(token)
    if token in _CODES:
        return _CODES[token]
    plain = without_marks(token)
    if plain and all(part in _CODES for part in plain):
        return "".join(_CODES[part] for part in plain)
    return f"{_OTHER}{ord(token):07d}"


def _number_code(run: str) -> str:
    digits = run.lstrip("0")
    if len(digits) <= _PADDED:
        return "".join(_CODES[digit] for digit in digits.zfill(_PADDED))
    length = f"{min(len(digits), 99):02d}"
    return _LONG_NUMBER + length + "".join(_CODES[digit] for digit in digits)
