"""Results as plain tables: one CSV each, and the sheets of a workbook.

Headings are the same in both languages, so that a script reads either.
"""

from __future__ import annotations

from collections.abc import Sequence

from bagana.engines.districting import UnitAudit
from bagana.project.commands.index.sheets import Sheet, Value
from bagana.project.commands.redraw.answer import Answer, Plan


def all_sheets(answer: Answer) -> list[Sheet]:
    return [front(answer), units(answer), unmet(answer), bounds(answer)]


def front(answer: Answer) -> Sheet:
    """A line for each plan: how far from balance, how much is cut, moved, travelled."""
    names = answer.front.weight_names
    columns = (
        "plan", "kind", "feasible", "units", "deviation",
        *(f"deviation_{name}" for name in names),
        "cut", "moved", "travel", "bound_moved", "bound_travel", "seed", "step",
    )  # fmt: skip
    rows = tuple(_plan(answer, plan) for plan in answer.plans)
    return Sheet("front", columns, rows)


def _plan(answer: Answer, plan: Plan) -> tuple[Value, ...]:
    point = plan.point
    return (
        plan.number,
        plan.kind,
        int(point.is_feasible),
        len(set(point.labels.tolist())),
        point.deviation,
        *point.deviation_by_weight,
        point.cut,
        point.moved if answer.has_today else None,
        point.travel,
        _bound(answer, "moved"),
        _bound(answer, "travel"),
        point.seed,
        point.step,
    )


def _bound(answer: Answer, measure: str) -> float | None:
    """No plan within the tolerances has less: the same for every plan."""
    found = answer.front.bounds.get(measure)
    return found.bound if found is not None else None


def units(answer: Answer) -> Sheet:
    """Each unit today and in the chosen plan, weight by weight."""
    names = answer.problem.weight_names
    columns = (
        "unit", "name", "blocks_before", "blocks_after",
        *(f"{name}_{what}" for name in names for what in
          ("before", "after", "target", "deviation", "in", "out")),
        "travel_mean_km_before", "travel_mean_km_after", "travel_max_km_after",
        "compactness_before", "compactness_after", "pieces",
    )  # fmt: skip
    before = {one.label: one for one in answer.before.units}
    after = {one.label: one for one in answer.after.units}
    rows = tuple(
        _unit(answer, label, before.get(label), after.get(label))
        for label in sorted({*before, *after} if answer.has_today else after)
    )
    return Sheet("units", columns, rows)


def _unit(
    answer: Answer, label: int, was: UnitAudit | None, now: UnitAudit | None
) -> tuple[Value, ...]:
    return (
        answer.code(label),
        answer.name(label),
        was.blocks if was else None,
        now.blocks if now else 0,
        *_weights(answer, was, now),
        was.travel_mean_km if was else None,
        now.travel_mean_km if now else None,
        now.travel_max_km if now else None,
        was.compactness if was else None,
        now.compactness if now else None,
        now.pieces if now else 0,
    )


def _weights(
    answer: Answer, was: UnitAudit | None, now: UnitAudit | None
) -> Sequence[Value]:
    found: list[Value] = []
    for j in range(len(answer.problem.weight_names)):
        found += [
            was.weights[j] if was else None,
            now.weights[j] if now else 0.0,
            now.targets[j] if now else None,
            now.deviation[j] if now else None,
            now.moved_in[j] if now and now.moved_in else None,
            now.moved_out[j] if now and now.moved_out else None,
        ]
    return found


def unmet(answer: Answer) -> Sheet:
    rows = tuple(
        (answer.code(label), one.weight, deviation, one.tolerance, one.excess,
         int(one.proven), one.why)
        for label, deviation, one in answer.unmet
    )  # fmt: skip
    columns = ("unit", "weight", "deviation", "tolerance", "excess", "proven", "why")
    return Sheet("unmet", columns, rows)


def bounds(answer: Answer) -> Sheet:
    rows = tuple(
        (measure, one.value, one.bound, one.gap, one.kind, int(one.is_feasible))
        for measure, one in sorted(answer.front.bounds.items())
    )
    columns = ("measure", "value", "bound", "gap", "kind", "feasible")
    return Sheet("bounds", columns, rows)


def of_blocks(answer: Answer, plan: Plan) -> Sheet:
    """The plan itself: the unit of every block."""
    pairs = zip(answer.problem.blocks, plan.point.labels.tolist(), strict=True)
    rows = tuple((block, answer.code(label)) for block, label in pairs)
    return Sheet(f"{plan.number:02d}", ("block", "unit"), rows)


def summary(answers: Sequence[Answer]) -> Sheet:
    """One line for each parent, where there are several."""
    columns = ("parent", "blocks", "units", "deviation_today", "deviation", "feasible",
               "moved", "cut", "travel", "plans")  # fmt: skip
    rows = tuple(
        (
            one.front.parent,
            one.problem.size,
            len(one.after.units),
            one.front.today.deviation if one.has_today else None,
            one.chosen.point.deviation,
            int(one.chosen.point.is_feasible),
            one.chosen.point.moved if one.has_today else None,
            one.chosen.point.cut,
            one.chosen.point.travel,
            len(one.front),
        )
        for one in answers
    )
    return Sheet("summary", columns, rows)
