"""Sums of the book: the same to the digit whatever they are asked by."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bagana.engines.progress import Light, Verdict
from bagana.programme.models import MoneyEntry
from bagana.programme.queries.money import (
    KEYS,
    MoneySum,
    money_by,
    money_total,
    per_head,
    unit_money,
)
from tests.factories import make_indicator, make_observation, make_tree, make_user
from tests.programme.factories import make_measure, make_money, make_programme

pytestmark = pytest.mark.django_db

KINDS = ("plan", "adjustment", "commitment", "payment")
amounts = st.decimals("0.01", "9999999999", places=2)


@pytest.fixture
def units():
    return make_tree()


@pytest.fixture
def programme(units):
    return make_programme(units["1"])


@pytest.fixture
def measure(programme, units):
    return make_measure(programme, units["11"], units=[units["1101"]])


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    rows=st.lists(
        st.tuples(
            st.sampled_from(KINDS),
            st.sampled_from(("state", "local", "ldf")),
            st.integers(2018, 2020),
            st.sampled_from(("1101", "1102", None)),
            amounts,
        ),
        max_size=20,
    )
)
def test_totals_are_the_same_by_every_key(programme, measure, units, rows):
    MoneyEntry.objects.all().delete()
    for kind, source, year, unit, amount in rows:
        make_money(
            measure,
            amount,
            kind=kind,
            source=source,
            year=year,
            unit=units[unit] if unit else None,
            booked_on=date(year, 3, 1),
        )
    paid = sum((row[4] for row in rows if row[0] == "payment"), Decimal(0))
    adjusted = sum(
        (row[4] for row in rows if row[0] in ("plan", "adjustment")), Decimal(0)
    )
    whole = money_total(programme)
    assert (whole.paid, whole.adjusted) == (paid, adjusted)
    for key in KEYS:
        found = sum(money_by(programme, key).values(), MoneySum())
        assert (found.paid, found.adjusted) == (paid, adjusted)
        assert found.planned == whole.planned
    until = money_total(programme, until=date(2023, 12, 31))
    assert (until.paid, until.adjusted) == (paid, adjusted)


def test_it_adds_up_by_key_and_filters(programme, measure, units):
    other = make_measure(
        programme,
        units["12"],
        objective=programme.objectives.get(number=2),
        phase=programme.phases.get(number=2),
    )
    make_money(measure, Decimal(100), unit=units["1101"])
    make_money(measure, Decimal(40), kind="payment", unit=units["1101"])
    make_money(other, Decimal(7), source="ldf", year=2021, unit=None)
    assert money_by(programme, "source")["ldf"].planned == 7
    assert money_by(programme, "unit")[None].planned == 7
    assert money_by(programme, "unit")[units["1101"].pk].paid == 40
    phase = programme.phases.get(number=2)
    assert set(money_by(programme, "measure", phase=phase)) == {other.pk}
    assert money_total(programme, unit=units["11"]).planned == 100
    assert money_total(programme, objective=other.objective).planned == 7
    assert money_total(programme, until=date(2018, 1, 1)) == MoneySum(
        december=Decimal(0), is_over=False
    )


def test_the_sums_are_one_query(programme, measure, django_assert_num_queries):
    make_money(measure, Decimal(100))
    with django_assert_num_queries(1):
        money_by(programme, "objective")
    with django_assert_num_queries(1):
        money_total(programme)


def test_execution_is_two_sided_and_knows_both_plans(programme, measure):
    make_money(measure, Decimal(1000))
    make_money(measure, Decimal(-200), kind="adjustment")
    make_money(measure, Decimal(900), kind="payment", booked_on=date(2019, 6, 1))
    done = money_by(programme, "year")[2019].execution
    assert done.to_adjusted == Decimal("112.5")
    assert done.to_planned == Decimal(90)
    assert (done.verdict, done.light) == (Verdict.OVER, Light.AMBER)


def test_spending_without_a_plan_is_red(programme, measure):
    make_money(measure, Decimal(5), kind="payment")
    done = money_total(programme).execution
    assert (done.verdict, done.light) == (Verdict.UNPLANNED, Light.RED)
    assert done.to_adjusted is None


def test_a_plan_whose_time_has_not_run_out_is_grey(programme, measure):
    make_money(measure, Decimal(100))
    make_money(measure, Decimal(10), kind="payment", booked_on=date(2019, 2, 1))
    assert money_total(programme, until=date(2019, 3, 1)).execution.light is Light.GREY
    assert money_total(programme).execution.light is Light.RED


def test_a_reversed_december_payment_leaves_december(programme, measure):
    make_money(measure, Decimal(100))
    make_money(measure, Decimal(60), kind="payment", booked_on=date(2019, 5, 1))
    late = make_money(measure, Decimal(40), kind="payment", booked_on=date(2019, 12, 9))
    done = money_by(programme, "year")[2019].execution
    assert (done.late_share, done.is_late) == (Decimal(40), True)
    make_money(
        measure,
        Decimal(-40),
        kind="payment",
        booked_on=date(2020, 1, 9),
        reverses=late,
    )
    done = money_by(programme, "year")[2019].execution
    assert (done.paid, done.late_share) == (Decimal(60), Decimal(0))


def test_money_per_head_keeps_missing_people_missing(programme, measure, units):
    people = make_indicator("population_census")
    for code, value in (("1101", 250), ("1102", 0)):
        make_observation(people, units[code], 2018, value, status="published")
    make_observation(people, units["1101"], 2020, 400, status="published")
    for code in ("1101", "1102", "1103"):
        make_money(
            measure,
            Decimal("1000000"),
            kind="payment",
            unit=units[code],
            booked_on=date(2019, 3, 1),
        )
    found = per_head(programme, on=date(2019, 12, 31), user=None)
    rows = {row.unit.code: row for row in found}
    assert rows["1101"].per_head == Decimal("4000.00")
    assert rows["1102"].per_head is None
    assert (rows["1103"].population, rows["1103"].per_head) == (None, None)


def test_drafts_of_population_do_not_count(programme, measure, units):
    make_observation(make_indicator("population_census"), units["1101"], 2018, 250)
    make_money(measure, Decimal(10), kind="payment", unit=units["1101"])
    user = make_user("aimag_officer", units["1"])
    (row,) = per_head(programme, on=date(2020, 1, 1), user=user)
    assert row.population is None


def test_a_sum_answers_for_its_bags(programme, measure, units):
    make_money(measure, Decimal(30), kind="payment", unit=units["1101"])
    make_money(measure, Decimal(5), kind="payment", unit=units["1201"])
    assert unit_money(units["11"], date(2020, 1, 1)).paid == 30
    assert unit_money(units["1"], date(2020, 1, 1)).paid == 35
    assert not unit_money(units["1102"], date(2020, 1, 1))
