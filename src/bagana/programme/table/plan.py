"""The plan of a programme while a table is held against it."""

from __future__ import annotations

from datetime import date
from typing import Any

from bagana.engines.mongolian import search_key
from bagana.programme.models import Objective, Phase, Programme
from bagana.programme.table.lines import ObjectiveRef, Wanted
from bagana.programme.table.naming import Indicators, Phases, Units, same_name
from bagana.programme.table.present import Present, present_plan
from bagana.programme.table.reading import Line
from bagana.programme.table.refusing import Refusals


class Plan:
    """What stands, read once; and what the lines accepted so far will add."""

    def __init__(self, programme: Programme, user: Any, phase: int = 0) -> None:
        self.user = user
        self.programme = programme
        self.units = Units(programme)
        self.indicators = Indicators()
        self.phases = Phases(programme)
        self.fallback = self.phases.by_number.get(phase)
        self.objectives: list[Objective] = list(programme.objectives.order_by("number"))
        self.new_objectives: dict[int, ObjectiveRef] = {}
        self.present: dict[int, Present] = present_plan(programme)
        self.numbers = {p.measure.number: pk for pk, p in self.present.items()}
        self.taken = set(self.numbers)
        self._by_name: dict[tuple[int, int, str], int] = {}
        for pk, present in self.present.items():
            measure = present.measure
            key = search_key(measure.name_mn)
            self._by_name[measure.objective_id, measure.phase_id, key] = pk

    @property
    def years(self) -> range:
        first, last = self.programme.starts_on.year, self.programme.ends_on.year
        return range(first, last + 1)

    def find_objective(
        self, number: int | None, name: str, hint: int | None = None
    ) -> ObjectiveRef | None:
        """The objective that stands or one met above, else a new one; None where the
        number is that of another name. `hint` is what the measure's number begins
        with: a new objective without a number takes it while it is free."""
        for known in self.objectives:
            if known.number == number or (number is None and same_name(known, name)):
                fits = not name or same_name(known, name)
                return ObjectiveRef(known.pk, known.number) if fits else None
        key = search_key(name)
        for new in self.new_objectives.values():
            alike = search_key(new.name_mn) == key
            if new.number == number or (number is None and alike):
                return new if alike or not name else None
        if not name:
            return None
        taken = {o.number for o in self.objectives} | set(self.new_objectives)
        free = hint if hint not in taken else None
        return ObjectiveRef(None, number or free or max(taken, default=0) + 1, name)

    def find_measure(self, wanted: Wanted, line: Line) -> int | None:
        """By number; a line without one by objective, phase and name."""
        if wanted.number:
            return self.numbers.get(wanted.number)
        if wanted.objective is None or wanted.objective.pk is None:
            return None
        phase = self.phase_of(line)
        key = search_key(line.cells.get("name_mn", ""))
        return self._by_name.get((wanted.objective.pk, phase.pk if phase else 0, key))

    def phase_of(self, line: Line) -> Phase | None:
        written = line.cells.get("phase")
        if written:
            return self.phases.find(written)
        return self.fallback or (
            self.phases.phases[0] if len(self.phases.phases) == 1 else None
        )

    def phase_on(self, day: date | None) -> Phase | None:
        for phase in self.phases.phases:
            if day and phase.starts_on <= day <= phase.ends_on:
                return phase
        return None

    def complete(self, wanted: Wanted, line: Line, refusals: Refusals) -> None:
        """Give a new measure what its line leaves out; refuse what cannot be."""
        if wanted.measure is not None:
            present = self.present[wanted.measure]
            if present.measure.dropped_on:
                refusals.add("dropped", "number", wanted.number)
            self._refuse_times(wanted, present, refusals)
            return
        if "name_mn" not in wanted.fields:
            refusals.add("missing_name", "name_mn")
        if wanted.objective is None and "objective" not in line.cells:
            refusals.add("missing_objective", "objective")
        self._complete_times(wanted, line, refusals)
        wanted.fields.setdefault("office_id", self.programme.unit_id)

    def _complete_times(self, wanted: Wanted, line: Line, refusals: Refusals) -> None:
        fields = wanted.fields
        if "phase" in line.cells and "phase_id" not in fields:
            return  # refused already
        if "phase_id" not in fields:
            phase = (
                self.phase_on(fields.get("due_on"))
                or self.phase_on(fields.get("starts_on"))
                or self.fallback
            )
            if phase is None and len(self.phases.phases) == 1:
                phase = self.phases.phases[0]
            if phase is None:
                refusals.add("missing_phase", "phase")
                return
            fields["phase_id"] = phase.pk
        phase = next(p for p in self.phases.phases if p.pk == fields["phase_id"])
        due = fields.get("due_on", phase.ends_on)
        fields.setdefault("starts_on", min(phase.starts_on, due))
        fields.setdefault("due_on", max(phase.ends_on, fields["starts_on"]))
        self._refuse_times(wanted, None, refusals)

    def _refuse_times(
        self, wanted: Wanted, present: Present | None, refusals: Refusals
    ) -> None:
        def of(name: str) -> date:
            known: date | None = getattr(present.measure, name) if present else None
            return wanted.fields.get(name) or known or date.max

        if of("due_on") < of("starts_on"):
            refusals.add("due_before_start", "due_on")

    def accept(self, wanted: Wanted) -> None:
        """Keep what an accepted line brings, so that the next ones know of it."""
        new = wanted.objective
        if new is not None and new.pk is None:
            self.new_objectives.setdefault(new.number, new)
        if wanted.measure is None:
            if not wanted.number:
                wanted.number = self._next_number(wanted)
            self.taken.add(wanted.number)

    def _next_number(self, wanted: Wanted) -> str:
        objective = wanted.objective.number if wanted.objective else 0
        place = 1
        while f"{objective}.{place}" in self.taken:
            place += 1
        return f"{objective}.{place}"
