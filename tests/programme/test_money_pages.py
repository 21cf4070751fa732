"""The office's book and the public page of money, in both languages."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from bagana.programme.models import MoneyEntry
from bagana.programme.queries.money import money_total
from tests.factories import make_indicator, make_observation, make_tree, make_user
from tests.programme.factories import make_measure, make_money, make_programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def units():
    return make_tree()


@pytest.fixture
def programme(units):
    return make_programme(units["1"], code="bag")


@pytest.fixture
def measure(programme, units):
    return make_measure(programme, units["11"], units=[units["1101"]])


@pytest.fixture
def money(measure, units):
    make_money(measure, Decimal(1000000), unit=units["1101"])
    make_money(
        measure,
        Decimal(950000),
        kind="payment",
        unit=units["1101"],
        booked_on=date(2019, 6, 1),
    )
    make_money(measure, Decimal(70), source="ldf", year=2020, unit=None)


def rows_of(response):
    text = response.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


ENTRY = {
    "kind": "payment",
    "source": "local",
    "year": "2019",
    "amount": "59 400 000",
    "booked_on": "2019-03-01",
    "spender": "11",
    "unit": "1101",
}


@pytest.mark.parametrize("language", ["mn", "en"])
@pytest.mark.parametrize("query", ["", "?phase=1", "?on=2019-03-01"])
def test_the_public_page_tells_what_was_paid(client, money, language, query):
    client.cookies["django_language"] = language
    page = client.get(reverse("portal:programme_money", args=["bag"]) + query)
    text = page.content.decode()
    assert page.status_code == 200
    paid = "₮\N{NO-BREAK SPACE}0" if "on=" in query else "₮\N{NO-BREAK SPACE}950,000"
    assert paid in text
    says = "Баг өөрийн төсөвгүй" if language == "mn" else "no budget of its own"
    assert says in text


def test_the_public_page_of_an_empty_book_says_so(client, programme):
    page = client.get(reverse("portal:programme_money", args=["bag"]))
    assert "бичилт алга" in page.content.decode()


@pytest.mark.parametrize("table", ["source", "objective", "unit", "spender"])
def test_every_table_taken_away_adds_up_to_the_total(client, money, programme, table):
    address = reverse("portal:programme_money", args=["bag"])
    rows = rows_of(client.get(f"{address}?format=csv&table={table}"))
    total = money_total(programme)
    headings = {"Гүйцэтгэл, ₮": total.paid, "Тодотгосон төлөвлөгөө, ₮": total.adjusted}
    for heading, whole in headings.items():
        assert sum(Decimal(row[heading]) for row in rows) == whole


def test_missing_people_are_missing_per_head(client, money, units):
    address = reverse("portal:programme_money", args=["bag"])
    take = f"{address}?format=csv&table=unit"
    assert rows_of(client.get(take))[0]["Нэг хүнд ногдох гүйцэтгэл, ₮"] == ""
    people = make_indicator("population_census")
    make_observation(people, units["1101"], 2018, 500, status="published")
    assert rows_of(client.get(take))[0]["Нэг хүнд ногдох гүйцэтгэл, ₮"] == "1900.00"


@pytest.mark.parametrize("language", ["mn", "en"])
@pytest.mark.parametrize(
    "query",
    ["", "?measure=1.1", "?unit=11", "?source=ldf", "?year=2019", "?kind=payment"],
)
def test_the_book_filters(client, money, units, language, query):
    client.force_login(make_user("sum_officer", units["11"]))
    client.cookies["django_language"] = language
    page = client.get(reverse("programme:money", args=["bag"]) + query)
    assert page.status_code == 200
    narrowed = "ldf" in query or "payment" in query or "2019" in query
    assert ("1,000,000.00" in page.content.decode()) is (
        not narrowed or "2019" in query
    )


def test_the_book_runs_a_total_of_plan_and_adjustments_together(client, measure, units):
    make_money(measure, Decimal(100))
    make_money(measure, Decimal(40), kind="payment", booked_on=date(2019, 3, 1))
    make_money(measure, Decimal(-30), kind="adjustment", booked_on=date(2019, 4, 1))
    client.force_login(make_user("aimag_officer", units["1"]))
    page = client.get(reverse("programme:money", args=["bag"]))
    running = [str(entry.running) for entry, _unit, _spender in page.context["rows"]]
    assert [Decimal(text) for text in running] == [70, 40, 100]


def test_nobody_is_offered_to_reverse_what_another_booked(client, measure, units):
    entry = make_money(measure, Decimal(100), unit=units["1101"])
    taken = reverse("programme:money_reverse", args=["bag", entry.pk])
    for code, offered in (("11", True), ("12", False)):
        client.force_login(make_user("sum_officer", units[code]))
        page = client.get(reverse("programme:money", args=["bag"]))
        assert page.status_code == 200
        assert (taken in page.text) is offered
        assert (client.get(taken).status_code == 200) is offered


def test_the_book_says_what_is_odd(client, measure, units):
    make_money(measure, Decimal(100), kind="commitment")
    make_money(measure, Decimal(150), kind="payment", booked_on=date(2019, 12, 30))
    client.force_login(make_user("aimag_officer", units["1"]))
    page = client.get(reverse("programme:money", args=["bag"]))
    reasons = " ".join(flag.reason for flag in page.context["flags"])
    for words in (
        "Төлөвлөгөөгүй гэрээ",
        "үүргээс",
        "Төлөвлөөгүй зарцуулалт",
        "12 дугаар",
    ):
        assert words in reasons


def test_a_payment_above_the_adjusted_plan_is_booked_and_flagged(
    client, measure, units
):
    make_money(measure, Decimal(100))
    make_money(measure, Decimal(101), kind="payment", booked_on=date(2019, 3, 1))
    client.force_login(make_user("aimag_officer", units["1"]))
    page = client.get(reverse("programme:money", args=["bag"]))
    assert [flag.year for flag in page.context["flags"]] == [2019]


def test_an_officer_books_an_entry(client, measure, units):
    client.force_login(make_user("sum_officer", units["11"]))
    address = reverse("programme:money_new", args=["bag"])
    assert client.get(address).status_code == 200
    answer = client.post(address, ENTRY | {"measure": measure.pk})
    assert answer.status_code == 302
    entry = MoneyEntry.objects.get()
    assert (entry.amount, entry.unit) == (Decimal(59400000), units["1101"])


def test_what_the_action_refuses_stands_at_the_field_and_nothing_is_lost(
    client, measure, units
):
    client.force_login(make_user("sum_officer", units["11"]))
    address = reverse("programme:money_new", args=["bag"])
    posted = ENTRY | {"measure": measure.pk, "year": "2020"}
    page = client.post(address, posted)
    assert page.context["form"].errors.keys() == {"year"}
    assert "59 400 000" in page.content.decode()
    assert not MoneyEntry.objects.exists()


@pytest.mark.parametrize("name", ["money", "money_new"])
def test_an_odd_address_finds_nothing(client, measure, units, name):
    client.force_login(make_user("aimag_officer", units["1"]))
    for query in ("measure=%00", "measure=9.9"):
        page = client.get(reverse(f"programme:{name}", args=["bag"]) + f"?{query}")
        assert page.status_code == 200


def test_a_bag_is_not_offered_as_spender(client, measure, units):
    client.force_login(make_user("aimag_officer", units["1"]))
    page = client.get(reverse("programme:money_new", args=["bag"]))
    codes = [code for code, _name in page.context["form"].fields["spender"].choices]
    assert codes == ["1", "11", "12"]


def test_a_sum_officer_is_offered_his_sum_only(client, measure, units):
    client.force_login(make_user("sum_officer", units["12"]))
    address = reverse("programme:money_new", args=["bag"])
    page = client.get(address)
    codes = [code for code, _name in page.context["form"].fields["spender"].choices]
    assert codes == ["12"]
    page = client.post(address, ENTRY | {"measure": measure.pk})
    assert "spender" in page.context["form"].errors


@pytest.mark.parametrize("name", ["money", "money_new"])
def test_strangers_do_not_see_the_book(client, measure, units, name):
    address = reverse(f"programme:{name}", args=["bag"])
    assert client.get(address).status_code == 302
    client.force_login(make_user())
    assert client.get(address).status_code == 403


def test_a_bag_governor_reads_the_book_and_books_nothing(client, money, units):
    client.force_login(make_user("bag_governor", units["1101"]))
    page = client.get(reverse("programme:money", args=["bag"]))
    assert page.status_code == 200
    assert reverse("programme:money_new", args=["bag"]) not in page.content.decode()
    assert client.get(reverse("programme:money_new", args=["bag"])).status_code == 403
    entry = MoneyEntry.objects.first()
    address = reverse("programme:money_reverse", args=["bag", entry.pk])
    assert client.post(address, {"reason": "андуу"}).status_code == 403


@pytest.mark.parametrize("language", ["mn", "en"])
def test_an_entry_is_reversed_with_a_reason(client, money, units, language):
    client.force_login(make_user("sum_officer", units["11"]))
    client.cookies["django_language"] = language
    entry = MoneyEntry.objects.filter(kind="payment").get()
    address = reverse("programme:money_reverse", args=["bag", entry.pk])
    assert client.get(address).status_code == 200
    assert client.post(address, {"reason": ""}).status_code == 200
    assert client.post(address, {"reason": "Хоёр удаа"}).status_code == 302
    assert MoneyEntry.objects.get(reverses=entry).note == "Хоёр удаа"
    page = client.get(reverse("programme:money", args=["bag"]))
    assert page.status_code == 200


def test_the_pages_cost_the_same_queries_for_many_entries(
    client, money, measure, units, django_assert_max_num_queries
):
    for n in range(1, 40):
        make_money(measure, Decimal(n), unit=units["1102"])
    client.force_login(make_user("aimag_officer", units["1"]))
    with django_assert_max_num_queries(40):
        client.get(reverse("programme:money", args=["bag"]))
    with django_assert_max_num_queries(40):
        client.get(reverse("portal:programme_money", args=["bag"]))
