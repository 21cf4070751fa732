"""What is counted of the registers, and the counting: docs/rules/roll-up.md."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from bagana.engines.rollup import (
    Cells,
    How,
    Incremental,
    Measure,
    Tree,
    Where,
    roll_up_tree,
    sheep_units,
)
from bagana.registers.models import SPECIES, Census, EventKind
from bagana.registers.queries import columns
from bagana.registers.queries.assets import Gap, gaps_of
from bagana.registers.sheep_units import coefficients_on
from bagana.territory.models import Unit, UnitAncestry, UnitVersion

BAG: Final = 3
"""The rung whose rows are counted; every other is added up."""
MOST_UNKNOWN: Final = 0.05
"""Of flags: a bag of which more is not known has no figure."""
AGES: Final = ((0, 14), (15, 18), (19, 22), (23, 35), (36, 45), (46, 64), (65, None))


def _count(code: str, table: str, *where: Where) -> Measure:
    return Measure(code, table, where)


def _flag(code: str, column: str) -> Measure:
    where = (Where(column, least=1),)
    return Measure(code, "households", where, most_unknown=MOST_UNKNOWN)


def _sum(code: str, table: str, *names: str) -> Measure:
    return Measure(code, table, value=tuple((n, 1.0) for n in names), how=How.SUM)


def _aged(low: int, high: int | None) -> Measure:
    name = f"{low}_{high}" if high is not None else f"{low}_plus"
    return _count(f"reg_population_{name}", "people", Where("age", low, high))


def _event(code: str, kind: EventKind) -> Measure:
    return _count(code, "events", Where.equals("kind", columns.KINDS.index(kind)))


REGISTER: Final = (
    _count("reg_households", "households"),
    _count("reg_population", "people"),
    _count("reg_population_female", "people", Where.equals("is_female", 1)),
    _count("reg_population_male", "people", Where.equals("is_female", 0)),
    *(_aged(low, high) for low, high in AGES),
    _flag("reg_herder_households", "is_herder"),
    _flag("reg_electricity", "electricity"),
    _flag("reg_water", "water"),
    _flag("reg_internet", "internet"),
    _flag("reg_assistance", "needs_assistance"),
    _count("reg_temporary", "people", Where.equals("is_temporary", 1)),
    _event("reg_births", EventKind.BIRTH),
    _event("reg_deaths", EventKind.DEATH),
    _event("reg_moved_in", EventKind.MOVE_IN),
    _event("reg_moved_out", EventKind.MOVE_OUT),
)
HERDS: Final = (
    *(_sum(f"reg_livestock_{one}", "herds", one) for one in SPECIES),
    _sum("reg_livestock_total", "herds", *SPECIES),
    _count(
        "reg_livestock_households",
        "herds",
        Where.equals("is_household", 1),
        Where("total", least=1),
    ),
    _sum("reg_breeding_females", "herds", "females"),
    _sum("reg_young", "herds", "young"),
    _sum("reg_losses", "losses", "heads"),
)
SHEEP_UNITS: Final = "reg_sheep_units"
OFFICES: Final = (
    _sum("reg_office_pieces", "offices", "pieces"),
    _sum("reg_office_norm", "offices", "norm"),
    _sum("reg_office_gap_cost", "offices", "cost"),
)
_MEASURES: Final = {one.code: one for one in (*REGISTER, *HERDS, *OFFICES)}


def measure_of(code: str, on: date) -> Measure:
    """The measure of a code; sheep units by the coefficients of the day."""
    if code == SHEEP_UNITS:
        return sheep_units(code, "herds", coefficients_on(on).of)
    return _MEASURES[code]


@dataclass(frozen=True)
class Plan:
    """The units asked for and the bags below them, by their places in the tree."""

    keys: npt.NDArray[np.int64]
    codes: tuple[str, ...]
    tree: Tree
    on: date

    @cached_property
    def bags(self) -> list[int]:
        found: list[int] = self.keys[self.tree.must_report].tolist()
        return found

    def places(self, units: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        return np.searchsorted(self.keys, units)

    def flags(self, units: Iterable[int]) -> npt.NDArray[np.bool_]:
        """(n,) which units are among these keys."""
        return np.isin(self.keys, np.fromiter(units, np.int64))


def plan_of(units: Iterable[Unit | int], on: date) -> Plan:
    """The tree of the day, with everything below the units asked for."""
    asked = [unit if isinstance(unit, int) else unit.pk for unit in units]
    below = UnitAncestry.objects.on(on).filter(ancestor__in=asked)
    rows = UnitVersion.objects.on(on).filter(unit__in=below.values("unit"))
    found = sorted(
        rows.values_list("unit_id", "unit__code", "parent_id", "kind__level")
    )
    keys = np.array([row[0] for row in found], np.int64)
    place = {key: number for number, key in enumerate(keys.tolist())}
    parent = np.array([place.get(row[2], -1) for row in found], np.int64)
    bags = np.array([row[3] == BAG for row in found], bool)
    return Plan(keys, tuple(row[1] for row in found), Tree(parent, bags), on)


@dataclass(frozen=True)
class Asking:
    """Of which units and days; `approved` are the bags whose return is approved.

    None of them means that no return is asked for: the register as it stands.
    """

    plan: Plan
    start: date
    end: date
    census: Census | None = None
    approved: frozenset[int] | None = None
    offices: list[Gap] = field(default_factory=list)
    only: tuple[int, ...] | None = None
    """Bags to read, if not all of the plan."""

    @property
    def bags(self) -> list[int]:
        return self.plan.bags if self.only is None else list(self.only)

    @cached_property
    def begun(self) -> frozenset[int]:
        return frozenset(columns.begun(self.plan.bags, self.end))


@dataclass(frozen=True)
class Rolled:
    """Cells of every unit of the plan, by code of the measure."""

    plan: Plan
    cells: Mapping[str, Cells]

    def values(self, code: str) -> dict[str, float | None]:
        """By code of the unit; None is missing."""
        value = self.cells[code].value
        return {
            unit: None if np.isnan(one) else float(one)
            for unit, one in zip(self.plan.codes, value, strict=True)
        }


def census_in(start: date, end: date) -> Census | None:
    """The livestock census whose figures are those of the period."""
    found = Census.objects.filter(period__start=start, period__end=end)
    return found.order_by("kind", "code").first()


type Read = Callable[[Asking], dict[str, npt.NDArray[Any]]]


def _herds(asking: Asking) -> dict[str, npt.NDArray[Any]]:
    if asking.census is None:
        return {name: np.zeros(0, np.int64) for name in ("unit", *HERD_COLUMNS)}
    found = columns.herds_of(asking.bags, asking.census, asking.approved)
    found["total"] = np.sum([found[one] for one in SPECIES], axis=0)
    return found


HERD_COLUMNS: Final = ("is_household", "total", "females", "young", *SPECIES)


def _losses(asking: Asking) -> dict[str, npt.NDArray[Any]]:
    if asking.census is None:
        return {name: np.zeros(0, np.int64) for name in ("unit", "heads")}
    return columns.losses_of(asking.bags, asking.census)


def _offices(asking: Asking) -> dict[str, npt.NDArray[Any]]:
    """A row for each office and kind that has a norm; what was not looked at is left
    out, and its office has no figure."""
    units = list(Unit.objects.filter(pk__in=asking.bags))
    asking.offices.extend(gaps_of(units, asking.end))
    rows = [one for one in asking.offices if one.norm and one.missing is not None]
    return {
        "unit": np.array([one.unit.pk for one in rows], np.int64),
        "pieces": np.array([(one.wanted or 0) - (one.missing or 0) for one in rows]),
        "norm": np.array([one.wanted for one in rows]),
        "cost": np.array(
            [np.nan if one.cost is None else float(one.cost) for one in rows]
        ),
    }


READ: Final[Mapping[str, Read]] = {
    "households": lambda a: columns.households_on(a.bags, a.end),
    "people": lambda a: columns.people_on(a.bags, a.end),
    "events": lambda a: columns.events_in(a.bags, a.start, a.end),
    "herds": _herds,
    "losses": _losses,
    "offices": _offices,
}


def _reporting(table: str, asking: Asking) -> npt.NDArray[np.bool_]:
    """The bags that have a figure at all: theirs may be nought, others' are missing."""
    flags = np.ones(len(asking.plan.keys), bool)
    if asking.approved is not None:
        flags &= asking.plan.flags(asking.approved)
    if table in ("herds", "losses"):
        return flags & (asking.census is not None)
    if table == "offices":
        seen = {one.unit.pk for one in asking.offices if one.has is not None}
        return flags & asking.plan.flags(seen)
    return flags & asking.plan.flags(asking.begun)


def _by_table(codes: Iterable[str], on: date) -> dict[str, list[Measure]]:
    found: dict[str, list[Measure]] = {}
    for code in codes:
        measure = measure_of(code, on)
        found.setdefault(measure.table, []).append(measure)
    return found


def roll(asking: Asking, codes: Iterable[str]) -> Rolled:
    """Count the codes for every unit of the plan, each table read once."""
    cells: dict[str, Cells] = {}
    for name, measures in _by_table(codes, asking.end).items():
        table = READ[name](asking)
        table["unit"] = asking.plan.places(table["unit"])
        reporting = _reporting(name, asking)
        cells |= roll_up_tree({name: table}, asking.plan.tree, measures, reporting)
    return Rolled(asking.plan, cells)


class Kept:
    """The counts of every bag, kept; only bags that were touched are counted again.

    Which those are says `queries.touched.touched_since` of the journal. `recount` then
    equals `roll` over everything: docs/rules/roll-up.md.
    """

    def __init__(self, asking: Asking, codes: Iterable[str]) -> None:
        self._asking = asking
        self._tables = {
            name: Incremental(asking.plan.tree, measures)
            for name, measures in _by_table(codes, asking.end).items()
        }

    def start(self) -> Rolled:
        """Count every bag."""
        for name in self._tables:
            self._start(name)
        return self.rolled()

    def _start(self, name: str) -> None:
        # Anew, so that nothing is remembered of who had begun by then.
        asking = replace(self._asking, offices=[])
        table = READ[name](asking)
        table["unit"] = asking.plan.places(table["unit"])
        self._tables[name].start({name: table}, _reporting(name, asking))

    def recount(self, units: Iterable[int]) -> Rolled:
        """Count these bags again: keys, of bags of the plan."""
        keys = np.intersect1d(np.fromiter(units, np.int64), self._asking.plan.bags)
        some = replace(self._asking, only=tuple(keys.tolist()), offices=[])
        for name, kept in self._tables.items():
            if name == "offices":
                # Few rows, and which offices were looked at is told by all of them.
                self._start(name)
                continue
            table = READ[name](some)
            table["unit"] = some.plan.places(table["unit"])
            kept.recount({name: table}, some.plan.places(keys), _reporting(name, some))
        return self.rolled()

    def rolled(self) -> Rolled:
        cells: dict[str, Cells] = {}
        for kept in self._tables.values():
            cells |= kept.rolled()
        return Rolled(self._asking.plan, cells)
