"""Mobile rounds: planned by the shortest way, held with counts.

Changed or cancelled: `round_changes`. The rule: docs/rules/mobile-rounds.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.casework import rules
from bagana.casework.models import MobileRound, RoundState, RoundStop, Service
from bagana.casework.queries.places import reached
from bagana.casework.routing import Planned, plan_route
from bagana.registers.models import Section
from bagana.territory.models import Unit, UnitAncestry
from bagana.web.errors import Conflict, Refused

MOST_STOPS: Final = 40
MOST_DAYS: Final = 31
MOST_RADIUS_KM: Final = 100.0
MOST_SERVED: Final = 100_000


@dataclass(frozen=True, slots=True)
class Wish:
    """A place that the round shall call at; `on` None: the plan gives the day."""

    unit: Unit
    place: str
    longitude: float
    latitude: float
    section: Section | None = None
    on: date | None = None


@transaction.atomic
def plan_round(
    *,
    user: Any,
    unit: Unit,
    title_mn: str,
    starts_on: date,
    ends_on: date,
    start: tuple[float, float],
    places: Sequence[Wish],
    services: Sequence[Service] = (),
    offices: str = "",
    title_en: str = "",
    radius_km: float = 10.0,
    roads: Mapping[tuple[str, str], float] | None = None,
    is_illustrative: bool = False,
) -> MobileRound:
    """A round from `start` through all places and back, in the shortest order.

    Parameters
    ----------
    unit
        The bag or the sum that sends it; every place lies in it.
    start
        Longitude and latitude of the office it sets out from.
    radius_km
        Households within it of a stop are counted as reached.
    roads
        Kilometres between places by their names; the start is named "start". Where no
        road is told the way is the great circle.
    """
    rules.can_send_round.require(user, unit)
    check_days(starts_on, ends_on)
    if not title_mn.strip():
        raise Refused(_("Явуулын үйлчилгээнд нэр өгнө үү."), field="title_mn")
    row = MobileRound(
        unit=unit,
        title_mn=title_mn.strip()[:200],
        title_en=title_en.strip()[:200],
        starts_on=starts_on,
        ends_on=ends_on,
        offices=offices.strip()[:300],
        state=RoundState.PLANNED,
        radius_km=radius_km,
        made_by=user,
        is_illustrative=is_illustrative,
    )
    lay_route(row, start, places, roads)
    row.services.set(services)
    return row


def lay_route(
    row: MobileRound,
    start: tuple[float, float],
    places: Sequence[Wish],
    roads: Mapping[tuple[str, str], float] | None,
) -> None:
    """Save the round with its shortest way and its stops; it has none yet."""
    _check_places(row, places)
    try:
        plan = plan_route(
            start, [(one.place, one.longitude, one.latitude) for one in places], roads
        )
    except ValueError:
        raise Refused(
            _("Уртраг, өргөрөг эсвэл замын урт буруу байна."),
            _("Уртраг 87–120, өргөрөг 41–53 хооронд байна."),
            "places",
        ) from None
    row.start_lon, row.start_lat = start
    row.length_km = plan.length_km
    row.is_shortest = plan.is_shortest
    row.straight_pairs = plan.straight_pairs
    row.save()
    RoundStop.objects.bulk_create(_stops(row, places, plan))


def _stops(row: MobileRound, places: Sequence[Wish], plan: Planned) -> list[RoundStop]:
    days = (row.ends_on - row.starts_on).days + 1
    ordered = [places[index] for index in plan.order]
    counts = reached(
        [(one.longitude, one.latitude) for one in ordered],
        _bags_of(row.unit, row.starts_on),
        row.radius_km,
        row.starts_on,
    )
    return [
        RoundStop(
            mobile_round=row,
            position=at + 1,
            unit=one.unit,
            section=one.section,
            place=one.place.strip()[:200],
            longitude=one.longitude,
            latitude=one.latitude,
            on=one.on or row.starts_on + timedelta(days=at * days // len(ordered)),
            leg_km=plan.legs[at],
            households=counts[at].households,
            people=counts[at].people,
        )
        for at, one in enumerate(ordered)
    ]


def _bags_of(unit: Unit, on: date) -> list[int]:
    places = UnitAncestry.objects.in_force(on).filter(ancestor=unit)
    return list(places.values_list("unit_id", flat=True))


def check_days(starts_on: date, ends_on: date) -> None:
    if ends_on < starts_on:
        raise Refused(_("Дуусах өдөр эхлэх өдрөөс өмнө байна."), field="ends_on")
    if (ends_on - starts_on).days >= MOST_DAYS:
        raise Refused(
            _("Нэг удаагийн үйлчилгээ 31 хоногоос хэтрэхгүй."), field="ends_on"
        )


def _check_places(row: MobileRound, places: Sequence[Wish]) -> None:
    if not places:
        raise Refused(_("Зогсох газраас ядаж нэгийг сонгоно уу."), field="places")
    if len(places) > MOST_STOPS:
        raise Refused(
            _("Нэг удаад %(most)s-аас олон газар очихгүй.") % {"most": MOST_STOPS},
            _("Хоёр удаагийн үйлчилгээ болгож хуваана уу."),
            "places",
        )
    if not 0 < row.radius_km <= MOST_RADIUS_KM:
        raise Refused(_("Хүрэх зай 1–100 км байна."), field="radius_km")
    if len({one.place for one in places}) < len(places) or any(
        not one.place.strip() for one in places
    ):
        raise Refused(_("Газар бүр өөр нэртэй байна."), field="places")
    inside = set(_bags_of(row.unit, row.starts_on))
    if any(one.unit.pk not in inside for one in places):
        raise Refused(_("Газар нь явуулж байгаа нэгжийн нутагт байна."), field="places")
    if any(one.section and one.section.unit_id != one.unit.pk for one in places):
        raise Refused(_("Хэсэг нь өөр багийнх байна."), field="places")
    for one in places:
        if one.on is not None and not row.starts_on <= one.on <= row.ends_on:
            raise Refused(
                _("Зогсох өдөр үйлчилгээний өдрүүдэд багтана."), field="places"
            )


@transaction.atomic
def hold_round(
    *, user: Any, mobile_round: MobileRound, served: Mapping[int, int | None]
) -> MobileRound:
    """It was held: how many people were served at each stop, by its position.

    None is "nobody counted"; 0 is that nobody came. What people asked for there is
    entered by `take_request` with the day of the stop.
    """
    row = open_round(user, mobile_round)
    if row.ends_on > timezone.localdate():
        raise Refused(_("Дуусах өдөр нь болоогүй байна."), field="served")
    stops = list(row.stops.all())
    if set(served) - {stop.position for stop in stops}:
        raise Refused(_("Ийм зогсоол алга."), field="served")
    for stop in stops:
        stop.served = served.get(stop.position)
        if stop.served is not None and not 0 <= stop.served <= MOST_SERVED:
            raise Refused(_("Үйлчилсэн хүний тоо буруу байна."), field="served")
    RoundStop.objects.bulk_update(stops, ["served"])
    row.state = RoundState.HELD
    row.save()
    return row


def open_round(user: Any, mobile_round: MobileRound) -> MobileRound:
    """The planned round, locked; Conflict for one that is held or cancelled."""
    row = MobileRound.objects.select_for_update().get(pk=mobile_round.pk)
    rules.can_send_round.require(user, row.unit)
    if row.state != RoundState.PLANNED:
        raise Conflict(
            _("Энэ үйлчилгээ аль хэдийн «%(state)s».")
            % {"state": row.get_state_display()}
        )
    return row
