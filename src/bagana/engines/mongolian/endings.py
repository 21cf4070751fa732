"""Case endings for generated sentences about units: genitive and dative-locative.

Names keep their stem: «Хүдэр» gives «Хүдэрийн», as official texts write names, while
common nouns of this field lose their fleeting vowel or show their hidden н by a table:
«аймаг» gives «аймгийн», «сум» gives «суманд».
"""

import re
from collections.abc import Callable

from bagana.engines.mongolian.alphabet import repair

_BACK = "аоуяё"
_FRONT = "эөүе"
_LONG = (
    "аа",
    "ээ",
    "оо",
    "өө",
    "уу",
    "үү",
    "еэ",
    "еө",
    "ёо",
    "яа",
    "юу",
    "юү",
    "ио",
    "иа",
)
_CYRILLIC_END = re.compile(r"[а-яёөү]\Z", re.IGNORECASE)
_LAST_WORD = re.compile(r"[^\W\d_]+\Z")

# Genitive and dative-locative of words whose stem changes or hides an н.
_IRREGULAR = {
    "аймаг": ("аймгийн", "аймагт"),
    "дүүрэг": ("дүүргийн", "дүүрэгт"),
    "хороо": ("хорооны", "хороонд"),
    "сум": ("сумын", "суманд"),
    "хэсэг": ("хэсгийн", "хэсэгт"),
    "төв": ("төвийн", "төвд"),
    "засаг": ("засгийн", "засагт"),
    "хурал": ("хурлын", "хуралд"),
    "өдөр": ("өдрийн", "өдөрт"),
    "ус": ("усны", "усанд"),
    "хувь": ("хувийн", "хувьд"),
    "хонь": ("хонины", "хонинд"),
    "ямаа": ("ямааны", "ямаанд"),
    "адуу": ("адууны", "адуунд"),
    "үхэр": ("үхрийн", "үхэрт"),
    "тэмээ": ("тэмээний", "тэмээнд"),
}


def genitive(word: str) -> str:
    """Return the genitive (…ын, …ийн, …ы, …ий, …гийн, …н) of a name or noun.

    Only the last word of a phrase takes the ending. A word in capitals gets its ending
    in capitals. What does not end in a Mongolian letter (a number, a Latin name) gets
    "-ийн" after a hyphen.

    Parameters
    ----------
    word
        A singular noun, name or phrase in Cyrillic.

    Returns
    -------
    str
        The word with its ending.

    Raises
    ------
    ValueError
        If the word is empty.

    Notes
    -----
    Vowel harmony goes by the last vowel that is not и, so that compounds such as
    Баруунбүрэн follow their last part. The stem keeps its vowels except a short last
    vowel; nouns outside the table that lose a fleeting vowel (хөдөлмөр) or hide an н
    (морь) come out in the regular form. Plurals and pronouns are not handled.
    """
    return _decline(word, 0, _regular_genitive, "ийн")


def locative(word: str) -> str:
    """Return the dative-locative (…д, …т, …ад and its like): in or to the place.

    Parameters
    ----------
    word
        A singular noun, name or phrase in Cyrillic.

    Returns
    -------
    str
        The word with its ending; "-д" after a hyphen where the word does not end in a
        Mongolian letter.

    Raises
    ------
    ValueError
        If the word is empty.

    Notes
    -----
    The limits are those of `genitive`. After в a name takes т (гуравт); төв takes д.
    """
    return _decline(word, 1, _regular_locative, "д")


def _decline(word: str, case: int, regular: Callable[[str], str], foreign: str) -> str:
    text = repair(word).strip()
    if not text:
        raise ValueError("an empty word has no case")
    if not _CYRILLIC_END.search(text):
        return f"{text}-{foreign}"
    last = _LAST_WORD.search(text)
    noun = last.group() if last else text
    lower = noun.lower()
    form = _IRREGULAR[lower][case] if lower in _IRREGULAR else regular(lower)
    return text[: len(text) - len(noun)] + _cased(noun, form)


def _cased(noun: str, form: str) -> str:
    if len(noun) > 1 and noun.isupper():
        return form.upper()
    return form.capitalize() if noun[0].isupper() else form


def _regular_genitive(noun: str) -> str:
    if noun.endswith(_LONG):
        return noun + "гийн"
    if noun.endswith("й"):
        return noun + "н"
    if noun.endswith("н"):
        return noun + ("ы" if _is_back(noun) else "ий")
    if noun[-1] in "иь":
        return noun[:-1] + "ийн"
    if noun[-1] in "жчшщгк":
        return noun + "ийн"
    return _genitive_with_harmony(noun)


def _genitive_with_harmony(noun: str) -> str:
    stem = noun[:-1] if noun[-1] in "аоэө" and len(noun) > 2 else noun
    if stem[-1] in "еёюяуү" or noun.endswith("ъ"):
        return stem + "гийн"
    hushing = stem[-1] in "жчшщ"
    return stem + ("ын" if _is_back(noun) and not hushing else "ийн")


def _regular_locative(noun: str) -> str:
    if noun[-1] in "аоуэөүеёюяийьълмн":
        return noun + "д"
    if noun[-1] in "гкврпбф":
        return noun + "т"
    if noun[-1] in "жчшщ":
        return noun + "ид"
    if noun[-1] == "с" and noun[-2:-1] in set(_BACK + _FRONT + "и"):
        return noun + "т"
    return noun + _link(noun) + "д"


def _is_back(noun: str) -> bool:
    return _last_vowel(noun) in _BACK


def _last_vowel(noun: str) -> str:
    """Return the last vowel that decides harmony; "э" for a word of и alone."""
    return next((c for c in reversed(noun) if c in _BACK + _FRONT), "э")


def _link(noun: str) -> str:
    """Return the vowel between a consonant and д: rounded only after о, ё and ө."""
    vowel = _last_vowel(noun)
    if vowel in "оё":
        return "о"
    if vowel == "ө":
        return "ө"
    return "а" if vowel in _BACK else "э"
