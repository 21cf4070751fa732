"""What lies behind a small unit's figure, given the others of its group."""

import re
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from bagana.engines.index.shrinkage import between, posterior_points

MIDDLES = (np.arange(256) + 0.5) / 256


def test_equal_errors_give_the_variance_less_the_error():
    values = np.array([1.0, 2.0, 4.0, 7.0, 11.0])
    prior = between(values, np.full(5, 3.0))
    assert prior.mean == pytest.approx(5.0)
    assert prior.variance == pytest.approx(np.var(values, ddof=1) - 3.0)


def test_unequal_errors_solve_the_moment_equation():
    values = np.array([3.0, 9.0, 4.0, 15.0, 8.0, 1.0])
    errors = np.array([0.5, 9.0, 1.0, 16.0, 2.0, 0.1])
    prior = between(values, errors)
    weight = 1 / (prior.variance + errors)
    assert (weight * values).sum() / weight.sum() == pytest.approx(prior.mean)
    assert (weight * (values - prior.mean) ** 2).sum() == pytest.approx(5)


def test_units_no_more_different_than_their_errors_keep_a_little_difference():
    prior = between(np.array([5.0, 5.1, 4.9, 5.0]), np.full(4, 1.0))
    assert prior.variance == pytest.approx(np.sqrt(2 / 3) / 2)


def test_values_without_error_are_their_own_posterior():
    values = np.array([3.0, 9.0, 4.0])
    points = posterior_points("normal", values, np.zeros(3))
    assert np.abs(points - values[:, None]).max() < 1e-6


def test_equal_values_without_error_stay_as_they_are():
    points = posterior_points("normal", np.full(4, 2.5), np.zeros(4))
    assert np.abs(points - 2.5).max() < 1e-9


def test_normal_posteriors_lie_between_the_value_and_the_mean_of_the_group():
    values, se = np.array([1.0, 2.0, 4.0, 7.0, 11.0]), np.full(5, np.sqrt(3.0))
    points = posterior_points("normal", values, se)
    tau = np.var(values, ddof=1) - 3.0
    weight = tau / (tau + 3.0)
    assert points.mean(axis=1) == pytest.approx(5 + weight * (values - 5))
    assert points.std(axis=1) == pytest.approx(np.sqrt(weight * 3.0), rel=1e-3)


def test_the_less_is_known_of_a_unit_the_nearer_it_comes_to_its_group():
    shares = np.array([0.10, 0.40, 0.40, 0.20, 0.30, 0.25, 0.15])
    trials = np.array([900.0, 900.0, 20.0, 900.0, 900.0, 900.0, 900.0])
    means = posterior_points("binomial", shares, trials).mean(axis=1)
    assert means[1] == pytest.approx(0.40, abs=0.01)
    assert 0.25 < means[2] < 0.38


def test_shares_have_the_beta_posterior():
    rng = np.random.default_rng(3)
    trials = rng.integers(30, 400, 25).astype(float)
    shares = rng.binomial(trials.astype(int), rng.beta(4, 12, 25)) / trials
    points = posterior_points("binomial", shares, trials)
    pooled = ((shares * trials).sum() + 0.5) / (trials.sum() + 1)
    prior = between(shares, pooled * (1 - pooled) / trials)
    size = prior.mean * (1 - prior.mean) / prior.variance - 1
    for unit in (0, 7, 24):
        a = prior.mean * size + shares[unit] * trials[unit]
        b = (1 - prior.mean) * size + (1 - shares[unit]) * trials[unit]
        exact = stats.beta(a, b)
        assert points[unit].mean() == pytest.approx(exact.mean(), rel=1e-3)
        assert points[unit].std() == pytest.approx(exact.std(), rel=3e-3)
        assert np.abs(points[unit] - exact.ppf(MIDDLES))[5:-5].max() < 1e-3


def test_rates_have_the_gamma_posterior():
    rng = np.random.default_rng(4)
    exposure = rng.integers(200, 900, 30).astype(float)
    rates = rng.poisson(rng.gamma(5, 0.004, 30) * exposure) / exposure
    points = posterior_points("poisson", rates, exposure)
    pooled = ((rates * exposure).sum() + 0.5) / exposure.sum()
    prior = between(rates, pooled / exposure)
    for unit in (0, 11):
        shape = prior.mean**2 / prior.variance + rates[unit] * exposure[unit]
        exact = stats.gamma(
            shape, scale=1 / (prior.mean / prior.variance + exposure[unit])
        )
        assert points[unit].mean() == pytest.approx(exact.mean(), rel=5e-3)
        assert points[unit].std() == pytest.approx(exact.std(), rel=1e-2)


@pytest.mark.parametrize("kind", ["binomial", "poisson"])
def test_a_group_in_which_nothing_happened_is_still_uncertain(kind):
    points = posterior_points(kind, np.zeros(8), np.full(8, 50.0))
    assert (points >= 0).all()
    assert (points.std(axis=1) > 0).all()
    assert (np.diff(points, axis=1) >= 0).all()


@pytest.mark.parametrize("kind", ["binomial", "poisson", "normal"])
def test_a_unit_alone_has_a_posterior_too(kind):
    points = posterior_points(kind, np.array([0.3]), np.array([40.0]))
    assert np.isfinite(points).all()
    assert points.std() > 0


@pytest.mark.parametrize(
    ("kind", "value", "precision"),
    [("binomial", 1.2, 10), ("poisson", -0.1, 10), ("binomial", 0.5, 0)],
)
def test_it_refuses_what_cannot_be(kind, value, precision):
    with pytest.raises(ValueError, match=r"must be positive|lie in"):
        posterior_points(kind, np.array([value, 0.5]), np.array([precision, 10.0]))


def test_the_worked_example_of_the_page_is_what_comes_out():
    page = Path(__file__).parents[3] / "docs" / "rules" / "index-uncertainty.md"
    found = re.findall(r"^\| (\d+) \| ([\d.]+) \| ([\d.]+) \|$", page.read_text(), re.M)
    table = np.array(found, dtype=float)
    assert len(table) == 5
    points = posterior_points("normal", table[:, 0], np.full(5, 1.732))
    assert points.mean(axis=1) == pytest.approx(table[:, 1], abs=0.001)
    assert points.std(axis=1) == pytest.approx(table[:, 2], abs=0.002)
