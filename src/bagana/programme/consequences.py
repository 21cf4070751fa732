"""What a change of units does to the programme: docs/rules/measure-status.md.

Unfinished measures that concern a unit which ends go over to its successors; money is
never rewritten. Undoing brings back exactly what stood.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

from django.db.models import Count, Exists, Min, Model, OuterRef, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from bagana.programme.models import (
    Evidence,
    Measure,
    MeasureUnit,
    MoneyEntry,
    MoneyKind,
    Programme,
    Proposal,
    Target,
)
from bagana.programme.queries.standings import UNFINISHED
from bagana.programme.standings import status_on
from bagana.territory.consequences import Consequence, ConsequenceLine, Values
from bagana.territory.models import Unit, UnitChange, UnitVersion


@dataclass(frozen=True)
class CountedOnce(ConsequenceLine):
    """Lines that may name the same measure: the total counts each of them once."""

    distinct_before: int = 0
    distinct_after: int = 0

    @property
    def total_before(self) -> float | None:
        return self.distinct_before

    @property
    def total_after(self) -> float | None:
        return self.distinct_after


class ProgrammeConsequence(Consequence):
    """Measures concerned, before and after; money stays where it was booked."""

    def preview(self, change: UnitChange) -> Sequence[ConsequenceLine]:
        units = _touched(change)
        lines = [_measures_line(change, units), _money_line(units)]
        return [line for line in lines if line is not None]

    def apply(self, change: UnitChange) -> None:
        successors = _successors(change)
        rows = MeasureUnit.objects.filter(unit__in=successors, closed_by__isnull=True)
        for row in rows.filter(_unfinished(change)).order_by("pk"):
            row.closed_by = change
            row.save(update_fields=["closed_by"])
            for target in successors[row.unit_id]:
                MeasureUnit.objects.get_or_create(
                    measure_id=row.measure_id,
                    unit_id=target,
                    defaults={"opened_by": change},
                )

    def undo(self, change: UnitChange) -> None:
        MeasureUnit.objects.filter(opened_by=change).delete()
        MeasureUnit.objects.filter(closed_by=change).update(closed_by=None)

    def made(self, change: UnitChange) -> Iterable[Model]:
        return MeasureUnit.objects.filter(opened_by=change)

    def blocks_undo(self, change: UnitChange) -> Sequence[str]:
        """What already names a unit that the change made."""
        made = _made_by(change)
        rests: list[tuple[str, QuerySet[Any]]] = [
            (_("мөнгөний бичилт"), _of(MoneyEntry, made, "unit", "spender")),
            (_("нотолгоо"), _of(Evidence, made, "unit")),
            (_("арга хэмжээ"), _of(Measure, made, "office")),
            (_("иргэдийн санал"), _of(Proposal, made, "unit")),
            (_("зорилтот түвшин"), _of(Target, made, "units")),
            (_("хөтөлбөр"), _of(Programme, made, "unit")),
            (_("арга хэмжээний хамрах нэгж"), _added_by_hand(made, change)),
        ]
        message = _("Шинэ нэгжид %(what)s холбогдсон: %(count)s.")
        counts = [(what, rows.distinct().count()) for what, rows in rests]
        return [
            message % {"what": what, "count": count} for what, count in counts if count
        ]


def _of(model: Any, units: list[int], *fields: str) -> QuerySet[Any]:
    condition = Q()
    for name in fields:
        condition |= Q(**{f"{name}__in": units})
    found: QuerySet[Any] = model.objects.filter(condition)
    return found


def _added_by_hand(units: list[int], change: UnitChange) -> QuerySet[Any]:
    rows = MeasureUnit.objects.filter(unit__in=units)
    return rows.exclude(opened_by=change)


def _successors(change: UnitChange) -> dict[int, list[int]]:
    """Units that ended with the change → those that took them over, in order."""
    found: dict[int, list[int]] = defaultdict(list)
    for source, target in change.lineage.order_by("target__code").values_list(
        "source", "target"
    ):
        if source != target and target not in found[source]:
            found[source].append(target)
    standing = UnitVersion.objects.on(change.effective_on)
    alive = set(standing.filter(unit__in=found).values_list("unit", flat=True))
    return {source: to for source, to in found.items() if source not in alive}


def _unfinished(change: UnitChange) -> Exists:
    """Measures that were neither done nor dropped when the change took effect."""
    day = change.effective_on
    rows = Measure.objects.annotate(**{"status": status_on(day)})
    return Exists(rows.filter(pk=OuterRef("measure"), **{"status__in": UNFINISHED}))


def _touched(change: UnitChange) -> dict[int, str]:
    """Sources and targets of the lineage: primary key → code."""
    found: dict[int, str] = {}
    for row in change.lineage.select_related("source", "target"):
        found[row.source_id] = row.source.code
        found[row.target_id] = row.target.code
    return dict(sorted(found.items(), key=lambda pair: pair[1]))


def _measures_line(change: UnitChange, units: dict[int, str]) -> ConsequenceLine | None:
    rows = MeasureUnit.objects.filter(_unfinished(change), unit__in=units)
    after = rows.filter(closed_by__isnull=True)
    before = rows.filter(Q(closed_by__isnull=True) | Q(closed_by=change)).exclude(
        opened_by=change
    )
    if not before.exists():
        return None
    return CountedOnce(
        label=_("Дуусаагүй арга хэмжээ"),
        unit=_("арга хэмжээ"),
        before=_counts(before, units),
        after=_counts(after, units),
        note=_("нийтэд нэг арга хэмжээг нэг удаа тоолов"),
        distinct_before=before.values("measure").distinct().count(),
        distinct_after=after.values("measure").distinct().count(),
    )


def _counts(rows: QuerySet[MeasureUnit], units: dict[int, str]) -> Values:
    counted = rows.order_by().values_list("unit").annotate(count=Count("pk"))
    return {units[unit]: count for unit, count in counted.order_by("unit__code")}


def _money_line(units: dict[int, str]) -> ConsequenceLine | None:
    """The same on both sides: what was planned for a unit stays booked for it."""
    entries = MoneyEntry.objects.filter(
        unit__in=units, kind__in=[MoneyKind.PLAN, MoneyKind.ADJUSTMENT]
    )
    sums = entries.order_by().values_list("unit").annotate(total=Sum("amount"))
    # Exact decimals to the page; the sheet's type says float for measurements.
    planned = cast(
        "Values",
        {units[unit]: Decimal(total) for unit, total in sums.order_by("unit__code")},
    )
    if not planned:
        return None
    return ConsequenceLine(
        label=_("Төлөвлөсөн мөнгө"),
        unit=_("₮"),
        before=planned,
        after=planned,
        note=_("бичилт өөрчлөгдөхгүй: хаагдсан нэгжийн нэр дээр үлдэнэ"),
    )


def _made_by(change: UnitChange) -> list[int]:
    """Units whose first version the change opened."""
    opened = Unit.objects.filter(pk__in=change.opened.values("unit"))
    first = opened.annotate(first=Min("versions__valid_from"))
    return list(first.filter(first=change.effective_on).values_list("pk", flat=True))
