"""All programmes side by side: grouped in the database, never read measure by measure.

Rules: docs/rules/programme-board.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, Sum
from django.utils import timezone

from bagana.programme.models import (
    Measure,
    MoneyEntry,
    MoneyKind,
    Phase,
    Programme,
    Round,
)
from bagana.programme.queries.board import added
from bagana.programme.queries.money import MoneySum
from bagana.programme.standings import Status, status_on

NOUGHT = Decimal(0)
MONGO = Decimal("0.01")


@dataclass(frozen=True)
class OverviewLine:
    """One programme, or all of them together (`programme` None)."""

    programme: Programme | None
    phases: tuple[Phase, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    without_evidence: int = 0
    money: MoneySum = field(default_factory=MoneySum)
    mean: Decimal | None = None
    period: str = ""

    @property
    def all(self) -> int:
        return sum(self.counts.values()) - self.counts.get(Status.DROPPED, 0)

    @property
    def done(self) -> int:
        return self.counts.get(Status.DONE, 0)

    @property
    def late(self) -> int:
        return self.counts.get(Status.LATE, 0)

    @property
    def done_share(self) -> float | None:
        return self.done / self.all if self.all else None


@dataclass(frozen=True)
class Overview:
    lines: tuple[OverviewLine, ...]
    total: OverviewLine
    on: date


def overview(on: date) -> Overview:
    """Every programme that stands, with counts, money and its last closed round: five
    queries, however many measures there are."""
    programmes = Programme.objects.select_related("unit").order_by("unit__code", "code")
    counted = _counted(on)
    money = _money(on, counted)
    phases = _phases()
    means = _means(on)
    lines = tuple(
        replace(
            counted.get(programme.pk, OverviewLine(None)),
            programme=programme,
            phases=tuple(phases.get(programme.pk, ())),
            money=money.get(programme.pk, MoneySum()),
            mean=means.get(programme.pk, (None, ""))[0],
            period=means.get(programme.pk, (None, ""))[1],
        )
        for programme in programmes
    )
    return Overview(lines, _total(lines), on)


def _total(lines: Sequence[OverviewLine]) -> OverviewLine:
    return OverviewLine(
        None,
        counts=added(line.counts for line in lines),
        without_evidence=sum(line.without_evidence for line in lines),
        money=sum((line.money for line in lines), MoneySum()),
    )


def _counted(on: date) -> dict[int, OverviewLine]:
    """Counts and sums by programme and status in one grouped query."""
    bare = Q(standing__evidence_count=0, starts_on__lte=on)
    measures: Any = Measure.objects.annotate(**{"status": status_on(on)})
    rows = (
        measures.order_by()
        .values("programme", "status")
        .annotate(
            count=Count("pk"),
            bare=Count("pk", filter=bare),
            **{name: Sum(F(f"standing__{name}"), default=NOUGHT) for name in SUMS},
        )
    )
    found: dict[int, OverviewLine] = {}
    for row in rows:
        line = found.get(row["programme"], OverviewLine(None))
        shown = 0 if row["status"] == Status.DROPPED else row["bare"]
        found[row["programme"]] = replace(
            line,
            counts={**line.counts, row["status"]: row["count"]},
            without_evidence=line.without_evidence + shown,
            money=line.money + _sum_of(row),
        )
    return found


SUMS = ("planned", "adjusted", "committed", "paid")


def _sum_of(row: dict[str, Any]) -> MoneySum:
    # SQLite adds up in floating point: what was entered in möngö is rounded to möngö.
    return MoneySum(*(row[name].quantize(MONGO) for name in SUMS))


def _money(on: date, counted: dict[int, OverviewLine]) -> dict[int, MoneySum]:
    """Standings hold the money of today; an earlier day is read from the book."""
    if on >= timezone.localdate():
        return {pk: line.money for pk, line in counted.items()}
    rows = MoneyEntry.objects.filter(booked_on__lte=on).order_by()
    grouped = rows.values_list("measure__programme", "kind")
    parts: dict[int, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for programme, kind, total in grouped.annotate(total=Sum("amount")):
        parts[programme][kind] = total.quantize(MONGO)
    return {programme: _of_kinds(own) for programme, own in parts.items()}


def _of_kinds(own: Mapping[str, Decimal]) -> MoneySum:
    planned = own[MoneyKind.PLAN]
    return MoneySum(
        planned,
        planned + own[MoneyKind.ADJUSTMENT],
        own[MoneyKind.COMMITMENT],
        own[MoneyKind.PAYMENT],
    )


def _phases() -> dict[int, list[Phase]]:
    found: dict[int, list[Phase]] = {}
    for phase in Phase.objects.order_by("programme", "number"):
        found.setdefault(phase.programme_id, []).append(phase)
    return found


def _means(on: date) -> dict[int, tuple[Decimal | None, str]]:
    """The mean of the newest closed round of each programme, and its period."""
    rounds = Round.objects.filter(closed_at__isnull=False, period__end__lte=on)
    rows = rounds.order_by("period__end", "period__start").values_list(
        "programme", "results__total__mean", "period__code"
    )
    return {
        programme: (None if mean is None else Decimal(str(mean)), period)
        for programme, mean, period in rows
    }


SORTS: dict[str, Callable[[OverviewLine], Any]] = {
    "measures": lambda line: line.all,
    "done": lambda line: line.done_share,
    "late": lambda line: line.late,
    "evidence": lambda line: line.without_evidence,
    "paid": lambda line: line.money.paid,
    "execution": lambda line: line.money.execution.to_adjusted,
    "mean": lambda line: line.mean,
}


def sorted_lines(lines: Sequence[OverviewLine], sort: str) -> list[OverviewLine]:
    """By «late» or «-late»; what has no value comes last, in the order of units."""
    key = SORTS.get(sort.removeprefix("-"))
    if key is None:
        return list(lines)
    known = [line for line in lines if key(line) is not None]
    rest = [line for line in lines if key(line) is None]
    return [*sorted(known, key=key, reverse=sort.startswith("-")), *rest]
