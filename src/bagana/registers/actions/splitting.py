"""Households of one bag: split, merged, a person going over from one to another.

Nobody's residence ends by it: the bag stays the same. docs/rules/register-events.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bagana.registers.actions.events import begin_event
from bagana.registers.actions.households import next_number
from bagana.registers.actions.journal import keep
from bagana.registers.actions.moves import (
    Move,
    end_household,
    locked_household,
    locked_person,
    make_head,
    refuse_days,
    remaining,
    settle_head,
)
from bagana.registers.models import (
    Entry,
    EntryKind,
    EventKind,
    Household,
    Person,
    Relation,
    Stay,
)
from bagana.registers.rules import can_keep
from bagana.web.errors import Conflict, Refused


@transaction.atomic
def split_household(
    *,
    user: Any,
    household: Household,
    people: Sequence[Person],
    head: Person,
    on: date,
    number: str = "",
    new_head: Person | None = None,
    reason: str = "",
) -> Household:
    """Some members make a household of their own in the same bag.

    `head` is the head of the new one, `new_head` that of the old one if its head goes.
    """
    can_keep.require(user, household.unit)
    refuse_days(Move(EventKind.OPENING, on))
    row = locked_household(household)
    leaving = _members(row, people)
    if head.pk not in leaving:
        raise Refused(
            _("Шинэ өрхийн тэргүүнийг тусгаарлах хүмүүсээс сонгоно уу."), "", "head"
        )
    if not remaining(row, leaving):
        raise Refused(
            _("Өрхийн бүх гишүүнийг тусгаарлаж болохгүй."),
            _("Үлдэх хүнээ сонголтоос хасна уу."),
            "people",
        )
    _refuse_before(row, on)
    entry = begin_event(
        user, row, "household_split", kind=EntryKind.SPLIT, reason=reason
    )
    made = _opened(entry, row, number.strip(), on)
    for person in leaving.values():
        _go_over(entry, person, made)
    settle_head(entry, row, set(leaving), new_head, on)
    make_head(entry, made, leaving[head.pk])
    entry.options |= {"other": made.number}
    entry.save(update_fields=["options"])
    return made


def _members(household: Household, people: Sequence[Person]) -> dict[int, Person]:
    found = {one.pk: locked_person(one) for one in people}
    if not found:
        raise Refused(_("Хэн тусгаарлахыг сонгоно уу."), field="people")
    for one in found.values():
        if one.household_id != household.pk or not one.is_present:
            raise Refused(_("Сонгосон хүн энэ өрхөд бүртгэлгүй байна."), "", "people")
    return found


def _refuse_before(household: Household, on: date) -> None:
    if household.closed_on is not None:
        raise Conflict(_("Энэ өрхийн бүртгэлийг өмнө нь хаасан."))
    begun = household.stays.filter(ends_on__isnull=True, starts_on__gt=on)
    if on < household.opened_on or begun.exists():
        raise Refused(_("Өрхийг энэ багт бүртгэсэн өдрөөс өмнөх өдөр байна."), "", "on")


def _opened(entry: Entry, like: Household, number: str, on: date) -> Household:
    number = number or next_number(like.unit)
    same = Household.objects.filter(
        unit=like.unit, number=number, closed_on__isnull=True
    )
    if same.exists():
        raise Conflict(
            _("%(number)s дугаартай өрх энэ багт бүртгэлтэй байна.")
            % {"number": number},
            _("Өөр дугаар өгнө үү."),
            "number",
        )
    made = Household.objects.create(
        unit=like.unit,
        number=number,
        section=like.section,
        dwelling=like.dwelling,
        opened_on=on,
        entry=entry,
    )
    Stay.objects.create(
        household=made, unit=like.unit, number=number, starts_on=on, entry=entry
    )
    return made


def _go_over(
    entry: Entry, person: Person, household: Household, relation: str = Relation.OTHER
) -> None:
    keep(entry, person)
    person.household, person.relation = household, relation
    person.save(update_fields=["household", "relation", "changed_at"])


@transaction.atomic
def merge_households(
    *, user: Any, kept: Household, other: Household, on: date, reason: str = ""
) -> Household:
    """The people of `other` join `kept`, and `other` is closed: one bag, one budget."""
    can_keep.require(user, kept.unit)
    can_keep.require(user, other.unit)
    refuse_days(Move(EventKind.OPENING, on))
    first, second = locked_household(kept), locked_household(other)
    if first.pk == second.pk or first.unit_id != second.unit_id:
        raise Refused(
            _("Нэг багийн хоёр өөр өрхийг нэгтгэнэ."),
            _("Өөр багаас ирсэн бол эхлээд шилжилтээр бүртгэнэ үү."),
            "other",
        )
    for row in (first, second):
        _refuse_before(row, on)
    entry = begin_event(
        user,
        first,
        "household_merged",
        kind=EntryKind.MERGE,
        reason=reason,
        other=second.number,
    )
    for person in remaining(second, ()):
        _go_over(entry, locked_person(person), first)
    end_household(entry, second, on)
    return first


@transaction.atomic
def change_of_household(
    *,
    user: Any,
    person: Person,
    household: Household,
    on: date,
    relation: str = Relation.OTHER,
    new_head: Person | None = None,
) -> Person:
    """A person goes over to another household of the same bag."""
    can_keep.require(user, person.unit)
    refuse_days(Move(EventKind.OPENING, on))
    row = locked_person(person)
    source, target = locked_household(row.household), locked_household(household)
    if source.pk == target.pk or source.unit_id != target.unit_id:
        raise Refused(
            _("Энэ багийн өөр өрхийг сонгоно уу."),
            _("Өөр баг руу бол шилжилтээр бүртгэнэ үү."),
            "household",
        )
    if not row.is_present:
        raise Conflict(_("Энэ хүн одоо бүртгэлгүй байна."), "", "person")
    _refuse_before(target, on)
    entry = begin_event(user, source, "person_changed_household", other=target.number)
    if relation == Relation.HEAD:
        relation = Relation.OTHER
    _go_over(entry, row, target, relation)
    settle_head(entry, source, {row.pk}, new_head, on)
    if target.head_id is None:
        make_head(entry, target, row)
    return row
