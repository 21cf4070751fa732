"""The record of one office given to the next. The rule: docs/rules/handing-over.md."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from bagana.acts import scans
from bagana.people.leaving import everything_open
from bagana.people.models import (
    Appointment,
    AppointmentState,
    HandoverItem,
    HandoverRecord,
    ItemKind,
    ItemState,
    PostKind,
)
from bagana.people.queries.handing_over import (
    ON_PAPER,
    SIDES,
    is_own_signature,
    signed_hash,
    signs_in,
)
from bagana.people.rules import can_staff, is_self
from bagana.web.errors import Conflict, PermissionDenied, Refused
from bagana.web.procedures import keep

SEALED_POSTS: Final = (PostKind.GOVERNOR, PostKind.MEETING_CHAIR, PostKind.TOSGON_HEAD)


@transaction.atomic
def draw_up(
    *,
    user: Any,
    appointment: Appointment,
    on: date,
    note: str = "",
    asked: bool = True,
    mark: str = "drawn up",
) -> HandoverRecord:
    """Everything the office has and has open, listed; one record an appointment.

    Drawn up before the end it is kept and listed anew on the day, unless somebody has
    signed already. `asked` False: an end that was allowed draws it up.
    """
    if asked:
        can_staff.require(user, appointment.post.unit)
    record = HandoverRecord.objects.filter(outgoing=appointment).first()
    if record is None:
        record = HandoverRecord(post=appointment.post, outgoing=appointment)
    elif record.given_at is not None:
        return record
    record.drawn_on, record.note = on, note.strip() or record.note
    record.incoming = record.incoming or _successor(appointment)
    keep(record, user=user, reason=mark)
    record.items.exclude(source="").filter(state=ItemState.LISTED).delete()
    kept = set(record.items.exclude(source="").values_list("kind", "text"))
    found = [one for one in _found(record) if (one.kind, one.text) not in kept]
    HandoverItem.objects.bulk_create(found)
    return record


def _successor(appointment: Appointment) -> Appointment | None:
    later = appointment.post.appointments.filter(state=AppointmentState.APPOINTED)
    return later.exclude(pk=appointment.pk).first()


def _found(record: HandoverRecord) -> Iterable[HandoverItem]:
    """The paper is Mongolian, whoever draws it up."""
    post, outgoing = record.post, record.outgoing
    with translation.override("mn"):
        if post.kind in SEALED_POSTS:
            yield _item(record, ItemKind.SEAL, _("Албаны тамга, тэмдэг"), "office")
        papers = _("Албан хэрэг, архивын баримт, дэвтэр")
        yield _item(record, ItemKind.PAPERS, papers, "office")
        for work, one in everything_open(post.unit):
            told = f"{work.title()}: {one.text}" if one.text else str(work.title())
            yield _item(record, work.item, told, work.kind, one.count, one.href)
        if outgoing.access is not None:
            said = _("Нэвтрэх эрх: %(role)s") % {"role": post.get_role_display()}
            yield _item(record, ItemKind.ACCOUNT, said, "access")


def _item(
    record: HandoverRecord,
    kind: str,
    text: str,
    source: str,
    count: int = 1,
    href: str = "",
) -> HandoverItem:
    return HandoverItem(
        record=record,
        kind=kind,
        text=text[:300],
        count=count,
        href=href[:300],
        source=source,
    )


def hand_to(appointment: Appointment, *, user: Any) -> None:
    """The last record of the post that nobody has taken names who comes."""
    records = HandoverRecord.objects.filter(post=appointment.post, incoming=None)
    record = records.exclude(outgoing=appointment).filter(sha256="").first()
    if record is not None:
        record.incoming = appointment
        keep(record, user=user, reason="successor")


@transaction.atomic
def add_item(
    *, user: Any, record: HandoverRecord, kind: str, text: str, count: int = 1
) -> HandoverItem:
    """What the system does not know of; before the giver has signed."""
    _check_party(user, record)
    _hold(record)
    if record.given_at is not None:
        raise Conflict(_("Хүлээлгэн өгөгч гарын үсэг зурсан тул нэмэх боломжгүй."))
    if not text.strip():
        raise Refused(_("Юу болохыг бичнэ үү."), "", "text")
    if kind not in ItemKind.values or count < 1:
        raise Refused(_("Төрөл, тоог шалгана уу."), "", "kind")
    item = HandoverItem(
        record=record, kind=kind, text=text.strip()[:300], count=count, source=""
    )
    item.save()
    keep(record, user=user, reason="item added")
    return item


@transaction.atomic
def mark_item(
    *, user: Any, item: HandoverItem, state: str, note: str = ""
) -> HandoverItem:
    """Taken or missing, by who takes over; before he has signed."""
    record = item.record
    _check_party(user, record)
    _hold(record)
    if record.taken_at is not None:
        raise Conflict(_("Хүлээн авагч гарын үсэг зурсан тул өөрчлөх боломжгүй."))
    if state not in ItemState.values:
        raise Refused(_("Ийм төлөв байхгүй."), "", "state")
    if state == ItemState.MISSING and not note.strip():
        raise Refused(_("Юу дутууг тайлбарлана уу."), "", "note")
    item.state, item.note = state, note.strip()[:300]
    item.save()
    keep(record, user=user, reason="item marked")
    return item


@transaction.atomic
def sign(*, user: Any, record: HandoverRecord, side: str) -> HandoverRecord:
    """One's own signature; `side`: giver, taker, witness. The third locks the record.

    The witness is of the sum and neither of the two; nobody signs for two sides.
    """
    _take(record, side)
    if side == "witness":
        can_staff.require(user, record.post.unit)
        parties = (record.outgoing, record.incoming)
        if any(is_self(user, one.official) for one in parties if one):
            raise PermissionDenied
    elif not is_self(user, _party(record, side).official):
        raise PermissionDenied(_("Зөвхөн өөрийнхөө өмнөөс гарын үсэг зурна."))
    if any(is_own_signature(record, one, user) for one in SIDES):
        raise Refused(_("Нэг хүн хоёр талын гарын үсэг зурахгүй."))
    return _signed(record, side, user=user, mark=f"signed: {side}")


@transaction.atomic
def enter_signature(
    *,
    user: Any,
    record: HandoverRecord,
    side: str,
    scan: scans.Scan | None = None,
    why: str = "",
) -> HandoverRecord:
    """What giver or taker signed on paper, entered by who staffs the unit.

    With a picture of the paper or a reason; where the party has an account of its own
    to sign with, the reason is asked for in any case. Kept as entered by the user.
    """
    can_staff.require(user, record.post.unit)
    if side not in ON_PAPER:
        raise Refused(_("Гэрч өөрийн эрхээр гарын үсэг зурна."))
    _take(record, side)
    official = _party(record, side).official
    if is_self(user, official):
        raise Refused(_("Өөрийн гарын үсгийг өөрийн эрхээр зурна."))
    why = why.replace("\0", "").strip()[:300]
    if not why and (scan is None or signs_in(official)):
        raise Refused(
            _("Яагаад өөрийн эрхээр зураагүй шалтгааныг бичнэ үү.")
            if signs_in(official)
            else _("Гарын үсэг зурсан цаасны зураг эсвэл шалтгаан хэрэгтэй."),
            field="why",
        )
    name, told = ON_PAPER[side]
    setattr(record, told, why)
    if scan is not None:
        setattr(record, name, _checked_scan(scan))
    return _signed(record, side, user=user, mark=f"entered from paper: {side}")


def _checked_scan(scan: scans.Scan) -> scans.Scan:
    """Named by its content, so that the hash of the record holds the picture too."""
    checked = scans.checked(scan)
    ending = str(checked.name).rpartition(".")[2]
    content = checked.read()
    checked.seek(0)
    checked.name = f"{hashlib.sha256(content).hexdigest()}.{ending}"
    return checked


def _hold(record: HandoverRecord) -> None:
    """As it stands now: nothing is added or marked while somebody signs."""
    HandoverRecord.objects.select_for_update().get(pk=record.pk)
    record.refresh_from_db()


def _take(record: HandoverRecord, side: str) -> None:
    """Nobody else at it; the side has not signed, and its turn has come."""
    _hold(record)
    if getattr(record, SIDES[side][0]) is not None:
        raise Conflict(_("Энэ тал гарын үсгээ зурсан байна."))
    if side != "giver":
        _check_turn(record, side)


def _check_turn(record: HandoverRecord, side: str) -> None:
    if record.incoming is None:
        raise Refused(
            _("Хүлээн авах хүн томилогдоогүй байна."),
            _("Томилогдсоны дараа гарын үсэг зурна."),
        )
    if record.given_at is None:
        raise Refused(_("Эхлээд хүлээлгэн өгөгч гарын үсэг зурна."))
    if side == "taker" and record.items.filter(state=ItemState.LISTED).exists():
        raise Refused(
            _("Хүлээн авсан эсэхийг тэмдэглээгүй зүйл байна."),
            _("Мөр бүрийг хүлээн авсан эсвэл дутуу гэж тэмдэглэнэ үү."),
        )


def _party(record: HandoverRecord, side: str) -> Appointment:
    party = record.outgoing if side == "giver" else record.incoming
    assert party is not None  # `_check_turn` has refused before
    return party


def _signed(
    record: HandoverRecord, side: str, *, user: Any, mark: str
) -> HandoverRecord:
    at, by = SIDES[side]
    setattr(record, at, timezone.now())
    setattr(record, by, user)
    if all(getattr(record, moment) for moment, _who in SIDES.values()):
        record.sha256 = signed_hash(record)
    keep(record, user=user, reason=mark)
    return record


def _check_own(user: Any, record: HandoverRecord, party: Appointment) -> None:
    if not is_self(user, party.official):
        can_staff.require(user, record.post.unit)


def _check_party(user: Any, record: HandoverRecord) -> None:
    """Both sides of the record, and who staffs the unit."""
    if record.incoming and is_self(user, record.incoming.official):
        return
    _check_own(user, record, record.outgoing)
