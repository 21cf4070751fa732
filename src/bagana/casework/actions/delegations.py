"""Functions delegated to lower levels: by an act, from a day, with money and posts.

The rule: docs/rules/delegation.md.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bagana.acts.models import Act
from bagana.casework import rules
from bagana.casework.models import Delegation, Function
from bagana.territory.models import Unit, UnitAncestry
from bagana.web.errors import Conflict, Refused


@transaction.atomic
def delegate(
    *,
    user: Any,
    function: Function,
    giver: Unit,
    unit: Unit,
    act: Act,
    valid_from: date,
    valid_to: date | None = None,
    money: Decimal | None = None,
    posts: Decimal | None = None,
    is_illustrative: bool = False,
) -> Delegation:
    """From a day the unit decides a function that the giver decided before.

    Parameters
    ----------
    giver
        Who hands it down: a unit above, or the unit itself where all of its bags
        receive it.
    money
        A year, ₮; None is "not known", 0 is that none came along. `posts` likewise.
    """
    rules.can_delegate.require(user, giver)
    places = UnitAncestry.objects.in_force(valid_from).filter(unit=unit)
    if not places.filter(ancestor=giver).exists():
        raise Refused(_("Чиг үүргийг зөвхөн өөрийн нэгжид шилжүүлнэ."), field="unit")
    if valid_to is not None and valid_to <= valid_from:
        raise Refused(_("Дуусах өдөр эхлэх өдрөөс хойш байна."), field="valid_to")
    for field, told in (("money", money), ("posts", posts)):
        if told is not None and (not told.is_finite() or told < 0):
            raise Refused(_("Тоо нь тэгээс багагүй байна."), field=field)
    if act.date > valid_from:
        raise Refused(
            _("Шийдвэр гарахаас өмнөх өдрөөс шилжүүлэхгүй."), field="valid_from"
        )
    _refuse_overlap(function, giver, unit, valid_from, valid_to)
    return Delegation.objects.create(
        function=function,
        giver=giver,
        unit=unit,
        act=act,
        valid_from=valid_from,
        valid_to=valid_to,
        money=money,
        posts=posts,
        is_illustrative=is_illustrative,
    )


def _refuse_overlap(
    function: Function, giver: Unit, unit: Unit, start: date, end: date | None
) -> None:
    """One function, one unit: given by one at a time."""
    # Whoever else writes for the function now waits for this one.
    Function.objects.select_for_update().get(pk=function.pk)
    rows = Delegation.objects.filter(function=function, unit=unit)
    later = rows if end is None else rows.filter(valid_from__lt=end)
    if any(row.valid_to is None or row.valid_to > start for row in later):
        raise Conflict(
            _("Энэ чиг үүргийг энэ хугацаанд аль хэдийн шилжүүлсэн."),
            _("Эхлээд өмнөх шилжүүлгийг дуусгана уу."),
            "function",
        )


@transaction.atomic
def end_delegation(*, user: Any, delegation: Delegation, on: date) -> Delegation:
    """From the day on the giver decides again; what was before stays on record."""
    row = Delegation.objects.select_for_update().get(pk=delegation.pk)
    rules.can_delegate.require(user, row.giver)
    if row.valid_to is not None and row.valid_to <= on:
        raise Conflict(_("Энэ шилжүүлэг аль хэдийн дууссан."))
    if on <= row.valid_from:
        raise Refused(_("Дуусах өдөр эхлэх өдрөөс хойш байна."), field="on")
    row.valid_to = on
    row.save()
    return row
