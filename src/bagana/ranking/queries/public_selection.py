"""A selection as everybody reads it: where it stands, what came out, on what ground."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, QuerySet

from bagana.ranking.models import (
    Award,
    ListEntry,
    Run,
    Selection,
    SelectionState,
    SelectionStep,
    Support,
    Verdict,
)
from bagana.ranking.queries.inputs import group_names
from bagana.ranking.queries.rows import GroupResult, RunResults, UnitRow
from bagana.ranking.queries.runs import results_of
from bagana.ranking.queries.selection_gates import GateRow, GateTable
from bagana.ranking.queries.selection_units import Place

PROCEDURE = tuple(s for s in SelectionState if s != SelectionState.CANCELLED)
LISTED = (
    SelectionState.PROVISIONAL,
    SelectionState.ANSWERED,
    SelectionState.DECIDED,
    SelectionState.CLOSED,
)
"""States in which the list is public."""


def public_selections() -> QuerySet[Selection]:
    """Every round, the newest year first; rounds are announced when they open."""
    return Selection.objects.select_related(
        "programme__unit",
        "phase",
        "period",
        "version__framework__unit",
        "version__act__body",
        "run__period",
        "run__version__framework",
        "act__body",
    )


def round_of(run: Run) -> Selection | None:
    """The round that stands on a result, once its list is out."""
    found = Selection.objects.filter(run=run, state__in=LISTED)
    return found.order_by("-id").first()


@dataclass(frozen=True, slots=True)
class Rung:
    """A state of the procedure: reached when, or due when."""

    state: SelectionState
    reached: datetime | None
    due: date | None
    is_now: bool
    step: SelectionStep | None

    @property
    def is_done(self) -> bool:
        return self.reached is not None and not self.is_now

    @property
    def is_ahead(self) -> bool:
        return self.reached is None


def ladder_of(selection: Selection) -> list[Rung]:
    """The steps in their order; a cancelled round ends where it was given up."""
    first: dict[str, SelectionStep] = {}
    for step in selection.steps.select_related("act__body", "run"):
        first.setdefault(step.state, step)
    cancelled = selection.state == SelectionState.CANCELLED
    states: list[SelectionState] = (
        [s for s in PROCEDURE if s in first] if cancelled else list(PROCEDURE)
    )
    if cancelled:
        states.append(SelectionState.CANCELLED)
    return [
        Rung(
            state=state,
            reached=first[state].made_at if state in first else None,
            due=_dues(selection).get(state),
            is_now=state == selection.state,
            step=first.get(state),
        )
        for state in states
    ]


def _dues(selection: Selection) -> dict[SelectionState, date | None]:
    """The day by which a state should have done its work."""
    return {
        SelectionState.GATES: selection.gates_due,
        SelectionState.RECHECK: selection.recheck_due,
        SelectionState.VISITS: selection.visits_due,
        SelectionState.PROVISIONAL: selection.objections_until,
        SelectionState.ANSWERED: selection.answers_due,
        SelectionState.CLOSED: selection.follow_up_on,
    }


@dataclass(frozen=True, slots=True)
class Line:
    """A unit in the result: the index, the gates, the group's word, the award."""

    unit: str
    name: str
    place: str
    row: UnitRow | None
    gates: GateRow | None
    entry: ListEntry | None
    award: Award | None

    @property
    def by_index(self) -> str:
        """The verdict of the index, as it was listed where it was."""
        if self.entry is not None:
            return self.entry.by_index
        return self.row.verdict if self.row else Verdict.NOT_RANKED

    @property
    def full_name(self) -> str:
        return f"{self.place}, {self.name}" if self.place else self.name


@dataclass(frozen=True, slots=True)
class GroupOutcome:
    """A peer group: the units that are talked about, and how many are not."""

    code: str
    name: str
    result: GroupResult | None
    lines: tuple[Line, ...]

    @property
    def others(self) -> int:
        ranked = sum(1 for line in self.lines if line.row and line.row.is_ranked)
        return (self.result.size if self.result else 0) - ranked

    @property
    def awarded(self) -> list[Line]:
        return [line for line in self.lines if line.award]

    @property
    def listed(self) -> list[Line]:
        return [line for line in self.lines if line.entry and line.entry.proposed]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came out. `is_listed` says whether the list is public already."""

    results: RunResults | None
    groups: tuple[GroupOutcome, ...]
    is_listed: bool

    @property
    def lines(self) -> list[Line]:
        return [line for group in self.groups for line in group.lines]

    @property
    def proposed(self) -> list[Line]:
        return [line for group in self.groups for line in group.listed]

    @property
    def awarded(self) -> list[Line]:
        return [line for group in self.groups for line in group.awarded]

    @property
    def is_nobody(self) -> bool:
        """Whether the list was made and names nobody: a lawful outcome."""
        return self.is_listed and not self.proposed and not self.awarded


def outcome_of(
    selection: Selection, places: Mapping[int, Place], gates: GateTable
) -> Outcome:
    """By peer group: proposed, grey, listed and awarded units, in order of rank."""
    is_listed = selection.state in LISTED
    results = _results(selection, is_listed)
    entries = {e.unit_id: e for e in selection.entries.all()} if is_listed else {}
    awards = {award.unit_id: award for award in awards_of(selection)}
    rows = {row.unit_id: row for row in results.rows} if results else {}
    wanted = {
        **{pk: row for pk, row in rows.items() if row.is_proposed or row.is_grey},
        **{pk: rows.get(pk) for pk in (*entries, *awards)},
    }
    # Rows come group by group in the order of rank; who has none comes last.
    order = {pk: number for number, pk in enumerate(rows)}
    by_group: dict[str, list[Line]] = {}
    for pk in sorted(wanted, key=lambda pk: order.get(pk, len(order))):
        line = _line(pk, rows.get(pk), entries.get(pk), awards.get(pk), places, gates)
        by_group.setdefault(_group_of(line), []).append(line)
    return Outcome(results, tuple(_groups(results, by_group)), is_listed)


def _results(selection: Selection, is_listed: bool) -> RunResults | None:
    """The run, once it is public: published, or listed with the list."""
    run = selection.run
    if run is None or run.computed_at is None:
        return None
    return results_of(run) if is_listed or run.published_at else None


def _line(
    pk: int,
    row: UnitRow | None,
    entry: ListEntry | None,
    award: Award | None,
    places: Mapping[int, Place],
    gates: GateTable,
) -> Line:
    place = places.get(pk)
    unit = place.code if place else row.unit if row else ""
    return Line(
        unit=unit,
        name=place.name if place else row.name if row else unit,
        place=place.parent if place else "",
        row=row,
        gates=gates.row_of(pk),
        entry=entry,
        award=award,
    )


def _group_of(line: Line) -> str:
    return line.row.group if line.row else line.entry.group if line.entry else ""


def _groups(
    results: RunResults | None, lines: Mapping[str, Sequence[Line]]
) -> Iterable[GroupOutcome]:
    names = group_names()
    known = {group.code: group for group in results.groups} if results else {}
    for code in dict.fromkeys([*known, *lines]):
        group = known.get(code)
        name = group.name if group else names.get(code, code)
        yield GroupOutcome(code, name, group, tuple(lines.get(code, ())))


def awards_of(selection: Selection) -> list[Award]:
    """With support, its measures, and what was seen a year later."""
    supports = Support.objects.select_related("measure")
    found = selection.awards.select_related(
        "unit", "act__body", "withdrawn_by__body", "follow_up__run"
    )
    return list(found.prefetch_related(Prefetch("supports", supports)))
