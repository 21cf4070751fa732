"""What a change of units does to rounds, services and delegated functions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.casework.actions import following, redelegating
from bagana.casework.models import Delegation, MobileRound, RoundState, Service
from bagana.territory.consequences import Consequence, ConsequenceLine
from bagana.territory.models import Unit, UnitChange

type Sides = tuple[Counter[int], Counter[int]]


class OutreachConsequence(Consequence):
    """Planned rounds, services and delegations before and after the change."""

    def preview(self, change: UnitChange) -> Sequence[ConsequenceLine]:
        keys = set(change.lineage.values_list("source", flat=True))
        keys |= set(change.lineage.values_list("target", flat=True))
        codes = dict(Unit.objects.filter(pk__in=keys).values_list("pk", "code"))
        lines = (
            _line(
                _("Төлөвлөсөн явуулын үйлчилгээ"),
                _("удаа"),
                _owned(change, MobileRound, set(codes)),
                codes,
                _("шинэ нэгж нь тодорхойгүй зогсоолыг дахин төлөвлөнө"),
            ),
            _line(
                _("Өөрийн үйлчилгээ"),
                _("үйлчилгээ"),
                _owned(change, Service, set(codes)),
                codes,
            ),
            _line(
                _("Шилжүүлсэн чиг үүрэг"),
                _("чиг үүрэг"),
                _delegated(change, set(codes)),
                codes,
                _("залгамжлах нэгж нэг биш бол дахин шийднэ"),
            ),
        )
        return [line for line in lines if line is not None]

    def apply(self, change: UnitChange) -> None:
        redelegating.redelegate(change)
        following.follow(change)

    def undo(self, change: UnitChange) -> None:
        following.take_back(change)
        redelegating.take_back(change)

    def made(self, change: UnitChange) -> Iterable[Model]:
        """What came over goes back with the change, and blocks nothing."""
        yield from following.moved_by(change)
        yield from redelegating.made_by(change)
        yield from redelegating.changed_by(change)

    def blocks_undo(self, change: UnitChange) -> Sequence[str]:
        count = redelegating.touched_since(change)
        if not count:
            return ()
        said = _("Өөрчлөлтийн дараа засаж, дуусгасан шилжүүлэг: %(count)s.")
        return [said % {"count": count}]


def _line(
    label: str, unit: str, sides: Sides, codes: dict[int, str], note: str = ""
) -> ConsequenceLine | None:
    before, after = (
        {codes[key]: float(n) for key, n in side.items() if n and key in codes}
        for side in sides
    )
    if not before and not after:
        return None
    return ConsequenceLine(
        label=label, unit=unit, before=before, after=after, nature="own", note=note
    )


def _owned(
    change: UnitChange, model: type[MobileRound] | type[Service], units: set[int]
) -> Sides:
    """The change may have moved them already, or its day may lie ahead."""
    rows: QuerySet[Any] = model._default_manager.filter(unit__in=units)
    if model is MobileRound:
        rows = rows.filter(state=RoundState.PLANNED, ends_on__gte=change.effective_on)
    before = Counter(rows.values_list("unit", flat=True))
    after = Counter(before)
    for row in following.moved_by(change):
        if isinstance(row, model):
            before[row.unit_id] -= 1
            before[row.moves[-1][1]] += 1
    if change.effective_on > timezone.localdate():
        for row, target in following.going(change):
            if isinstance(row, model):
                after[row.unit_id] -= 1
                after[target] += 1
    return before, after


def _delegated(change: UnitChange, units: set[int]) -> Sides:
    """On the day before the change, and on its day."""
    day = change.effective_on
    lasting = Delegation.objects.filter(unit__in=units)
    begun = lasting.filter(valid_from__lt=day)
    before = begun.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day))
    return (
        Counter(before.values_list("unit", flat=True)),
        Counter(lasting.on(day).values_list("unit", flat=True)),
    )
