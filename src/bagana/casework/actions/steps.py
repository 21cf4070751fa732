"""One deed of a request: locked, led by the table of states, kept as a step."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.accounts.roles import OFFICERS, holds
from bagana.casework import rules
from bagana.casework.backdating import Dated, dated
from bagana.casework.models import Deed, Request, RequestStep, Rung
from bagana.casework.states import leads
from bagana.privacy.sealing import seal
from bagana.territory.models import Unit, UnitVersion
from bagana.web.errors import PermissionDenied, Refused

WORDS_LENGTH = 3000
SUM_LEVEL, BAG_LEVEL = 2, 3


def locked(request: Request) -> Request:
    """The request as it stands, nobody else at it until this deed is done."""
    rows = Request.objects.select_for_update(of=("self",))
    return rows.select_related("unit", "version__service").get(pk=request.pk)


def base_rung(unit: Unit) -> Rung:
    """Where a request of the unit begins, and where it is given back to."""
    rows = UnitVersion.objects.filter(unit=unit).order_by("-valid_from")
    level = rows.values_list("kind__level", flat=True).first()
    if level not in (SUM_LEVEL, BAG_LEVEL):
        raise Refused(_("Хүсэлтийг баг эсвэл сум авна."), field="unit")
    return Rung.BAG if level == BAG_LEVEL else Rung.SUM


def works_on(user: Any, request: Request) -> bool:
    """Whether the request stands on a rung that the user works on."""
    if request.rung == Rung.AIMAG:
        return holds(user, OFFICERS, request.unit)
    if request.rung == Rung.SUM:
        return rules.can_decide_above(user, request.unit)
    return rules.can_serve(user, request.unit)


def require_desk(user: Any, request: Request) -> None:
    if not works_on(user, request):
        raise PermissionDenied(_("Энэ хүсэлт дээр ажиллах эрх танд алга."))


def normal_code(text: str) -> str:
    """A code as it may be typed or heard: capitals, without dashes and spaces."""
    return "".join(filter(str.isalnum, text.upper()))[:20]


def require_citizen(user: Any, request: Request, code: str) -> None:
    """The code of the request, or somebody of the desk to whom the citizen said it."""
    if user is not None:
        require_desk(user, request)
        return
    own = str(request.private.get("code", ""))
    given = normal_code(code)
    if not own or not hmac.compare_digest(own.encode(), given.encode()):
        raise PermissionDenied


def checked_words(text: str, field: str, *, when_empty: str = "") -> str:
    text = text.replace("\0", "").strip()
    if when_empty and not text:
        raise Refused(when_empty, field=field)
    if len(text) > WORDS_LENGTH:
        raise Refused(
            _("Бичвэр %(most)s тэмдэгтээс урт байна.") % {"most": WORDS_LENGTH},
            _("Бичвэрийг товчилно уу."),
            field,
        )
    return text


def checked_day(
    request: Request, on: date | None, why_late: str = "", *, user: Any
) -> Dated:
    """Not ahead, not before what was done already, not far back without a word.

    A citizen by himself does on a day what he does: only an office types later.
    """
    today = timezone.localdate()
    day = on or today
    last = request.steps.order_by("-id").values_list("on", flat=True).first()
    if day > today:
        raise Refused(_("Огноо ирээдүйд байна."), field="on")
    if day < max(request.taken_on, last or request.taken_on):
        raise Refused(
            _("Өмнөх үйлдлээс эрт өдөр байна."),
            _("Түүнээс хойших өдрийг бичнэ үү."),
            "on",
        )
    if user is None and day < today:
        raise Refused(_("Хүсэлтийг өнөөдрөөр авна."), field="on")
    return dated(request, day, today, why_late)


def do(
    row: Request,
    deed: Deed,
    *,
    user: Any,
    on: Dated,
    words: Mapping[str, Any] | None = None,
    is_public: bool = True,
    **fields: Any,
) -> Request:
    """Lead the request to its next state, with the fields that go along, and keep it.

    Whose deed it is was asked by the action already.
    """
    row.state = leads(deed, row.state)
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(update_fields=["state", *fields])
    add_step(row, deed, user=user, on=on, words=words, is_public=is_public)
    return row


def add_step(
    row: Request,
    deed: Deed,
    *,
    user: Any,
    on: Dated,
    words: Mapping[str, Any] | None = None,
    is_public: bool = True,
) -> RequestStep:
    said = {**(words or {}), "late": on.why}
    told = {name: value for name, value in said.items() if value}
    step = RequestStep(
        request=row,
        deed=deed,
        state=row.state,
        on=on.on,
        backdated=on.days,
        is_public=is_public,
        made_by=user,
    )
    step.sealed = seal(told, bind=step.bind) if told else b""
    step.save()
    return step
