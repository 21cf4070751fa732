"""What a change of units does to the ranking: nothing is moved, all of it is told.

A round chooses among the units of its year's last day, so its results, list and awards
stay with the units that they name; an award then points to the successor as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Count, Min, QuerySet
from django.utils.translation import gettext as _

from bagana.ranking.models import (
    Award,
    Framework,
    GateResult,
    ListEntry,
    Objection,
    Selection,
    SelectionState,
    UnitResult,
    Visit,
)
from bagana.territory.consequences import Consequence, ConsequenceLine, Values
from bagana.territory.models import Unit, UnitChange

FINISHED = (
    SelectionState.DECIDED,
    SelectionState.CLOSED,
    SelectionState.CANCELLED,
)


class RankingConsequence(Consequence):
    """Rounds under way and awards of the units, the same before and after."""

    def preview(self, change: UnitChange) -> Sequence[ConsequenceLine]:
        units = _touched(change)
        return [
            line
            for line in (_rounds_line(units), _awards_line(units))
            if line is not None
        ]

    def blocks_undo(self, change: UnitChange) -> Sequence[str]:
        """What already names a unit that the change made."""
        made = _made_by(change)
        rests: list[tuple[str, Any]] = [
            (_("индексийн дүн"), UnitResult),
            (_("болзлын дүн"), GateResult),
            (_("үзлэг"), Visit),
            (_("жагсаалтын мөр"), ListEntry),
            (_("эсэргүүцэл"), Objection),
            (_("шагнал"), Award),
            (_("аргачлал"), Framework),
        ]
        message = _("Шинэ нэгжид %(what)s холбогдсон: %(count)s.")
        counts = [
            (what, model.objects.filter(unit__in=made).count()) for what, model in rests
        ]
        return [
            message % {"what": what, "count": count} for what, count in counts if count
        ]


def _touched(change: UnitChange) -> dict[int, str]:
    """Sources and targets of the lineage: primary key → code."""
    found: dict[int, str] = {}
    for row in change.lineage.select_related("source", "target"):
        found[row.source_id] = row.source.code
        found[row.target_id] = row.target.code
    return dict(sorted(found.items(), key=lambda pair: pair[1]))


def _rounds_line(units: dict[int, str]) -> ConsequenceLine | None:
    """In how many unfinished rounds each unit takes part: by gates or by the index."""
    open_ = Selection.objects.exclude(state__in=FINISHED)
    pairs = {
        *open_.filter(gates__unit__in=units).values_list("pk", "gates__unit"),
        *open_.filter(run__rows__unit__in=units).values_list("pk", "run__rows__unit"),
    }
    if not pairs:
        return None
    counts: dict[str, float | None] = {}
    for _selection, unit in sorted(pairs):
        counts[units[unit]] = (counts.get(units[unit]) or 0) + 1
    return _unchanged(
        _("Дуусаагүй шалгаруулалт"),
        _("шалгаруулалт"),
        counts,
        _("хуучин нэгжийн нэрээр үргэлжилнэ: оны сүүлийн өдрийн нэгжүүдээс сонгодог"),
    )


def _awards_line(units: dict[int, str]) -> ConsequenceLine | None:
    rows: QuerySet[Award] = Award.objects.filter(
        unit__in=units, withdrawn_by__isnull=True
    )
    counted: Iterable[tuple[int, int]] = (
        rows.order_by().values_list("unit").annotate(count=Count("pk"))
    )
    awards: Values = {units[unit]: count for unit, count in sorted(counted)}
    if not awards:
        return None
    return _unchanged(
        _("Жишиг багийн шагнал"),
        _("шагнал"),
        awards,
        _("авсан нэгжийнхээ нэр дээр үлдэж, залгамжлагчийг хамт заана"),
    )


def _unchanged(label: str, unit: str, values: Values, note: str) -> ConsequenceLine:
    return ConsequenceLine(
        label=label, unit=unit, before=values, after=values, note=note
    )


def _made_by(change: UnitChange) -> list[int]:
    """Units whose first version the change opened."""
    opened = Unit.objects.filter(pk__in=change.opened.values("unit"))
    first = opened.annotate(first=Min("versions__valid_from"))
    return list(first.filter(first=change.effective_on).values_list("pk", flat=True))
