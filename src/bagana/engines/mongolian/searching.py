"""Keys under which a text is found however its seeker spells it."""

import re

from bagana.engines.mongolian.alphabet import repair, without_marks, without_stress
from bagana.engines.mongolian.transliteration import transliterate

_MERGED = str.maketrans("ёй", "еи")
_JOINERS = re.compile(r"[\-\u2010-\u2015\u2212\u00ad'\"`\u00b4\u2018-\u201f«»]")
_BREAKS = re.compile(r"[\W_]+")

_KAZAKH = str.maketrans("әғқңұһі", "агкнүхи")

# In this order: "sh" before "ts", so that "Batshireet" keeps its t.
_SPELLINGS = (
    ("shch", "W"), ("sh", "W"), ("tch", "Q"), ("ch", "Q"), ("zh", "j"), ("dj", "j"),
    ("kh", "h"), ("x", "h"), ("ts", "C"), ("tz", "C"), ("c", "C"),
    ("dz", "z"), ("w", "v"), ("q", "k"),
    ("ye", "e"), ("ie", "e"), ("y", "i"), ("o", "u"),
)  # fmt: skip
_REPEATED = re.compile(r"([a-zA-Z])\1+")
_EXPANDED = str.maketrans({"W": "sh", "Q": "ch", "C": "ts"})
_NOT_KEPT = re.compile(r"[^a-z0-9]+")


def search_key(text: str) -> str:
    """Return `text` folded for searching in Cyrillic.

    Small letters, NFC, look-alikes repaired, ё as е and й as и (ө and о, ү and у stay
    apart: they are different words). Hyphens and quotation marks are dropped, other
    punctuation is a space, and spaces are single.

    Parameters
    ----------
    text
        A name or what a person typed into the search box.

    Returns
    -------
    str
        The key; a text matches a query when its key contains the query's key.
    """
    folded = repair(text).lower().translate(_MERGED)
    bare = _JOINERS.sub("", without_stress(folded))
    return _BREAKS.sub(" ", bare).strip()


def latin_key(text: str) -> str:
    """Return the key in which Cyrillic and the common Latin spellings of it meet.

    Cyrillic is transliterated by MNS 5217:2012; then spellings that people use for one
    sound are made one: kh, h, x are h; ts and c are ts; ö, ü, o and u are u; ye is e;
    every other y is i; doubled letters are single; spaces, hyphens and accents go. The
    whole table is in docs/rules/mongolian-search.md.

    Parameters
    ----------
    text
        A name or what a person typed, in either script or both.

    Returns
    -------
    str
        Small ASCII letters and digits only.

    Examples
    --------
    >>> latin_key("Түнхэл") == latin_key("tünhel") == latin_key("Tunkhel")
    True
    """
    cyrillic = repair(text).lower().translate(_KAZAKH)
    # "Yöröö" is how many write Ерөө: ö after y shows that the letter was е, not ё.
    marked = transliterate(cyrillic).replace("yö", "ye")
    latin = "".join(without_marks(character) for character in marked)
    folded = _NOT_KEPT.sub("", latin)
    for spelling, sound in _SPELLINGS:
        folded = folded.replace(spelling, sound)
    return _REPEATED.sub(r"\1", folded).translate(_EXPANDED)
