"""Which columns of the registers are sealed, and how their indices are made anew."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bagana.privacy.rotation import sealed_again
from bagana.privacy.sealing import register_sealed, sealed_columns
from bagana.registers.actions.journal import TABLES, columns_in, columns_of
from bagana.registers.actions.livestock import owner_bind, owner_search
from bagana.registers.models import (
    Camp,
    Household,
    LivestockCount,
    Person,
    Revision,
    Upload,
)
from bagana.registers.people import digits_of, name_key

type Content = Mapping[str, Any]


def _named(name: str, purpose: str) -> Callable[[Content], tuple[str, str]]:
    return lambda content: (name_key(str(content.get(name, ""))), purpose)


def _phone(content: Content) -> tuple[str, str]:
    return digits_of(str(content.get("phone", ""))), "phone"


register_sealed(
    Person,
    "sealed",
    bind=lambda row: row.bind,
    indices={
        "name_index": _named("given", "name"),
        "parent_index": _named("parent", "parent"),
        "reg_no_index": lambda content: (str(content.get("reg_no", "")), "reg_no"),
        "phone_index": _phone,
    },
)
register_sealed(
    Household, "sealed", bind=lambda row: row.bind, indices={"phone_index": _phone}
)
register_sealed(
    Camp,
    "sealed",
    bind=lambda row: f"camp:{row.household.uid}",
    indices={"name_index": _named("name", "camp")},
    needs=("household",),
)
register_sealed(
    LivestockCount,
    "owner_sealed",
    bind=owner_bind,
    indices={"owner_index": owner_search},
    needs=("keeper",),
)
# A token may be a whole file: few at once.
register_sealed(Upload, "sealed", bind=lambda row: row.bind, batch=5)
register_sealed(Upload, "report", bind=lambda row: row.bind, batch=5)


def _held_again(row: Revision, content: dict[str, Any]) -> dict[str, Any]:
    """The tokens and indices that a kept row holds itself, by the current key."""
    model = TABLES[row.table]
    held = model(**columns_in(model, content))
    for one in sealed_columns():
        if one.model is model and getattr(held, one.column):
            fresh = sealed_again(one, held)
            for name, value in zip((one.column, *one.indices), fresh, strict=True):
                setattr(held, name, value)
    return columns_of(held)


register_sealed(
    Revision,
    "before",
    bind=lambda row: f"revision:{row.table}:{row.row}",
    inner=_held_again,
)
