"""A bag with three households whose livestock return is filled by spreadsheet."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

import openpyxl

from bagana.accounts.models import User
from bagana.collection.models import Return
from bagana.registers.models import Household
from bagana.territory.models import Unit
from tests.collection.factories import make_round
from tests.factories import make_tree, make_user
from tests.registers.factories import (
    make_census,
    make_count,
    make_household,
    make_person,
)

NAMES = ("Бат", "Сүх", "=Цэцэг")


@dataclass
class World:
    tree: dict[str, Unit]
    bag: Unit
    governor: User
    returned: Return
    households: list[Household]


def make_world() -> World:
    tree = make_tree()
    bag = tree["1101"]
    households = []
    for number, name in enumerate(NAMES, start=1):
        household = make_household(bag, number=str(number), is_herder=True)
        make_person(household, relation="head", private={"given": name})
        households.append(household)
    last = make_census("2024-12")
    make_count(last, households[0], sheep=90, goat=40)
    census = make_census("2025-12")
    made = make_round(tree["1"], census=census)
    returned = Return.objects.get(round=made, unit=bag)
    return World(tree, bag, make_user("bag_governor", bag), returned, households)


class Workbook:
    """The sheet as a person edits it: by household number and field."""

    def __init__(self, content: bytes) -> None:
        self.book = openpyxl.load_workbook(io.BytesIO(content))
        self.page = self.book.worksheets[0]
        codes = [cell.value for cell in self.page[3]]
        self.at = {code: place for place, code in enumerate(codes, 1) if code}
        self.lines = {
            str(self.page.cell(line, 2).value): line
            for line in range(6, self.page.max_row + 1)
        }

    def __setitem__(self, place: tuple[str, str], value: Any) -> None:
        number, field = place
        self.page.cell(self.lines[number], self.at[field]).value = value

    def __getitem__(self, place: tuple[str, str]) -> Any:
        number, field = place
        return self.page.cell(self.lines[number], self.at[field]).value

    def content(self) -> bytes:
        target = io.BytesIO()
        self.book.save(target)
        return target.getvalue()


SPECIES = ("camel", "horse", "cattle", "sheep", "goat")


def fill(sheet: Workbook, number: str, **heads: int) -> None:
    """All five kinds of a household: a row that is begun lacks none."""
    for one in SPECIES:
        sheet[number, one] = heads.get(one, 0)
    for name, value in heads.items():
        sheet[number, name] = value
