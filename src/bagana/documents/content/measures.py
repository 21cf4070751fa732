"""Measures as rows of plan tables: what, where, when, who, for how much."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch

from bagana.documents.blocks import Cell, Row
from bagana.documents.content import cells
from bagana.documents.content.official import objective_title, paragraphs
from bagana.indicators.models import Indicator
from bagana.programme.models import (
    FundingSource,
    Measure,
    MeasureUnit,
    Phase,
    Programme,
)
from bagana.programme.queries.money import MoneySum, entries_of, sums
from bagana.programme.queries.standings import concerned_on, measures_of, names_of
from bagana.web import words

MOST_NAMES = 3


@dataclass(frozen=True)
class Listed:
    """A measure with what its row needs, read for all rows at once."""

    measure: Measure
    office: str
    places: tuple[str, ...]
    sources: tuple[str, ...]
    indicators: tuple[Indicator, ...]
    money: MoneySum | None
    last_percent: int | None


def listed(
    programme: Programme, *, on: date, phase: Phase | None = None
) -> list[Listed]:
    """Measures in their order, in seven queries whatever their number."""
    places = MeasureUnit.objects.filter(concerned_on(on))
    found = measures_of(programme, on=on, phase=phase).prefetch_related(
        Prefetch("concerned", places), "expected__indicator"
    )
    measures = list(found.select_related("standing__last_period"))
    units = {m.office_id for m in measures}
    units |= {row.unit_id for m in measures for row in m.concerned.all()}
    names = names_of(units, on)
    money = sums(entries_of(programme, phase=phase, until=on), "measure", "source")
    return [_listed(measure, names, money, on) for measure in measures]


def _listed(
    measure: Measure, names: Mapping[int, str], money: Mapping[Any, MoneySum], on: date
) -> Listed:
    own = {s: money[measure.pk, s] for s in FundingSource if (measure.pk, s) in money}
    return Listed(
        measure,
        names.get(measure.office_id, ""),
        tuple(names.get(row.unit_id, "") for row in measure.concerned.all()),
        tuple(str(each.label) for each in own),
        tuple(row.indicator for row in measure.expected.all()),
        sum(own.values(), MoneySum()) if own else None,
        _last_percent(measure, on),
    )


def _last_percent(measure: Measure, on: date) -> int | None:
    """The rating of the last closed round, if its period had ended by the day."""
    standing = getattr(measure, "standing", None)
    if standing is None or standing.last_period is None:
        return None
    percent: int | None = standing.last_percent
    return percent if standing.last_period.end <= on else None


def by_objective(rows: Iterable[Listed]) -> list[tuple[str, list[Listed]]]:
    """Measures under the heading of their objective, as the plan groups them."""
    groups: dict[int, tuple[str, list[Listed]]] = {}
    for row in rows:
        objective = row.measure.objective
        title = objective_title(objective.number, objective.name)
        groups.setdefault(objective.pk, (title, []))[1].append(row)
    return sorted(groups.values(), key=lambda pair: pair[1][0].measure.objective.number)


def what(row: Listed) -> Cell:
    """The measure, its expected output, and where."""
    lines = [row.measure.name]
    if row.measure.output:
        lines.append(" ".join(paragraphs(row.measure.output)))
    return Cell("\n".join(lines))


def where(row: Listed) -> Cell:
    """Up to three units by name, else how many."""
    if len(row.places) <= MOST_NAMES:
        return cells.known("; ".join(row.places))
    rest = len(row.places) - 2
    tail = f"and {rest} more" if words.in_english() else f"бусад {rest} нэгж"
    return Cell(f"{'; '.join(row.places[:2])}; {tail}")


def when(row: Listed) -> Cell:
    measure = row.measure
    return Cell(
        f"{words.short_date(measure.starts_on)} –\n{words.short_date(measure.due_on)}"
    )


def who(row: Listed) -> Cell:
    """The responsible unit and post; partners below."""
    own = ", ".join(filter(None, (row.office, row.measure.post)))
    return Cell("\n".join(filter(None, (own, row.measure.partners))))


def group_rows(title: str, rows: Iterable[Row]) -> list[Row]:
    return [cells.group(title), *rows]
