"""Kinds of references: added, changed from a day, withdrawn; docs/rules/references.md.

References keep the version of their day, so no version begins or ends before one of
them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.casework.models import Reference, ReferenceKind
from bagana.casework.reference_fields import FIELDS, may_print_number
from bagana.casework.rules import may_set_terms
from bagana.web.errors import Conflict, PermissionDenied, Refused
from bagana.web.procedures import keep

MOST_DAYS: Final = 3650
LENGTHS: Final = {
    "title_mn": 200,
    "title_en": 200,
    "purpose_mn": 300,
    "purpose_en": 300,
    "basis_mn": 300,
    "basis_en": 300,
}


@transaction.atomic
def add_kind(*, user: Any, code: str, **told: Any) -> ReferenceKind:
    """A kind that no office issued before; `told` as for `change_kind`."""
    _require(user)
    if ReferenceKind.objects.filter(code=code).exists():
        raise Conflict(_("Ийм кодтой төрөл байна."), field="code")
    return _make(user, code, **told)


@transaction.atomic
def change_kind(*, user: Any, code: str, **told: Any) -> ReferenceKind:
    """What the kind prints and how long it holds from a day on, and by what basis.

    Parameters
    ----------
    told
        `valid_from`, `title_mn`, `fields` (codes of `reference_fields.FIELDS`, in the
        order of the paper), `valid_days`, `basis_mn`; also `title_en`, `purpose_mn`,
        `purpose_en`, `basis_en`, `is_illustrative`.

    Raises
    ------
    Conflict
        Where a later version stands, or a reference was issued from that day on.
    """
    _require(user)
    _end_before(user, code, told["valid_from"])
    return _make(user, code, **told)


@transaction.atomic
def withdraw_kind(*, user: Any, code: str, on: date) -> ReferenceKind:
    """From the day on nobody issues it; what was issued stays good for its days."""
    _require(user)
    last = _last(code)
    if last is None or (last.valid_to is not None and last.valid_to <= on):
        raise Conflict(_("Энэ төрлийг аль хэдийн хүчингүй болгосон."), field="on")
    if on <= last.valid_from:
        raise Refused(_("Сүүлийн хувилбар эхэлснээс хойших өдөр байна."), field="on")
    _refuse_issued(code, on, "on")
    last.valid_to = on
    keep(last, user=user, reason="withdrawn")
    return last


@transaction.atomic
def take_back_version(*, user: Any, kind: ReferenceKind) -> None:
    """A version that has not begun goes; the one before holds on."""
    _require(user)
    row = ReferenceKind.objects.select_for_update().get(pk=kind.pk)
    if row.valid_from <= timezone.localdate():
        raise Conflict(_("Энэ хувилбар аль хэдийн хүчинтэй болсон."))
    before = ReferenceKind.objects.filter(code=row.code, valid_to=row.valid_from)
    for one in before:
        one.valid_to = None
        keep(one, user=user, reason="held on")
    row._history_user = user  # type: ignore[attr-defined]
    row.delete()


def _require(user: Any) -> None:
    if not may_set_terms(user):
        raise PermissionDenied(
            _("Тодорхойлолтын төрлийг аймгийн ажилтан, админ тогтооно.")
        )


def _make(
    user: Any,
    code: str,
    *,
    valid_from: date,
    fields: Sequence[str],
    valid_days: int,
    is_illustrative: bool = False,
    **words: str,
) -> ReferenceKind:
    told = {
        name: words.get(name, "").replace("\0", "").strip()[:most]
        for name, most in LENGTHS.items()
    }
    for name in ("title_mn", "basis_mn"):
        if not told[name]:
            raise Refused(_("Хоосон байж болохгүй."), field=name)
    if not 1 <= valid_days <= MOST_DAYS:
        raise Refused(_("Хүчинтэй хоног 1–3650 байна."), field="valid_days")
    row = ReferenceKind(
        code=code,
        valid_from=valid_from,
        fields=list(dict.fromkeys(fields)),
        valid_days=valid_days,
        is_illustrative=is_illustrative,
        **told,
    )
    _check_fields(row)
    keep(row, user=user, reason="set")
    return row


def _check_fields(row: ReferenceKind) -> None:
    if not row.fields or set(row.fields) - set(FIELDS):
        raise Refused(_("Бичигдэх талбараас ядаж нэгийг сонгоно уу."), field="fields")
    if "cared_for" in row.fields and "name" not in row.fields:
        raise Refused(
            _("Асруулж буй хүнийг асрагчийн нэртэй хамт бичнэ."), field="fields"
        )
    if not may_print_number(row):
        raise Refused(
            _("Энэ төрлийн үндэслэлд регистрийн дугаар бичихийг зөвшөөрөөгүй."),
            _("Төрлийн талбараас регистрийн дугаарыг хасна уу."),
            "fields",
        )


def _last(code: str) -> ReferenceKind | None:
    rows = ReferenceKind.objects.select_for_update().filter(code=code)
    return rows.order_by("-valid_from").first()


def _end_before(user: Any, code: str, day: date) -> None:
    last = _last(code)
    if last is None:
        raise Conflict(_("Ийм төрөл алга."), field="code")
    if last.valid_from >= day:
        raise Conflict(
            _("Энэ өдөр эсвэл түүнээс хойш эхлэх хувилбар байна."),
            _("Түүнээс хойших өдрийг бичнэ үү."),
            "valid_from",
        )
    _refuse_issued(code, day, "valid_from")
    if last.valid_to is None or last.valid_to > day:
        last.valid_to = day
        keep(last, user=user, reason="replaced")


def _refuse_issued(code: str, day: date, field: str) -> None:
    if Reference.objects.filter(kind__code=code, issued_on__gte=day).exists():
        raise Conflict(
            _("Энэ өдрөөс хойш олгосон тодорхойлолт байна."),
            _("Маргааш эсвэл түүнээс хойших өдрийг сонгоно уу."),
            field,
        )
