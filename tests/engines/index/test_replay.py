"""Given alternatives: each replication is the index as they would make it."""

import numpy as np
import pytest

from bagana.engines.index import Groups, Missing, Scale, Treatment, run
from bagana.engines.index.replay import Replication, replay
from tests.engines.index.building import branch, data, framework, leaf

TABLE = data([[10, 80], [40, 40], [90, 20]], ["a", "b"], groups=["n", "n", "s"])
FW = framework(
    branch("one", leaf("a")),
    branch("two", leaf("b")),
    scale=Scale(low=1.0),
    groups=Groups(minimum=1),
)


def replayed(*given, fw=FW, table=TABLE):
    return replay(fw, table, given, year=2020)


def test_an_alternative_that_says_nothing_is_the_nominal_index():
    found = replayed(Replication())
    assert (found.scores == run(FW, TABLE).scores).all()
    assert found.ranks.tolist() == [[1, 2, 1]]


def test_weights_are_scaled_inside_their_branch():
    found = replayed(Replication(weights={"one": 30.0, "two": 10.0}))
    assert found.scores[0, 0] == pytest.approx(1 + 0.99 * (0.75 * 10 + 0.25 * 80))


def test_a_mean_may_be_given_for_all_branches_or_for_the_index_alone():
    inner = framework(branch("one", leaf("a"), leaf("b")), scale=Scale(low=1.0))
    all_of_them, root = replayed(
        Replication(mean="geometric"), Replication(root="geometric"), fw=inner
    ).scores[:, 0]
    x = 1 + 0.99 * np.array([10, 80])
    assert all_of_them == pytest.approx(np.sqrt(x.prod()))
    assert root == pytest.approx(x.mean())


def test_treatment_may_be_given_or_taken_away():
    rng = np.random.default_rng(1)
    column = rng.normal(50, 5, (40, 1))
    column[3] = 5000.0
    fw = framework(leaf("a"), scale=Scale(goalposts="all_years"), treatment=Treatment())
    given = [
        Replication(),
        Replication(treatment="none"),
        Replication(treatment=Treatment(max_points=1, max_share=0)),
    ]
    found = replayed(*given, fw=fw, table=data(column, ["a"]))
    assert np.median(found.scores[0]) > 10
    assert np.median(found.scores[1]) < 5
    assert (found.scores[2] == found.scores[0]).all()


def test_quantiles_and_shifts_leave_out_who_is_not_ranked():
    table = data([[10, 80], [40, 40], [None, 20]], ["a", "b"])
    fw = framework(
        leaf("a"), leaf("b"), missing=Missing(0, 1.0, "none"), scale=Scale(low=1.0)
    )
    weights = [{"a": 1.0, "b": 0.0}, {"a": 0.0, "b": 1.0}, {"a": 0.0, "b": 1.0}]
    found = replayed(*[Replication(weights=w) for w in weights], fw=fw, table=table)
    assert found.ranks.tolist() == [[2, 1, -1], [1, 2, -1], [1, 2, -1]]
    assert found.quantiles([0.5]).tolist()[0][:2] == [1.0, 2.0]
    assert np.isnan(found.quantiles([0.5])[0, 2])
    assert found.mean_rank()[:2] == pytest.approx([4 / 3, 5 / 3])
    assert found.shift(np.array([1, 2, -1])).tolist() == [1.0, 0.0, 0.0]


def test_it_refuses_weights_of_what_is_not_in_the_tree():
    with pytest.raises(KeyError, match="nobody"):
        replayed(Replication(weights={"nobody": 1.0}))
