"""Objections: when they are taken, what everybody reads, what waits for an officer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Prefetch, QuerySet
from django.utils import timezone

from bagana.accounts.roles import assignments
from bagana.ranking.models import (
    Objection,
    ObjectionDeed,
    ObjectionState,
    ObjectionStep,
    Selection,
    SelectionState,
)
from bagana.ranking.rules import PLANNERS
from bagana.territory.models import UnitAncestry, UnitVersion
from bagana.territory.queries import versions_on
from bagana.web.procedures import Window

CODE_SIGNS = 20


def window_of(selection: Selection, day: date | None = None) -> Window:
    """Open from the list to its last day, and never in another state."""
    day = day or timezone.localdate()
    starts, ends = selection.objections_from, selection.objections_until
    is_open = (
        selection.state == SelectionState.PROVISIONAL
        and starts is not None
        and ends is not None
        and starts <= day <= ends
    )
    return Window(starts, ends, day, is_open)


@dataclass(frozen=True, slots=True)
class Told:
    """An objection as it is read: what against, and its words where they may be read.

    `text` is empty where the words are kept from the reader, `ground` then says why.
    """

    row: Objection
    unit: str
    text: str
    ground: str

    @property
    def pk(self) -> int:
        return self.row.pk

    @property
    def is_answered(self) -> bool:
        return self.row.state != ObjectionState.FILED

    @property
    def is_upheld(self) -> bool:
        return self.row.state in (ObjectionState.UPHELD, ObjectionState.PARTLY)


@dataclass(frozen=True, slots=True)
class Objections:
    """What everybody reads of a selection's objections; the rest is counted."""

    rows: list[Told]
    waiting: int
    withheld: int

    @property
    def count(self) -> int:
        return len(self.rows) + self.waiting + self.withheld

    @property
    def upheld(self) -> int:
        return sum(1 for row in self.rows if row.is_upheld)

    @property
    def answered(self) -> int:
        return sum(1 for row in self.rows if row.is_answered)


def public_objections(selection: Selection, unit: int | None = None) -> Objections:
    """Shown or answered ones; an answer is public even where the words are not."""
    rows = list(_with_all(selection.objections.all()))
    if unit is not None:
        rows = [row for row in rows if row.unit_id == unit]
    names = names_of(rows)
    public = [r for r in rows if r.is_shown or r.state != ObjectionState.FILED]
    hidden = [r for r in rows if r not in public and _ground(r)]
    return Objections(
        rows=[_told(row, names) for row in public],
        waiting=len(rows) - len(public) - len(hidden),
        withheld=len(hidden),
    )


def _with_all(rows: QuerySet[Objection]) -> QuerySet[Objection]:
    steps = ObjectionStep.objects.select_related("made_by")
    return rows.select_related(
        "selection__period",
        "unit",
        "observation__indicator",
        "observation__period",
        "answered_by",
    ).prefetch_related(Prefetch("steps", steps))


def _told(row: Objection, names: dict[int, str]) -> Told:
    text = row.text if row.is_shown else ""
    return Told(row, names.get(row.unit_id or 0, ""), text, _ground(row))


def _ground(row: Objection) -> str:
    """Why the words are not published; empty where they are or nobody looked yet."""
    last = ""
    for step in row.steps.all():
        if step.deed == ObjectionDeed.SHOWN:
            last = ""
        if step.deed == ObjectionDeed.HIDDEN:
            last = str(step.get_ground_display())
    return "" if row.is_shown else last


def names_of(rows: Iterable[Objection]) -> dict[int, str]:
    """Names of the units concerned, as on the last day of the selection's period."""
    wanted: dict[date, set[int]] = {}
    for row in rows:
        if row.unit_id:
            wanted.setdefault(row.selection.period.end, set()).add(row.unit_id)
    found: dict[int, str] = {}
    for day, units in wanted.items():
        versions: Iterable[UnitVersion] = versions_on(day).filter(unit__in=units)
        found |= {version.unit_id: version.name for version in versions}
    return found


def by_code(code: str) -> Told | None:
    """What its author reads under the code: his own words whatever became of them."""
    rows = _with_all(Objection.objects.all()).select_related("selection__programme")
    asked = code.strip()[:CODE_SIGNS]
    # Read from paper it may come in small letters, without its dashes or with blanks.
    signs = "".join(sign for sign in asked.upper() if sign.isalnum())
    dashed = "-".join(signs[at : at + 4] for at in range(0, len(signs), 4))
    row = rows.filter(code__in=(asked, asked.upper(), dashed)).first()
    if row is None:
        return None
    return Told(row, names_of([row]).get(row.unit_id or 0, ""), row.text, _ground(row))


def conducted_by(user: Any) -> QuerySet[Objection]:
    """Objections that the user may show, hide and answer: one query for any number."""
    roots = [a.unit_id for a in assignments(user) if a.role in PLANNERS]
    if not roots:
        return Objection.objects.none()
    places = UnitAncestry.objects.in_force(timezone.localdate())
    mine = places.filter(ancestor__in=roots)
    return Objection.objects.filter(
        Exists(mine.filter(unit=OuterRef("selection__programme__unit")))
    )


OPEN = "open"
"""Not answered yet: what the list shows unless asked otherwise."""


def worklist(user: Any, *, state: str = "", selection: str = "") -> QuerySet[Objection]:
    """The officer's list: the soonest answer first, then the oldest."""
    found = _with_all(conducted_by(user))
    if selection:
        found = found.filter(selection__code=selection)
    if state == OPEN:
        found = found.filter(state=ObjectionState.FILED)
    elif state in ObjectionState.values:
        found = found.filter(state=state)
    return found.select_related("selection__programme").order_by(
        F("selection__answers_due").asc(nulls_last=True), "made_at", "id"
    )


def one_for(user: Any, pk: int) -> Told | None:
    """One objection with its words for who conducts the selection."""
    rows = _with_all(conducted_by(user)).select_related("selection__programme__unit")
    row = rows.filter(pk=pk).first()
    if row is None:
        return None
    return Told(row, names_of([row]).get(row.unit_id or 0, ""), row.text, _ground(row))


@dataclass(frozen=True, slots=True)
class Waiting:
    """Objections of a selection that wait for an answer."""

    selection: Selection
    count: int
    due: date | None

    @property
    def is_late(self) -> bool:
        return self.due is not None and self.due < timezone.localdate()


def waiting_for(user: Any) -> list[Waiting]:
    """What waits for the user, by selection, the soonest first."""
    rows = conducted_by(user).filter(
        state=ObjectionState.FILED, selection__state=SelectionState.PROVISIONAL
    )
    found: dict[int, tuple[Selection, int]] = {}
    for row in rows.select_related("selection"):
        selection, count = found.get(row.selection_id, (row.selection, 0))
        found[row.selection_id] = (selection, count + 1)
    waiting = [Waiting(s, count, s.answers_due) for s, count in found.values()]
    return sorted(waiting, key=lambda one: one.due or date.max)


def masked(contact: str) -> str:
    """«99••••••»: that something was left, not what."""
    return contact[:2] + "•" * max(len(contact) - 2, 0)


def may_answer(row: Objection) -> bool:
    """Whether an answer is still due: once, while objections are being heard."""
    heard = row.selection.state == SelectionState.PROVISIONAL
    return heard and row.state == ObjectionState.FILED
