"""The office pages of resolutions, obligations and remarks, and who opens them."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from bagana.meetings.actions.remarks import add_remark
from bagana.meetings.models import ObligationStep, Remark, Resolution
from tests.factories import make_tree, make_user
from tests.meetings.decided import (
    make_held,
    make_item,
    make_obligation,
    make_resolution,
    make_vote,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def units():
    return make_tree()


@pytest.fixture
def meeting(units):
    return make_held(units["1101"])


@pytest.fixture
def governor(units):
    return make_user("bag_governor", units["1101"])


def to(name, *args):
    return reverse(f"meetings:{name}", args=args)


def read(client, name, *args, lang="mn", **query):
    client.cookies["django_language"] = lang
    answer = client.get(to(name, *args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_from_the_item_to_a_signed_resolution_with_an_obligation(
    client, meeting, governor
):
    client.force_login(governor)
    make_vote(make_item(meeting))
    new = to("resolution_new", meeting.uid, 1)
    text = client.get(new).content.decode()
    assert "66.7 хувь" in text
    sent = client.post(new, {"title_mn": "Худаг", "basis": "", "text": "1. Засах."})
    row = Resolution.objects.get()
    assert sent.url == to("resolution", row.uid)
    assert "Тогтоолын төсөл" in read(client, "resolution", row.uid)
    client.post(to("resolution_sign", row.uid), {"on": "2026-03-10"})
    row.refresh_from_db()
    assert row.act.number == "1"
    duty = {"text": "Засах", "due_on": "2026-05-01", "owner_text": "Ахлагч"}
    duty |= {"amount": "2,500,000", "source": "ldf"}
    client.post(to("obligation_new", row.uid), duty)
    owed = row.obligations.get()
    assert int(owed.amount) == 2_500_000
    report = to("obligation_report", owed.uid)
    bare = {"state": "done", "on": "2026-04-01", "note": "Зассан"}
    assert client.post(report, bare).status_code == 422
    file = SimpleUploadedFile("акт.pdf", b"%PDF-1.7 x")
    assert client.post(report, bare | {"proof": file}).status_code == 302
    step = ObligationStep.objects.get()
    proof = client.get(to("obligation_proof", owed.uid, step.pk))
    assert proof.headers["Content-Disposition"].startswith("attachment")
    assert b"".join(proof.streaming_content) == b"%PDF-1.7 x"


@pytest.mark.parametrize("lang", ["mn", "en"])
def test_every_page_opens_in_both_languages(client, units, meeting, governor, lang):
    client.force_login(governor)
    resolution = make_resolution(meeting)
    owed = make_obligation(resolution)
    add_remark(meeting=meeting, text="Санал")
    draft = make_resolution(meeting, signed=False)
    for name, *args in (
        ("resolutions",),
        ("resolution", resolution.uid),
        ("resolution", draft.uid),
        ("resolution_edit", draft.uid),
        ("resolution_annul", resolution.uid),
        ("obligation_new", resolution.uid),
        ("obligations",),
        ("obligation", owed.uid),
        ("obligation_report", owed.uid),
        ("remarks",),
        ("remark", Remark.objects.get().pk),
    ):
        assert f'lang="{lang}"' in read(client, name, *args, lang=lang), name
    for name in ("resolutions", "obligations", "remarks"):
        assert read(client, name, format="csv").count("\n") >= 2


def test_who_has_no_role_over_the_bag_finds_nothing(client, units, meeting):
    resolution = make_resolution(meeting)
    owed = make_obligation(resolution)
    add_remark(meeting=meeting, text="Санал")
    others = [
        make_user("bag_governor", units["1102"]),
        make_user("sum_officer", units["12"]),
        make_user(),
    ]
    for user in others:
        client.force_login(user)
        for name, *args in (
            ("resolution", resolution.uid),
            ("obligation", owed.uid),
            ("obligation_report", owed.uid),
            ("obligation_new", resolution.uid),
            ("resolution_annul", resolution.uid),
            ("resolution_new", meeting.uid, 1),
            ("remark", Remark.objects.get().pk),
        ):
            assert client.get(to(name, *args)).status_code == 404, (user, name)
        assert str(resolution.uid) not in read(client, "resolutions")
        assert str(owed.uid) not in read(client, "obligations", state="all")


def test_a_reader_reads_and_does_not_write(client, units, meeting):
    resolution = make_resolution(meeting)
    owed = make_obligation(resolution)
    client.force_login(make_user("evaluator", units["1"]))
    assert str(owed.uid) in read(client, "resolution", resolution.uid)
    for name, *args in (
        ("obligation_new", resolution.uid),
        ("obligation_report", owed.uid),
    ):
        assert client.get(to(name, *args)).status_code == 403
    assert client.post(to("resolution_sign", resolution.uid)).status_code == 403


def test_a_visitor_is_asked_to_sign_in(client, meeting):
    resolution = make_resolution(meeting)
    answer = client.get(to("resolution", resolution.uid))
    assert answer.status_code == 302
    assert "/accounts/" in answer.url


def test_the_worklist_shows_what_has_climbed(client, units, meeting, governor):
    resolution = make_resolution(meeting)
    owed = make_obligation(resolution, due_on=date(2026, 3, 11))
    for user in (governor, make_user("aimag_officer", units["1"])):
        client.force_login(user)
        text = read(client, "obligations", state="climbed")
        assert str(owed.uid) in text
        assert "аймагт хүрсэн" in text
    client.force_login(governor)
    assert str(owed.uid) not in read(client, "obligations", state="done")


def test_remarks_are_shown_hidden_with_a_reason_and_answered_once(
    client, meeting, governor
):
    client.force_login(governor)
    row = add_remark(meeting=meeting, text="Худаг хэзээ?")
    hide = to("remark_hide", row.pk)
    assert client.post(hide, {"why": ""}).status_code == 422
    client.post(hide, {"why": "Давхардсан"})
    row.refresh_from_db()
    assert (row.state, row.hidden_for) == ("hidden", "Давхардсан")
    client.post(to("remark_show", row.pk))
    client.post(to("remark", row.pk), {"text": "Тавдугаар сард."})
    row.refresh_from_db()
    assert (row.state, row.answer) == ("shown", "Тавдугаар сард.")
    again = client.post(to("remark", row.pk), {"text": "Өөр."})
    assert "хариулсан байна" in again.content.decode()
    public = client.get(reverse("portal:meeting", args=[meeting.uid])).content.decode()
    assert "Тавдугаар сард." in public
