"""Fill the registers of Selenge, hold the censuses, publish what the bags approved."""

from __future__ import annotations

from django.db import transaction

from bagana.accounts.models import User
from bagana.acts.models import Act
from bagana.collection.models import Round
from bagana.demo.registers.animals import count_herds, heads_before, heads_of
from bagana.demo.registers.events import happen_in_spring
from bagana.demo.registers.filling import Filler, fill_bag
from bagana.demo.registers.herds import Heads
from bagana.demo.registers.offices import furnish
from bagana.demo.registers.programme import found_for_registers
from bagana.demo.registers.requests import ask_of_the_bag
from bagana.demo.registers.rounds import (
    LATE,
    approve_all,
    open_rounds,
    publish_round,
)
from bagana.demo.registers.sheet import keep_field_sheet
from bagana.demo.registers.sources import bag_facts
from bagana.registers.models import Census
from bagana.territory.models import Unit


@transaction.atomic
def build_registers(administrator: User, officer: User, acts: dict[str, Act]) -> None:
    rounds, late = fill_registers(administrator, officer)
    furnish(administrator, [row.unit for row in rounds["livestock-2025"].returns.all()])
    publish_rounds(rounds, officer)
    found_for_registers(administrator, acts)
    keep_field_sheet(rounds["livestock-2025"].returns.get(unit__code=LATE), late)
    bag = Unit.objects.get(code=LATE)
    governor = User.objects.get(roles__unit=bag)
    happen_in_spring(governor, bag)
    ask_of_the_bag(governor, bag)


def fill_registers(
    administrator: User, officer: User
) -> tuple[dict[str, Round], dict[str, Heads]]:
    """Households, people and herds of every bag; the late bag's last count is kept
    apart, for the spreadsheet that it fills in the field."""
    rounds = open_rounds(officer)
    before, now = rounds["livestock-2024"].census, rounds["livestock-2025"].census
    filler = Filler()
    late: dict[str, Heads] = {}
    for code, facts in bag_facts().items():
        unit = Unit.objects.get(code=code)
        filled = fill_bag(user=administrator, unit=unit, facts=facts, filler=filler)
        heads = heads_of(filled, facts.animals)
        count_herds(filled, _known(before), heads_before(heads, filled))
        if code == LATE:
            late = heads
        else:
            count_herds(filled, _known(now), heads)
    if not late:
        raise RuntimeError(f"no bag {LATE} in our own tables")
    return rounds, late


def _known(census: Census | None) -> Census:
    if census is None:
        raise RuntimeError("a livestock round without a census")
    return census


def publish_rounds(rounds: dict[str, Round], officer: User) -> None:
    """Everything but the late bag's census, which nobody has handed in."""
    approve_all(rounds["livestock-2024"], officer)
    publish_round(rounds["livestock-2024"], officer, close=True)
    approve_all(rounds["households-2025"], officer)
    publish_round(rounds["households-2025"], officer, close=True)
    approve_all(rounds["livestock-2025"], officer, but=LATE)
    publish_round(rounds["livestock-2025"], officer, close=False)
