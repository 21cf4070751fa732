"""The whole index: every step kept, every changed cell told."""

from dataclasses import replace

import numpy as np
import pytest

from bagana.engines.index import (
    Goalposts,
    Groups,
    IndexData,
    IndexRefused,
    Missing,
    Scale,
    Treatment,
    nominal,
    run,
)
from tests.engines.index.building import branch, data, framework, leaf

NAN = np.nan
CODES = ["water", "fire", "school"]
FW = framework(
    branch("safe", leaf("water", weight=3), leaf("fire", direction=-1)),
    leaf("school", weight=2),
    means="geometric",
    scale=Scale(low=0, high=100),
)


def test_a_score_by_hand():
    # safe (3 x 40 + 1 x 80) / 4 = 50; index 50^(1/3) 80^(2/3).
    result = run(FW, data([[40, 20, 80]], CODES))
    assert result.normalised.tolist() == [[[40, 80, 80]]]
    assert result.nodes["safe"].tolist() == [[50]]
    assert result.scores[0, 0] == pytest.approx(50 ** (1 / 3) * 80 ** (2 / 3))
    assert set(result.nodes) == {"safe", "index"}


def test_columns_of_the_data_may_stand_in_any_order_and_more_of_them():
    table = data([[80, 1, 20, 40]], ["school", "other", "fire", "water"])
    plain = run(FW, data([[40, 20, 80]], CODES))
    assert run(FW, table).scores.tolist() == plain.scores.tolist()


def test_other_weights_may_be_tried():
    weights = {**nominal(FW.tree), "index": np.array([1.0, 0.0])}
    assert run(FW, data([[40, 20, 80]], CODES), weights).scores[0, 0] == pytest.approx(
        50
    )


def test_several_years_are_scored_each_by_the_same_goalposts():
    table = data([[[40, 20, 80]], [[40, 20, 80]]], CODES, years=[2019, 2020])
    result = run(FW, table)
    assert result.scores.shape == (2, 1)
    assert result.scores[0, 0] == result.scores[1, 0]


def test_a_value_beyond_its_goalposts_is_told():
    result = run(FW, data([[140, 20, 80], [-5, 20, 80]], CODES))
    found = [(c.unit, c.before, c.after, c.rule) for c in result.audit]
    assert found == [
        ("u0", 140, 100, "goalposts:0..100"),
        ("u1", -5, 0, "goalposts:0..100"),
    ]
    assert {c.step for c in result.audit} == {"clip"}


def test_the_audit_accounts_for_every_changed_cell():
    rng = np.random.default_rng(8)
    raw = rng.gamma(0.4, 20, (3, 30, 4))
    raw[rng.random(raw.shape) < 0.1] = NAN
    fw = framework(
        leaf("a", goalposts=None, denominator="people"),
        *(leaf(code, goalposts=None) for code in "bcd"),
        missing=Missing(0, 0, "median"),
        treatment=Treatment(),
        scale=Scale(goalposts="all_years"),
    )
    people = rng.integers(0, 4, (3, 30)).astype(float)
    table = data(raw, list("abcd"), years=[1, 2, 3], extra={"people": people})
    result = run(fw, table)
    steps = {"denominate": raw, "impute": result.denominated, "treat": result.imputed}
    outcomes = (result.denominated, result.imputed, result.treated)
    for (step, before), after in zip(steps.items(), outcomes, strict=True):
        same = (before == after) | (np.isnan(before) & np.isnan(after))
        told = {
            (c.year - 1, int(c.unit[1:]), "abcd".index(c.indicator))
            for c in result.audit
            if c.step == step
        }
        changed = set(map(tuple, np.argwhere(~same).tolist()))
        assert changed
        # Dividing by one changes nothing and is told all the same.
        assert changed <= told if step == "denominate" else changed == told


def test_a_framework_that_cannot_be_applied_is_refused_in_both_languages():
    fw = framework(leaf("a", goalposts=None))
    with pytest.raises(IndexRefused) as refusal:
        run(fw, data([[1]], ["a"]))
    assert refusal.value.what.mn != refusal.value.what.en


def test_an_index_of_nobody_is_empty():
    table = IndexData((), (2020,), ("water",), np.empty((1, 0, 1)))
    result = run(FW, table)
    assert result.scores.shape == (1, 0)
    assert result.ranks.shape == (1, 0)
    free = replace(FW, scale=Scale(goalposts="all_years"), treatment=Treatment())
    assert run(free, table).scores.shape == (1, 0)


def test_z_scores_under_a_geometric_mean_are_held_at_a_floor_or_refused():
    rows = [[v, v, v] for v in (1, 2, 3, 4)]
    plain = framework(*FW.tree.children, means="geometric", scale=Scale("zscore"))
    with pytest.raises(IndexRefused, match="positive floor"):
        run(plain, data(rows, CODES))
    held = framework(
        *FW.tree.children, means="geometric", scale=Scale("zscore", floor=0.01)
    )
    assert (run(held, data(rows, CODES)).scores > 0).all()


def test_hot_deck_draws_nothing_here():
    fw = framework(
        leaf("a"),
        leaf("b"),
        missing=Missing(0, 0, "hot_deck"),
        groups=Groups(minimum=1),
    )
    rows = [[1, 2], [3, 4], [8, 9], [NAN, 4]]
    table = data(rows, ["a", "b"], groups=["x", "x", "x", "x"])
    found = [run(fw, table).imputed[0, 3, 0] for _ in range(3)]
    assert found == [3, 3, 3]


def test_goalposts_that_let_pass_are_not_clipped():
    fw = framework(leaf("a", goalposts=Goalposts(0, 10, clip=False)))
    result = run(fw, data([[20]], ["a"]))
    assert result.audit == ()
    assert result.scores[0, 0] == pytest.approx(199)
