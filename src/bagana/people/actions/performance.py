"""The yearly agreement of an official: drafted, signed by both, judged, locked.

The rule: docs/rules/performance.md.
"""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from importlib.resources import files
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.indicators.models import Indicator
from bagana.people.models import (
    Agreement,
    AgreementLine,
    AgreementState,
    Appointment,
    Assessment,
    CriteriaSet,
    Criterion,
    Party,
)
from bagana.people.performance_score import total
from bagana.people.queries.performance import (
    counting,
    figure_for,
    signatures_of,
)
from bagana.people.rules import can_staff, is_self
from bagana.web.errors import Conflict, PermissionDenied, Refused
from bagana.web.procedures import keep

BY_FIGURES = (Party.CITIZENS, Party.FIGURES)


@transaction.atomic
def load_criteria() -> bool:
    """Lay down the example where no set is there; a set-up step."""
    if CriteriaSet.objects.exists():
        return False
    text = files("bagana.people").joinpath("data/criteria.json").read_text("utf-8")
    told = json.loads(text)
    items = told.pop("items")
    told["valid_from"] = date.fromisoformat(told["valid_from"])
    row = CriteriaSet(is_illustrative=True, **told)
    keep(row, user=None, reason="founded")
    for position, item in enumerate(items, start=1):
        code = item.pop("indicator", None)
        indicator = Indicator.objects.filter(code=code).first() if code else None
        item["weight"] = Decimal(item["weight"])
        Criterion.objects.create(
            criteria=row, position=position, indicator=indicator, **item
        )
    return True


def criteria_on(on: date) -> CriteriaSet | None:
    open_end = Q(valid_to__isnull=True) | Q(valid_to__gt=on)
    return CriteriaSet.objects.filter(open_end, valid_from__lte=on).first()


@transaction.atomic
def draft_agreement(*, user: Any, appointment: Appointment, year: int) -> Agreement:
    """For who is in office in the year, by the criteria of its first day."""
    _require_sum(user, appointment)
    start, end = date(year, 1, 1), date(year, 12, 31)
    if appointment.starts_on is None or appointment.starts_on > end:
        raise Refused(_("Тэр жил энэ хүн ажиллаагүй."), field="year")
    if appointment.ended_on is not None and appointment.ended_on <= start:
        raise Refused(_("Тэр жил энэ хүн ажиллаагүй."), field="year")
    criteria = criteria_on(start)
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
def promise(
    *, user: Any, agreement: Agreement, criterion: Criterion, text: str
) -> AgreementLine:
    """A line of the draft, by either side; signatures given before are void."""
    row = _locked(agreement, {AgreementState.DRAFT})
    _side(user, row)
    told = text.replace("\0", "").strip()
    if not told or len(told) > 500:
        raise Refused(_("Амлалтыг 500 тэмдэгтэд багтааж бичнэ үү."), field="text")
    if criterion.criteria_id != row.criteria_id:
        raise Refused(_("Энэ гэрээний шалгуур биш байна."), field="criterion")
    line = AgreementLine.objects.create(
        agreement=row, criterion=criterion, promise=told
    )
    keep(row, user=user, reason="promised")
    return line


@transaction.atomic
def sign_agreement(*, user: Any, agreement: Agreement) -> Agreement:
    """Either side signs what stands; with the second signature it holds."""
    row = _locked(agreement, {AgreementState.DRAFT})
    if not row.lines.exists():
        raise Conflict(_("Амлалтгүй гэрээнд гарын үсэг зурахгүй."))
    side, given = _side(user, row), signatures_of(row)
    if side in given:
        raise Conflict(_("Энэ тал гарын үсэг зурсан байна."))
    if given:
        row.state, row.signed_on = AgreementState.SIGNED, timezone.localdate()
    keep(row, user=user, reason=f"signed by {side}")
    return row


@transaction.atomic
def assess(
    *,
    user: Any,
    agreement: Agreement,
    criterion: Criterion,
    score: float,
    note: str = "",
) -> Assessment:
    """One judgement of one criterion by the side it belongs to; the newest counts."""
    row = _locked(agreement, {AgreementState.SIGNED})
    if criterion.criteria_id != row.criteria_id or criterion.party in BY_FIGURES:
        raise Refused(_("Энэ шалгуурыг хүн дүгнэхгүй."), field="criterion")
    if _side(user, row) != criterion.party:
        raise PermissionDenied(_("Энэ шалгуурыг нөгөө тал дүгнэнэ."))
    if not 0 <= score <= 100:
        raise Refused(_("Оноо 0-ээс 100 хүртэл байна."), field="score")
    return Assessment.objects.create(
        agreement=row,
        criterion=criterion,
        party=criterion.party,
        score=score,
        note=note.replace("\0", "").strip()[:500],
        made_by=user,
    )


@transaction.atomic
def close_assessment(*, user: Any, agreement: Agreement, on: date) -> Agreement:
    """Add what published figures say, count the whole, and lock it for good."""
    row = _locked(agreement, {AgreementState.SIGNED})
    _require_sum(user, row.appointment)
    if on > timezone.localdate() or (row.signed_on and on < row.signed_on):
        raise Refused(_("Дүгнэх өдөр буруу байна."), _("Огноог шалгана уу."), "on")
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


def _locked(agreement: Agreement, states: set[AgreementState]) -> Agreement:
    rows = Agreement.objects.select_for_update(of=("self",))
    row = rows.select_related("appointment__post__unit", "appointment__official").get(
        pk=agreement.pk
    )
    if row.state not in states:
        raise Conflict(_("Энэ гэрээ өөр төлөвт шилжсэн байна."))
    return row


def _side(user: Any, row: Agreement) -> str:
    """The official himself, or the sum; nobody is both sides of his own agreement."""
    if is_self(user, row.appointment.official):
        return Party.SELF
    _require_sum(user, row.appointment)
    return Party.SUM


def _require_sum(user: Any, appointment: Appointment) -> None:
    own = is_self(user, appointment.official)
    if own or not can_staff(user, appointment.post.unit):
        raise PermissionDenied(_("Гэрээг сум, аймгийн ажилтан байгуулж, дүгнэнэ."))
