"""Put the dated rules of meetings right: docs/rules/quorum.md."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bagana.accounts.roles import sets_for_all
from bagana.meetings.actions.standing import worded
from bagana.meetings.models import Denominator, MeetingKind, MeetingRule
from bagana.web.errors import Conflict, PermissionDenied, Refused
from bagana.web.procedures import keep


def may_set_rules(user: Any) -> bool:
    """Rules hold for the whole installation: the aimag's officer, the administrator."""
    return sets_for_all(user)


@transaction.atomic
def set_rule(
    *,
    user: Any,
    kind: str,
    valid_from: date,
    law_mn: str,
    source: str,
    law_en: str = "",
    quorum: Decimal | None = None,
    quorum_of: str = Denominator.HOUSEHOLDS,
    majority: Decimal = Decimal("0.5"),
    notice_days: int | None = None,
    yearly: int | None = None,
    chaired_by_session_chair: bool = True,
    is_illustrative: bool = False,
) -> MeetingRule:
    """A rule from a day on; the one before ends that day, and stays for its own days.

    Meetings keep the rule they were prepared under.
    """
    if not may_set_rules(user):
        raise PermissionDenied(_("Хурлын дүрмийг өөрчлөх эрх танд алга."))
    if kind not in MeetingKind.values or quorum_of not in Denominator.values:
        raise Refused(_("Ийм утга байхгүй."), field="kind")
    for name, share in (("quorum", quorum), ("majority", majority)):
        if share is not None and not 0 <= share <= 1:
            raise Refused(_("Хувь 0-ээс 100 байна."), field=name)
    _end_before(user, kind, valid_from)
    rule = MeetingRule(
        kind=kind,
        valid_from=valid_from,
        law_mn=worded(law_mn, "law_mn", 300),
        law_en=worded(law_en, "law_en", 300, required=False),
        source=worded(source, "source", 300),
        quorum=quorum,
        quorum_of=quorum_of,
        majority=majority,
        notice_days=notice_days,
        yearly=yearly,
        chaired_by_session_chair=chaired_by_session_chair,
        is_illustrative=is_illustrative,
    )
    keep(rule, user=user, reason="set")
    return rule


def _end_before(user: Any, kind: str, day: date) -> None:
    rows = MeetingRule.objects.select_for_update().filter(kind=kind)
    if rows.filter(valid_from__gte=day).exists():
        raise Conflict(
            _("Энэ өдрөөс хойш хүчинтэй дүрэм байна."),
            _("Сүүлийн дүрмээс хойших өдөр сонгоно уу."),
            "valid_from",
        )
    for one in rows.on(day):
        one.valid_to = day
        keep(one, user=user, reason="replaced")
