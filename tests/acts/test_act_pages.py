"""The public pages of acts, their scans, the office's form."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from bagana.acts import founded
from bagana.acts.models import Act, Body
from tests.factories import make_act, make_tree, make_user

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n" + b"0" * 100


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def officer(tree, client):
    user = make_user("aimag_officer", tree["1"])
    client.force_login(user)
    return user


def typed(body, **fields):
    values = {
        "body": body.pk,
        "kind": "resolution",
        "number": "12",
        "date": "2020-03-04",
        "title_mn": "Шинэ шийдвэр",
    }
    return values | fields


def text_of(answer) -> str:
    return answer.content.decode()


def test_anyone_reads_the_list_and_each_act(client, tree):
    act = make_act(tree["1"], text="<b>Бичвэр</b>", note_mn="Тэмдэглэл")
    assert act.title_mn in text_of(client.get(reverse("acts:list")))
    page = text_of(client.get(reverse("acts:detail", args=[act.pk])))
    assert "&lt;b&gt;Бичвэр&lt;/b&gt;" in page
    assert "Тэмдэглэл" in page
    assert reverse("acts:amend", args=[act.pk]) not in page


def test_the_list_filters_sorts_and_pages_by_url(client, tree):
    old = make_act(date=date(2018, 6, 5), kind="decree", title_mn="Анхны захирамж")
    for number in range(60):
        make_act(number=f"x{number}", date=date(2021, 1, 1))
    url = reverse("acts:list")
    assert old.title_mn not in text_of(client.get(url))
    for query in ("kind=decree", "year=2018", "text=захирамж", "sort=date", "page=2"):
        assert old.title_mn in text_of(client.get(f"{url}?{query}")), query
    assert old.title_mn not in text_of(client.get(f"{url}?year=2021&page=99"))
    odd = ("year=abcd&body=x&kind=y&sort=z", "year=0000", f"body={9**30}", "text=%00")
    for query in odd:
        assert client.get(f"{url}?{query}").status_code == 200, query
    huge = reverse("acts:detail", args=[9**30])
    assert client.get(huge).status_code == 404


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_the_list_can_be_taken_away_whole(client, kind):
    for number in range(60):
        make_act(number=f"x{number}")
    answer = client.get(reverse("acts:list"), {"format": kind})
    assert "attachment" in answer.headers["Content-Disposition"]
    if kind == "json":
        assert len(answer.json()) == 60


def test_an_empty_list_says_what_will_stand_there(client):
    assert "Ийм шийдвэр алга" in text_of(client.get(reverse("acts:list")))


def test_an_act_that_is_not_there_is_not_found(client):
    assert client.get(reverse("acts:detail", args=[1])).status_code == 404
    assert client.get(reverse("acts:scan", args=[1])).status_code == 404


def test_an_officer_records_an_act_with_its_scan(client, officer, tree):
    body = Body.objects.create(name_mn="Хурал", name_en="Hural", unit=tree["1"])
    scan = SimpleUploadedFile("a.exe", PDF)
    answer = client.post(reverse("acts:record"), typed(body, scan=scan))
    act = Act.objects.get()
    assert answer.url == reverse("acts:detail", args=[act.pk])
    assert act.history.get().history_user == officer


def test_a_scan_is_only_ever_a_file_to_keep(client, officer, tree):
    body = Body.objects.create(name_mn="Хурал", name_en="Hural", unit=tree["1"])
    scan = SimpleUploadedFile("a.pdf", PDF)
    client.post(reverse("acts:record"), typed(body, scan=scan))
    client.logout()
    answer = client.get(reverse("acts:scan", args=[Act.objects.get().pk]))
    assert b"".join(answer.streaming_content) == PDF
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Type"] == "application/pdf"


def test_a_scan_lost_from_the_disk_is_not_found(client, tree):
    act = make_act(scan="acts/gone.pdf")
    assert client.get(reverse("acts:scan", args=[act.pk])).status_code == 404


def test_a_refusal_keeps_what_was_typed(client, officer, tree):
    body = Body.objects.create(name_mn="Хурал", name_en="Hural", unit=tree["1"])
    answer = client.post(reverse("acts:record"), typed(body, number=""))
    page = text_of(answer)
    assert "Дугаар хоосон байна." in page
    assert "Шинэ шийдвэр" in page
    assert not Act.objects.exists()


def test_an_officer_amends_and_the_page_shows_what_changed(client, officer, tree):
    act = make_act(tree["1"])
    url = reverse("acts:amend", args=[act.pk])
    assert act.title_mn in text_of(client.get(url))
    fields = typed(act.body, number=act.number, reason="гарчиг засав")
    client.post(url, fields)
    page = text_of(client.get(reverse("acts:detail", args=[act.pk])))
    assert "Шинэ шийдвэр" in page
    assert "гарчиг засав" in page


def test_a_body_out_of_reach_is_not_offered(client, tree):
    other = Body.objects.create(name_mn="Өөр сум", name_en="x", unit=tree["12"])
    client.force_login(make_user("sum_officer", tree["11"]))
    url = reverse("acts:record")
    assert "Өөр сум" not in text_of(client.get(url))
    client.post(url, typed(other))
    assert not Act.objects.exists()
    act = make_act(tree["12"])
    assert client.get(reverse("acts:amend", args=[act.pk])).status_code == 403


@pytest.mark.parametrize("name", ["acts:record", "acts:add_body"])
def test_the_office_pages_ask_for_sign_in_and_a_role(client, tree, name):
    assert client.get(reverse(name)).status_code == 302
    client.force_login(make_user("evaluator", tree["1"]))
    assert client.get(reverse(name)).status_code == 403


def test_a_body_is_added_by_its_unit_s_code(client, officer, tree):
    url = reverse("acts:add_body")
    data = {"name_mn": "Сумын ИТХ", "name_en": "Sum hural", "unit": "nowhere"}
    assert "Ийм кодтой нэгж алга." in text_of(client.post(url, data))
    assert client.post(url, data | {"unit": "11"}).url == reverse("acts:record")
    assert Body.objects.get(name_mn="Сумын ИТХ").unit == tree["11"]


def test_the_page_shows_what_rests_on_the_act(client, tree):
    from bagana.territory.models import UnitChange

    act = make_act(tree["1"])
    change = UnitChange.objects.create(
        kind="rename", act=act, effective_on=date(2020, 5, 1)
    )
    change.units.add(tree["1101"])
    page = text_of(client.get(reverse("acts:detail", args=[act.pk])))
    assert "нэр өөрчлөх: Нэгж 1101" in page


def test_other_applications_tell_what_rests_on_an_act(client, tree, monkeypatch):
    monkeypatch.setattr(founded, "_sources", [])
    act = make_act(tree["1"])
    row = founded.Founded(date(2020, 1, 1), "нийтлэл", "2019 оны тоо", "/p/1/")
    founded.register(lambda asked: [row] if asked == act else [])
    page = text_of(client.get(reverse("acts:detail", args=[act.pk])))
    assert '<a href="/p/1/">2019 оны тоо</a>' in page


def test_the_page_lists_the_publications_under_the_act(client, tree):
    from bagana.indicators.models import Publication

    act = make_act(tree["1"])
    made = Publication.objects.create(title="2019 оны тоо", act=act, rows=1, sha256="")
    page = text_of(client.get(reverse("acts:detail", args=[act.pk])))
    address = reverse("indicators:publication", args=[made.pk])
    assert f'<a href="{address}">2019 оны тоо</a>' in page
