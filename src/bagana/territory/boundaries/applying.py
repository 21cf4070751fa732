"""Outlines into the register: by changes under an act, or at its founding."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from shapely.geometry.base import BaseGeometry

from bagana.accounts.models import User
from bagana.acts.models import Act
from bagana.territory.actions import Outline, set_boundary
from bagana.territory.boundaries.comparing import compare
from bagana.territory.boundaries.reading import BoundaryFile
from bagana.territory.models import BoundaryStatus, Unit, UnitChange, UnitVersion
from bagana.territory.shapes import boundary_row, polygons, simple_together
from bagana.web.errors import Conflict, Refused


@transaction.atomic
def apply_file(
    *,
    user: User | None,
    act: Act,
    effective_on: date,
    file: BoundaryFile,
    status: str = BoundaryStatus.SURVEYED,
    source: str = "",
    system: bool = False,
) -> list[UnitChange]:
    """One change for each unit whose outline is new or differs; the rest stays."""
    codes = compare(file, effective_on).applicable
    if not codes:
        raise Refused(
            _("Файлд шинэ, эсвэл өөрчлөгдсөн зааг алга."),
            _("Өөр файл сонгоно уу."),
            "file",
        )
    units = Unit.objects.in_bulk(codes, field_name="code")
    shapes = {code: polygons(file.shapes[code]) for code in codes}
    # Together: the neighbours in the register are not yet what they will be.
    simple = simple_together(shapes)
    return [
        set_boundary(
            user=user,
            act=act,
            effective_on=effective_on,
            unit=units[code],
            outline=Outline(shapes[code], status, source, simplified=simple[code]),
            note=file.name,
            system=system,
        )
        for code in codes
    ]


@transaction.atomic
def found_boundaries(
    shapes: Mapping[str, BaseGeometry],
    *,
    status: str,
    source: str,
    registered: Mapping[str, float] | None = None,
) -> int:
    """Outlines of the units as the register opens them; a set-up step.

    All shapes are simplified together, so that neighbours keep their common borders;
    give the units of one rung at a time.

    Raises
    ------
    Conflict
        When a unit already has an outline, or has changed since the founding.
    """
    found = UnitVersion.objects.filter(unit__code__in=shapes).select_related("unit")
    versions = {version.unit.code: version for version in found}
    if len(found) != len(shapes) or any(v.boundary_id or v.opened_by_id for v in found):
        raise Conflict(_("Заагийг зөвхөн шинэ нээсэн бүртгэлд ингэж оруулна."))
    sound = {code: polygons(geometry) for code, geometry in shapes.items()}
    simple = simple_together(sound)
    for code, version in versions.items():
        version.boundary = boundary_row(
            sound[code],
            simple[code],
            status=status,
            source=source,
            registered_area_km2=(registered or {}).get(code),
        )
        version.boundary.save()
    UnitVersion.objects.bulk_update(versions.values(), ["boundary"])
    return len(versions)
