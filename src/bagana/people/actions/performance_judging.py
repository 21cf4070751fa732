"""How the year of an official is judged, and judged anew where that was wrong.

The rule: docs/rules/performance.md.
"""

from __future__ import annotations

import math
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.people.actions.performance import locked, require_superior, side_of
from bagana.people.models import (
    Agreement,
    AgreementLine,
    AgreementState,
    Assessment,
    Criterion,
    Party,
)
from bagana.people.performance_days import closes_from, judged_from
from bagana.people.performance_score import total
from bagana.people.queries.performance import BY_FIGURES, counting, figure_for
from bagana.web.errors import Conflict, PermissionDenied, Refused
from bagana.web.procedures import keep


@transaction.atomic
def assess(
    *,
    user: Any,
    agreement: Agreement,
    criterion: Criterion,
    score: float,
    note: str,
) -> Assessment:
    """One judgement of one criterion by the side it belongs to; the newest counts."""
    row = locked(agreement, AgreementState.SIGNED)
    if criterion.criteria_id != row.criteria_id or criterion.party in BY_FIGURES:
        raise Refused(_("Энэ шалгуурыг хүн дүгнэхгүй."), field="criterion")
    if side_of(user, row) != criterion.party:
        raise PermissionDenied(_("Энэ шалгуурыг нөгөө тал дүгнэнэ."))
    if timezone.localdate() < judged_from(row):
        raise Refused(_("Жилийн сүүлчийн сараас эхлэн дүгнэнэ."), field="score")
    if not math.isfinite(score) or not 0 <= score <= 100:
        raise Refused(_("Оноо 0-ээс 100 хүртэл байна."), field="score")
    told = note.replace("\0", "").strip()
    if not told or len(told) > 500:
        raise Refused(_("Үндэслэлээ 500 тэмдэгтэд багтааж бичнэ үү."), field="note")
    return Assessment.objects.create(
        agreement=row,
        criterion=criterion,
        party=criterion.party,
        score=score,
        note=told,
        made_by=user,
    )


@transaction.atomic
def close_assessment(*, user: Any, agreement: Agreement, on: date) -> Agreement:
    """Add what published figures say, count the whole, and lock it for good."""
    row = locked(agreement, AgreementState.SIGNED)
    require_superior(user, row.appointment)
    _check_day(row, on)
    items = list(row.criteria.items.select_related("indicator"))
    for item in items:
        if item.party in BY_FIGURES:
            _judge_by_figures(user, row, item)
    scores = {key: one.score for key, one in counting(row).items()}
    if not any(item.party == Party.SUM and item.pk in scores for item in items):
        raise Conflict(_("Сумын дүгнэлт ороогүй байна."), _("Эхлээд оноо өгнө үү."))
    found = total({item.pk: float(item.weight) for item in items}, scores)
    row.state, row.assessed_on = AgreementState.ASSESSED, on
    row.score, row.covered = found.score, found.covered
    keep(row, user=user, reason="assessed")
    return row


def _check_day(row: Agreement, on: date) -> None:
    """After the year or the time in office: its figures are of the whole of it."""
    fix = _("Огноог шалгана уу.")
    if on > timezone.localdate() or (row.signed_on and on < row.signed_on):
        raise Refused(_("Дүгнэх өдөр буруу байна."), fix, "on")
    if on < closes_from(row):
        raise Refused(_("Жил дуусаагүй байхад дүгнэлтийг хаахгүй."), fix, "on")


def _judge_by_figures(user: Any, row: Agreement, item: Criterion) -> None:
    """A figure that is not published leaves its weight out; nothing is invented."""
    figure = figure_for(item, row.appointment.post.unit_id, row.year)
    if figure is None:
        return
    Assessment.objects.create(
        agreement=row,
        criterion=item,
        party=item.party,
        score=figure.score,
        note=figure.as_kept(),
        made_by=user,
    )


@transaction.atomic
def judge_anew(*, user: Any, agreement: Agreement, reason: str) -> Agreement:
    """What was judged wrongly: a record of its own, with the same promises.

    The earlier one stays as it was; the new one counts once it is closed.
    """
    row = locked(agreement, AgreementState.ASSESSED)
    require_superior(user, row.appointment)
    told = reason.replace("\0", "").strip()
    if not told or len(told) > 300:
        raise Refused(_("Шалтгааныг 300 тэмдэгтэд багтааж бичнэ үү."), field="reason")
    if Agreement.objects.filter(corrects=row).exists():
        raise Conflict(_("Энэ дүгнэлтийг засаж байгаа бүртгэл бий."))
    anew = Agreement(
        appointment=row.appointment,
        year=row.year,
        criteria=row.criteria,
        state=AgreementState.SIGNED,
        signed_on=row.signed_on,
        corrects=row,
        correction=told,
    )
    keep(anew, user=user, reason="judged anew")
    for line in row.lines.all():
        copy = AgreementLine(
            agreement=anew,
            criterion_id=line.criterion_id,
            promise=line.promise,
            target=line.target,
        )
        keep(copy, user=user, reason="judged anew")
    return anew
