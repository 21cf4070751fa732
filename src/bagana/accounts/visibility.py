"""Which private rows a user reads: those of units under his roles."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from bagana.accounts.roles import assignments
from bagana.territory.models import UnitAncestry
from bagana.territory.queries import few_under


def under_roles(user: Any, *units: str) -> Q | None:
    """Rows of which one of the named units lies under a role; None without a role."""
    roots = [assignment.unit_id for assignment in assignments(user)]
    if not roots:
        return None
    places = UnitAncestry.objects.in_force(timezone.localdate())
    mine = places.filter(ancestor__in=roots)
    found = Q()
    for unit in units:
        found |= Q(Exists(mine.filter(unit=OuterRef(unit))))
    return found


def narrowed[Row: models.Model](
    rows: models.QuerySet[Row], user: Any, unit: str = "unit"
) -> models.QuerySet[Row]:
    """Visible rows of a long list, by the index of units where the user has few.

    Who sees what is decided already; this only spares the database from asking it of
    every row of the country for the governor of one bag.
    """
    roots = [assignment.unit_id for assignment in assignments(user)]
    keys = few_under(roots, timezone.localdate())
    return rows if keys is None else rows.filter(**{f"{unit}__in": keys})


class OfficeQuerySet[Row: models.Model](models.QuerySet[Row]):
    """Rows with a unit, read by whoever holds any role over it or above it."""

    path = "unit"

    def visible_to(self, user: Any) -> Self:
        mine = under_roles(user, self.path)
        return self.none() if mine is None else self.filter(mine)
