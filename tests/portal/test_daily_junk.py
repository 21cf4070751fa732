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
    people = (handover.outgoing, handover.post, handover.outgoing.official, handover)
    others = (meeting, decision, duty, enrolment, enrolment.session, promise)
    trip = plan_round(
        user=governor,
        unit=bag,
        title_mn="Үзлэг",
        starts_on=date(2030, 1, 7),
        ends_on=date(2030, 1, 7),
        start=(106.0, 48.5),
        places=[Wish(bag, "Хөндий", 106.1, 48.6)],
    )
    everything = (*people, *others, request, reference, trip)
    uids = [str(row.uid) for row in everything]
    return {
        "uid": uids,
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
) -> Iterator[tuple[str, str]]:
    """The address with each row that may stand in it, and which row it was."""
    first = next(iter(parameters), "")
    for value in known.get(first, ["1"]):
        kwargs = {one: known.get(one, ["1"])[0] for one in parameters}
        if first:
            kwargs[first] = value
        try:
            yield reverse(name, kwargs=kwargs), value
        except NoReverseMatch:
            continue


def opened(client: Client, found: Iterator[tuple[str, str]], used: set[str]) -> str:
    """The first of the addresses that shows a page; none: nothing to ask oddly.

    Rows of one sort share the beginning of their addresses: once one of them was
    found, the others are not tried there any more (`used`).
    """
    for path, value in found:
        begin = path.partition(value)[0]
        if begin in used and f"{begin}{value}" not in used:
            continue
        status = client.get(path).status_code
        if status == 405:  # it only takes a pressed button
            return ""
        if status == 200:
            used |= {begin, f"{begin}{value}"} if len(value) == 36 else set()
            return path
    return ""


def test_no_page_breaks_over_an_odd_address(
    clients: list[Client], world: dict[str, list[str]], monkeypatch: Any
) -> None:
    monkeypatch.setattr("bagana.documents.views.made", lambda _paper, kind: kind)
    visitor, officer = clients
    shown: list[str] = []
    broken: list[tuple[str, str]] = []
    used: set[str] = set()
    for name, parameters in addresses(get_resolver()):
        client = visitor if name.startswith("portal:") else officer
        client.raise_request_exception = False
        path = opened(client, filled(name, parameters, world), used)
        if not path:
            continue
        shown.append(name)
        for odd in ODD:
            answer: Any = client.get(path, odd)
            if answer.status_code >= 500:
                broken.append((path, repr(answer.exc_info)))
    assert broken == []
    assert len(shown) > 120, shown
