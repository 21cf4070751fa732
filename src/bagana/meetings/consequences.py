"""What a change of units does to meetings: docs/rules/obligations.md.

Meetings and resolutions stay with the bag that held them. What is still owed goes over
to the bag that took it over mostly; undoing brings back exactly what stood.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from bagana.meetings.models import Meeting, Obligation, ObligationState
from bagana.territory.consequences import Consequence, ConsequenceLine
from bagana.territory.handover import ended
from bagana.territory.models import Unit, UnitChange
from bagana.web.procedures import keep


def moved_by(change: UnitChange) -> QuerySet[Obligation]:
    """What this change has moved and not brought back; its mark is in the history."""
    marked = Obligation.history.filter(history_change_reason=_mark(change))
    return Obligation.objects.filter(pk__in=marked.values("id")).order_by("pk")


def _mark(change: UnitChange) -> str:
    return f"unit change {change.pk}"


class MeetingsConsequence(Consequence):
    """Open obligations before and after; meetings stay where they were held."""

    def preview(self, change: UnitChange) -> Sequence[ConsequenceLine]:
        codes = _touched(change)
        rows = Obligation.objects.filter(
            unit__code__in=codes, state=ObligationState.OPEN
        )
        after = Counter(rows.order_by().values_list("unit__code", flat=True))
        before = Counter(after)
        for row in moved_by(change).select_related("unit"):
            before[row.unit.code] -= 1
            before[_before(row, change).code] += 1
        if not +before:
            return ()
        return [
            ConsequenceLine(
                label=_("Биелээгүй үүрэг"),
                unit=_("үүрэг"),
                before={code: float(n) for code, n in sorted((+before).items())},
                after={code: float(n) for code, n in sorted((+after).items())},
                nature="own",
                note=_("хурал, тогтоол хуралдсан багийн түүхэнд үлдэнэ"),
            )
        ]

    def apply(self, change: UnitChange) -> None:
        gone = ended(change)
        heirs = {
            unit.code: unit
            for unit in Unit.objects.filter(code__in=gone.heirs.values())
        }
        rows = Obligation.objects.filter(unit__in=gone.codes, state="open")
        for row in rows.order_by("pk"):
            code = gone.heir(row.unit_id)
            if code is None:
                continue
            row.unit = heirs[code]
            keep(row, user=change.made_by, reason=_mark(change))

    def undo(self, change: UnitChange) -> None:
        for row in moved_by(change):
            row.unit = _before(row, change)
            keep(row, user=change.undone_by, reason="unit change undone")
            row.history.filter(history_change_reason=_mark(change)).update(
                history_change_reason=f"{_mark(change)}, undone"
            )

    def made(self, change: UnitChange) -> Iterable[Model]:
        """What came over goes back with it, and blocks nothing."""
        return moved_by(change)

    def blocks_undo(self, change: UnitChange) -> Sequence[str]:
        """Meetings that a bag made by the change has held since."""
        made = change.record.get("created", {}).get("unit", [])
        count = Meeting.objects.filter(unit__in=made).count() if made else 0
        if not count:
            return ()
        return [_("Шинэ нэгжид бүртгэсэн хуралдаан: %(count)s.") % {"count": count}]


def _before(row: Obligation, change: UnitChange) -> Unit:
    """The unit that owed it until the change moved it."""
    moved = row.history.filter(history_change_reason=_mark(change)).latest("history_id")
    earlier = row.history.filter(history_id__lt=moved.history_id).latest("history_id")
    return Unit.objects.get(pk=earlier.unit_id)


def _touched(change: UnitChange) -> list[str]:
    rows = change.lineage.values_list("source__code", "target__code")
    return sorted({code for pair in rows for code in pair})
