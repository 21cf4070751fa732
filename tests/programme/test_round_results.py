"""What a round comes to: published cases through the whole application, and edges."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bagana.programme.actions.reports import Decision, decide_many, submit_report
from bagana.programme.actions.rounds import close_round, open_round
from bagana.programme.founding import found_scales
from bagana.programme.models import Report
from bagana.programme.queries.results import (
    GroupResults,
    LevelCount,
    RoundResults,
    canonical,
    hash_of,
)
from bagana.programme.queries.rounds import results_of
from tests.factories import make_tree, make_user
from tests.programme.factories import make_measure, make_money, make_programme
from tests.programme.monitoring import decide_all, level, make_world, report_of, write

STEPS = (100, 70, 30, 0, None)


@pytest.mark.django_db
def test_dundgovi_2019_gives_its_published_mean():
    """80 measures as 59 / 13 / 5 / 1 / 2 gave 89.2 %; the two that were not due are
    out of the mean and in the shares."""
    total = _through_the_application((59, 13, 5, 1, 2))
    assert total.mean is not None
    assert f"{total.mean:.1f}" == "89.2"
    assert total.mean == Decimal("89.230769")
    assert [f"{share:.2f}" for _, share in total.shares] == [
        "73.75",
        "16.25",
        "6.25",
        "1.25",
        "2.50",
    ]
    assert (total.total, total.rated, total.not_due) == (80, 78, 2)


def test_khuvsgul_2022_gives_its_published_mean():
    """92 decisions as 50 / 21 / 19 / 0 / 2 gave 78.22 %."""
    group = _group((50, 21, 19, 0, 2))
    assert group.mean is not None
    assert f"{group.mean:.2f}" == "78.22"


def _through_the_application(counts):
    """Sums of an aimag report, the aimag decides: all by the actions of the office."""
    units = make_tree()
    found_scales()
    programme = make_programme(units["1"])
    wanted = [step for step, n in zip(STEPS, counts, strict=True) for _ in range(n)]
    for _ in wanted:
        measure = make_measure(programme, units["11"])
        make_money(measure, 1_000_000, kind="payment")
    aimag = make_user("aimag_officer", units["1"])
    officer = make_user("sum_officer", units["11"])
    round = open_round(
        user=aimag,
        programme=programme,
        period="2019",
        opens_on=date(2019, 12, 1),
        due_on=date(2019, 12, 25),
    )
    assert round.scale.code == "res-89-2017"
    rows = list(Report.objects.filter(round=round))
    for report, percent in zip(rows, wanted, strict=True):
        saved = write(officer, report, percent, shown=False)
        submit_report(user=officer, report=saved)
    outcome = decide_many(user=aimag, decisions=[Decision(r, None) for r in rows])
    assert not outcome.refused
    return results_of(close_round(user=aimag, round=round)).total


def _group(counts, **fields):
    levels = tuple(
        LevelCount(step, "шат", "step", n)
        for step, n in zip(STEPS, counts, strict=True)
    )
    values = {"pk": 0, "number": "", "name_mn": "", "name_en": ""}
    values |= {"levels": levels, "waiting": 0, "unreported": 0}
    return GroupResults(**(values | fields))


def test_without_a_rated_measure_there_is_no_mean():
    assert _group((0, 0, 0, 0, 3)).mean is None
    assert _group((0, 0, 0, 0, 0)).shares[0][1] is None


def test_what_nobody_sent_is_counted_apart_and_never_as_nought():
    group = _group((1, 0, 0, 0, 0), unreported=3, waiting=1)
    assert group.mean == 100
    assert (group.total, group.decided) == (5, 1)
    assert group.shares[0][1] == 20


@given(st.tuples(*[st.integers(0, 400)] * 5), st.integers(0, 9), st.integers(0, 9))
def test_a_group_reads_back_from_its_json(counts, waiting, unreported):
    group = _group(counts, waiting=waiting, unreported=unreported, lights={"red": 2})
    again = GroupResults.from_json(group.to_json())
    assert again == group
    assert again.mean == group.mean
    shares = [share for _, share in group.shares if share is not None]
    decided = sum(shares, Decimal(0))
    assert decided <= 100 + Decimal("0.00001")


@pytest.fixture
def world(db):
    return make_world()


def test_objectives_and_sums_add_up_to_the_whole(world):
    round = world.open()
    decide_all(world, round, {"a": 100, "b": None, "sum": 30})
    found = results_of(round)
    for groups in (found.objectives, found.by_office):
        assert sum(group.total for group in groups) == found.total.total == 4
        assert sum(group.decided for group in groups) == found.total.decided == 3
        assert sum(group.unreported for group in groups) == 1
    by_code = {group.number: group for group in found.by_office}
    assert by_code["11"].mean == 65
    assert by_code["12"].mean is None


def test_a_waiting_report_is_neither_decided_nor_missing(world):
    round = world.open()
    report = report_of(round, world.measures["a"])
    submit_report(user=world.governor, report=write(world.governor, report, 0))
    total = results_of(round).total
    assert (total.waiting, total.unreported, total.decided) == (1, 3, 0)
    assert total.mean is None


def test_money_is_what_was_booked_by_the_end_of_the_period(world):
    measure = world.measures["a"]
    make_money(measure, Decimal("1000000.50"), kind="plan", booked_on=date(2019, 1, 5))
    make_money(measure, 250_000, kind="payment", booked_on=date(2019, 12, 31))
    make_money(measure, 99, kind="payment", year=2020, booked_on=date(2020, 1, 1))
    found = results_of(world.open())
    assert found.total.money is not None
    assert found.total.money.paid == Decimal(250_000)
    kept = found.to_json()["total"]["money"]
    assert kept["planned"] == "1000000.50"
    assert RoundResults.from_json(found.to_json()) == found


def test_a_round_reads_back_from_its_json_with_every_measure(world):
    round = world.open()
    decide_all(world, round, {"a": 100, "far": None})
    found = results_of(round)
    assert RoundResults.from_json(found.to_json()) == found
    levels = {m.number: m.level and m.level.percent for m in found.measures}
    assert levels == {"1.1": 100, "1.2": None, "1.3": None, "1.4": None}
    undecided = [m.number for m in found.measures if m.level is None]
    assert undecided == ["1.2", "1.3"]


def test_the_same_results_have_the_same_text_in_any_order():
    one, other = {"б": 1, "a": [1, {"y": 2, "x": 1}]}, {"a": [1, {"x": 1, "y": 2}]}
    other["б"] = 1
    assert canonical(one) == canonical(other) == '{"a":[1,{"x":1,"y":2}],"б":1}'
    assert hash_of(one) == hash_of(other)
    assert hash_of(one) != hash_of({"a": 1})


def test_an_open_round_is_worked_out_anew_each_time(world):
    round = world.open()
    assert results_of(round).total.decided == 0
    decide_all(world, round, {"sum": 30})
    assert results_of(round).total.mean == 30
    assert level(round, 30).percent == 30


def test_it_costs_the_same_queries_however_many_reports(
    world, django_assert_max_num_queries
):
    for _ in range(12):
        make_measure(world.programme, world.units["1201"])
    round = world.open()
    with django_assert_max_num_queries(14):
        results_of(round)
