"""Take a change back: the register becomes exactly what it was before."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db import models, transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.accounts.models import User
from bagana.territory import consequences
from bagana.territory.actions.draft import MODEL_NAMES
from bagana.territory.ancestry import rebuild
from bagana.territory.models import Unit, UnitChange, UnitVersion
from bagana.territory.rules import may_undo
from bagana.territory.soundness import Unsound, assert_sound
from bagana.web.errors import Conflict, PermissionDenied

MODELS = {name: model for model, name in MODEL_NAMES.items()}
# Rows go before what they point to.
ORDER = ("lineage", "version", "name", "external_code", "boundary", "unit")


@transaction.atomic
def undo(*, user: User | None, change: UnitChange, system: bool = False) -> UnitChange:
    """Take a change back while nothing later depends on it.

    Raises
    ------
    Conflict
        When it has been undone already, or naming what depends on it.
    """
    change = UnitChange.objects.select_for_update(of=("self",)).get(pk=change.pk)
    _permit(user, change, system)
    if change.undone_at is not None:
        raise Conflict(_("Энэ өөрчлөлтийг аль хэдийн буцаасан."))
    refuse_if_blocked(change)
    touched = set(change.units.values_list("pk", flat=True)) | _unit_ids(change)
    consequences.undo(change)
    _take_back(change)
    rebuild(touched)
    try:
        assert_sound(touched)
    except Unsound as broken:
        raise Conflict(broken.reason, _hint()) from broken
    change.undone_by = user
    change.undone_at = timezone.now()
    change.save(update_fields=["undone_by", "undone_at"])
    return change


def blockers(change: UnitChange) -> list[str]:
    """What depends on the change by now, in words; empty when it can be undone."""
    found = [
        *_later_changes(change),
        *_children_since(change),
        *consequences.blocks_undo(change),
    ]
    return found or _protected(change)


def refuse_if_blocked(change: UnitChange) -> None:
    found = blockers(change)
    if found:
        said = "; ".join(found[:5])
        raise Conflict(
            _("Буцаах боломжгүй, үүнээс хамаарсан зүйл бий: %(said)s") % {"said": said},
            _hint(),
        )


def _hint() -> str:
    return _("Эхлээд сүүлд хийсэн өөрчлөлтийг буцаана уу.")


def _permit(user: User | None, change: UnitChange, system: bool) -> None:
    if user is None and system:
        return
    if user is None or not may_undo(user, change):
        raise PermissionDenied(_("Энэ өөрчлөлтийг буцаах эрх танд алга."))


def _unit_ids(change: UnitChange) -> set[int]:
    """Units of every version that the change closed or opened."""
    ids = change.record["created"].get("version", [])
    ids = [*ids, *(row["version"] for row in change.record["updated"])]
    return set(UnitVersion.objects.filter(pk__in=ids).values_list("unit_id", flat=True))


def _later_changes(change: UnitChange) -> list[str]:
    """Changes that closed a version which this one opened."""
    opened = UnitVersion.objects.filter(
        pk__in=change.record["created"].get("version", []), closed_by__isnull=False
    )
    found = UnitChange.objects.filter(closed__in=opened).exclude(pk=change.pk)
    return [str(later) for later in found.distinct().order_by("pk")]


def _children_since(change: UnitChange) -> list[str]:
    """Units that later came under a unit which this change created."""
    found = (
        UnitVersion.objects.filter(parent__in=change.record["created"].get("unit", []))
        .exclude(pk__in=change.record["created"].get("version", []))
        .select_related("unit")
    )
    return [f"{version.unit.code} {version.name}" for version in found]


def _protected(change: UnitChange) -> list[str]:
    """Rows of any application that point to a unit which this change created."""
    units = Unit.objects.filter(pk__in=change.record["created"].get("unit", []))
    if not units:
        return []
    own = {
        (MODELS[name], pk)
        for name, pks in change.record["created"].items()
        for pk in pks
    }
    own |= {(type(row), row.pk) for row in consequences.made(change)}
    try:
        with transaction.atomic():
            _take_back(change)
            transaction.set_rollback(True)
    except ProtectedError as error:
        return _counted(error.protected_objects, own)
    return []


def _counted(rows: Any, own: set[tuple[type[models.Model], int]]) -> list[str]:
    names = Counter(
        str(row._meta.verbose_name) for row in rows if (type(row), row.pk) not in own
    )
    return [f"{name}: {count}" for name, count in sorted(names.items())]


def _take_back(change: UnitChange) -> None:
    created = change.record["created"]
    for name in ORDER:
        MODELS[name]._base_manager.filter(pk__in=created.get(name, [])).delete()
    for row in change.record["updated"]:
        UnitVersion.objects.filter(pk=row["version"]).update(
            valid_to=row["valid_to"], closed_by=None
        )
