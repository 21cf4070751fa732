"""Mongolian writing: order, search, transliteration, dates, endings, numbers."""

from bagana.engines.mongolian.alphabet import ALPHABET, repair
from bagana.engines.mongolian.dates import (
    as_of,
    day_suffix,
    iso,
    long_date,
    medium_date,
    ordinal_suffix,
)
from bagana.engines.mongolian.endings import genitive, locative
from bagana.engines.mongolian.numbers import (
    format_money,
    format_number,
    format_percent,
)
from bagana.engines.mongolian.parsing import (
    NumberFormatError,
    NumberProblem,
    parse_number,
)
from bagana.engines.mongolian.registration import (
    RegistrationNumber,
    RegistrationNumberError,
    RegistrationProblem,
    Sex,
    mask,
    parse_registration_number,
)
from bagana.engines.mongolian.searching import latin_key, search_key
from bagana.engines.mongolian.sorting import sort_key
from bagana.engines.mongolian.transliteration import transliterate
from bagana.engines.mongolian.words import (
    money_in_words,
    number_in_words,
    ordinal,
    ordinal_in_figures,
)

__all__ = [
    "ALPHABET",
    "NumberFormatError",
    "NumberProblem",
    "RegistrationNumber",
    "RegistrationNumberError",
    "RegistrationProblem",
    "Sex",
    "as_of",
    "day_suffix",
    "format_money",
    "format_number",
    "format_percent",
    "genitive",
    "iso",
    "latin_key",
    "locative",
    "long_date",
    "mask",
    "medium_date",
    "money_in_words",
    "number_in_words",
    "ordinal",
    "ordinal_in_figures",
    "ordinal_suffix",
    "parse_number",
    "parse_registration_number",
    "repair",
    "search_key",
    "sort_key",
    "transliterate",
]
