"""Delegations follow a change of units: each row keeps its past.

What a unit that ends had received goes over to its only successor from the day of the
change; where several follow, or the successor holds the function already, somebody has
to decide anew. The rule: docs/rules/delegation.md.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from bagana.casework.actions.following import successors
from bagana.casework.models import Delegation
from bagana.territory.handover import ended
from bagana.territory.models import Unit, UnitAncestry, UnitChange
from bagana.web.procedures import keep

UNDONE = "unit change undone"


def mark_of(change: UnitChange) -> str:
    return f"unit change {change.pk}"


def concerned(change: UnitChange) -> QuerySet[Delegation]:
    """In force on the day or later, from or to a unit that ends."""
    gone, day = ended(change).codes, change.effective_on
    rows = Delegation.objects.filter(Q(unit__in=gone) | Q(giver__in=gone))
    lasting = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day))
    return lasting.select_related("unit", "giver").order_by("unit__code", "pk")


def redelegate(change: UnitChange) -> None:
    """At once and from the day of the change: delegations are dated."""
    to = successors(change, ended(change))
    for row in list(concerned(change)):
        unit = _only(to, row.unit)
        giver = _giver(to, row, unit, change.effective_on)
        _hand_on(row, unit, giver, change)


def _only(to: dict[int, list[Unit]], unit: Unit) -> Unit | None:
    """The unit itself while it lives; its only successor, or nobody."""
    if unit.pk not in to:
        return unit
    return to[unit.pk][0] if len(to[unit.pk]) == 1 else None


def _giver(
    to: dict[int, list[Unit]], row: Delegation, unit: Unit | None, day: date
) -> Unit | None:
    """Who stands above the receiver now, of those that took over from the giver."""
    if unit is None or row.giver_id not in to:
        return row.giver
    if row.giver_id == row.unit_id:
        return unit
    above = UnitAncestry.objects.in_force(day).filter(unit=unit)
    known = set(above.values_list("ancestor_id", flat=True))
    found = [one for one in to[row.giver_id] if one.pk in known]
    return found[0] if len(found) == 1 else None


def _hand_on(
    row: Delegation, unit: Unit | None, giver: Unit | None, change: UnitChange
) -> None:
    day, end = change.effective_on, row.valid_to
    can = unit is not None and giver is not None and not _holds(row, unit, day)
    if row.valid_from >= day:
        # It had not begun: nothing of the past is lost when the row itself moves.
        if can and unit is not None and giver is not None:
            row.unit, row.giver = unit, giver
            keep(row, user=change.made_by, reason=mark_of(change))
        return
    row.valid_to = day
    keep(row, user=change.made_by, reason=mark_of(change))
    if can and unit is not None and giver is not None:
        successor = Delegation(
            function_id=row.function_id,
            giver=giver,
            unit=unit,
            act_id=row.act_id,
            valid_from=day,
            valid_to=end,
            money=row.money,
            posts=row.posts,
            is_illustrative=row.is_illustrative,
        )
        keep(successor, user=change.made_by, reason=f"{_after(change)}{row.pk}")


def _holds(row: Delegation, unit: Unit, day: date) -> bool:
    """Whether the unit has the function already by another delegation."""
    start, end = max(day, row.valid_from), row.valid_to
    others = Delegation.objects.filter(function=row.function_id, unit=unit)
    lasting = others.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=start))
    if end is not None:
        lasting = lasting.filter(valid_from__lt=end)
    return lasting.exclude(pk=row.pk).exists()


def _after(change: UnitChange) -> str:
    """How the history of a new row names the one that it goes on with."""
    return f"{mark_of(change)}, after "


def made_by(change: UnitChange) -> QuerySet[Delegation]:
    rows = Delegation.history.filter(history_change_reason__startswith=_after(change))
    return Delegation.objects.filter(pk__in=rows.values("id")).order_by("pk")


def changed_by(change: UnitChange) -> QuerySet[Delegation]:
    """Ended or moved by the change and not brought back."""
    rows = Delegation.history.filter(history_change_reason=mark_of(change))
    found = Delegation.objects.filter(pk__in=rows.values("id"))
    return found.select_related("unit", "giver", "function").order_by("pk")


def touched_since(change: UnitChange) -> int:
    """Rows made by the change that somebody has ended or put right since."""
    return sum(_differs(row) for row in made_by(change))


def _differs(row: Delegation) -> bool:
    """From what it was made as; a later change that came back left no difference."""
    made = row.history.earliest("history_id")
    names = ("unit_id", "giver_id", "valid_from", "valid_to", "money", "posts")
    return any(getattr(row, name) != getattr(made, name) for name in names)


def undecided(change: UnitChange) -> list[Delegation]:
    """What ended with the change, or is left with a unit that ends; nobody has it."""
    rows = Delegation.history.filter(history_change_reason__startswith=_after(change))
    reasons = rows.values_list("history_change_reason", flat=True)
    handed_on = {int(reason.removeprefix(_after(change))) for reason in reasons}
    ended_ = changed_by(change).filter(valid_to=change.effective_on)
    left = concerned(change).filter(valid_from__gte=change.effective_on)
    return [
        *ended_.exclude(pk__in=handed_on),
        *left.select_related("function"),
    ]


def take_back(change: UnitChange) -> None:
    """Exactly what stood: rows of the change go, those it ended or moved come back."""
    made_by(change).delete()
    for row in changed_by(change):
        touched = row.history.filter(history_change_reason=mark_of(change))
        first = touched.earliest("history_id").history_id
        before = row.history.filter(history_id__lt=first).latest("history_id")
        row.unit_id, row.giver_id = before.unit_id, before.giver_id
        row.valid_to = before.valid_to
        keep(row, user=change.undone_by, reason=UNDONE)
    marked = Q(history_change_reason=mark_of(change))
    marked |= Q(history_change_reason__startswith=_after(change))
    history: Any = Delegation.history
    history.filter(marked).update(history_change_reason=f"{change.pk}: {UNDONE}")
