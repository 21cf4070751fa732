"""The units that take part in a selection, named as on the period's last day."""

from __future__ import annotations

from dataclasses import dataclass

from bagana.engines.mongolian import sort_key
from bagana.ranking.models import Selection
from bagana.territory.models import Unit, UnitVersion
from bagana.territory.queries import below, versions_on


@dataclass(frozen=True, slots=True)
class Place:
    """A unit of the ranked level, and what it lies in."""

    unit: Unit
    name: str
    parent: str
    is_tosgon: bool = False

    @property
    def code(self) -> str:
        return self.unit.code

    @property
    def full_name(self) -> str:
        return f"{self.parent}, {self.name}" if self.parent else self.name


def units_of(selection: Selection) -> dict[int, Place]:
    """By key of the unit, in the order of their codes: three queries."""
    level = selection.version.framework.level
    found = list(
        below(selection.programme.unit, selection.period.end, level).order_by(
            "unit__code"
        )
    )
    parents = {version.parent_id for version in found}
    above = versions_on(selection.period.end).filter(unit__in=parents)
    names = {version.unit_id: version.name for version in above}
    return {version.unit_id: _place(version, names) for version in found}


def _place(version: UnitVersion, names: dict[int, str]) -> Place:
    parent = names.get(version.parent_id or 0, "")
    return Place(version.unit, version.name, parent, version.is_tosgon)


def by_name(places: dict[int, Place]) -> list[Place]:
    """In the order of Mongolian letters: the sum first, then the bag."""
    return sorted(
        places.values(),
        key=lambda place: (sort_key(place.parent), sort_key(place.name)),
    )
