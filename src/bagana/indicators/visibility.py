"""Who may see which observation: published is public, the rest by territory."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from bagana.accounts.roles import assignments
from bagana.territory.models import Unit, UnitAncestry

if TYPE_CHECKING:
    from bagana.indicators.models import Observation  # noqa: F401


class ObservationQuerySet(models.QuerySet["Observation"]):
    def published(self) -> Self:
        return self.filter(status="published")

    def visible_to(self, user: Any) -> Self:
        """What has been published stays readable for all; drafts and withdrawn rows
        are read only inside the subtrees over which the user holds a role."""
        public = Q(status__in=["published", "superseded"], publication__isnull=False)
        roots = [assignment.unit_id for assignment in assignments(user)]
        if not roots:
            return self.filter(public)
        places = UnitAncestry.objects.in_force(timezone.localdate())
        under = places.filter(unit=OuterRef("unit"), ancestor__in=roots)
        return self.filter(public | Exists(under))

    def within(self, ancestor: Unit, on: date) -> Self:
        """Rows of the ancestor and of all units that lay below it on the date."""
        below = UnitAncestry.objects.on(on).filter(ancestor=ancestor)
        return self.filter(unit__in=below.values("unit"))
