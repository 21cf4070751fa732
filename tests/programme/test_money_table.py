"""The money table: the same file goes out and comes back in."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from bagana.programme.actions.money_batches import (
    apply_batch,
    check_table,
    discard_batch,
    undo_batch,
)
from bagana.programme.models import MeasureStanding, MoneyEntry, PlanBatch
from bagana.programme.queries.money import money_total
from bagana.web.errors import Conflict, PermissionDenied, Refused
from tests.factories import make_tree, make_user
from tests.programme.factories import make_measure, make_money, make_programme

pytestmark = pytest.mark.django_db
NEW = {
    "Бичилт": "",
    "Арга хэмжээ": "1.1",
    "Төрөл": "гүйцэтгэл",
    "Хөрөнгийн эх үүсвэр": "орон нутгийн төсөв",
    "Төсвийн он": "2019",
    "Дүн, ₮": "1 500 000",
    "Огноо": "2019.03.01",
    "Зарцуулагчийн код": "11",
    "Нэгжийн код": "1101",
    "Баримтын дугаар": "Т-5",
}


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
def officer(units):
    return make_user("aimag_officer", units["1"])


@pytest.fixture
def money(measure, units):
    make_money(measure, Decimal("1000000.05"), unit=units["1101"], document="=1+1")
    entry = make_money(
        measure, Decimal(70), kind="payment", booked_on=date(2019, 5, 1), note="а\nб"
    )
    make_money(
        measure,
        Decimal(-70),
        kind="payment",
        booked_on=date(2020, 5, 1),
        reverses=entry,
    )


def table(*rows):
    target = io.StringIO()
    writer = csv.DictWriter(target, list(NEW))
    writer.writeheader()
    writer.writerows(rows)
    return target.getvalue().encode("utf-8-sig")


def check(programme, user, content, name="money.csv"):
    return check_table(programme=programme, content=content, name=name, user=user)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("language", ["mn", "en"])
def test_what_goes_out_comes_back_in_unchanged(
    client, money, programme, officer, kind, language
):
    client.force_login(officer)
    client.cookies["django_language"] = language
    address = reverse("programme:money", args=["bag"])
    content = client.get(address, {"format": kind}).content
    batch = check(programme, officer, content, f"money.{kind}")
    assert batch.problems == []
    assert batch.counts == {"read": 3, "new": 0, "changed": 0, "same": 3, "refused": 0}


def test_new_rows_are_booked_once_however_often_they_come(programme, measure, officer):
    content = table(NEW, NEW)
    first = apply_batch(batch=check(programme, officer, content), user=officer)
    assert first.counts["new"] == 2
    assert money_total(programme).paid == 3_000_000
    again = check(programme, officer, content)
    assert (again.counts["new"], again.counts["same"]) == (0, 2)


def test_it_reads_its_own_words_in_english(programme, measure, officer):
    row = NEW | {"Төрөл": "payment", "Хөрөнгийн эх үүсвэр": "ldf"}
    batch = apply_batch(batch=check(programme, officer, table(row)), user=officer)
    assert batch.counts["new"] == 1
    assert MoneyEntry.objects.get().source == "ldf"


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"Арга хэмжээ": "9.9"}, "Арга хэмжээ"),
        ({"Төрөл": "бэлэг"}, "Төрөл"),
        ({"Хөрөнгийн эх үүсвэр": "агаар"}, "Хөрөнгийн эх үүсвэр"),
        ({"Төсвийн он": "хорин"}, "Төсвийн он"),
        ({"Төсвийн он": "2020"}, "Төсвийн он"),
        ({"Дүн, ₮": "их"}, "Дүн, ₮"),
        ({"Дүн, ₮": "-5"}, "Дүн, ₮"),
        ({"Огноо": "өчигдөр"}, "Огноо"),
        ({"Огноо": "2999-01-01"}, "Огноо"),
        ({"Зарцуулагчийн код": "1101"}, "Зарцуулагчийн код"),
        ({"Зарцуулагчийн код": ""}, "Зарцуулагчийн код"),
        ({"Нэгжийн код": "1201"}, "Нэгжийн код"),
        ({"Бичилт": "777"}, "Бичилт"),
    ],
)
def test_a_refused_row_names_row_column_reason_and_fix(
    programme, measure, officer, cells, column
):
    batch = check(programme, officer, table(NEW, NEW | cells))
    (problem,) = batch.problems
    assert (problem["row"], problem["column"]) == (3, column)
    assert problem["reason"]
    assert problem["fix"]
    assert batch.counts == {"read": 2, "new": 1, "changed": 0, "same": 0, "refused": 1}


def test_the_book_is_not_rewritten_by_a_table(client, money, programme, officer):
    entry = MoneyEntry.objects.get(kind="plan")
    row = NEW | {"Бичилт": str(entry.pk), "Төрөл": "төлөвлөгөө", "Дүн, ₮": "7"}
    batch = check(programme, officer, table(row))
    assert "өөрчилдөггүй" in batch.problems[0]["reason"]


def test_a_sum_officer_brings_in_what_his_sum_spends(programme, measure, units):
    own = make_user("sum_officer", units["11"])
    rows = table(NEW, NEW | {"Зарцуулагчийн код": "1"})
    batch = check(programme, own, rows)
    assert (batch.counts["new"], batch.counts["refused"]) == (1, 1)
    assert batch.problems[0]["column"] == "Зарцуулагчийн код"


def test_a_bag_governor_brings_in_nothing(programme, measure, units):
    with pytest.raises(PermissionDenied):
        check(programme, make_user("bag_governor", units["1101"]), table(NEW))


def test_a_table_without_its_columns_is_refused_whole(programme, officer):
    with pytest.raises(Refused) as caught:
        check(programme, officer, "нэг,хоёр\n1,2\n".encode())
    assert caught.value.field == "file"


def test_a_batch_is_undone_by_reversal(programme, measure, officer):
    batch = apply_batch(batch=check(programme, officer, table(NEW)), user=officer)
    undo_batch(batch=batch, user=officer)
    assert MoneyEntry.objects.count() == 2
    assert MeasureStanding.objects.get(measure=measure).paid == 0
    with pytest.raises(Conflict):
        undo_batch(batch=batch, user=officer)


def test_a_batch_is_applied_once_and_by_its_maker(programme, measure, officer, units):
    batch = check(programme, officer, table(NEW))
    with pytest.raises(PermissionDenied):
        apply_batch(batch=batch, user=make_user("aimag_officer", units["1"]))
    apply_batch(batch=batch, user=officer)
    with pytest.raises(Conflict):
        apply_batch(batch=batch, user=officer)
    with pytest.raises(Conflict):
        discard_batch(batch=batch, user=officer)


@pytest.mark.parametrize("language", ["mn", "en"])
def test_three_steps_on_pages(client, programme, measure, officer, language):
    client.force_login(officer)
    client.cookies["django_language"] = language
    address = reverse("programme:money_import", args=["bag"])
    assert client.get(address).status_code == 200
    content = table(NEW, NEW | {"Дүн, ₮": "их"})
    answer = client.post(address, {"file": SimpleUploadedFile("a.csv", content)})
    batch = PlanBatch.objects.get()
    page = client.get(answer.url)
    assert (page.context["counts"]["new"], len(page.context["problems"])) == (1, 1)
    assert client.post(f"{answer.url}apply/").status_code == 302
    assert MoneyEntry.objects.count() == 1
    assert client.get(answer.url).status_code == 200
    assert client.post(f"{answer.url}undo/").status_code == 302
    assert client.get(answer.url).status_code == 200
    batch.refresh_from_db()
    assert batch.state == "undone"


def test_a_checked_table_is_discarded(client, programme, measure, officer):
    client.force_login(officer)
    batch = check(programme, officer, table(NEW))
    args = ["bag", batch.pk]
    assert client.post(reverse("programme:money_discard", args=args)).status_code == 302
    assert not PlanBatch.objects.exists()
