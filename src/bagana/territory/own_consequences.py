"""What a change of units does to territory's own measurements: the areas."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from bagana.territory.consequences import (
    Consequence,
    ConsequenceLine,
    Values,
    moved,
    total,
)
from bagana.territory.models import (
    Boundary,
    BoundaryStatus,
    Lineage,
    UnitChange,
    UnitVersion,
)


class AreaConsequence(Consequence):
    """Area as drawn, before and after; by shares where no outline is known after."""

    def preview(self, change: UnitChange) -> Sequence[ConsequenceLine]:
        lineage = list(change.lineage.select_related("source", "target"))
        before = _areas(sources_of(change, lineage))
        after = _areas(targets_of(change, lineage))
        if all(area is None for area in before.values()):
            return ()
        note = _note([*sources_of(change, lineage), *targets_of(change, lineage)])
        if total(after) is None and lineage:
            after = moved(lineage, before, "area", 1)
            note = _("шинэ зааг алга: нутгийн хувиар тооцов")
        return [
            ConsequenceLine(
                label=_("Нутаг дэвсгэр"),
                unit=_("км²"),
                before=before,
                after=_adding_up(before, after),
                decimals=1,
                nature="modelled" if note else "official",
                note=note,
            )
        ]

    def weights(self, codes: Sequence[str]) -> dict[str, Values]:
        found = UnitVersion.objects.filter(
            unit__code__in=codes, valid_to__isnull=True, boundary__isnull=False
        ).select_related("unit", "boundary")
        return {"area": _areas(list(found))}


def sources_of(change: UnitChange, lineage: Sequence[Lineage]) -> list[UnitVersion]:
    """Versions that ended, of the units that the change is about.

    Children that merely came under another parent are left out, or the columns
    would count their people twice.
    """
    pks = [row["version"] for row in change.record["updated"]]
    return _about(pks, {row.source_id for row in lineage})


def targets_of(change: UnitChange, lineage: Sequence[Lineage]) -> list[UnitVersion]:
    pks = change.record["created"].get("version", [])
    return _about(pks, {row.target_id for row in lineage})


def _about(pks: Sequence[int], units: set[int]) -> list[UnitVersion]:
    found = UnitVersion.objects.filter(pk__in=pks).select_related("unit", "boundary")
    return list(found.filter(unit__in=units) if units else found)


def _areas(versions: Sequence[UnitVersion]) -> dict[str, float | None]:
    return {
        version.unit.code: round(version.boundary.area_km2, 1)
        if version.boundary
        else None
        for version in versions
    }


def _adding_up(before: Values, after: Values) -> Values:
    """The same land in other pieces sums to the same figure: the last takes the rest
    of the rounding."""
    old, new = total(before), total(after)
    if old is None or new is None or not 0 < abs(old - new) < 0.1 * len(after):
        return after
    *others, last = after
    rest = old - sum(after[code] or 0.0 for code in others)
    return {**after, last: round(rest, 1)}


def _note(versions: Sequence[UnitVersion]) -> str:
    drawn: list[Boundary] = [v.boundary for v in versions if v.boundary is not None]
    if any(row.status == BoundaryStatus.SCHEMATIC for row in drawn):
        return _("бүдүүвч заагаар")
    return ""
