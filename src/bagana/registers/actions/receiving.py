"""A household that has set out for a bag is received there, with its members."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bagana.registers.actions.events import begin_event
from bagana.registers.actions.moves import (
    Move,
    arrive,
    begin_stay,
    locked_household,
    locked_person,
    refuse_days,
)
from bagana.registers.calendar import refuse_stopped
from bagana.registers.models import Entry, Event, EventKind, Household, Person
from bagana.registers.queries.waiting import companions, waiting_events
from bagana.registers.rules import can_keep
from bagana.territory.models import Unit
from bagana.web.errors import Conflict


def settle_in(
    entry: Entry,
    household: Household,
    unit: Unit,
    members: Sequence[Person],
    out: Move,
    source: Unit,
    number: str,
) -> None:
    """The household goes on in the bag with those of its members who come along."""
    begin_stay(entry, household, unit, out.on, number)
    came = replace(out, kind=EventKind.MOVE_IN, other_unit=source)
    for member in members:
        row = locked_person(member)
        arrive(entry, row, household, came, relation=row.relation)


@transaction.atomic
def receive_household(
    *,
    user: Any,
    event: Event,
    unit: Unit,
    on: date | None = None,
    number: str = "",
    registered_on: date | None = None,
    paper: str = "",
) -> Household:
    """Receive all who set out together, with their household, into the bag.

    `event` is the waiting move of any of them; `on` is the day of arrival, which is the
    day of leaving unless it is told.

    Raises
    ------
    PermissionDenied
        When the user does not keep the receiving bag's register.
    Conflict
        When nobody waits for this bag, or the household still stands elsewhere.
    """
    can_keep.require(user, unit)
    waiting = waiting_events().filter(pk=event.pk, other_unit=unit).first()
    if waiting is None:
        raise Conflict(_("Энэ өрх энэ багт шилжиж ирэхээр хүлээгдэж байгаагүй."))
    household = locked_household(waiting.household)
    if household.closed_on is None:
        raise Conflict(
            _("Өрх өмнөх багтаа үлдсэн, зөвхөн хүн нь шилжсэн байна."),
            _("Тэр хүнийг энэ багийн өрхөд бүртгэнэ үү."),
        )
    came = Move(EventKind.MOVE_OUT, on or waiting.on, registered_on, paper=paper)
    refuse_days(came)
    refuse_stopped(came.registered)
    members = list(companions(waiting))
    entry = begin_event(user, household, "household_received", unit=unit)
    settle_in(entry, household, unit, members, came, waiting.unit, number)
    return household
