"""Put the terms of conduct right from a day: docs/rules/conduct.md."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.people.models import ConductRule
from bagana.people.rules import may_set_terms
from bagana.web.errors import Conflict, PermissionDenied, Refused
from bagana.web.procedures import keep

MOST_DAYS: Final = 365
MOST_MONTHS: Final = 120
LONGEST: Final = 300


@transaction.atomic
def set_conduct_terms(
    *,
    user: Any,
    valid_from: date,
    law_mn: str,
    decide_days: int,
    sanction_months: int,
    declare_month: int,
    declare_day: int,
    source: str,
    law_en: str = "",
    is_illustrative: bool = False,
) -> ConductRule:
    """Terms from a day on; cases and sanctions keep those of their own day.

    A rule that has not begun is put right by another of the same day.
    """
    if not may_set_terms(user):
        raise PermissionDenied(_("Ёс зүйн хугацааг аймгийн ажилтан, админ тогтооно."))
    _check(decide_days, sanction_months, declare_month, declare_day)
    rule = _place(valid_from)
    rule.law_mn, rule.source = _told(law_mn, "law_mn"), _told(source, "source")
    rule.law_en = law_en.replace("\0", "").strip()[:LONGEST]
    rule.decide_days, rule.sanction_months = decide_days, sanction_months
    rule.declare_month, rule.declare_day = declare_month, declare_day
    rule.is_illustrative = is_illustrative
    keep(rule, user=user, reason="set")
    return rule


def _check(days: int, months: int, month: int, day: int) -> None:
    if not 1 <= days <= MOST_DAYS:
        raise Refused(_("Шийдвэрлэх хоног 1–365 байна."), field="decide_days")
    if not 1 <= months <= MOST_MONTHS:
        raise Refused(_("Шийтгэлийн хугацаа 1–120 сар байна."), field="sanction_months")
    if not (1 <= month <= 12 and 1 <= day <= 28):
        raise Refused(_("Жил бүр байдаг өдөр сонгоно уу: 1–28."), field="declare_day")


def _told(text: str, field: str) -> str:
    told = text.replace("\0", "").strip()[:LONGEST]
    if not told:
        raise Refused(_("Хоосон байж болохгүй."), field=field)
    return told


def _place(day: date) -> ConductRule:
    """A new row, or the one of this day that has not begun."""
    rows = list(
        ConductRule.objects.select_for_update()
        .filter(valid_from__gte=day)
        .order_by("valid_from")
    )
    if not rows:
        return ConductRule(valid_from=day)
    if len(rows) == 1 and rows[0].valid_from == day > timezone.localdate():
        return rows[0]
    raise Conflict(
        _("Энэ өдрөөс хойш хүчинтэй дүрэм байна."),
        _("Сүүлийн дүрмээс хойших өдөр сонгоно уу."),
        "valid_from",
    )
