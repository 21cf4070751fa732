"""Pages of objections: a citizen files and follows one, an officer deals with it."""

from __future__ import annotations

import re

import pytest
from django.db import transaction

from bagana.ranking.models import Objection, Selection
from tests.factories import make_user
from tests.ranking.factories import make_objection
from tests.ranking.round_world import Listed, make_listed

MADE = {}


@pytest.fixture(scope="module")
def kept(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        MADE["it"] = make_listed()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def listed(kept, db) -> Listed:
    made = MADE["it"]
    made.selection = Selection.objects.get(pk=made.selection.pk)
    made.open_today()
    return made


def form_of(listed):
    return f"/selection/{listed.selection.code}/object/"


def send(client, listed, **fields):
    values = {"text": "Тоо буруу.", "unit": "", "observation": "", "name": ""}
    return client.post(form_of(listed), values | fields)


def test_a_citizen_files_and_follows_an_objection(listed, client):
    seen = listed.figure()
    source = client.get(f"{form_of(listed)}?figure={seen.pk}&unit=1101")
    assert f"/numbers/{seen.pk}/" in source.content.decode()
    answer = send(client, listed, observation=seen.pk, contact="99112233")
    made = Objection.objects.get()
    assert answer.url == f"/objections/{made.code}/"
    assert (made.observation, made.unit.code) == (seen, "1101")
    page = client.get(answer.url)
    text = page.content.decode()
    assert "Тоо буруу." in text
    assert made.code in text
    assert "99112233" not in text
    assert page["X-Robots-Tag"] == "noindex"
    assert "no-store" in page["Cache-Control"]
    assert page["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("lang", ["mn", "en"])
def test_the_forms_read_in_both_languages(listed, client, lang):
    made = make_objection(listed.selection)
    client.cookies["django_language"] = lang
    for path in (form_of(listed), f"/objections/{made.code}/"):
        text = client.get(path).content.decode()
        assert ("Test selection" if lang == "en" else "Туршилтын") in text


def test_nothing_typed_is_lost_when_it_is_refused(listed, client):
    answer = send(client, listed, text=" ", name="Дорж", unit="1101")
    text = answer.content.decode()
    assert answer.status_code == 200
    assert 'value="Дорж"' in text
    assert re.search(r'value="1101"\s+selected', text)
    assert not Objection.objects.exists()


def test_a_machine_is_thanked_and_dropped(listed, client):
    answer = send(client, listed, website="http://x")
    assert answer.url == f"/selection/{listed.selection.code}/"
    assert not Objection.objects.exists()


def test_a_session_sends_three_in_ten_minutes(listed, client):
    for _one in range(3):
        assert send(client, listed).status_code == 302
    answer = send(client, listed, text="Дөрөв дэх")
    assert answer.status_code == 200
    assert "Дөрөв дэх" in answer.content.decode()
    assert Objection.objects.count() == 3


def test_outside_the_days_there_is_no_form(listed, client):
    listed.selection.objections_from = listed.selection.objections_until = "2024-05-01"
    listed.selection.save()
    text = client.get(form_of(listed)).content.decode()
    assert "<textarea" not in text
    assert "2024-05-01" in text
    assert send(client, listed).status_code == 200
    assert not Objection.objects.exists()


@pytest.mark.parametrize("figure", ["x", "0", "9" * 30, "99999999"])
def test_a_figure_that_is_none_makes_no_trouble(listed, client, figure):
    assert client.get(f"{form_of(listed)}?figure={figure}").status_code == 200
    assert send(client, listed, observation=figure).status_code == 200


def test_a_wrong_code_is_not_found(listed, client):
    assert client.get("/objections/AAAA-BBBB-CCCC/").status_code == 404


def test_the_author_erases_the_contact_without_signing_in(listed, client):
    send(client, listed, contact="99112233")
    made = Objection.objects.get()
    client.post(f"/objections/{made.code}/forget/")
    made.refresh_from_db()
    assert made.contact == ""


def test_an_officer_deals_with_it_from_the_list_to_the_answer(listed, client):
    made = make_objection(listed.selection, contact="99112233")
    client.force_login(listed.officer)
    listing = client.get("/office/ranking/objections/?state=open").content.decode()
    assert made.text in listing
    page = f"/office/ranking/objections/{made.pk}/"
    text = client.get(page).content.decode()
    assert "99112233" not in text
    assert "99••" in text
    read = client.post(f"{page}contact/")
    assert "99112233" in read.content.decode()
    assert "no-store" in read["Cache-Control"]
    client.post(f"{page}show/")
    answer = client.post(f"{page}answer/", {"state": "upheld", "answer": ""})
    assert answer.status_code == 200
    assert made.steps.filter(deed="answered").count() == 0
    client.post(f"{page}answer/", {"state": "upheld", "answer": "Тийм, засна."})
    made.refresh_from_db()
    assert (made.state, made.answer, made.is_shown) == ("upheld", "Тийм, засна.", True)
    mend = f"/office/figures/{made.observation_id}/correct/"
    assert (mend in client.get(page).content.decode()) == bool(made.observation_id)
    client.post(f"{page}forget/")
    made.refresh_from_db()
    assert made.contact == ""


def test_hiding_from_its_page_needs_a_ground(listed, client):
    made = make_objection(listed.selection, is_shown=True)
    client.force_login(listed.officer)
    page = f"/office/ranking/objections/{made.pk}/hide/"
    assert client.post(page, {"ground": ""}).status_code == 200
    assert client.post(page, {"ground": "personal"}).status_code == 302
    made.refresh_from_db()
    assert not made.is_shown


@pytest.mark.parametrize(
    ("role", "unit", "status"),
    [
        ("bag_governor", "1101", 403),
        ("sum_officer", "12", 403),
        ("evaluator", "1", 403),
        (None, None, 302),
    ],
)
def test_others_have_neither_page_nor_buttons(listed, client, role, unit, status):
    made = make_objection(listed.selection)
    if role:
        client.force_login(make_user(role, listed.units[unit]))
    page = f"/office/ranking/objections/{made.pk}/"
    assert client.get(page).status_code == status
    for deed in ("show", "hide", "answer", "contact", "forget"):
        data = {"state": "upheld", "answer": "x", "ground": "insult"}
        assert client.post(f"{page}{deed}/", data).status_code == status
    made.refresh_from_db()
    assert (made.state, made.is_shown) == ("filed", False)


def test_the_list_can_be_taken_away_without_contacts(listed, client):
    make_objection(listed.selection, contact="99112233")
    client.force_login(listed.officer)
    text = client.get("/office/ranking/objections/?format=csv").content.decode()
    assert "Туршилтын эсэргүүцэл" in text
    assert "99112233" not in text


@pytest.mark.parametrize("lang", ["mn", "en"])
def test_the_office_pages_read_in_both_languages(listed, client, lang):
    made = make_objection(listed.selection)
    client.force_login(listed.officer)
    client.cookies["django_language"] = lang
    for path in ("", f"{made.pk}/"):
        text = client.get(f"/office/ranking/objections/{path}").content.decode()
        assert ("Test selection" if lang == "en" else "Туршилтын") in text


def test_an_objection_is_found_again_by_its_code(listed, client):
    send(client, listed)
    code = Objection.objects.get().code
    empty = client.get("/objections/")
    assert empty.status_code == 200
    for typed in (code, code.lower(), code.replace("-", ""), f" {code} "):
        found = client.get("/objections/", {"code": typed})
        assert found.url == f"/objections/{code}/"
    wrong = client.get("/objections/", {"code": "<b>AAAA\x00"})
    assert wrong.status_code == 404
    assert "<b>AAAA" not in wrong.content.decode()
