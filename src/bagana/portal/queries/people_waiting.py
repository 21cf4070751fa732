"""What the registers wait for from a user: arrivals to receive, requests to answer."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bagana.accounts.models import Role
from bagana.accounts.roles import assignments
from bagana.casework.definitions import overdue_now_q
from bagana.casework.queries.requests import waiting_for
from bagana.collection.queries.worklist import Waiting
from bagana.privacy.queries.requests import waiting_requests
from bagana.registers.calendar import due_on
from bagana.registers.queries.balance import units_within
from bagana.registers.queries.waiting import arrivals_of
from bagana.territory.models import Unit
from bagana.territory.queries import nearest_version

KEEPERS: Final = (Role.BAG_GOVERNOR, Role.SUM_OFFICER)
"""Who receives people as his daily work; an administrator only may."""


def people_waiting(user: Any, today: date) -> list[Waiting]:
    """A line a unit for arrivals, and one for all requests; late ones first."""
    kept = {one.unit for one in assignments(user) if one.role in KEEPERS}
    found = [line for unit in kept for line in _arrivals(unit, today)]
    found += _requests(user, today)
    found += _citizens(user, today)
    return sorted(found, key=lambda one: (not one.is_late, one.on or date.max))


def _arrivals(unit: Unit, today: date) -> list[Waiting]:
    rows = arrivals_of(units_within(unit, today, today)).order_by()
    told = rows.aggregate(people=Count("person", distinct=True), first=Min("on"))
    n = told["people"]
    if not n:
        return []
    version = nearest_version(unit.code, today)
    words = ngettext(
        "%(n)s хүн шилжиж ирэхээр хүлээгдэж байна",
        "%(n)s хүн шилжиж ирэхээр хүлээгдэж байна",
        n,
    )
    due = due_on(told["first"])
    return [
        Waiting(
            words % {"n": n},
            version.name if version else unit.code,
            reverse("registers:waiting", args=[unit.code]),
            due,
            due < today,
        )
    ]


def _citizens(user: Any, today: date) -> list[Waiting]:
    """What citizens asked for, on the user's own rung: how many, the soonest due."""
    rows = waiting_for(user, today)
    told = rows.aggregate(
        n=Count("pk"),
        first=Min("due_on"),
        late=Count("pk", filter=overdue_now_q(today)),
    )
    if not told["n"]:
        return []
    words = ngettext(
        "Иргэний %(n)s хүсэлт шийдвэрлэх",
        "Иргэний %(n)s хүсэлт шийдвэрлэх",
        told["n"],
    )
    return [
        Waiting(
            words % {"n": told["n"]},
            _("Иргэний хүсэлт"),
            reverse("casework:index"),
            told["first"],
            bool(told["late"]),
        )
    ]


def _requests(user: Any, today: date) -> list[Waiting]:
    waiting = waiting_requests(user, today)
    if not waiting.count:
        return []
    words = ngettext(
        "Хүний мэдээллийн тухай %(n)s хүсэлтэд хариулах",
        "Хүний мэдээллийн тухай %(n)s хүсэлтэд хариулах",
        waiting.count,
    )
    return [
        Waiting(
            words % {"n": waiting.count},
            _("Хүний хувийн мэдээлэл"),
            reverse("privacy:requests") + "?state=open",
            waiting.next_due,
            bool(waiting.late),
        )
    ]
