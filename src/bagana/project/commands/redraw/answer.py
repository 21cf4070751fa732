"""What a search found in one parent, with everything that is said and drawn of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from bagana.engines.districting import Audit, Front, Point, Problem, Unmet
from bagana.engines.districting.audit import audit
from bagana.engines.districting.problem import Ints
from bagana.project.commands.index.speech import Speech

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

type Kind = Literal["today", "front", "chosen", "alternative"]
TODAY: Final = 0
"""Number of today's plan; those of the front follow from 1."""


@dataclass(frozen=True)
class Plan:
    number: int
    kind: Kind
    point: Point


@dataclass(frozen=True)
class Answer:
    """One parent: the problem, its front, and what blocks and units look like.

    `names` are those of today's units; `offices` their offices in degrees.
    """

    problem: Problem
    front: Front
    shapes: tuple[BaseGeometry, ...]
    names: Mapping[str, str]
    offices: Mapping[str, tuple[float, float]]
    has_today: bool
    speech: Speech

    @cached_property
    def plans(self) -> tuple[Plan, ...]:
        """Today's, the front in ascending deviation, then the alternatives."""
        front, chosen = self.front, self.front.chosen
        points = (front.today, *front.points, *front.alternatives)
        last = len(front.points)
        kinds: list[Kind] = ["today" if self.has_today else "front"]
        kinds += ["chosen" if i == chosen else "front" for i in range(last)]
        kinds += ["alternative"] * len(front.alternatives)
        found = enumerate(zip(kinds, points, strict=True))
        plans = (Plan(number, kind, point) for number, (kind, point) in found)
        return tuple(p for p in plans if p.number != TODAY or self.has_today)

    @cached_property
    def chosen(self) -> Plan:
        return next(plan for plan in self.plans if plan.kind == "chosen")

    @cached_property
    def before(self) -> Audit:
        return audit(self.problem, self.problem.today)

    @cached_property
    def after(self) -> Audit:
        return audit(self.problem, self.chosen.point.labels)

    def code(self, label: int) -> str:
        """Code of a unit: today's, or "new-1" and on; without today's a number."""
        units = self.problem.units
        if not self.has_today:
            return str(label + 1)
        if label < len(units):
            return units[label]
        return f"new-{label - len(units) + 1}"

    def name(self, label: int) -> str:
        """What a unit is called for a reader."""
        code = self.code(label)
        if self.has_today and label < len(self.problem.units):
            return self.names.get(code, code)
        _ = self.speech.translate
        first = len(self.problem.units) if self.has_today else 0
        return _("Шинэ %(n)s") % {"n": label - first + 1}

    def changed(self, labels: Ints) -> Ints:
        """Places of the blocks that leave their unit."""
        if not self.has_today:
            return np.empty(0, dtype=np.int32)
        return np.flatnonzero(labels != self.problem.today).astype(np.int32)

    @cached_property
    def unmet(self) -> tuple[tuple[int, float, Unmet], ...]:
        """Label, signed deviation and what is not met: above nought is too much."""
        seen = {one.unit: one for one in self.after.units}
        found = []
        for one in self.front.unmet:
            unit = seen[one.unit]
            j = self.problem.weight_names.index(one.weight)
            found.append((unit.label, unit.deviation[j], one))
        return tuple(found)

    @property
    def movers(self) -> str:
        return self.problem.weight_names[self.problem.movers]
