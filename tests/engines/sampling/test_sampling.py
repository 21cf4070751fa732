"""A sample can be drawn again by anybody; two counts are compared with tolerance."""

from __future__ import annotations

import hashlib
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bagana.engines.sampling import (
    Allowed,
    SamplingError,
    differs,
    draw,
    frame_hash,
    seed_hash,
    wilson,
)

KEYS = [f"key-{number}" for number in range(50)]


def test_the_rule_can_be_followed_by_hand():
    by_hand = sorted(
        range(50), key=lambda n: hashlib.sha256(f"2025:key-{n}".encode()).hexdigest()
    )
    assert draw(KEYS, "2025", 7) == by_hand[:7]


def test_another_seed_draws_another_sample_and_the_same_the_same():
    assert draw(KEYS, "a", 10) == draw(KEYS, "a", 10) != draw(KEYS, "b", 10)


def test_the_order_of_the_frame_does_not_matter():
    drawn = {KEYS[place] for place in draw(KEYS, "a", 10)}
    turned = KEYS[::-1]
    assert {turned[place] for place in draw(turned, "a", 10)} == drawn
    assert frame_hash(turned) == frame_hash(KEYS)
    assert frame_hash(["b", "a"]) == hashlib.sha256(b"a\nb\n").hexdigest()


def test_every_key_is_drawn_about_as_often():
    times = [0] * 50
    for seed in range(400):
        for place in draw(KEYS, str(seed), 10):
            times[place] += 1
    assert min(times) > 50, "80 are expected, and 8 is one deviation"
    assert max(times) < 112


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 30), min_size=1, max_size=8), st.integers(1, 90))
def test_strata_give_their_share_and_the_size_is_kept(counts, size):
    strata = [f"{n}" for n, count in enumerate(counts) for _ in range(count)]
    keys = [str(n) for n in range(len(strata))]
    drawn = draw(keys, "s", size, strata)
    assert len(drawn) == len(set(drawn)) == min(size, len(keys))
    for n, count in enumerate(counts):
        got = sum(strata[place] == str(n) for place in drawn)
        exact = min(size, len(keys)) * count / len(keys)
        assert got <= count
        if size >= len(counts):
            assert got >= min(1, count)
            assert got >= int(exact) - len(counts)


def test_a_bag_lifted_to_the_least_one_gets_no_remainder_besides():
    """Of 10: shares of 0.7, 4.6 and 4.7; the last one is the largest remainder's."""
    strata = ["a"] * 7 + ["b"] * 46 + ["c"] * 47
    drawn = draw([str(n) for n in range(100)], "s", 10, strata)
    assert Counter(strata[place] for place in drawn) == {"a": 1, "b": 4, "c": 5}


def test_it_refuses_a_frame_with_two_keys_alike_and_an_empty_sample():
    with pytest.raises(SamplingError):
        draw(["a", "a"], "s", 1)
    with pytest.raises(SamplingError):
        draw(["a"], "s", 0)
    with pytest.raises(SamplingError):
        draw(["a"], "s", 1, ["x", "y"])


def test_the_promise_is_the_hash_of_the_seed():
    assert seed_hash("үр") == hashlib.sha256("үр".encode()).hexdigest()


def test_wilsons_published_example():
    low, high = wilson(1, 10)
    assert (round(low, 4), round(high, 4)) == (0.0179, 0.4042)
    assert wilson(0, 10)[0] == 0
    assert wilson(10, 10)[1] == 1
    with pytest.raises(ValueError, match="at least one"):
        wilson(0, 0)


def test_a_difference_within_tolerance_is_none():
    allowed = {"sheep": Allowed(3, 0.02)}
    assert differs({"sheep": 320}, {"sheep": 326}, allowed) == ()
    assert differs({"sheep": 320}, {"sheep": 327}, allowed) == ("sheep",)
    assert differs({"sheep": 5}, {"sheep": 8}, allowed) == ()


def test_animals_that_nobody_reported_are_a_difference_and_blanks_are_not_compared():
    assert differs({"camel": None}, {"camel": 2.0}, {}) == ("camel",)
    assert differs({"camel": 2}, {"camel": None}, {}) == ()
