"""What of a measure a line would change, by the key of its column."""

from __future__ import annotations

from bagana.engines.mongolian import search_key
from bagana.programme.models import Activity
from bagana.programme.table.lines import Goal, Step, Wanted
from bagana.programme.table.present import Present, PresentGoal


def changed_parts(present: Present, wanted: Wanted) -> list[str]:
    """Columns whose cells say another thing than what stands; empty for the same."""
    parts = [
        name
        for name, value in wanted.fields.items()
        if getattr(present.measure, name) != value
    ]
    if wanted.number and wanted.number != present.measure.number:
        parts.append("number")
    if wanted.objective and wanted.objective.pk != present.measure.objective_id:
        parts.append("objective")
    if wanted.units is not None and wanted.units != frozenset(present.concerned):
        parts.append("units")
    if wanted.indicators is not None and wanted.indicators != {
        key: row.level for key, row in present.indicators.items()
    }:
        parts.append("indicators")
    if wanted.steps is not None and any(step_changes(present, wanted.steps)):
        parts.append("activities")
    if any(goal_differs(present.goals.get(i), g) for i, g in wanted.goals.items()):
        parts.append("targets")
    money = present.money
    if any(money.get(key, 0) != amount for key, amount in wanted.money.items()):
        parts.append("money")
    return parts


def pair_steps(
    present: Present, steps: list[Step]
) -> tuple[list[tuple[Activity, Step]], list[Step], list[Activity]]:
    """Activities with their lines, by name; lines without one; activities without."""
    left: dict[str, list[Activity]] = {}
    for activity in present.activities:
        left.setdefault(search_key(activity.name_mn), []).append(activity)
    paired: list[tuple[Activity, Step]] = []
    added: list[Step] = []
    for step in steps:
        same = left.get(search_key(step.name_mn))
        if same:
            paired.append((same.pop(0), step))
        else:
            added.append(step)
    lost = [activity for rest in left.values() for activity in rest]
    return paired, added, lost


def step_differs(activity: Activity, step: Step) -> bool:
    """A line without English leaves the English as it is."""
    english = step.name_en or activity.name_en
    return (activity.name_mn, activity.name_en, activity.due_on) != (
        step.name_mn,
        english,
        step.due_on,
    )


def step_changes(present: Present, steps: list[Step]) -> list[object]:
    paired, added, lost = pair_steps(present, steps)
    return [*(p for p in paired if step_differs(*p)), *added, *lost]


def goal_differs(known: PresentGoal | None, goal: Goal) -> bool:
    """A target that is not there yet, another baseline, or another level."""
    if known is None or start_differs(known, goal):
        return True
    return any(known.levels.get(y) != level for y, level in goal.levels.items())


def start_differs(known: PresentGoal, goal: Goal) -> bool:
    if goal.baseline is None:
        return False
    period = known.version.baseline_period
    year = period.start.year if period else None
    other_year = goal.baseline_year is not None and goal.baseline_year != year
    return goal.baseline != known.version.baseline_value or other_year
