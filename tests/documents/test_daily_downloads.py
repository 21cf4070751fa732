"""Papers of daily work as files: who gets which, and the trace that is left."""

import pytest
from django.urls import reverse

from bagana.casework.models import ReferenceIssue
from bagana.documents.daily_papers import PAPERS
from bagana.privacy.models import Export, Reading
from tests.casework.reference_rows import make_home, make_reference
from tests.documents import daily_rows as rows
from tests.factories import make_tree, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def units():
    return make_tree()


@pytest.fixture
def unit(units):
    return units["1101"]


@pytest.fixture
def users(units, unit):
    return {
        "governor": make_user("bag_governor", unit),
        "sum": make_user("sum_officer", units["11"]),
        "aimag": make_user("aimag_officer", units["1"]),
        "evaluator": make_user("evaluator", units["1"]),
        "neighbour": make_user("bag_governor", units["1102"]),
        "other_sum": make_user("sum_officer", units["12"]),
    }


@pytest.fixture(autouse=True)
def _no_typesetting(monkeypatch):
    """Who gets a file is asked here; what it says, in test_daily_papers."""
    monkeypatch.setattr("bagana.documents.views.made", lambda _paper, kind: kind)


def path(paper, key, kind="pdf"):
    return reverse("documents:daily", args=[paper, key, kind])


def row_of(paper, unit):
    """The key of a paper's address, with the rows that it needs."""
    if paper in ("obligations", "leaflet"):
        rows.make_offer(unit)
        return unit.code
    if paper == "reference":
        issuer = make_user("bag_governor", unit)
        return make_reference(issuer, make_home(unit)).uid
    if paper in ("meeting-notice", "attendance-list", "minutes"):
        return rows.make_session_of(unit).uid
    if paper == "resolution":
        return rows.make_decision(rows.make_session_of(unit)).uid
    if paper == "handover":
        return rows.make_handover(unit).uid
    held = rows.make_holder(unit, "Төгсөгч")
    if paper == "agreement":
        return rows.make_promise(held).uid
    trained = rows.make_trained(unit, held.official).enrolment
    return trained.session.uid if paper == "training-list" else trained.uid


PUBLIC = {"meeting-notice", "resolution", "obligations", "leaflet"}
READERS = {
    "reference": {"governor", "sum"},
    "attendance-list": {"governor", "sum"},
    "minutes": {"governor", "sum"},
    "handover": {"sum", "aimag"},
    "certificate": {"sum", "aimag"},
    "training-list": {"sum", "aimag"},
    "agreement": {"sum", "aimag"},
}


def test_every_paper_says_who_reads_it():
    assert set(PAPERS) == PUBLIC | set(READERS)
    assert {code for code, one in PAPERS.items() if one.is_public} == PUBLIC


@pytest.mark.parametrize("paper", sorted(READERS))
def test_only_its_readers_have_a_paper(client, unit, users, paper):
    address = path(paper, row_of(paper, unit))
    assert client.get(address).status_code == 302
    found = set()
    for name, user in users.items():
        client.force_login(user)
        answer = client.get(address)
        assert answer.status_code in (200, 404)
        if answer.status_code == 200:
            assert "no-store" in answer.headers["Cache-Control"]
            found.add(name)
    assert found == READERS[paper]


@pytest.mark.parametrize("paper", sorted(PUBLIC))
def test_anybody_has_the_public_ones(client, unit, paper):
    assert client.get(path(paper, row_of(paper, unit))).status_code == 200


def test_a_draft_meeting_has_no_public_notice(client, unit, users):
    meeting = rows.make_session_of(unit, "draft", convened_at=None)
    address = path("meeting-notice", meeting.uid)
    assert client.get(address).status_code == 404
    client.force_login(users["governor"])
    assert client.get(address).status_code == 200


def test_a_draft_resolution_is_the_offices(client, unit, users):
    draft = rows.make_decision(rows.make_session_of(unit), signed=False)
    address = path("resolution", draft.uid)
    assert client.get(address).status_code == 404
    client.force_login(users["governor"])
    assert client.get(address).status_code == 200


def test_an_official_has_his_own_papers(client, unit):
    held = rows.make_holder(unit, "Өөрөө")
    held.official.user = make_user()
    held.official.save()
    client.force_login(held.official.user)
    certificate = rows.make_trained(unit, held.official)
    for address in (
        path("agreement", rows.make_promise(held).uid),
        path("certificate", certificate.enrolment.uid),
    ):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    ("paper", "kind"), [("reference", "docx"), ("certificate", "docx"), ("none", "pdf")]
)
def test_there_is_no_such_file(client, unit, users, paper, kind):
    key = unit.code if paper == "none" else row_of(paper, unit)
    client.force_login(users["sum"])
    assert client.get(path(paper, key, kind)).status_code == 404


@pytest.mark.parametrize("paper", sorted(READERS))
def test_a_key_of_nothing_is_not_found(client, users, paper):
    client.force_login(users["sum"])
    for key in ("1", "9b2b5c2e-0000-4000-8000-000000000000"):
        assert client.get(path(paper, key)).status_code == 404


def test_a_printed_reference_leaves_log_reading_and_export(client, unit, users):
    home = make_home(unit)
    made = make_reference(users["governor"], home)
    client.force_login(users["governor"])
    client.get(path("reference", made.uid))
    assert [one.way for one in made.issues.all()] == ["issued", "printed"]
    assert Reading.objects.get(what="reference").subjects.get().subject == home.head_id
    assert Export.objects.filter(what="reference", user=users["governor"]).exists()
    assert ReferenceIssue.objects.last().made_by == users["governor"]


def test_a_reference_that_was_tampered_with_is_not_printed(client, unit, users):
    made = make_reference(users["governor"], make_home(unit))
    made.valid_until = made.valid_until.replace(year=made.valid_until.year + 1)
    made.save()
    client.force_login(users["governor"])
    assert client.get(path("reference", made.uid)).status_code == 404


def test_an_attendance_list_notes_the_whole_bag(client, unit, users):
    client.force_login(users["governor"])
    client.get(path("attendance-list", row_of("attendance-list", unit)))
    assert Reading.objects.filter(what="attendance", whole_unit=True).count() == 1
    assert Export.objects.filter(what="attendance").count() == 1


def test_minutes_that_leave_are_noted(client, unit, users):
    client.force_login(users["governor"])
    client.get(path("minutes", row_of("minutes", unit)))
    assert Export.objects.filter(what="minutes").count() == 1


def test_anothers_agreement_that_leaves_is_noted_and_ones_own_is_not(
    client, unit, users
):
    held = rows.make_holder(unit, "Өөрөө")
    held.official.user = make_user()
    held.official.save()
    address = path("agreement", rows.make_promise(held).uid)
    client.force_login(held.official.user)
    client.get(address)
    assert not Export.objects.exists()
    client.force_login(users["sum"])
    client.get(address)
    assert Export.objects.get().what == Reading.objects.get().what == "agreement"
