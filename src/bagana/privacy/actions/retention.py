"""Make people nameless whose term of keeping is over (docs/rules/retention.md)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.privacy.actions.requests import erase_person
from bagana.privacy.datasets import dataset
from bagana.privacy.rules import can_retain
from bagana.privacy.subjects import keeper
from bagana.web.errors import PermissionDenied

PEOPLE: Final = "people"
"""The data set whose term counts for people of the register."""


@dataclass(frozen=True, slots=True)
class Due:
    """Whom the term has passed by: keys only. `years` None: nobody has set a term."""

    years: int | None
    before: date | None
    people: tuple[int, ...]


def due_for_erasure(today: date | None = None) -> Due:
    """Who left longer ago than the data set is kept; nothing is changed."""
    years = dataset(PEOPLE).retention_years
    if years is None:
        return Due(None, None, ())
    before = years_before(today or timezone.localdate(), years)
    return Due(years, before, tuple(keeper().gone(before)))


def years_before(day: date, years: int) -> date:
    """The same day so many years earlier; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def apply_retention(
    *, user: Any, today: date | None = None, progress: Callable[[int], None]
) -> int:
    """Erase each of `due_for_erasure`, one transaction a person; gives how many.

    Raises
    ------
    PermissionDenied
        For anybody but an administrator.
    """
    if not can_retain(user):
        raise PermissionDenied
    due = due_for_erasure(today)
    reason = _("Хадгалах хугацаа (%(years)s жил) дууссан") % {"years": due.years}
    for done, person in enumerate(due.people, start=1):
        with transaction.atomic():
            erase_person(user=user, person_id=person, reason=reason)
        progress(done)
    return len(due.people)
