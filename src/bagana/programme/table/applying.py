"""A checked table written: measures, activities, money and targets, with a record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from simple_history.utils import bulk_create_with_history

from bagana.engines.mongolian import sort_key
from bagana.programme import standings
from bagana.programme.actions.keeping import keep, strike
from bagana.programme.models import (
    Activity,
    Measure,
    MeasureIndicator,
    MeasureUnit,
    Objective,
)
from bagana.programme.table.checking import Checked
from bagana.programme.table.comparing import pair_steps, step_differs
from bagana.programme.table.lines import Step, Wanted
from bagana.programme.table.money_rows import write_money
from bagana.programme.table.present import Present
from bagana.programme.table.recording import Record, prints_of
from bagana.programme.table.target_rows import write_goals


class Writer:
    """Writes one table for one person on one day; `record` tells what it did."""

    def __init__(
        self,
        checked: Checked,
        user: Any,
        on: date,
        reason: str,
    ) -> None:
        self.checked = checked
        self.plan = checked.plan
        self.user = user
        self.on = on
        self.reason = reason
        self.record = Record()

    def write(self) -> Record:
        objectives = self._objectives()
        new = self._new_measures(objectives)
        touched: list[tuple[Wanted, Present]] = [*new]
        for wanted, parts in self.checked.changed:
            present = self.plan.present[wanted.measure or 0]
            self._change(present, wanted, parts, objectives)
            touched.append((wanted, present))
        write_money(self, touched)
        write_goals(self, touched)
        keys = [present.measure.pk for _, present in touched]
        standings.refresh(keys)
        self.record.after = prints_of(keys)
        return self.record

    def _objectives(self) -> dict[int, int]:
        """Keys of all objectives by number; the new ones are made."""
        found = {objective.number: objective.pk for objective in self.plan.objectives}
        for number, new in sorted(self.plan.new_objectives.items()):
            row = Objective(
                programme=self.plan.programme,
                number=number,
                name_mn=new.name_mn,
                name_en=new.name_en,
            )
            keep(row, user=self.user, reason=self.reason)
            self.record.make([row])
            found[number] = row.pk
        return found

    def _new_measures(self, objectives: dict[int, int]) -> list[tuple[Wanted, Present]]:
        rows = [self._measure(wanted, objectives) for wanted in self.checked.new]
        kept = self._bulk(rows, Measure)
        pairs = [
            (wanted, Present(measure))
            for wanted, measure in zip(self.checked.new, kept, strict=True)
        ]
        self.record.make(kept)
        self.record.make(MeasureUnit.objects.bulk_create(_unit_rows(pairs)))
        self.record.make(MeasureIndicator.objects.bulk_create(_indicator_rows(pairs)))
        steps = [row for pair in pairs for row in _step_rows(*pair)]
        self.record.make(self._bulk(steps, Activity))
        return pairs

    def _bulk(self, rows: list[Any], model: type[Any]) -> Sequence[Any]:
        """Rows with their history; keys come back from the database."""
        if not rows:
            return []
        kept: Sequence[Any] = bulk_create_with_history(
            rows,
            model,
            batch_size=500,
            default_user=self.user,
            default_change_reason=self.reason,
        )
        return kept

    def _measure(self, wanted: Wanted, objectives: dict[int, int]) -> Measure:
        assert wanted.objective is not None  # a line without one was refused
        return Measure(
            programme=self.plan.programme,
            objective_id=objectives[wanted.objective.number],
            number=wanted.number,
            sort_key=sort_key(wanted.number),
            **wanted.fields,
        )

    def _change(
        self,
        present: Present,
        wanted: Wanted,
        parts: list[str],
        objectives: dict[int, int],
    ) -> None:
        measure = present.measure
        values = {name: wanted.fields[name] for name in parts if name in wanted.fields}
        if "objective" in parts and wanted.objective is not None:
            values["objective_id"] = objectives[wanted.objective.number]
        values["revision"] = measure.revision + 1
        self.record.change(measure, values)
        for name, value in values.items():
            setattr(measure, name, value)
        keep(measure, user=self.user, reason=self.reason)
        if "units" in parts:
            self._change_units(present, wanted.units or frozenset())
        if "indicators" in parts:
            self._change_indicators(present, wanted.indicators or {})
        if "activities" in parts:
            self._change_steps(present, wanted.steps or [])

    def _change_units(self, present: Present, units: frozenset[int]) -> None:
        for unit, row in present.concerned.items():
            if unit not in units:
                self.record.remove(row)
                row.delete()
        rows = [
            MeasureUnit(measure=present.measure, unit_id=unit)
            for unit in sorted(units - present.units.keys())
        ]
        self.record.make(MeasureUnit.objects.bulk_create(rows))
        for unit in units & (present.units.keys() - present.concerned.keys()):
            self.record.change(present.units[unit], ["closed_by_id"])
            present.units[unit].closed_by = None
            present.units[unit].save()

    def _change_indicators(self, present: Present, wanted: dict[int, str]) -> None:
        for indicator, row in present.indicators.items():
            if indicator not in wanted:
                self.record.remove(row)
                row.delete()
            elif row.level != wanted[indicator]:
                self.record.change(row, ["level"])
                row.level = wanted[indicator]
                row.save()
        rows = [
            MeasureIndicator(measure=present.measure, indicator_id=key, level=level)
            for key, level in wanted.items()
            if key not in present.indicators
        ]
        self.record.make(MeasureIndicator.objects.bulk_create(rows))

    def _change_steps(self, present: Present, steps: list[Step]) -> None:
        """Pair by name: what is left out goes, what is new comes last."""
        paired, added, lost = pair_steps(present, steps)
        for activity in lost:
            self.record.remove(activity)
            strike(activity, user=self.user, reason=self.reason)
        for activity, step in paired:
            if step_differs(activity, step):
                self.record.change(activity, ["name_mn", "name_en", "due_on"])
                activity.name_mn, activity.due_on = step.name_mn, step.due_on
                activity.name_en = step.name_en or activity.name_en
                keep(activity, user=self.user, reason=self.reason)
        last = max((a.position for a in present.activities), default=0)
        rows = _activities(present.measure, added, last + 1)
        self.record.make(self._bulk(rows, Activity))


def _unit_rows(pairs: list[tuple[Wanted, Present]]) -> list[MeasureUnit]:
    return [
        MeasureUnit(measure=present.measure, unit_id=unit)
        for wanted, present in pairs
        for unit in sorted(wanted.units or ())
    ]


def _indicator_rows(pairs: list[tuple[Wanted, Present]]) -> list[MeasureIndicator]:
    return [
        MeasureIndicator(measure=present.measure, indicator_id=key, level=level)
        for wanted, present in pairs
        for key, level in (wanted.indicators or {}).items()
    ]


def _step_rows(wanted: Wanted, present: Present) -> list[Activity]:
    return _activities(present.measure, wanted.steps or [], 1)


def _activities(measure: Measure, steps: list[Step], first: int) -> list[Activity]:
    return [
        Activity(
            measure=measure,
            position=position,
            name_mn=step.name_mn,
            name_en=step.name_en,
            due_on=step.due_on,
            is_illustrative=measure.is_illustrative,
        )
        for position, step in enumerate(steps, start=first)
    ]
