"""Searching promises that spellings of one name meet and different names do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bagana.engines.mongolian import latin_key, search_key

SPELLINGS = [
    ["Түнхэл", "tunkhel", "tünhel", "Tunxel", "ТYНХЭЛ", "Тїнхэл"],
    ["Сүхбаатар", "sukhbaatar", "suxbaatar", "Su'xbaatar", "Sükhbaatar", "Suhbatar"],
    ["Хонгорморьт", "khongor morit", "Хонгор морьт", "Khongormorit"],
    ["Зүүнбүрэн", "Zuunburen", "Züünbüren", "Зүүн-Бүрэн"],
    ["Ерөө", "Yeroo", "Yeruu", "Eroo", "Yeröö", "Yöröö", "Epөө"],
    ["Цагааннуур", "Tsagaannuur", "Cagaanuur", "Tsagaan nuur"],
    ["Хүдэр", "Khuder", "Huder", "Khüder"],
    ["Жавхлант", "Javkhlant", "Zhavhlant"],
    ["Баян-Арцат", "Bayan-Artsat", "bayan arcat", "Баян арцат"],
    ["Хөтөл", "Khutul", "Khötöl", "Hotol"],
    ["Бүргэдтэй", "Burgedtei", "Bürgedtey"],
    ["Батширээт", "Batshireet", "Batshiret"],
]


@pytest.mark.parametrize("spellings", SPELLINGS, ids=lambda found: found[0])
def test_spellings_of_one_name_meet_in_latin(spellings):
    assert {latin_key(spelling) for spelling in spellings} == {latin_key(spellings[0])}


NAMES = [
    "Сүхбаатар", "Алтанбулаг", "Баруунбүрэн", "Баянгол", "Ерөө", "Жавхлант",
    "Зүүнбүрэн", "Мандал", "Орхон", "Орхонтуул", "Сайхан", "Сант", "Түшиг", "Хүдэр",
    "Хушаат", "Цагааннуур", "Шаамар", "Салхит", "Баянхаан", "Суварга", "Цөх",
    "Ивэн", "Хараа", "Баян", "Гонир", "Тавин", "Бугант", "Бумбат", "Хэрх", "Түнхэл",
    "Тарни", "Рашаант", "Хөтөл", "Номгон", "Дөмбөн", "Даагат", "Оргих", "Хуурч",
    "Тийрэг", "Охиндий", "Дулаанхаан",
]  # fmt: skip


def test_the_names_of_selenge_stay_apart():
    assert len({latin_key(name) for name in NAMES}) == len(NAMES)


@pytest.mark.parametrize(
    ("one", "other"),
    [("2-р баг, Холбоо", "2-r bag, Kholboo"), ("1-р баг, Хараа", "1-r bag, Kharaa")],
)
def test_words_that_meet_do_not_eat_each_others_letters(one, other):
    assert latin_key(one) == latin_key(other)
    assert "h" in latin_key(one)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("5-р баг,  Түнхэл", "5р баг түнхэл"),
        ("«Шинэ-Амьдрал»", "шинэамьдрал"),
        ("Ерєє", "ерөө"),
        ("ТYНХЭЛ", "тунхэл"),
        ("ТVНХЭЛ", "түнхэл"),
        ("САЙХАН ёс", "саихан ес"),
        ("Cайхан", "саихан"),
        ("Khutul", "khutul"),
    ],
)
def test_the_cyrillic_key_is_tolerant_of_typing(text, key):
    assert search_key(text) == key


def test_the_cyrillic_key_keeps_different_words_apart():
    assert search_key("өтгөн") != search_key("отгон")
    assert search_key("Хушаат") != search_key("Хүшаат")


@given(st.text())
def test_a_latin_key_is_small_ascii(text):
    key = latin_key(text)
    assert key.isascii()
    assert key == "".join(c for c in key if c.isalnum()).lower()


@given(st.text())
def test_a_search_key_has_single_inner_spaces(text):
    key = search_key(text)
    assert "  " not in key
    assert key == key.strip()


@given(st.text(alphabet="абвгдеёжзийклмноөпрстуүфхцчшщъыьэюя -"))
def test_case_does_not_matter(text):
    assert search_key(text.upper()) == search_key(text)
    assert latin_key(text.upper()) == latin_key(text)
