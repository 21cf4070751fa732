"""Targets as rows of a list: where, how far; filtered, sorted, summed up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import inf
from typing import Any

from bagana.engines.progress import Light, Summary, summarise
from bagana.programme.models import Objective, Programme, Target
from bagana.programme.queries.standings import names_of
from bagana.programme.queries.targets import TargetProgress, progress_of, targets_of
from bagana.territory.models import Unit

MOST_NAMES = 4


@dataclass(frozen=True)
class TargetRow:
    """A target, and in words the units that it is set for."""

    shown: TargetProgress
    where: str

    @property
    def target(self) -> Target:
        return self.shown.target


@dataclass(frozen=True)
class TargetList:
    """The rows of a page, and what all of them come to."""

    rows: list[TargetRow]
    summary: Summary
    is_illustrative: bool


@dataclass(frozen=True)
class Asked:
    """How a list is narrowed and ordered."""

    objective: Objective | None = None
    unit: Unit | None = None
    light: str = ""
    sort: str = ""


def target_list(
    programme: Programme, *, on: date, user: Any, asked: Asked
) -> TargetList:
    targets = targets_of(programme, objective=asked.objective, unit=asked.unit)
    found = progress_of(targets, on=on, user=user)
    if asked.light:
        found = [one for one in found if one.progress.light == asked.light]
    rows = _ordered(with_names(found, on), asked.sort)
    return TargetList(
        rows,
        summarise(row.shown.progress for row in rows),
        any(row.target.is_illustrative for row in rows),
    )


def with_names(found: Sequence[TargetProgress], on: date) -> list[TargetRow]:
    names = names_of((u for one in found for u in one.target.units.all()), on)
    return [TargetRow(one, where_of(one.target, names)) for one in found]


def where_of(target: Target, names: dict[int, str]) -> str:
    """The name of the group, else those of its units, shortened when many."""
    if target.group:
        return target.group
    own = [names.get(unit.pk, unit.code) for unit in target.units.all()]
    shown = ", ".join(own[:MOST_NAMES])
    return f"{shown} … ({len(own)})" if len(own) > MOST_NAMES else shown


def _ordered(rows: Iterable[TargetRow], sort: str) -> list[TargetRow]:
    keys: dict[str, Callable[[TargetRow], Any]] = {
        "indicator": lambda row: (row.target.indicator.name, row.where),
        "where": lambda row: (row.where, row.target.indicator.position),
        "ratio": _worst_first,
    }
    return sorted(rows, key=keys.get(sort, _by_objective))


def _by_objective(row: TargetRow) -> tuple[float, int, str, int]:
    objective = row.target.objective
    number = objective.number if objective else inf
    indicator = row.target.indicator
    return (number, indicator.position, indicator.code, row.target.pk)


def _worst_first(row: TargetRow) -> tuple[int, float]:
    """Red before amber before green; what cannot be judged stands last."""
    progress = row.shown.progress
    order = [Light.RED, Light.AMBER, Light.GREEN, Light.GREY]
    ratio = progress.ratio if progress.ratio is not None else 0.0
    return order.index(progress.light), ratio
