"""A household's whole form of the А данс, written as one entry of the journal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from bagana.registers.actions.journal import begin
from bagana.registers.actions.livestock import (
    counted_in,
    record_extras,
    record_livestock_count,
    record_losses,
)
from bagana.registers.models import (
    Census,
    Entry,
    EntryKind,
    HerdLoss,
    Household,
    LivestockCount,
    LivestockExtra,
)
from bagana.registers.rules import can_keep


@transaction.atomic
def record_herd(
    *,
    user: Any,
    census: Census,
    household: Household,
    heads: Mapping[str, int | None],
    counted_on: date | None = None,
    losses: Mapping[tuple[str, str], int | None] | None = None,
    extras: Mapping[str, Any] | None = None,
) -> Entry | None:
    """Own herd, losses and works together; None when nothing changed."""
    unit = counted_in(census, household)
    can_keep.require(user, unit)
    about = {"done": "livestock_counted", "number": household.number}
    entry = begin(
        kind=EntryKind.LIVESTOCK,
        unit=unit,
        user=user,
        options=about | {"census": census.code},
    )
    common: dict[str, Any] = {"user": user, "census": census, "entry": entry}
    record_livestock_count(
        keeper=household, heads=heads, counted_on=counted_on, **common
    )
    record_losses(household=household, losses=losses or {}, **common)
    if extras and _any_extras(census, household, extras):
        record_extras(household=household, **common, **extras)
    if _is_empty(entry):
        entry.delete()
        return None
    return entry


def _any_extras(
    census: Census, household: Household, extras: Mapping[str, Any]
) -> bool:
    rows = LivestockExtra.objects.filter(census=census, household=household)
    return any(value is not None for value in extras.values()) or rows.exists()


def _is_empty(entry: Entry) -> bool:
    made = (LivestockCount, HerdLoss, LivestockExtra)
    if entry.revisions.exists():
        return False
    return not any(one._default_manager.filter(entry=entry).exists() for one in made)
