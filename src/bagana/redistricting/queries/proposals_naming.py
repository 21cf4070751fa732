"""What the units of a submitted plan are called: today's names, and proposals for new.

A bag's code is that of its sum and an odd suffix from 51 on (DOMAIN 1.7): the next one
that no bag ever had. Its number follows from the suffix.
"""

from __future__ import annotations

from dataclasses import dataclass

from bagana.redistricting.models import PlannedUnit, Proposal
from bagana.redistricting.queries.proposals_touched import (
    parents_of_units,
    unit_names,
    used_units,
)
from bagana.territory.models import Unit, UnitVersion

FIRST_SUFFIX = 51
STEP = 2


@dataclass(frozen=True, slots=True)
class NamedUnit:
    """How a unit of the plan is to be called; `key` as in `plan.units`."""

    key: str
    code: str
    name_mn: str
    name_en: str
    proper_name: str = ""
    number: int | None = None
    location_type: str = ""
    is_tosgon: bool = False
    office: str = ""

    @property
    def is_new(self) -> bool:
        return self.key != self.code


def named_units(proposal: Proposal) -> list[NamedUnit]:
    """A row for each unit of the chosen plan: as it was saved, else as suggested."""
    plan = proposal.plan
    if plan is None:
        return []
    saved = {row.key: _saved(row) for row in proposal.planned_units.all()}
    versions = unit_names(proposal).versions
    parents, taken = parents_of_units(plan), [row.code for row in saved.values()]
    found = []
    for key in used_units(plan):
        row = saved.get(key)
        if row is None and key in versions:
            row = _going_on(key, versions[key])
        if row is None:
            row = _beginning(key, parents[key], taken, plan_codes=list(versions))
            taken.append(row.code)
        found.append(row)
    return found


def _saved(row: PlannedUnit) -> NamedUnit:
    return NamedUnit(
        key=row.key,
        code=row.code,
        name_mn=row.name_mn,
        name_en=row.name_en,
        proper_name=row.proper_name,
        number=row.number,
        location_type=row.location_type,
        is_tosgon=row.is_tosgon,
        office=row.office,
    )


def _going_on(key: str, version: UnitVersion) -> NamedUnit:
    return NamedUnit(
        key=key,
        code=version.unit.code,
        name_mn=version.name_mn,
        name_en=version.name_en,
        proper_name=version.proper_name,
        number=version.number,
        location_type=version.location_type,
        is_tosgon=version.is_tosgon,
    )


def _beginning(
    key: str, parent: str, taken: list[str], *, plan_codes: list[str]
) -> NamedUnit:
    code = free_code(parent, [*taken, *plan_codes])
    number = number_of(code, parent)
    told = number if number is not None else ""
    return NamedUnit(
        key=key,
        code=code,
        name_mn=f"{told}-р баг" if told else "",
        name_en=f"{told}-r bag" if told else "",
        number=number,
        location_type="rural",
    )


def free_code(parent: str, taken: list[str]) -> str:
    """The code after the last of the sum's bags, those that ended included."""
    codes = Unit.objects.filter(code__startswith=parent).values_list("code", flat=True)
    known = {code for code in (*codes, *taken) if is_bag_code(code, parent)}
    last = max((int(code[len(parent) :]) for code in known), default=None)
    suffix = FIRST_SUFFIX if last is None else last + STEP
    return f"{parent}{suffix:02d}"


def is_bag_code(code: str, parent: str) -> bool:
    suffix = code.removeprefix(parent)
    return (
        code.startswith(parent)
        and suffix.isascii()
        and suffix.isdecimal()
        and len(suffix) == 2
    )


def number_of(code: str, parent: str) -> int | None:
    """1 for the suffix 51, 2 for 53, ...; None for a suffix outside the rule."""
    suffix = int(code[len(parent) :])
    number, rest = divmod(suffix - FIRST_SUFFIX, STEP)
    return number + 1 if suffix >= FIRST_SUFFIX and not rest else None
