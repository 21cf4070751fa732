"""Who reads rows of the register (docs/rules/register-access.md).

The bag that keeps a row and the sum above it read it; so do the aimag's officers and
the administrator, masked until they give a reason. Evaluators read only what a sample
drew for them, by the page of the sample; nobody else reads anything.
"""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone

from bagana.accounts.roles import WRITERS, assignments
from bagana.territory.models import UnitAncestry


class KeptQuerySet[Row: models.Model](models.QuerySet[Row]):
    """Rows with a `unit`: the bag in whose register they stand today."""

    def visible_to(self, user: Any) -> Self:
        roots = [one.unit_id for one in assignments(user) if one.role in WRITERS]
        if not roots:
            return self.none()
        places = UnitAncestry.objects.in_force(timezone.localdate())
        return self.filter(
            Exists(places.filter(unit=OuterRef("unit"), ancestor__in=roots))
        )
