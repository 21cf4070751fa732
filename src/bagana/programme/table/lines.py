"""A line of the table understood: what it wants of one measure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from bagana.programme.table.cells import Level


class Step(NamedTuple):
    """An activity as the table writes it."""

    name_mn: str
    name_en: str
    due_on: date


@dataclass(frozen=True, slots=True)
class Goal:
    """What an indicator shall reach: None of a baseline says «as published»."""

    baseline: float | None = None
    baseline_year: int | None = None
    levels: Mapping[int, Level] = field(default_factory=dict)


class MoneyKey(NamedTuple):
    source: str
    year: int


@dataclass(frozen=True, slots=True)
class ObjectiveRef:
    """An objective that stands, or one to be made (`pk` None)."""

    pk: int | None
    number: int
    name_mn: str = ""
    name_en: str = ""


@dataclass(slots=True)
class Wanted:
    """One measure as its line wants it; None and absent keys leave things alone."""

    row: int
    number: str
    objective: ObjectiveRef | None = None
    measure: int | None = None
    fields: dict[str, Any] = field(default_factory=dict)
    units: frozenset[int] | None = None
    indicators: dict[int, str] | None = None
    steps: list[Step] | None = None
    goals: dict[int, Goal] = field(default_factory=dict)
    money: dict[MoneyKey, Decimal] = field(default_factory=dict)
