"""Comments and evidence beside a return, a row or a cell."""

from __future__ import annotations

from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from bagana.acts.scans import kind_of
from bagana.collection.models import Remark, RemarkKind, Return
from bagana.collection.rows import form_of_return, households_of, locked, refuse_closed
from bagana.collection.rules import can_fill
from bagana.registers.models import Household
from bagana.registers.rules import can_read
from bagana.web.errors import Refused

LARGEST: Final = 5 * 1024 * 1024


def keep_remark(
    *,
    user: Any,
    returned: Return,
    kind: RemarkKind,
    text: str,
    household: Household | None = None,
    field: str = "",
    file_name: str = "",
    file: bytes = b"",
) -> Remark:
    """The row itself, sealed; who calls it has asked who may."""
    row = Remark(
        returned=returned,
        kind=kind,
        household=household,
        field=field,
        file_name=file_name,
        made_by=user,
    )
    row.hold(text, file)
    row.save()
    return row


@transaction.atomic
def add_comment(
    *,
    user: Any,
    returned: Return,
    text: str,
    household: Household | None = None,
    field: str = "",
) -> Remark:
    """Say something of the return, a row or a cell: the bag and who checks it may."""
    can_read.require(user, returned.unit)
    words = " ".join(text.split())
    if not words:
        raise Refused(_("Тайлбар хоосон байна."), _("Тайлбараа бичнэ үү."), "text")
    _refuse_place(returned, household, field)
    return keep_remark(
        user=user,
        returned=returned,
        kind=RemarkKind.COMMENT,
        text=words[:500],
        household=household,
        field=field,
    )


@transaction.atomic
def add_evidence(
    *,
    user: Any,
    returned: Return,
    content: bytes,
    text: str = "",
    household: Household | None = None,
    field: str = "",
) -> Remark:
    """A photograph or scan that shows why a figure is right; while the bag writes."""
    can_fill.require(user, returned.unit)
    row = locked(returned)
    refuse_closed(row)
    _refuse_place(row, household, field)
    kind = kind_of(content[:16])
    if not kind:
        raise Refused(
            _("Файл нь PDF, PNG, JPEG биш байна."),
            _("Зураг эсвэл сканыг эдгээр хэлбэрээр хадгална уу."),
            "file",
        )
    if len(content) > LARGEST:
        raise Refused(
            _("Файл 5 МБ-аас том байна."), _("Жижигрүүлж илгээнэ үү."), "file"
        )
    number = row.remarks.filter(kind=RemarkKind.EVIDENCE).count() + 1
    return keep_remark(
        user=user,
        returned=row,
        kind=RemarkKind.EVIDENCE,
        text=" ".join(text.split())[:500],
        household=household,
        field=field,
        # Not the name it came with: people name files after people.
        file_name=f"{_('баримт')}-{number}.{kind}",
        file=content,
    )


def _refuse_place(returned: Return, household: Household | None, field: str) -> None:
    if field and not form_of_return(returned).has(field):
        raise Refused(_("Энэ маягтад ийм талбар алга: %s") % field[:60], field="field")
    if household and not households_of(returned).filter(pk=household.pk).exists():
        raise Refused(_("Энэ өрх тухайн багийн мэдээнд алга."), field="household")


@transaction.atomic
def drop_remark(*, user: Any, remark: Remark) -> None:
    """Take back one's own comment or evidence, as long as the bag writes."""
    can_fill.require(user, remark.returned.unit)
    refuse_closed(locked(remark.returned))
    if remark.kind == RemarkKind.RETURNED or remark.made_by_id != user.pk:
        raise Refused(_("Зөвхөн өөрийн бичсэн тайлбар, баримтыг авна."))
    remark.delete()
