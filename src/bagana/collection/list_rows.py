"""Rows of the year-end list: fields of the register's households themselves."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.db.models import Count, Q, QuerySet

from bagana.collection.form_types import Value
from bagana.collection.models import Return
from bagana.collection.other_forms import YEAR_LIST
from bagana.registers.actions.households import change_household
from bagana.registers.actions.journal import begin
from bagana.registers.models import Entry, EntryKind, Household, Residence

FIELDS: Final = tuple(one.code for one in YEAR_LIST.columns)
TEXTS: Final = ("dwelling", "electricity", "water")


def households_of(returned: Return) -> QuerySet[Household]:
    """Open in the register of the bag on the period's last day."""
    day = returned.round.period.end
    there = Household.objects.filter(
        Q(stays__ends_on__isnull=True) | Q(stays__ends_on__gt=day),
        stays__unit=returned.unit,
        stays__starts_on__lte=day,
    )
    return Household.objects.filter(pk__in=there.values("pk")).order_by("number", "pk")


def values_of(
    returned: Return, keys: Iterable[int] | None = None
) -> dict[int, dict[str, Value]]:
    if keys is None:
        found = households_of(returned)
    else:
        found = Household.objects.filter(pk__in=list(keys))
    rows = list(found.values_list("pk", *FIELDS))
    counted = _members_of(returned, found)
    return {pk: _told(row, counted.get(pk)) for pk, *row in rows}


def _told(row: list[Any], counted: int | None) -> dict[str, Value]:
    told = {
        code: None if one == "" else one for code, one in zip(FIELDS, row, strict=True)
    }
    if told["members_told"] is None:
        told["members_told"] = counted
    return told


def _members_of(returned: Return, homes: QuerySet[Household]) -> dict[int, int]:
    """Registered people of each household: nobody is asked what the register knows."""
    day = returned.round.period.end
    there = Residence.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=day),
        unit=returned.unit,
        person__household__in=homes.order_by().values("pk"),
        starts_on__lte=day,
    )
    counts = there.order_by().values_list("person__household")
    return dict(counts.annotate(n=Count("person", distinct=True)))


def write(
    *,
    user: Any,
    returned: Return,
    household: Household,
    changes: Mapping[str, Value],
    entry: Entry | None,
) -> Entry:
    entry = entry or begin(
        kind=EntryKind.HOUSEHOLD,
        unit=returned.unit,
        user=user,
        options={"done": "household_changed", "number": household.number},
    )
    told: dict[str, Any] = {
        code: (one or "") if code in TEXTS else one for code, one in changes.items()
    }
    change_household(user=user, household=household, entry=entry, **told)
    return entry


def totals(returned: Return) -> dict[str, Value]:
    """Members together, and how many households say yes."""
    rows = values_of(returned).values()
    found: dict[str, Value] = {}
    for column in YEAR_LIST.columns:
        told = [one[column.code] for one in rows if one[column.code] is not None]
        if column.type in ("integer", "yes_no"):
            found[column.code] = sum(map(int, told)) if told else None
    return found


def digest(returned: Return) -> str:
    rows = households_of(returned).values_list("uid", *FIELDS)
    lines = sorted(json.dumps([str(uid), *row]) for uid, *row in rows)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
