"""Taking a file of the register in on its pages; the template comes back clean."""

import io
import zipfile

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from bagana.background.worker import run_waiting
from bagana.registers.imports.layout import Options
from bagana.registers.imports.taking import sift_file
from bagana.registers.imports.template import template
from bagana.registers.models import ColumnMapping, Household, Upload
from tests.factories import make_tree, make_user

HEAD = "Код,Дугаар нь,Тэргүүн,Гэр"
PAGE = "registers:import"


@pytest.fixture
def tree(db):
    return make_tree()


@pytest.fixture
def officer(tree, client):
    user = make_user("aimag_officer", tree["1"])
    client.force_login(user)
    return user


def send(client, text, unit="1", **more):
    file = SimpleUploadedFile("a.csv", text.encode())
    return client.post(reverse(PAGE), {"file": file, "unit": unit, **more})


@pytest.mark.parametrize("language", ["mn", "en"])
def test_a_file_is_checked_applied_and_taken_back(tree, officer, client, language):
    client.cookies["django_language"] = language
    assert client.get(reverse(PAGE)).status_code == 200
    sent = send(client, "Багийн код,Өрхийн дугаар\n1101,1\n9999,2\n")
    shown = client.get(sent.url)
    assert shown.status_code == 200
    assert "9999" in shown.content.decode()
    assert not Household.objects.exists()
    upload = Upload.objects.get()
    apply = reverse("registers:import_apply", args=[upload.uid])
    assert "work-" in client.post(apply, follow=True).content.decode()
    run_waiting()
    upload.refresh_from_db()
    assert Household.objects.count() == 1
    undo = reverse("registers:import_undo", args=[upload.entry_id])
    assert undo in client.get(sent.url).content.decode()
    client.post(undo)
    assert not Household.objects.exists()


def test_columns_and_words_are_told_once_and_remembered(tree, officer, client):
    text = "Код,Дугаар нь,Тэргүүн,Гэр\n1101,1,Бат,Г\n"
    assert send(client, text).status_code == 422
    text = text.replace("Код", "Багийн код").replace("Дугаар нь", "Өрхийн дугаар")
    sent = send(client, text)
    columns = {
        "column-0": "unit",
        "column-1": "number",
        "column-2": "given",
        "column-3": "dwelling",
    }
    again = client.post(sent.url, columns)
    assert "word-0" in client.get(again.url).content.decode()
    told = columns | {"word-0": "ger", "title": "Хуучин систем"}
    client.post(again.url, told)
    mapping = ColumnMapping.objects.get()
    assert mapping.values == {"dwelling": {"Г": "ger"}}
    send(client, text, mapping=mapping.pk)
    upload = Upload.objects.filter(state="checked").latest("pk")
    assert (upload.counts["new"], upload.counts["refused"]) == (1, 0)


def test_one_field_is_not_two_columns(tree, officer, client):
    sent = send(client, "Багийн код,Өрхийн дугаар\n1101,1\n")
    answer = client.post(sent.url, {"column-0": "number", "column-1": "number"})
    assert answer.status_code == 422


@pytest.mark.parametrize("unit", ["1", "1101"])
def test_the_template_comes_back_without_an_error(tree, officer, client, unit):
    address = reverse("registers:import_template", args=[unit])
    book = openpyxl.load_workbook(io.BytesIO(client.get(address).content))
    for page, rows in (
        (book.worksheets[0], {"unit": "1101", "number": "5", "given": "Бат"}),
        (book.worksheets[1], {"unit": "1101", "number": "5", "given": "Сүх"}),
    ):
        heads = [cell.value for cell in page[1]]
        for name, value in rows.items():
            at = next(i for i, one in enumerate(heads, 1) if f"[{name}]" in one)
            page.cell(2, at).value = value
    target = io.BytesIO()
    book.save(target)
    taken = sift_file(target.getvalue(), tree[unit], Options())
    assert (taken.tally.new, taken.people.new) == (1, 1)
    assert not taken.tally.problems
    assert not taken.people.problems
    assert not taken.layouts[0].unknown


def test_an_empty_template_says_that_it_is_empty(tree):
    taken = sift_file(template(tree["1"]), tree["1"], Options())
    assert taken.tally.read == 0


@pytest.mark.parametrize(
    ("role", "unit", "status"),
    [(None, None, 302), ("evaluator", "1", 403), ("bag_governor", "1102", 200)],
)
def test_who_may_take_files_in(tree, client, role, unit, status):
    if role:
        client.force_login(make_user(role, tree[unit]))
    assert client.get(reverse(PAGE)).status_code == status


def test_others_files_and_batches_are_not_there(tree, officer, client):
    sent = send(client, "Багийн код,Өрхийн дугаар\n1101,1\n")
    upload = Upload.objects.get()
    client.post(reverse("registers:import_apply", args=[upload.uid]))
    run_waiting()
    upload.refresh_from_db()
    client.force_login(make_user("bag_governor", tree["1102"]))
    assert client.get(sent.url).status_code == 404
    undo = reverse("registers:import_undo", args=[upload.entry_id])
    assert client.post(undo).status_code == 404
    foreign = reverse("registers:import_template", args=["1101"])
    assert client.get(foreign).status_code in (403, 404)
    assert send(client, "Багийн код,Өрхийн дугаар\n1101,1\n", "1101").status_code == 422


def test_half_a_character_of_a_telephone_breaks_nothing(tree, officer, client):
    sent = '[{"_uuid": "a", "number": "1", "address": "\\ud800", "bag": "1101"}]'
    assert send(client, sent).status_code in (302, 422)


def test_a_zip_bomb_is_refused(tree, officer, client, monkeypatch):
    from bagana.indicators.imports import reading

    monkeypatch.setattr(reading, "MAX_UNPACKED", 1000)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/a.xml", b"\0" * 2000)
    file = SimpleUploadedFile("a.xlsx", target.getvalue())
    answer = client.post(reverse(PAGE), {"file": file, "unit": "1"})
    assert answer.status_code == 422
