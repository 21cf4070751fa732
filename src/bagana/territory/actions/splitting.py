"""One unit becomes several: it ends, or goes on with a part carved out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from bagana.territory.actions.draft import Draft, begin
from bagana.territory.actions.order import Order, Part
from bagana.territory.actions.outlines import (
    complete,
    drawn_by_share,
    keep_outline,
    siblings,
)
from bagana.territory.actions.shares import (
    Shares,
    exact_shares,
    need_shares,
    with_area,
)
from bagana.territory.actions.single import known_kind, known_type, new_values
from bagana.territory.models import (
    Boundary,
    ChangeKind,
    Measure,
    Unit,
    UnitChange,
    UnitVersion,
)
from bagana.web.errors import Refused


@transaction.atomic
def split(
    *,
    unit: Unit,
    parts: Sequence[Part],
    shares: Shares | None = None,
    children: Mapping[str, str] | None = None,
    draw_by_share: bool = False,
    **order: Unpack[Order],
) -> UnitChange:
    """Split a unit into parts.

    A part that bears the unit's own code is the unit going on; without such a part the
    unit ends. `children` says which part each child unit comes under; a child
    that is not named stays with the unit, which is possible only if it goes on.
    `draw_by_share` gives parts without any outline a schematic one, cut by straight
    lines in the shares of area.
    """
    codes = [part.code for part in parts]
    plan = {"unit": unit.code, "parts": codes, "children": dict(children or {})}
    draft = begin(ChangeKind.SPLIT, order, plan)
    old = draft.open_version(unit)
    _check_codes(codes)
    given = exact_shares(shares, codes)
    outlines = complete(parts, old.boundary)
    if draw_by_share:
        areas = given.get(Measure.AREA, {})
        outlines = outlines or drawn_by_share(parts, old.boundary, areas)
    told = with_area(given, [_outlined(part, outlines) for part in parts])
    need_shares(told)
    draft.mention(old.parent)
    wards = list(_open_children(unit))
    boundaries = _boundaries(draft, old, outlines)
    targets = _make_parts(draft, old, parts, boundaries)
    _move_children(draft, wards, targets, children or {}, unit)
    for code, target in targets.items():
        draft.pass_on(unit, target, {m: by_code[code] for m, by_code in told.items()})
    return draft.finish()


def _check_codes(codes: Sequence[str]) -> None:
    if len(codes) < 2 or len(set(codes)) < len(codes):
        raise Refused(
            _("Хуваахад өөр өөр кодтой хоёроос доошгүй хэсэг хэрэгтэй."),
            _("Хэсгүүдийн кодыг шалгана уу."),
            field="parts",
        )


def _outlined(part: Part, outlines: Mapping[str, Any]) -> Part:
    return Part(code=part.code, outline=outlines.get(part.code))


def _boundaries(
    draft: Draft, old: UnitVersion, outlines: Mapping[str, Any]
) -> dict[str, Boundary]:
    beside = siblings(old, {old.unit.code})
    shapes = {code: outline.geometry for code, outline in outlines.items()}
    return {
        code: keep_outline(draft, code, outline, {**beside, **shapes})
        for code, outline in outlines.items()
    }


def _make_parts(
    draft: Draft,
    old: UnitVersion,
    parts: Sequence[Part],
    boundaries: Mapping[str, Boundary],
) -> dict[str, Unit]:
    """Units of the parts. An outline that is not known any more is none at all."""
    goes_on = any(part.code == old.unit.code for part in parts)
    if not goes_on:
        draft.close(old)
    targets: dict[str, Unit] = {}
    for part in parts:
        boundary = boundaries.get(part.code)
        if part.code == old.unit.code:
            changed = continued_values(part, old)
            draft.succeed(old, **changed, boundary=boundary)
            targets[part.code] = old.unit
        else:
            values = {**part_values(part, old), "boundary": boundary}
            targets[part.code] = draft.found(part, old.parent, values).unit
    return targets


def part_values(part: Part, old: UnitVersion) -> dict[str, Any]:
    """Fields of a new unit that came out of another one."""
    values = new_values(part, known_kind(part.kind or old.kind_id))
    if part.location_type is None:
        values["location_type"] = old.location_type
    return values


def continued_values(part: Part, old: UnitVersion) -> dict[str, Any]:
    """Fields of a unit that goes on; what the part leaves open stays."""
    given = {
        "name_mn": part.name_mn.strip() or None,
        "name_en": part.name_en.strip() or None,
        "proper_name": part.proper_name.strip() or None,
        "number": part.number,
        "is_tosgon": part.is_tosgon,
        "assumption_mn": part.assumption_mn,
        "assumption_en": part.assumption_en,
    }
    changed = {name: value for name, value in given.items() if value is not None}
    changed["kind_id"] = known_kind(part.kind) if part.kind else old.kind_id
    changed["location_type"] = known_type(part.location_type, old.location_type)
    return changed


def _open_children(unit: Unit) -> list[UnitVersion]:
    found = UnitVersion.objects.filter(parent=unit, valid_to__isnull=True)
    return list(found.select_related("unit", "kind", "parent", "boundary"))


def _move_children(
    draft: Draft,
    wards: Sequence[UnitVersion],
    targets: Mapping[str, Unit],
    children: Mapping[str, str],
    unit: Unit,
) -> None:
    unknown = set(children) - {ward.unit.code for ward in wards}
    if unknown or not set(children.values()) <= set(targets):
        raise Refused(
            _("Доод нэгжийн хуваарилалт буруу байна."),
            _("Доод нэгж бүрийг хэсгүүдийн нэгэнд хамааруулна уу."),
            field="children",
        )
    for ward in wards:
        target = targets.get(children.get(ward.unit.code, unit.code))
        if target is None:
            raise Refused(
                _("%(name)s аль хэсэгт орохыг заагаагүй байна.") % {"name": ward.name},
                _("Доод нэгж бүрийг хэсгүүдийн нэгэнд хамааруулна уу."),
                field="children",
            )
        if target.pk != ward.parent_id:
            draft.succeed(draft.open_version(ward.unit), parent=target)
