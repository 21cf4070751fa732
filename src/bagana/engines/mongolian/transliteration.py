"""Cyrillic to Latin by the national standard MNS 5217:2012."""

import unicodedata

_LETTERS = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "ye", "ё": "yo",
    "ж": "j", "з": "z", "и": "i", "й": "i", "к": "k", "л": "l", "м": "m",
    "н": "n", "о": "o", "ө": "ö", "п": "p", "р": "r", "с": "s", "т": "t",
    "у": "u", "ү": "ü", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh",
    "щ": "sh", "ъ": "i", "ы": "y", "ь": "i", "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip


def transliterate(text: str) -> str:
    """Write Mongolian Cyrillic in Latin letters by MNS 5217:2012, case kept.

    A capital that becomes two letters is written "Kh" before a small letter and "KH" in
    a word of capitals. Characters that the standard does not name stay as they are.

    Parameters
    ----------
    text
        Any text; it is put into NFC first.

    Returns
    -------
    str
        The Latin text.

    References
    ----------
    MNS 5217:2012; the standard's й is written i, as the state's own tables do.
    """
    composed = unicodedata.normalize("NFC", text)
    return "".join(_latin(composed, place) for place in range(len(composed)))


def _latin(text: str, place: int) -> str:
    letter = text[place]
    latin = _LETTERS.get(letter.lower())
    if latin is None:
        return letter
    if letter.islower():
        return latin
    return latin.upper() if _among_capitals(text, place) else latin.capitalize()


def _among_capitals(text: str, place: int) -> bool:
    following = text[place + 1 : place + 2]
    if following.isalpha():
        return following.isupper()
    return text[max(place - 1, 0) : place].isupper()
