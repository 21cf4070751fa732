"""What waits to be published."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils import timezone

from bagana.indicators.models import Indicator, Observation, Period, Status
from bagana.territory.models import Unit, UnitAncestry


def drafts_of(
    *,
    indicators: Sequence[Indicator] = (),
    periods: Sequence[Period] = (),
    unit: Unit | None = None,
) -> QuerySet[Observation]:
    """Drafts of the indicators and periods, in the unit and below; none means all.

    A unit that has ended counts where it last lay.
    """
    found = Observation.objects.filter(status=Status.DRAFT)
    if indicators:
        found = found.filter(indicator__in=[one.pk for one in indicators])
    if periods:
        found = found.filter(period__in=[one.pk for one in periods])
    if unit is not None:
        places = UnitAncestry.objects.in_force(timezone.localdate())
        below = places.filter(ancestor=unit)
        found = found.filter(unit__in=below.values("unit"))
    return found
