"""A file of blocks: kept, checked, shown, and only then taken in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from bagana.redistricting import rules
from bagana.redistricting.actions.blocks import add_block_set
from bagana.redistricting.block_checks import Checked, check_features
from bagana.redistricting.features import read_features
from bagana.redistricting.models import BlockSet, BlockUpload
from bagana.territory.models import Unit
from bagana.web.errors import Conflict, PermissionDenied, Refused

KEPT: Final = 10
"""Files not taken in that are kept for one user; older ones go."""


@transaction.atomic
def check_blocks(
    *, user: Any, unit: Unit, name: str, content: bytes, about: Mapping[str, Any]
) -> BlockUpload:
    """Read and check a file; nothing is taken in.

    `about`: title_mn, title_en, on, period, nature, source_mn, source_en.
    """
    if not rules.can_add_blocks(user, unit):
        raise PermissionDenied(_("Энэ нэгжийн суурь хэсгийг оруулах эрх танд алга."))
    checked = check_features(read_features(name, content), unit=unit, on=about["on"])
    upload = BlockUpload.objects.create(
        unit=unit,
        name=name[-200:],
        content=content,
        about={**about, "on": about["on"].isoformat()},
        found=_found(checked),
        made_by=user,
    )
    waiting = BlockUpload.objects.filter(made_by=user, block_set=None)
    old = list(waiting.values_list("pk", flat=True)[KEPT:])
    BlockUpload.objects.filter(pk__in=old).delete()
    return upload


def _found(checked: Checked) -> dict[str, Any]:
    return {
        "read": checked.read,
        "taken": len(checked.blocks),
        "refused": checked.refused,
        "problems": [problem.stored() for problem in checked.problems],
        "totals": checked.totals(),
        "missing": checked.missing(),
    }


@transaction.atomic
def take_blocks(*, user: Any, upload: BlockUpload) -> BlockSet:
    """Take a checked file in, whole: a set with holes would lose people."""
    current = BlockUpload.objects.select_for_update().get(pk=upload.pk)
    if current.made_by_id != user.pk:
        raise PermissionDenied(_("Энэ файлыг өөр хүн оруулсан."))
    if current.block_set_id is not None:
        raise Conflict(_("Энэ файлыг аль хэдийн хүлээж авсан."))
    if current.found["refused"]:
        raise Refused(
            _("Алдаатай мөртэй файлыг хүлээж авахгүй."),
            _("Мөрүүдийг засаж, файлаа дахин шалгана уу."),
        )
    about = dict(current.about)
    current.block_set = add_block_set(
        user=user,
        unit=current.unit,
        features=read_features(current.name, bytes(current.content)),
        **(about | {"on": date.fromisoformat(about["on"])}),
    )
    current.save(update_fields=["block_set"])
    return current.block_set
