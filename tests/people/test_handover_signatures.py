"""Each side signs for itself; what was signed on paper says so and who entered it."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from bagana.accounts.models import Role
from bagana.documents.blocks import Text
from bagana.documents.content.daily.officials import handover_paper
from bagana.people.actions.appointments import appoint, end
from bagana.people.actions.handing_over import enter_signature, mark_item, sign
from bagana.people.models import HandoverRecord
from bagana.people.queries.handing_over import handover_content, is_untouched
from bagana.web.errors import Conflict, PermissionDenied, Refused
from tests.factories import make_user
from tests.people.factories import make_official

TODAY = timezone.localdate()
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 32


def picture(content: bytes = PNG) -> SimpleUploadedFile:
    return SimpleUploadedFile("IMG_1 Дорж.png", content, "image/png")


@pytest.fixture
def record(office, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    office.official.history.update(history_user=office.officer)
    row = appoint(**office.appointed(starts_on=TODAY.replace(year=TODAY.year - 2)))
    record = end(user=office.officer, appointment=row, on=TODAY, reason="term")
    other = make_official(user=make_user())
    other.history.update(history_user=office.officer)
    appoint(**office.appointed(starts_on=TODAY, official=other))
    record.refresh_from_db()
    for item in record.items.all():
        mark_item(user=other.user, item=item, state="taken")
    return record


def without_account(appointment):
    appointment.official.user = None
    appointment.official.save()


def test_the_sum_signs_for_neither_side(office, record):
    with pytest.raises(PermissionDenied):
        sign(user=office.officer, record=record, side="giver")
    sign(user=office.official.user, record=record, side="giver")
    with pytest.raises(PermissionDenied):
        sign(user=office.officer, record=record, side="taker")
    with pytest.raises(PermissionDenied):
        sign(user=office.official.user, record=record, side="taker")


def test_paper_of_who_has_an_account_needs_a_reason_though_there_is_a_picture(
    office, record
):
    for told in ({}, {"scan": picture()}, {"why": " "}):
        with pytest.raises(Refused) as refused:
            enter_signature(user=office.officer, record=record, side="giver", **told)
        assert refused.value.field == "why"
    enter_signature(user=office.officer, record=record, side="giver", why="Өвчтэй")
    assert (record.given_why, record.given_by) == ("Өвчтэй", office.officer)


def test_paper_of_who_has_none_needs_a_picture_or_a_reason(office, record):
    without_account(record.outgoing)
    record = HandoverRecord.objects.get(pk=record.pk)
    with pytest.raises(Refused):
        enter_signature(user=office.officer, record=record, side="giver")
    enter_signature(user=office.officer, record=record, side="giver", scan=picture())
    assert "Дорж" not in record.given_scan.name
    told = handover_content(record)
    assert told["given_on_paper"]["scan"] == record.given_scan.name
    assert told["taken_on_paper"] is None


def test_a_picture_that_is_none_is_refused_and_nothing_is_signed(office, record):
    with pytest.raises(Refused) as refused:
        enter_signature(
            user=office.officer,
            record=record,
            side="giver",
            scan=picture(b"<html>"),
            why="Өвчтэй",
        )
    assert refused.value.field == "scan"
    assert HandoverRecord.objects.get(pk=record.pk).given_at is None


def test_nobody_enters_his_own_signature_as_anothers_nor_the_witness(office, record):
    end(
        user=make_user(Role.ADMINISTRATOR, office.units["1"]),
        appointment=record.incoming,
        on=TODAY,
        reason="resigned",
    )
    with pytest.raises(Refused):
        enter_signature(user=office.officer, record=record, side="witness", why="А")
    record.outgoing.official.user = office.officer
    record.outgoing.official.save()
    with pytest.raises(Refused):
        enter_signature(user=office.officer, record=record, side="giver", why="А")


@pytest.mark.parametrize("who", ["party", "other_sum", "evaluator", "governor"])
def test_only_who_staffs_the_unit_enters_a_paper(office, record, who):
    units = office.units
    user = {
        "party": lambda: record.incoming.official.user,
        "other_sum": lambda: make_user(Role.SUM_OFFICER, units["12"]),
        "evaluator": lambda: make_user(Role.EVALUATOR, units["1"]),
        "governor": lambda: make_user(Role.BAG_GOVERNOR, units["1102"]),
    }[who]()
    with pytest.raises(PermissionDenied):
        enter_signature(user=user, record=record, side="giver", why="Өвчтэй")


def test_one_account_is_no_two_sides_by_its_own_signature(office, record):
    """Who leaves a post and comes back to it hands over to himself."""
    record.incoming.official = record.outgoing.official
    record.incoming.save()
    user = office.official.user
    sign(user=user, record=record, side="giver")
    with pytest.raises(Refused):
        sign(user=user, record=record, side="taker")
    enter_signature(user=office.officer, record=record, side="taker", why="Нэг хүн")
    assert sign(user=office.officer, record=record, side="witness").sha256


def test_the_lock_holds_how_it_was_signed(office, record):
    enter_signature(
        user=office.officer, record=record, side="giver", why="Өвчтэй", scan=picture()
    )
    with pytest.raises(Conflict):
        sign(user=office.official.user, record=record, side="giver")
    sign(user=record.incoming.official.user, record=record, side="taker")
    sign(user=office.officer, record=record, side="witness")
    assert is_untouched(HandoverRecord.objects.get(pk=record.pk))
    HandoverRecord.objects.filter(pk=record.pk).update(given_why="", given_scan="")
    assert not is_untouched(HandoverRecord.objects.get(pk=record.pk))


@pytest.mark.parametrize(
    ("language", "entered", "own"),
    [
        ("mn", "гарын үсэг зурсан цааснаас", "өөрийн эрхээр зурсан"),
        ("en", "entered from the signed paper", "signed with own account"),
    ],
)
def test_page_and_paper_tell_own_signatures_from_papers(
    client, office, record, language, entered, own
):
    client.cookies["django_language"] = language
    client.force_login(office.officer)
    page = reverse("people:handover", args=[record.uid])
    entering = reverse("people:handover_paper", args=[record.uid, "giver"])
    assert entering in client.get(page).content.decode()
    assert client.get(entering).status_code == 200
    assert client.post(entering, {"scan": picture()}).status_code == 422
    sent = {"scan": picture(), "why": "Өвчтэй байгаа"}
    assert client.post(entering, sent).url == page
    taker = record.incoming.official.user
    record = HandoverRecord.objects.get(pk=record.pk)
    sign(user=taker, record=record, side="taker")
    shown = client.get(page).content.decode()
    assert entered in shown
    assert own in shown
    assert "Өвчтэй байгаа" in shown
    scan = reverse("people:handover_scan", args=[record.uid, "giver"])
    assert scan in shown
    answer = client.get(scan)
    assert b"".join(answer.streaming_content) == PNG
    assert answer["X-Content-Type-Options"] == "nosniff"
    other = reverse("people:handover_scan", args=[record.uid, "taker"])
    assert client.get(other).status_code == 404
    client.force_login(make_user(Role.SUM_OFFICER, office.units["12"]))
    assert client.get(scan).status_code == 404
    assert client.get(entering).status_code == 404
    notes = [
        block.text
        for section in handover_paper(record).sections
        for block in section.blocks
        if isinstance(block, Text)
    ]
    assert any("цааснаас" in one and "Өвчтэй байгаа" in one for one in notes)
    assert any("өөрийн эрхээр" in one for one in notes)
