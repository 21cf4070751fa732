"""One unit in a selection: everything on which its place in it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language

from bagana.engines.index.framework import Leaf
from bagana.indicators.models import Indicator, Observation, Status
from bagana.ranking.holding import released
from bagana.ranking.models import Member, Selection, Visit
from bagana.ranking.queries.objections import Objections, public_objections
from bagana.ranking.queries.public_selection import LISTED, Line, Outcome
from bagana.ranking.queries.rows import CellRow
from bagana.ranking.queries.runs import method_of
from bagana.ranking.queries.selection_candidates import conflicts_of
from bagana.ranking.queries.selection_gates import GateTable
from bagana.ranking.queries.selection_rechecks import RecheckRow, RecheckTable
from bagana.ranking.queries.selection_sheet import Answer, answers_of
from bagana.ranking.queries.selection_units import Place
from bagana.territory.models import Unit


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A figure under the score, with what a second look or an objection did to it."""

    leaf: Leaf
    indicator: Indicator | None
    cell: CellRow | None
    observation: Observation | None
    recheck: RecheckRow | None
    is_released: bool

    @property
    def name(self) -> str:
        """As the method names it: the same words as in the profile of the unit."""
        told: str = self.leaf.name.of(get_language() or "mn")
        return told or (self.indicator.name if self.indicator else self.leaf.code)

    @property
    def value(self) -> float | None:
        return self.cell.raw if self.cell else None

    @property
    def is_corrected(self) -> bool:
        """Whether the figure was changed since the run: the run stays as it was."""
        seen = self.observation
        return self.is_withdrawn or (
            seen is not None and seen.status != Status.PUBLISHED
        )

    @property
    def is_withdrawn(self) -> bool:
        """Whether the figure was taken back: it is not read by everybody any more."""
        kept = self.cell.observation if self.cell else None
        return kept is not None and self.observation is None


@dataclass(frozen=True, slots=True)
class Story:
    """A unit's line, its figures, the visit, and who kept away from it."""

    line: Line
    figures: tuple[FigureLine, ...]
    visit: Visit | None
    answers: tuple[Answer, ...]
    kept_away: tuple[Member, ...]
    objections: Objections

    @property
    def corrected(self) -> list[FigureLine]:
        return [one for one in self.figures if one.is_corrected]

    @property
    def rechecked(self) -> list[FigureLine]:
        return [one for one in self.figures if one.recheck]


def story_of(
    selection: Selection, unit: Unit, line: Line, rechecks: RecheckTable
) -> Story:
    """Gathered for one page; the visit is public with the list."""
    visit = _visit(selection, unit)
    return Story(
        line=line,
        figures=tuple(_figures(selection, line, rechecks)),
        visit=visit,
        answers=tuple(answers_of(visit)) if visit else (),
        kept_away=tuple(conflicts_of(selection).get(unit.pk, ())),
        objections=public_objections(selection, unit.pk),
    )


def line_for(
    outcome: Outcome, unit: Unit, places: Mapping[int, Place], gates: GateTable
) -> Line:
    """The unit's line in the result, or one of its own where nobody talks about it."""
    for line in outcome.lines:
        if line.unit == unit.code:
            return line
    results = outcome.results
    rows = [*results.rows, *results.not_ranked] if results else []
    row = next((one for one in rows if one.unit_id == unit.pk), None)
    place = places[unit.pk]
    return Line(
        unit=unit.code,
        name=place.name,
        place=place.parent,
        row=row,
        gates=gates.row_of(unit.pk),
        entry=None,
        award=None,
    )


def _visit(selection: Selection, unit: Unit) -> Visit | None:
    if selection.state not in LISTED:
        return None
    rows = selection.visits.filter(unit=unit).select_related("selection__version")
    return rows.prefetch_related("members").first()


def _figures(
    selection: Selection, line: Line, rechecks: RecheckTable
) -> Sequence[FigureLine]:
    if line.row is None or selection.run is None:
        return ()
    leaves, cells = method_of(selection.run).leaves, line.row.cells
    known = _observations(cells)
    catalogue = {
        one.code: one
        for one in Indicator.objects.filter(code__in=[leaf.code for leaf in leaves])
    }
    seen = {row.observation.pk: row for row in rechecks.rows}
    free = released(selection)
    lines = []
    for leaf in leaves:
        cell = cells.get(leaf.code)
        pk = (cell.observation if cell else None) or 0
        lines.append(
            FigureLine(
                leaf,
                catalogue.get(leaf.code),
                cell,
                known.get(pk),
                seen.get(pk),
                pk in free,
            )
        )
    return lines


def _observations(cells: Mapping[str, CellRow]) -> dict[int, Observation]:
    pks = [cell.observation for cell in cells.values() if cell.observation]
    rows = Observation.objects.visible_to(None).select_related("indicator", "period")
    return rows.in_bulk(pks)
