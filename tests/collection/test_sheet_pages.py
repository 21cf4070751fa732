"""The three steps of a spreadsheet on its pages, and who gets none of them."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from bagana.collection.models import Return, Sheet
from bagana.registers.models import LivestockCount, Upload
from tests.collection.sheet_world import Workbook, fill, make_world
from tests.collection.test_sheet_odk import ODK
from tests.factories import make_user

LANGUAGES = ("mn", "en")


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture
def pages(world, client):
    client.force_login(world.governor)
    round, bag = world.returned.round.code, world.bag.code

    def address(name, *more):
        return reverse(f"collection:{name}", args=[round, bag, *more])

    return address


def send(client, address, content, name="a.xlsx"):
    return client.post(address, {"file": SimpleUploadedFile(name, content)})


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_downloaded_filled_checked_applied(world, client, pages, language):
    client.cookies["django_language"] = language
    assert client.get(pages("sheet")).status_code == 200
    sheet = Workbook(client.post(pages("sheet_file")).content)
    fill(sheet, "1", sheep=320)
    sheet["2", "goat"] = "олон"
    sent = send(client, pages("sheet"), sheet.content())
    shown = client.get(sent.url)
    assert shown.headers["Cache-Control"] == "private, no-store"
    text = shown.content.decode()
    assert "олон" in text
    assert not LivestockCount.objects.filter(sheep=320)
    after = client.post(sent.url, follow=True)
    assert after.status_code == 200
    entry = LivestockCount.objects.get(sheep=320).entry
    assert reverse("registers:entry", args=[entry.pk]) in after.content.decode()
    assert Upload.objects.get().sealed == b""


def test_a_conflict_is_shown_with_both_values_and_decided(world, client, pages):
    sheets = [Workbook(client.post(pages("sheet_file")).content) for _ in range(2)]
    for sheet, heads in zip(sheets, (300, 320), strict=True):
        fill(sheet, "1", sheep=heads)
    first = send(client, pages("sheet"), sheets[0].content())
    client.post(first.url)
    second = send(client, pages("sheet"), sheets[1].content())
    text = client.get(second.url).content.decode()
    assert "300" in text
    assert "320" in text
    assert world.governor.display_name in text
    assert client.post(second.url).status_code == 422
    (name,) = set(re.findall(r'name="(choice-[^"]+)"', text))
    client.post(second.url, {name: "sheet"})
    assert LivestockCount.objects.get(census__code="2025-12").sheep == 320


def test_a_file_that_is_no_sheet_is_said_at_its_field(world, client, pages):
    answer = send(client, pages("sheet"), b"PK\x03\x04 not a book")
    assert answer.status_code == 422
    assert not Upload.objects.exists()


def test_submissions_of_phones_are_taken_on_the_same_page(world, client, pages):
    assert client.get(pages("submissions")).status_code == 200
    sent = send(client, pages("submissions"), ODK.encode(), "a.csv")
    client.post(sent.url)
    assert LivestockCount.objects.get(keeper=world.households[0], sheep=40)


def test_a_checked_file_can_be_left(world, client, pages):
    sent = send(client, pages("submissions"), ODK.encode(), "a.csv")
    upload = Upload.objects.get()
    client.post(pages("sheet_discard", upload.uid))
    assert client.get(sent.url).status_code == 200
    assert not LivestockCount.objects.filter(sheep=40)


def test_a_locked_return_says_so(world, client, pages):
    Return.objects.update(state="approved")
    assert client.get(pages("sheet")).status_code == 200
    assert client.post(pages("sheet_file")).status_code == 409


@pytest.mark.parametrize(
    ("role", "unit", "status"),
    [
        (None, None, 302),
        ("bag_governor", "1102", 404),
        ("sum_officer", "12", 404),
        ("evaluator", "1", 403),
        ("aimag_officer", "1", 403),
    ],
)
def test_who_does_not_fill_it_gets_nothing(world, client, pages, role, unit, status):
    sent = send(client, pages("submissions"), ODK.encode(), "a.csv")
    client.logout()
    if role:
        client.force_login(make_user(role, world.tree[unit]))
    for address in (pages("sheet"), pages("submissions"), sent.url):
        assert client.get(address).status_code == status
    assert client.post(pages("sheet_file")).status_code == status
    assert not Sheet.objects.exists()


def test_nobody_opens_the_file_of_another(world, client, pages):
    sent = send(client, pages("submissions"), ODK.encode(), "a.csv")
    client.force_login(make_user("sum_officer", world.tree["11"]))
    assert client.get(sent.url).status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_forms_for_phones_are_listed_and_downloaded(world, client, pages, language):
    client.cookies["django_language"] = language
    text = client.get(reverse("collection:xlsforms")).content.decode()
    addresses = re.findall(r'href="([^"]+/xlsforms/[^"]+\.xlsx)"', text)
    assert len(addresses) == 5
    for address in addresses[:2]:
        assert client.get(address).content[:2] == b"PK"
    missing = reverse("collection:xlsform", args=["nothing"])
    assert client.get(missing).status_code == 404
