"""Changes of one unit: opened, renamed, classified, moved, outlined."""

from __future__ import annotations

from typing import Any, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from bagana.territory.actions.draft import Draft, begin, open_version_of
from bagana.territory.actions.order import Order, Outline, Part
from bagana.territory.actions.outlines import keep_outline, siblings
from bagana.territory.models import (
    ChangeKind,
    LocationType,
    Unit,
    UnitChange,
    UnitKind,
    UnitVersion,
)
from bagana.web.errors import Refused


@transaction.atomic
def create_unit(
    *, part: Part, parent: Unit, kind: str, **order: Unpack[Order]
) -> UnitChange:
    """Open a unit that comes from no other; a split or merger keeps lineage."""
    plan = {"code": part.code, "parent": parent.code, "kind": kind}
    draft = begin(ChangeKind.CREATE, order, plan)
    above = open_version_of(parent)
    values = {**new_values(part, known_kind(kind)), "boundary": None}
    if part.outline is not None:
        beside = children_shapes(parent)
        values["boundary"] = keep_outline(draft, part.code, part.outline, beside)
    draft.found(part, above.unit, values)
    return draft.finish()


@transaction.atomic
def rename(
    *,
    unit: Unit,
    name_mn: str,
    name_en: str,
    proper_name: str | None = None,
    number: int | None = None,
    keep_number: bool = True,
    **order: Unpack[Order],
) -> UnitChange:
    """Another name and, unless it is kept, number; old spellings still find it."""
    plan = {"unit": unit.code, "name_mn": name_mn, "name_en": name_en}
    draft = begin(ChangeKind.RENAME, order, plan)
    version = draft.open_version(unit)
    changed = {
        "name_mn": name_mn,
        "name_en": name_en,
        "proper_name": version.proper_name if proper_name is None else proper_name,
        "number": version.number if keep_number else number,
    }
    _succeed_changed(draft, version, changed)
    return draft.finish()


@transaction.atomic
def reclassify(
    *,
    unit: Unit,
    kind: str | None = None,
    parent: Unit | None = None,
    location_type: str | None = None,
    is_tosgon: bool | None = None,
    assumption_mn: str = "",
    assumption_en: str = "",
    **order: Unpack[Order],
) -> UnitChange:
    """Another kind, location type or tosgon structure.

    A bag that becomes a sum stands on another rung: its new `parent` is given too.
    What was assumed of the old class is not carried over.
    """
    plan = {
        "unit": unit.code,
        "kind": kind,
        "location_type": location_type,
        "is_tosgon": is_tosgon,
        "parent": parent.code if parent else None,
    }
    draft = begin(ChangeKind.RECLASSIFY, order, plan)
    version = draft.open_version(unit)
    changed: dict[str, Any] = {
        "kind_id": version.kind_id if kind is None else known_kind(kind),
        "location_type": known_type(location_type, version.location_type),
        "is_tosgon": version.is_tosgon if is_tosgon is None else is_tosgon,
    }
    if parent is not None and parent.pk != version.parent_id:
        changed["parent"] = _new_parent(draft, version, parent)
    texts = {"assumption_mn": assumption_mn, "assumption_en": assumption_en}
    _succeed_changed(draft, version, changed, texts)
    return draft.finish()


@transaction.atomic
def reparent(*, unit: Unit, parent: Unit, **order: Unpack[Order]) -> UnitChange:
    """Put a unit, with all below it, under another unit."""
    draft = begin(
        ChangeKind.REPARENT, order, {"unit": unit.code, "parent": parent.code}
    )
    version = draft.open_version(unit)
    changed = {"parent": _new_parent(draft, version, parent)}
    _succeed_changed(draft, version, changed)
    return draft.finish()


@transaction.atomic
def set_boundary(*, unit: Unit, outline: Outline, **order: Unpack[Order]) -> UnitChange:
    """Another outline; what it takes from or gives to others is a transfer."""
    plan = {"unit": unit.code, "status": outline.status, "source": outline.source}
    draft = begin(ChangeKind.BOUNDARY, order, plan)
    version = draft.open_version(unit)
    beside = siblings(version, {unit.code})
    row = keep_outline(draft, unit.code, outline, beside)
    draft.succeed(version, boundary=row)
    return draft.finish()


def _succeed_changed(
    draft: Draft,
    version: UnitVersion,
    changed: dict[str, Any],
    besides: dict[str, Any] | None = None,
) -> None:
    if all(getattr(version, name) == value for name, value in changed.items()):
        raise Refused(
            _("%(name)s яг ийм байна: өөрчлөх зүйл алга.") % {"name": version.name},
            _("Шинэ утгыг оруулна уу."),
        )
    draft.succeed(version, **changed, **(besides or {}))


def _new_parent(draft: Draft, version: UnitVersion, parent: Unit) -> Unit:
    if version.parent is not None:
        draft.touch(version.parent)
    draft.touch(parent)
    if parent.pk == version.unit_id:
        raise Refused(
            _("Нэгж өөрийнхөө дээд нэгж болохгүй."),
            _("Өөр нэгж сонгоно уу."),
            field="parent",
        )
    open_version_of(parent)
    return parent


def children_shapes(parent: Unit) -> dict[str, Any]:
    first = UnitVersion.objects.filter(parent=parent, valid_to__isnull=True).first()
    return {} if first is None else siblings(first, set())


def new_values(part: Part, kind: str) -> dict[str, Any]:
    """Fields of the first version of a unit, from nothing but the part."""
    return {
        "name_mn": part.name_mn.strip(),
        "name_en": part.name_en.strip(),
        "proper_name": part.proper_name.strip(),
        "number": part.number,
        "kind_id": kind,
        "location_type": known_type(part.location_type, ""),
        "is_tosgon": bool(part.is_tosgon),
        "assumption_mn": part.assumption_mn or "",
        "assumption_en": part.assumption_en or "",
    }


def known_kind(code: str) -> str:
    if not UnitKind.objects.filter(pk=code).exists():
        raise Refused(
            _("«%(code)s» гэсэн нэгжийн төрөл алга.") % {"code": code},
            _("Төрлийг жагсаалтаас сонгоно уу."),
            field="kind",
        )
    return code


def known_type(given: str | None, otherwise: str) -> str:
    if given is None:
        return otherwise
    if given and given not in LocationType.values:
        raise Refused(
            _("«%(type)s» гэсэн байршлын ангилал алга.") % {"type": given},
            _("Ангиллыг жагсаалтаас сонгоно уу."),
            field="location_type",
        )
    return given
