"""Births, deaths, temporary residents, corrections: one entry each, undone by it.

Moves between bags are in actions/moving.py, households in actions/splitting.py. The
rule: docs/rules/register-events.md.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bagana.registers.actions.journal import begin
from bagana.registers.actions.moves import (
    Move,
    depart,
    locked_household,
    locked_person,
    refuse_days,
    settle_head,
)
from bagana.registers.actions.people import Coming, put_person
from bagana.registers.models import (
    Entry,
    EntryKind,
    Event,
    EventKind,
    Household,
    Person,
    Relation,
)
from bagana.registers.people import NewPerson, Private
from bagana.registers.rules import can_keep
from bagana.territory.models import Unit
from bagana.web.errors import Conflict


def begin_event(
    user: Any,
    household: Household,
    done: str,
    *,
    kind: EntryKind = EntryKind.EVENT,
    unit: Unit | None = None,
    reason: str = "",
    **said: Any,
) -> Entry:
    """The entry of an event; `done` and `said` are what entry_words says of it."""
    return begin(
        kind=kind,
        unit=unit or household.unit,
        user=user,
        reason=reason,
        options={"done": done, "number": household.number, **said},
    )


def put_newcomer(
    user: Any, household: Household, new: NewPerson, move: Move, entry: Entry
) -> Person:
    """A person whom the register does not know yet."""
    coming = Coming(
        how=move.kind,
        on=move.on,
        registered_on=move.registered,
        other_unit=move.other_unit,
        place=move.place,
        until=move.until,
        paper=move.paper,
    )
    return put_person(
        user=user, household=household, new=new, coming=coming, entry=entry
    )


def _added(
    user: Any, household: Household, new: NewPerson, move: Move, reason: str = ""
) -> Person:
    can_keep.require(user, household.unit)
    refuse_days(move)
    row = locked_household(household)
    entry = begin_event(user, row, f"person_{move.kind}", reason=reason)
    return put_newcomer(user, row, new, move, entry)


def leave(
    user: Any,
    person: Person,
    move: Move,
    done: str,
    *,
    new_head: Person | None = None,
    reason: str = "",
) -> Event:
    """One person leaves the bag's register, in an entry of its own."""
    can_keep.require(user, person.unit)
    refuse_days(move)
    row = locked_person(person)
    household = locked_household(row.household)
    entry = begin_event(user, household, done, reason=reason)
    event = depart(entry, row, move)
    settle_head(entry, household, {row.pk}, new_head, move.on)
    return event


@transaction.atomic
def record_birth(
    *,
    user: Any,
    household: Household,
    private: Private,
    on: date,
    sex: str = "",
    relation: str = Relation.CHILD,
    registered_on: date | None = None,
    paper: str = "",
) -> Person:
    """A child born into a household; `on` is the day of birth.

    Raises
    ------
    PermissionDenied
        When the user does not keep the bag's register.
    Refused
        At the field that is wrong.
    """
    born = Private(
        clan=private.clan,
        parent=private.parent,
        given=private.given,
        reg_no=private.reg_no,
        birth_date=on,
        phone=private.phone,
    )
    move = Move(EventKind.BIRTH, on, registered_on, paper=paper)
    return _added(user, household, NewPerson(born, sex, on.year, relation), move)


@transaction.atomic
def record_death(
    *,
    user: Any,
    person: Person,
    on: date,
    new_head: Person | None = None,
    registered_on: date | None = None,
    paper: str = "",
) -> Event:
    """A person has died. A head who leaves others behind needs `new_head`."""
    move = Move(EventKind.DEATH, on, registered_on, paper=paper)
    return leave(user, person, move, "person_death", new_head=new_head)


@transaction.atomic
def register_temporary(
    *,
    user: Any,
    household: Household,
    private: Private,
    on: date,
    until: date | None = None,
    sex: str = "",
    birth_year: int | None = None,
    relation: str = Relation.OTHER,
    place: str = "",
    registered_on: date | None = None,
    paper: str = "",
) -> Person:
    """One who lives in the bag for a time; registered within seven days, or late."""
    move = Move(
        EventKind.TEMPORARY_IN,
        on,
        registered_on,
        place=place,
        until=until,
        paper=paper,
    )
    new = NewPerson(private, sex, birth_year, relation, is_temporary=True)
    return _added(user, household, new, move)


@transaction.atomic
def end_temporary(
    *,
    user: Any,
    person: Person,
    on: date,
    place: str = "",
    new_head: Person | None = None,
    registered_on: date | None = None,
) -> Event:
    """A temporary resident has gone."""
    if not person.is_temporary:
        raise Conflict(_("Энэ хүн түр оршин суугч биш."), "", "person")
    move = Move(EventKind.TEMPORARY_OUT, on, registered_on, place=place)
    return leave(user, person, move, "person_temporary_out", new_head=new_head)


@transaction.atomic
def correct_in(
    *,
    user: Any,
    household: Household,
    private: Private,
    on: date,
    reason: str,
    sex: str = "",
    birth_year: int | None = None,
    relation: str = Relation.OTHER,
    registered_on: date | None = None,
) -> Person:
    """Somebody who lives here and had been left out, counted from the day `on`."""
    move = Move(EventKind.CORRECTED_IN, on, registered_on)
    new = NewPerson(private, sex, birth_year, relation)
    return _added(user, household, new, move, reason)


@transaction.atomic
def correct_out(
    *,
    user: Any,
    person: Person,
    on: date,
    reason: str,
    new_head: Person | None = None,
    registered_on: date | None = None,
) -> Event:
    """Somebody who does not belong here, not counted from the day `on`."""
    move = Move(EventKind.CORRECTED_OUT, on, registered_on)
    return leave(
        user, person, move, "person_corrected_out", new_head=new_head, reason=reason
    )
