"""What collection waits for from a user: a line a round and a turn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bagana.accounts.models import Role
from bagana.accounts.roles import OFFICERS, assignments
from bagana.collection.models import Return, Round, Sample, SampleItem
from bagana.collection.queries.publication import is_published
from bagana.collection.queries.rounds import open_rounds, returns_for, turn_of
from bagana.territory.models import UnitAncestry


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something to do: what, in which round, where, until when."""

    what: str
    title: str
    url: str
    on: date | None
    is_late: bool = False


def waiting_for(user: Any, today: date) -> list[Waiting]:
    """Fill, approve for the sum, for the aimag, publish, recount; late ones first."""
    roles = assignments(user)
    if not roles:
        return []
    own = _under(roles, (Role.BAG_GOVERNOR,), today)
    sums = _under(roles, (Role.SUM_OFFICER, Role.ADMINISTRATOR), today)
    aimags = _under(roles, OFFICERS, today)
    found: list[Waiting] = []
    for round in open_rounds(user, today):
        returns = list(returns_for(user, round))
        turns = [(one, *turn_of(one, round, today)) for one in returns]
        for turn, mine in (("bag", own), ("sum", sums), ("aimag", aimags)):
            rows = [
                (one, due, late)
                for one, whose, due, late in turns
                if whose == turn and one.unit_id in mine
            ]
            if rows:
                found.append(_line(round, turn, rows))
        found += _publishing(round, returns, aimags)
    found += _recounts(user)
    return sorted(found, key=lambda one: (not one.is_late, one.on or date.max))


def _under(roles: list[Any], wanted: tuple[Role, ...], today: date) -> set[int]:
    roots = [one.unit_id for one in roles if one.role in wanted]
    if not roots:
        return set()
    places = UnitAncestry.objects.in_force(today).filter(ancestor__in=roots)
    return set(places.values_list("unit", flat=True))


def _line(
    round: Round, turn: str, rows: list[tuple[Return, date | None, int]]
) -> Waiting:
    n = len(rows)
    words = {
        "bag": ngettext(
            "%(n)s багийн мэдээг бөглөж илгээх",
            "%(n)s багийн мэдээг бөглөж илгээх",
            n,
        ),
        "sum": ngettext(
            "%(n)s багийн мэдээг сумын шатанд шалгаж батлах",
            "%(n)s багийн мэдээг сумын шатанд шалгаж батлах",
            n,
        ),
        "aimag": ngettext(
            "%(n)s багийн мэдээг аймгийн шатанд шалгаж батлах",
            "%(n)s багийн мэдээг аймгийн шатанд шалгаж батлах",
            n,
        ),
    }
    if n == 1:
        url = reverse("collection:return", args=[round.code, rows[0][0].unit.code])
    else:
        url = reverse("collection:round", args=[round.code]) + f"?turn={turn}"
    late = any(days for _one, _due, days in rows)
    return Waiting(words[turn] % {"n": n}, round.title, url, rows[0][1], late)


def _publishing(round: Round, returns: list[Return], aimags: set[int]) -> list[Waiting]:
    """All is approved and nothing of it stands in public yet."""
    approved = all(one.approved_at is not None for one in returns)
    mine = any(one.unit_id in aimags for one in returns)
    if not (approved and mine) or is_published(round):
        return []
    url = reverse("collection:round", args=[round.code])
    words = _("Бүх мэдээ батлагдсан: тоог нийтлэх")
    return [Waiting(words, round.title, url, round.aimag_due_on)]


def _recounts(user: Any) -> list[Waiting]:
    """Households that an officer of another sum was asked to count again."""
    mine = SampleItem.objects.filter(
        assigned_to=user, found__isnull=True, sample__closed_at__isnull=True
    )
    found = []
    for row in mine.order_by().values("sample").annotate(n=Count("pk")):
        sample = Sample.objects.select_related("round").get(pk=row["sample"])
        words = ngettext(
            "%(n)s өрхийн малыг давтан тоолох",
            "%(n)s өрхийн малыг давтан тоолох",
            row["n"],
        )
        url = reverse("collection:sample", args=[sample.pk])
        found.append(Waiting(words % {"n": row["n"]}, sample.round.title, url, None))
    return found
