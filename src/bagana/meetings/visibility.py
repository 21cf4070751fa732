"""Which rows of meetings a user reads: the published all, the rest under his roles."""

from __future__ import annotations

from typing import Any, Self

from django.db import models

from bagana.accounts.visibility import under_roles


class MeetingRows[Row: models.Model](models.QuerySet[Row]):
    """Rows of meetings in the office: whoever holds a role over the bag or above."""

    path = "unit"

    def visible_to(self, user: Any) -> Self:
        mine = under_roles(user, self.path)
        return self.none() if mine is None else self.filter(mine)
