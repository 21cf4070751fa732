"""Draws depend on the seed, the factor and the block alone; weights keep their mean."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bagana.engines.index.draws import Stream, below, bytes_of, generator, weights
from bagana.engines.index.framework import Factors

NOMINAL = np.array([0.5, 0.3, 0.2])


def rng(*numbers):
    return generator(7, Stream.WEIGHTS, *numbers)


def test_a_stream_is_the_same_however_often_it_is_opened():
    assert rng(3, 1).random(5).tolist() == rng(3, 1).random(5).tolist()


def test_another_seed_factor_or_block_is_another_stream():
    streams = [
        generator(7, Stream.WEIGHTS, 0),
        generator(8, Stream.WEIGHTS, 0),
        generator(7, Stream.SCALE, 0),
        generator(7, Stream.WEIGHTS, 1),
    ]
    assert len({float(stream.random()) for stream in streams}) == 4


def test_dirichlet_weights_have_the_nominal_mean_and_the_told_variance():
    drawn = weights(NOMINAL, Factors(concentration=50.0), rng(), 20_000)
    assert np.allclose(drawn.sum(axis=1), 1.0)
    assert np.abs(drawn.mean(axis=0) - NOMINAL).max() < 0.002
    variance = NOMINAL * (1 - NOMINAL) / 51
    assert np.abs(drawn.var(axis=0) / variance - 1).max() < 0.05


def test_spread_weights_stay_within_the_spread_before_they_are_scaled():
    factors = Factors(concentration=None, weight_spread=0.25)
    drawn = weights(NOMINAL, factors, rng(), 5_000)
    assert np.allclose(drawn.sum(axis=1), 1.0)
    ratio = (drawn / NOMINAL)[:, :, None] / (drawn / NOMINAL)[:, None, :]
    assert ratio.max() <= 1.25 / 0.75 + 1e-12
    assert ratio.max() > 1.5


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.integers(0, 9), min_size=1, max_size=6).filter(any),
    st.sampled_from([(50.0, None), (0.05, None), (None, 0.25), (None, None)]),
)
def test_weights_are_never_below_nought_and_sum_to_one(given_weights, kind):
    nominal = np.array(given_weights, dtype=float)
    nominal /= nominal.sum()
    factors = Factors(concentration=kind[0], weight_spread=kind[1])
    drawn = weights(nominal, factors, rng(), 50)
    assert (drawn >= 0).all()
    assert np.allclose(drawn.sum(axis=1), 1.0)
    assert (drawn[:, nominal == 0] == 0).all()


def test_weights_that_are_not_drawn_stay_as_they_are():
    factors = Factors(concentration=None, weight_spread=None)
    assert (weights(NOMINAL, factors, rng(), 9) == NOMINAL).all()


def test_every_point_of_a_posterior_is_as_likely():
    found = np.bincount(bytes_of(rng(), 400, 640).ravel(), minlength=256)
    expected = 400 * 640 / 256
    assert ((found - expected) ** 2 / expected).sum() < 350  # chi-square, 255 free


@pytest.mark.parametrize("count", [1, 2, 7])
def test_donors_are_drawn_from_all_there_are_and_no_others(count):
    drawn = below(np.array([count, 3]), rng().random((256, 2)))
    assert set(drawn[:, 0].tolist()) == set(range(count))
    assert set(drawn[:, 1].tolist()) == {0, 1, 2}
