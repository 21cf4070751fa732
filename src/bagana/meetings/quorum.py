"""Whether a meeting can decide: docs/rules/quorum.md.

Households represented in it and in its parts, each once, of those registered on its
day. What the rule of that day does not know is not decided here either.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal

from django.db.models import Q, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.meetings.models import (
    Denominator,
    Meeting,
    MeetingKind,
    MeetingRule,
    MeetingState,
    Presence,
)
from bagana.registers.models import Household, Residence, Stay
from bagana.web.errors import Refused

ADULT = 18
COUNTED = (MeetingState.CLOSED, MeetingState.SIGNED, MeetingState.FAILED)
"""From then on what was counted stands, whatever becomes of the register."""


@dataclass(frozen=True, slots=True)
class Quorum:
    """`needed` and `reached` are None where the rule names no quorum."""

    registered: int
    represented: int
    needed: int | None
    reached: bool | None
    rule: MeetingRule

    @property
    def share(self) -> float | None:
        return 100 * self.represented / self.registered if self.registered else None

    @property
    def lacking(self) -> int:
        return max(0, (self.needed or 0) - self.represented)


def rule_on(kind: str, on: date) -> MeetingRule:
    """The rule in force on a day, the newest of them.

    Raises
    ------
    Refused
        Where no rule of the kind holds on the day.
    """
    rows = MeetingRule.objects.on(on).filter(kind=kind)
    found = rows.order_by("-valid_from", "-pk").first()
    if found is None:
        name = MeetingKind(kind).label if kind in MeetingKind.values else kind
        raise Refused(
            _("%(kind)s: энэ өдөр хүчинтэй дүрэм алга.") % {"kind": name},
            _("Хурлын дүрмийг аймгийн ажилтан оруулна."),
            "kind",
        )
    return found


def whole_of(meeting: Meeting) -> Meeting:
    """The meeting that a part belongs to; itself where it is no part."""
    return meeting if meeting.parent is None else meeting.parent


def day_of(meeting: Meeting) -> date:
    return timezone.localdate(meeting.starts_at)


def presences_of(meeting: Meeting) -> QuerySet[Presence]:
    """Of the whole meeting with all its parts, but those that were cancelled."""
    whole = whole_of(meeting)
    rows = Presence.objects.filter(Q(meeting=whole) | Q(meeting__parent=whole))
    return rows.exclude(meeting__state=MeetingState.CANCELLED)


def open_on(meeting: Meeting) -> QuerySet[Household]:
    """Households whose stay in the bag covers the meeting's day."""
    day = day_of(meeting)
    lasting = Q(ends_on__isnull=True) | Q(ends_on__gt=day)
    stays = Stay.objects.filter(lasting, unit=meeting.unit_id, starts_on__lte=day)
    return Household.objects.filter(pk__in=stays.values("household"))


def registered_on(meeting: Meeting) -> int:
    """Households, or adults where the rule counts them, of the bag on that day."""
    if meeting.rule.quorum_of == Denominator.HOUSEHOLDS:
        return open_on(meeting).count()
    day = day_of(meeting)
    lasting = Q(ends_on__isnull=True) | Q(ends_on__gt=day)
    rows = Residence.objects.filter(
        lasting,
        unit=meeting.unit_id,
        starts_on__lte=day,
        person__birth_year__lte=day.year - ADULT,
    )
    return rows.values("person").distinct().count()


def represented_in(meeting: Meeting) -> int:
    """Households once each, or their people; lines without a household do not count."""
    rows = presences_of(meeting).filter(household__isnull=False)
    if meeting.rule.quorum_of == Denominator.ADULTS:
        return rows.aggregate(n=Sum("people"))["n"] or 0
    return rows.order_by().values("household").distinct().count()


def needed_of(rule: MeetingRule, registered: int) -> int | None:
    """The least number that is not below the share: 50 % of 355 is 178."""
    if rule.quorum is None:
        return None
    exact = Decimal(rule.quorum) * registered
    return int(exact.to_integral_value(rounding=ROUND_CEILING))


def quorum_of(meeting: Meeting) -> Quorum:
    """As it stands now; of a part it is the quorum of the whole meeting."""
    whole = whole_of(meeting)
    registered, needed = whole.registered, whole.needed
    if registered is None:
        registered = registered_on(whole)
        needed = needed_of(whole.rule, registered)
    counted = whole.represented if whole.state in COUNTED else None
    represented = represented_in(whole) if counted is None else counted
    represented = min(represented, registered)
    reached = None if needed is None else registered > 0 and represented >= needed
    return Quorum(registered, represented, needed, reached, whole.rule)
