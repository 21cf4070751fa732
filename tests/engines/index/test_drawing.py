"""A draw that anybody repeats: from the seed, the items and SHA-256 alone."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bagana.engines.index.drawing import draw, seed_number, ticket

ITEMS = [f"11{n:02}/office/2023" for n in range(1, 31)]
texts = st.text(max_size=12)
items = st.lists(texts, unique=True, max_size=30)


def test_it_takes_the_items_with_the_smallest_hash():
    by_hand = sorted(
        ITEMS, key=lambda item: hashlib.sha256(f"хурал 7|{item}".encode()).hexdigest()
    )
    assert draw("хурал 7", ITEMS, 5) == by_hand[:5]


def test_the_recipe_of_the_page_gives_the_published_numbers():
    # printf 'seed|a' | sha256sum
    assert ticket("seed", "a") == (
        "5d1c1ac8d8d9040e23b1b0184b8ab467d2c223978ee95a18c086555ca2588a13"
    )


def test_another_seed_draws_other_items():
    assert draw("нэг", ITEMS, 5) != draw("хоёр", ITEMS, 5)


@given(texts, items, st.integers(0, 40))
def test_it_draws_as_many_as_asked_for_and_none_twice(seed, given_items, size):
    drawn = draw(seed, given_items, size)
    assert len(drawn) == min(size, len(given_items))
    assert len(set(drawn)) == len(drawn)
    assert set(drawn) <= set(given_items)


@given(texts, items, st.integers(0, 40), st.randoms())
def test_the_order_of_the_items_does_not_matter(seed, given_items, size, random):
    shuffled = list(given_items)
    random.shuffle(shuffled)
    assert draw(seed, shuffled, size) == draw(seed, given_items, size)


@given(texts, items.filter(lambda found: len(found) > 1), st.integers(0, 10))
def test_an_item_taken_away_moves_no_other(seed, given_items, size):
    left = given_items[1:]
    whole = [item for item in draw(seed, given_items, len(given_items)) if item in left]
    assert draw(seed, left, size) == whole[:size]


def test_each_item_is_drawn_about_as_often():
    counts = dict.fromkeys(ITEMS, 0)
    for number in range(3000):
        for item in draw(f"сугалаа {number}", ITEMS, 3):
            counts[item] += 1
    # 300 are expected of each, with a standard deviation of 16.
    assert all(220 < count < 380 for count in counts.values())


@pytest.mark.parametrize(("given_items", "size"), [(["a", "a"], 1), (["a"], -1)])
def test_it_refuses_what_is_no_lottery(given_items, size):
    with pytest.raises(ValueError, match=r"twice|size"):
        draw("seed", given_items, size)


@given(texts)
def test_the_number_of_a_seed_fits_its_column(words):
    assert 0 <= seed_number(words) < 2**63
    assert seed_number(words) == seed_number(words)
    assert seed_number(words) != seed_number(words + "!")
