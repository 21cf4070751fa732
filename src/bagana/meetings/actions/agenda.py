"""The agenda and its papers, until the meeting is opened."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from bagana.meetings.actions.preparing import BEFORE, kept_file
from bagana.meetings.actions.standing import locked, worded
from bagana.meetings.models import AgendaItem, ItemKind, Meeting, Paper
from bagana.programme import evidence_files
from bagana.web.errors import Conflict, Refused

MOST = 60


@transaction.atomic
def add_item(
    *,
    user: Any,
    meeting: Meeting,
    title_mn: str,
    kind: str = ItemKind.OTHER,
    title_en: str = "",
    presenter: str = "",
    budget_year: int | None = None,
) -> AgendaItem:
    """At the end of the agenda."""
    row = locked(user, meeting, *BEFORE)
    if row.agenda.count() >= MOST:
        raise Conflict(_("Хэлэлцэх асуудал хэт олон байна."))
    last = row.agenda.aggregate(last=Max("position"))["last"] or 0
    item = AgendaItem(meeting=row, position=last + 1)
    _tell(item, title_mn, kind, title_en, presenter, budget_year)
    item.save()
    return item


@transaction.atomic
def change_item(
    *,
    user: Any,
    item: AgendaItem,
    title_mn: str,
    kind: str,
    title_en: str = "",
    presenter: str = "",
    budget_year: int | None = None,
) -> AgendaItem:
    locked(user, item.meeting, *BEFORE)
    _tell(item, title_mn, kind, title_en, presenter, budget_year)
    item.save()
    return item


def _tell(
    item: AgendaItem,
    title_mn: str,
    kind: str,
    title_en: str,
    presenter: str,
    budget_year: int | None,
) -> None:
    if kind not in ItemKind.values:
        raise Refused(_("Ийм төрөл байхгүй."), field="kind")
    if kind == ItemKind.PROPOSALS and budget_year is None:
        raise Refused(
            _("Аль төсвийн оны саналыг эрэмбэлэхийг заана уу."), field="budget_year"
        )
    item.kind = kind
    item.title_mn = worded(title_mn, "title_mn", 300)
    item.title_en = worded(title_en, "title_en", 300, required=False)
    item.presenter = worded(presenter, "presenter", 200, required=False)
    item.budget_year = budget_year if kind == ItemKind.PROPOSALS else None


@transaction.atomic
def move_item(*, user: Any, item: AgendaItem, up: bool) -> AgendaItem:
    """Change places with the one before it, or after it."""
    row = locked(user, item.meeting, *BEFORE)
    rows = list(row.agenda.order_by("position"))
    at = next(place for place, one in enumerate(rows) if one.pk == item.pk)
    to = at - 1 if up else at + 1
    if not 0 <= to < len(rows):
        return item
    mine, other = rows[at], rows[to]
    place, taken = mine.position, other.position
    # No two may hold one place, not for a moment either.
    AgendaItem.objects.filter(pk=other.pk).update(position=rows[-1].position + 1)
    AgendaItem.objects.filter(pk=mine.pk).update(position=taken)
    AgendaItem.objects.filter(pk=other.pk).update(position=place)
    mine.refresh_from_db()
    return mine


@transaction.atomic
def remove_item(*, user: Any, item: AgendaItem) -> None:
    locked(user, item.meeting, *BEFORE)
    item.delete()


@transaction.atomic
def add_paper(
    *, user: Any, item: AgendaItem, title: str, file: evidence_files.Upload
) -> Paper:
    """What citizens read beforehand: public once the meeting is called."""
    locked(user, item.meeting, *BEFORE)
    kept = kept_file(file)
    paper = Paper(item=item, title=worded(title, "title", 200), file=kept)
    paper.save()
    return paper


@transaction.atomic
def remove_paper(*, user: Any, paper: Paper) -> None:
    locked(user, paper.item.meeting, *BEFORE)
    paper.delete()
