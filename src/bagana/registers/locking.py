"""Who above may lock what was counted: an approved return, say.

The registers do not know of rounds; what stands above registers a reason here
(`register`), and every action on a count asks `refuse_locked` first.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.utils.translation import gettext as _

from bagana.privacy.sealing import unseal
from bagana.registers.models import (
    Census,
    Entry,
    HerdLoss,
    LivestockCount,
    LivestockExtra,
)
from bagana.territory.models import Unit
from bagana.web.errors import Conflict

type Lock = Callable[[Census, Unit], str | None]
_locks: Final[list[Lock]] = []
COUNTED: Final = (LivestockCount, HerdLoss, LivestockExtra)


def register(lock: Lock) -> Lock:
    """Ask `lock` from now on; it gives the reason in words, or None."""
    if lock not in _locks:
        _locks.append(lock)
    return lock


def lock_reason(census: Census, unit: Unit) -> str:
    """Why counts of the bag cannot be changed; "" when they can."""
    return next((why for lock in _locks if (why := lock(census, unit))), "")


def refuse_locked(census: Census, unit: Unit) -> None:
    if why := lock_reason(census, unit):
        raise Conflict(
            why, _("Засах шаардлагатай бол сум, аймгаас мэдээгээ буцаалгана уу.")
        )


def refuse_locked_entry(entry: Entry) -> None:
    """Before an entry is undone: what it made or changed may have been approved."""
    found: set[tuple[int, int]] = set()
    for model in COUNTED:
        made = model._default_manager.filter(entry=entry)
        found |= set(made.values_list("census", "unit").distinct())
        for revision in entry.revisions.filter(table=model._meta.model_name):
            bind = f"revision:{revision.table}:{revision.row}"
            before = unseal(revision.before, bind=bind)
            found.add((before["census_id"], before["unit_id"]))
    censuses = Census.objects.in_bulk({census for census, _unit in found})
    units = Unit.objects.in_bulk({unit for _census, unit in found})
    for census, unit in sorted(found):
        refuse_locked(censuses[census], units[unit])
