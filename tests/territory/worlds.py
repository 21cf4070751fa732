"""What the tests of changes share: a tree, an act, the set-up's way in, a dump."""

from __future__ import annotations

from datetime import date
from typing import Any

from bagana.territory.models import (
    Boundary,
    ExternalCode,
    Lineage,
    Unit,
    UnitAncestry,
    UnitName,
    UnitVersion,
)
from tests.factories import make_act, make_tree, make_user

DAY = date(2021, 1, 1)


class World:
    """A small register with an officer of aimag 1."""

    def __init__(self) -> None:
        self.units = make_tree()
        self.officer = make_user("aimag_officer", self.units["1"])
        self.root = make_user("administrator", self.units["MN"])
        self.act = make_act(self.units["1"])

    def order(self, on: date = DAY, **more: Any) -> Any:
        return {"user": self.officer, "act": self.act, "effective_on": on} | more


def dump() -> dict[str, list[Any]]:
    """All that an undo must bring back; the derived closure without its keys."""
    state = {
        model.__name__: list(model._base_manager.order_by("pk").values_list())
        for model in (Unit, UnitVersion, Lineage, UnitName, ExternalCode, Boundary)
    }
    fields = ("unit", "ancestor", "depth", "valid_from", "valid_to", "is_last")
    state["UnitAncestry"] = sorted(UnitAncestry.objects.values_list(*fields), key=repr)
    for rows in state.values():
        rows[:] = [
            tuple(bytes(v) if isinstance(v, memoryview) else v for v in row)
            for row in rows
        ]
    return state


def open_codes(parent: Unit) -> list[str]:
    found = UnitVersion.objects.filter(parent=parent, valid_to__isnull=True)
    return sorted(found.values_list("unit__code", flat=True))
