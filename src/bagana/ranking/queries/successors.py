"""Who took over a unit that is no more: an award keeps its name, and points there."""

from __future__ import annotations

from datetime import date

from bagana.territory.models import Lineage, Unit, UnitVersion
from bagana.territory.queries import versions_on

DEEPEST = 20
"""Changes one after another; more than that is a circle in the lineage."""


def successors_of(unit: Unit, on: date) -> list[tuple[str, str]]:
    """Codes and names of the units standing on the day; empty if it stands itself."""
    if UnitVersion.objects.on(on).filter(unit=unit).exists():
        return []
    standing: dict[int, UnitVersion] = {}
    searched = {unit.pk}
    ended = {unit.pk}
    for _generation in range(DEEPEST):
        targets = _targets(ended, on) - searched
        if not targets:
            break
        searched |= targets
        found = {v.unit_id: v for v in versions_on(on).filter(unit__in=targets)}
        standing |= found
        ended = targets - set(found)
    return sorted((v.unit.code, v.name) for v in standing.values())


def _targets(units: set[int], on: date) -> set[int]:
    rows = Lineage.objects.filter(
        source__in=units, change__effective_on__lte=on, change__undone_at__isnull=True
    )
    return set(rows.values_list("target", flat=True))
