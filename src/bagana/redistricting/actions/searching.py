"""A search: asked for, run once, its plans kept; docs/rules/redrawing-blocks.md.

Not one transaction: the arithmetic takes long and must lock nobody out. What is found
is written at once at the end.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final, cast

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.background import actions as background
from bagana.background.models import UNFINISHED
from bagana.background.progress import Progress
from bagana.engines.districting import Front, Point, Problem
from bagana.redistricting import rules, tasks
from bagana.redistricting.actions.scenarios import keep_today
from bagana.redistricting.joining import Found, joined
from bagana.redistricting.models import PlanKind, Scenario, Search
from bagana.redistricting.plans import keep_plan, plain
from bagana.redistricting.problems import digest, inputs_of, problem_of
from bagana.web.errors import Conflict, PermissionDenied, Refused

if TYPE_CHECKING:
    from bagana.engines.districting.redraw_tasks import Effort

KIND: Final = "redraw-search"


@transaction.atomic
def start_search(*, user: Any, scenario: Scenario) -> Search:
    """Ask for a search; from now on the scenario is not changed but copied."""
    current = Scenario.objects.select_for_update().get(pk=scenario.pk)
    if not rules.can_work_on(user, current):
        raise PermissionDenied(_("Энэ даалгавраар хайлт хийх эрх танд алга."))
    if current.searches.filter(work__state__in=UNFINISHED).exists():
        raise Conflict(
            _("Энэ даалгаврын хайлт үргэлжилж байна."),
            _("Дуусахыг хүлээх, эсвэл зогсооно уу."),
        )
    if is_answered(current):
        raise Conflict(
            _("Яг энэ асуултаар бүтэн хайлт хийсэн: дахин хайхад ижил хувилбар гарна."),
            _("Даалгаврыг хуулж, нөхцөл эсвэл үрийг нь өөрчилж хайна уу."),
        )
    # Faults of the question are told now and not by failed work.
    problem_of(current)
    search = new_search(current, user)
    search.work = background.start(
        user=user,
        kind=KIND,
        title_mn=f"Хувилбар хайх: {current.title_mn}"[:300],
        title_en=f"Search for plans: {current.title_en}"[:300],
        task=tasks.search,
        arguments={"search": search.pk},
        unit=current.unit,
        result_url=reverse("redistricting:search", args=[current.code, search.pk]),
    )
    search.save(update_fields=["work"])
    return search


def is_answered(scenario: Scenario) -> bool:
    """Whether exactly this question was searched to the end: again gives the same."""
    ended = scenario.searches.filter(finished_at__isnull=False, was_stopped=False)
    found = list(ended.values_list("sha256", flat=True))
    return bool(found) and digest(inputs_of(scenario)) in found


def new_search(scenario: Scenario, user: Any) -> Search:
    """The row of a search with its exact inputs, nothing done yet."""
    inputs = inputs_of(scenario)
    return Search.objects.create(
        scenario=scenario, inputs=inputs, sha256=digest(inputs), made_by=user
    )


def taken_up(search: Search, work_id: int) -> Search:
    """The search that work is for: repeated, it is a new one beside what was kept."""
    if search.finished_at is None:
        return search
    again = new_search(search.scenario, search.made_by)
    again.work_id = work_id
    again.save(update_fields=["work"])
    return again


def run_search(search: Search, progress: Progress | None = None) -> Search:
    """Compute and keep; a search that has ended stays as it is."""
    if search.finished_at is not None:
        return search
    scenario = search.scenario
    _refuse_changed(search)
    problem = problem_of(scenario)
    began = time.monotonic()
    fronts = _fronts(scenario, problem, progress)
    search.seconds = time.monotonic() - began
    search.was_stopped = bool(progress and progress.has_heard)
    search.answer = {code: _answer(front) for code, front in fronts.items()}
    return _written(search, problem, joined(problem, fronts))


def _refuse_changed(search: Search) -> None:
    """A re-drawing enacted between asking and computing makes another question."""
    if digest(inputs_of(search.scenario)) != search.sha256:
        raise Refused(
            _("Хайлт эхлэхээс өмнө багийн хуваарь өөрчлөгдсөн байна."),
            _("Даалгаврыг хуулж, шинээр хайна уу."),
        )


def _fronts(
    scenario: Scenario, problem: Problem, progress: Progress | None
) -> dict[str, Front]:
    """Sum after sum: a stop leaves the later ones as they are today."""
    from bagana.engines.districting.parts import split
    from bagana.engines.districting.redraw import redraw

    tolerance = {
        name: share
        for name, share in scenario.tolerance.items()
        if name in problem.weight_names
    }
    return {
        part.parents[0]: redraw(
            part,
            units=_range(scenario, part.parents[0]),
            tolerance=tolerance,
            minimise=tuple(scenario.minimise),
            seed=scenario.seed,
            effort=cast("Effort", str(scenario.effort)),
            progress=_reporter(progress, k, len(problem.parents)) if progress else None,
            stop=progress.wants_stop if progress else None,
        )
        for k, part in enumerate(split(problem))
    }


def _range(scenario: Scenario, code: str) -> tuple[int, int] | None:
    wanted = scenario.unit_range.get(code)
    return (int(wanted[0]), int(wanted[1])) if wanted else None


def _reporter(
    progress: Progress, before: int, sums: int
) -> Callable[[int, int, Point | None], None]:
    """How far the whole is: `before` sums are done, this one is on its way."""

    def report(done: int, total: int, best: Point | None) -> None:
        note = ""
        if best is not None:
            note = _("хамгийн сайн хувилбарын зөрүү %(share)s%%") % {
                "share": f"{100 * best.deviation:.1f}"
            }
        progress.report(before * total + done, sums * total, note)

    return report


def _answer(front: Front) -> dict[str, Any]:
    """What was proven and what cannot be met, as data; `wording` says it."""
    return {
        "bounds": {name: plain(asdict(bound)) for name, bound in front.bounds.items()},
        "unmet": [plain(asdict(unmet)) for unmet in front.unmet],
        "is_exact": front.is_exact,
        "tasks": front.tasks,
        "tasks_wanted": front.tasks_wanted,
        "points": len(front.points),
    }


@transaction.atomic
def _written(search: Search, problem: Problem, found: list[Found]) -> Search:
    """Everything at once; two workers on one search keep one result."""
    current = Search.objects.select_for_update().get(pk=search.pk)
    if current.finished_at is not None:
        return current
    if not search.scenario.plans.filter(kind=PlanKind.TODAY).exists():
        keep_today(search.scenario, search.made_by)
    for plan in found:
        keep_plan(
            scenario=search.scenario,
            search=search,
            kind=PlanKind.ALTERNATIVE if plan.is_alternative else PlanKind.FRONT,
            labels=plan.labels,
            user=search.made_by,
            is_chosen=plan.is_chosen,
            problem=problem,
        )
    search.finished_at = timezone.now()
    search.save(update_fields=["answer", "was_stopped", "seconds", "finished_at"])
    return search
