"""What recording, amending and naming promise."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.utils import timezone

from bagana.acts import actions, queries, scans
from bagana.acts.models import Act, Body
from bagana.web.errors import Conflict, PermissionDenied, Refused
from tests.factories import make_act, make_tree, make_user

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n" + b"0" * 100
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 100
JPEG = b"\xff\xd8\xff\xe0" + b"0" * 100


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def officer(tree):
    return make_user("aimag_officer", tree["1"])


def body_of(unit, name="Хурал"):
    return Body.objects.create(name_mn=name, name_en="Hural", unit=unit)


def record(user, body, **fields):
    values = {
        "kind": "resolution",
        "number": "12",
        "date": date(2020, 3, 4),
        "title_mn": "Гарчиг",
    }
    return actions.record_act(user=user, body=body, **(values | fields))


def file(content, name="скан.bin"):
    return SimpleUploadedFile(name, content)


def test_an_act_is_kept_with_who_recorded_it(tree, officer):
    act = record(officer, body_of(tree["1"]), title_mn="  Гарчиг ")
    assert act.title_mn == "Гарчиг"
    entry = act.history.get()
    assert (entry.history_user, entry.history_change_reason) == (officer, "recorded")


def test_a_number_is_given_once_a_year_by_body_and_kind(tree, officer):
    body = body_of(tree["1"])
    record(officer, body)
    with pytest.raises(Conflict) as refusal:
        record(officer, body, date=date(2020, 12, 31))
    assert refusal.value.field == "number"
    record(officer, body, date=date(2021, 1, 1))
    record(officer, body, kind="decree")
    record(officer, body_of(tree["1"], "Өөр хурал"))
    assert Act.objects.count() == 4


def test_the_database_itself_refuses_a_number_twice(tree):
    act = make_act(number="5")
    with pytest.raises(IntegrityError):
        make_act(number="5", date=date(act.date.year, 6, 1))


def test_a_number_entered_meanwhile_is_refused_kindly(tree, officer, monkeypatch):
    body = body_of(tree["1"])
    record(officer, body)
    monkeypatch.setattr(actions, "_check_number", lambda act: None)
    with pytest.raises(Conflict):
        record(officer, body)
    assert Act.objects.count() == 1


def test_an_empty_number_needs_a_note(tree, officer):
    body = body_of(tree["1"])
    with pytest.raises(Refused) as refusal:
        record(officer, body, number=" ")
    assert refusal.value.field == "number"
    record(officer, body, number="", note_mn="Мэдээнд дугаар бичээгүй.")
    record(officer, body, number="", note_mn="Мэдээнд дугаар бичээгүй.")
    assert Act.objects.filter(number="").count() == 2


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title_mn", "  "),
        ("kind", "ukase"),
        ("date", timezone.localdate() + timedelta(days=1)),
    ],
)
def test_it_refuses_a_field_that_cannot_be(tree, officer, field, value):
    with pytest.raises(Refused) as refusal:
        record(officer, body_of(tree["1"]), **{field: value})
    assert refusal.value.field == field
    assert not Act.objects.exists()


@pytest.mark.parametrize(
    ("role", "home", "unit", "allowed"),
    [
        ("sum_officer", "11", "11", True),
        ("sum_officer", "11", "12", False),
        ("sum_officer", "11", "1", False),
        ("sum_officer", "11", None, False),
        ("aimag_officer", "1", "MN", True),
        ("aimag_officer", "1", None, True),
        ("administrator", "1", "12", True),
        ("evaluator", "1", "1", False),
        ("bag_governor", "1101", "1101", False),
    ],
)
def test_who_records_whose_acts(tree, role, home, unit, allowed):
    user = make_user(role, tree[home])
    body = body_of(tree[unit] if unit else None)
    assert (body in queries.bodies_to_record_for(user)) is allowed
    if allowed:
        assert record(user, body).pk
    else:
        with pytest.raises(PermissionDenied):
            record(user, body)


@pytest.mark.parametrize(
    ("content", "ending"), [(PDF, "pdf"), (PNG, "png"), (JPEG, "jpg")]
)
def test_a_scan_is_known_by_its_content(tree, officer, content, ending):
    act = record(officer, body_of(tree["1"]), scan=file(content, "../../нэр.exe"))
    assert act.scan.name.startswith("acts/")
    assert act.scan.name.endswith(f".{ending}")
    assert "нэр" not in act.scan.name
    with act.scan.open("rb") as kept:
        assert kept.read() == content


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ\x90\x00",
        b"<html><script>",
        b"<svg xmlns=",
        b" %PDF-1.7",
        b"PK\x03\x04",
    ],
)
def test_it_refuses_what_is_no_scan_whatever_its_name(tree, officer, content):
    with pytest.raises(Refused) as refusal:
        record(officer, body_of(tree["1"]), scan=file(content, "scan.pdf"))
    assert refusal.value.field == "scan"
    assert not Act.objects.exists()


def test_it_refuses_a_scan_over_twenty_megabytes(tree, officer):
    large = file(PDF)
    large.size = scans.LARGEST + 1
    with pytest.raises(Refused):
        record(officer, body_of(tree["1"]), scan=large)


def test_an_amendment_needs_a_reason_and_keeps_what_was(tree, officer):
    act = record(officer, body_of(tree["1"]), scan=file(PDF))
    first = act.scan.name
    with pytest.raises(Refused) as refusal:
        actions.amend_act(user=officer, act=act, reason=" ", title_mn="Өөр")
    assert refusal.value.field == "reason"
    actions.amend_act(
        user=officer,
        act=Act.objects.get(pk=act.pk),
        reason="Гарчиг буруу байсан",
        title_mn="Зөв гарчиг",
        scan=file(PNG),
    )
    last, recorded = queries.amendments(act)
    assert last.reason == "Гарчиг буруу байсан"
    assert last.fields == ["гарчиг", "скан"]
    assert (recorded.fields, recorded.who) == ([], officer.display_name)
    assert act.history.last().title_mn == "Гарчиг"
    assert act.scan.storage.exists(first)


def test_an_amendment_without_a_new_scan_keeps_the_old(tree, officer):
    act = record(officer, body_of(tree["1"]), scan=file(PDF))
    name = act.scan.name
    actions.amend_act(user=officer, act=act, reason="огноо", date=date(2020, 3, 5))
    act.refresh_from_db()
    assert (act.scan.name, act.date) == (name, date(2020, 3, 5))


def test_an_amendment_meets_the_same_rules(tree, officer):
    body = body_of(tree["1"])
    record(officer, body)
    other = record(officer, body, number="13")
    with pytest.raises(Conflict):
        actions.amend_act(user=officer, act=other, reason="дугаар", number="12")
    other.refresh_from_db()
    assert other.number == "13"


def test_an_act_is_not_taken_over_by_giving_it_one_s_own_body(tree):
    theirs = make_act(tree["12"])
    user = make_user("sum_officer", tree["11"])
    own = body_of(tree["11"], "Өөрийн хурал")
    theirs.body = own
    with pytest.raises(PermissionDenied):
        actions.amend_act(user=user, act=theirs, reason="минийх", body=own)


def test_a_field_that_is_not_amendable_is_an_error_of_the_program(tree, officer):
    act = record(officer, body_of(tree["1"]))
    with pytest.raises(TypeError):
        actions.amend_act(user=officer, act=act, reason="x", is_illustrative=True)


def test_a_body_is_named_once_by_an_officer(tree, officer):
    name = {"name_mn": "Засгийн газар", "name_en": "Government"}
    actions.add_body(user=officer, **name)
    with pytest.raises(Conflict):
        actions.add_body(user=officer, **name)
    with pytest.raises(Refused):
        actions.add_body(user=officer, name_mn="Яам", name_en=" ")
    sum_officer = make_user("sum_officer", tree["11"])
    with pytest.raises(PermissionDenied):
        actions.add_body(user=sum_officer, name_mn="А", name_en="A", unit=tree["11"])


def test_the_kind_of_a_file_is_read_from_its_first_bytes():
    assert scans.kind_of(BytesIO(PDF).read(16)) == "pdf"
    assert scans.kind_of(b"") == ""
