"""What citizens' meetings wait for from a user: overdue obligations, comments."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bagana.collection.queries.worklist import Waiting
from bagana.meetings.queries.obligations import climbed_to
from bagana.meetings.queries.remarks import remarks_to_moderate
from bagana.meetings.queries.waiting import waiting_for as unheld


def meetings_waiting(user: Any, today: date) -> list[Waiting]:
    """One line for all obligations that have climbed to the user, one for comments;
    meetings that are due, unfinished or unsigned a line each."""
    return [*_obligations(user, today), *_remarks(user), *unheld(user, today)]


def _obligations(user: Any, today: date) -> list[Waiting]:
    rows = climbed_to(user, today)
    count = rows.count()
    if not count:
        return []
    words = ngettext(
        "Хурлын %(n)s үүргийн хугацаа хэтэрсэн",
        "Хурлын %(n)s үүргийн хугацаа хэтэрсэн",
        count,
    )
    first = rows.values_list("due_on", flat=True)[0]
    page = reverse("meetings:obligations") + "?state=climbed"
    title = _("Иргэдийн Нийтийн Хурлын тогтоол")
    return [Waiting(words % {"n": count}, title, page, first, is_late=True)]


def _remarks(user: Any) -> list[Waiting]:
    count = remarks_to_moderate(user, "waiting").count()
    if not count:
        return []
    words = ngettext(
        "Хурлын тухай %(n)s сэтгэгдэл хянах",
        "Хурлын тухай %(n)s сэтгэгдэл хянах",
        count,
    )
    page = reverse("meetings:remarks") + "?state=waiting"
    title = _("Иргэдийн Нийтийн Хурал")
    return [Waiting(words % {"n": count}, title, page, None)]
