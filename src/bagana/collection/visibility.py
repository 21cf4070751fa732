"""What is handed in is read by the bag, the sum and the aimag above it, and evaluators.

Cells of a return are figures of a unit, not of a person; rows of households are read
through the registers, by the rule of the registers.
"""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Q

from bagana.accounts.roles import assignments
from bagana.accounts.visibility import under_roles


class RoundQuerySet[Row: models.Model](models.QuerySet[Row]):
    def visible_to(self, user: Any) -> Self:
        """Rounds of units under a role or above one."""
        mine = under_roles(user, "unit")
        if mine is None:
            return self.none()
        below = Q(
            unit__descendants__unit__in=[one.unit_id for one in assignments(user)]
        )
        return self.filter(mine | below).distinct()


class ReturnQuerySet[Row: models.Model](models.QuerySet[Row]):
    def visible_to(self, user: Any) -> Self:
        mine = under_roles(user, "unit")
        return self.none() if mine is None else self.filter(mine)


class PartQuerySet[Row: models.Model](models.QuerySet[Row]):
    """Rows of a return: `returned` names it."""

    def visible_to(self, user: Any) -> Self:
        mine = under_roles(user, "returned__unit")
        return self.none() if mine is None else self.filter(mine)
