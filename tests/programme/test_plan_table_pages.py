"""The pages of the plan table: file, check, apply, undo; who may see them."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bagana.programme.models import Measure, PlanBatch
from tests.factories import make_indicator, make_user
from tests.programme.tables import TableWorld, csv_of, make_world

pytestmark = pytest.mark.django_db
PAGE = "/office/programme/table/table/"
NAME = "Хэрэгжүүлэх арга хэмжээ"
LINES = [
    {"№": "1.1", "Үе шат": "I", "Зорилт": "1", NAME: "Нэг", "Эрсдэл": ""},
    {"№": "1.2", "Үе шат": "I", "Зорилт": "9. Шинэ", NAME: "Хоёр", "Эрсдэл": ""},
    {"№": "1.3", "Үе шат": "I", "Зорилт": "1", NAME: "Гурав", "Эрсдэл": "аймаар"},
]


@pytest.fixture
def world(db) -> TableWorld:
    return make_world()


@pytest.fixture
def officer(world) -> Client:
    return signed_in(world.officer)


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def upload(client: Client) -> str:
    file = SimpleUploadedFile("plan.csv", csv_of(LINES))
    answer = client.post(PAGE, {"file": file})
    assert answer.status_code == 302
    return answer["Location"]


def test_a_file_is_checked_applied_and_undone(world, officer):
    address = upload(officer)
    page = officer.get(address).content.decode()
    assert "Эрсдэлийг ойлгосонгүй" in page
    assert "9. Шинэ" in page
    assert not Measure.objects.exists()
    officer.post(f"{address}apply/")
    assert Measure.objects.count() == 2
    assert "Импортыг буцаах" in officer.get(address).content.decode()
    officer.post(f"{address}undo/")
    assert not Measure.objects.exists()
    assert "Энэ импортыг буцаасан" in officer.get(address).content.decode()


def test_the_check_shows_each_cell_as_it_is_and_as_it_would_be(world, officer):
    make_indicator("people", direction="higher")
    first = {**LINES[0], "УТ 2019": "1000000", "Шалгуур үзүүлэлт": "people"}
    first |= {"Зорилтот түвшин 2020": "20", "Хамрах нэгж": "1101", "Эрсдэл": "бага"}
    world.take_in(csv_of([first]))
    second = {**first, "УТ 2019": "1,5 сая", "Зорилтот түвшин 2020": "25"}
    second |= {"Хамрах нэгж": "1102", "Эрсдэл": "өндөр", "Дуусах": "2019-05-01"}
    batch = world.check(csv_of([second]))
    page = officer.get(f"{PAGE}{batch.pk}/").content.decode()
    rows = [
        [re.sub("<[^>]+>", "", cell).replace("\xa0", " ") for cell in row[2:]]
        for row in (
            re.findall(r"<td[^>]*>(.*?)</td>", line)
            for line in page.split("<h2>Юу өөрчлөгдөх вэ")[1]
            .split("</table>")[0]
            .split("<tr>")[2:]
        )
    ]
    assert ["УТ 2019", "₮ 1,000,000", "₮ 1,500,000"] in rows
    assert ["Зорилтот түвшин 2020 [people]", "20", "25"] in rows
    assert ["Хамрах нэгж", "Нэгж 1101 [1101]", "Нэгж 1102 [1102]"] in rows
    assert ["Эрсдэл", "бага", "өндөр"] in rows
    assert ["Дуусах", "2020-12-31", "2019-05-01"] in rows
    assert len(rows) == 5


def test_a_paste_is_checked_like_a_file(world, officer):
    answer = officer.post(PAGE, {"text": "1. Зорилт 1\n1.1. Нэг — 2019"})
    assert answer.status_code == 302
    assert PlanBatch.objects.get().counts["new"] == 1


def test_a_file_and_a_paste_together_are_refused_and_the_text_stays(world, officer):
    file = SimpleUploadedFile("plan.csv", csv_of(LINES))
    answer = officer.post(PAGE, {"file": file, "text": "1. Миний бичсэн"})
    assert answer.status_code == 200
    assert "Миний бичсэн" in answer.content.decode()


def test_what_is_no_table_says_what_to_do(world, officer):
    answer = officer.post(PAGE, {"file": SimpleUploadedFile("x.csv", b"a,b\n1,2\n")})
    assert "Гарчгийн мөрийг олсонгүй" in answer.content.decode()


def test_a_checked_table_can_be_dropped(world, officer):
    address = upload(officer)
    officer.post(f"{address}discard/")
    assert not PlanBatch.objects.exists()


def test_refused_lines_can_be_taken_away(world, officer):
    answer = officer.get(upload(officer), {"format": "csv"})
    assert "аймаар" in answer.content.decode()


@pytest.mark.parametrize("kind", ["xlsx", "csv", "json"])
def test_the_plan_can_be_taken_away(world, officer, kind):
    officer.post(f"{upload(officer)}apply/")
    answer = officer.get(f"{PAGE}file/", {"format": kind})
    assert answer.status_code == 200
    assert f"bagana-plan-table.{kind}" in answer["Content-Disposition"]


def test_batches_of_money_are_not_among_them(world, officer):
    PlanBatch.objects.create(
        programme=world.programme, title="мөнгө", origin="money", state="checked"
    )
    assert "мөнгө" not in officer.get(PAGE).content.decode().split("<h1>")[1]


def test_others_than_planners_are_shown_nothing(world, officer):
    address = upload(officer)
    governor = signed_in(make_user("bag_governor", world.units["1101"]))
    sum_officer = signed_in(make_user("sum_officer", world.units["11"]))
    for client in (governor, sum_officer):
        for place in (PAGE, address, f"{PAGE}file/"):
            assert client.get(place).status_code == 403
        assert client.post(f"{address}apply/").status_code == 403
    assert Client().get(PAGE).status_code == 302


def test_another_officers_check_shows_no_button(world, officer):
    address = upload(officer)
    other = signed_in(make_user("aimag_officer", world.units["1"]))
    assert f"{address}apply/" not in other.get(address).content.decode()
    assert other.post(f"{address}apply/").status_code == 403


@pytest.mark.parametrize("language", ["mn", "en"])
def test_every_page_reads_in_both_languages(world, officer, language):
    officer.cookies["django_language"] = language
    address = upload(officer)
    for place in (PAGE, address):
        page = officer.get(place)
        assert page.status_code == 200
        assert f'lang="{language}"' in page.content.decode()
