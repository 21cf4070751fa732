"""Open a round, move its days, close it. The rule: docs/rules/collection-round.md."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone, translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from bagana.acts.models import Act
from bagana.collection.forms import Form, form_of
from bagana.collection.models import Return, ReturnState, Round
from bagana.collection.queries.rounds import bags_of
from bagana.collection.rules import can_open_round
from bagana.indicators.models import Period, PeriodKind
from bagana.registers.actions.livestock import open_census
from bagana.registers.calendar import census_days
from bagana.registers.models import Census
from bagana.territory.models import Unit
from bagana.web.errors import Conflict, Refused


@transaction.atomic
def open_round(
    *,
    user: Any,
    form: str,
    period: Period,
    unit: Unit,
    opens_on: date,
    due_on: date,
    sum_due_on: date,
    aimag_due_on: date,
    census: Census | None = None,
    with_extras: bool = False,
    code: str = "",
    title_mn: str = "",
    title_en: str = "",
    act: Act | None = None,
) -> Round:
    """One form of a period over a unit; every bag of its last day owes a return.

    A livestock form counts in `census`; without one that of the year is taken or made
    by the dated days of the registers.
    """
    can_open_round.require(user, unit)
    declared = form_of(form)
    _refuse_days(opens_on, due_on, sum_due_on, aimag_due_on)
    bags = bags_of(unit, period.end)
    if not bags:
        raise Refused(_("Энэ нэгжид тухайн өдөр баг алга."), field="unit")
    name = slugify(code or f"{form}-{unit.code}-{period.code}")[:60]
    if Round.objects.filter(code=name).exists():
        raise Conflict(
            _("Ийм цуглуулалтыг өмнө нь нээсэн: %s") % name,
            _("Нээснийг нь үргэлжлүүлэх, эсвэл өөр код өгнө үү."),
            "form",
        )
    round = Round.objects.create(
        code=name,
        form=form,
        unit=unit,
        period=period,
        census=_census(user, declared, period, census, with_extras),
        title_mn=title_mn.strip() or _title(declared, period, "mn"),
        title_en=title_en.strip() or _title(declared, period, "en"),
        opens_on=opens_on,
        due_on=due_on,
        sum_due_on=sum_due_on,
        aimag_due_on=aimag_due_on,
        act=act,
        made_by=user,
    )
    for bag in bags:
        Return.objects.create(round=round, unit=bag)
    return round


def _title(form: Form, period: Period, language: str) -> str:
    with translation.override(language):
        return f"{form.title}, {period.label}"[:200]


def _census(
    user: Any, form: Form, period: Period, census: Census | None, with_extras: bool
) -> Census | None:
    if form.census_kind is None:
        return None
    if census is not None:
        if census.kind != form.census_kind or census.period_id != period.pk:
            raise Refused(_("Тооллого нь энэ маягт, үеийнх биш байна."), field="census")
        return census
    if period.kind != PeriodKind.YEAR:
        raise Refused(_("Мал тооллогыг жилээр нээнэ."), _("Жишээ нь 2026."), "period")
    days = census_days(form.census_kind, period.start.year)
    code = f"{period.code}-{days.starts_on:%m}"
    standing = Census.objects.filter(code=code).first()
    return standing or open_census(
        user=user,
        code=code,
        kind=form.census_kind,
        period=period,
        starts_on=days.starts_on,
        ends_on=days.ends_on,
        with_extras=with_extras,
    )


def _refuse_days(opens: date, due: date, sum_due: date, aimag_due: date) -> None:
    pairs = (
        ("due_on", opens, due),
        ("sum_due_on", due, sum_due),
        ("aimag_due_on", sum_due, aimag_due),
    )
    for field, before, after in pairs:
        if after < before:
            raise Refused(
                _("Өдрүүдийн дараалал буруу: %(before)s, дараа нь %(after)s.")
                % {"after": after, "before": before},
                _("Нээх, баг, сум, аймаг гэсэн дарааллаар өгнө үү."),
                field,
            )


@transaction.atomic
def change_days(
    *,
    user: Any,
    round: Round,
    due_on: date,
    sum_due_on: date,
    aimag_due_on: date,
    reason: str,
) -> Round:
    """Move the last days; the reason stands in the history of the round."""
    row = _locked(user, round)
    words = " ".join(reason.split())
    if not words:
        raise Refused(
            _("Хугацаа өөрчлөх шалтгаан алга."), _("Шалтгаанаа бичнэ үү."), "reason"
        )
    _refuse_days(row.opens_on, due_on, sum_due_on, aimag_due_on)
    row.due_on, row.sum_due_on, row.aimag_due_on = due_on, sum_due_on, aimag_due_on
    row._change_reason = words[:100]  # type: ignore[attr-defined]
    row.save()
    return row


def _locked(user: Any, round: Round) -> Round:
    can_open_round.require(user, round.unit)
    row = Round.objects.select_for_update(of=("self",)).get(pk=round.pk)
    if row.closed_at is not None:
        raise Conflict(_("Энэ цуглуулалт хаагдсан."))
    return row


@transaction.atomic
def close_round(*, user: Any, round: Round, reason: str = "") -> Round:
    """Take nothing more. What is not approved by then stays missing: it says why."""
    row = _locked(user, round)
    left = row.returns.exclude(state=ReturnState.APPROVED).count()
    words = " ".join(reason.split())
    if left and not words:
        raise Refused(
            _("%(n)s багийн мэдээг батлаагүй байна.") % {"n": left},
            _("Тэдний тоо «мэдээлэл алга» болж үлдэнэ: шалтгаанаа бичнэ үү."),
            "reason",
        )
    row.closed_at = timezone.now()
    row._change_reason = words[:100]  # type: ignore[attr-defined]
    row.save()
    return row


@transaction.atomic
def reopen_round(*, user: Any, round: Round, reason: str) -> Round:
    """Take returns again; the reason stands in the history of the round."""
    can_open_round.require(user, round.unit)
    row = Round.objects.select_for_update(of=("self",)).get(pk=round.pk)
    words = " ".join(reason.split())
    if row.closed_at is None:
        raise Conflict(_("Энэ цуглуулалт нээлттэй байна."))
    if not words:
        raise Refused(
            _("Дахин нээх шалтгаан алга."), _("Шалтгаанаа бичнэ үү."), "reason"
        )
    row.closed_at = None
    row._change_reason = words[:100]  # type: ignore[attr-defined]
    row.save()
    return row
