import io
import zipfile

import pytest
from django.urls import reverse

from bagana.privacy.actions.requests import take_request
from bagana.privacy.models import Export, Reading
from bagana.privacy.reading import note_reading
from tests.factories import make_tree, make_user
from tests.registers.factories import make_household, make_person

pytestmark = pytest.mark.django_db
NAMES = {"given": "Сарнай", "parent": "Хангал"}
LISTS = ("privacy:index", "privacy:readings", "privacy:exports", "privacy:requests")


@pytest.fixture
def world(client):
    units = make_tree()
    household = make_household(units["1101"])
    people = [make_person(household, private=NAMES) for _ in range(6)]
    governor = make_user("bag_governor", units["1101"])
    request = take_request(
        user=governor, uid=people[0].uid, kind="extract", wish="Хэн үзсэн бэ"
    )
    return units, people, governor, request


def signed_in(client, user):
    client.force_login(user)
    return client


@pytest.mark.parametrize("language", ["mn", "en"])
@pytest.mark.parametrize("name", LISTS)
def test_the_lists_open_in_both_languages(client, world, name, language):
    client.cookies["django_language"] = language
    page = signed_in(client, world[2]).get(reverse(name))
    assert page.status_code == 200
    assert "no-store" in page.headers["Cache-Control"]


@pytest.mark.parametrize("name", LISTS)
def test_a_visitor_signs_in_first_and_who_has_no_role_gets_nothing(client, world, name):
    assert client.get(reverse(name)).status_code == 302
    assert signed_in(client, make_user()).get(reverse(name)).status_code == 403


@pytest.mark.parametrize("language", ["mn", "en"])
def test_the_public_page_lists_data_sets_and_risks(client, world, language):
    client.cookies["django_language"] = language
    page = client.get(reverse("portal:privacy"))
    text = page.content.decode()
    for code in ("accounts", "people", "livestock", "readings", "selection_objections"):
        assert f'id="set-{code}"' in text
    assert ("жишээ" if language == "mn" else "example") in text


def test_looking_at_a_request_is_a_reading_and_shows_the_wish(client, world):
    _units, people, governor, request = world
    page = signed_in(client, governor).get(
        reverse("privacy:request", args=[request.pk])
    )
    assert "Хэн үзсэн бэ" in page.content.decode()
    reading = Reading.objects.get(what="request")
    assert list(reading.subjects.values_list("subject", flat=True)) == [people[0].pk]


@pytest.mark.parametrize(
    ("role", "unit"),
    [
        ("bag_governor", "1102"),
        ("sum_officer", "12"),
        ("aimag_officer", "1"),
        ("evaluator", "1"),
    ],
)
def test_a_request_of_another_is_as_if_not_there(client, world, role, unit):
    units, people, _governor, request = world
    client = signed_in(client, make_user(role, units[unit]))
    there = client.get(reverse("privacy:request", args=[request.pk]))
    nowhere = client.get(reverse("privacy:request", args=[10**6]))
    assert (there.status_code, nowhere.status_code) == (404, 404)
    take = client.get(reverse("privacy:take", args=[people[0].uid]))
    paper = client.get(reverse("documents:subject", args=[request.pk, "pdf"]))
    assert (take.status_code, paper.status_code) == (404, 404)


def test_no_list_and_no_table_names_anybody(client, world):
    units, people, governor, _request = world
    note_reading(
        user=governor, what="person", unit=units["1101"], subjects=[people[0].pk]
    )
    client = signed_in(client, governor)
    for name in LISTS:
        for tail in ("", "?format=csv", "?format=json"):
            page = client.get(reverse(name) + tail)
            assert "Сарнай" not in page.content.decode()


def test_a_request_is_taken_and_refused_by_the_forms(client, world):
    _units, people, governor, _request = world
    client = signed_in(client, governor)
    form = reverse("privacy:take", args=[people[1].uid])
    bad = client.post(form, {"kind": "erasure", "wish": "a", "taken_on": "2999-01-01"})
    assert bad.status_code == 422
    sent = {"kind": "erasure", "wish": "Устгана уу", "taken_on": "2026-01-05"}
    page = client.post(form, sent)
    assert page.status_code == 302
    decide = page.headers["Location"] + "decide/"
    short = client.post(decide, {"do": "refuse", "answer": "үгүй"})
    assert short.status_code == 422
    told = {"do": "refuse", "answer": "Бүртгэлтэй байх хугацаанд хадгална"}
    assert client.post(decide, told).status_code == 302


def test_the_filters_take_what_they_cannot_read(client, world):
    units, people, governor, _request = world
    note_reading(
        user=governor, what="person", unit=units["1101"], subjects=[people[0].pk]
    )
    client = signed_in(client, governor)
    page = reverse("privacy:readings")
    for tail in ("?since=x", "?what=%00", "?unit=1%00", "?page=-1", "?what=zzz"):
        assert client.get(page + tail).status_code == 200
    assert "хүний хуудас" in client.get(page + "?what=person&unit=11").content.decode()


def test_the_extract_is_a_paper_that_notes_itself(client, world):
    _units, people, governor, request = world
    client = signed_in(client, governor)
    paper = client.get(reverse("documents:subject", args=[request.pk, "pdf"]))
    assert paper.content.startswith(b"%PDF")
    assert "no-store" in paper.headers["Cache-Control"]
    assert Export.objects.get().sha256
    reading = Reading.objects.get(what="subject_extract")
    assert reading.unmasked
    assert reading.subjects.get().subject == people[0].pk


def test_a_research_extract_is_looked_at_then_drawn(client, world):
    units = world[0]
    client = signed_in(client, make_user("aimag_officer", units["1"]))
    form = reverse("privacy:extract")
    told = {"unit": "1", "what": "people", "least": "5", "reason": "Судалгаа хийх нь"}
    assert client.get(form).status_code == 200
    assert "Ийм түүвэр гарна" in client.post(form, told).content.decode()
    assert not Export.objects.exists()
    packed = client.post(form, told | {"do": "draw"})
    folder = zipfile.ZipFile(io.BytesIO(packed.content))
    assert folder.namelist() == ["data.csv", "report.csv"]
    text = folder.read("data.csv").decode()
    assert len(text.splitlines()) == 7
    assert "Сарнай" not in text
    export = Export.objects.get()
    assert (export.is_anonymised, export.rows) == (True, 6)


def test_a_bag_is_too_small_and_few_rows_are_refused(client, world):
    units = world[0]
    client = signed_in(client, make_user("aimag_officer", units["1"]))
    told = {"what": "people", "least": "5", "reason": "Судалгаа хийх нь", "do": "draw"}
    form = reverse("privacy:extract")
    assert client.post(form, told | {"unit": "1101"}).status_code == 422
    assert client.post(form, told | {"unit": "12"}).status_code == 422
    assert client.post(form, told | {"unit": "1", "least": "4"}).status_code == 422
    assert not Export.objects.exists()


def test_a_governor_draws_no_extract(client, world):
    client = signed_in(client, world[2])
    assert client.get(reverse("privacy:extract")).status_code == 403
