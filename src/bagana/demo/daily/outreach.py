"""Rounds to far sections, and functions given to bags: invented, and marked so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from django.utils import timezone

from bagana.accounts.models import User
from bagana.acts.models import Act, ActKind
from bagana.casework.actions.delegations import delegate
from bagana.casework.actions.rounds import Wish, hold_round, plan_round
from bagana.casework.models import Function, Service
from bagana.casework.queries.places import centres
from bagana.demo.daily.acts import governor_of, invented
from bagana.demo.registers.sources import bag_facts
from bagana.territory.models import Unit

HELD: Final = date(2026, 10, 12)
AHEAD: Final = timedelta(days=14)
SERVED: Final = (14, 9, 0, 21, 6, 11)
GIVEN: Final = (
    ("wells", Decimal(12_000_000), Decimal("0.5")),
    ("waste", Decimal(8_500_000), None),
    ("culture-sport", Decimal(3_000_000), Decimal(0)),
)
DELEGATED: Final = date(2026, 1, 26)


def send_rounds(user: User, unit: Unit) -> None:
    """One that was held in October, one that people wait for."""
    today = timezone.localdate()
    places = _places(unit)
    services = list(Service.objects.filter(provider__in=["visiting", "bag"])[:6])
    wanted = (
        (HELD, "Намрын явуулын үйлчилгээ", "Autumn round"),
        (today + AHEAD, "Өвлийн явуулын үйлчилгээ", "Winter round"),
    )
    for starts, title_mn, title_en in wanted:
        planned = plan_round(
            user=user,
            unit=unit,
            title_mn=title_mn,
            title_en=title_en,
            starts_on=starts,
            ends_on=starts + timedelta(2),
            start=(places[-1].longitude, places[-1].latitude),
            places=places[:-1],
            services=services,
            offices="Эмнэлэг, улсын бүртгэл, мал эмнэлэг (жишээ)",
            is_illustrative=True,
        )
        if starts < today:
            served = dict(enumerate(SERVED[: len(places) - 1], start=1))
            hold_round(user=user, mobile_round=planned, served=served)


def _places(unit: Unit) -> list[Wish]:
    """The middles of the sections, and the largest blocks of the schematic map."""
    found = [
        Wish(unit, one.section.name, *one.point, section=one.section)
        for one in centres([unit.pk], HELD)
        if one.point
    ]
    blocks = sorted(bag_facts()[unit.code].blocks, key=lambda one: -one.households)
    for number, block in enumerate(blocks[:4], start=1):
        found.append(Wish(unit, f"Жишээ-цэг {number}", *block.place))
    return found


def give_functions(user: User, sum_unit: Unit, bags: Sequence[Unit]) -> None:
    """Three functions of a sum go to three of its bags, with money, some with posts."""
    for code, money, posts in GIVEN:
        function = Function.objects.get(code=code)
        act = _act(user, sum_unit, function)
        for bag in bags:
            delegate(
                user=user,
                function=function,
                giver=sum_unit,
                unit=bag,
                act=act,
                valid_from=DELEGATED,
                money=money,
                posts=posts,
                is_illustrative=True,
            )


def _act(user: User, unit: Unit, function: Function) -> Act:
    return invented(
        user,
        governor_of(unit, DELEGATED),
        ActKind.DECREE,
        DELEGATED,
        f"«{function.title_mn}» чиг үүргийг багт шилжүүлэх тухай",
        f"On giving bags the function “{function.title_en}”",
    )
