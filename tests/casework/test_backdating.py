"""A deed dated far back needs a reason, keeps it, and is told to who checks."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from bagana.casework import backdating
from bagana.casework.actions import requests as actions
from bagana.casework.backdating import Latest, days_back, latest_on
from bagana.casework.models import Channel, DayOff, Request, RequestStep
from bagana.casework.queries.backdating import backdated_by_unit
from bagana.web.errors import Refused
from tests.casework.conftest import Today
from tests.casework.factories import make_request, make_service
from tests.factories import make_tree, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
MONDAY = date(2026, 3, 16)
"""Today; the Wednesday before is three working days back, the Tuesday four."""
TUESDAY, WEDNESDAY = date(2026, 3, 10), date(2026, 3, 11)
DEEDS: dict[str, tuple[Any, dict[str, str]]] = {
    "start": (actions.start, {}),
    "stop": (actions.stop_clock, {"why": "Баримт"}),
    "extend": (actions.extend, {"why": "Судлах"}),
    "escalate": (actions.escalate, {"why": "Хэцүү"}),
    "answer": (actions.answer, {"text": "Хариу"}),
    "refuse": (actions.refuse, {"why": "Үгүй"}),
    "withdraw": (actions.withdraw, {"why": "Болилоо"}),
}


@pytest.fixture
def world() -> dict[str, Any]:
    units = make_tree()
    return {
        "units": units,
        "bag": units["1101"],
        "governor": make_user("bag_governor", units["1101"]),
        "sum": make_user("sum_officer", units["11"]),
        "service": make_service(units["1"]),
    }


def taken(world: dict[str, Any], **fields: Any) -> Request:
    asked = {"taken_on": date(2026, 3, 9)} | fields
    row, _code = make_request(
        world["governor"], world["bag"], world["service"], **asked
    )
    return row


@pytest.mark.parametrize("deed", DEEDS)
def test_every_deed_dated_far_back_is_refused_without_a_reason(
    world: dict[str, Any], deed: str
) -> None:
    row, (act, told) = taken(world), DEEDS[deed]
    with pytest.raises(Refused) as refused:
        act(user=world["governor"], request=row, on=TUESDAY, why_late=" ", **told)
    assert refused.value.field == "why_late"
    assert row.steps.count() == 1
    act(user=world["governor"], request=row, on=TUESDAY, why_late="Суурьт", **told)
    step = row.steps.get(backdated__gt=0)
    assert (step.on, step.backdated) == (TUESDAY, 4)
    assert step.private["late"] == "Суурьт"


def test_three_working_days_back_need_no_word(world: dict[str, Any]) -> None:
    row = taken(world)
    actions.answer(user=world["governor"], request=row, text="Хариу", on=WEDNESDAY)
    step = row.steps.latest("id")
    assert (step.on, step.backdated) == (WEDNESDAY, 0)
    assert "late" not in step.private


def test_a_holiday_between_is_no_working_day(world: dict[str, Any]) -> None:
    DayOff.objects.create(on=date(2026, 3, 12), works=False, why_mn="Амралт")
    row = taken(world)
    actions.answer(user=world["governor"], request=row, text="Хариу", on=TUESDAY)
    assert row.steps.latest("id").backdated == 0


def test_a_reason_makes_no_day_ahead_and_none_before_the_last_step(
    world: dict[str, Any],
) -> None:
    row = taken(world)
    actions.start(user=world["governor"], request=row, on=WEDNESDAY)
    for day in (MONDAY + timedelta(days=1), TUESDAY):
        with pytest.raises(Refused) as refused:
            actions.answer(
                user=world["governor"],
                request=row,
                text="Хариу",
                on=day,
                why_late="Цас",
            )
        assert refused.value.field == "on"


def test_the_clock_counts_the_day_told_and_the_entry_stays_visible(
    world: dict[str, Any],
) -> None:
    row = actions.answer(
        user=world["governor"],
        request=taken(world),
        text="Хариу",
        on=TUESDAY,
        why_late="Цас",
    )
    assert row.answered_on == TUESDAY <= row.due_on
    step = row.steps.latest("id")
    assert step.made_at.date() > step.on


def test_what_was_done_on_a_round_is_typed_with_what_was_asked_there(
    world: dict[str, Any], today: Today
) -> None:
    row = taken(world, channel=Channel.MOBILE, taken_on=date(2026, 3, 2))
    Request.objects.filter(pk=row.pk).update(entered_at="2026-03-16T04:00:00Z")
    day = date(2026, 3, 3)
    today.move(date(2026, 3, 19))
    assert days_back(Request.objects.get(pk=row.pk), day, today.day) == 3
    actions.answer(user=world["governor"], request=row, text="Хариу", on=day)
    other = taken(world, channel=Channel.DESK, taken_on=date(2026, 3, 2))
    with pytest.raises(Refused):
        actions.answer(user=world["governor"], request=other, text="Хариу", on=day)


def test_a_citizen_by_himself_dates_nothing_back(world: dict[str, Any]) -> None:
    row, code = make_request(
        world["governor"], world["bag"], world["service"], taken_on=TUESDAY
    )
    with pytest.raises(Refused):
        actions.withdraw(request=row, code=code, on=WEDNESDAY, why_late="Цас")
    assert actions.withdraw(request=row, code=code).closed_on == MONDAY


def test_the_rule_of_the_day_of_typing_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = tuple(
        Latest(date(year, 1, 1), days, "а", "a", is_illustrative=False)
        for year, days in ((2020, 5), (2025, 1))
    )
    monkeypatch.setattr(backdating, "_rules", lambda: rows)
    assert latest_on(date(2019, 12, 31)) is None
    assert latest_on(date(2024, 12, 31)) == rows[0]
    assert latest_on(date(2025, 1, 1)) == rows[1]


def test_no_rule_of_the_day_decides_nothing(
    world: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backdating, "_rules", tuple)
    row = actions.answer(
        user=world["governor"], request=taken(world), text="Хариу", on=TUESDAY
    )
    assert row.steps.latest("id").backdated == 0


def test_they_are_counted_by_unit_with_all_below_by_the_day_of_typing(
    world: dict[str, Any],
) -> None:
    units = world["units"]
    actions.answer(
        user=world["governor"],
        request=taken(world),
        text="Хариу",
        on=TUESDAY,
        why_late="Цас",
    )
    keys = [units[code].pk for code in ("1", "11", "1101", "1102")]
    RequestStep.objects.filter(backdated=4).update(made_at="2026-03-16T04:00:00Z")
    found = backdated_by_unit(keys, MONDAY, MONDAY)
    assert [found[key] for key in keys] == [1, 1, 1, 0]
    later = backdated_by_unit(keys, MONDAY, MONDAY + timedelta(days=1))
    assert set(later.values()) == {0}


def test_nothing_of_the_reason_stands_open_in_the_database(
    world: dict[str, Any],
) -> None:
    actions.start(
        user=world["governor"],
        request=taken(world),
        on=TUESDAY,
        why_late="Нууцшалтгаан",
    )
    cells = [cell for row in RequestStep.objects.values_list() for cell in row]
    assert "Нууцшалтгаан" not in " ".join(map(str, cells))


@pytest.mark.parametrize("language", ["mn", "en"])
def test_the_page_asks_for_the_reason_and_tells_it_to_the_sum(
    client: Client, world: dict[str, Any], language: str
) -> None:
    row = taken(world)
    client.cookies["django_language"] = language
    client.force_login(world["governor"])
    page = reverse("casework:deed", args=[row.uid, "answered"])
    assert 'name="why_late"' in client.get(page).content.decode()
    sent = {"text": "Хариу", "on": TUESDAY.isoformat()}
    refused = client.post(page, sent)
    assert refused.status_code == 422
    assert 'id="id_why_late_error"' in refused.content.decode()
    assert client.post(page, sent | {"why_late": "Цасанд хаагдсан"}).status_code == 302
    client.force_login(world["sum"])
    shown = client.get(reverse("casework:request", args=[row.uid])).content.decode()
    assert "Цасанд хаагдсан" in shown
    mark = {"mn": "нөхөж бүртгэсэн", "en": "dated back"}[language]
    assert mark in shown
    listed = reverse("casework:requests", args=["11"])
    html = client.get(listed, {"state": "backdated"}).content.decode()
    assert row.number in html
    csv = client.get(listed, {"state": "backdated", "format": "csv"})
    assert row.number in csv.content.decode()
    other = taken(world)
    html = client.get(listed, {"state": "backdated"}).content.decode()
    assert other.number not in html


def test_the_page_of_the_rule_tells_the_days_of_the_configuration() -> None:
    page = Path(__file__).parents[2] / "docs" / "rules" / "backdating.md"
    rule = latest_on(MONDAY)
    assert rule is not None
    row = f"| {rule.valid_from} | {rule.working_days} |"
    assert row in page.read_text(encoding="utf-8")


def test_the_citizen_reads_the_day_of_entry(
    client: Client, world: dict[str, Any]
) -> None:
    row, code = make_request(
        world["governor"], world["bag"], world["service"], taken_on=TUESDAY
    )
    actions.start(user=world["governor"], request=row, on=WEDNESDAY)
    page = reverse("portal:track")
    assert "Бүртгэсэн өдөр" not in client.post(page, {"code": code}).content.decode()
    row.steps.update(on=TUESDAY, backdated=4)
    assert "Бүртгэсэн өдөр" in client.post(page, {"code": code}).content.decode()
