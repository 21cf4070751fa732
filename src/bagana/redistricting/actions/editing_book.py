"""The book of deeds of editing: who has the pen, what is written, at which version.

The version of an open plan is the number of its steps: every deed adds one, undoing and
redoing too, so whoever saw fewer is told what happened meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from bagana.engines.districting import Problem
from bagana.redistricting import rules
from bagana.redistricting.arrays import Ints
from bagana.redistricting.models import EditStep, Plan, StepKind
from bagana.redistricting.plans import measures_of, plan_hash
from bagana.redistricting.problems import NEW, labels_in, problem_of
from bagana.web.errors import Conflict, Refused

MOVES: Final = (StepKind.GIVE, StepKind.ENGINE)
"""Deeds that move blocks: these are undone and redone."""


@dataclass(frozen=True)
class Desk:
    """An open plan in hand, locked in the database until the transaction ends."""

    plan: Plan
    problem: Problem
    labels: Ints
    steps: int
    user: Any

    def places(self, codes: Sequence[str]) -> list[int]:
        """Where the blocks stand in the arrays, each once, in the order of the set."""
        if not codes:
            raise Refused(
                _("Ямар ч хэсэг сонгоогүй байна."),
                _("Газрын зургаас эсвэл жагсаалтаас хэсэг сонгоно уу."),
                "blocks",
            )
        unknown = sorted(set(codes) - self.problem.position.keys())
        if unknown:
            raise Refused(
                _("Энэ даалгаварт ийм хэсэг алга: %(codes)s.")
                % {"codes": told(unknown)},
                field="blocks",
            )
        return sorted({self.problem.position[code] for code in codes})

    def codes(self, places: Iterable[int]) -> list[str]:
        return [self.problem.blocks[i] for i in places]

    def keys(self, labels: Iterable[int]) -> list[str]:
        return [self.plan.units[label] for label in labels]


def told(codes: Sequence[str], most: int = 8) -> str:
    """Codes in words: the first few and how many more there are."""
    if len(codes) <= most:
        return ", ".join(codes)
    rest = {"codes": ", ".join(codes[:most]), "n": len(codes) - most}
    return _("%(codes)s ба өөр %(n)s") % rest


def take(user: Any, plan: Plan, seen: int | None = None) -> Desk:
    """The plan as it is now, for writing; refuses who may not, or saw an older one."""
    if not rules.can_work_on(user, plan.scenario):
        raise PermissionDenied(_("Энэ хувилбарыг засах эрх танд алга."))
    current = Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    # The caller's row goes on being used: it must tell what the database tells.
    for name in ("units", "labels", "locked", "is_frozen", "sha256", "measures"):
        setattr(plan, name, getattr(current, name))
    if plan.is_frozen:
        raise Conflict(
            _("Энэ хувилбарыг эцэслэсэн тул өөрчлөгдөхгүй."),
            _("Хуулбарыг нь үүсгээд засна уу."),
        )
    steps = plan.steps.count()
    if seen is not None and seen != steps:
        raise Conflict(
            _("Таныг засаж байх хооронд хувилбарыг өөр хүн өөрчилсөн байна."),
            _("Таны сонголт хэвээр байна: шинэ байдлыг хараад дахин оролдоно уу."),
        )
    problem = problem_of(plan.scenario)
    return Desk(plan, problem, labels_in(problem, plan), steps, user)


def write(desk: Desk, kind: str, places: Sequence[int], to: Ints) -> EditStep:
    """Move the blocks at the places to the labels, and put the deed into the book."""
    before = desk.labels[list(places)]
    labels = desk.labels.copy()
    labels[list(places)] = to
    place_labels(desk, labels)
    return note(desk, kind, desk.codes(places), desk.keys(before), desk.keys(to))


def note(
    desk: Desk,
    kind: str,
    blocks: list[str],
    before: Sequence[str] = (),
    after: Sequence[str] = (),
    about: EditStep | None = None,
) -> EditStep:
    if kind in MOVES:
        # Something else was done in the place of what had been undone.
        desk.plan.steps.filter(is_undone=True).update(is_past=True)
    return EditStep.objects.create(
        plan=desk.plan,
        ordinal=desk.steps + 1,
        kind=kind,
        blocks=blocks,
        before=list(before),
        after=list(after),
        about=about,
        made_by=desk.user,
    )


def place_labels(desk: Desk, labels: Ints) -> None:
    """Keep the labels with the measures and the hash that belong to them."""
    plan, problem = desk.plan, desk.problem
    plan.labels = np.asarray(labels, dtype="<i2").tobytes()
    plan.sha256 = plan_hash(problem.blocks, plan.units, labels)
    plan.measures = measures_of(
        problem, labels, plan.scenario.tolerance, plan.scenario.unit_range
    )
    plan.save(update_fields=["units", "labels", "sha256", "measures"])


def label_of(desk: Desk, to: str) -> int:
    """The unit's label; "new" begins another unit."""
    if to == "new":
        taken = [int(key.removeprefix(NEW)) for key in desk.plan.units if NEW in key]
        desk.plan.units = [*desk.plan.units, f"{NEW}{max(taken, default=0) + 1}"]
        return len(desk.plan.units) - 1
    if to not in desk.plan.units:
        raise Refused(
            _("Энэ хувилбарт ийм баг алга."), _("Жагсаалтаас сонгоно уу."), "to"
        )
    label: int = desk.plan.units.index(to)
    return label
