"""A change being made: every row it writes goes through here into its record.

The record names each row created and the former values of each row updated. That is
all `undo` needs to bring back the exact state; nothing is ever deleted by a change.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from bagana.territory import consequences
from bagana.territory.actions.order import Order, Part, permit
from bagana.territory.ancestry import rebuild
from bagana.territory.models import (
    Boundary,
    ChangeKind,
    ExternalCode,
    Lineage,
    Unit,
    UnitChange,
    UnitName,
    UnitVersion,
)
from bagana.territory.naming import name_row, official_rows, version_sort_key
from bagana.territory.soundness import assert_sound
from bagana.web.errors import Refused

CODE = re.compile(r"[0-9A-Za-z-]{1,20}")
CARRIED = (
    "name_mn",
    "name_en",
    "proper_name",
    "number",
    "kind_id",
    "parent",
    "location_type",
    "is_tosgon",
    "assumption_mn",
    "assumption_en",
    "boundary",
)


@dataclass
class Draft:
    """The change under work, the units it touches and the record of its writes."""

    change: UnitChange
    order: Order
    units: dict[int, Unit] = field(default_factory=dict)
    guard: set[int] = field(default_factory=set)
    rebuilt: set[int] = field(default_factory=set)
    created: dict[str, list[int]] = field(default_factory=dict)
    updated: list[dict[str, Any]] = field(default_factory=list)

    @property
    def day(self) -> date:
        return self.change.effective_on

    def touch(self, unit: Unit) -> Unit:
        """Take a unit into the change, if the user may change it."""
        if unit.pk not in self.guard and unit.pk not in self.created.get("unit", []):
            permit(self.order, unit, self.change.kind)
            self.guard.add(unit.pk)
        self.units[unit.pk] = unit
        return unit

    def mention(self, unit: Unit | None) -> None:
        """Show the change in the history of a unit that itself stays as it was."""
        if unit is not None:
            self.units[unit.pk] = unit

    def open_version(self, unit: Unit) -> UnitVersion:
        """The version that the change closes; it must have begun before the day."""
        self.touch(unit)
        version = open_version_of(unit, lock=True)
        if self.day <= version.valid_from:
            raise Refused(
                _("%(name)s сүүлд %(start)s өдөр өөрчлөгдсөн: хойших өдөр байна.")
                % {"name": version.name, "start": version.valid_from},
                _("Хүчин төгөлдөр болох өдрийг хойшлуулна уу."),
                field="effective_on",
            )
        return version

    def close(self, version: UnitVersion) -> None:
        self.updated.append({"version": version.pk, "valid_to": None})
        version.valid_to = self.day
        version.closed_by = self.change
        version.save(update_fields=["valid_to", "closed_by"])
        self.rebuilt.add(version.unit_id)

    def succeed(self, version: UnitVersion, **changed: Any) -> UnitVersion:
        """Close a version and open the next one, alike but for what is given."""
        self.close(version)
        values = {name: getattr(version, name) for name in CARRIED} | changed
        return self.open(version.unit, values)

    def open(self, unit: Unit, values: Mapping[str, Any]) -> UnitVersion:
        version = UnitVersion(
            unit=unit,
            valid_from=self.day,
            opened_by=self.change,
            sort_key=version_sort_key(values["name_mn"], values.get("number")),
            **values,
        )
        if not (version.name_mn and version.name_en):
            raise Refused(
                _("%(code)s: монгол, англи нэр хоёулаа хэрэгтэй.")
                % {"code": unit.code},
                _("Нэрийг бөглөнө үү."),
                field="name_mn",
            )
        self.keep(version)
        self.keep_names(official_rows(version))
        self.rebuilt.add(unit.pk)
        return version

    def found(
        self, part: Part, parent: Unit | None, values: Mapping[str, Any]
    ) -> UnitVersion:
        """A new unit with its first version, spellings and codes elsewhere."""
        unit = Unit(code=free_code(part.code))
        if parent is not None:
            self.touch(parent)
        self.keep(unit)
        self.units[unit.pk] = unit
        version = self.open(unit, {**values, "parent": parent})
        self.keep_names([name_row(unit, text, src) for text, src in part.aliases])
        for register, code in part.external_codes:
            self.keep(ExternalCode(unit=unit, register=register, code=code))
        return version

    def keep(self, row: models.Model) -> None:
        """Insert a row and name it in the record."""
        row.save(force_insert=True)
        name = MODEL_NAMES[type(row)]
        self.created.setdefault(name, []).append(row.pk)

    def keep_names(self, rows: Iterable[UnitName]) -> None:
        """Insert the spellings that are not known yet; a known one stays as it is."""
        for row in {(row.unit_id, row.text): row for row in rows}.values():
            if not UnitName.objects.filter(unit_id=row.unit_id, text=row.text).exists():
                self.keep(row)

    def pass_on(
        self, source: Unit, target: Unit, shares: Mapping[str, Decimal]
    ) -> None:
        """Record which share of the source went to the target, by measure."""
        for measure, share in shares.items():
            self.keep(
                Lineage(
                    change=self.change,
                    source=source,
                    target=target,
                    measure=measure,
                    share=share,
                )
            )

    def finish(self) -> UnitChange:
        """Derive the closure, carry the consequences, verify, write the record."""
        rebuild(self.rebuilt)
        self.change.units.set(self.units.values())
        self.change.record = {
            "created": self.created,
            "updated": self.updated,
            "guard": sorted(self.guard),
            "codes": sorted(unit.code for unit in self.units.values()),
        }
        self.change.save(update_fields=["record"])
        consequences.apply(self.change)
        assert_sound(self.rebuilt | set(self.units))
        return self.change


MODEL_NAMES: dict[type[models.Model], str] = {
    Unit: "unit",
    UnitVersion: "version",
    Lineage: "lineage",
    UnitName: "name",
    ExternalCode: "external_code",
    Boundary: "boundary",
}
"""Names of the tables in a record; `undo` reads it the other way round."""


def begin(kind: ChangeKind, order: Order, plan: Mapping[str, Any]) -> Draft:
    """Start a change; it stands only when `finish` has verified it."""
    if order["effective_on"] < order["act"].date:
        raise Refused(
            _("Өөрчлөлт шийдвэрийнхээ огнооноос (%(act)s) өмнө хэрэгжихгүй.")
            % {"act": order["act"].date},
            _("Өдрийг шийдвэрийн огнооноос хойш болгоно уу."),
            field="effective_on",
        )
    change = UnitChange.objects.create(
        kind=kind,
        act=order["act"],
        effective_on=order["effective_on"],
        plan=dict(plan),
        note=order.get("note", ""),
        is_assumption=order.get("is_assumption", False),
        made_by=order["user"],
    )
    return Draft(change, order)


def open_version_of(unit: Unit, *, lock: bool = False) -> UnitVersion:
    """The version without an end; locked, a second change of the unit waits."""
    rows = UnitVersion.objects.filter(unit=unit, valid_to__isnull=True)
    if lock:
        rows = rows.select_for_update(of=("self",))
    found = rows.select_related("unit", "kind", "parent", "boundary").first()
    if found is None:
        raise Refused(
            _("%(code)s нэгж байхгүй болсон.") % {"code": unit.code},
            _("Өнөөдөр байгаа нэгжийг сонгоно уу."),
            field="unit",
        )
    return found


def free_code(code: str) -> str:
    """The code, if a new unit may bear it."""
    if not CODE.fullmatch(code):
        raise Refused(
            _("«%(code)s» код биш: цифр, латин үсгээр 20 хүртэл тэмдэгт.")
            % {"code": code},
            _("Кодыг засна уу."),
            field="code",
        )
    if Unit.objects.filter(code=code).exists():
        raise Refused(
            _("%(code)s код бүртгэлд байна; кодыг дахин ашигладаггүй.")
            % {"code": code},
            _("Өөр код өгнө үү."),
            field="code",
        )
    return code
