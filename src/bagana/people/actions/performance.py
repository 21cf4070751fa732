"""The yearly agreement of an official: drafted, promised, signed by both sides.

How it is judged: performance_judging. The rule: docs/rules/performance.md.
"""

from __future__ import annotations

import math
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.people.models import (
    Agreement,
    AgreementLine,
    AgreementState,
    Appointment,
    AppointmentState,
    Criterion,
    Party,
)
from bagana.people.queries.performance import (
    SIGNED,
    criteria_on,
    signatures_of,
    text_version,
)
from bagana.people.rules import is_self, may_judge
from bagana.web.errors import Conflict, PermissionDenied, Refused
from bagana.web.procedures import keep

IN_OFFICE = (AppointmentState.APPOINTED, AppointmentState.ENDED)


@transaction.atomic
def draft_agreement(*, user: Any, appointment: Appointment, year: int) -> Agreement:
    """For who is in office in the year, by the criteria of its first day."""
    require_superior(user, appointment)
    # Two who press at once: the second finds the first one's draft.
    Appointment.objects.select_for_update().get(pk=appointment.pk)
    start, end = date(year, 1, 1), date(year, 12, 31)
    since, until = appointment.starts_on, appointment.ended_on
    is_there = appointment.state in IN_OFFICE and since is not None and since <= end
    if not is_there or (until is not None and until <= start):
        raise Refused(_("Тэр жил энэ хүн ажиллаагүй."), field="year")
    criteria = criteria_on(start, appointment.post.kind)
    if criteria is None:
        raise Refused(_("Тэр оны шалгуур бүртгэгдээгүй байна."), field="year")
    if Agreement.objects.filter(appointment=appointment, year=year).exists():
        raise Conflict(_("Энэ оны гэрээ бий."))
    row = Agreement(
        appointment=appointment,
        year=year,
        criteria=criteria,
        state=AgreementState.DRAFT,
    )
    keep(row, user=user, reason="drafted")
    return row


@transaction.atomic
def drop_draft(*, user: Any, agreement: Agreement) -> None:
    """A draft made in error goes; what somebody has signed does not."""
    row = locked(agreement, AgreementState.DRAFT)
    require_superior(user, row.appointment)
    if signatures_of(row):
        raise Conflict(_("Гарын үсэг зурсан гэрээг устгахгүй."))
    row._history_user = user  # type: ignore[attr-defined]
    row._change_reason = "dropped"  # type: ignore[attr-defined]
    row.delete()


@transaction.atomic
def promise(
    *,
    user: Any,
    agreement: Agreement,
    criterion: Criterion,
    text: str,
    target: float | None = None,
) -> AgreementLine:
    """A line of the draft, by either side; signatures given before are void."""
    row = locked(agreement, AgreementState.DRAFT)
    side_of(user, row)
    if criterion.criteria_id != row.criteria_id:
        raise Refused(_("Энэ гэрээний шалгуур биш байна."), field="criterion")
    line = AgreementLine(agreement=row, criterion=criterion)
    _write(line, text, target)
    keep(line, user=user, reason="promised")
    keep(row, user=user, reason="promised")
    return line


@transaction.atomic
def correct_promise(
    *, user: Any, line: AgreementLine, text: str, target: float | None = None
) -> AgreementLine:
    """Another wording of a promise of a draft; the earlier one stays in its history."""
    row = locked(line.agreement, AgreementState.DRAFT)
    side_of(user, row)
    kept = row.lines.select_related("criterion").get(pk=line.pk)
    _write(kept, text, target)
    keep(kept, user=user, reason="corrected")
    keep(row, user=user, reason="promise corrected")
    return kept


@transaction.atomic
def remove_promise(*, user: Any, line: AgreementLine) -> None:
    """Out of a draft, by either side; its history tells what it was."""
    row = locked(line.agreement, AgreementState.DRAFT)
    side_of(user, row)
    kept = row.lines.get(pk=line.pk)
    kept._history_user = user  # type: ignore[attr-defined]
    kept._change_reason = "removed"  # type: ignore[attr-defined]
    kept.delete()
    keep(row, user=user, reason="promise removed")


def _write(line: AgreementLine, text: str, target: float | None) -> None:
    told = text.replace("\0", "").strip()
    if not told or len(told) > 500:
        raise Refused(_("Амлалтыг 500 тэмдэгтэд багтааж бичнэ үү."), field="text")
    if target is not None and line.criterion.indicator_id is None:
        raise Refused(_("Энэ шалгуурт тоон зорилт байхгүй."), field="target")
    if target is not None and not math.isfinite(target):
        raise Refused(_("Зорилтыг тоогоор бичнэ үү."), field="target")
    line.promise, line.target = told, target


@transaction.atomic
def sign_agreement(
    *,
    user: Any,
    agreement: Agreement,
    on: date | None = None,
    seen: int | None = None,
) -> Agreement:
    """Either side signs what stands; with the second signature it holds.

    `seen` is the wording that the signer has read (`text_version`): what the other
    side changed meanwhile is not signed unread.
    """
    row = locked(agreement, AgreementState.DRAFT)
    side, given = side_of(user, row), signatures_of(row)
    if not row.lines.exists():
        raise Conflict(_("Амлалтгүй гэрээнд гарын үсэг зурахгүй."))
    if side in given:
        raise Conflict(_("Энэ тал гарын үсэг зурсан байна."))
    if seen is not None and seen != text_version(row):
        raise Conflict(_("Амлалт өөрчлөгдсөн байна."), _("Гэрээг дахин уншина уу."))
    day = on or timezone.localdate()
    since = row.appointment.starts_on
    if day > timezone.localdate() or (since is not None and day < since):
        raise Refused(_("Гарын үсэг зурсан өдөр буруу байна."), field="on")
    if given:
        row.state, row.signed_on = AgreementState.SIGNED, day
    keep(row, user=user, reason=f"{SIGNED}{side}")
    return row


def locked(agreement: Agreement, state: str) -> Agreement:
    """The row as it stands now, held until the deed is done."""
    rows = Agreement.objects.select_for_update(of=("self",))
    row = (
        rows.select_related("appointment__post__unit", "appointment__official")
        .filter(pk=agreement.pk)
        .first()
    )
    if row is None or row.state != state:
        raise Conflict(_("Энэ гэрээ өөр төлөвт шилжсэн байна."))
    return row


def side_of(user: Any, row: Agreement) -> str:
    """The official himself, or the sum; nobody is both sides of his own agreement."""
    if is_self(user, row.appointment.official):
        return Party.SELF
    require_superior(user, row.appointment)
    return Party.SUM


def require_superior(user: Any, appointment: Appointment) -> None:
    if not may_judge(user, appointment):
        raise PermissionDenied(_("Гэрээг дээд шатны ажилтан байгуулж, дүгнэнэ."))
