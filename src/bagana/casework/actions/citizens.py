"""What a citizen does with his own request, by its code or through the desk."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bagana.casework.actions.steps import (
    checked_day,
    checked_words,
    do,
    locked,
    require_citizen,
)
from bagana.casework.actions.working import end_stop
from bagana.casework.clock import due_from
from bagana.casework.models import Deed, Request, RequestState, Stop
from bagana.web.errors import Conflict, Refused

REOPEN_DAYS = 30
SCORES = range(1, 6)


@transaction.atomic
def withdraw(
    *,
    request: Request,
    user: Any = None,
    code: str = "",
    why: str = "",
    on: date | None = None,
    why_late: str = "",
) -> Request:
    """Taken back by the citizen: closed, and counted as no answer."""
    row = locked(request)
    require_citizen(user, row, code)
    why = checked_words(why, "why")
    day = checked_day(row, on, why_late, user=user)
    if row.state == RequestState.WAITING:
        end_stop(row, day.on)
    return do(
        row, Deed.WITHDRAWN, user=user, on=day, words={"text": why}, closed_on=day.on
    )


@transaction.atomic
def reopen(
    *,
    request: Request,
    user: Any = None,
    code: str = "",
    why: str = "",
    on: date | None = None,
    why_late: str = "",
) -> Request:
    """The answer does not do: the term of its version begins anew from this day.

    Days between the answer and this one are a stop: nobody worked, nobody waited.
    """
    row = locked(request)
    require_citizen(user, row, code)
    why = checked_words(why, "why", when_empty=_("Дахин нээх шалтгааныг бичнэ үү."))
    day, closed = checked_day(row, on, why_late, user=user), row.closed_on
    if closed is not None and day.on > closed + timedelta(days=REOPEN_DAYS):
        raise Conflict(
            _("Хариу өгснөөс хойш 30 хоног өнгөрсөн байна."),
            _("Шинэ хүсэлт гаргана уу."),
        )
    row = do(
        row,
        Deed.REOPENED,
        user=user,
        on=day,
        words={"text": why},
        reopened=row.reopened + 1,
        answered_on=None,
        closed_on=None,
        satisfaction=None,
        extended=0,
        due_on=due_from(row.version, day.on),
    )
    if closed is not None and day.on > closed:
        between = {"starts_on": closed + timedelta(days=1), "ends_on": day.on}
        Stop.objects.create(request=row, why="", **between)
    return row


@transaction.atomic
def rate(
    *,
    request: Request,
    score: int,
    user: Any = None,
    code: str = "",
    words: str = "",
    on: date | None = None,
    why_late: str = "",
) -> Request:
    """One to five, once for each answer."""
    row = locked(request)
    require_citizen(user, row, code)
    if score not in SCORES:
        raise Refused(_("1-ээс 5 хүртэл үнэлнэ."), field="score")
    if row.satisfaction is not None:
        raise Conflict(_("Энэ хариуг үнэлсэн байна."))
    return do(
        row,
        Deed.RATED,
        user=user,
        on=checked_day(row, on, why_late, user=user),
        words={"text": checked_words(words, "words")},
        is_public=False,
        satisfaction=score,
    )
