"""Reading mobile rounds: lists, one round with its stops, when one comes next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Count, QuerySet, Sum
from django.utils.translation import gettext as _

from bagana.casework.models import MobileRound, RoundChange, RoundState, RoundStop
from bagana.casework.queries.places import FEWEST
from bagana.territory.models import Unit, UnitAncestry

DAYS: Final = "days"
PLACES: Final = "places"
SERVICES: Final = "services"
OFFICES: Final = "offices"
ROUTE: Final = "route"
CANCELLED: Final = "cancelled"
"""What a change of a round may concern (`RoundChange.parts`)."""

SORTS: Final = {
    "date": ("starts_on", "id"),
    "-date": ("-starts_on", "-id"),
    "km": ("length_km", "id"),
    "-km": ("-length_km", "-id"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks a list for; anything unknown is left out."""

    state: str = ""
    year: str = ""
    sort: str = "-date"

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Asked:
        state, year = given.get("state", ""), given.get("year", "")
        sort = given.get("sort", "")
        return cls(
            state=state if state in RoundState.values else "",
            year=year if year.isascii() and year.isdecimal() and len(year) == 4 else "",
            sort=sort if sort in SORTS else "-date",
        )


def below(unit: Unit, on: date) -> Any:
    places = UnitAncestry.objects.in_force(on).filter(ancestor=unit)
    return places.values("unit")


def rounds_of(unit: Unit, asked: Asked, on: date) -> QuerySet[MobileRound]:
    """Rounds that the unit or a unit in it sends, or that call there."""
    inside = below(unit, on)
    sent = MobileRound.objects.filter(unit__in=inside)
    calls = RoundStop.objects.filter(unit__in=inside).values("mobile_round")
    rows = sent | MobileRound.objects.filter(pk__in=calls)
    if asked.state:
        rows = rows.filter(state=asked.state)
    if asked.year:
        rows = rows.filter(starts_on__year=int(asked.year))
    return rows.select_related("unit").order_by(*SORTS[asked.sort])


def served_in(rounds: Iterable[MobileRound]) -> dict[int, int | None]:
    """People served by round; None where nobody counted."""
    keys = [row.pk for row in rounds]
    counted = RoundStop.objects.filter(mobile_round__in=keys).order_by()
    return dict(
        counted.values_list("mobile_round").annotate(served=Sum("served")).order_by()
    )


def stops_of(mobile_round: MobileRound) -> list[RoundStop]:
    rows = mobile_round.stops.select_related("unit", "section")
    return list(rows.order_by("position"))


def coming(unit: Unit | None, today: date) -> QuerySet[RoundStop]:
    """Stops from today on of rounds that are planned, soonest first."""
    rows = RoundStop.objects.filter(
        on__gte=today, mobile_round__state=RoundState.PLANNED
    )
    if unit is not None:
        rows = rows.filter(unit__in=below(unit, today))
    related = rows.select_related("mobile_round", "unit", "section")
    return related.order_by("on", "mobile_round", "position")


def called_off(unit: Unit, today: date) -> QuerySet[MobileRound]:
    """Cancelled rounds that people of the unit would still be waiting for."""
    calls = RoundStop.objects.filter(unit__in=below(unit, today), on__gte=today)
    rows = MobileRound.objects.filter(
        state=RoundState.CANCELLED, pk__in=calls.values("mobile_round")
    )
    return rows.prefetch_related("changes").order_by("starts_on", "id")


def for_calendar(unit: Unit, today: date) -> QuerySet[RoundStop]:
    """Stops to come and those called off: a calendar has to be told of both."""
    rows = RoundStop.objects.filter(
        on__gte=today,
        mobile_round__state__in=[RoundState.PLANNED, RoundState.CANCELLED],
        unit__in=below(unit, today),
    )
    related = rows.select_related("mobile_round").annotate(
        times_changed=Count("mobile_round__changes")
    )
    return related.order_by("on", "mobile_round", "position")


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A change as pages tell it: what differs, and what had been told before."""

    row: RoundChange
    words: str

    @property
    def moved(self) -> bool:
        return DAYS in self.row.parts.split(",")

    @property
    def relaid(self) -> bool:
        return PLACES in self.row.parts.split(",")


def changes_of(mobile_round: MobileRound) -> list[ChangeLine]:
    """The newest first."""
    words = part_words()
    return [
        ChangeLine(row, ", ".join(words[one] for one in row.parts.split(",")))
        for row in mobile_round.changes.all()
    ]


def part_words() -> dict[str, str]:
    return {
        DAYS: _("огноо өөрчлөгдсөн"),
        PLACES: _("очих газар өөрчлөгдсөн"),
        SERVICES: _("авч явах үйлчилгээ өөрчлөгдсөн"),
        OFFICES: _("оролцох байгууллага өөрчлөгдсөн"),
        ROUTE: _("маршрут өөрчлөгдсөн"),
        CANCELLED: _("цуцалсан"),
    }


def moved_rounds(rounds: Iterable[int]) -> set[int]:
    """Keys of those whose days were changed after they had been told."""
    rows = RoundChange.objects.filter(mobile_round__in=set(rounds))
    found = rows.filter(parts__contains=DAYS).order_by()
    return set(found.values_list("mobile_round_id", flat=True))


def is_few(count: int | None) -> bool:
    """A public count of one to four is not told; nought is."""
    return count is not None and 0 < count < FEWEST
