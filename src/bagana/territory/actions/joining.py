"""Several units become one, or one gives a part of itself to others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from bagana.territory.actions.draft import Draft, begin
from bagana.territory.actions.order import Order, Outline, Part
from bagana.territory.actions.outlines import keep_outline, siblings, united
from bagana.territory.actions.shares import Shares, exact_shares, need_shares, whole
from bagana.territory.actions.splitting import continued_values, part_values
from bagana.territory.models import ChangeKind, Unit, UnitChange, UnitVersion
from bagana.web.errors import Refused


@transaction.atomic
def merge(
    *,
    units: Sequence[Unit],
    into: Part,
    parent: Unit | None = None,
    **order: Unpack[Order],
) -> UnitChange:
    """Merge units into one of them (`into` bears its code) or into a new unit.

    Children of the units that end come under the target. Units of different parents
    need `parent`, unless one of them goes on and keeps its own.
    """
    codes = [unit.code for unit in units]
    draft = begin(ChangeKind.MERGE, order, {"units": codes, "into": into.code})
    if len(set(codes)) < 2:
        raise Refused(
            _("Нэгтгэхэд хоёроос доошгүй нэгж хэрэгтэй."),
            _("Өөр нэгж нэмж сонгоно уу."),
            field="units",
        )
    versions = [draft.open_version(unit) for unit in units]
    wards = _children_of(units)
    for version in versions:
        draft.mention(version.parent)
    target = _make_target(draft, versions, into, parent)
    for ward in wards:
        if ward.parent_id != target.pk:
            draft.succeed(draft.open_version(ward.unit), parent=target)
    for unit in units:
        draft.pass_on(unit, target, whole())
    return draft.finish()


def _children_of(units: Sequence[Unit]) -> list[UnitVersion]:
    found = UnitVersion.objects.filter(parent__in=units, valid_to__isnull=True)
    return list(found.select_related("unit").exclude(unit__in=units))


def _make_target(
    draft: Draft, versions: Sequence[UnitVersion], into: Part, parent: Unit | None
) -> Unit:
    outline = into.outline or united(versions)
    boundary = None
    if outline is not None:
        beside = siblings(versions[0], {version.unit.code for version in versions})
        boundary = keep_outline(draft, into.code, outline, beside)
    going_on = next((v for v in versions if v.unit.code == into.code), None)
    for version in versions:
        if version is not going_on:
            draft.close(version)
    if going_on is not None:
        changed = continued_values(into, going_on)
        if parent is not None:
            changed["parent"] = draft.touch(parent)
        draft.succeed(going_on, **changed, boundary=boundary)
        return going_on.unit
    values = {**part_values(into, versions[0]), "boundary": boundary}
    return draft.found(into, _common_parent(versions, parent), values).unit


def _common_parent(versions: Sequence[UnitVersion], given: Unit | None) -> Unit | None:
    parents = {version.parent_id for version in versions}
    if given is None and len(parents) > 1:
        raise Refused(
            _("Нэгтгэх нэгжүүд өөр өөр дээд нэгжид харьяалагдаж байна."),
            _("Шинэ нэгжийн дээд нэгжийг сонгоно уу."),
            field="parent",
        )
    return given or versions[0].parent


@transaction.atomic
def transfer(
    *,
    unit: Unit,
    to: Unit,
    shares: Mapping[str, Decimal],
    outlines: Mapping[str, Outline] | None = None,
    **order: Unpack[Order],
) -> UnitChange:
    """Give a part of a unit to another that exists.

    `shares` says by measure which part of the unit goes over. `outlines` are the new
    shapes by code; a shape that is not given is not known any more, for the old one is
    wrong: the register never shows a wrong border as a right one.
    """
    plan = {"unit": unit.code, "to": to.code, "shares": _written(shares)}
    draft = begin(ChangeKind.TRANSFER, order, plan)
    if unit.pk == to.pk:
        raise Refused(
            _("Нэгж өөртөө нутаг шилжүүлэхгүй."),
            _("Хүлээн авах өөр нэгж сонгоно уу."),
            field="to",
        )
    giver, taker = draft.open_version(unit), draft.open_version(to)
    told = _told(shares, unit.code, to.code)
    _redraw(draft, giver, taker, outlines or {})
    kept = {measure: by_code[unit.code] for measure, by_code in told.items()}
    given = {measure: by_code[to.code] for measure, by_code in told.items()}
    draft.pass_on(unit, unit, kept)
    draft.pass_on(unit, to, given)
    draft.pass_on(to, to, whole())
    return draft.finish()


def _told(
    shares: Mapping[str, Decimal], giver: str, taker: str
) -> dict[str, dict[str, Decimal]]:
    both: Shares = {
        measure: {taker: Decimal(share), giver: 1 - Decimal(share)}
        for measure, share in shares.items()
    }
    told = exact_shares(both, [taker, giver])
    need_shares(told)
    if all(by_code[taker] == 0 for by_code in told.values()):
        raise Refused(
            _("Шилжүүлэх хэсэг тэг байна."),
            _("Шилжүүлэх хувийг оруулна уу."),
            field="shares",
        )
    return told


def _redraw(
    draft: Draft,
    giver: UnitVersion,
    taker: UnitVersion,
    outlines: Mapping[str, Outline],
) -> None:
    shapes: dict[str, Any] = {c: outline.geometry for c, outline in outlines.items()}
    beside = siblings(giver, {giver.unit.code, taker.unit.code}) | shapes
    for version in (giver, taker):
        outline = outlines.get(version.unit.code)
        boundary = outline and keep_outline(draft, version.unit.code, outline, beside)
        draft.succeed(version, boundary=boundary)


def _written(shares: Mapping[str, Decimal]) -> dict[str, str]:
    return {measure: str(share) for measure, share in shares.items()}
