"""Numbers in words promise attributive forms, one reading each, and no lost möngö."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bagana.engines.mongolian import (
    money_in_words,
    number_in_words,
    ordinal,
    ordinal_in_figures,
)

NUMBERS = [
    (0, "тэг"),
    (1, "нэг"),
    (4, "дөрөв"),
    (10, "арав"),
    (13, "арван гурав"),
    (20, "хорь"),
    (47, "дөчин долоо"),
    (56, "тавин зургаа"),
    (80, "ная"),
    (99, "ерэн ес"),
    (100, "нэг зуу"),
    (105, "нэг зуун тав"),
    (1000, "нэг мянга"),
    (1250, "нэг мянга хоёр зуун тавь"),
    (1613, "нэг мянга зургаан зуун арван гурав"),
    (2018, "хоёр мянга арван найм"),
    (15_000, "арван таван мянга"),
    (100_000, "нэг зуун мянга"),
    (999_999, "есөн зуун ерэн есөн мянга есөн зуун ерэн ес"),
    (1_002_003, "нэг сая хоёр мянга гурав"),
    (59_400_000, "тавин есөн сая дөрвөн зуун мянга"),
    (12_000_000_000, "арван хоёр тэрбум"),
    (3_000_000_000_000, "гурван их наяд"),
    (-5, "хасах тав"),
]


@pytest.mark.parametrize(("number", "words"), NUMBERS)
def test_it_spells_numbers_out(number, words):
    assert number_in_words(number) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "нэг"),
        (3, "гурван"),
        (9, "есөн"),
        (10, "арван"),
        (70, "далан"),
        (500, "таван зуун"),
        (2000, "хоёр мянган"),
        (2018, "хоёр мянга арван найман"),
        (0, "тэг"),
    ],
)
def test_before_a_noun_the_last_word_is_attributive(number, words):
    assert number_in_words(number, attributive=True) == words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (59_400_000, "тавин есөн сая дөрвөн зуун мянган төгрөг"),
        (1_000_000, "нэг сая төгрөг"),
        (1500, "нэг мянга таван зуун төгрөг"),
        (Decimal("19.45"), "арван есөн төгрөг дөчин таван мөнгө"),
        (Decimal("0.01"), "тэг төгрөг нэг мөнгө"),
        (Decimal("20.00"), "хорин төгрөг"),
        (0, "тэг төгрөг"),
        (Decimal("-0.00"), "тэг төгрөг"),
        (Decimal("-3.50"), "хасах гурван төгрөг тавин мөнгө"),
    ],
)
def test_it_spells_money_out(amount, words):
    assert money_in_words(amount) == words


def test_a_float_is_no_money():
    with pytest.raises(TypeError):
        money_in_words(1.5)


@pytest.mark.parametrize("amount", [Decimal("0.001"), Decimal("NaN"), 10**15])
def test_sums_that_cannot_be_spelt_out_are_refused(amount):
    with pytest.raises(ValueError, match="sum"):
        money_in_words(amount)


@pytest.mark.parametrize("number", [1.0, True, "5"])
def test_only_whole_numbers_are_spelt_out(number):
    with pytest.raises(TypeError):
        number_in_words(number)


@pytest.mark.parametrize("number", [10**15, -(10**15)])
def test_a_number_too_large_is_refused(number):
    with pytest.raises(ValueError, match="too large"):
        number_in_words(number)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "нэгдүгээр"),
        (2, "хоёрдугаар"),
        (3, "гуравдугаар"),
        (4, "дөрөвдүгээр"),
        (5, "тавдугаар"),
        (6, "зургаадугаар"),
        (7, "долоодугаар"),
        (8, "наймдугаар"),
        (9, "есдүгээр"),
        (10, "аравдугаар"),
        (11, "арван нэгдүгээр"),
        (12, "арван хоёрдугаар"),
        (20, "хорьдугаар"),
        (40, "дөчдүгээр"),
        (90, "ердүгээр"),
        (100, "нэг зуудугаар"),
    ],
)
def test_it_spells_ordinals_out(number, words):
    assert ordinal(number) == words


def test_ordinals_in_figures_stand_apart_from_their_ending():
    assert ordinal_in_figures(1) == "1 дүгээр"
    assert ordinal_in_figures(12) == "12 дугаар"


def test_a_negative_ordinal_is_refused():
    with pytest.raises(ValueError, match="negative"):
        ordinal(-1)


VALUES = {
    "тэг": 0, "нэг": 1, "хоёр": 2, "гур": 3, "дөр": 4, "тав": 5, "зургаа": 6,
    "долоо": 7, "найм": 8, "ес": 9, "ар": 10, "хор": 20, "гуч": 30, "дөч": 40,
    "тави": 50, "тавь": 50, "жар": 60, "дал": 70, "ная": 80, "ер": 90,
}  # fmt: skip
SCALES = {"мянг": 10**3, "сая": 10**6, "тэрбум": 10**9, "наяд": 10**12}


def read_back(words):
    """A reader of its own, by the beginnings of words, the longest first."""
    total = group = 0
    for word in words.split():
        scale = next((v for k, v in SCALES.items() if word.startswith(k)), None)
        if scale:
            total, group = total + group * scale, 0
        elif word.startswith("зуу") and word in {"зуу", "зуун"}:
            group *= 100
        elif word != "их":
            begun = max((k for k in VALUES if word.startswith(k)), key=len)
            group += VALUES[begun]
    return total + group


numbers = st.integers(0, 10**15 - 1)


@given(numbers, st.booleans())
def test_every_number_reads_back_to_itself(number, attributive):
    assert read_back(number_in_words(number, attributive=attributive)) == number


@given(numbers, numbers)
def test_different_numbers_have_different_words(one, other):
    same = number_in_words(one) == number_in_words(other)
    assert same == (one == other)


@given(st.decimals(0, 10**13, places=2))
def test_money_reads_back_to_the_last_hundredth(amount):
    words = money_in_words(amount)
    whole, _, rest = words.partition(" төгрөг")
    hundredths = read_back(rest.removesuffix(" мөнгө")) if rest else 0
    assert Decimal(read_back(whole)) + Decimal(hundredths) / 100 == amount
