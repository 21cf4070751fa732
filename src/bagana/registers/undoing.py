"""Who may undo an entry: it may have reached into registers of several bags."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from bagana.registers.models import Entry, Residence, Stay
from bagana.registers.rules import can_keep
from bagana.territory.models import Unit


def may_undo(user: Any, entry: Entry) -> bool:
    """Who keeps the register of the entry, and of each bag it put somebody into.

    Else the governor of a former bag could take a household back out of another's
    register, which the sum had moved there.
    """
    stays = Stay.objects.filter(entry=entry).values("unit")
    residences = Residence.objects.filter(entry=entry).values("unit")
    reached = Q(pk=entry.unit_id) | Q(pk__in=stays) | Q(pk__in=residences)
    return all(can_keep(user, unit) for unit in Unit.objects.filter(reached))
