"""Editing a plan by hand: copy, give blocks, undo, redo, lock, name, freeze.

The rules in prose: docs/rules/redrawing-editing.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from bagana.engines.districting import breaks, breaks_if
from bagana.redistricting import rules
from bagana.redistricting.actions.editing_book import (
    MOVES,
    Desk,
    label_of,
    note,
    place_labels,
    take,
    told,
    write,
)
from bagana.redistricting.actions.editing_engine import finish_by_engine, is_at_work
from bagana.redistricting.models import EditStep, Plan, PlanKind, Scenario, StepKind
from bagana.redistricting.plans import keep_plan
from bagana.redistricting.problems import NEW, labels_in, problem_of
from bagana.web.errors import Conflict, Refused

__all__ = [
    "NEW_UNIT",
    "WouldBreak",
    "begin_edit",
    "finish_by_engine",
    "freeze_plan",
    "give",
    "lock",
    "name_plan",
    "redo",
    "undo",
    "unlock",
]

NEW_UNIT: Final = "new"
"""Given to this, blocks begin a bag that is not there today."""


class WouldBreak(Refused):
    """Giving would cut blocks off from their unit; `blocks` are their codes."""

    def __init__(self, blocks: Sequence[str]) -> None:
        super().__init__(
            _("Ингэж өгвөл дараах хэсэг багаасаа тасарна: %(codes)s.")
            % {"codes": told(blocks)},
            _("Тасрах хэсгийг хамт сонгож өг, эсвэл тасрахыг нь түр зөвшөөр."),
            "allow_break",
        )
        self.blocks = tuple(blocks)


@transaction.atomic
def begin_edit(*, user: Any, plan: Plan, title: str = "", title_en: str = "") -> Plan:
    """An open copy of any plan of the scenario; the plan itself stays as it is."""
    scenario = plan.scenario
    if not rules.can_work_on(user, scenario):
        raise PermissionDenied(_("Энэ хувилбарыг засах эрх танд алга."))
    problem = problem_of(scenario)
    # Today's bags come first, so that the labels are those of the problem.
    units = list(dict.fromkeys([*problem.units, *plan.units]))
    return keep_plan(
        scenario=scenario,
        search=None,
        kind=PlanKind.MANUAL,
        labels=labels_in(problem, plan),
        units=units,
        user=user,
        title_mn=title.strip(),
        title_en=title_en.strip(),
        is_frozen=False,
        edited_from=plan,
        locked=plan.locked,
        problem=problem,
    )


@transaction.atomic
def give(
    *,
    user: Any,
    plan: Plan,
    blocks: Sequence[str],
    to: str,
    allow_break: bool = False,
    seen: int | None = None,
) -> EditStep:
    """Give blocks to a unit of the same sum; refuses what would cut a unit in two.

    With `allow_break` it is done all the same, and the plan cannot be frozen until it
    is mended. `to` "new" begins another bag.
    """
    desk = take(user, plan, seen)
    places = desk.places(blocks)
    label = _label(desk, to)
    places = [i for i in places if desk.labels[i] != label]
    if not places:
        raise Refused(_("Сонгосон хэсэг аль хэдийн энэ багт байна."), field="to")
    _check_parents(desk, places, label)
    _check_locks(desk, places, label)
    cut_off = breaks_if(desk.problem, desk.labels, places, label)
    if cut_off and not allow_break:
        raise WouldBreak(desk.codes(cut_off))
    return write(desk, StepKind.GIVE, places, np.full(len(places), label, np.int32))


def _label(desk: Desk, to: str) -> int:
    """A bag that was begun and emptied again is begun anew: plans do not pile up."""
    if to == NEW_UNIT:
        held = set(desk.labels.tolist())
        for label, key in enumerate(desk.plan.units):
            if key.startswith(NEW) and label not in held:
                return label
    return label_of(desk, to)


def _check_parents(desk: Desk, places: Sequence[int], label: int) -> None:
    """A bag lies in one sum: its blocks come from that one."""
    problem = desk.problem
    holders = set(problem.parent[desk.labels == label].tolist())
    if label < len(problem.units):
        holders.add(int(problem.parent_of_unit[label]))
    if len(holders | set(problem.parent[places].tolist())) > 1:
        raise Refused(
            _("Баг сумынхаа хилээс гардаггүй: өөр сумын хэсэг сонгосон байна."),
            _("Нэг сумын хэсгийг тухайн сумынхаа багт өгнө үү."),
            "to",
        )


def _check_locks(desk: Desk, places: Sequence[int], label: int) -> None:
    problem = desk.problem
    asked = [i for i in places if problem.locked[i] and label != problem.today[i]]
    if asked:
        raise Refused(
            _("Даалгаварт өнөөдрийн багт нь үлдээхээр заасан хэсэг: %(codes)s.")
            % {"codes": told(desk.codes(asked))},
            field="blocks",
        )
    mine = set(desk.plan.locked) & set(desk.codes(places))
    if mine:
        raise Refused(
            _("Түгжсэн хэсэг: %(codes)s.") % {"codes": told(sorted(mine))},
            _("Эхлээд түгжээг нь тайлна уу."),
            "blocks",
        )


@transaction.atomic
def undo(*, user: Any, plan: Plan, seen: int | None = None) -> EditStep:
    """Take back the last move that stands; who did so is put into the book."""
    desk = take(user, plan, seen)
    moves = plan.steps.filter(kind__in=MOVES)
    last = moves.filter(is_undone=False).order_by("-ordinal").first()
    if last is None:
        raise Conflict(_("Буцаах зүйл алга."))
    return _replay(desk, last, StepKind.UNDO)


@transaction.atomic
def redo(*, user: Any, plan: Plan, seen: int | None = None) -> EditStep:
    """Do again what was undone last, as long as nothing else was done since."""
    desk = take(user, plan, seen)
    moves = plan.steps.filter(kind__in=MOVES, is_undone=True, is_past=False)
    first = moves.order_by("ordinal").first()
    if first is None:
        raise Conflict(_("Дахин хийх зүйл алга."))
    return _replay(desk, first, StepKind.REDO)


def _replay(desk: Desk, step: EditStep, kind: str) -> EditStep:
    places = [desk.problem.position[code] for code in step.blocks]
    mine = set(desk.plan.locked) & set(step.blocks)
    if mine:
        raise Conflict(
            _("Энэ алхмын зарим хэсэг түгжигдсэн: %(codes)s.")
            % {"codes": told(sorted(mine))},
            _("Эхлээд түгжээг нь тайлна уу."),
        )
    back = kind == StepKind.UNDO
    before, after = (step.after, step.before) if back else (step.before, step.after)
    labels = desk.labels.copy()
    labels[places] = [desk.plan.units.index(key) for key in after]
    place_labels(desk, labels)
    step.is_undone = back
    step.save(update_fields=["is_undone"])
    return note(desk, kind, step.blocks, before, after, step)


@transaction.atomic
def lock(
    *, user: Any, plan: Plan, blocks: Sequence[str], seen: int | None = None
) -> EditStep:
    """Hold blocks where they lie, against hand and engine, until unlocked."""
    desk = take(user, plan, seen)
    fresh = [c for c in desk.codes(desk.places(blocks)) if c not in set(plan.locked)]
    if not fresh:
        raise Refused(_("Сонгосон хэсэг аль хэдийн түгжээтэй байна."), field="blocks")
    plan.locked = [*plan.locked, *fresh]
    plan.save(update_fields=["locked"])
    return note(desk, StepKind.LOCK, fresh)


@transaction.atomic
def unlock(
    *, user: Any, plan: Plan, blocks: Sequence[str], seen: int | None = None
) -> EditStep:
    desk = take(user, plan, seen)
    asked = set(desk.codes(desk.places(blocks)))
    held = [code for code in plan.locked if code in asked]
    if not held:
        raise Refused(_("Сонгосон хэсэгт түгжээ алга."), field="blocks")
    plan.locked = [code for code in plan.locked if code not in asked]
    plan.save(update_fields=["locked"])
    return note(desk, StepKind.UNLOCK, held)


@transaction.atomic
def name_plan(*, user: Any, plan: Plan, title_mn: str, title_en: str = "") -> Plan:
    take(user, plan)
    plan.title_mn, plan.title_en = title_mn.strip(), title_en.strip()
    plan.save(update_fields=["title_mn", "title_en"])
    return plan


@transaction.atomic
def freeze_plan(*, user: Any, plan: Plan, seen: int | None = None) -> Plan:
    """Close the plan for good: only then can it be put forward.

    Every bag must hang together and every lock of the scenario be kept; whether the
    tolerances are met is told beside the plan and left to those who decide.
    """
    desk = take(user, plan, seen)
    _check_whole(desk)
    _leave_out_unused(desk)
    Scenario.objects.select_for_update().get(pk=plan.scenario_id)
    others = plan.scenario.plans.exclude(pk=plan.pk).filter(is_frozen=True)
    same = others.filter(sha256=plan.sha256).first()
    if same is not None:
        raise Refused(
            _("Яг ийм хувилбар аль хэдийн бий: №%(n)s.") % {"n": same.number},
            _("Тэр хувилбараа ашиглана уу."),
        )
    plan.is_frozen = True
    plan.save(update_fields=["is_frozen"])
    return plan


def _check_whole(desk: Desk) -> None:
    if is_at_work(desk.plan):
        raise Conflict(
            _("Энэ хувилбарыг тооцоолол гүйцээж байна."),
            _("Дуустал нь хүлээ, эсвэл зогсооно уу."),
        )
    cut_off = breaks(desk.problem, desk.labels)
    if cut_off:
        raise Refused(
            _("Тасархай хэсэгтэй хувилбарыг эцэслэхгүй: %(codes)s.")
            % {"codes": told(desk.codes(cut_off))},
            _("Тасархай хэсгийг хил залгаа багт нь өгнө үү."),
        )
    problem = desk.problem
    strays = np.flatnonzero(problem.locked & (desk.labels != problem.today))
    if strays.size:
        raise Refused(
            _("Даалгаварт өнөөдрийн багт нь үлдээхээр заасан хэсэг: %(codes)s.")
            % {"codes": told(desk.codes(strays))},
            _("Өнөөдрийн багт нь буцааж өгнө үү."),
        )


def _leave_out_unused(desk: Desk) -> None:
    """New bags that were begun and emptied again are no part of the plan."""
    plan, known = desk.plan, len(desk.problem.units)
    used = set(desk.labels.tolist())
    kept = [i for i in range(len(plan.units)) if i < known or i in used]
    place = {label: i for i, label in enumerate(kept)}
    plan.units = [plan.units[i] for i in kept]
    place_labels(desk, np.array([place[int(x)] for x in desk.labels], np.int32))
