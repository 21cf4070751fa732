"""Rows of livestock that need no rehearsal, and herds that are written all at once.

What an action would refuse is looked at beforehand; a row that is not plainly sound, or
that is not plainly counted in this bag, goes the way of every other row: `set_row`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.db.models import Q
from django.utils import timezone

from bagana.collection.form_types import Value
from bagana.collection.livestock_rows import LOSSES, WORKS
from bagana.collection.models import Return
from bagana.collection.rows import values_of
from bagana.registers.livestock_checks import MOST_HEADS, faults_of
from bagana.registers.locking import refuse_locked
from bagana.registers.models import (
    COLUMNS,
    Census,
    Entry,
    Household,
    LivestockCount,
    Stay,
)
from bagana.registers.rules import can_keep
from bagana.web.bulk import insert

type Cells = Mapping[str, Value]
MOST_WORKS: Final = 1000
COUNT: Final = (
    "census",
    "unit",
    "keeper",
    "owner_sealed",
    "owner_index",
    *COLUMNS,
    "entry",
    "changed_at",
)


def plainly_sound(
    user: Any,
    returned: Return,
    households: Mapping[str, Household],
    rows: Mapping[str, Cells],
) -> dict[str, Cells]:
    """By key, what differs in rows that no action would refuse; the others are left.

    Raises PermissionDenied and Conflict as the actions do for a bag.
    """
    census = returned.round.census
    if census is None or not households:
        return {}
    can_keep.require(user, returned.unit)
    refuse_locked(census, returned.unit)
    there = _counted_here(census, returned, [one.pk for one in households.values()])
    standing = values_of(returned, there)
    found: dict[str, Cells] = {}
    for key, one in households.items():
        if one.pk not in there:
            continue
        now = standing.get(one.pk, {})
        changes = {c: v for c, v in rows[key].items() if now.get(c) != v}
        if _is_sound(census, now, changes):
            found[key] = changes
    return found


def _counted_here(census: Census, returned: Return, keys: Iterable[int]) -> set[int]:
    """Households that were in this bag, and nowhere else, on the census' last day."""
    on_the_day = Stay.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=census.ends_on),
        household__in=list(keys),
        starts_on__lte=census.ends_on,
    ).order_by()
    here: set[int] = set()
    elsewhere: set[int] = set()
    for household, unit in on_the_day.values_list("household", "unit"):
        (here if unit == returned.unit_id else elsewhere).add(household)
    return here - elsewhere


def _is_sound(census: Census, now: Cells, changes: Cells) -> bool:
    heads = {c: now.get(c) for c in COLUMNS} | {
        c: v for c, v in changes.items() if c in COLUMNS
    }
    if any(type(v) not in (int, type(None)) for v in heads.values()):
        return False
    if any(c in COLUMNS for c in changes) and faults_of(heads, census.kind):
        return False
    return all(
        _is_in_bounds(census, code, value)
        for code, value in changes.items()
        if code not in COLUMNS
    )


def _is_in_bounds(census: Census, code: str, value: Any) -> bool:
    if code in LOSSES:
        return value is None or (type(value) is int and 0 <= value <= MOST_HEADS)
    asked = code in WORKS and census.with_extras
    return asked and (value is None or 0 <= value <= MOST_WORKS)


def write_new_herds(
    *,
    user: Any,
    returned: Return,
    households: Mapping[str, Household],
    rows: Mapping[str, Cells],
    entry: Entry,
) -> set[str]:
    """Herds of households that had none, by one statement; the keys of those rows.

    The caller holds the return, has the right to fill it, and writes the rest.
    """
    sound = plainly_sound(user, returned, households, rows)
    keepers = [households[key].pk for key in sound]
    counted = LivestockCount.objects.filter(
        census=returned.round.census, keeper__in=keepers
    )
    known = set(counted.order_by().values_list("keeper", flat=True))
    new = {
        key: heads
        for key, heads in sound.items()
        if heads and set(heads) <= set(COLUMNS) and households[key].pk not in known
    }
    insert(LivestockCount, COUNT, _counts(returned, households, new, entry))
    return set(new)


def _counts(
    returned: Return,
    households: Mapping[str, Household],
    new: Mapping[str, Cells],
    entry: Entry,
) -> list[tuple[Any, ...]]:
    census, unit, now = returned.round.census_id, returned.unit_id, timezone.now()
    return [
        (
            census,
            unit,
            households[key].pk,
            b"",
            b"",
            *(heads.get(column) for column in COLUMNS),
            entry.pk,
            now,
        )
        for key, heads in new.items()
    ]
