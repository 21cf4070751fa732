"""What may be booked, by whom, and how a mistake is reversed."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from bagana.programme.actions.money import (
    record_entries,
    record_entry,
    reverse_entry,
)
from bagana.programme.bookkeeping import NewEntry
from bagana.programme.models import MeasureStanding, MoneyEntry
from bagana.programme.queries.money import money_total
from bagana.web.errors import Conflict, PermissionDenied, Refused
from tests.factories import make_act, make_tree, make_user
from tests.programme.factories import make_measure, make_programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def units():
    return make_tree()


@pytest.fixture
def officer(units):
    return make_user("aimag_officer", units["1"])


@pytest.fixture
def measure(units):
    """A measure of the first sum for its first bag."""
    return make_measure(make_programme(units["1"]), units["11"], units=[units["1101"]])


def book(user, measure, amount="1000000", **fields):
    values = {
        "kind": "plan",
        "source": "local",
        "year": 2019,
        "booked_on": date(2019, 1, 15),
        "spender": measure.office,
    }
    return record_entry(
        user=user, measure=measure, amount=Decimal(amount), **(values | fields)
    )


def refusal(user, measure, amount="1000000", **fields):
    with pytest.raises(Refused) as caught:
        book(user, measure, amount, **fields)
    assert MoneyEntry.objects.count() == 0
    return caught.value.field


def test_it_books_an_amount_to_the_mongo(officer, measure, units):
    act = make_act(units["11"])
    entry = book(
        officer, measure, "59400000.07", unit=units["1101"], act=act, document=" Б/12 "
    )
    entry.refresh_from_db()
    assert entry.amount == Decimal("59400000.07")
    assert (entry.document, entry.act, entry.made_by) == ("Б/12", act, officer)
    assert MeasureStanding.objects.get(measure=measure).planned == entry.amount


def test_it_refuses_a_bag_as_spender_because_it_has_no_budget(officer, measure, units):
    with pytest.raises(Refused) as caught:
        book(officer, measure, spender=units["1101"])
    assert caught.value.field == "spender"
    assert "Баг өөрийн төсөвгүй" in caught.value.reason


def test_it_refuses_the_country_as_spender(officer, measure, units):
    assert refusal(officer, measure, spender=units["MN"]) == "spender"


def test_it_refuses_a_spender_outside_the_programme(units):
    of_sum = make_measure(make_programme(units["11"]), units["11"])
    user = make_user("administrator", units["MN"])
    assert refusal(user, of_sum, spender=units["12"]) == "spender"
    assert book(user, of_sum, spender=units["1"]).spender == units["1"]


def test_it_refuses_a_unit_that_neither_the_measure_nor_the_spender_knows(
    officer, measure, units
):
    assert refusal(officer, measure, unit=units["1201"]) == "unit"


def test_it_takes_a_unit_below_the_spender_and_one_the_measure_concerns(
    officer, measure, units
):
    assert book(officer, measure, unit=units["1102"]).unit == units["1102"]
    far = make_measure(measure.programme, units["11"], units=[units["12"]])
    assert book(officer, far, unit=units["1201"]).unit == units["1201"]


@pytest.mark.parametrize(
    "amount", ["0", "-1", "0.001", "1000000000000001", "10000000000000.01", "NaN"]
)
def test_it_refuses_an_amount_that_no_book_holds(officer, measure, amount):
    assert refusal(officer, measure, amount) == "amount"


def test_it_keeps_the_largest_amounts_to_the_digit(officer, measure):
    for amount in ("1000000000000000", "9999999999999.99"):
        entry = book(officer, measure, amount)
        entry.refresh_from_db()
        assert entry.amount == Decimal(amount)


def test_it_takes_no_float(officer, measure):
    with pytest.raises(TypeError):
        record_entry(
            user=officer,
            measure=measure,
            kind="plan",
            source="local",
            year=2019,
            amount=0.1,  # type: ignore[arg-type]
            booked_on=date(2019, 1, 1),
            spender=measure.office,
        )


def test_an_adjustment_may_lower_the_plan(officer, measure):
    book(officer, measure, "1000")
    book(officer, measure, "-400", kind="adjustment")
    total = money_total(measure.programme)
    assert (total.planned, total.adjusted) == (Decimal(1000), Decimal(600))


def test_it_refuses_a_future_day(officer, measure):
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert refusal(officer, measure, booked_on=tomorrow) == "booked_on"


def test_it_refuses_a_payment_of_another_year_than_its_day(officer, measure):
    field = refusal(officer, measure, kind="payment", booked_on=date(2020, 1, 3))
    assert field == "year"


def test_last_bills_are_paid_in_the_year_after_the_programme(officer, measure):
    late = {"year": 2024, "booked_on": date(2024, 2, 1)}
    assert refusal(officer, measure, **late) == "year"
    assert book(officer, measure, kind="payment", **late).year == 2024


def test_it_plans_nothing_for_a_measure_that_was_dropped(officer, measure):
    measure.dropped_on, measure.dropped_reason = date(2019, 1, 1), "болих"
    measure.save()
    assert refusal(officer, measure) == "measure"
    assert book(officer, measure, kind="payment").kind == "payment"


@pytest.mark.parametrize(
    ("field", "value"), [("kind", "gift"), ("source", "air"), ("note", "ү" * 301)]
)
def test_it_refuses_words_that_the_book_does_not_know(officer, measure, field, value):
    assert refusal(officer, measure, **{field: value}) == field


def test_a_sum_officer_books_what_his_sum_spends(measure, units):
    own = make_user("sum_officer", units["11"])
    assert book(own, measure).made_by == own


@pytest.mark.parametrize(
    ("role", "unit"),
    [("sum_officer", "12"), ("bag_governor", "1101"), ("evaluator", "1"), ("", "1")],
)
def test_others_book_nothing(measure, units, role, unit):
    other = make_user(role or None, units[unit])
    with pytest.raises(PermissionDenied):
        book(other, measure)
    assert not MoneyEntry.objects.exists()


def test_a_reversal_cancels_and_keeps_both(officer, measure):
    entry = book(officer, measure, "500", kind="payment")
    reversal = reverse_entry(user=officer, entry=entry, reason="Хоёр удаа бичсэн")
    assert (reversal.amount, reversal.year) == (Decimal(-500), 2019)
    assert reversal.note == "Хоёр удаа бичсэн"
    assert MoneyEntry.objects.count() == 2
    assert MeasureStanding.objects.get(measure=measure).paid == 0


def test_an_entry_is_reversed_once_and_a_reversal_never(officer, measure):
    entry = book(officer, measure)
    reversal = reverse_entry(user=officer, entry=entry, reason="андуу")
    with pytest.raises(Conflict):
        reverse_entry(user=officer, entry=entry, reason="дахин")
    with pytest.raises(Refused):
        reverse_entry(user=officer, entry=reversal, reason="дахин")


def test_a_reversal_wants_a_reason_and_a_sound_day(officer, measure):
    entry = book(officer, measure)
    with pytest.raises(Refused) as caught:
        reverse_entry(user=officer, entry=entry, reason="  ")
    assert caught.value.field == "reason"
    with pytest.raises(Refused) as caught:
        reverse_entry(
            user=officer, entry=entry, reason="андуу", booked_on=date(2018, 1, 1)
        )
    assert caught.value.field == "booked_on"


def test_only_who_may_book_may_reverse(officer, measure, units):
    entry = book(officer, measure)
    with pytest.raises(PermissionDenied):
        reverse_entry(
            user=make_user("sum_officer", units["12"]), entry=entry, reason="андуу"
        )


def test_many_are_booked_all_or_none(officer, measure, units):
    good = NewEntry(
        measure=measure,
        kind="plan",
        source="ldf",
        year=2019,
        amount=Decimal(10),
        booked_on=date(2019, 1, 1),
        spender=units["11"],
    )
    bad = NewEntry(
        measure=measure,
        kind="plan",
        source="ldf",
        year=2019,
        amount=Decimal(10),
        booked_on=date(2019, 1, 1),
        spender=units["1101"],
    )
    with pytest.raises(Refused):
        record_entries(user=officer, entries=[good, bad])
    assert not MoneyEntry.objects.exists()
    assert len(record_entries(user=officer, entries=[good, good])) == 2
    assert MeasureStanding.objects.get(measure=measure).planned == 20


def test_many_cost_no_query_each(officer, measure, django_assert_max_num_queries):
    entries = [
        NewEntry(
            measure=measure,
            kind="plan",
            source="ldf",
            year=2019,
            amount=Decimal(n),
            booked_on=date(2019, 1, 1),
            spender=measure.office,
        )
        for n in range(1, 200)
    ]
    with django_assert_max_num_queries(22):
        record_entries(user=officer, entries=entries)
