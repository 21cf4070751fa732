"""Assets of offices and the norm they are held against.

The rule: docs/rules/asset-norms.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.accounts.roles import OFFICERS, assignments
from bagana.acts.models import Act
from bagana.registers.actions.journal import begin, keep
from bagana.registers.models import (
    Asset,
    AssetKind,
    AssetNorm,
    AssetState,
    Entry,
    EntryKind,
)
from bagana.registers.rules import can_keep
from bagana.territory.models import LocationType, Unit
from bagana.web.errors import Conflict, PermissionDenied, Refused
from bagana.web.photographs import read

WRITABLE: Final = frozenset(
    {"title", "inventory_number", "pieces", "state", "year", "owner", "cost", "since"}
)
OLDEST: Final = 1950
MOST_PIECES: Final = 1000
MOST_COST: Final = Decimal(10) ** 11


@transaction.atomic
def add_asset(
    *,
    user: Any,
    unit: Unit,
    kind: AssetKind,
    state: str,
    since: date,
    pieces: int = 1,
    photo: bytes = b"",
    entry: Entry | None = None,
    **fields: Any,
) -> Asset:
    """Record what an office has. Nought pieces say that it was looked for and is not
    there. `fields`: title, inventory_number, year, owner, cost."""
    can_keep.require(user, unit)
    values = {"state": state, "since": since, "pieces": pieces, **fields}
    asset = Asset(unit=unit, kind=kind)
    _fill(asset, values)
    if photo:
        asset.photo = read(photo).preview
    asset.entry = entry or _begin(unit, user, "asset_added", kind)
    asset.save()
    return asset


@transaction.atomic
def change_asset(
    *,
    user: Any,
    asset: Asset,
    photo: bytes | None = None,
    entry: Entry | None = None,
    **fields: Any,
) -> Asset:
    """Correct or amend; None leaves the photograph, b"" takes it away."""
    row = _standing(user, asset)
    _fill(row, fields)
    if photo is not None:
        row.photo = read(photo).preview if photo else b""
    keep(entry or _begin(row.unit, user, "asset_changed", row.kind), row)
    row.save()
    return row


@transaction.atomic
def write_off(
    *, user: Any, asset: Asset, on: date, reason: str, entry: Entry | None = None
) -> Asset:
    """Take an asset off the books from a day on; the row stays."""
    row = _standing(user, asset)
    reason = reason.strip()
    if not reason:
        raise Refused(
            _("Данснаас хасах шалтгаан хоосон байна."),
            _("Актын дугаар эсвэл шалтгааныг бичнэ үү."),
            "reason",
        )
    if not row.since <= on <= timezone.localdate():
        raise Refused(
            _("Хасах өдөр бүртгэсэн өдрөөс өнөөдөр хүртэл байна."),
            _("Огноог шалгана уу."),
            "on",
        )
    entry = entry or _begin(row.unit, user, "asset_written_off", row.kind, reason)
    keep(entry, row)
    row.state, row.until = AssetState.WRITTEN_OFF, on
    row.save()
    return row


def _standing(user: Any, asset: Asset) -> Asset:
    rows = Asset.objects.select_for_update(of=("self",)).select_related("unit", "kind")
    row = rows.get(pk=asset.pk)
    can_keep.require(user, row.unit)
    if row.state == AssetState.WRITTEN_OFF:
        raise Conflict(
            _("Энэ хөрөнгийг данснаас хассан байна."),
            _("Буруу хассан бол бүртгэлийн бичилтийг буцаана уу."),
        )
    return row


def _begin(
    unit: Unit, user: Any, done: str, kind: AssetKind, reason: str = ""
) -> Entry:
    about = {"done": done, "code": kind.code}
    return begin(
        kind=EntryKind.ASSET, unit=unit, user=user, reason=reason, options=about
    )


def _fill(asset: Asset, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        if name not in WRITABLE:
            raise TypeError(f"an asset has no {name} to write")
        setattr(asset, name, value.strip() if isinstance(value, str) else value)
    _check(asset)


def _check(asset: Asset) -> None:
    today = timezone.localdate()
    if asset.state not in AssetState.values or asset.state == AssetState.WRITTEN_OFF:
        raise Refused(
            _("Байдлыг сонгоно уу."), _("Хасахдаа «Данснаас хасах» үйлдлээр."), "state"
        )
    if not 0 <= asset.pieces <= MOST_PIECES:
        raise Refused(
            _("%(value)s ширхэг байж боломгүй.") % {"value": asset.pieces},
            _("0-ээс %(most)s хүртэл бичнэ үү; 0 нь «алга» гэсэн үг.")
            % {"most": MOST_PIECES},
            "pieces",
        )
    if asset.year is not None and not OLDEST <= asset.year <= today.year:
        raise Refused(
            _("%(year)s он байж боломгүй.") % {"year": asset.year},
            _("Үйлдвэрлэсэн эсвэл авсан оныг бичнэ үү."),
            "year",
        )
    if asset.cost is not None and not 0 <= asset.cost < MOST_COST:
        raise Refused(_("Өртөг байж боломгүй."), _("Төгрөгөөр бичнэ үү."), "cost")
    if asset.since > today:
        raise Refused(
            _("Ирээдүйн өдөр байна."), _("Хүлээж авсан өдрийг бичнэ үү."), "since"
        )


@transaction.atomic
def set_norm(
    *,
    user: Any,
    kind: AssetKind,
    pieces: int,
    valid_from: date,
    location_type: str = "",
    unit_price: Decimal | None = None,
    act: Act | None = None,
    source_mn: str = "",
    source_en: str = "",
) -> AssetNorm:
    """Say from a day on how many pieces an office should have, at what price.

    The norm before it ends on that day. What no act decided is illustrative.
    """
    _officers_only(user)
    if location_type and location_type not in LocationType.values:
        raise Refused(_("Ийм байршлын төрөл алга."), "", "location_type")
    if not 0 <= pieces <= MOST_PIECES:
        raise Refused(
            _("%(value)s ширхэг байж боломгүй.") % {"value": pieces}, "", "pieces"
        )
    if unit_price is not None and not 0 <= unit_price < MOST_COST:
        raise Refused(_("Үнэ байж боломгүй."), _("Төгрөгөөр бичнэ үү."), "unit_price")
    if act is None and not source_mn.strip():
        raise Refused(
            _("Норм юунд үндэслэснийг хэлээгүй байна."),
            _("Шийдвэр сонгох, эсвэл эх сурвалжийг бичнэ үү."),
            "source_mn",
        )
    line = AssetNorm.objects.select_for_update()
    line = line.filter(kind=kind, location_type=location_type)
    ends = _end_before(list(line.order_by("valid_from")), valid_from)
    return AssetNorm.objects.create(
        kind=kind,
        location_type=location_type,
        pieces=pieces,
        unit_price=unit_price,
        valid_from=valid_from,
        valid_to=ends,
        source_mn=(source_mn.strip() or str(act))[:300],
        source_en=(source_en.strip() or source_mn.strip() or str(act))[:300],
        act=act,
        is_illustrative=act is None,
    )


def _end_before(line: list[AssetNorm], day: date) -> date | None:
    """End the norm in force on the day; give the day on which the next begins."""
    if any(one.valid_from == day for one in line):
        raise Conflict(
            _("%(day)s-нээс хүчинтэй норм байна.") % {"day": day.isoformat()},
            _("Буруу бол эхлээд түүнийг хасна уу."),
            "valid_from",
        )
    for one in line:
        if one.valid_from < day and (one.valid_to is None or one.valid_to > day):
            one.valid_to = day
            one.save(update_fields=["valid_to"])
    return next((one.valid_from for one in line if one.valid_from > day), None)


@transaction.atomic
def withdraw_norm(*, user: Any, norm: AssetNorm) -> None:
    """Take away a norm set by mistake; the one before it goes on in its place."""
    _officers_only(user)
    line = AssetNorm.objects.filter(kind=norm.kind, location_type=norm.location_type)
    line.filter(valid_to=norm.valid_from).update(valid_to=norm.valid_to)
    norm.delete()


def _officers_only(user: Any) -> None:
    if not any(one.role in OFFICERS for one in assignments(user)):
        raise PermissionDenied(_("Хангамжийн нормыг аймгийн ажилтан тогтооно."))
