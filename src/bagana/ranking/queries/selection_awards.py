"""What was awarded, what support was promised and paid, what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from bagana.programme.models import Measure
from bagana.programme.queries.money import MoneySum, entries_of, sums
from bagana.ranking.models import Award, FollowUp, Run, Selection, Support
from bagana.ranking.queries.rows import UnitRow
from bagana.ranking.queries.runs import node_names, row_of, run_of_year
from bagana.ranking.queries.selection_units import Place, units_of

NOUGHT = Decimal(0)


@dataclass(frozen=True, slots=True)
class SupportRow:
    """A promised support; `money` is what its measure planned and paid altogether."""

    support: Support
    money: MoneySum | None


@dataclass(frozen=True, slots=True)
class AwardRow:
    """An award with its support; one that was taken back stays, with the act."""

    award: Award
    place: Place | None
    supports: tuple[SupportRow, ...]
    follow_up: FollowUp | None

    @property
    def name(self) -> str:
        return self.place.full_name if self.place else self.award.unit.code

    @property
    def is_withdrawn(self) -> bool:
        return self.award.withdrawn_by_id is not None

    @property
    def promised(self) -> Decimal:
        amounts = (row.support.amount for row in self.supports)
        return sum((amount for amount in amounts if amount is not None), NOUGHT)


@dataclass(frozen=True, slots=True)
class Moved:
    """One indicator of an awarded unit, in the year of the selection and the next."""

    code: str
    name: str
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True)
class Since:
    """What became of an awarded unit: its ranks and figures, then and a year later."""

    before: UnitRow | None
    after: UnitRow | None
    run: Run | None
    moved: tuple[Moved, ...]


def awards_of(selection: Selection) -> list[AwardRow]:
    """Every award, withdrawn ones too, with its support and what was paid."""
    rows = selection.awards.select_related(
        "unit", "act__body", "withdrawn_by__body", "follow_up__made_by"
    ).prefetch_related("supports__measure")
    awards = list(rows)
    money = _money(one for award in awards for one in award.supports.all())
    places = units_of(selection)
    return [_row(award, places, money) for award in awards]


def _row(
    award: Award, places: dict[int, Place], money: dict[int, MoneySum]
) -> AwardRow:
    supports = tuple(
        SupportRow(one, money.get(one.measure_id or 0)) for one in award.supports.all()
    )
    follow_up = getattr(award, "follow_up", None)
    return AwardRow(award, places.get(award.unit_id), supports, follow_up)


def _money(supports: Iterable[Support]) -> dict[int, MoneySum]:
    """By measure, what the book of the programme says: one query."""
    measures = {one.measure_id for one in supports if one.measure_id}
    if not measures:
        return {}
    entries = entries_of(None).filter(measure__in=measures)
    return sums(entries, "measure")


def measures_for(selection: Selection) -> Iterable[Measure]:
    """Measures that may carry a support: of the programme, not dropped."""
    rows = selection.programme.measures.filter(dropped_on__isnull=True)
    return rows.order_by("sort_key")


def later_run(selection: Selection) -> Run | None:
    """The published official run of the year after, by the same framework."""
    year = selection.period.start.year + 1
    return run_of_year(selection.version.framework, year)


def since_of(award: Award) -> Since:
    """Rank interval and figures then and a year later; the method is the same."""
    selection = award.selection
    kept = getattr(award, "follow_up", None)
    after_run = kept.run if kept is not None and kept.run else later_run(selection)
    before = row_of(selection.run, award.unit) if selection.run else None
    after = row_of(after_run, award.unit) if after_run else None
    names = node_names(selection.run) if selection.run else {}
    moved = tuple(
        Moved(
            code,
            names.get(code, code),
            cell.raw,
            after.cells[code].raw if after and code in after.cells else None,
        )
        for code, cell in (before.cells if before else {}).items()
    )
    return Since(before, after, after_run, moved)
