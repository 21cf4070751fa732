"""What the pages of work show."""

from __future__ import annotations

from typing import Any, Final

from bagana.background.models import UNFINISHED, Work, WorkQuerySet, WorkState

SORTS: Final = {"-made": "-id", "made": "id", "title": "title_mn"}


def works(user: Any, *, state: str = "", sort: str = "-made") -> WorkQuerySet:
    """What the user may see, newest first unless asked otherwise."""
    found = Work.objects.visible_to(user).select_related("made_by", "unit")
    if state:
        found = found.filter(state=state)
    return found.order_by(SORTS.get(sort, "-id"))


def unfinished_count(user: Any) -> int:
    return Work.objects.visible_to(user).filter(state__in=UNFINISHED).count()


def has_any(user: Any) -> bool:
    return Work.objects.visible_to(user).exists()


def ahead_of(work: Work) -> int:
    """How many pieces of work stand before one that waits."""
    if work.state != WorkState.WAITING:
        return 0
    return Work.objects.filter(state__in=UNFINISHED, pk__lt=work.pk).count()
