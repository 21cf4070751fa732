"""Five conditions, a grey zone, and nobody where nobody qualifies."""

from dataclasses import replace

import numpy as np
import pytest

from bagana.engines.index import Factors, Groups, Missing, Scale, Selection, run
from bagana.engines.index.choosing import choose
from bagana.engines.index.results import Uncertainty
from bagana.engines.index.uncertainty import uncertainty
from tests.engines.index.building import branch, data, framework, leaf

RULE = Selection(top=1)
SCORES = [[90, 90], [60, 60], [50, 50], [40, 40], [30, 30]]
NOTHING = Factors(concentration=None, aggregates=(), sampling=False)


def index(**settings):
    children = settings.pop("children", None) or (
        branch("one", leaf("a")),
        branch("two", leaf("b")),
    )
    given = {"selection": RULE, "scale": Scale(low=1.0), "factors": NOTHING, **settings}
    return framework(*children, **given)


def sure(p, year=2020, units=None, group=None):
    """An uncertainty in which the units are first with the given probabilities."""
    p = np.asarray(p, dtype=float)
    size, nan = p.size, np.full(p.size, np.nan)
    counts = np.zeros((size, max(size, 2)), dtype=np.int64)
    counts[:, 0] = np.round(np.nan_to_num(p) * 1000)
    counts[:, 1] = 1000 - counts[:, 0]
    return Uncertainty(
        units=tuple(units or [f"u{v}" for v in range(size)]),
        year=year,
        group=np.where(np.isnan(p), "", np.array(group or ["all"] * size)),
        score=nan,
        rank=np.where(np.isnan(p), -1, 1),
        counts=counts,
        scores_mean=nan,
        scores_low=nan,
        scores_high=nan,
        replications=1000,
        seed=1,
    )


def verdicts(p, fw=None, table=None, **settings):
    fw = fw or index()
    table = table if table is not None else data(SCORES, ["a", "b"])
    found = choose(fw, run(fw, table), sure(p), 2020, **settings)
    return [(chosen.verdict, chosen.failed) for chosen in found]


def test_who_is_first_with_enough_probability_is_proposed():
    assert verdicts([0.9, 0.1, 0, 0, 0])[0] == ("proposed", ())
    assert verdicts([0.8, 0.2, 0, 0, 0])[0] == ("proposed", ())


def test_between_the_limits_nobody_can_tell():
    found = verdicts([0.79, 0.21, 0, 0, 0])
    assert found[0] == ("grey", ("probability",))
    assert found[1] == ("grey", ("probability",))


def test_who_is_rarely_first_is_not_proposed():
    found = verdicts([0.8, 0.2, 0, 0, 0])
    assert found[1][0] == "not_proposed"
    assert found[1][1][0] == "probability"


def test_it_may_be_that_nobody_is_proposed():
    assert {v for v, _ in verdicts([0.2, 0.2, 0.2, 0.2, 0.2])} == {"not_proposed"}


def test_a_weak_dimension_stands_in_the_way():
    weak = data([[99, 20], [60, 60], [50, 50], [40, 40], [30, 30]], ["a", "b"])
    assert verdicts([0.9, 0, 0, 0, 0], table=weak)[0] == (
        "not_proposed",
        ("floor:two",),
    )
    grey = verdicts([0.5, 0.5, 0, 0, 0], table=weak)
    assert grey[0] == ("not_proposed", ("probability", "floor:two"))


def test_the_floor_is_the_group_s_own():
    table = data(
        [[90, 20], [60, 10], [80, 90], [70, 80]],
        ["a", "b"],
        groups=["n", "n", "s", "s"],
    )
    fw = index(groups=Groups(minimum=1), selection=Selection(top=1))
    found = choose(
        fw, run(fw, table), sure([0.9, 0.1, 0.9, 0.1], group=["n", "n", "s", "s"]), 2020
    )
    assert found[0].verdict == "proposed"
    assert found[3].failed == ("probability", "floor:one", "floor:two")


def test_a_dimension_that_is_an_indicator_has_a_floor_too():
    fw = index(children=(leaf("a"), leaf("b")))
    weak = data([[99, 20], [60, 60], [50, 50], [40, 40], [30, 30]], ["a", "b"])
    assert verdicts([0.9, 0, 0, 0, 0], fw, weak)[0][1] == ("floor:b",)


def test_who_stands_exactly_on_the_floor_passes():
    level = data([[99, 40], [60, 60], [50, 50], [40, 40], [30, 30]], ["a", "b"])
    assert verdicts([0.9, 0, 0, 0, 0], table=level)[0] == ("proposed", ())


def test_too_little_data_stands_in_the_way():
    table = data([[90, None], [60, 60], [50, 50], [40, 40], [30, 30]], ["a", "b"])
    fw = index(missing=Missing(0, 0.5, "none"))
    assert "completeness" in verdicts([0.9, 0, 0, 0, 0], fw, table)[0][1]


def test_too_much_of_one_s_own_report_stands_in_the_way():
    own = (branch("one", leaf("a", self_reported=True)), branch("two", leaf("b")))
    fw = index(children=own)
    assert verdicts([0.9, 0, 0, 0, 0], fw)[0] == ("not_proposed", ("self_reported",))
    light = (
        branch("one", leaf("a", self_reported=True), weight=0.25),
        branch("two", leaf("b")),
    )
    assert verdicts([0.9, 0, 0, 0, 0], index(children=light))[0] == ("proposed", ())


def test_it_can_be_told_which_values_units_reported_themselves():
    own = np.zeros((5, 2), dtype=bool)
    own[0, 1] = True
    found = verdicts([0.9, 0, 0, 0, 0], self_reported=own)
    assert found[0][1] == ("self_reported",)
    assert "self_reported" not in found[1][1]


@pytest.mark.parametrize(
    ("earlier", "verdict"),
    [
        ((), "proposed"),
        ((0.9,), "proposed"),
        ((0.1,), "not_proposed"),
        ((0.1, 0.9), "proposed"),
        ((0.9, 0.1), "proposed"),
        ((0.1, 0.1), "not_proposed"),
        ((0.1, 0.9, 0.9), "proposed"),
        ((0.1, 0.1, 0.9, 0.9), "not_proposed"),
    ],
)
def test_the_verdict_holds_in_two_of_the_last_three_years(earlier, verdict):
    others = {2019 - i: sure([p, 0, 0, 0, 0], 2019 - i) for i, p in enumerate(earlier)}
    found = verdicts([0.9, 0, 0, 0, 0], others=others)[0]
    assert found[0] == verdict
    assert found[1] == (() if verdict == "proposed" else ("years",))


def test_a_grey_unit_needs_no_more_than_grey_years():
    others = {2019: sure([0.3, 0, 0, 0, 0], 2019)}
    assert verdicts([0.5, 0.5, 0, 0, 0], others=others)[0][0] == "grey"
    others = {2019: sure([0.1, 0, 0, 0, 0], 2019)}
    found = verdicts([0.5, 0.5, 0, 0, 0], others=others)[0]
    assert found == ("not_proposed", ("probability", "years"))


def test_other_years_are_matched_by_the_unit_not_by_its_place():
    units = [f"u{v}" for v in range(5)]
    others = {2019: sure([0, 0, 0, 0, 0.9], 2019, units=units[::-1])}
    assert verdicts([0.9, 0, 0, 0, 0], others=others)[0][0] == "proposed"


def test_a_year_in_which_a_unit_was_not_ranked_says_nothing_of_it():
    others = {2019: sure([np.nan, 0.5, 0.5, 0, 0], 2019)}
    assert verdicts([0.9, 0, 0, 0, 0], others=others)[0][0] == "proposed"


def test_it_tells_by_which_years_it_was_judged():
    others = {2018: sure([0.9, 0, 0, 0, 0], 2018), 2019: sure([0.1] * 5, 2019)}
    fw, table = index(), data(SCORES, ["a", "b"])
    ua = sure([0.9, 0.1, 0, 0, 0])
    found = choose(fw, run(fw, table), ua, 2020, others=others)
    assert found[0].years == ((2020, 0.9), (2019, 0.1), (2018, 0.9))
    # Whoever is not among the first this year is not asked about others.
    assert found[1].years == ()


def test_in_a_group_no_larger_than_the_places_the_rank_tells_nothing():
    fw = index(selection=Selection(top=3), groups=Groups(minimum=1))
    table = data(SCORES, ["a", "b"], groups=["n", "n", "s", "s", "s"])
    ua = sure([1, 1, 1, 1, 1], group=["n", "n", "s", "s", "s"])
    found = choose(fw, run(fw, table), ua, 2020)
    assert {c.verdict for c in found} <= {"grey", "not_proposed"}
    assert found[0].verdict == "grey"
    assert found[0].p_top == 1.0


def test_who_is_not_ranked_is_told_so():
    assert verdicts([np.nan, 0.9, 0.1, 0, 0])[0] == ("not_ranked", ())


def test_the_whole_way_proposes_the_unit_that_leads_in_everything():
    fw = index(factors=Factors(concentration=20.0, sampling=False), replications=500)
    table = data(SCORES, ["a", "b"])
    ua = uncertainty(fw, table, year=2020, seed=1)
    found = choose(fw, run(fw, table), ua, 2020)
    assert [c.verdict for c in found] == ["proposed"] + ["not_proposed"] * 4
    assert replace(found[0], p_top=1.0) == found[0]
