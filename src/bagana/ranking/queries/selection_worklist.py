"""What waits for a user in the selections under way, the oldest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bagana.accounts.roles import assignments
from bagana.programme.models import Programme
from bagana.ranking import rules
from bagana.ranking.models import Member, Selection, SelectionState
from bagana.ranking.procedure import AFTER_ACT, BEFORE_ACT
from bagana.ranking.queries.selection import selections, standing_of
from bagana.territory.models import UnitAncestry


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing to do: in which selection, what, by when; `page` of the office."""

    selection: Selection
    words: str
    due: date | None
    page: str
    late_days: int = 0

    @property
    def is_late(self) -> bool:
        return self.late_days > 0


def programmes_of(user: Any) -> QuerySet[Programme]:
    """Programmes in which the user may open a selection."""
    roots = [a.unit_id for a in assignments(user) if a.role in rules.PLANNERS]
    places = UnitAncestry.objects.in_force(timezone.localdate())
    inside = places.filter(ancestor__in=roots).values("unit")
    return Programme.objects.filter(unit__in=inside).select_related("unit")


def waiting_for(user: Any, today: date | None = None) -> list[Waiting]:
    """Steps to take, figures to look at again, declarations to make."""
    if not getattr(user, "is_authenticated", False):
        return []
    day = today or timezone.localdate()
    running = selections().filter(state__in=(*BEFORE_ACT, SelectionState.DECIDED))
    found = [one for row in running for one in _of_selection(user, row, day)]
    found += _declarations(user)
    return sorted(found, key=lambda one: (one.due or date.max, one.selection.code))


def _of_selection(user: Any, row: Selection, day: date) -> list[Waiting]:
    conducts, checks = rules.can_conduct(user, row), rules.can_check(user, row)
    if not conducts and not checks:
        return []
    if row.state == SelectionState.RECHECK and checks and (open_ := _open(row)):
        return [_rechecks(row, open_, day)]
    if not conducts or (row.state in AFTER_ACT and not _is_due(row, day)):
        return []
    return _next_step(row, day)


def _open(row: Selection) -> int:
    return row.rechecks.filter(agrees__isnull=True).count()


def _is_due(row: Selection, day: date) -> bool:
    return row.follow_up_on is not None and row.follow_up_on <= day


def _rechecks(row: Selection, count: int, day: date) -> Waiting:
    words = ngettext("%(n)s тоог давтан шалгах", "%(n)s тоог давтан шалгах", count) % {
        "n": count
    }
    late = max(0, (day - row.recheck_due).days)
    return Waiting(row, words, row.recheck_due, "recheck", late)


def _next_step(row: Selection, day: date) -> list[Waiting]:
    standing = standing_of(row, day)
    now = standing.now
    if now is None:
        return []
    words, page = str(now.form.button), now.form.page
    if standing.missing:
        # What only time brings waits for nobody.
        lack = next((one for one in standing.missing if one.page), None)
        if lack is None:
            return []
        words, page = lack.words, lack.page
    return [Waiting(row, words, now.due, page, now.late_days)]


def _declarations(user: Any) -> list[Waiting]:
    rows = Member.objects.filter(
        user=user,
        declared_on__isnull=True,
        left_on__isnull=True,
        selection__state__in=BEFORE_ACT,
    )
    return [
        Waiting(
            member.selection,
            _("Ажлын хэсгийн гишүүний ашиг сонирхлоо мэдүүлэх"),
            member.selection.visits_due,
            "members",
        )
        for member in rows.select_related("selection__period", "selection__programme")
    ]
