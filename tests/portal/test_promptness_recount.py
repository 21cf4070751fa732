"""Every number of the public page of promptness, counted anew with a pencil.

Requests are made by the actions alone; the recount reads what was asked and answered
from the list they were made from, and nothing of the system's.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from bagana.casework.actions import requests as actions
from bagana.casework.models import Channel, Days, Request
from bagana.demo.daily.figures import SOURCES
from bagana.indicators.actions.declaring import compute_declared
from bagana.indicators.actions.deriving import derive
from bagana.indicators.actions.publishing import publish
from bagana.indicators.catalogue import declared
from bagana.indicators.founding import found_catalogue
from bagana.indicators.models import Indicator
from bagana.indicators.periods import ensure_period
from tests.casework.factories import make_request, make_service
from tests.factories import make_tree, make_user

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 3, 1), date(2026, 3, 31)
BAGS = ("1101", "1102", "1103")
WAYS = (Channel.PHONE, Channel.DESK, Channel.MOBILE)
TERM = 10
"""Calendar days, so that a pencil needs no list of holidays."""


@dataclass
class Card:
    """What a clerk wrote down of one request."""

    bag: str
    way: str
    km: float | None
    taken: date
    stops: list[tuple[date, date]] = field(default_factory=list)
    answered: date | None = None
    withdrawn: date | None = None
    again: list[date] = field(default_factory=list)
    score: int | None = None
    answers: list[date] = field(default_factory=list)

    @property
    def due(self) -> date:
        """The term counts anew from a reopening; a day it stood is given back."""
        begin = self.again[-1] if self.again else self.taken
        day, left = begin, TERM
        while left:
            day += timedelta(1)
            left -= not any(a <= day < b for a, b in self.stops if b > begin)
        return day

    @property
    def days(self) -> int:
        """From the day after taking to the answer, without those the clock stood."""
        assert self.answered is not None
        span = (self.answered - self.taken).days
        all_days = [self.taken + timedelta(n) for n in range(1, span + 1)]
        return sum(not any(a <= day < b for a, b in self.stops) for day in all_days)


@pytest.fixture
def moved(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    """The calendar on the wall, so that nothing is typed late."""
    clock = [FIRST]
    monkeypatch.setattr(
        "django.utils.timezone.localdate",
        lambda value=None, *args, **kwargs: (
            clock[0] if value is None else value.astimezone().date()
        ),
    )
    return lambda day: clock.__setitem__(0, day)


def worked(dice: random.Random, deed: Any, card: Card, moved: Any) -> None:
    """One request through its life, by the actions; the card keeps what was done."""

    def do(act: Any, on: date, **told: Any) -> None:
        moved(on)
        act(user=deed.user, request=deed.row, **told)

    day, end = card.taken, date(2026, 4, 20)
    if dice.random() < 0.3:
        begin = day + timedelta(dice.randint(0, 4))
        day = begin + timedelta(dice.randint(0, 5))
        do(actions.stop_clock, begin, why="Баримт")
        do(actions.resume, day)
        card.stops.append((begin, day))
    fate = dice.random()
    if fate < 0.15:
        return
    day += timedelta(dice.randint(0, 14))
    if fate < 0.25:
        do(actions.withdraw, day)
        card.withdrawn = day
        return
    closes = (actions.refuse, {"why": "Үгүй"}) if fate < 0.4 else None
    act, told = closes or (actions.answer, {"text": "Хариу"})
    do(act, day, **told)
    card.answered = day
    card.answers.append(day)
    if dice.random() < 0.3 and day < end:
        closed, day = day, day + timedelta(dice.randint(0, 6))
        do(actions.reopen, day, why="Дахин")
        card.again.append(day)
        if day > closed:
            card.stops.append((closed + timedelta(1), day))
        card.answered = None
        if dice.random() < 0.7:
            day += timedelta(dice.randint(0, 12))
            do(actions.answer, day, text="Хариу")
            card.answered = day
            card.answers.append(day)
    if card.answered and dice.random() < 0.7:
        card.score = dice.randint(1, 5)
        do(actions.rate, card.answered, score=card.score)


@dataclass
class Deed:
    user: Any
    row: Request


@pytest.fixture
def cards(moved: Callable[[date], None]) -> list[Card]:
    """Sixty requests around March in two bags; the third never took one."""
    dice, found = random.Random("promptness"), []
    units = make_tree()
    service = make_service(units["1"], term=TERM, term_in=Days.CALENDAR)
    users = {bag: make_user("bag_governor", units[bag]) for bag in BAGS[:2]}
    for _number in range(60):
        card = Card(
            bag=dice.choice(BAGS[:2]),
            way=dice.choice(WAYS),
            km=dice.choice([None, 0.5, 10.0, 10.1, 35.0]),
            taken=date(2026, 2, 15) + timedelta(dice.randint(0, 44)),
        )
        moved(card.taken)
        row, _code = make_request(
            users[card.bag],
            units[card.bag],
            service,
            channel=card.way,
            taken_on=card.taken,
            distance_km=card.km,
        )
        worked(dice, Deed(users[card.bag], row), card, moved)
        found.append(card)
    moved(date(2026, 5, 4))
    publish_month(units)
    return found


def publish_month(units: Any) -> None:
    found_catalogue()
    officer = make_user("aimag_officer", units["1"])
    period = ensure_period("2026-03")
    mine = Indicator.objects.filter(source__code=SOURCES[0])
    known = set(declared()) & set(mine.values_list("code", flat=True))
    asked = [units[code] for code in ("1", "11", *BAGS)]
    compute_declared(user=officer, units=asked, periods=[period], codes=known)
    ratios = list(mine.exclude(numerator=None))
    derive(user=officer, indicators=ratios, periods=[period])
    publish(user=officer, title="Гуравдугаар сар", indicators=list(mine))


def in_month(day: date | None) -> bool:
    return day is not None and FIRST <= day <= LAST


def share(part: int, whole: int) -> float | None:
    return 100 * part / whole if whole else None


def recount(cards: Sequence[Card]) -> dict[str, float | None]:
    """What stands on the page, from the cards and by loops alone."""
    done = [card for card in cards if in_month(card.answered)]
    days, n = sorted(card.days for card in done), len(done)
    scores = [card.score for card in done if card.score is not None]
    still = [
        card
        for card in cards
        if card.taken <= LAST
        and (card.answered is None or card.answered > LAST)
        and (card.withdrawn is None or card.withdrawn > LAST)
    ]
    late = [
        card
        for card in still
        if card.due < LAST
        and not any(a <= min(LAST, card.due) and b > LAST for a, b in card.stops)
    ]
    given = sum(in_month(day) for card in cards for day in card.answers)
    again = sum(in_month(day) for card in cards for day in card.again)
    told: dict[str, float | None] = {
        "requests_within_term": share(sum(c.answered <= c.due for c in done), n),
        "promptness_median_days": (days[(n - 1) // 2] + days[n // 2]) / 2
        if n >= 5
        else None,
        "promptness_p90_days": next(
            d for d in days if 10 * sum(x <= d for x in days) >= 9 * n
        )
        if n >= 5
        else None,
        "requests_answered": n,
        "requests_open": len(still),
        "requests_overdue": len(late),
        "requests_reopened": share(again, given),
        "request_satisfaction": sum(scores) / len(scores) if len(scores) >= 5 else None,
    }
    for group, own in groups(done).items():
        told[f"requests_answered_{group}"] = len(own)
        told[f"requests_in_term_{group}"] = sum(c.answered <= c.due for c in own)
        told[f"requests_within_term_{group}"] = share(
            sum(c.answered <= c.due for c in own), len(own)
        )
    return told


def groups(done: Sequence[Card]) -> dict[str, list[Card]]:
    ways = {way.value: [c for c in done if c.way == way] for way in Channel}
    near = [c for c in done if c.km is not None and c.km <= 10]
    far = [c for c in done if c.km is not None and c.km > 10]
    return ways | {"near": near, "far": far}


def test_every_number_of_the_page_is_what_a_pencil_finds(
    client: Client, cards: list[Card]
) -> None:
    address = "/promptness/?unit=11&period=2026-03"
    rows = json.loads(client.get(f"{address}&format=json").content)
    rows = rows if isinstance(rows, list) else rows["rows"]
    by_unit = {row["unit"]: row for row in rows}
    assert set(by_unit) == {"11", *BAGS}
    for code in ("11", "1101", "1102"):
        own = [card for card in cards if code in ("11", card.bag)]
        expected = recount(own)
        assert len(expected) == 29
        for measure, value in expected.items():
            found = by_unit[code][measure]
            assert found == pytest.approx(value), (code, measure)
    assert by_unit["1103"]["requests_open"] is None, "it never took a request"
    shows_the_same_by_way_and_distance(client, cards)


def shows_the_same_by_way_and_distance(client: Client, cards: list[Card]) -> None:
    page = client.get("/promptness/?unit=11&period=2026-03").content.decode()
    section = page.partition("Ирсэн хэлбэр, зайгаар")[2].partition("</section>")[0]
    expected = recount(cards)
    for group, title in (("phone", "Утас"), ("far", "10 км-ээс холоос")):
        line = section.partition(f">{title}</th>")[2].partition("</tr>")[0]
        for measure in ("requests_answered", "requests_in_term"):
            assert f">{expected[f'{measure}_{group}']}</a>" in line
        told = expected[f"requests_within_term_{group}"]
        assert told is not None
        assert f"{told:.1f}" in line
