"""What the page of an edited plan shows: bags, breaks, locks, the last deeds."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, Final

import numpy as np
from django.utils.translation import gettext as _

from bagana.background.models import Work
from bagana.engines.districting import Problem, pieces
from bagana.redistricting import edit_maps, rules
from bagana.redistricting.arrays import BlockArrays, Ints, arrays_of
from bagana.redistricting.models import EditStep, Plan, Scenario
from bagana.redistricting.problems import labels_in, problem_of
from bagana.redistricting.queries.plan_units import PlanUnit
from bagana.redistricting.queries.plans import PlanAudit, UnitRow, plan_audit
from bagana.redistricting.wording import share_words
from bagana.web import words

LAST: Final = 8
"""Deeds that the page tells of; the book itself keeps all."""


def may_see(user: Any, scenario: Scenario) -> bool:
    """Whoever sees the scenario: a draft is read by nobody who cannot read that."""
    return Scenario.objects.visible_to(user).filter(pk=scenario.pk).exists()


@dataclass(frozen=True, slots=True)
class Cell:
    """One block on the map."""

    label: str
    css: str
    path: str
    href: str
    is_picked: bool
    has_moved: bool


@dataclass(frozen=True, slots=True)
class Break:
    """Blocks cut off from the rest of their bag."""

    unit: PlanUnit
    codes: tuple[str, ...]
    query: str


@dataclass(frozen=True, slots=True)
class Deed:
    """A step of the book as the page tells it."""

    at: datetime
    who: str
    kind: str
    what: str
    blocks: tuple[str, ...]
    to: str
    is_undone: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A bag that blocks can be given to."""

    key: str
    name: str
    sum: str
    borders: bool


@dataclass(frozen=True)
class Table:
    """An open plan as it stands: everything that follows an edit."""

    plan: Plan
    problem: Problem
    labels: Ints
    audit: PlanAudit
    steps: int
    can_undo: bool
    can_redo: bool

    @property
    def units(self) -> Mapping[str, PlanUnit]:
        return self.audit.units

    @cached_property
    def breaks(self) -> list[Break]:
        """Pieces cut off from the largest of their bag, as `audit` counts them."""
        found, seen = [], set()
        for piece in pieces(self.problem, self.labels):
            if piece.label in seen:
                codes = tuple(self.problem.blocks[i] for i in piece.blocks)
                unit = self.units[self.plan.units[piece.label]]
                query = "&".join(f"block={code}" for code in codes)
                found.append(Break(unit, codes, query))
            seen.add(piece.label)
        return found

    @property
    def moved(self) -> list[int]:
        return np.flatnonzero(self.labels != self.problem.today).tolist()

    @property
    def cut_off(self) -> list[int]:
        return list(self.audit.audit.breaks)

    @property
    def held(self) -> list[int]:
        """Locked by the plan or by its scenario."""
        mine = {self.problem.position[code] for code in self.plan.locked}
        return sorted(mine | set(np.flatnonzero(self.problem.locked).tolist()))

    @property
    def can_freeze(self) -> bool:
        return not self.breaks and bool(self.moved)


@dataclass(frozen=True, slots=True)
class BagLine:
    """A bag in the table: its balances, its colour on the map, whether it is locked."""

    row: UnitRow
    colour: int
    blocks: int
    is_held: bool


def bag_lines(table: Table) -> list[BagLine]:
    place = {key: label for label, key in enumerate(table.plan.units)}
    held = np.zeros(table.problem.size, dtype=bool)
    held[table.held] = True
    found = []
    for row in table.audit.rows:
        mine = table.labels == place[row.unit.key]
        colour = edit_maps.colour_of(place[row.unit.key])
        whole = bool(mine.any() and held[mine].all())
        found.append(BagLine(row, colour, int(mine.sum()), whole))
    return found


def blocks_of_bag(plan: Plan, key: str) -> list[str]:
    """All blocks that lie in the bag now."""
    if key not in plan.units:
        return []
    problem = problem_of(plan.scenario)
    codes = np.array([*plan.units, ""])[plan.labels_array()]
    return [problem.blocks[i] for i in np.flatnonzero(codes == key)]


def table_of(plan: Plan) -> Table:
    problem = problem_of(plan.scenario)
    moves = list(
        plan.steps.filter(kind__in=("give", "engine")).values_list(
            "is_undone", "is_past"
        )
    )
    return Table(
        plan=plan,
        problem=problem,
        labels=labels_in(problem, plan),
        audit=plan_audit(plan),
        steps=plan.steps.count(),
        can_undo=any(not undone for undone, _past in moves),
        can_redo=any(undone and not past for undone, past in moves),
    )


def arrays_for(plan: Plan) -> BlockArrays:
    codes = list(plan.scenario.sums.values_list("code", flat=True))
    return arrays_of(plan.scenario.block_set, codes)


def cells(
    table: Table, drawn: edit_maps.Cells, arrays: BlockArrays, picked: Sequence[str]
) -> list[Cell]:
    """Every block with its address, ?n= its place; those picked before stay in it."""
    places = [arrays.position[code] for code in picked if code in arrays.position]
    chosen, moved = set(places), set(table.moved)
    told, units = _told(arrays), list(table.units.values())
    found = []
    for i, code in enumerate(arrays.codes):
        label = int(table.labels[i])
        asked = [n for n in places if n != i] if i in chosen else [i, *places]
        found.append(
            Cell(
                label=f"{code}, {told[i]}: {units[label].name}",
                css=f"cell plan-{edit_maps.colour_of(label)}",
                path=drawn.paths[i],
                href="?" + "&".join(f"n={n}" for n in asked),
                is_picked=i in chosen,
                has_moved=i in moved,
            )
        )
    return found


def picked_of(table: Table, codes: Sequence[str], places: Sequence[str]) -> list[str]:
    """Blocks that an address asks for, by code or place; what is none is left out."""
    blocks = table.problem.blocks
    numbers = [int(n[:9]) for n in places if n.isascii() and n.isdecimal()]
    asked = [*codes, *(blocks[n] for n in numbers if n < len(blocks))]
    return [code for code in dict.fromkeys(asked) if code in table.problem.position]


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks of one of today's bags, for the list beside the map."""

    name: str
    codes: tuple[str, ...]


def groups(table: Table, arrays: BlockArrays) -> list[Group]:
    """The list of blocks by today's bag: what does not change while one edits."""
    units = list(table.units.values())
    found = []
    for label in np.unique(table.problem.today).tolist():
        mine = np.flatnonzero(table.problem.today == label).tolist()
        found.append(Group(units[label].name, tuple(arrays.codes[i] for i in mine)))
    return found


def _told(arrays: BlockArrays) -> list[str]:
    """«12 өрх, 40 хүн» of each block; the script on the page reads the numbers."""
    words_of = _("%(households)s өрх, %(people)s хүн")
    columns = [arrays.counts[name].tolist() for name in ("households", "population")]
    return [
        words_of % {"households": _known(h), "people": _known(p)}
        for h, p in zip(*columns, strict=True)
    ]


def _known(count: float) -> str:
    return words.missing() if math.isnan(count) else str(int(count))


def choices(table: Table, picked: Sequence[str]) -> list[Choice]:
    """Bags that the picked blocks can be given to; those they border first."""
    problem, labels = table.problem, table.labels
    places = [problem.position[code] for code in picked if code in problem.position]
    near = _bordering(problem, labels, places)
    sums = set(problem.parent[places].tolist())
    found = []
    for label, unit in enumerate(table.units.values()):
        if not sums or sums & _sums_of(problem, labels, label):
            found.append(Choice(unit.key, unit.name, unit.sum, label in near))
    return sorted(found, key=lambda choice: not choice.borders)


def _bordering(problem: Problem, labels: Ints, places: Sequence[int]) -> set[int]:
    if not places:
        return set()
    around = np.concatenate([problem.neighbours(place) for place in places])
    near = set(labels[around].tolist())
    own = set(labels[list(places)].tolist())
    return near if len(own) > 1 else near - own


def _sums_of(problem: Problem, labels: Ints, label: int) -> set[int]:
    if label < len(problem.units):
        return {int(problem.parent_of_unit[label])}
    held = set(problem.parent[labels == label].tolist())
    return held or set(range(len(problem.parents)))


def state_of(
    table: Table, drawn: edit_maps.Cells, arrays: BlockArrays
) -> dict[str, Any]:
    """What the browser puts onto the map it has: which block lies where, and more."""
    units = list(table.units.values())
    places = edit_maps.names(drawn, table.labels, arrays.area_km2, table.units)
    return {
        "labels": table.labels.tolist(),
        "moved": table.moved,
        "broken": table.cut_off,
        "held": table.held,
        "border": drawn.border(table.labels),
        "names": [[name.x, name.y, name.text, name.name] for name in places],
        "units": [[unit.key, unit.name] for unit in units],
    }


def last_deeds(table: Table, after: int = 0, most: int = LAST) -> list[Deed]:
    """The newest deeds first; `after`: only those that somebody has not seen."""
    steps = table.plan.steps.filter(ordinal__gt=after).select_related("made_by")
    return [_deed(step, table) for step in steps.order_by("-ordinal")[:most]]


def _deed(step: EditStep, table: Table) -> Deed:
    targets = list(dict.fromkeys(step.after))
    names = [table.units[key].name for key in targets if key in table.units]
    return Deed(
        at=step.made_at,
        who=step.made_by.display_name if step.made_by else "",
        kind=step.kind,
        what=step.get_kind_display(),
        blocks=tuple(step.blocks),
        to=names[0] if len(names) == 1 else "",
        is_undone=step.is_undone,
    )


def is_newest(table: Table, work: Work) -> bool:
    """Whether nothing was done to the plan since the work ended."""
    since = work.finished_at
    return bool(since and not table.plan.steps.filter(made_at__gt=since).exists())


def now(table: Table) -> str:
    """How far the bags are from equal."""
    share = table.plan.measures.get("deviation")
    worst = words.missing() if share is None else share_words(share)
    return _("Хамгийн их зөрүү %(share)s.") % {"share": worst}


def told(table: Table) -> str:
    """One sentence on the last deed, one on how far the bags are from equal."""
    deed = next(iter(last_deeds(table, most=1)), None)
    if deed is None:
        return now(table)
    to = f" → {deed.to}" if deed.to else ""
    return f"{deed.what.capitalize()}{to}. {now(table)}"


def can_edit(user: Any, plan: Plan) -> bool:
    return rules.can_edit_plan(user, plan)
