"""Money and measures of a unit become observations like any other."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from bagana.indicators.actions import compute_declared
from bagana.indicators.catalogue import declared
from bagana.indicators.founding import found_catalogue
from bagana.indicators.models import Observation
from bagana.web.errors import PermissionDenied, Refused
from tests.factories import make_period, make_tree, make_user
from tests.programme.factories import (
    make_activity,
    make_measure,
    make_money,
    make_programme,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def units():
    return make_tree()


@pytest.fixture
def officer(units):
    found_catalogue()
    return make_user("aimag_officer", units["1"])


@pytest.fixture
def measure(units):
    return make_measure(
        make_programme(units["1"]),
        units["11"],
        units=[units["1101"], units["1102"]],
    )


def values(code):
    rows = Observation.objects.filter(indicator__code=code, status="draft")
    return dict(rows.values_list("unit__code", "value"))


def compute(user, units, code):
    return compute_declared(
        user=user, units=units, periods=[make_period(2019)], codes=[code]
    )


def test_the_programme_declares_what_it_computes():
    assert {"programme_paid", "programme_measures_done"} <= set(declared())


def test_what_was_paid_for_units_is_computed_as_drafts(units, officer, measure):
    def pay(amount, unit, **fields):
        values = {"kind": "payment", "booked_on": date(2019, 3, 1)}
        return make_money(measure, Decimal(amount), unit=unit, **(values | fields))

    make_money(measure, Decimal(900), unit=units["1103"])
    pay("400.50", units["1101"])
    wrong = pay("100", units["1101"])
    pay("-100", units["1101"], booked_on=date(2020, 1, 5), reverses=wrong)
    pay("7", units["1102"], year=2020, booked_on=date(2020, 3, 1))
    pay("30", units["11"])
    asked = [units[code] for code in ("1", "11", "1101", "1102", "1103")]
    batch = compute(officer, asked, "programme_paid")
    assert batch.counts["new"] == 4
    # Nothing booked for 1102 in the year is missing; planned and unpaid is a nought.
    assert values("programme_paid") == {
        "1": 430.5,
        "11": 430.5,
        "1101": 400.5,
        "1103": 0.0,
    }
    again = compute(officer, asked, "programme_paid")
    assert (again.counts["new"], again.counts["same"]) == (0, 4)


def test_finished_measures_are_counted_once_a_unit(units, officer, measure):
    make_activity(measure, done_on=date(2019, 5, 1))
    other = make_measure(measure.programme, units["11"], units=[units["1101"]])
    make_activity(other, done_on=date(2020, 5, 1))
    asked = [units[code] for code in ("11", "1101", "1102", "1103")]
    compute(officer, asked, "programme_measures_done")
    assert values("programme_measures_done") == {"11": 1.0, "1101": 1.0, "1102": 1.0}


def test_only_for_units_that_the_user_writes_for(units, officer, measure):
    other = make_user("sum_officer", units["12"])
    with pytest.raises(PermissionDenied):
        compute(other, [units["1101"]], "programme_paid")
    with pytest.raises(PermissionDenied):
        compute(make_user(), [units["1101"]], "programme_paid")


def test_what_nobody_declares_is_refused(units, officer):
    with pytest.raises(Refused):
        compute(officer, [units["1101"]], "area_km2")
