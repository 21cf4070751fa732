"""What a change of units does to requests: open ones go over, closed ones stay."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from django.db.models import Count, Model
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.casework.actions.moving import follow, going, moved_by, take_back
from bagana.casework.models import OPEN_STATES, Request
from bagana.territory.consequences import Consequence, ConsequenceLine
from bagana.territory.models import Unit, UnitChange


class CaseworkConsequence(Consequence):
    """Open requests before and after; undoing brings back exactly what stood."""

    def preview(self, change: UnitChange) -> Sequence[ConsequenceLine]:
        keys = set(change.lineage.values_list("source", flat=True))
        keys |= set(change.lineage.values_list("target", flat=True))
        codes = dict(Unit.objects.filter(pk__in=keys).values_list("pk", "code"))
        rows = Request.objects.filter(unit__in=keys, state__in=OPEN_STATES)
        standing = Counter(
            dict(rows.order_by().values_list("unit").annotate(n=Count("pk")))
        )
        before, after = _sides(change, standing)
        if not before and not after:
            return ()
        return [
            ConsequenceLine(
                label=_("Шийдээгүй хүсэлт"),
                unit=_("хүсэлт"),
                before={codes[key]: float(n) for key, n in before.items() if n},
                after={codes[key]: float(n) for key, n in after.items() if n},
                nature="own",
                note=_("шийдсэн хүсэлт хариу өгсөн нэгждээ үлдэнэ"),
            )
        ]

    def apply(self, change: UnitChange) -> None:
        follow(change, user=change.made_by)

    def undo(self, change: UnitChange) -> None:
        take_back(change)

    def made(self, change: UnitChange) -> Iterable[Model]:
        """What came over goes back with the change, and blocks nothing."""
        for step in moved_by(change):
            yield step.request
            yield step


def _sides(
    change: UnitChange, standing: Counter[int]
) -> tuple[Counter[int], Counter[int]]:
    """The change may have moved them already, or the day may lie ahead."""
    before, after = Counter(standing), Counter(standing)
    if change.effective_on > timezone.localdate():
        for row, target in going(change):
            after[row.unit_id] -= 1
            after[target] += 1
        return before, after
    for step in moved_by(change):
        if step.request.state in OPEN_STATES:
            before[step.request.unit_id] -= 1
            before[step.private["from"]] += 1
    return before, after
