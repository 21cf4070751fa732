"""A small world with figures: used by the tests of this folder."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bagana.accounts.models import User
from bagana.indicators.imports import apply_batch, check_file
from bagana.indicators.models import ImportBatch, Indicator, Observation
from bagana.territory.ancestry import rebuild
from bagana.territory.models import Lineage, Unit, UnitChange, UnitVersion
from tests.factories import (
    make_act,
    make_indicator,
    make_tree,
    make_unit,
    make_user,
)


@dataclass
class World:
    units: dict[str, Unit]
    people: Indicator
    animals: Indicator
    officer: User  # over the aimag 1
    sum_officer: User  # over the sum 11
    governor: User  # over the bag 1101

    def check(self, text: str, user: User | None = None, **options: object):
        from bagana.indicators.imports import Options

        return check_file(
            user=user or self.officer,
            name="figures.csv",
            content=text.encode(),
            options=Options(**options),
        )

    def take_in(self, text: str, user: User | None = None) -> ImportBatch:
        who = user or self.officer
        return apply_batch(user=who, batch=self.check(text, who))


def make_world() -> World:
    units = make_tree()
    return World(
        units,
        make_indicator("people", name_mn="Хүн ам", name_en="Residents"),
        make_indicator("animals", name_mn="Мал", name_en="Animals"),
        make_user("aimag_officer", units["1"]),
        make_user("sum_officer", units["11"]),
        make_user("bag_governor", units["1101"]),
    )


HEADER = "code,indicator,period,value\n"


def tidy(*rows: str) -> str:
    return HEADER + "\n".join(rows)


def dump() -> list[tuple]:
    """Every figure with everything that a change could touch."""
    return list(Observation.objects.order_by("pk").values_list())


def split(world: World, on: date) -> None:
    """1101 gives a quarter of its people to the new bag 1105."""
    change = UnitChange.objects.create(
        kind="split", act=make_act(), effective_on=on, made_by=world.officer
    )
    old = world.units["1101"]
    UnitVersion.objects.filter(unit=old).update(valid_to=on, closed_by=change)
    for code in ("1101", "1105"):
        unit = make_unit(code, world.units["11"], "bag", start=on, opened_by=change)
        world.units[code] = unit
    for code, share in (("1101", "0.75"), ("1105", "0.25")):
        Lineage.objects.create(
            change=change,
            source=old,
            target=world.units[code],
            measure="population",
            share=share,
        )
    rebuild()
