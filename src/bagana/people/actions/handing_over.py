"""The record of one office given to the next. The rule: docs/rules/handing-over.md."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

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
from bagana.people.queries.handing_over import signed_hash
from bagana.people.rules import can_staff, is_self
from bagana.web.errors import Conflict, PermissionDenied, Refused
from bagana.web.procedures import keep

SIDES: Final = {
    "giver": ("given_at", "given_by"),
    "taker": ("taken_at", "taken_by"),
    "witness": ("witnessed_at", "witnessed_by"),
}
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
    """`side`: giver, taker, witness. With the third signature the record is locked.

    A party without access signs on paper, and the sum enters it; the witness is of the
    sum and neither of the two.
    """
    at, by = SIDES[side]
    if getattr(record, at) is not None:
        raise Conflict(_("Энэ тал гарын үсгээ зурсан байна."))
    _check_side(user, record, side)
    setattr(record, at, timezone.now())
    setattr(record, by, user)
    if all(getattr(record, moment) for moment, _who in SIDES.values()):
        record.sha256 = signed_hash(record)
    keep(record, user=user, reason=f"signed: {side}")
    return record


def _check_side(user: Any, record: HandoverRecord, side: str) -> None:
    if side == "giver":
        _check_own(user, record, record.outgoing)
        return
    if record.incoming is None:
        raise Refused(
            _("Хүлээн авах хүн томилогдоогүй байна."),
            _("Томилогдсоны дараа гарын үсэг зурна."),
        )
    if record.given_at is None:
        raise Refused(_("Эхлээд хүлээлгэн өгөгч гарын үсэг зурна."))
    if side == "taker":
        _check_own(user, record, record.incoming)
        if record.items.filter(state=ItemState.LISTED).exists():
            raise Refused(
                _("Хүлээн авсан эсэхийг тэмдэглээгүй зүйл байна."),
                _("Мөр бүрийг хүлээн авсан эсвэл дутуу гэж тэмдэглэнэ үү."),
            )
        return
    can_staff.require(user, record.post.unit)
    parties = (record.outgoing.official, record.incoming.official)
    if any(is_self(user, official) for official in parties):
        raise PermissionDenied


def _check_own(user: Any, record: HandoverRecord, party: Appointment) -> None:
    if not is_self(user, party.official):
        can_staff.require(user, record.post.unit)


def _check_party(user: Any, record: HandoverRecord) -> None:
    """Both sides of the record, and who staffs the unit."""
    if record.incoming and is_self(user, record.incoming.official):
        return
    _check_own(user, record, record.outgoing)
