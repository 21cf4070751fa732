"""A money table taken in: check, apply whole, undo by reversal."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.indicators.models import BatchState
from bagana.programme import standings
from bagana.programme.actions.money import CHUNK, record_entries
from bagana.programme.models import MoneyEntry, PlanBatch, Programme
from bagana.programme.money_table import CheckedMoney, check_money
from bagana.programme.queries.money_book import spenders
from bagana.programme.rules import can_book
from bagana.web.errors import Conflict, PermissionDenied

ORIGIN = "money"
KEPT_PROBLEMS = 2000


@transaction.atomic
def check_table(
    *, programme: Programme, content: bytes, name: str, user: Any
) -> PlanBatch:
    """Say what taking the table in would do; nothing is booked."""
    if not spenders(programme, user):
        raise PermissionDenied(_("Энэ нэгжийн төсвөөс бичилт хийх эрх танд алга."))
    checked = check_money(programme, name, content, user)
    return PlanBatch.objects.create(
        programme=programme,
        title=name[:300],
        origin=ORIGIN,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        state=BatchState.CHECKED,
        counts=checked.counts,
        problems=_stored(checked),
        made_by=user,
    )


def _stored(checked: CheckedMoney) -> list[dict[str, Any]]:
    return [problem.stored() for problem in checked.problems[:KEPT_PROBLEMS]]


def recheck(batch: PlanBatch, user: Any) -> CheckedMoney:
    """The table against the book of now, in the words of the reader."""
    return check_money(batch.programme, batch.title, bytes(batch.content), user)


@transaction.atomic
def apply_batch(*, batch: PlanBatch, user: Any) -> PlanBatch:
    """Book what is new in a checked table; it is checked again first."""
    found = _locked(batch, user, BatchState.CHECKED)
    checked = recheck(found, user)
    written = record_entries(user=user, entries=checked.entries)
    found.record = {"entries": [row.pk for row in written]}
    found.counts, found.problems = checked.counts, _stored(checked)
    found.state, found.applied_at = BatchState.APPLIED, timezone.now()
    found.save()
    return found


@transaction.atomic
def undo_batch(*, batch: PlanBatch, user: Any) -> PlanBatch:
    """Reverse every entry of the table that nobody has reversed since."""
    found = _locked(batch, user, BatchState.APPLIED)
    rows = MoneyEntry.objects.filter(
        pk__in=found.record.get("entries", []), reversed_by__isnull=True
    )
    standing = list(rows.select_related("measure__programme", "spender"))
    payers = {row.spender_id: row.spender for row in standing}
    if not all(can_book(user, found.programme, one) for one in payers.values()):
        raise PermissionDenied(_("Энэ нэгжийн төсвөөс бичилт хийх эрх танд алга."))
    note = _("Хүснэгтийг буцаав: %(title)s") % {"title": found.title}
    today = timezone.localdate()
    MoneyEntry.objects.bulk_create(
        [
            MoneyEntry(
                measure=row.measure,
                unit_id=row.unit_id,
                spender=row.spender,
                source=row.source,
                year=row.year,
                kind=row.kind,
                amount=-row.amount,
                booked_on=today,
                note=note[:300],
                reverses=row,
                is_illustrative=row.is_illustrative,
                made_by=user,
            )
            for row in standing
        ],
        batch_size=CHUNK,
    )
    standings.refresh(row.measure_id for row in standing)
    found.state, found.undone_at = BatchState.UNDONE, timezone.now()
    found.undone_by = user
    found.save()
    return found


@transaction.atomic
def discard_batch(*, batch: PlanBatch, user: Any) -> None:
    """Drop a checked table that will not be applied."""
    _locked(batch, user, BatchState.CHECKED).delete()


def _locked(batch: PlanBatch, user: Any, state: str) -> PlanBatch:
    rows = PlanBatch.objects.select_for_update(of=("self",))
    found = rows.select_related("programme__unit").get(pk=batch.pk, origin=ORIGIN)
    if found.made_by_id != user.pk:
        raise PermissionDenied(_("Хүснэгтийг зөвхөн оруулсан хүн нь хэрэгжүүлнэ."))
    if found.state != state:
        raise Conflict(
            _("Энэ хүснэгтийг аль хэдийн хэрэгжүүлсэн эсвэл буцаасан байна."),
            _("Хүснэгтээ дахин оруулж шалгана уу."),
        )
    return found
