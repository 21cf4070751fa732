"""Put the days after which a request climbs right: docs/rules/request-states.md."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.casework.models import ClimbingRule
from bagana.casework.rules import may_set_terms
from bagana.web.errors import Conflict, PermissionDenied, Refused
from bagana.web.procedures import keep

MOST_DAYS: Final = 365
LONGEST: Final = 300


@transaction.atomic
def set_climbing(
    *,
    user: Any,
    valid_from: date,
    to_sum: int,
    to_aimag: int,
    source_mn: str,
    source_en: str = "",
    is_illustrative: bool = False,
) -> ClimbingRule:
    """A rule from a day on; the one before holds until then and stays to be read.

    One that has not begun is put right by another of the same day.
    """
    if not may_set_terms(user):
        raise PermissionDenied(_("Энэ журмыг аймгийн ажилтан, админ тогтооно."))
    if not 0 <= to_sum <= to_aimag <= MOST_DAYS:
        raise Refused(
            _("Аймагт шилжих хоног суманд шилжих хоногоос цөөнгүй байна."),
            field="to_aimag",
        )
    source = source_mn.replace("\0", "").strip()[:LONGEST]
    if not source:
        raise Refused(_("Эх сурвалжийг бичнэ үү."), field="source_mn")
    rule = _place(valid_from)
    rule.to_sum, rule.to_aimag = to_sum, to_aimag
    rule.source_mn = source
    rule.source_en = source_en.replace("\0", "").strip()[:LONGEST]
    rule.is_illustrative = is_illustrative
    keep(rule, user=user, reason="set")
    return rule


def _place(day: date) -> ClimbingRule:
    """A new row, or the one of this day that has not begun."""
    later = ClimbingRule.objects.select_for_update().filter(valid_from__gte=day)
    rows = list(later.order_by("valid_from"))
    if not rows:
        return ClimbingRule(valid_from=day)
    if len(rows) == 1 and rows[0].valid_from == day > timezone.localdate():
        return rows[0]
    raise Conflict(
        _("Энэ өдрөөс хойш хүчинтэй журам байна."),
        _("Сүүлийн журмаас хойших өдөр сонгоно уу."),
        "valid_from",
    )
