"""Whatever an address of the daily work is asked for, no page breaks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.exceptions import NoReverseMatch

from bagana.casework.actions.delegations import delegate
from bagana.casework.actions.rounds import Wish, plan_round
from bagana.casework.founding import load_services
from bagana.casework.models import Function
from bagana.people.courses import load_courses
from bagana.people.models import EthicsDuty
from bagana.portal import daily_urls
from bagana.territory.models import Unit
from tests.casework.factories import make_request
from tests.casework.reference_rows import make_home, make_reference
from tests.documents import daily_rows as rows
from tests.factories import make_act, make_tree, make_user

APPS = ("people", "meetings", "casework", "open311")
PORTAL = {pattern.name for pattern in daily_urls.urlpatterns}
NAMES = (
    *("page", "sort", "year", "q", "state", "unit", "on", "format", "period"),
    *("channel", "kind", "rung", "service", "indicator", "course", "standing"),
    *("month", "from", "to", "lang", "request", "official", "post", "household"),
    *("code", "jurisdiction_id", "service_request_id", "start_date", "end_date"),
    *("status", "meeting", "body", "section", "cases", "day", "answer"),
)
ODD = (
    dict.fromkeys(NAMES, "\0") | {"page": "-1", "year": "99999999", "on": "xx"},
    dict.fromkeys(NAMES, "9" * 5000)
    | {"page": "٣", "year": "-1", "on": "0001-01-01", "sort": "%' OR 1=1 --<é>"}
    | {"format": "csv"},
)
"""Nothing, too much, below nought, and what is no word at all."""


def addresses(
    resolver: URLResolver, space: tuple[str, ...] = ()
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Name and parameters of every address of the daily work."""
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            inner = (*space, *filter(None, (one.namespace,)))
            yield from addresses(one, inner)
        elif isinstance(one, URLPattern) and one.name and space:
            name = ":".join((*space, one.name))
            own = space[0] in APPS or (space == ("portal",) and one.name in PORTAL)
            if own or name == "documents:daily":
                yield name, tuple(one.pattern.converters)


@pytest.fixture
def world(db: None) -> dict[str, list[str]]:
    """A row of each sort; for every parameter of an address what it may stand for."""
    units = make_tree()
    bag, sum_ = units["1101"], units["11"]
    governor = make_user("bag_governor", bag)
    load_services(units["1"])
    load_courses()
    meeting = rows.make_session_of(bag)
    rows.fill_meeting(meeting)
    decision = rows.make_decision(meeting)
    duty = rows.make_duty(decision)
    handover = rows.make_handover(bag)
    enrolment = rows.make_trained(bag, handover.outgoing.official).enrolment
    promise = rows.make_promise(handover.incoming)
    request, _code = make_request(governor, bag)
    reference = make_reference(governor, make_home(bag))
    function = Function.objects.create(code="wells", title_mn="Худаг", level=2)
    given = delegate(
        user=make_user("sum_officer", sum_),
        function=function,
        giver=sum_,
        unit=bag,
        act=make_act(sum_),
        valid_from=date(2024, 1, 1),
    )
    trip = plan_round(
        user=governor,
        unit=bag,
        title_mn="Үзлэг",
        starts_on=date(2030, 1, 7),
        ends_on=date(2030, 1, 7),
        start=(106.0, 48.5),
        places=[Wish(bag, "Хөндий", 106.1, 48.6)],
    )
    held = handover.outgoing
    uids = {
        "posts": handover.post,
        "officials": held.official,
        "appointments": held,
        "handovers": handover,
        "agreements": promise,
        "learn": enrolment,
        "record": enrolment,
        "sessions": enrolment.session,
        "resolutions": decision,
        "obligations": duty,
        "request": request,
        "reference": reference,
        "round": trip,
        "rounds": trip,
        "meetings": meeting,
    }
    return {
        **{f"uid of {one}": [str(row.uid)] for one, row in uids.items()},
        "uid": [str(meeting.uid)],
        "code": ["11", "1101", "promptness", "petition", "residence", reference.code],
        "pk": [str(given.pk), "1"],
        "position": ["1"],
        "year": ["2026"],
        "side": ["giver"],
        "slug": ["answered", "started"],
        "paper": ["leaflet", "obligations"],
        "key": ["1101"],
        "kind": ["pdf"],
        "unit": ["1101"],
        "format": ["json"],
    }


@pytest.fixture
def clients(world: dict[str, list[str]]) -> list[Client]:
    """A visitor, and who may open most of all."""
    unit = Unit.objects.get(code="1")
    officer = make_user("administrator", unit)
    EthicsDuty.objects.create(
        user=officer, unit=unit, act=make_act(unit), valid_from=date(2020, 1, 1)
    )
    signed_in = Client()
    signed_in.force_login(officer)
    return [Client(), signed_in]


def filled(
    name: str, parameters: tuple[str, ...], known: dict[str, list[str]]
) -> Iterator[str]:
    """The address with each row that may stand in it, by the word before its key."""
    first = next(iter(parameters), "")
    for value in known.get(first, ["1"]):
        kwargs = {one: known.get(one, ["1"])[0] for one in parameters}
        if first:
            kwargs[first] = value
        try:
            path = reverse(name, kwargs=kwargs)
        except NoReverseMatch:
            continue
        if first == "uid":
            word = path.partition(value)[0].rstrip("/").rpartition("/")[2]
            path = path.replace(value, known.get(f"uid of {word}", [value])[0])
        yield path


def opened(client: Client, found: Iterator[str]) -> str:
    """The first of the addresses that shows a page; none: nothing to ask oddly."""
    return next((one for one in found if client.get(one).status_code == 200), "")


def test_no_page_breaks_over_an_odd_address(
    clients: list[Client], world: dict[str, list[str]], monkeypatch: Any
) -> None:
    monkeypatch.setattr("bagana.documents.views.made", lambda _paper, kind: kind)
    visitor, officer = clients
    shown: list[str] = []
    broken: list[tuple[str, str]] = []
    for name, parameters in addresses(get_resolver()):
        client = visitor if name.startswith("portal:") else officer
        client.raise_request_exception = False
        path = opened(client, filled(name, parameters, world))
        if not path:
            continue
        shown.append(name)
        # Of pages of one row every second is asked one way, the others the other way.
        ways = ODD[len(shown) % 2 :][:1] if "uid" in parameters else ODD
        for odd in ways:
            answer: Any = client.get(path, odd)
            if answer.status_code >= 500:
                broken.append((path, repr(answer.exc_info)))
    assert broken == []
    assert len(shown) > 120, shown
