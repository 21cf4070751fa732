"""Moves of people between bags, and into and out of the register.

A bag that lets somebody go to a bag of the register leaves the move waiting until that
bag registers it; a bag that keeps both ends, or that knows name and number of who has
come, does both at once. The rule: docs/rules/residence-change.md.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.registers.actions.events import begin_event, leave, put_newcomer
from bagana.registers.actions.journal import keep
from bagana.registers.actions.moves import (
    Move,
    arrive,
    depart,
    end_household,
    locked_household,
    locked_person,
    refuse_days,
    remaining,
    settle_head,
)
from bagana.registers.actions.receiving import settle_in
from bagana.registers.calendar import refuse_stopped
from bagana.registers.models import (
    Entry,
    Event,
    EventKind,
    Household,
    Person,
    Relation,
)
from bagana.registers.people import NewPerson, indices_of, registration_number
from bagana.registers.queries.waiting import waiting_events
from bagana.registers.rules import can_keep
from bagana.territory.models import Unit
from bagana.web.errors import Conflict, Refused


@transaction.atomic
def move_out(
    *,
    user: Any,
    person: Person,
    on: date,
    to_unit: Unit | None = None,
    place: str = "",
    new_head: Person | None = None,
    registered_on: date | None = None,
    paper: str = "",
) -> Event:
    """A person moves to another bag, or to a place outside the register.

    A known bag has it on its list of arrivals until it registers the person.
    """
    move = Move(
        EventKind.MOVE_OUT,
        on,
        registered_on,
        other_unit=to_unit,
        place=place,
        paper=paper,
    )
    refuse_stopped(move.registered)
    refuse_same_bag(person.unit, to_unit)
    if to_unit is None and not place.strip():
        raise Refused(
            _("Хаашаа явсан нь дутуу байна."), _("Баг эсвэл газраа бичнэ үү."), "place"
        )
    return leave(user, person, move, "person_move_out", new_head=new_head)


def refuse_same_bag(unit: Unit, other: Unit | None) -> None:
    if other is not None and other.pk == unit.pk:
        raise Refused(
            _("Энэ багтаа шилжиж болохгүй."),
            _("Баг дотор нүүсэн бол өрхийг нь солино уу."),
            "to_unit",
        )


@transaction.atomic
def move_in(
    *,
    user: Any,
    household: Household,
    on: date,
    person: Person | None = None,
    newcomer: NewPerson | None = None,
    other_unit: Unit | None = None,
    place: str = "",
    relation: str = "",
    registered_on: date | None = None,
    paper: str = "",
) -> Person:
    """A person comes into a household of the bag.

    `person` is one whom the register knows: waiting to be received here, gone from the
    user's own bags, or present in one of them. `newcomer` tells of any other; when his
    registration number and given name are those of somebody present in another bag of
    the register, it is he, and he leaves that bag on the same day.

    Raises
    ------
    PermissionDenied
        When the user does not keep the receiving bag's register.
    Conflict
        In the stop before an election, or for a person who is nobody's to receive.
    """
    can_keep.require(user, household.unit)
    move = Move(
        EventKind.MOVE_IN,
        on,
        registered_on,
        other_unit=other_unit,
        place=place,
        paper=paper,
    )
    refuse_days(move)
    refuse_stopped(move.registered)
    target = locked_household(household)
    known = person or (_claimed(newcomer) if newcomer else None)
    entry = begin_event(user, target, "person_move_in")
    if known is None:
        if newcomer is None:
            raise Refused(_("Хэн шилжиж ирснийг бичнэ үү."), field="person")
        return put_newcomer(user, target, newcomer, move, entry)
    relation = relation or (newcomer.relation if newcomer else Relation.OTHER)
    is_told = person is None
    return _received(user, entry, known, target, move, relation, is_told=is_told)


def _claimed(newcomer: NewPerson) -> Person | None:
    """Who is registered elsewhere under the very number and the very given name.

    One of the two alone finds nobody: a number may be guessed.
    """
    if not newcomer.private.reg_no or not newcomer.private.given:
        return None
    today = timezone.localdate()
    number = registration_number(newcomer.private.reg_no, today=today).normalised
    return Person.objects.filter(
        reg_no_index__in=indices_of(number, "reg_no"),
        name_index__in=indices_of(newcomer.private.given, "name"),
        is_present=True,
    ).first()


def _received(
    user: Any,
    entry: Entry,
    person: Person,
    target: Household,
    move: Move,
    relation: str,
    *,
    is_told: bool,
) -> Person:
    row = locked_person(person)
    source = row.unit
    if row.is_present:
        if not is_told:
            can_keep.require(user, source)
        refuse_same_bag(source, target.unit)
        _let_go(entry, row, target.unit, move)
    elif not is_told:
        _refuse_stranger(user, row, target.unit)
    came = Move(
        move.kind,
        move.on,
        move.registered_on,
        other_unit=move.other_unit or (source if source != target.unit else None),
        place=move.place,
        paper=move.paper,
    )
    if relation == Relation.HEAD and target.head_id is not None:
        relation = Relation.OTHER
    arrive(entry, row, target, came, relation=relation)
    return row


def _let_go(entry: Entry, person: Person, to_unit: Unit, move: Move) -> None:
    """The former household may stay without a head: its bag names one (a check)."""
    household = locked_household(person.household)
    out = Move(
        EventKind.MOVE_OUT,
        move.on,
        move.registered_on,
        other_unit=to_unit,
        paper=move.paper,
    )
    depart(entry, person, out)
    left = remaining(household, {person.pk})
    if left and household.head_id == person.pk:
        keep(entry, household)
        household.head = None
        household.save(update_fields=["head", "changed_at"])
        return
    settle_head(entry, household, {person.pk}, None, move.on)


def _refuse_stranger(user: Any, person: Person, unit: Unit) -> None:
    """An absent person is received by the bag he set out for, or by his own."""
    if can_keep(user, person.unit):
        return
    if waiting_events().filter(person=person, other_unit=unit).exists():
        return
    raise Conflict(_("Энэ хүн энэ багт шилжиж ирэхээр хүлээгдэж байгаагүй."))


@transaction.atomic
def move_household(
    *,
    user: Any,
    household: Household,
    on: date,
    to_unit: Unit | None = None,
    place: str = "",
    number: str = "",
    registered_on: date | None = None,
    paper: str = "",
) -> Household:
    """A whole household moves: each member by an event of his own, in one entry.

    Who keeps both bags moves it there at once. Else it leaves, and waits to be received
    by the other bag (`receive_household`), or is closed when it goes elsewhere.
    """
    can_keep.require(user, household.unit)
    out = Move(
        EventKind.MOVE_OUT,
        on,
        registered_on,
        other_unit=to_unit,
        place=place,
        paper=paper,
    )
    refuse_days(out)
    refuse_stopped(out.registered)
    row = locked_household(household)
    refuse_same_bag(row.unit, to_unit)
    if to_unit is None and not place.strip():
        raise Refused(
            _("Хаашаа явсан нь дутуу байна."), _("Баг эсвэл газраа бичнэ үү."), "place"
        )
    if row.closed_on is not None:
        raise Conflict(_("Энэ өрхийн бүртгэлийг өмнө нь хаасан."))
    entry = begin_event(user, row, "household_moved")
    members = remaining(row, ())
    source = row.unit
    for member in members:
        depart(entry, locked_person(member), out)
    end_household(entry, row, on)
    if to_unit is not None and can_keep(user, to_unit):
        settle_in(entry, row, to_unit, members, out, source, number)
    return row
