"""A request from the day it is taken to its answer, its rating and its reopening."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from bagana.casework.actions import requests as actions
from bagana.casework.clock import due_of
from bagana.casework.models import (
    Channel,
    DayOff,
    Days,
    Request,
    RequestState,
    Rung,
    ServiceKind,
)
from bagana.casework.states import WAYS
from bagana.web.errors import Conflict, Refused
from tests.casework.conftest import Today
from tests.casework.factories import make_request, make_service
from tests.factories import make_tree, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
MONDAY = date(2026, 3, 16)


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


def taken(world: dict[str, Any], **fields: Any) -> tuple[Request, str]:
    return make_request(world["governor"], world["bag"], world["service"], **fields)


def test_the_term_counts_working_days_from_the_day_after(world: dict[str, Any]) -> None:
    row, _code = taken(world)
    assert row.state == RequestState.RECEIVED
    assert row.due_on == date(2026, 3, 23)
    assert row.number == "1101-26-1"


def test_numbers_go_on_without_gaps_by_unit_and_year(world: dict[str, Any]) -> None:
    numbers = [taken(world)[0].number for _time in range(3)]
    assert numbers == ["1101-26-1", "1101-26-2", "1101-26-3"]
    with pytest.raises(Refused):
        taken(world, private={"text": " "})
    assert taken(world)[0].number == "1101-26-4"


def test_an_office_may_say_that_a_day_is_worked(world: dict[str, Any]) -> None:
    DayOff.objects.create(on=date(2026, 3, 21), works=True, why_mn="Нөхөж ажиллана")
    DayOff.objects.create(on=date(2026, 3, 17), works=False, why_mn="Шилжүүлсэн")
    assert taken(world)[0].due_on == date(2026, 3, 23)


def test_it_counts_from_the_day_asked_however_late_it_is_typed(
    world: dict[str, Any],
) -> None:
    row, _code = taken(world, channel=Channel.MOBILE, taken_on=date(2026, 3, 2))
    assert row.due_on == date(2026, 3, 9)  # the 8th, a holiday, is a Sunday


def test_it_refuses_a_day_ahead_and_one_long_gone_without_a_reason(
    world: dict[str, Any],
) -> None:
    with pytest.raises(Refused) as ahead:
        taken(world, taken_on=MONDAY + timedelta(days=1))
    assert ahead.value.field == "taken_on"
    old = MONDAY - timedelta(days=61)
    with pytest.raises(Refused) as late:
        taken(world, taken_on=old)
    assert late.value.field == "why_late"
    assert taken(world, taken_on=old, why_late="Зам хаагдсан")[0].taken_on == old


def test_a_request_keeps_the_version_of_its_day(world: dict[str, Any]) -> None:
    version = world["service"]
    version.valid_to = MONDAY
    version.save()
    with pytest.raises(Refused) as refused:
        taken(world)
    assert refused.value.field == "version"
    row, _code = taken(world, taken_on=MONDAY - timedelta(days=3))
    assert row.version == version


def test_a_bag_takes_no_service_of_another_sum(world: dict[str, Any]) -> None:
    other = make_service(world["units"]["12"])
    with pytest.raises(Refused) as refused:
        make_request(world["governor"], world["bag"], other)
    assert refused.value.field == "version"


@pytest.mark.parametrize("who", ["other_bag", "other_sum", "evaluator", "nobody"])
def test_nobody_of_elsewhere_takes_or_works_on_it(
    world: dict[str, Any], who: str
) -> None:
    units = world["units"]
    row, _code = taken(world)
    user = {
        "other_bag": lambda: make_user("bag_governor", units["1102"]),
        "other_sum": lambda: make_user("sum_officer", units["12"]),
        "evaluator": lambda: make_user("evaluator", units["1"]),
        "nobody": make_user,
    }[who]()
    with pytest.raises(PermissionDenied):
        make_request(user, world["bag"], world["service"])
    for act, told in (
        (actions.start, {}),
        (actions.stop_clock, {"why": "Баримт"}),
        (actions.escalate, {"why": "Хэцүү"}),
        (actions.answer, {"text": "Хариу"}),
        (actions.refuse, {"why": "Үгүй"}),
        (actions.withdraw, {}),
        (actions.rate, {"score": 5}),
    ):
        with pytest.raises(PermissionDenied):
            act(user=user, request=row, **told)


def test_the_clock_stands_while_the_citizen_brings_papers(
    world: dict[str, Any], today: Today
) -> None:
    row, _code = taken(world)
    today.move(date(2026, 3, 18))
    actions.stop_clock(user=world["governor"], request=row, why="Зураг авчрах")
    today.move(date(2026, 3, 25))
    row = actions.resume(user=world["governor"], request=row)
    assert row.state == RequestState.WORKING
    assert row.due_on == date(2026, 3, 30) == due_of(row)


def test_an_answer_ends_a_stop_and_closes(world: dict[str, Any], today: Today) -> None:
    row, _code = taken(world)
    actions.stop_clock(user=world["governor"], request=row, why="Зураг авчрах")
    today.move(date(2026, 3, 20))
    row = actions.answer(user=world["governor"], request=row, text="Олголоо")
    assert (row.state, row.answered_on) == ("answered", date(2026, 3, 20))
    assert row.closed_on == row.answered_on
    assert not row.stops.filter(ends_on__isnull=True).exists()
    with pytest.raises(Conflict):
        actions.answer(user=world["governor"], request=row, text="Дахин")


def test_it_extends_once_and_a_petition_only_by_the_sum(world: dict[str, Any]) -> None:
    petition = make_service(
        world["units"]["1"],
        kind=ServiceKind.PETITION,
        term=30,
        term_in=Days.CALENDAR,
        extension=30,
    )
    row, _code = make_request(world["governor"], world["bag"], petition)
    assert row.due_on == MONDAY + timedelta(days=30)
    with pytest.raises(PermissionDenied):
        actions.extend(user=world["governor"], request=row, why="Судлах")
    row = actions.extend(user=world["sum"], request=row, why="Судлах")
    assert row.due_on == MONDAY + timedelta(days=60)
    with pytest.raises(Conflict):
        actions.extend(user=world["sum"], request=row, why="Дахиад")


def test_an_escalated_request_is_the_sums_until_given_back(
    world: dict[str, Any],
) -> None:
    row, _code = taken(world)
    row = actions.escalate(user=world["governor"], request=row, why="Эрх хүрэхгүй")
    assert row.rung == Rung.SUM
    with pytest.raises(PermissionDenied):
        actions.answer(user=world["governor"], request=row, text="Хариу")
    row = actions.give_back(user=world["sum"], request=row, why="Багийн эрх")
    assert row.rung == Rung.BAG
    assert actions.answer(user=world["governor"], request=row, text="Хариу").closed_on


def test_overdue_requests_climb_when_the_sum_asks(
    world: dict[str, Any], today: Today
) -> None:
    row, _code = taken(world)
    today.move(date(2026, 3, 28))
    assert actions.escalate_overdue(user=world["sum"], unit=world["units"]["11"]) == 0
    today.move(date(2026, 3, 29))
    assert actions.escalate_overdue(user=world["sum"], unit=world["units"]["11"]) == 1
    row.refresh_from_db()
    assert row.rung == Rung.SUM
    with pytest.raises(PermissionDenied):
        actions.escalate_overdue(user=world["governor"], unit=world["units"]["11"])


def test_the_citizen_reopens_by_code_and_the_term_begins_anew(
    world: dict[str, Any], today: Today
) -> None:
    row, code = taken(world)
    row = actions.answer(user=world["governor"], request=row, text="Үгүй")
    today.move(date(2026, 3, 20))
    with pytest.raises(PermissionDenied):
        actions.reopen(request=row, code="22222-22222", why="Буруу")
    row = actions.reopen(request=row, code=code.lower(), why="Шийдээгүй")
    assert (row.state, row.reopened) == ("working", 1)
    assert (row.answered_on, row.closed_on) == (None, None)
    assert row.due_on == date(2026, 3, 27) == due_of(row)
    stop = row.stops.get()
    assert (stop.starts_on, stop.ends_on) == (date(2026, 3, 17), date(2026, 3, 20))


def test_it_is_not_reopened_after_thirty_days(
    world: dict[str, Any], today: Today
) -> None:
    row, code = taken(world)
    actions.answer(user=world["governor"], request=row, text="Үгүй")
    today.move(date(2026, 4, 16))
    with pytest.raises(Conflict):
        actions.reopen(request=row, code=code, why="Хожимдлоо")


def test_a_rating_is_one_to_five_and_given_once(world: dict[str, Any]) -> None:
    row, code = taken(world)
    with pytest.raises(Conflict):
        actions.rate(request=row, code=code, score=5)
    actions.refuse(user=world["governor"], request=row, why="Хуульд нийцэхгүй")
    with pytest.raises(Refused):
        actions.rate(request=row, code=code, score=6)
    assert actions.rate(request=row, code=code, score=4).satisfaction == 4
    with pytest.raises(Conflict):
        actions.rate(request=row, code=code, score=1)


def test_a_withdrawn_request_has_no_answer(world: dict[str, Any]) -> None:
    row, code = taken(world)
    row = actions.withdraw(request=row, code=code)
    assert (row.state, row.answered_on) == ("withdrawn", None)
    assert row.closed_on == MONDAY


def test_nothing_of_the_citizen_stands_open_in_the_database(
    world: dict[str, Any],
) -> None:
    row, code = taken(world, private={"name": "Нууцнэр", "text": "Нууцүг"})
    actions.stop_clock(user=world["governor"], request=row, why="Нууцшалтгаан")
    values = [*Request.objects.values_list()[0], *row.stops.values_list()[0]]
    values += [cell for step in row.steps.values_list() for cell in step]
    told = " ".join(str(bytes(v) if isinstance(v, memoryview) else v) for v in values)
    for secret in ("Нууцнэр", "Нууцүг", "Нууцшалтгаан", "99112233", code):
        assert secret not in told


def test_a_citizen_files_himself_only_by_page_and_today(world: dict[str, Any]) -> None:
    row, _code = make_request(None, world["bag"], world["service"])
    assert row.channel == Channel.PAGE
    assert row.entered_by is None
    with pytest.raises(PermissionDenied):
        make_request(None, world["bag"], world["service"], channel=Channel.PHONE)
    yesterday = MONDAY - timedelta(days=1)
    with pytest.raises(Refused):
        make_request(None, world["bag"], world["service"], taken_on=yesterday)


def test_a_machine_is_stopped(
    world: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bagana.casework.actions.taking.MOST_IN_AN_HOUR", 2)
    for _time in range(2):
        make_request(None, world["bag"], world["service"])
    with pytest.raises(Refused):
        make_request(None, world["bag"], world["service"])
    assert taken(world)[0].pk


def test_the_page_of_the_rule_holds_the_table_of_states() -> None:
    page = Path(__file__).parents[2] / "docs" / "rules" / "request-states.md"
    text = page.read_text(encoding="utf-8")
    for way in WAYS:
        sources = ", ".join(one.value for one in way.sources) or "–"
        target = way.target.value if way.target else "same"
        assert f"| {way.deed.value} | {sources} | {target} | {way.who.value} |" in text
