"""What the pages of one return show: findings in groups, sums, what was said of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from django.db.models import Max, QuerySet

from bagana.collection import cell_rows, livestock_rows
from bagana.collection.checks import Finding
from bagana.collection.form_types import LEVELS, Column, Value
from bagana.collection.models import Cell, Remark, RemarkKind, Return, Step
from bagana.collection.rows import (
    columns_of,
    expected_of,
    form_of_return,
    households_of,
    is_begun,
    totals_of,
    values_of,
)
from bagana.registers.models import (
    Census,
    HerdLoss,
    Household,
    LivestockCount,
    LivestockExtra,
)

SHOWN: Final = 12


def find_return(user: Any, round: str, unit: str) -> Return | None:
    """None where there is none, or none that the user may read."""
    found = Return.objects.visible_to(user).select_related(
        "round__period", "round__census", "round__unit", "unit"
    )
    return found.filter(round__code=round, unit__code=unit).first()


@dataclass(frozen=True, slots=True)
class Group:
    """Findings of one rule: how many, and the first of them."""

    rule: str
    level: str
    title: str
    fix: str
    count: int
    first: Sequence[Finding]
    word: str = ""


def groups_of(findings: Iterable[Finding], typed: dict[str, str]) -> list[Group]:
    """By rule, errors first; `typed` are words of acceptance given so far."""
    by_rule: dict[str, list[Finding]] = {}
    for one in findings:
        by_rule.setdefault(one.rule, []).append(one)
    groups = [
        Group(
            rule=rule,
            level=rows[0].level,
            title=rows[0].title,
            fix=rows[0].fix,
            count=len(rows),
            first=rows[:SHOWN],
            word=typed.get(rule, ""),
        )
        for rule, rows in by_rule.items()
    ]
    return sorted(groups, key=lambda one: (LEVELS.index(one.level), -one.count))


@dataclass(frozen=True, slots=True)
class Total:
    """A column summed over the bag, now and in the count before."""

    column: Column
    now: Value
    before: Value


def totals_table(returned: Return) -> list[Total]:
    now, earlier = totals_of(returned), _totals_before(returned)
    return [
        Total(column, now.get(column.code), earlier.get(column.code))
        for column in columns_of(returned)
        if column.is_number or column.type in ("yes_no", "text")
    ]


def _totals_before(returned: Return) -> dict[str, Value]:
    form = form_of_return(returned)
    if not form.of_households:
        earlier = cell_rows.history(returned, 1)
        return earlier[0] if earlier else {}
    census = returned.round.census
    if census is None:
        return {}
    last = Census.objects.filter(kind=census.kind, starts_on__lt=census.starts_on)
    before = last.order_by("-starts_on").first()
    return livestock_rows.sums(before, returned.unit) if before else {}


@dataclass(frozen=True, slots=True)
class Said:
    """A remark with what it is about, and whether the row changed since."""

    remark: Remark
    number: str
    title: str
    is_mended: bool

    @property
    def is_open(self) -> bool:
        waiting = self.remark.kind == RemarkKind.RETURNED
        return waiting and self.remark.settled_at is None


def remarks_of(returned: Return, households: Iterable[int] | None = None) -> list[Said]:
    """Of the whole return, or of some rows; the file itself is not read."""
    rows = Remark.objects.filter(returned=returned).defer("sealed_file")
    if households is not None:
        rows = rows.filter(household__in=list(households))
    found = list(rows.select_related("household", "made_by").order_by("-id"))
    form, changed = form_of_return(returned), _changed(returned, found)
    return [
        Said(
            one,
            one.household.number if one.household else "",
            str(form.column(one.field).title) if form.has(one.field) else "",
            _is_mended(one, changed),
        )
        for one in found
    ]


type Moments = dict[tuple[int | None, str], datetime]


def _is_mended(remark: Remark, changed: Moments) -> bool:
    moment = changed.get((remark.household_id, remark.field))
    moment = moment or changed.get((remark.household_id, ""))
    return moment is not None and moment > remark.made_at


def _changed(returned: Return, remarks: Iterable[Remark]) -> Moments:
    """When rows and cells with a remark changed last; three queries at most."""
    keys = {one.household_id for one in remarks if one.household_id}
    found: Moments = {}
    if not form_of_return(returned).of_households:
        cells = Cell.objects.filter(returned=returned)
        for field, moment in cells.values_list("field", "changed_at"):
            found[None, field] = moment
        return found
    census = returned.round.census
    if census is None:
        rows = Household.objects.filter(pk__in=keys).values_list("pk", "changed_at")
        return {(pk, ""): moment for pk, moment in rows}
    for model, who, when in (
        (LivestockCount, "keeper", "changed_at"),
        (HerdLoss, "household", "entry__made_at"),
        (LivestockExtra, "household", "entry__made_at"),
    ):
        written = model._default_manager.filter(census=census, **{f"{who}__in": keys})
        last = written.order_by().values_list(who).annotate(last=Max(when))
        for pk, moment in last:
            found[pk, ""] = max(moment, found.get((pk, ""), moment))
    return found


def steps_of(returned: Return) -> QuerySet[Step]:
    return returned.steps.select_related("made_by").order_by("id")


@dataclass(frozen=True, slots=True)
class Progress:
    """How many rows there are, must be, and stand."""

    households: int
    expected: int
    begun: int
    missing: int


SHOWS: Final = ("expected", "blank", "begun", "all")


def chosen_households(
    returned: Return, show: str, find: str
) -> tuple[list[int], Progress]:
    """Keys of the households that the grid shows, in the order of their numbers."""
    keys = list(households_of(returned).values_list("pk", "number"))
    every = [pk for pk, _number in keys]
    expected = expected_of(returned, every)
    begun = {pk for pk, one in values_of(returned, every).items() if is_begun(one)}
    progress = Progress(len(every), len(expected), len(begun), len(expected - begun))
    wanted = {
        "expected": expected | begun,
        "blank": expected - begun,
        "begun": begun,
        "all": set(every),
    }[show if show in SHOWS else "expected"]
    if find:
        return [pk for pk, number in keys if find in number], progress
    return [pk for pk in every if pk in wanted], progress


def with_words(groups: Sequence[Group], seen: dict[str, Any]) -> list[Group]:
    """The words with which the warnings were accepted on the last submitting."""
    return [
        replace(one, word=seen.get(one.rule, {}).get("word", one.word))
        for one in groups
    ]
