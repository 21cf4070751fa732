"""Levels of the table as targets and their versions (docs/rules/plan-table.md)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bagana.indicators.models import Source
from bagana.programme.actions.targets import Aim, Baseline, revise_target, set_target
from bagana.programme.models import TargetPoint
from bagana.programme.table.aiming import Aimed, Start, aim, aimed, find_start
from bagana.programme.table.comparing import goal_differs, start_differs
from bagana.programme.table.lines import Goal, Wanted
from bagana.programme.table.naming import ALL_OF
from bagana.programme.table.present import Present, PresentGoal
from bagana.territory.models import Unit

if TYPE_CHECKING:
    from bagana.programme.table.applying import Writer

MOST_NAME = 200


def write_goals(writer: Writer, touched: Sequence[tuple[Wanted, Present]]) -> None:
    for wanted, present in touched:
        present.measure.programme = writer.plan.programme
        for key, goal in wanted.goals.items():
            known = present.goals.get(key)
            if known is None:
                _set(writer, wanted, present, key, goal)
            elif goal_differs(known, goal):
                _revise(writer, present, known, goal)


def _set(
    writer: Writer, wanted: Wanted, present: Present, key: int, goal: Goal
) -> None:
    plan, measure = writer.plan, present.measure
    indicator = plan.indicators.by_pk[key]
    found = aimed(plan, wanted, present, indicator, goal, writer.user)
    group_mn, group_en = _group(writer, found)
    target = set_target(
        user=writer.user,
        programme=plan.programme,
        indicator=indicator,
        units=found.units,
        points=found.points,
        in_force_from=found.day,
        kind=found.kind,
        measure=measure,
        baseline=_baseline(writer, found.start),
        group_mn=group_mn,
        group_en=group_en,
        is_illustrative=measure.is_illustrative,
    )
    writer.record.make([target, *target.versions.all()])


def _group(writer: Writer, found: Aimed) -> tuple[str, str]:
    """What units taken together are called: «Бүх баг», or their names."""
    if len(found.units) < 2:
        return "", ""
    units = writer.plan.units
    keys = frozenset(unit.pk for unit in found.units)
    for words, level in ALL_OF.items():
        if keys == units.all_of(level):
            english = next(w for w, lv in ALL_OF.items() if lv == level and w != words)
            return words.capitalize(), english.capitalize()
    names = [units.names[pk] for pk in sorted(keys)]
    mn, en = (", ".join(name[place] for name in names) for place in (0, 1))
    return mn[:MOST_NAME], en[:MOST_NAME]


def _baseline(writer: Writer, start: Start) -> Baseline | None:
    if start.period is None:
        return None
    if start.published:
        return Baseline(start.period.code)
    return Baseline(start.period.code, start.value, _source(writer))


def _source(writer: Writer) -> Source:
    """A typed baseline is what the plan says, and is shown as that."""
    programme = writer.plan.programme
    names = writer.plan.units.names[programme.unit_id]
    source, _ = Source.objects.get_or_create(
        code=f"plan-{programme.code}"[:60],
        defaults={
            "publisher_mn": names[0],
            "publisher_en": names[1],
            "title_mn": f"{programme.name_mn}: төлөвлөгөө",
            "title_en": f"{programme.name_en}: plan",
            "year": programme.starts_on.year,
        },
    )
    return source


def _revise(writer: Writer, present: Present, known: PresentGoal, goal: Goal) -> None:
    """A version in force from that day on; what the table leaves out is carried on."""
    old = known.version
    baseline = None
    if start_differs(known, goal):
        baseline = _baseline(writer, _new_start(writer, present, known, goal))
    kept = [_kept(p) for p in old.points.all() if not p.period.code.isdecimal()]
    levels = {**known.levels, **goal.levels}
    version = revise_target(
        user=writer.user,
        target=known.target,
        in_force_from=writer.on,
        reason=writer.reason,
        points=[*kept, *(aim(str(year), level) for year, level in levels.items())],
        baseline=baseline,
    )
    writer.record.make([version])


def _new_start(
    writer: Writer, present: Present, known: PresentGoal, goal: Goal
) -> Start:
    units: list[Unit] = list(known.target.units.order_by("code"))
    return find_start(
        known.target.indicator,
        units,
        goal,
        present.measure.starts_on,
        writer.plan.programme.starts_on,
        writer.user,
    )


def _kept(point: TargetPoint) -> Aim:
    return Aim(point.period.code, point.value, point.low, point.high)
