"""Six months of requests in the nine bags of Mandal: fictional, and plainly so.

All are typed on the day the demonstration is built, which says so of every deed; then
most are set down as typed on their own day, as in an office that does its work, and a
few stay dated back. In Түнхэл answers came late until the training of September.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from django.utils import timezone

from bagana.accounts.models import User
from bagana.casework.actions.requests import (
    answer,
    extend,
    rate,
    refuse,
    reopen,
    resume,
    start,
    stop_clock,
    take_request,
)
from bagana.casework.models import (
    Channel,
    Request,
    RequestState,
    RequestStep,
    ServiceKind,
    ServiceVersion,
)
from bagana.demo.registers.names import GIVEN, phone
from bagana.privacy.sealing import seal
from bagana.registers.models import Household
from bagana.territory.models import Unit

LATE_BAG: Final = "432259"
TRAINED_ON: Final = date(2026, 9, 4)
CLEARED_ON: Final = date(2026, 9, 18)
FIRST: Final = date(2026, 6, 1)
PAPER: Final = "Жишээ: дэвтэрт бүртгэснийг хожим оруулав."
WAYS: Final = (
    *([Channel.DESK] * 5),
    *([Channel.PHONE] * 3),
    *([Channel.MOBILE] * 2),
    Channel.PAGE,
)
TEXTS: Final = {
    "pasture-dispute": "Өвөлжөөний ойролцоо айлын мал бэлчээрт орсоор байна (жишээ).",
    "local-repair": "Багийн худгийн хаалт эвдэрсэн, засуулна уу (жишээ).",
    "disaster-notice": "Үерийн ус замыг эвдсэн байна (жишээ).",
    "household-entry": "Өрхийн бүртгэлд хүүхдээ нэмүүлэх (жишээ).",
    "petition": "Хогийн цэгийг холдуулж өгнө үү (жишээ).",
    "complaint": "Хүлээн авах цагаар ажилтан байсангүй (жишээ).",
    "suggestion": "Багийн төвд гэрэлтүүлэг нэмэх санал (жишээ).",
}
FORGOTTEN: Final = 0.02
TYPED_LATE: Final = 0.03
ANSWERED: Final = "Шалгаж шийдвэрлэлээ (жишээ)."
MORE: Final = "Газар дээр нь дахин үзэх шаардлагатай (жишээ)."
REFUSED: Final = "Багийн эрх хэмжээнд хамаарахгүй (жишээ)."


@dataclass(slots=True)
class Desk:
    """One bag's desk: who works at it, for whom, and the dice of its days."""

    user: User
    unit: Unit
    homes: Sequence[Household]
    dice: random.Random

    @property
    def is_slow(self) -> bool:
        return self.unit.code == LATE_BAG


def ask_in_mandal(user: User, bags: Sequence[Unit]) -> None:
    """Requests of each month since June; the newest of them are still open."""
    today = timezone.localdate()
    versions = {v.service.code: v for v in _offered(today)}
    for bag in bags:
        homes = list(Household.objects.filter(unit=bag).order_by("pk")[:60])
        desk = Desk(user, bag, homes, random.Random(f"requests {bag.code}"))
        for day in _days(desk, today):
            _one(desk, versions, day, today)
        _typed_in_time(desk)


def _typed_in_time(desk: Desk) -> None:
    """Deeds of most days are typed on them; the reason to date them back goes."""
    requests = list(Request.objects.filter(unit=desk.unit, is_fictional=True))
    for request in requests:
        request.entered_at = _noon(request.taken_on)
    Request.objects.bulk_update(requests, ["entered_at"], batch_size=200)
    steps = RequestStep.objects.filter(request__in=requests, backdated__gt=0)
    typed = [
        step
        for step in steps.select_related("request")
        if desk.dice.random() > TYPED_LATE
    ]
    for step in typed:
        words = {k: v for k, v in step.private.items() if k != "late"}
        step.sealed = seal(words, bind=step.bind) if words else b""
        step.backdated, step.made_at = 0, _noon(step.on)
    RequestStep.objects.bulk_update(
        typed, ["sealed", "backdated", "made_at"], batch_size=200
    )


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


def _offered(today: date) -> Iterator[ServiceVersion]:
    found = ServiceVersion.objects.on(today).select_related("service")
    yield from found.filter(service__code__in=TEXTS)


def _days(desk: Desk, today: date) -> list[date]:
    """Eight to ten a month in the late bag, seven or eight elsewhere."""
    months = (today.year - FIRST.year) * 12 + today.month - FIRST.month
    days = []
    for month in range(months + 1):
        begin = date(FIRST.year, FIRST.month + month, 1)
        many = desk.dice.randint(8, 10) if desk.is_slow else desk.dice.randint(7, 8)
        days += [begin + timedelta(desk.dice.randrange(28)) for _one in range(many)]
    return sorted(day for day in days if day <= today)


def _one(
    desk: Desk, versions: dict[str, ServiceVersion], day: date, today: date
) -> None:
    dice = desk.dice
    version = versions[dice.choice([*versions, "local-repair", "household-entry"])]
    at = dice.randrange(len(desk.homes))
    request, _code = take_request(
        user=desk.user,
        unit=desk.unit,
        version=version,
        channel=dice.choice(WAYS),
        taken_on=day,
        private={
            "name": dice.choice(GIVEN),
            "phone": phone(at),
            "text": TEXTS[version.service.code],
        },
        household=desk.homes[at],
        distance_km=round(dice.triangular(0.4, 42, 6), 1),
        why_late=PAPER,
        is_fictional=True,
    )
    _work(desk, request, version, today)


def _work(desk: Desk, request: Request, version: ServiceVersion, today: date) -> None:
    """What the office did by today, never later than today."""
    dice, day = desk.dice, request.taken_on
    if dice.random() < FORGOTTEN:
        return
    term = (request.due_on - day).days
    slow = desk.is_slow and day < TRAINED_ON
    took = _days_it_took(desk, term, slow=slow)
    if (
        version.service.kind == ServiceKind.PETITION
        and not slow
        and dice.random() < 0.2
    ):
        day = min(day + timedelta(term - 2), today)
        extend(user=desk.user, request=request, why=MORE, on=day, why_late=PAPER)
    elif dice.random() < 0.15 and day + timedelta(6) <= today:
        stop_clock(
            user=desk.user,
            request=request,
            why="Гэрийн хаягаа тодруулах (жишээ)",
            on=day + timedelta(1),
            why_late=PAPER,
        )
        day += timedelta(5)
        request = resume(user=desk.user, request=request, on=day, why_late=PAPER)
    done = request.taken_on + timedelta(took)
    if slow:
        # What lay about was cleared in the weeks after the training.
        done = min(done, max(CLEARED_ON, request.taken_on))
    done = max(day, done)
    if done > today:
        if dice.random() < 0.6 and request.state == RequestState.RECEIVED:
            start(user=desk.user, request=request, on=day, why_late=PAPER)
        return
    _close(desk, request, done, today)


def _days_it_took(desk: Desk, term: int, *, slow: bool) -> int:
    """Mostly some days late, or a share of the term."""
    if slow:
        return max(1, term + desk.dice.randint(-1, 6))
    slowest, usual = (0.9, 0.5) if desk.is_slow else (1.15, 0.9)
    return round(term * desk.dice.triangular(0.1, slowest, usual))


def _close(desk: Desk, request: Request, done: date, today: date) -> None:
    dice = desk.dice
    if dice.random() < 0.07:
        refuse(user=desk.user, request=request, why=REFUSED, on=done, why_late=PAPER)
    else:
        answer(user=desk.user, request=request, text=ANSWERED, on=done, why_late=PAPER)
    late = done > request.due_on
    if dice.random() < (0.12 if late else 0.05) and done + timedelta(9) <= today:
        reopen(
            user=desk.user,
            request=request,
            why="Асуудал шийдэгдээгүй (жишээ).",
            on=done + timedelta(3),
            why_late=PAPER,
        )
        done += timedelta(8)
        answer(user=desk.user, request=request, text=ANSWERED, on=done, why_late=PAPER)
    if dice.random() < 0.7:
        score = dice.choice([1, 2, 3, 3, 4] if late else [3, 4, 4, 5, 5])
        rate(user=desk.user, request=request, score=score, on=done, why_late=PAPER)
