"""Units drawn anew: some go on with another outline, some end, some begin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from bagana.territory.actions.draft import Draft, begin
from bagana.territory.actions.order import Order, Part
from bagana.territory.actions.outlines import keep_outline, siblings
from bagana.territory.actions.shares import exact_shares, need_shares
from bagana.territory.actions.splitting import continued_values, part_values
from bagana.territory.models import (
    Boundary,
    ChangeKind,
    Measure,
    Unit,
    UnitChange,
    UnitVersion,
)
from bagana.territory.shapes import simple_together
from bagana.web.errors import Refused

Shares = Mapping[str, Mapping[str, Mapping[str, Decimal]]]
"""Measure → code of the source → code of the target → share of the source."""

type Told = dict[str, dict[str, dict[str, Decimal]]]
"""Source → measure → target → share; each sums to exactly one."""


@dataclass(frozen=True)
class _Plan:
    """What was asked, looked up: sources with their open versions, parts, shares."""

    old: dict[str, UnitVersion]
    parts: dict[str, Part]
    told: Told

    def givers(self, code: str) -> list[str]:
        """Sources of which something goes to a target, the source itself first."""
        found = [
            source
            for source, by_measure in self.told.items()
            if any(by_code.get(code, 0) > 0 for by_code in by_measure.values())
        ]
        return sorted(found, key=lambda source: source != code)


@transaction.atomic
def redraw(
    *,
    units: Sequence[Unit],
    parts: Sequence[Part],
    shares: Shares,
    children: Mapping[str, str] | None = None,
    **order: Unpack[Order],
) -> UnitChange:
    """Draw several units anew in one change.

    `units` are those that the drawing touches. A part that bears the code of one of
    them is that unit going on, another part is a new unit; a unit without its part
    ends. `shares` says by measure which part of each unit goes to which. A new unit
    comes under the parent of those it is made of, which must be one: no unit is drawn
    across the border of its parent. `children` says which part a child of a touched
    unit comes under; one that is not named stays with its own, if that goes on. A part
    without an outline has none afterwards: the old one is wrong.
    """
    plan = {
        "units": [unit.code for unit in units],
        "parts": [part.code for part in parts],
        "children": dict(children or {}),
    }
    draft = begin(ChangeKind.REDRAW, order, plan)
    asked = _look_up(draft, units, parts, shares)
    wards = list(_children_of(units))
    boundaries = _boundaries(draft, asked)
    targets = _make(draft, asked, boundaries)
    _move_children(draft, wards, targets, children or {})
    for source, by_measure in asked.told.items():
        _pass_on(draft, asked.old[source].unit, targets, by_measure)
    return draft.finish()


def _look_up(
    draft: Draft, units: Sequence[Unit], parts: Sequence[Part], shares: Shares
) -> _Plan:
    codes, given = [unit.code for unit in units], [part.code for part in parts]
    if len(set(codes)) < max(len(codes), 1) or len(set(given)) < max(len(given), 1):
        raise Refused(
            _("Шинэчлэн зохион байгуулах нэгж, хэсэг бүрийг нэг удаа нэрлэнэ."),
            _("Нэгжийн жагсаалтыг шалгана уу."),
            field="units",
        )
    old = {unit.code: draft.open_version(unit) for unit in units}
    for version in old.values():
        draft.mention(version.parent)
    told = {code: _told(shares, code) for code in codes}
    _check_targets(told, given)
    return _Plan(old, {part.code: part for part in parts}, told)


def _told(shares: Shares, source: str) -> dict[str, dict[str, Decimal]]:
    """Shares of one source: each measure over the same targets, exactly one in sum."""
    by_measure = {
        measure: dict(by_source[source])
        for measure, by_source in shares.items()
        if by_source.get(source)
    }
    targets = sorted(
        {
            code
            for by_code in by_measure.values()
            for code, share in by_code.items()
            if share > 0
        }
    )
    filled = {
        measure: {code: by_code.get(code, Decimal(0)) for code in targets}
        for measure, by_code in by_measure.items()
    }
    told = exact_shares(filled, targets)
    need_shares(told)
    return told


def _check_targets(told: Told, given: Sequence[str]) -> None:
    named = {
        code
        for by_measure in told.values()
        for by_code in by_measure.values()
        for code in by_code
    }
    wrong = sorted(named ^ set(given))
    if wrong:
        raise Refused(
            _("Хувь, хэсэг хоёр зөрж байна: %(codes)s.") % {"codes": ", ".join(wrong)},
            _("Хэсэг бүр дор хаяж нэг нэгжээс хувь авна."),
            field="shares",
        )


def _parent_of(asked: _Plan, code: str) -> Unit | None:
    parents = {asked.old[giver].parent for giver in asked.givers(code)}
    if len(parents) > 1:
        raise Refused(
            _("%(code)s өөр өөр дээд нэгжийн нутгаас бүрдэж байна.") % {"code": code},
            _("Нэгжийг дээд нэгжийнх нь заагаар хэсэглэнэ үү."),
            field="shares",
        )
    return parents.pop()


def _boundaries(draft: Draft, asked: _Plan) -> dict[str, Boundary]:
    """Rows of the new outlines, simplified together so that common borders stay."""
    outlines = {
        code: part.outline for code, part in asked.parts.items() if part.outline
    }
    shapes = {code: outline.geometry for code, outline in outlines.items()}
    if not shapes:
        return {}
    beside = _beside(asked)
    simple = simple_together({**beside, **shapes})
    return {
        code: keep_outline(draft, code, replace(outline, simplified=simple[code]), {})
        for code, outline in outlines.items()
    }


def _beside(asked: _Plan) -> dict[str, Any]:
    first = {version.parent_id: version for version in asked.old.values()}
    found: dict[str, Any] = {}
    for version in first.values():
        found |= siblings(version, set(asked.old) | set(asked.parts))
    return found


def _make(
    draft: Draft, asked: _Plan, boundaries: Mapping[str, Boundary]
) -> dict[str, Unit]:
    targets: dict[str, Unit] = {}
    for code, version in asked.old.items():
        if code not in asked.parts:
            draft.close(version)
    for code, part in asked.parts.items():
        parent = _parent_of(asked, code)
        boundary = boundaries.get(code)
        if code in asked.old:
            _same_parent(asked.old[code], parent)
            changed = continued_values(part, asked.old[code])
            draft.succeed(asked.old[code], **changed, boundary=boundary)
            targets[code] = asked.old[code].unit
        else:
            like = asked.old[asked.givers(code)[0]]
            values = {**part_values(part, like), "boundary": boundary}
            targets[code] = draft.found(part, parent, values).unit
    return targets


def _same_parent(version: UnitVersion, parent: Unit | None) -> None:
    if version.parent != parent:
        raise Refused(
            _("%(code)s өөр дээд нэгжийн нутгаас бүрдэж байна.")
            % {"code": version.unit.code},
            _("Нэгжийг дээд нэгжийнх нь заагаар хэсэглэнэ үү."),
            field="shares",
        )


def _children_of(units: Iterable[Unit]) -> Iterable[UnitVersion]:
    found = UnitVersion.objects.filter(parent__in=list(units), valid_to__isnull=True)
    return found.select_related("unit", "parent")


def _move_children(
    draft: Draft,
    wards: Sequence[UnitVersion],
    targets: Mapping[str, Unit],
    children: Mapping[str, str],
) -> None:
    codes = {ward.unit.code for ward in wards}
    if set(children) - codes or set(children.values()) - set(targets):
        raise Refused(
            _("Доод нэгжийн хуваарилалт буруу байна."),
            _("Доод нэгж бүрийг хэсгүүдийн нэгэнд хамааруулна уу."),
            field="children",
        )
    for ward in wards:
        own = ward.parent.code if ward.parent else ""
        target = targets.get(children.get(ward.unit.code, own))
        if target is None:
            raise Refused(
                _("%(name)s аль хэсэгт орохыг заагаагүй байна.") % {"name": ward.name},
                _("Доод нэгж бүрийг хэсгүүдийн нэгэнд хамааруулна уу."),
                field="children",
            )
        if target.pk != ward.parent_id:
            draft.succeed(draft.open_version(ward.unit), parent=target)


def _pass_on(
    draft: Draft,
    source: Unit,
    targets: Mapping[str, Unit],
    by_measure: Mapping[str, Mapping[str, Decimal]],
) -> None:
    codes = next(iter(by_measure.values()))
    alone = len(codes) == 1
    for code in codes:
        # All of a unit that goes to one other is the whole in every measure.
        shares = (
            dict.fromkeys(Measure.values, Decimal(1))
            if alone
            else {measure: by_code[code] for measure, by_code in by_measure.items()}
        )
        draft.pass_on(source, targets[code], shares)
