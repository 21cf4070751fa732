"""Where a unit stands: home, place in the tree, neighbours, comparable units."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import shapely
from django.conf import settings
from django.core.cache import cache
from django.db.models import Q, QuerySet
from shapely.geometry.base import BaseGeometry

from bagana.engines.geography import adjacency
from bagana.indicators.models import Observation
from bagana.portal.queries.versions import public_version
from bagana.territory.models import (
    Boundary,
    Lineage,
    Unit,
    UnitAncestry,
    UnitVersion,
)
from bagana.territory.queries import ancestors_of, find_version, versions_on

# A month: shapes of one boundary never change, a new shape is a new boundary.
KEEP_SHAPES = 30 * 24 * 3600


def home_version(on: date) -> UnitVersion | None:
    """The unit whose pages open the portal: a setting, else the aimag with figures."""
    code = settings.BAGANA_HOME_UNIT or _aimag_with_figures()
    found = find_version(code, on) if code else None
    return found or versions_on(on).order_by("kind__level", "sort_key").first()


def _aimag_with_figures() -> str:
    key = f"home-unit:{public_version()}"
    code: str | None = cache.get(key)
    if code is None:
        code = _find_aimag_with_figures()
        cache.set(key, code, None)
    return code


def _find_aimag_with_figures() -> str:
    """The level-1 ancestor of the deepest unit with a published figure."""
    public = Observation.objects.visible_to(None).published()
    low = Q(unit__versions__kind__level__gte=2)
    unit = public.filter(low).values_list("unit", flat=True).first()
    above = Unit.objects.filter(
        descendants__unit=unit, versions__kind__level=1
    ).distinct()
    return above.values_list("code", flat=True).first() or ""


def aimag_of(version: UnitVersion, on: date) -> UnitVersion:
    """The unit of level 1 above a unit, or the unit itself from level 1 up."""
    if version.kind.level <= 1:
        return version
    chain = [v for v in ancestors_of(version.unit, on) if v.kind.level == 1]
    return chain[0] if chain else version


def of_level(within: Unit, on: date, level: int) -> list[UnitVersion]:
    """Units of one level inside a unit on a date, with their shapes' ids."""
    inside = UnitAncestry.objects.on(on).filter(ancestor=within).values("unit")
    found = versions_on(on).filter(unit__in=inside, kind__level=level)
    return list(found.order_by("sort_key"))


def comparable_to(
    version: UnitVersion, on: date, top: UnitVersion
) -> list[UnitVersion]:
    """Units of the same level inside `top`; bags of the same location type, tosgon
    apart. The unit itself is one of them."""
    units = of_level(top.unit, on, version.kind.level)
    kind = (version.location_type, version.is_tosgon)
    return [u for u in units if (u.location_type, u.is_tosgon) == kind]


def comparison_area(version: UnitVersion, ancestors: list[UnitVersion]) -> UnitVersion:
    """Sums and bags are compared inside their aimag, aimags inside the country."""
    if version.kind.level <= 1:
        return ancestors[0] if ancestors else version
    return next((a for a in ancestors if a.kind.level == 1), version)


def shapes_of(versions: list[UnitVersion]) -> dict[str, BaseGeometry]:
    """Simplified shapes by code; read from the database once per boundary."""
    ids = {v.boundary_id: v.unit.code for v in versions if v.boundary_id}
    known = cache.get_many([f"shape:{key}" for key in ids])
    missing = [key for key in ids if f"shape:{key}" not in known]
    if missing:
        rows = UnitVersion.objects.filter(boundary__in=missing).values_list(
            "boundary_id", "boundary__simplified"
        )
        read = {f"shape:{key}": bytes(wkb) for key, wkb in rows}
        cache.set_many(read, KEEP_SHAPES)
        known |= read
    return {
        code: shapely.from_wkb(known[f"shape:{key}"])
        for key, code in ids.items()
        if f"shape:{key}" in known
    }


def neighbours_of(
    version: UnitVersion, around: list[UnitVersion], shapes: dict[str, BaseGeometry]
) -> list[UnitVersion]:
    """Units of the same level that share a border with the unit on the map."""
    code = version.unit.code
    if code not in shapes:
        return []
    near = {
        other: shape
        for other, shape in shapes.items()
        if shape.intersects(shapes[code].envelope.buffer(0.05))
    }
    pairs = adjacency(near, gap_km=0.05)
    touching = {b if a == code else a for a, b in pairs if code in (a, b)}
    return [v for v in around if v.unit.code in touching]


@dataclass(frozen=True)
class Relative:
    """A unit before or after this one, and on which day it became so."""

    version: UnitVersion
    on: date
    change_id: int


def relatives(unit: Unit, *, after: bool) -> list[Relative]:
    """The units that a unit went over into, or came from, by recorded lineage."""
    side, other = ("source", "target") if after else ("target", "source")
    rows = (
        Lineage.objects.filter(**{side: unit}, change__undone_at__isnull=True)
        .exclude(**{other: unit})
        .order_by("change__effective_on")
        .values_list(f"{other}_id", "change__effective_on", "change_id")
        .distinct()
    )
    found = {row[0]: (row[1], row[2]) for row in rows}
    latest = _last_versions(found)
    return [Relative(latest[key], *found[key]) for key in found if key in latest]


def _last_versions(units: dict[int, tuple[date, int]]) -> dict[int, UnitVersion]:
    versions: QuerySet[UnitVersion] = UnitVersion.objects.filter(unit__in=units)
    rows = versions.select_related("unit", "kind").order_by("valid_from")
    return {version.unit_id: version for version in rows}


def versions_of(unit: Unit) -> list[UnitVersion]:
    return list(
        UnitVersion.objects.filter(unit=unit)
        .select_related("unit", "kind", "opened_by__act__body", "closed_by__act")
        .order_by("valid_from")
    )


def chains_of(versions: list[UnitVersion], on: date) -> dict[int, str]:
    """«Сэлэнгэ › Мандал» for each unit, in two queries."""
    ids = [version.unit_id for version in versions]
    rows = UnitAncestry.objects.on(on).filter(unit__in=ids, depth__gt=0)
    pairs = list(rows.order_by("-depth").values_list("unit", "ancestor"))
    names = {
        v.unit_id: (v.name, v.kind.level)
        for v in versions_on(on).filter(unit__in={ancestor for _, ancestor in pairs})
    }
    chains: dict[int, list[str]] = {}
    for unit, ancestor in pairs:
        name, level = names.get(ancestor, ("", 0))
        if level > 0:
            chains.setdefault(unit, []).append(name)
    return {unit: " › ".join(chain) for unit, chain in chains.items()}


def full_shapes_of(versions: list[UnitVersion]) -> dict[str, BaseGeometry]:
    """Kept shapes by code, for files; pages draw the simplified ones."""
    ids = {v.boundary_id: v.unit.code for v in versions if v.boundary_id}
    rows = Boundary.objects.filter(pk__in=ids).values_list("pk", "geometry")
    return {ids[key]: shapely.from_wkb(bytes(wkb)) for key, wkb in rows}


def parent_names(versions: list[UnitVersion], on: date) -> dict[int, str]:
    """Names of the parents by their key: bags of one name lie in different sums."""
    parents = {version.parent_id for version in versions if version.parent_id}
    return {v.unit_id: v.name for v in versions_on(on).filter(unit__in=parents)}
