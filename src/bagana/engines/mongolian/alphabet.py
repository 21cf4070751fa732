"""The Mongolian Cyrillic alphabet and the characters mistaken for its letters."""

import re
import unicodedata

ALPHABET = "абвгдеёжзийклмноөпрстуүфхцчшщъыьэюя"

# Officials type ө and ү on keyboards that lack them: the Ukrainian letters stand for
# them by an old habit, whatever the rest of the word is.
_SUBSTITUTES = str.maketrans("ЄєЇї", "ӨөҮү")

# Latin characters that look like Cyrillic ones. Only where a word shows by another
# letter that it is Cyrillic: a wholly Latin word is left as it is.
_LOOK_ALIKES = str.maketrans(
    "ABEKMHOPCTXYVacekmoptxyv",
    "АВЕКМНОРСТХУҮасекмортхуү",
)

_WORD = re.compile(r"[^\W\d_]+")
_LOOSE_ACCENT = re.compile(r"[\u0300-\u036f]")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")


def repair(text: str) -> str:
    """Put `text` into NFC and give Cyrillic words Cyrillic letters only.

    Parameters
    ----------
    text
        Any text, as typed or imported.

    Returns
    -------
    str
        The same text, case kept, in which Є and Ї are Ө and Ү, and Latin look-alikes
        (A B E K M H O P C T X Y, and V for Ү) inside words that hold a Cyrillic letter
        are the Cyrillic letters they stand for.
    """
    composed = unicodedata.normalize("NFC", text).translate(_SUBSTITUTES)
    return _WORD.sub(lambda found: _repair_word(found.group()), composed)


def _repair_word(word: str) -> str:
    return word.translate(_LOOK_ALIKES) if _CYRILLIC.search(word) else word


def cyrillic_capitals(text: str) -> str:
    """Return `text` in capitals with every look-alike as Cyrillic."""
    composed = unicodedata.normalize("NFC", text).upper()
    return composed.translate(_SUBSTITUTES).translate(_LOOK_ALIKES)


def without_stress(text: str) -> str:
    """Return `text` without loose accents, such as the stress marks of dictionaries."""
    return _LOOSE_ACCENT.sub("", text)


def without_marks(character: str) -> str:
    """Return a character without its accents: "ö" becomes "o", "é" becomes "e"."""
    parts = unicodedata.normalize("NFKD", character)
    return "".join(part for part in parts if not unicodedata.combining(part))
