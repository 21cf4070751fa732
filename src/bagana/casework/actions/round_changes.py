"""A planned round is changed or called off, with a reason that is told in public.

The rule: docs/rules/mobile-rounds.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.casework.actions.rounds import Wish, check_days, lay_route, open_round
from bagana.casework.models import (
    MobileRound,
    RoundChange,
    RoundState,
    RoundStop,
    Service,
)
from bagana.casework.queries.rounds import (
    CANCELLED,
    DAYS,
    OFFICES,
    PLACES,
    ROUTE,
    SERVICES,
)
from bagana.web.errors import Refused
from bagana.web.procedures import keep

LONGEST: Final = 300


@transaction.atomic
def change_round(
    *,
    user: Any,
    mobile_round: MobileRound,
    why: str,
    starts_on: date,
    ends_on: date,
    start: tuple[float, float],
    places: Sequence[Wish],
    services: Sequence[Service] = (),
    offices: str = "",
    radius_km: float = 10.0,
    roads: Mapping[tuple[str, str], float] | None = None,
) -> MobileRound:
    """Other days, places, services or staff for a round that has not been held.

    The order is found anew, and whom it reaches on the new first day. What was told
    before stays, with the reason, for those who wait. Arguments as of `plan_round`.

    Raises
    ------
    Refused
        Without a reason, where nothing differs, or for a new first day in the past.
    """
    row = open_round(user, mobile_round)
    check_days(starts_on, ends_on)
    if starts_on != row.starts_on and starts_on < timezone.localdate():
        raise Refused(_("Өнгөрсөн өдөр рүү шилжүүлэхгүй."), field="starts_on")
    note = _before(row, user, why)
    old = _told(row)
    row.starts_on, row.ends_on, row.radius_km = starts_on, ends_on, radius_km
    row.offices = offices.strip()[:LONGEST]
    row.stops.all().delete()
    lay_route(row, start, places, roads)
    row.services.set(services)
    new = _told(row)
    parts = [name for name, told in old.items() if told != new[name]]
    if not parts:
        raise Refused(_("Юу ч өөрчлөгдөөгүй байна."))
    note.parts = ",".join(parts)
    note.save()
    keep(row, user=user, reason="changed")
    return row


@transaction.atomic
def cancel_round(*, user: Any, mobile_round: MobileRound, why: str) -> MobileRound:
    """It will not come; the page says so, and why, to those who wait."""
    row = open_round(user, mobile_round)
    note = _before(row, user, why)
    note.parts = CANCELLED
    note.save()
    row.state = RoundState.CANCELLED
    keep(row, user=user, reason="cancelled")
    return row


def _before(row: MobileRound, user: Any, why: str) -> RoundChange:
    """What the round told until now, not kept yet."""
    reason = why.replace("\0", "").strip()[:LONGEST]
    if not reason:
        raise Refused(_("Шалтгаанаа бичнэ үү."), field="why")
    return RoundChange(
        mobile_round=row,
        why=reason,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        places="; ".join(_places(row)),
        offices=row.offices,
        made_by=user,
    )


def _places(row: MobileRound) -> list[str]:
    stops = RoundStop.objects.filter(mobile_round=row).order_by("position")
    return list(stops.values_list("place", flat=True))


def _told(row: MobileRound) -> dict[str, Any]:
    points = RoundStop.objects.filter(mobile_round=row)
    return {
        DAYS: (row.starts_on, row.ends_on),
        PLACES: set(points.values_list("place", "unit_id")),
        SERVICES: set(row.services.values_list("pk", flat=True)),
        OFFICES: row.offices,
        # To a metre: a form shows degrees shorter than they are kept.
        ROUTE: tuple(
            round(one or 0.0, 5)
            for one in (row.start_lon, row.start_lat, row.radius_km)
        ),
    }
