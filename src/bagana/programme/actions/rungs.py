"""What the steps of a report share: the lock, four eyes, the reason, the evidence."""

from __future__ import annotations

from typing import Any

from django.db.models import Sum
from django.utils.translation import gettext as _

from bagana.programme import rules
from bagana.programme.ladder import SHOWN_FROM, WRITING, submitter_of
from bagana.programme.models import (
    MoneyEntry,
    MoneyKind,
    RatingLevel,
    Report,
    ReportState,
    ReportStep,
)
from bagana.web.errors import Conflict, PermissionDenied, Refused


def locked(report: Report) -> Report:
    row = (
        Report.objects.select_for_update(of=("self",))
        .select_related(
            "round__programme__unit",
            "round__period",
            "measure__office",
            "measure__programme__unit",
            "proposed",
            "checked",
            "decided",
        )
        .get(pk=report.pk)
    )
    if row.round.is_closed:
        raise Conflict(
            _("Энэ үе хаагдсан: тайлан нь хөлдсөн."),
            _("Засах бол админ үеийг шалтгаантай дахин нээнэ."),
        )
    return row


def may_write(user: Any, report: Report) -> None:
    if not rules.can_report(user, report.measure):
        raise PermissionDenied(_("Энэ арга хэмжээг тайлагнах эрх танд алга."))
    if report.state not in WRITING:
        raise Conflict(
            _("Илгээсэн тайланг засахгүй."), _("Засах бол буцаалгаж аваарай.")
        )


def refuse_stale(report: Report, revision: int) -> None:
    if report.revision != revision:
        raise Conflict(
            _("Таныг бичиж байх хооронд өөр хүн хадгалсан байна."),
            _("Хоёр хувилбарыг харьцуулж, нэгтгээд дахин хадгална уу."),
        )


def refuse_level(report: Report, level: RatingLevel | None) -> None:
    if level is not None and level.scale_id != report.round.scale_id:
        raise Refused(
            _("Энэ шат тухайн үеийн шатлалд алга."), _("Шатаа сонгоно уу."), "proposed"
        )


def keep_report(report: Report, user: Any) -> Report:
    report.revision += 1
    report.updated_by = user
    report.save()
    return report


def step_to(
    report: Report,
    user: Any,
    state: ReportState,
    *,
    level: RatingLevel | None = None,
    reason: str = "",
) -> Report:
    report.state = state
    ReportStep.objects.create(
        report=report, state=state, level=level, reason=reason, made_by=user
    )
    return keep_report(report, user)


def stated(text: str) -> str:
    bare = text.strip()
    if not bare:
        raise Refused(
            _("Шалтгаанаа бичнэ үү."), _("Тайлан бичсэн хүн үүнийг уншина."), "reason"
        )
    return bare


def four_eyes(user: Any, report: Report) -> None:
    if submitter_of(report) == user.pk:
        raise PermissionDenied(
            _("Өөрийн илгээсэн тайланг өөрөө шалгаж, шийдэж болохгүй.")
        )


def level_chosen(
    report: Report, level: RatingLevel | None, before: RatingLevel | None, reason: str
) -> tuple[RatingLevel, str]:
    """The level, which is the one before unless another is given with a reason."""
    refuse_level(report, level)
    chosen = level or before
    if chosen is None:
        raise Refused(_("Үнэлгээний шат сонгоно уу."), field="level")
    if before is not None and chosen.pk != before.pk:
        return chosen, stated(reason)
    return chosen, reason.strip()


def need_evidence(report: Report, level: RatingLevel) -> None:
    if level.percent is None or level.percent < SHOWN_FROM:
        return
    if report.evidence.filter(withdrawn_at__isnull=True).exists():
        return
    if _paid_by(report) > 0:
        return
    raise Refused(
        _("%(percent)s%% гэж үнэлэх нотолгоо алга.") % {"percent": level.percent},
        _("Зураг, баримт эсвэл үзүүлэлтийн утга холбоно уу; төлбөр ч нотолгоо болно."),
        "proposed",
    )


def _paid_by(report: Report) -> Any:
    """What was paid for the measure by the end of the period, reversals taken off."""
    paid = MoneyEntry.objects.filter(
        measure=report.measure_id,
        kind=MoneyKind.PAYMENT,
        booked_on__lte=report.round.period.end,
    )
    return paid.aggregate(total=Sum("amount", default=0))["total"]
