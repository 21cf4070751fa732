"""Shapes that a change keeps: drawn, taken over, united or what is left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

import shapely
from django.utils.translation import gettext as _
from shapely.geometry.base import BaseGeometry

from bagana.territory.actions.draft import Draft
from bagana.territory.actions.order import Outline, Part
from bagana.territory.models import Boundary, BoundaryStatus, UnitVersion
from bagana.territory.shapes import (
    boundary_row,
    geometry_of,
    polygons,
    simple_together,
    sliced,
)
from bagana.web.errors import Refused


def keep_outline(
    draft: Draft, code: str, outline: Outline, beside: Mapping[str, BaseGeometry]
) -> Boundary:
    """A boundary row; simplified with its neighbours so that common borders stay."""
    geometry = polygons(outline.geometry)
    if geometry.is_empty:
        raise Refused(
            _("%(code)s: зааг хоосон байна.") % {"code": code},
            _("Олон өнцөгтөөс бүрдсэн зааг өгнө үү."),
            field="outline",
        )
    simple = outline.simplified
    if simple is None:
        simple = simple_together({**beside, code: geometry})[code]
    row = boundary_row(
        geometry,
        simple,
        status=outline.status,
        source=outline.source,
        registered_area_km2=outline.registered_area_km2,
    )
    draft.keep(row)
    return row


def siblings(version: UnitVersion, leave_out: set[str]) -> dict[str, BaseGeometry]:
    """Shapes of the open units beside one, by code."""
    found = UnitVersion.objects.filter(
        parent=version.parent_id, valid_to__isnull=True, boundary__isnull=False
    ).select_related("unit", "boundary")
    return {
        one.unit.code: geometry_of(one.boundary)
        for one in found
        if one.boundary is not None and one.unit.code not in leave_out
    }


def complete(parts: Sequence[Part], whole: Boundary | None) -> dict[str, Outline]:
    """Outlines of the parts; the only one that is missing gets what is left."""
    known = {part.code: part.outline for part in parts if part.outline is not None}
    missing = [part.code for part in parts if part.code not in known]
    if whole is None or not known or len(missing) != 1:
        return known
    taken = shapely.union_all([outline.geometry for outline in known.values()])
    rest = polygons(shapely.difference(geometry_of(whole), taken))
    if rest.is_empty:
        raise Refused(
            _("%(code)s хэсэгт нутаг үлдсэнгүй.") % {"code": missing[0]},
            _("Хэсгүүдийн заагийг шалгана уу."),
            field="outline",
        )
    first = next(iter(known.values()))
    known[missing[0]] = Outline(rest, first.status, first.source)
    return known


def drawn_by_share(
    parts: Sequence[Part], whole: Boundary | None, areas: Mapping[str, Decimal]
) -> dict[str, Outline]:
    """Schematic outlines for parts that have none: straight cuts by share of area."""
    if whole is None or not areas or any(part.outline for part in parts):
        return {}
    shares = {code: float(share) for code, share in areas.items()}
    source = _("Нутгийн хувиар шулуун хуваасан бүдүүвч")
    return {
        code: Outline(piece, BoundaryStatus.SCHEMATIC, source)
        for code, piece in sliced(geometry_of(whole), shares).items()
    }


def united(versions: Sequence[UnitVersion]) -> Outline | None:
    """The merged units' shapes as one; None when one of them is not known."""
    rows = [version.boundary for version in versions]
    known = [row for row in rows if row is not None]
    if not known or len(known) != len(rows):
        return None
    geometry = polygons(shapely.union_all([geometry_of(row) for row in known]))
    statuses = {row.status for row in known}
    status = known[0].status if len(statuses) == 1 else "schematic"
    return Outline(geometry, status, known[0].source)
