"""What the pages of gaps show: offices of a unit against the norm, two ways round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import QuerySet

from bagana.accounts.roles import WRITERS, assignments
from bagana.registers.models import AssetKind
from bagana.registers.queries.assets import Gap, Sums, gaps_of, sums_of
from bagana.territory.models import Unit, UnitAncestry, UnitVersion
from bagana.territory.queries import below, versions_on

BAG_LEVEL: Final = 3
OFFICE_SORTS: Final = ("unit", "has", "usable", "wanted", "missing", "cost")


@dataclass(frozen=True, slots=True)
class Line:
    """A gap with the names of its office, as it is taken away."""

    gap: Gap
    version: UnitVersion
    sum: str


@dataclass(frozen=True, slots=True)
class KindLine:
    kind: AssetKind
    sums: Sums
    illustrative: bool


@dataclass(frozen=True, slots=True)
class OfficeLine:
    version: UnitVersion
    sum: str
    sums: Sums


@dataclass(frozen=True, slots=True)
class GapPage:
    lines: Sequence[Line]
    kinds: Sequence[KindLine]
    offices: Sequence[OfficeLine]
    sums: Sums


def gap_page(unit: Unit, on: date, kind: str = "") -> GapPage:
    """The offices of all bags under a unit on a day; of one kind if it is named."""
    bags = {
        version.unit_id: version
        for version in below(unit, on, level=BAG_LEVEL).order_by(
            "parent__code", "sort_key"
        )
    }
    parents = {version.parent_id for version in bags.values()}
    names = {one.unit_id: one.name for one in versions_on(on).filter(unit__in=parents)}
    units = [version.unit for version in bags.values()]
    gaps = [gap for gap in gaps_of(units, on) if kind in ("", gap.kind.code)]
    lines = [
        Line(gap, version, names.get(version.parent_id or 0, ""))
        for gap in gaps
        for version in [bags[gap.unit.pk]]
    ]
    return GapPage(lines, _by_kind(gaps), _by_office(lines), sums_of(gaps))


def _by_kind(gaps: Sequence[Gap]) -> list[KindLine]:
    found: dict[int, list[Gap]] = {}
    for gap in gaps:
        found.setdefault(gap.kind.pk, []).append(gap)
    lines = [
        KindLine(
            rows[0].kind,
            sums_of(rows),
            any(row.norm and row.norm.is_illustrative for row in rows),
        )
        for rows in found.values()
    ]
    return sorted(lines, key=lambda line: line.kind.position)


def _by_office(lines: Sequence[Line]) -> list[OfficeLine]:
    found: dict[int, list[Line]] = {}
    for line in lines:
        found.setdefault(line.version.unit_id, []).append(line)
    return [
        OfficeLine(rows[0].version, rows[0].sum, sums_of([row.gap for row in rows]))
        for rows in found.values()
    ]


def offices_in_order(lines: Sequence[OfficeLine], sort: str) -> list[OfficeLine]:
    """By a key of `OFFICE_SORTS`, "-" turns it round; what is not known comes last."""
    key, down = sort.lstrip("-"), sort.startswith("-")
    if key not in OFFICE_SORTS or key == "unit":
        return list(lines)[::-1] if key == "unit" and down else list(lines)
    known = [line for line in lines if getattr(line.sums, key) is not None]
    if key != "cost":
        known = [line for line in known if line.sums.known]
    known.sort(key=lambda line: getattr(line.sums, key), reverse=down)
    return [*known, *(line for line in lines if line not in known)]


def my_units(user: Any, on: date) -> list[UnitVersion]:
    """Aimags and sums the user may look at as a whole, widest first; a bag's governor
    has his own bag."""
    wide, own = _my_units(user, on)
    return list(wide) or list(own)


def my_units_paged(user: Any, on: date) -> QuerySet[UnitVersion]:
    """The same for a page of them at a time: a country has 360."""
    wide, own = _my_units(user, on)
    return wide if wide.exists() else own


def _my_units(
    user: Any, on: date
) -> tuple[QuerySet[UnitVersion], QuerySet[UnitVersion]]:
    roots = [one.unit_id for one in assignments(user) if one.role in WRITERS]
    under = UnitAncestry.objects.on(on).filter(ancestor__in=roots).values("unit")
    found = versions_on(on).filter(unit__in=under, kind__level__gt=0)
    wide = found.filter(kind__level__lt=BAG_LEVEL).order_by("kind__level", "unit")
    return wide, found.order_by("unit")
