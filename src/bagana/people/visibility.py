"""Who reads cases of conduct; all other rows are read under roles (accounts)."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone

from bagana.territory.models import UnitAncestry


class ConductQuerySet[Row: models.Model](models.QuerySet[Row]):
    """Cases of conduct: only who holds an ethics duty over the unit today.

    No role opens them, not even the administrator's; and never one's own case.
    """

    def visible_to(self, user: Any) -> Self:
        from bagana.people.models import EthicsDuty

        if not getattr(user, "is_authenticated", False) or not user.is_active:
            return self.none()
        today = timezone.localdate()
        duties = EthicsDuty.objects.on(today).filter(user=user).values("unit")
        places = UnitAncestry.objects.in_force(today).filter(ancestor__in=duties)
        mine = self.filter(Exists(places.filter(unit=OuterRef("unit"))))
        return mine.exclude(official__user=user)
