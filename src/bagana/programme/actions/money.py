"""Every write in the book of money: entries, one or many, and their reversal."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.acts.models import Act
from bagana.programme import standings
from bagana.programme.bookkeeping import Book, NewEntry
from bagana.programme.models import Measure, MoneyEntry
from bagana.programme.rules import can_book
from bagana.territory.models import Unit
from bagana.web.errors import Conflict, PermissionDenied, Refused

CHUNK = 500
REASON_LENGTH = 300


@transaction.atomic
def record_entry(
    *,
    user: Any,
    measure: Measure,
    kind: str,
    source: str,
    year: int,
    amount: Decimal,
    booked_on: date,
    spender: Unit,
    unit: Unit | None = None,
    act: Act | None = None,
    document: str = "",
    note: str = "",
    is_illustrative: bool = False,
    refresh: bool = True,
) -> MoneyEntry:
    """Book one amount. Raises Refused at the field that is wrong.

    `refresh=False` is for a caller that books many and works the standings out once.
    """
    entry = NewEntry(
        measure=measure,
        kind=kind,
        source=source,
        year=year,
        amount=amount,
        booked_on=booked_on,
        spender=spender,
        unit=unit,
        act=act,
        document=document.strip(),
        note=note.strip(),
        is_illustrative=is_illustrative,
    )
    written = record_entries(user=user, entries=[entry], refresh=refresh)
    return written[0]


@transaction.atomic
def record_entries(
    *,
    user: Any,
    entries: Iterable[NewEntry],
    refresh: bool = True,
) -> list[MoneyEntry]:
    """Book all or none; the first that is refused is raised."""
    book = Book(user, timezone.localdate())
    rows = []
    for entry in entries:
        book.require(entry)
        rows.append(_row(entry, user))
    written = MoneyEntry.objects.bulk_create(rows, batch_size=CHUNK)
    if refresh:
        standings.refresh(dict.fromkeys(row.measure_id for row in written))
    return written


def _row(entry: NewEntry, user: Any) -> MoneyEntry:
    return MoneyEntry(
        measure=entry.measure,
        unit=entry.unit,
        spender=entry.spender,
        source=entry.source,
        year=entry.year,
        kind=entry.kind,
        amount=entry.amount,
        booked_on=entry.booked_on,
        act=entry.act,
        document=entry.document,
        note=entry.note,
        is_illustrative=entry.is_illustrative,
        made_by=user,
    )


@transaction.atomic
def reverse_entry(
    *, user: Any, entry: MoneyEntry, reason: str, booked_on: date | None = None
) -> MoneyEntry:
    """Cancel an entry by a second one with the opposite sign; nothing is deleted.

    The reversal counts in the year of what it cancels, and is dated by its own day.
    """
    seen = (
        MoneyEntry.objects.select_for_update(of=("self",))
        .select_related("measure__programme", "spender")
        .get(pk=entry.pk)
    )
    if not can_book(user, seen.measure.programme, seen.spender):
        raise PermissionDenied(_("Энэ нэгжийн төсвөөс бичилт хийх эрх танд алга."))
    today = timezone.localdate()
    day = booked_on or today
    _refuse_reversal(seen, reason.strip(), day, today)
    reversal = MoneyEntry.objects.create(
        measure=seen.measure,
        unit_id=seen.unit_id,
        spender=seen.spender,
        source=seen.source,
        year=seen.year,
        kind=seen.kind,
        amount=-seen.amount,
        booked_on=day,
        note=reason.strip(),
        reverses=seen,
        is_illustrative=seen.is_illustrative,
        made_by=user,
    )
    standings.refresh([seen.measure_id])
    return reversal


def _refuse_reversal(entry: MoneyEntry, reason: str, day: date, today: date) -> None:
    if entry.reverses_id is not None:
        raise Refused(
            _("Буцаалтыг дахин буцаахгүй."), _("Зөв дүнгээр шинэ бичилт хийнэ үү.")
        )
    if MoneyEntry.objects.filter(reverses=entry).exists():
        raise Conflict(_("Энэ бичилтийг аль хэдийн буцаасан байна."))
    if not reason:
        raise Refused(
            _("Буцаах шалтгаанаа бичнэ үү."),
            _("Шалтгаан нь мөнгөний дэвтэрт үлдэнэ."),
            "reason",
        )
    if len(reason) > REASON_LENGTH:
        raise Refused(
            _("Бичвэр %(most)s тэмдэгтээс урт байна.") % {"most": REASON_LENGTH},
            _("Бичвэрийг товчилно уу."),
            "reason",
        )
    if not entry.booked_on <= day <= today:
        raise Refused(
            _("Буцаалтын огноо бичилтийн өдрөөс өнөөдөр хүртэл байна."),
            _("Огноог шалгана уу."),
            "booked_on",
        )
