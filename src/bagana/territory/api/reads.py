"""Reads of the API on units: each a fixed number of queries for a whole page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext

from bagana.territory import queries
from bagana.territory.models import (
    Lineage,
    Unit,
    UnitAncestry,
    UnitChange,
    UnitVersion,
)


def day(on: date | None) -> date:
    return on or timezone.localdate()


def unit_or_404(code: str) -> Unit:
    unit = Unit.objects.filter(code=code).first()
    if unit is None:
        raise Http404(gettext("Ийм кодтой нэгж бүртгэлд алга: %s") % code)
    return unit


def version_or_404(code: str, on: date) -> UnitVersion:
    unit_or_404(code)
    version = slim(queries.versions_on(on)).filter(unit__code=code).first()
    if version is None:
        text = gettext("%(code)s кодтой нэгж %(on)s өдөр байгаагүй; түүхийг нь үзнэ үү")
        raise Http404(text % {"code": code, "on": on.isoformat()})
    return version


def slim(versions: QuerySet[UnitVersion]) -> QuerySet[UnitVersion]:
    """With the boundary's figures, without its shape."""
    return versions.select_related("boundary").defer(
        "boundary__geometry", "boundary__simplified"
    )


def within(on: date, code: str | None, level: int | None) -> QuerySet[UnitVersion]:
    if code is not None:
        return queries.below(unit_or_404(code), on, level)
    found = queries.versions_on(on)
    return found if level is None else found.filter(kind__level=level)


def units_found(
    on: date, code: str | None, level: int | None, kind: str | None, text: str
) -> QuerySet[UnitVersion] | list[UnitVersion]:
    if not text.strip():
        found = slim(within(on, code, level))
        return found.filter(kind=kind) if kind else found
    inside = unit_or_404(code) if code is not None else None
    return [
        version
        for version in queries.search(text, on, inside)
        if level in (None, version.kind.level) and kind in (None, version.kind_id)
    ]


def unit_rows(versions: Sequence[UnitVersion], on: date) -> list[dict[str, Any]]:
    paths = division_ids([version.unit_id for version in versions], on)
    return [unit_row(version, paths.get(version.unit_id, "")) for version in versions]


def unit_row(version: UnitVersion, division_id: str) -> dict[str, Any]:
    boundary = version.boundary
    return {
        "code": version.unit.code,
        "ocd_id": division_id,
        "kind": version.kind_id,
        "level": version.kind.level,
        "name_mn": version.name_mn,
        "name_en": version.name_en,
        "proper_name": version.proper_name,
        "number": version.number,
        "parent": version.parent.code if version.parent else None,
        "location_type": version.location_type or None,
        "is_tosgon": version.is_tosgon,
        "assumption_mn": version.assumption_mn,
        "assumption_en": version.assumption_en,
        "valid_from": version.valid_from,
        "valid_to": version.valid_to,
        "area_km2": boundary.area_km2 if boundary else None,
        "boundary_status": boundary.status if boundary else None,
    }


def division_ids(unit_ids: Iterable[int], on: date) -> dict[int, str]:
    """Open Civic Data identifiers: the path of kinds and codes from the country."""
    links = list(
        UnitAncestry.objects.on(on)
        .filter(unit__in=list(unit_ids))
        .order_by("unit_id", "-depth")
        .values_list("unit_id", "ancestor_id", "ancestor__code")
    )
    above = {ancestor for _, ancestor, _ in links}
    versions = UnitVersion.objects.on(on).filter(unit__in=above)
    kinds = dict(versions.values_list("unit_id", "kind_id"))
    steps: dict[int, list[str]] = defaultdict(list)
    for unit, ancestor, code in links:
        steps[unit].append(_step(kinds.get(ancestor), code))
    return {unit: _path(parts) for unit, parts in steps.items()}


def division_ids_on(unit: Unit, days: Iterable[date]) -> dict[date, str]:
    """The identifier of one unit on several days, in two queries for all of them."""
    links = list(unit.ancestries.select_related("ancestor").order_by("-depth"))
    above = UnitVersion.objects.filter(unit__in=[link.ancestor_id for link in links])
    kinds = list(above.only("unit_id", "kind_id", "valid_from", "valid_to"))
    return {
        day: _path(
            _step(_kind_on(kinds, link.ancestor_id, day), link.ancestor.code)
            for link in links
            if _holds(link, day)
        )
        for day in days
    }


def _kind_on(versions: list[UnitVersion], unit_id: int, day: date) -> str | None:
    found = (v.kind_id for v in versions if v.unit_id == unit_id and _holds(v, day))
    return next(found, None)


def _holds(row: UnitAncestry | UnitVersion, day: date) -> bool:
    return row.valid_from <= day and (row.valid_to is None or day < row.valid_to)


def _step(kind: str | None, code: str) -> str:
    return f"{kind or 'unit'}:{code.lower()}"


def _path(steps: Iterable[str]) -> str:
    return "/".join(["ocd-division", *steps])


def changes_found(**bounds: Any) -> QuerySet[UnitChange]:
    """Changes that stand, newest first, with what a page of them needs."""
    found = UnitChange.objects.filter(undone_at__isnull=True)
    code, since, until = bounds.get("within"), bounds.get("since"), bounds.get("until")
    if code:
        # A unit that ended at a change still lay there on its last days.
        inside = UnitAncestry.objects.filter(ancestor=unit_or_404(code)).values("unit")
        found = found.filter(pk__in=touched_by(inside))
    if bounds.get("kind"):
        found = found.filter(kind=bounds["kind"])
    if since:
        found = found.filter(effective_on__gte=since)
    if until:
        found = found.filter(effective_on__lte=until)
    return with_parts(found)


def touched_by(units: Any) -> Any:
    through = UnitChange.units.through
    return through.objects.filter(unit__in=units).values("unitchange")


def with_parts(changes: QuerySet[UnitChange]) -> QuerySet[UnitChange]:
    shares = Lineage.objects.select_related("source", "target")
    return changes.select_related("act__body").prefetch_related(
        "units", Prefetch("lineage", queryset=shares)
    )
