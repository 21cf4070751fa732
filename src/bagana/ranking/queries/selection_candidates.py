"""Who may become a model unit: what the index says, behind the gates, by group."""

from __future__ import annotations

from dataclasses import dataclass

from bagana.ranking.models import (
    ListEntry,
    Member,
    Selection,
    UnitResult,
    Verdict,
    Visit,
)
from bagana.ranking.queries.selection_gates import PASSED, GateRow, gates_of
from bagana.ranking.queries.selection_units import Place


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit that the index proposes or leaves to a visit, and what is known of it."""

    place: Place
    row: UnitResult
    gates: GateRow
    visit: Visit | None
    entry: ListEntry | None
    conflicted: tuple[Member, ...]

    @property
    def passes(self) -> bool:
        return self.gates.state == PASSED

    @property
    def is_proposed(self) -> bool:
        return self.row.verdict == Verdict.PROPOSED

    @property
    def unfit_visit(self) -> bool:
        """Whether somebody visited who has declared a conflict with the unit since."""
        if self.visit is None:
            return False
        gone = {member.pk for member in self.conflicted}
        return any(member.pk in gone for member in self.visit.members.all())


@dataclass(frozen=True, slots=True)
class CandidateGroup:
    """Of one peer group: proposed and grey candidates, and those a gate bars."""

    code: str
    name: str
    proposed: tuple[Candidate, ...]
    grey: tuple[Candidate, ...]
    barred: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Candidates:
    groups: tuple[CandidateGroup, ...]

    @property
    def standing(self) -> list[Candidate]:
        """Those who may be listed, group by group, the proposed first."""
        return [one for group in self.groups for one in (*group.proposed, *group.grey)]

    @property
    def barred(self) -> list[Candidate]:
        return [one for group in self.groups for one in group.barred]

    @property
    def unvisited(self) -> list[Candidate]:
        return [one for one in self.standing if one.visit is None or one.unfit_visit]

    def of_unit(self, unit: int) -> Candidate | None:
        return next((c for c in self.standing if c.place.unit.pk == unit), None)


def candidates_of(selection: Selection) -> Candidates:
    """Proposed and grey units of the selection's run; none before it is computed."""
    rows = list(
        UnitResult.objects.filter(
            run=selection.run_id or 0, verdict__in=(Verdict.PROPOSED, Verdict.GREY)
        ).select_related("unit")
    )
    if not rows:
        return Candidates(())
    gates = {one.place.unit.pk: one for one in gates_of(selection).rows}
    visits = {
        visit.unit_id: visit for visit in selection.visits.prefetch_related("members")
    }
    entries = {entry.unit_id: entry for entry in selection.entries.all()}
    conflicts = conflicts_of(selection)
    found = [
        Candidate(
            gates[row.unit_id].place,
            row,
            gates[row.unit_id],
            visits.get(row.unit_id),
            entries.get(row.unit_id),
            tuple(conflicts.get(row.unit_id, ())),
        )
        for row in rows
        if row.unit_id in gates
    ]
    return Candidates(tuple(_groups(found)))


def conflicts_of(selection: Selection) -> dict[int, list[Member]]:
    """By unit: the members who declared a conflict with it."""
    found: dict[int, list[Member]] = {}
    for member in selection.members.prefetch_related("conflicting"):
        for unit in member.conflicting.all():
            found.setdefault(unit.pk, []).append(member)
    return found


def _groups(found: list[Candidate]) -> list[CandidateGroup]:
    from bagana.ranking.queries.inputs import group_names

    names = group_names()
    order = {code: number for number, code in enumerate(names)}
    codes = sorted({one.row.group for one in found}, key=lambda c: (order.get(c, 9), c))
    return [_group(code, names.get(code, code), found) for code in codes]


def _group(code: str, name: str, found: list[Candidate]) -> CandidateGroup:
    # The rows come ordered by rank within their group.
    own = [one for one in found if one.row.group == code]
    return CandidateGroup(
        code,
        name,
        tuple(one for one in own if one.passes and one.is_proposed),
        tuple(one for one in own if one.passes and not one.is_proposed),
        tuple(one for one in own if not one.passes),
    )
