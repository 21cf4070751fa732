"""What the office does with a request until it is answered."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.casework import rules
from bagana.casework.actions.steps import (
    base_rung,
    checked_day,
    checked_words,
    do,
    locked,
    require_desk,
)
from bagana.casework.backdating import Dated
from bagana.casework.clock import due_of
from bagana.casework.models import (
    Deed,
    Request,
    RequestState,
    Rung,
    ServiceKind,
    Stop,
)
from bagana.people.models import Post
from bagana.territory.models import UnitAncestry
from bagana.web.errors import Conflict, Refused

BY_LAW = (ServiceKind.PETITION, ServiceKind.COMPLAINT, ServiceKind.SUGGESTION)
"""Whose term the law sets: extending it is decided above the bag."""


@transaction.atomic
def start(
    *, user: Any, request: Request, on: date | None = None, why_late: str = ""
) -> Request:
    row = locked(request)
    require_desk(user, row)
    return do(
        row, Deed.STARTED, user=user, on=checked_day(row, on, why_late, user=user)
    )


@transaction.atomic
def stop_clock(
    *, user: Any, request: Request, why: str, on: date | None = None, why_late: str = ""
) -> Request:
    """The citizen brings something: the clock stands, and he reads what is awaited."""
    row = locked(request)
    require_desk(user, row)
    why = checked_words(why, "why", when_empty=_("Юу хүлээж байгаагаа бичнэ үү."))
    if len(why) > 300:
        raise Refused(
            _("Бичвэр %(most)s тэмдэгтээс урт байна.") % {"most": 300},
            _("Бичвэрийг товчилно уу."),
            "why",
        )
    day = checked_day(row, on, why_late, user=user)
    done = do(row, Deed.STOPPED, user=user, on=day, words={"text": why})
    # The words are sealed with the step: here only that it stood is kept.
    Stop.objects.create(request=row, starts_on=day.on, why="")
    return done


@transaction.atomic
def resume(
    *, user: Any, request: Request, on: date | None = None, why_late: str = ""
) -> Request:
    """The clock runs again, and the term ends later by as much as it stood."""
    row = locked(request)
    require_desk(user, row)
    day = checked_day(row, on, why_late, user=user)
    done = do(row, Deed.RESUMED, user=user, on=day)
    end_stop(row, day.on)
    return done


def end_stop(row: Request, on: date) -> None:
    row.stops.filter(ends_on__isnull=True).update(ends_on=on)
    row.due_on = due_of(row)
    row.save(update_fields=["due_on"])


@transaction.atomic
def extend(
    *, user: Any, request: Request, why: str, on: date | None = None, why_late: str = ""
) -> Request:
    """Once, by what the service's version allows, while the term still runs."""
    row = locked(request)
    if row.version.service.kind in BY_LAW:
        rules.can_decide_above.require(user, row.unit)
    require_desk(user, row)
    why = checked_words(why, "why", when_empty=_("Сунгах шалтгааныг бичнэ үү."))
    day = checked_day(row, on, why_late, user=user)
    if not row.version.extension:
        raise Refused(_("Энэ үйлчилгээний хугацааг сунгахгүй."))
    if row.extended:
        raise Conflict(_("Хугацааг нэг удаа сунгасан байна."))
    if day.on > row.due_on:
        raise Conflict(
            _("Хугацаа дууссаны дараа сунгахгүй."),
            _("Хариугаа өгөх эсвэл дээд шатанд шилжүүлнэ үү."),
        )
    done = do(
        row,
        Deed.EXTENDED,
        user=user,
        on=day,
        words={"text": why},
        extended=row.version.extension,
    )
    done.due_on = due_of(done)
    done.save(update_fields=["due_on"])
    return done


@transaction.atomic
def escalate(
    *, user: Any, request: Request, why: str, on: date | None = None, why_late: str = ""
) -> Request:
    """One rung up. The term goes on: it is the citizen's, not the office's."""
    row = locked(request)
    require_desk(user, row)
    why = checked_words(why, "why", when_empty=_("Шилжүүлэх шалтгааныг бичнэ үү."))
    return climb(row, user=user, why=why, on=checked_day(row, on, why_late, user=user))


def climb(row: Request, *, user: Any, why: str, on: Dated) -> Request:
    if row.rung == Rung.AIMAG:
        raise Conflict(_("Хүсэлт хамгийн дээд шатанд байна."))
    above = Rung.SUM if row.rung == Rung.BAG else Rung.AIMAG
    return do(
        row,
        Deed.ESCALATED,
        user=user,
        on=on,
        words={"text": why},
        rung=above,
        post=None,
    )


@transaction.atomic
def give_back(
    *, user: Any, request: Request, why: str, on: date | None = None, why_late: str = ""
) -> Request:
    """From above back to the office that took it."""
    row = locked(request)
    require_desk(user, row)
    base = base_rung(row.unit)
    if row.rung == base:
        raise Conflict(_("Хүсэлт анх авсан газартаа байна."))
    why = checked_words(why, "why", when_empty=_("Буцаах шалтгааныг бичнэ үү."))
    return do(
        row,
        Deed.RETURNED,
        user=user,
        on=checked_day(row, on, why_late, user=user),
        words={"text": why},
        rung=base,
        post=None,
    )


@transaction.atomic
def assign(
    *,
    user: Any,
    request: Request,
    post: Post,
    on: date | None = None,
    why_late: str = "",
) -> Request:
    """Who answers for it: a post of the office or of one above."""
    row = locked(request)
    require_desk(user, row)
    above = UnitAncestry.objects.in_force(timezone.localdate()).filter(unit=row.unit)
    if not above.filter(ancestor=post.unit_id).exists():
        raise Refused(_("Өөр нэгжийн албан тушаал байна."), field="post")
    day = checked_day(row, on, why_late, user=user)
    return do(row, Deed.ASSIGNED, user=user, on=day, is_public=False, post=post)


@transaction.atomic
def answer(
    *,
    user: Any,
    request: Request,
    text: str,
    on: date | None = None,
    why_late: str = "",
) -> Request:
    """The answer, read only by who has the code. It ends a stop and the clock."""
    text = checked_words(text, "text", when_empty=_("Хариугаа бичнэ үү."))
    return _close(user, request, Deed.ANSWERED, text, on, why_late)


@transaction.atomic
def refuse(
    *, user: Any, request: Request, why: str, on: date | None = None, why_late: str = ""
) -> Request:
    """A reasoned refusal: an answer too."""
    why = checked_words(why, "why", when_empty=_("Татгалзах үндэслэлийг бичнэ үү."))
    return _close(user, request, Deed.REFUSED, why, on, why_late)


def _close(
    user: Any, request: Request, deed: Deed, text: str, on: date | None, why_late: str
) -> Request:
    row = locked(request)
    require_desk(user, row)
    day = checked_day(row, on, why_late, user=user)
    if row.state == RequestState.WAITING:
        end_stop(row, day.on)
    return do(
        row,
        deed,
        user=user,
        on=day,
        words={"text": text},
        answered_on=day.on,
        closed_on=day.on,
    )


def may_extend(user: Any, request: Request) -> bool:
    if not request.version.extension or request.extended:
        return False
    by_law = request.version.service.kind in BY_LAW
    return not by_law or rules.can_decide_above(user, request.unit)
