"""What the tests of enactment share: a decided proposal on the strip of blocks."""

from __future__ import annotations

from datetime import date
from typing import Any

import shapely
from django.apps import apps

from bagana.redistricting.models import Proposal, ProposalState
from bagana.territory.models import Boundary, UnitVersion
from bagana.territory.shapes import boundary_row
from tests.factories import make_act, make_user
from tests.redistricting.factories import BAG_OF_COLUMN, World, make_plan, make_proposal

DAY = date(2026, 3, 1)
# 1101 goes on with two columns of its three, 1102 ends, its columns make a new bag
# with the third of 1101; 1103 takes one column of 1102's.
NEW = ("1101", "1101", "new-1", "new-1", "1103", "1103")
"""A plan by column in which one bag ends and one begins."""
RECORDS = ("Enactment", "UnitChange", "ProposalStep", "UnitChange_units")
DERIVED = ("UnitAncestry",)


def decided(
    world: World, by_column: tuple[str, ...] | None = None, **fields: Any
) -> Proposal:
    """A proposal whose aimag act stands, for the even plan or the columns given."""
    plan = world.even if by_column is None else make_plan(world.scenario, by_column)
    values: dict[str, Any] = {
        "state": ProposalState.DECIDED,
        "plan": plan,
        "aimag_act": make_act(world.units["1"], date=date(2026, 2, 1)),
        "effective_on": DAY,
        "published_at": "2026-01-01T00:00:00Z",
    }
    proposal = make_proposal(world.scenario, **(values | fields))
    for key in dict.fromkeys(by_column or ()):
        if key.startswith("new-"):
            name_unit(proposal, key, "1104")
    return proposal


def name_unit(proposal: Proposal, key: str, code: str) -> None:
    number = int(code[-2:])
    proposal.planned_units.create(
        key=key,
        code=code,
        name_mn=f"{number}-р баг",
        name_en=f"Bag {number}",
        number=number,
        location_type="rural",
    )


def give_outlines(world: World) -> None:
    """Bags outlined by their columns: what the register knows of their land."""
    for code in ("1101", "1102", "1103"):
        columns = [c for c, bag in enumerate(BAG_OF_COLUMN) if bag == code]
        shape = shapely.box(
            100 + columns[0] * 0.05, 47.8, 100 + (columns[-1] + 1) * 0.05, 48
        )
        row = boundary_row(shape, shape, status="schematic", source="test")
        row.save()
        UnitVersion.objects.filter(unit=world.units[code]).update(boundary=row)
    assert Boundary.objects.count() == 3


def everything() -> dict[str, list[Any]]:
    """Every row of every table but histories and the records that an undo leaves."""
    state: dict[str, list[Any]] = {}
    for model in apps.get_models(include_auto_created=True):
        name = model.__name__
        if name.startswith("Historical") or name in (*RECORDS, *DERIVED):
            continue
        rows = model._base_manager.order_by("pk").values_list()
        state[name] = [
            tuple(bytes(v) if isinstance(v, memoryview) else v for v in row)
            for row in rows
        ]
    ancestry = apps.get_model("territory", "UnitAncestry")
    fields = ("unit", "ancestor", "depth", "valid_from", "valid_to", "is_last")
    state["UnitAncestry"] = sorted(
        ancestry._base_manager.values_list(*fields), key=repr
    )
    return state


def aimag_officer(world: World) -> Any:
    return make_user("aimag_officer", world.units["1"])
