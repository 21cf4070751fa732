"""Which rows of casework a user reads (docs/rules/request-access.md).

A request is read by the bag that took it, the sum and the aimag above it. Names stand
sealed; who does not keep the register sees them masked.
"""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.utils import timezone

from bagana.accounts.roles import WRITERS, assignments
from bagana.registers.visibility import KeptQuerySet
from bagana.territory.queries import lies_under


class CaseRows[Row: models.Model](KeptQuerySet[Row]):
    def visible_to(self, user: Any) -> Self:
        """As in the register, by units first: a list counts 200,000 rows."""
        roots = [one.unit_id for one in assignments(user) if one.role in WRITERS]
        if not roots:
            return self.none()
        return self.filter(lies_under(roots, timezone.localdate()))
