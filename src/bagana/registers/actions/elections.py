"""Keep the table of election days: the administrator's, for the whole country."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bagana.accounts.roles import is_administrator
from bagana.registers.models import ElectionDay
from bagana.web.errors import Conflict, PermissionDenied


def _permit(user: Any) -> None:
    if not is_administrator(user):
        raise PermissionDenied(_("Сонгуулийн өдрийг системийн админ оруулна."))


@transaction.atomic
def add_election(
    *,
    user: Any,
    on: date,
    name_mn: str,
    name_en: str = "",
    source: str = "",
    is_illustrative: bool = False,
) -> ElectionDay:
    """A day of voting; the stop of sixty days before it counts from now on."""
    _permit(user)
    if ElectionDay.objects.filter(on=on).exists():
        raise Conflict(_("Энэ өдрийн сонгууль бүртгэлтэй байна."), "", "on")
    return ElectionDay.objects.create(
        on=on,
        name_mn=name_mn,
        name_en=name_en,
        source=source,
        is_illustrative=is_illustrative,
    )


@transaction.atomic
def remove_election(*, user: Any, election: ElectionDay) -> None:
    """The day was wrong, or put off; the history keeps it."""
    _permit(user)
    election.delete()
