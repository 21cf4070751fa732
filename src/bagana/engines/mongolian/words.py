"""Numbers, sums of money and ordinals in words, as official papers spell them out."""

from decimal import Decimal

from bagana.engines.mongolian.dates import ordinal_suffix

LIMIT = 10**15

# A number that stands before a noun, or before another word of the same number, takes
# its attributive form, the second of each pair.
_UNITS = (
    ("", ""),
    ("нэг", "нэг"),
    ("хоёр", "хоёр"),
    ("гурав", "гурван"),
    ("дөрөв", "дөрвөн"),
    ("тав", "таван"),
    ("зургаа", "зургаан"),
    ("долоо", "долоон"),
    ("найм", "найман"),
    ("ес", "есөн"),
)
_TENS = (
    ("", ""),
    ("арав", "арван"),
    ("хорь", "хорин"),
    ("гуч", "гучин"),
    ("дөч", "дөчин"),
    ("тавь", "тавин"),
    ("жар", "жаран"),
    ("дал", "далан"),
    ("ная", "наян"),
    ("ер", "ерэн"),
)
_HUNDRED = ("зуу", "зуун")
# мянга alone keeps its form before the rest of its number: хоёр мянга арван найм, but
# хоёр мянган төгрөг.
_SCALES = (
    (10**12, ("их наяд", "их наяд")),
    (10**9, ("тэрбум", "тэрбум")),
    (10**6, ("сая", "сая")),
    (10**3, ("мянга", "мянган")),
)
_NOUGHT = "тэг"
_MINUS = "хасах"


def number_in_words(number: int, *, attributive: bool = False) -> str:
    """Spell a whole number out: 2018 is «хоёр мянга арван найм».

    Parameters
    ----------
    number
        Below 10^15 in size. A negative one begins with «хасах».
    attributive
        Whether a noun follows: «арван гурав», but «арван гурван баг».

    Returns
    -------
    str
        Small letters. A hundred and a thousand say their «нэг», so that no word can be
        written before them afterwards.

    Raises
    ------
    TypeError
        If the number is not whole.
    ValueError
        If it is too large.

    Examples
    --------
    >>> number_in_words(59_400_000)
    'тавин есөн сая дөрвөн зуун мянга'
    """
    if isinstance(number, bool) or not isinstance(number, int):
        raise TypeError(f"not a whole number: {number!r}")
    if abs(number) >= LIMIT:
        raise ValueError(f"too large to be spelt out: {number}")
    words = _positive(abs(number), attributive=attributive)
    return f"{_MINUS} {words}" if number < 0 else words


def money_in_words(tugriks: int | Decimal) -> str:
    """Spell a sum of money out: «тавин есөн сая дөрвөн зуун мянган төгрөг».

    Parameters
    ----------
    tugriks
        Whole tugriks, or a Decimal with at most two decimals: hundredths are мөнгө
        and are named only when there are any.

    Returns
    -------
    str
        Small letters; a negative sum begins with «хасах».

    Raises
    ------
    TypeError
        If the sum is a float or no number: floats lose möngö.
    ValueError
        If it is not finite, too large, or has more than two decimals.
    """
    if isinstance(tugriks, bool) or not isinstance(tugriks, int | Decimal):
        raise TypeError(f"money is int or Decimal, not {type(tugriks).__name__}")
    exact = Decimal(tugriks)
    if not exact.is_finite() or abs(exact) >= LIMIT:
        raise ValueError(f"not a sum that can be spelt out: {tugriks}")
    if exact != round(exact, 2):
        raise ValueError(f"a sum has at most two decimals: {tugriks}")
    whole, hundredths = divmod(int(abs(exact) * 100), 100)
    words = f"{number_in_words(whole, attributive=True)} төгрөг"
    if hundredths:
        words += f" {number_in_words(hundredths, attributive=True)} мөнгө"
    return f"{_MINUS} {words}" if exact < 0 else words


def ordinal(number: int) -> str:
    """Spell an ordinal out: «нэгдүгээр», «арван хоёрдугаар» (хавсралт, хуралдаан).

    The ending follows the vowels of the last word, see `ordinal_suffix`.

    Raises
    ------
    ValueError
        If the number is negative or too large.
    """
    return number_in_words(number) + ordinal_suffix(number)


def ordinal_in_figures(number: int) -> str:
    """Write an ordinal as papers do in figures: «1 дүгээр», «12 дугаар»."""
    return f"{number} {ordinal_suffix(number)}"


def _positive(number: int, *, attributive: bool) -> str:
    if number == 0:
        return _NOUGHT
    words: list[str] = []
    for size, forms in _SCALES:
        count, number = divmod(number, size)
        if count:
            last = number == 0
            words.append(_below_thousand(count, attributive=True))
            words.append(forms[attributive and last])
    if number:
        words.append(_below_thousand(number, attributive=attributive))
    return " ".join(words)


def _below_thousand(number: int, *, attributive: bool) -> str:
    hundreds, rest = divmod(number, 100)
    tens, units = divmod(rest, 10)
    words = []
    if hundreds:
        words += [_UNITS[hundreds][1], _HUNDRED[attributive or rest > 0]]
    if tens:
        words.append(_TENS[tens][attributive or units > 0])
    if units:
        words.append(_UNITS[units][attributive])
    return " ".join(words)
