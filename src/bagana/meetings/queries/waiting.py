"""What meetings wait for from who keeps them: lines of «my work»."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.accounts.models import Role
from bagana.accounts.roles import assignments
from bagana.collection.queries.worklist import Waiting
from bagana.meetings.models import Meeting, MeetingRule, MeetingState
from bagana.registers.queries.households import names_of
from bagana.territory.models import Unit, UnitAncestry

MOST: Final = 20
HALF: Final = 6
UNFINISHED = (MeetingState.CONVENED, MeetingState.OPEN, MeetingState.CLOSED)


def waiting_for(user: Any, today: date) -> list[Waiting]:
    """Meetings that are due or unfinished, and minutes nobody has signed."""
    bags = _bags_of(user, today)
    if not bags:
        return []
    return [*_unfinished(bags, today), *_owed(bags, today)]


def _bags_of(user: Any, today: date) -> list[int]:
    """Only a governor's own: the sum reads the list of meetings for all of its."""
    roots = [one.unit_id for one in assignments(user) if one.role == Role.BAG_GOVERNOR]
    if not roots:
        return []
    places = UnitAncestry.objects.in_force(today).filter(ancestor__in=roots)
    return sorted(set(places.values_list("unit", flat=True)))[:MOST]


def _unfinished(bags: list[int], today: date) -> list[Waiting]:
    rows = Meeting.objects.filter(unit__in=bags, state__in=UNFINISHED)
    return [_line(row, today) for row in rows.order_by("starts_at")[:MOST]]


def _line(row: Meeting, today: date) -> Waiting:
    day = timezone.localdate(row.starts_at)
    words = {
        MeetingState.CONVENED: _("Зарласан хуралдааныг хуралдуулах"),
        MeetingState.OPEN: _("Хуралдааныг хаах"),
        MeetingState.CLOSED: _("Хурлын тэмдэглэлийг батлах"),
    }
    page = reverse("meetings:meeting", args=[row.uid])
    return Waiting(words[MeetingState(row.state)], row.title, page, day, day < today)


def _owed(bags: list[int], today: date) -> list[Waiting]:
    """A bag that falls behind the rule's yearly number: half of it by July."""
    rule = MeetingRule.objects.on(today).filter(kind="ordinary").first()
    if rule is None or not rule.yearly:
        return []
    done = Q(
        meetings__year=today.year,
        meetings__kind="ordinary",
        meetings__parent__isnull=True,
        meetings__state__in=[*UNFINISHED, MeetingState.SIGNED],
    )
    due = rule.yearly if today.month > HALF else (rule.yearly + 1) // 2
    units = Unit.objects.filter(pk__in=bags).annotate(n=Count("meetings", filter=done))
    behind = list(units.filter(n__lt=due).order_by("code"))
    names = names_of({unit.pk for unit in behind}, today)
    return [
        Waiting(
            _("Ээлжит хуралдаан бэлтгэх: жилд %(n)s-оос доошгүй") % {"n": rule.yearly},
            names.get(unit.pk, unit.code),
            reverse("meetings:new", args=[unit.code]),
            date(today.year, 6, 30)
            if today.month <= HALF
            else date(today.year, 12, 31),
        )
        for unit in behind
    ]
