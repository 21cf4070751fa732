"""What the register holds already of what a file tells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from bagana.registers.imports.judging import Told
from bagana.registers.imports.problems import RefusedRowError
from bagana.registers.models import Camp, Household, Person, Relation

CHUNK: Final = 500
"""Keys in one query: SQLite bounds the variables of a statement."""


def number_key(number: str) -> str:
    """A spreadsheet drops noughts at the front of a number."""
    return number.lstrip("0") or number if number.isdecimal() else number


class Standing:
    """Open households by bag and number, read bag by bag; people by number."""

    def __init__(self, units: Iterable[int]) -> None:
        found = Household.objects.filter(unit__in=list(units), closed_on__isnull=True)
        self.is_empty = not found.exists()
        self.has_people = Person.objects.filter(is_present=True).exists()
        self._numbers: dict[int, dict[str, int]] = {}
        self._greatest: dict[int, int] = {}

    def numbers(self, unit: int) -> dict[str, int]:
        """number_key → key of the household."""
        if unit not in self._numbers:
            rows: Iterable[tuple[int, str]] = ()
            if not self.is_empty:
                open_ones = Household.objects.filter(unit=unit, closed_on__isnull=True)
                rows = open_ones.values_list("pk", "number")
            found: dict[str, int] = {}
            for pk, number in rows:
                found.setdefault(number_key(number), pk)
            self._numbers[unit] = found
        return self._numbers[unit]

    def next_number(self, unit: int) -> str:
        if unit not in self._greatest:
            told = [int(one) for one in self.numbers(unit) if one.isdecimal()]
            self._greatest[unit] = max(told, default=0)
        self._greatest[unit] += 1
        return str(self._greatest[unit])

    def note_number(self, unit: int, number: str) -> None:
        """A household of the file itself takes this number."""
        if unit in self._greatest and number.isdecimal():
            self._greatest[unit] = max(self._greatest[unit], int(number))

    def by_heads(self, told: Sequence[Told]) -> dict[int, int]:
        """Line → household, for rows without a number, by the name of the head.

        Raises nothing: a name that several heads bear is in `several`.
        """
        self.several: dict[int, str] = {}
        asked: dict[tuple[int, bytes, bytes], list[int]] = defaultdict(list)
        for one in told:
            if not one.number and one.person is not None:
                name, parent, _reg, _phone = one.indices
                asked[one.unit, name, parent].append(one.line)
        if not asked or self.is_empty:
            return {}
        heads = Person.objects.filter(
            unit__in={unit for unit, _name, _parent in asked},
            name_index__in={name for _unit, name, _parent in asked},
            relation=Relation.HEAD,
            is_present=True,
            household__closed_on__isnull=True,
        ).values_list(
            "unit", "name_index", "parent_index", "household", "household__number"
        )
        found: dict[tuple[int, bytes, bytes], list[tuple[int, str]]] = defaultdict(list)
        for unit, index, above, household, number in heads:
            found[unit, bytes(index), bytes(above)].append((household, number))
        lines: dict[int, int] = {}
        for key, wanted in asked.items():
            rows = found.get(key, [])
            if len(rows) > 1:
                numbers = ", ".join(number for _pk, number in rows[:5])
                self.several |= dict.fromkeys(wanted, numbers)
            elif rows:
                lines |= dict.fromkeys(wanted, rows[0][0])
        return lines

    def require_one(self, line: int) -> None:
        if line in self.several:
            raise RefusedRowError("several_heads", "given", numbers=self.several[line])

    def present(self, indices: Iterable[bytes]) -> dict[bytes, int]:
        """Index of a registration number → person who is present with it."""
        wanted = [one for one in set(indices) if one]
        found: dict[bytes, int] = {}
        if not self.has_people:
            return found
        for start in range(0, len(wanted), CHUNK):
            rows = Person.objects.filter(
                is_present=True, reg_no_index__in=wanted[start : start + CHUNK]
            ).values_list("reg_no_index", "pk")
            found |= {bytes(index): pk for index, pk in rows}
        return found


def households(keys: Iterable[int]) -> dict[int, Household]:
    """With head and section at hand."""
    wanted = sorted(set(keys))
    found: dict[int, Household] = {}
    for start in range(0, len(wanted), CHUNK):
        rows = Household.objects.select_related("head", "section")
        found |= {
            row.pk: row for row in rows.filter(pk__in=wanted[start : start + CHUNK])
        }
    return found


def camps(keys: Iterable[int]) -> dict[int, dict[str, Camp]]:
    wanted = sorted(set(keys))
    found: dict[int, dict[str, Camp]] = defaultdict(dict)
    for start in range(0, len(wanted), CHUNK):
        rows = Camp.objects.select_related("household")
        for row in rows.filter(household__in=wanted[start : start + CHUNK]):
            found[row.household_id][row.season] = row
    return found


def members(keys: Iterable[int]) -> dict[int, list[Person]]:
    """Present people by household."""
    wanted = sorted(set(keys))
    found: dict[int, list[Person]] = defaultdict(list)
    for start in range(0, len(wanted), CHUNK):
        rows = Person.objects.filter(
            household__in=wanted[start : start + CHUNK], is_present=True
        )
        for row in rows:
            found[row.household_id].append(row)
    return found
