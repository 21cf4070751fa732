"""Pages of references: who sees the log, the words, the form; the trace left."""

import pytest
from django.urls import reverse

from bagana.casework.models import Reference
from bagana.privacy.models import Reading
from tests.casework.reference_rows import head_of, make_home, make_kind, make_reference
from tests.factories import make_tree, make_user

pytestmark = pytest.mark.django_db
NAME = "Жишээболд"


@pytest.fixture
def units():
    return make_tree()


@pytest.fixture
def governor(units, client):
    user = make_user("bag_governor", units["1101"])
    client.force_login(user)
    return user


@pytest.fixture
def home(units):
    return make_home(units["1101"], number="0007")


def log_of(unit="1101", **query):
    return reverse("casework:references", args=[unit], query=query)


def page_of(reference):
    return reverse("casework:reference", args=[reference.uid])


def form_of(home, kind="residence"):
    args = [home.unit.code, kind, home.uid]
    return reverse("casework:reference_issue", args=args)


def html_of(answer):
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("language", ["mn", "en"])
def test_the_log_names_nobody(client, governor, home, language):
    made = make_reference(governor, home)
    client.cookies["django_language"] = language
    html = html_of(client.get(log_of()))
    assert page_of(made) in html
    assert NAME not in html
    assert not Reading.objects.exists()


def test_the_log_filters_sorts_and_can_be_taken_away(client, governor, home):
    first, second = make_reference(governor, home), make_reference(governor, home)
    elder = make_reference(governor, home, "elders")
    html = html_of(client.get(log_of(kind="elders", sort="number")))
    assert page_of(elder) in html
    assert page_of(first) not in html
    rows = client.get(log_of(format="json", sort="number")).json()
    assert [row["number"] for row in rows][-2:] == [first.number, second.number]


def test_the_log_asks_the_database_the_same_for_many_rows(
    client, governor, home, django_assert_max_num_queries
):
    for _one in range(5):
        make_reference(governor, home)
    client.get(log_of())
    with django_assert_max_num_queries(25):
        client.get(log_of())


@pytest.mark.parametrize("language", ["mn", "en"])
def test_a_reference_shows_its_words_and_notes_the_reading(
    client, governor, home, language
):
    made = make_reference(governor, home, addressee="Жишээ банк")
    client.cookies["django_language"] = language
    answer = client.get(page_of(made))
    assert NAME in html_of(answer)
    assert made.code in html_of(answer)
    assert "no-store" in answer.headers["Cache-Control"]
    noted = Reading.objects.get(what="reference")
    assert [one.subject for one in noted.subjects.all()] == [head_of(home).pk]


def test_who_reads_but_does_not_serve_sees_no_words(client, units, governor, home):
    made = make_reference(governor, home)
    client.force_login(make_user("aimag_officer", units["1"]))
    assert NAME not in html_of(client.get(page_of(made)))
    assert not Reading.objects.exists()


@pytest.mark.parametrize(
    ("role", "unit"), [("bag_governor", "1102"), ("sum_officer", "12")]
)
def test_another_office_finds_nothing(client, units, governor, home, role, unit):
    made = make_reference(governor, home)
    client.force_login(make_user(role, units[unit]))
    for address in (log_of(), page_of(made), form_of(home)):
        assert client.get(address).status_code == 404


def test_a_visitor_is_asked_to_sign_in(client, units, home):
    officer = make_user("sum_officer", units["11"])
    made = make_reference(officer, home)
    for address in (log_of(), page_of(made), form_of(home)):
        assert client.get(address).status_code == 302


def test_it_is_issued_in_two_steps_without_a_name_in_an_address(client, governor, home):
    kind = make_kind()
    start = reverse("casework:reference_new", args=["1101"])
    told = client.post(start, {"kind": kind.code, "number": "0007"})
    assert told.url == form_of(home)
    assert NAME in html_of(client.get(told.url))
    sent = {"person": head_of(home).pk, "addressee": "Банк"}
    answer = client.post(told.url, sent)
    made = Reference.objects.get()
    assert answer.url == page_of(made)
    assert made.private["addressee"] == "Банк"


def test_a_household_number_that_is_not_there_is_said(client, governor, home):
    make_kind()
    start = reverse("casework:reference_new", args=["1101"])
    answer = client.post(start, {"kind": "residence", "number": "9999"})
    assert answer.status_code == 422


def test_a_person_of_another_household_cannot_be_smuggled_in(
    client, units, governor, home
):
    other = make_home(units["1102"], numbers=False)
    make_kind()
    answer = client.post(form_of(home), {"person": head_of(other).pk})
    assert answer.status_code == 422
    assert not Reference.objects.exists()


def test_the_form_asks_only_what_the_kind_needs(client, governor, home):
    make_kind()
    assert NAME not in html_of(client.get(form_of(home, "livestock")))
    client.post(form_of(home, "livestock"), {"addressee": ""})
    assert Reference.objects.get().person is None


def test_revoking_by_the_page(client, governor, home):
    made = make_reference(governor, home)
    address = reverse("casework:reference_revoke", args=[made.uid])
    assert client.post(address, {"why": ""}).status_code == 422
    assert client.post(address, {"why": "Буруу бичсэн"}).url == page_of(made)
    assert "Буруу бичсэн" in html_of(client.get(page_of(made)))
    assert client.get(address).status_code == 404
