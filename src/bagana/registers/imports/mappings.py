"""Column mappings that are remembered by name, unit by unit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.registers.imports.columns import fields_of
from bagana.registers.models import ColumnMapping
from bagana.registers.rules import can_import
from bagana.territory.models import Unit, UnitAncestry
from bagana.web.errors import Refused

FORM = "households"


def mappings_for(unit: Unit) -> QuerySet[ColumnMapping]:
    """Those of the unit, and those that the sum or the aimag above it keeps."""
    above = UnitAncestry.objects.in_force(timezone.localdate()).filter(unit=unit)
    return ColumnMapping.objects.filter(
        form=FORM, unit__in=above.values("ancestor")
    ).order_by("title")


def find_mapping(unit: Unit, title: str) -> ColumnMapping:
    """Raises Refused naming those that there are."""
    found = mappings_for(unit).filter(title=title).first()
    if found is None:
        names = ", ".join(mappings_for(unit).values_list("title", flat=True))
        raise Refused(
            _("«%(title)s» нэртэй баганын тохиргоо алга.") % {"title": title},
            _("Хадгалсан нь: %(names)s.") % {"names": names or "—"},
            "mapping",
        )
    return found


@transaction.atomic
def remember_mapping(
    *,
    user: Any,
    unit: Unit,
    title: str,
    columns: Mapping[str, str],
    values: Mapping[str, Mapping[str, str]] | None = None,
) -> ColumnMapping:
    """Save which column is which under a name; the same name again replaces it."""
    can_import.require(user, unit)
    known = {field.code for field in fields_of(FORM)}
    kept = {heading: name for heading, name in columns.items() if name in known}
    if not title.strip():
        raise Refused(_("Тохиргооны нэрийг бичнэ үү."), field="title")
    if len(set(kept.values())) < len(kept):
        raise Refused(
            _("Нэг талбарт хоёр багана таарсан байна."),
            _("Аль нэгийг нь «ашиглахгүй» болгоно уу."),
            "columns",
        )
    found, _made = ColumnMapping.objects.update_or_create(
        unit=unit,
        form=FORM,
        title=title.strip()[:200],
        defaults={"columns": kept, "values": dict(values or {}), "made_by": user},
    )
    return found
