"""Open requests follow a change of units; what is closed stays where it was answered.

The permission for a change, or for undoing it, was asked by the change; `pass_on` asks
its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.casework import rules
from bagana.casework.actions.following import follow as follow_outreach
from bagana.casework.actions.steps import add_step
from bagana.casework.backdating import Dated
from bagana.casework.models import OPEN_STATES, Deed, Request, RequestStep
from bagana.territory.handover import ended
from bagana.territory.models import Unit, UnitChange
from bagana.web.errors import Conflict


@transaction.atomic
def follow(change: UnitChange, *, user: Any) -> int:
    """To the bag where the household is now, else to the heir of a bag that ended.

    Before the day of the change nothing moves. Returns how many moved.
    """
    today = timezone.localdate()
    if change.effective_on > today:
        return 0
    moved = 0
    for row, target in going(change):
        source, row.unit_id = row.unit, target
        row.save(update_fields=["unit"])
        words = {"change": change.pk, "from": source.pk, "text": source.code}
        add_step(row, Deed.MOVED, user=user, on=Dated(today), words=words)
        moved += 1
    return moved


@transaction.atomic
def pass_on(*, user: Any, unit: Unit) -> int:
    """What a unit left behind whose change lay ahead when it was made."""
    rules.can_decide_above.require(user, unit)
    changes = UnitChange.objects.filter(lineage__source=unit, undone_at__isnull=True)
    change = changes.order_by("-effective_on", "-id").first()
    if change is None or unit.pk not in ended(change).codes:
        raise Conflict(_("Энэ нэгж татан буугдаагүй байна."))
    follow_outreach(change)
    return follow(change, user=user)


def going(change: UnitChange) -> list[tuple[Request, int]]:
    """Open requests of the units concerned, and the key of where each goes."""
    gone = ended(change)
    lineage = change.lineage.values_list("source", "target")
    sources, targets = {row[0] for row in lineage}, {row[1] for row in lineage}
    codes = set(filter(None, gone.heirs.values()))
    heirs = dict(Unit.objects.filter(code__in=codes).values_list("code", "pk"))
    rows = Request.objects.filter(unit__in=sources, state__in=OPEN_STATES)
    found = []
    for row in rows.select_related("unit", "household").order_by("pk"):
        target = _target(row, targets, gone.heirs, heirs)
        if target is not None and target != row.unit_id:
            found.append((row, target))
    return found


def _target(
    row: Request,
    targets: set[int],
    heirs: Mapping[int, str],
    keys: Mapping[str, int],
) -> int | None:
    home = row.household.unit_id if row.household else None
    if home in targets and home != row.unit_id:
        return home
    return keys.get(heirs.get(row.unit_id, ""))


def moved_by(change: UnitChange) -> list[RequestStep]:
    """The steps by which requests came over with the change."""
    targets = change.lineage.values("target")
    steps = RequestStep.objects.filter(deed=Deed.MOVED, request__unit__in=targets)
    rows = steps.select_related("request").order_by("pk")
    return [step for step in rows if step.private.get("change") == change.pk]


@transaction.atomic
def take_back(change: UnitChange) -> None:
    """Each request back to its unit, and no trace that it was away."""
    for step in moved_by(change):
        Request.objects.filter(pk=step.request_id).update(unit=step.private["from"])
        step.delete()
