"""Rounds of monitoring: opened, widened, closed under a hash, reopened with a reason.

The rule: docs/rules/monitoring-round.md.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bagana.accounts.models import Role
from bagana.accounts.roles import holds
from bagana.acts.models import Act
from bagana.indicators.calendar import parse_period
from bagana.indicators.models import Period, PeriodKind
from bagana.indicators.periods import ensure_period
from bagana.programme import standings
from bagana.programme.actions.keeping import needed, planner_only
from bagana.programme.models import (
    Evidence,
    Measure,
    Programme,
    RatingScale,
    Report,
    ReportState,
    Round,
    RoundDeed,
    RoundStep,
)
from bagana.programme.queries.results import hash_of
from bagana.programme.queries.rounds import measures_due, results_of
from bagana.web.errors import Conflict, PermissionDenied, Refused

KINDS = (PeriodKind.HALF, PeriodKind.YEAR)


@transaction.atomic
def open_round(
    *,
    user: Any,
    programme: Programme,
    period: str,
    opens_on: date,
    due_on: date,
    is_illustrative: bool = False,
) -> Round:
    """Open a half-year or a year: a draft for every measure that is reported in it.

    The scale is the one in force on the last day of the period.
    """
    planner_only(user, programme)
    if due_on < opens_on:
        raise Refused(
            _("Ирүүлэх хугацаа нээх өдрөөс өмнө байна."),
            _("Огноогоо шалгана уу."),
            "due_on",
        )
    span = _period(programme, period)
    round = Round.objects.create(
        programme=programme,
        period=span,
        scale=scale_on(span.end),
        opens_on=opens_on,
        due_on=due_on,
        opened_by=user,
        is_illustrative=is_illustrative,
    )
    if not _add_reports(round):
        raise Refused(
            _("Энэ хугацаанд тайлагнах арга хэмжээ алга."),
            _("Төлөвлөгөөнд арга хэмжээ оруулаад үеийг нээнэ үү."),
            "period",
        )
    _note(round, user, RoundDeed.OPENED)
    return round


@transaction.atomic
def sync_round(*, user: Any, round: Round) -> int:
    """Add a draft for each measure that was planned after the round had opened."""
    planner_only(user, round.programme)
    row = _locked(round)
    _refuse_closed(row)
    added = _add_reports(row)
    if added:
        _note(row, user, RoundDeed.WIDENED, reason=str(added))
    return added


@transaction.atomic
def close_round(*, user: Any, round: Round, act: Act | None = None) -> Round:
    """Freeze the results under their hash; open the evidence they rest on.

    Every report must have been decided, "not due" being a decision as well.
    """
    planner_only(user, round.programme)
    row = _locked(round)
    _refuse_closed(row)
    _refuse_unfinished(row)
    results = results_of(row).to_json()
    row.results, row.sha256 = results, hash_of(results)
    row.closed_at, row.closed_by, row.act = timezone.now(), user, act
    row.save()
    _publish_evidence(row, user)
    _note(row, user, RoundDeed.CLOSED, act=act, results=results, sha256=row.sha256)
    _refresh(row)
    return row


@transaction.atomic
def reopen_round(*, user: Any, round: Round, reason: str) -> Round:
    """Take a closed round up again; what it had come to stays in its history."""
    row = _locked(round)
    if not holds(user, (Role.ADMINISTRATOR,), row.programme.unit):
        raise PermissionDenied(_("Хаасан үеийг зөвхөн админ дахин нээнэ."))
    if not row.is_closed:
        raise Conflict(_("Энэ үе нээлттэй байна."))
    why = needed(reason, "reason", _("Шалтгаан хоосон байна."))
    row.closed_at = row.closed_by = row.act = row.results = None
    row.sha256 = ""
    row.save()
    _note(row, user, RoundDeed.REOPENED, reason=why)
    _refresh(row)
    return row


def scale_on(day: date) -> RatingScale:
    """The scale in force on a day; the newest where several are."""
    scale = RatingScale.objects.on(day).order_by("-valid_from").first()
    if scale is None:
        raise Refused(
            _("%(day)s-нд хүчинтэй үнэлгээний шатлал алга.") % {"day": day},
            _("Үнэлгээний шатлал нэмээд дахин оролдоно уу."),
            "period",
        )
    return scale


def _period(programme: Programme, text: str) -> Period:
    span = parse_period(text)
    if span is None or span.kind not in KINDS:
        raise Refused(
            _("Үе нь хагас жил эсвэл жил байна."),
            _("Жишээ нь 2019 эсвэл 2019-H1 гэж бичнэ үү."),
            "period",
        )
    period = ensure_period(span.code)
    if programme.rounds.filter(period=period).exists():
        raise Conflict(
            _("Энэ үеийн хяналт-шинжилгээ нээгдсэн байна."),
            _("Жагсаалтаас нээж үзнэ үү."),
            "period",
        )
    return period


def _add_reports(round: Round) -> int:
    missing = measures_due(round.programme, round.period).exclude(
        pk__in=round.reports.values("measure")
    )
    made = Report.objects.bulk_create(
        Report(round=round, measure=measure, state=ReportState.DRAFT)
        for measure in missing
    )
    return len(made)


def _locked(round: Round) -> Round:
    rows = Round.objects.select_for_update(of=("self",))
    return rows.select_related("programme__unit", "period", "scale").get(pk=round.pk)


def _refuse_closed(round: Round) -> None:
    if round.is_closed:
        raise Conflict(
            _("Энэ үе хаагдсан байна."), _("Админ шалтгаантай дахин нээж болно.")
        )


def _refuse_unfinished(round: Round) -> None:
    late = measures_due(round.programme, round.period).exclude(
        pk__in=round.reports.values("measure")
    )
    if late.exists():
        raise Refused(
            _("Төлөвлөгөөнд нэмэгдсэн арга хэмжээ энэ үед ороогүй байна: %(numbers)s.")
            % {"numbers": _numbers(late)},
            _("«Нэмэгдсэнийг оруулах» товчоор оруулна уу."),
        )
    waiting = Measure.objects.filter(
        pk__in=round.reports.exclude(state=ReportState.DECIDED).values("measure")
    )
    count = waiting.count()
    if count:
        words = ngettext(
            "%(count)s тайлан шийдэгдээгүй байна: %(numbers)s.",
            "%(count)s тайлан шийдэгдээгүй байна: %(numbers)s.",
            count,
        )
        raise Refused(
            words % {"count": count, "numbers": _numbers(waiting)},
            _("Бүгдийг шийдээд, эсвэл хугацаа болоогүй гэж тэмдэглээд хаана уу."),
        )


def _numbers(measures: Any, most: int = 5) -> str:
    found = list(
        measures.order_by("sort_key").values_list("number", flat=True)[: most + 1]
    )
    return ", ".join(found[:most]) + (" …" if len(found) > most else "")


def _publish_evidence(round: Round, user: Any) -> None:
    """What is marked private stays so, and so does a figure that is a draft."""
    drafts = Q(observation__isnull=False, observation__publication__isnull=True)
    rows = Evidence.objects.standing().filter(
        reports__round=round, is_private=False, published_at__isnull=True
    )
    rows = rows.exclude(drafts)
    pks = list(rows.values_list("pk", flat=True).distinct())
    # Asked again: somebody may have marked one private in between.
    Evidence.objects.filter(pk__in=pks, is_private=False).update(
        published_at=timezone.now(), published_by=user
    )


def _note(round: Round, user: Any, deed: RoundDeed, **more: Any) -> None:
    RoundStep.objects.create(round=round, deed=deed, made_by=user, **more)


def _refresh(round: Round) -> None:
    standings.refresh(round.reports.values_list("measure", flat=True))
