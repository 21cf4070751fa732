"""Let the engine finish an edited plan: what is not locked is searched anew.

Not one transaction: the arithmetic takes long and must lock nobody out. The result is
one deed in the book, which can be undone like any other.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from bagana.background import actions as background
from bagana.background.models import UNFINISHED, Work
from bagana.background.progress import Progress
from bagana.engines.districting import Front, Part, Problem, breaks, split
from bagana.redistricting import edit_tasks, rules
from bagana.redistricting.actions.editing_book import Desk, label_of, take, told, write
from bagana.redistricting.arrays import Ints
from bagana.redistricting.models import EditStep, Plan, StepKind
from bagana.redistricting.problems import labels_in, problem_of_plan
from bagana.web.errors import Conflict, Refused

KIND: Final = "redraw-finish"


def works_of(plan: Plan) -> Any:
    """The engine's work on this plan, newest first."""
    return Work.objects.filter(kind=KIND, result_url=address_of(plan))


def address_of(plan: Plan) -> str:
    return reverse("redistricting:edit", args=[plan.scenario.code, plan.number])


def is_at_work(plan: Plan) -> bool:
    return bool(works_of(plan).filter(state__in=UNFINISHED).exists())


@transaction.atomic
def finish_by_engine(*, user: Any, plan: Plan, seen: int | None = None) -> Work:
    """Ask the engine to go on from the plan as it is; locked blocks stay.

    Whoever edits meanwhile keeps his edit: the result is then not taken over.
    """
    desk = take(user, plan, seen)
    if is_at_work(plan):
        raise Conflict(
            _("Энэ хувилбарыг тооцоолол гүйцээж байна."),
            _("Дуустал нь хүлээ, эсвэл зогсооно уу."),
        )
    problem = problem_of_plan(plan)
    _check_ready(desk, problem)
    scenario = plan.scenario
    return background.start(
        user=user,
        kind=KIND,
        title_mn=f"Хувилбар №{plan.number} гүйцээх: {scenario.title_mn}"[:300],
        title_en=f"Finish plan {plan.number}: {scenario.title_en}"[:300],
        task=edit_tasks.finish,
        arguments={"plan": plan.pk, "seen": desk.steps},
        unit=scenario.unit,
        result_url=address_of(plan),
    )


def _check_ready(desk: Desk, problem: Problem) -> None:
    cut_off = breaks(problem, desk.labels)
    if cut_off:
        raise Refused(
            _("Тасархай хэсгээс тооцоолол үргэлжлэхгүй: %(codes)s.")
            % {"codes": told(desk.codes(cut_off))},
            _("Эхлээд тасархай хэсгийг хил залгаа багт нь өгнө үү."),
        )
    if problem.locked.all():
        raise Refused(
            _("Бүх хэсэг түгжээтэй тул хайх юм алга."),
            _("Зарим түгжээг тайлна уу."),
        )


def run_finish(
    plan: Plan, user: Any, seen: int, progress: Progress | None = None
) -> EditStep | None:
    """Compute and keep, as one step; None where the engine found nothing to change."""
    if not rules.can_edit_plan(user, plan):
        raise PermissionDenied(_("Энэ хувилбарыг засах эрх танд алга."))
    problem = problem_of_plan(plan)
    labels = labels_in(problem, plan)
    found: list[tuple[Local, Ints]] = []
    parts = split(problem)
    for number, part in enumerate(parts):
        local = local_of(problem, part, labels)
        if local.part.locked.all():
            continue
        front = _searched(plan, local, progress, number, len(parts))
        found.append((local, front.points[front.chosen].labels))
    return _kept(plan, user, seen, found)


@dataclass(frozen=True)
class Local:
    """One sum of the plan: its problem, its labels from 0, and what they stand for."""

    part: Part
    start: Ints
    names: tuple[int, ...]


def local_of(problem: Problem, part: Part, labels: Ints) -> Local:
    """The part with the plan's own new units behind its bags, held where locked."""
    mine = labels[part.block_index]
    fresh = np.unique(mine[mine >= len(problem.units)]).tolist()
    names = (*part.unit_index.tolist(), *fresh)
    place = {label: i for i, label in enumerate(names)}
    start = np.array([place[label] for label in mine.tolist()], dtype=np.int32)
    return Local(replace(part, held=start), start, names)


def _searched(
    plan: Plan, local: Local, progress: Progress | None, number: int, many: int
) -> Front:
    from bagana.engines.districting.redraw import redraw

    scenario, part = plan.scenario, local.part

    def report(done: int, total: int, best: Any) -> None:
        if progress is not None:
            progress.report(number * total + done, many * total)

    return redraw(
        part,
        tolerance={
            name: share
            for name, share in scenario.tolerance.items()
            if name in part.weight_names
        },
        minimise=tuple(scenario.minimise),
        units=len(np.unique(local.start)),
        seed=scenario.seed,
        effort="quick",
        start=local.start,
        progress=report,
        stop=None if progress is None else progress.wants_stop,
    )


@transaction.atomic
def _kept(
    plan: Plan, user: Any, seen: int, found: list[tuple[Local, Ints]]
) -> EditStep | None:
    desk = take(user, plan, seen)
    labels = desk.labels.copy()
    for local, own in found:
        names = list(local.names)
        while len(names) <= int(own.max(initial=-1)):
            names.append(label_of(desk, "new"))
        labels[local.part.block_index] = np.array(names, dtype=np.int32)[own]
    changed = np.flatnonzero(labels != desk.labels)
    if not changed.size:
        return None
    return write(desk, StepKind.ENGINE, changed.tolist(), labels[changed])
