"""The record: everything found, marked, signed by three, then locked."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from bagana.accounts.models import Role
from bagana.people import leaving
from bagana.people.actions.appointments import appoint, end
from bagana.people.actions.handing_over import (
    add_item,
    draw_up,
    enter_signature,
    mark_item,
    sign,
)
from bagana.people.models import HandoverItem
from bagana.people.queries.handing_over import handover_content, is_untouched
from bagana.registers.models import Asset, AssetKind
from bagana.web.errors import Conflict, PermissionDenied, Refused
from tests.factories import make_user
from tests.people.factories import make_official
from tests.registers.factories import make_entry

START, TODAY = date(2023, 5, 1), timezone.localdate()


@pytest.fixture
def record(office, monkeypatch):
    monkeypatch.setitem(
        leaving._registered,
        "test",
        leaving.OpenWork(
            "test", lambda: "Хүсэлт", lambda unit: [leaving.Found("нээлттэй", 7, "/x/")]
        ),
    )
    bag = office.units["1101"]
    kind = AssetKind.objects.create(
        code="desk", name_mn="Ширээ", name_en="Desk", group_mn="а", group_en="a"
    )
    Asset.objects.create(
        unit=bag, kind=kind, state="good", since=START, entry=make_entry(bag)
    )
    office.official.history.update(history_user=office.officer)
    row = appoint(**office.appointed(starts_on=START))
    return end(user=office.officer, appointment=row, on=TODAY, reason="term")


def successor(office):
    other = make_official(user=make_user())
    other.history.update(history_user=office.officer)
    return appoint(**office.appointed(starts_on=TODAY, official=other))


def marked(record, user):
    for item in record.items.all():
        mark_item(user=user, item=item, state="taken")


def test_it_lists_seal_papers_assets_open_work_and_access(record):
    kinds = {item.kind: item for item in record.items.all()}
    assert set(kinds) == {"seal", "papers", "asset", "work", "account"}
    assert kinds["asset"].text.endswith("Ширээ")
    assert (kinds["work"].count, kinds["work"].href) == (7, "/x/")


def test_three_sign_and_then_nothing_changes(office, record):
    taker = successor(office)
    record.refresh_from_db()
    assert record.incoming == taker
    sign(user=office.official.user, record=record, side="giver")
    with pytest.raises(Refused):
        sign(user=taker.official.user, record=record, side="taker")
    marked(record, taker.official.user)
    sign(user=taker.official.user, record=record, side="taker")
    assert not record.sha256
    sign(user=office.officer, record=record, side="witness")
    assert len(record.sha256) == 64
    with pytest.raises(Conflict):
        mark_item(user=office.officer, item=record.items.first(), state="missing")
    with pytest.raises(Conflict):
        add_item(user=office.officer, record=record, kind="asset", text="Ширээ")
    record.refresh_from_db()
    assert is_untouched(record)
    HandoverItem.objects.filter(record=record).update(count=99)
    assert not is_untouched(record)


def test_nobody_takes_before_a_successor_is_appointed(office, record):
    sign(user=office.official.user, record=record, side="giver")
    with pytest.raises(Refused):
        sign(user=office.officer, record=record, side="taker")
    with pytest.raises(Refused):
        enter_signature(user=office.officer, record=record, side="taker", why="Өвчтэй")


def test_a_party_is_no_witness_and_another_sum_is_nothing(office, record):
    taker = successor(office)
    record.refresh_from_db()
    sign(user=office.official.user, record=record, side="giver")
    other = make_user(Role.SUM_OFFICER, office.units["12"])
    for user in (taker.official.user, other):
        with pytest.raises(PermissionDenied):
            sign(user=user, record=record, side="witness")
    with pytest.raises(PermissionDenied):
        add_item(user=other, record=record, kind="asset", text="Ширээ")


def test_what_is_missing_is_explained(office, record):
    item = record.items.first()
    with pytest.raises(Refused):
        mark_item(user=office.officer, item=item, state="missing")
    assert mark_item(user=office.officer, item=item, state="missing", note="Алга").pk


def test_drawn_up_before_the_end_it_is_listed_anew_on_the_day(office, record):
    taker = successor(office)
    early = draw_up(user=office.officer, appointment=taker, on=TODAY)
    add_item(user=office.officer, record=early, kind="money", text="Касс")
    again = end(user=office.officer, appointment=taker, on=TODAY, reason="resigned")
    assert again == early
    assert early.items.filter(text="Касс").count() == 1
    assert early.items.filter(kind="seal").count() == 1


def test_the_content_for_the_paper_holds_no_private_facts(office, record):
    told = handover_content(record)
    assert told["outgoing"]["name"] == office.official.name
    assert {"post", "items", "drawn_on", "incoming"} <= set(told)


def test_the_page_marks_all_lines_at_once_and_signs(client, office, record):
    taker = successor(office)
    client.force_login(taker.official.user)
    data = {f"state-{item.pk}": "taken" for item in record.items.all()}
    client.post(reverse("people:handover_items", args=[record.uid]), data)
    assert set(record.items.values_list("state", flat=True)) == {"taken"}
    for side, user in (
        ("giver", office.official.user),
        ("taker", taker.official.user),
        ("witness", office.officer),
    ):
        client.force_login(user)
        client.post(reverse("people:handover_sign", args=[record.uid, side]))
    record.refresh_from_db()
    assert record.sha256
    assert client.get(
        reverse("people:handover_sign", args=[record.uid, "giver"])
    ).status_code in (302, 405)
