"""One agreement as it is read: promises, figures beside them, how the score is made."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from bagana.indicators.models import Observation
from bagana.indicators.queries import published
from bagana.people.models import (
    Agreement,
    AgreementLine,
    AgreementState,
    Assessment,
    Criterion,
)
from bagana.people.performance_score import Part, Total, on_scale, parts, total
from bagana.people.queries.performance import BY_FIGURES, counting


@dataclass(frozen=True, slots=True)
class Promised:
    """A promise; `met` is None until the figure of the whole year is published."""

    line: AgreementLine
    met: bool | None


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One criterion: what is promised, what figures say, how it was judged."""

    criterion: Criterion
    promises: tuple[Promised, ...]
    before: Observation | None
    now: Observation | None
    assessment: Assessment | None
    observation: int | None
    score: float | None
    part: Part | None

    @property
    def by_figures(self) -> bool:
        return self.criterion.party in BY_FIGURES


@dataclass(frozen=True, slots=True)
class Sheet:
    """`reached` is what would come out if the year were closed now, until it is."""

    rows: tuple[SheetRow, ...]
    weight: float
    reached: Total
    is_closed: bool


def sheet_of(agreement: Agreement) -> Sheet:
    """Before the year is closed, figures of the whole year count as they would then."""
    items = list(agreement.criteria.items.select_related("indicator"))
    lines = defaultdict(list)
    for line in agreement.lines.select_related("criterion"):
        lines[line.criterion_id].append(line)
    before, now, whole = _figures(agreement, items)
    given = counting(agreement)
    is_closed = agreement.state == AgreementState.ASSESSED
    scores = {key: row.score for key, row in given.items()}
    if not is_closed:
        scores |= {
            item.pk: score
            for item in items
            if (score := _score(item, whole.get(item.indicator_id))) is not None
        }
    weights = {item.pk: float(item.weight) for item in items}
    worked = parts(weights, scores)
    rows = tuple(
        SheetRow(
            criterion=item,
            promises=tuple(
                Promised(line, _met(item, line, whole.get(item.indicator_id)))
                for line in lines[item.pk]
            ),
            before=before.get(item.indicator_id),
            now=now.get(item.indicator_id),
            assessment=given.get(item.pk),
            observation=_opened(given.get(item.pk)),
            score=scores.get(item.pk),
            part=worked.get(item.pk),
        )
        for item in items
    )
    return Sheet(rows, sum(weights.values()), total(weights, scores), is_closed)


def _score(item: Criterion, row: Observation | None) -> float | None:
    if row is None or row.value is None or item.party not in BY_FIGURES:
        return None
    if item.worst is None or item.best is None:
        return None
    return on_scale(row.value, item.worst, item.best)


def _met(item: Criterion, line: AgreementLine, row: Observation | None) -> bool | None:
    if line.target is None or row is None or row.value is None:
        return None
    is_down = (
        item.worst is not None and item.best is not None and item.best < item.worst
    )
    return row.value <= line.target if is_down else row.value >= line.target


def figures_beside(
    agreement: Agreement, item: Criterion
) -> tuple[Observation | None, Observation | None]:
    """Of the year before, and the newest of the year, for who writes a promise."""
    before, now, _whole = _figures(agreement, [item])
    return before.get(item.indicator_id), now.get(item.indicator_id)


type Figures = dict[int | None, Observation]


def _figures(
    agreement: Agreement, items: list[Criterion]
) -> tuple[Figures, Figures, Figures]:
    """Of the year before, the newest of the year, and of the whole year.

    By the indicator; what is not published is not there.
    """
    asked = [item.indicator_id for item in items if item.indicator_id]
    first, start = date(agreement.year - 1, 1, 1), date(agreement.year, 1, 1)
    last = date(agreement.year, 12, 31)
    rows = published(None).filter(
        indicator__in=asked,
        unit=agreement.appointment.post.unit_id,
        period__start__gte=first,
        period__end__lte=last,
        value__isnull=False,
    )
    before: Figures = {}
    now: Figures = {}
    whole: Figures = {}
    for row in rows.select_related("period", "indicator").order_by(
        "period__end", "-period__start", "pk"
    ):
        period = row.period
        if period.start < start:
            if period.kind == "year":
                before[row.indicator_id] = row
            continue
        now[row.indicator_id] = row
        if (period.start, period.end) == (start, last):
            whole[row.indicator_id] = row
    return before, now | whole, whole


def _opened(row: Assessment | None) -> int | None:
    """The observation a judgement by figures names, to be opened on its page."""
    if row is None or row.party not in BY_FIGURES:
        return None
    tail: Any = row.note.rpartition("#")[2]
    return int(tail) if tail.isdecimal() else None
