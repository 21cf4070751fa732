"""Sorting promises the order of the Mongolian alphabet under any collation."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bagana.engines.mongolian import ALPHABET, sort_key

SUMS = [
    "Алтанбулаг", "Баруунбүрэн", "Баянгол", "Ерөө", "Жавхлант", "Зүүнбүрэн",
    "Мандал", "Орхон", "Орхонтуул", "Сайхан", "Сант", "Сүхбаатар", "Түшиг", "Хушаат",
    "Хүдэр", "Цагааннуур", "Шаамар",
]  # fmt: skip


def strictly_rise(texts):
    keys = [sort_key(text) for text in texts]
    return all(one < other for one, other in pairwise(keys))


def test_it_puts_each_letter_in_its_place():
    order = "АБВГДЕЁЖЗИЙКЛМНОӨПРСТУҮФХЦЧШЩЪЫЬЭЮЯ"
    assert ALPHABET.upper() == order
    assert strictly_rise(order)


def test_it_sorts_the_sums_of_selenge():
    assert strictly_rise(SUMS)


def test_it_sorts_aimags_where_code_points_do_not():
    aimags = ["Орхон", "Өвөрхангай", "Өмнөговь", "Сүхбаатар", "Төв", "Увс", "Ховд"]
    assert strictly_rise(aimags)
    assert sorted(aimags) != aimags


@pytest.mark.parametrize(
    "ordered",
    [
        ["2-р баг", "10-р баг"],
        ["9", "10", "999999", "1000000", "20000000"],
        ["Ган зам", "Гангар"],
        ["1-р баг", "Баг", "Bag"],
        ["Хотон", "Хөтөл", "Хутаг", "Хүдэр"],
        ["Евгений", "Ёндон", "Жаргал"],
        ["", "а"],
        ["Ая", "Ба"],
        ["Яя", "Zeta", "Ω"],
    ],
)
def test_it_orders(ordered):
    assert strictly_rise(ordered)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("МАНДАЛ", "мандал"),
        ("Цагаан-Эрэг", "Цагаан  эрэг "),
        ("007", "7"),
        ("Хөтөл", "ХєтєЛ"),
        ("Сүхбаатар", "Cүхбаaтap"),
        ("Сайхан", "Саи\u0306хан"),
        ("Мандал", "Манда\u0301л"),
        ("Zürich", "zurich"),
    ],
)
def test_it_sorts_spellings_of_one_name_alike(one, other):
    assert sort_key(one) == sort_key(other)


def test_it_orders_numbers_by_value_whatever_their_length():
    numbers = [0, 3, 12, 654321, 999999, 1000000, 7654321, 10**20, 10**21]
    keys = [sort_key(f"Баг {number}") for number in numbers]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


@given(st.text())
def test_a_key_is_ascii_digits_only(text):
    assert set(sort_key(text)) <= set("0123456789")


@given(st.text(alphabet=ALPHABET), st.text(alphabet=ALPHABET))
def test_words_compare_letter_by_letter(one, other):
    places = [[ALPHABET.index(c) for c in word] for word in (one, other)]
    assert (sort_key(one) < sort_key(other)) == (places[0] < places[1])


@given(st.integers(0, 10**12), st.integers(0, 10**12))
def test_numbered_bags_sort_by_their_numbers(one, other):
    keys = sort_key(f"{one}-р баг"), sort_key(f"{other}-р баг")
    assert (keys[0] < keys[1]) == (one < other)
