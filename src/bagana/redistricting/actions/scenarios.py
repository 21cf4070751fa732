"""A scenario: put, changed until it is searched, copied (redrawing-blocks.md)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from bagana.redistricting import rules
from bagana.redistricting.models import PlanKind, Scenario
from bagana.redistricting.plans import keep_plan
from bagana.redistricting.problems import problem_of
from bagana.redistricting.scenario_checks import Asked, check_asked, check_under
from bagana.territory.models import Unit
from bagana.web.errors import Conflict, PermissionDenied, Refused

CODE: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
RESERVED: Final = frozenset(
    {"blocks", "proposals", "scenarios", "new", "handover", "changes"}
)
"""Addresses of pages beside those of scenarios."""


@transaction.atomic
def make_scenario(
    *,
    user: Any,
    unit: Unit,
    code: str,
    title_mn: str,
    title_en: str = "",
    reason_mn: str = "",
    reason_en: str = "",
    is_illustrative: bool = False,
    **asked: Any,
) -> Scenario:
    """Put a question to the engine; `asked` are the fields of `scenario_checks.Asked`.

    Today's plan is kept with it at once: it can be looked at, compared with and edited
    by hand before any search.
    """
    if not rules.can_make_scenario(user, unit):
        raise PermissionDenied(_("Энэ нэгжид даалгавар гаргах эрх танд алга."))
    question = Asked(**asked)
    _check_words(code, title_mn)
    check_asked(user, question)
    check_under(unit, question)
    scenario = Scenario.objects.create(
        unit=unit,
        code=code,
        title_mn=title_mn,
        title_en=title_en or title_mn,
        reason_mn=reason_mn,
        reason_en=reason_en,
        is_illustrative=is_illustrative,
        made_by=user,
        **question.stored(),
    )
    scenario.sums.set(question.sums)
    keep_today(scenario, user)
    return scenario


def _check_words(code: str, title_mn: str) -> None:
    if not CODE.fullmatch(code) or code in RESERVED:
        raise Refused(
            _("Код жижиг латин үсэг, тоо, зураасаас бүрдэнэ: mandal-2026."),
            field="code",
        )
    if Scenario.objects.filter(code=code).exists():
        raise Refused(_("Ийм кодтой даалгавар бий."), _("Өөр код бичнэ үү."), "code")
    if not title_mn.strip():
        raise Refused(_("Нэрийг бичнэ үү."), field="title_mn")


def keep_today(scenario: Scenario, user: Any) -> None:
    """Today's plan, number 0, measured by what the scenario asks."""
    problem = problem_of(scenario)
    scenario.plans.filter(kind=PlanKind.TODAY).delete()
    keep_plan(
        scenario=scenario,
        search=None,
        kind=PlanKind.TODAY,
        labels=problem.today,
        user=user,
        problem=problem,
    )


@transaction.atomic
def change_scenario(
    *,
    user: Any,
    scenario: Scenario,
    texts: Mapping[str, str] | None = None,
    **asked: Any,
) -> Scenario:
    """Change what a scenario asks, as long as nothing stands on it.

    `texts`: titles and reasons, which may be mended.
    """
    current = Scenario.objects.select_for_update().get(pk=scenario.pk)
    if not rules.can_work_on(user, current):
        raise PermissionDenied(_("Энэ даалгаврыг өөрчлөх эрх танд алга."))
    if is_fixed(current):
        raise Conflict(
            _("Хайлт хийсэн, хувилбар гаргасан даалгаврыг өөрчилдөггүй."),
            _("Хуулж аваад хуулбарыг нь өөрчилнө үү."),
        )
    question = replace(asked_of(current), **asked)
    check_asked(user, question)
    check_under(current.unit, question)
    for name, value in (question.stored() | dict(texts or {})).items():
        setattr(current, name, value)
    current.save()
    current.sums.set(question.sums)
    keep_today(current, user)
    return current


def is_fixed(scenario: Scenario) -> bool:
    """Whether a search or somebody's plan stands on the question."""
    others = scenario.plans.exclude(kind=PlanKind.TODAY)
    return scenario.searches.exists() or others.exists()


def asked_of(scenario: Scenario) -> Asked:
    """The question of a scenario, to change or to copy."""
    return Asked(
        block_set=scenario.block_set,
        sums=list(scenario.sums.all()),
        on=scenario.on,
        tolerance=scenario.tolerance,
        minimise=scenario.minimise,
        movers=scenario.movers,
        unit_range=scenario.unit_range,
        targets=scenario.targets,
        offices_fixed=scenario.offices_fixed,
        offices=scenario.offices,
        locked=scenario.locked,
        barriers=scenario.barriers,
        effort=scenario.effort,
        seed=scenario.seed,
    )


@transaction.atomic
def copy_scenario(
    *, user: Any, scenario: Scenario, code: str, title_mn: str, title_en: str = ""
) -> Scenario:
    """The same question under another name, to be changed and searched anew."""
    if not Scenario.objects.visible_to(user).filter(pk=scenario.pk).exists():
        raise PermissionDenied(_("Энэ даалгаврыг хуулах эрх танд алга."))
    made = make_scenario(
        user=user,
        unit=scenario.unit,
        code=code,
        title_mn=title_mn,
        title_en=title_en,
        reason_mn=scenario.reason_mn,
        reason_en=scenario.reason_en,
        is_illustrative=scenario.is_illustrative,
        **_kept(asked_of(scenario)),
    )
    made.copied_from = scenario
    made.save(update_fields=["copied_from"])
    return made


def _kept(asked: Asked) -> dict[str, Any]:
    fields: Sequence[str] = list(Asked.__dataclass_fields__)
    return {name: getattr(asked, name) for name in fields}
