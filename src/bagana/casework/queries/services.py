"""Services as pages read them: the versions of a day, and when a round comes next."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from bagana.casework.calendar import holidays_of
from bagana.casework.models import (
    DayOff,
    MobileRound,
    RoundState,
    ServiceVersion,
)
from bagana.territory.models import Unit, UnitAncestry


def versions_on(on: date) -> QuerySet[ServiceVersion]:
    rows = ServiceVersion.objects.on(on).select_related("service__unit", "act")
    return rows.order_by("service__provider", "service__kind", "service__code")


def offered_in(unit: Unit, on: date) -> QuerySet[ServiceVersion]:
    """What the unit offers: of its own catalogue and of those above it."""
    above = UnitAncestry.objects.in_force(on).filter(unit=unit)
    return versions_on(on).filter(service__unit__in=above.values("ancestor"))


def version_of(code: str, on: date) -> ServiceVersion | None:
    return versions_on(on).filter(service__code=code).first()


def history_of(version: ServiceVersion) -> QuerySet[ServiceVersion]:
    rows = ServiceVersion.objects.filter(service=version.service)
    return rows.select_related("act").order_by("-valid_from")


def next_rounds(
    version: ServiceVersion, on: date, most: int = 5
) -> QuerySet[MobileRound]:
    """Planned rounds that carry the service along, the soonest first."""
    rows = MobileRound.objects.filter(
        services=version.service, state=RoundState.PLANNED, ends_on__gte=on
    )
    return rows.select_related("unit").order_by("starts_on", "id")[:most]


def days_off(years: Iterable[int]) -> list[tuple[date, str, bool, str]]:
    """(day, why, whether it is worked, whose word) of the years, in order."""
    wanted = list(years)
    found = {
        day: (day, name, False, "law")
        for year in wanted
        for day, name in holidays_of(year).items()
    }
    for row in DayOff.objects.filter(on__year__in=wanted):
        found[row.on] = (row.on, row.why_mn, row.works, "office")
    return [found[day] for day in sorted(found)]
