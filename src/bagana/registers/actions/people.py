"""Add a person to a household, change what is known of him.

Events (births, moves, deaths) are in actions/events.py; they add people by this.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.registers.actions.journal import begin, keep
from bagana.registers.models import (
    Entry,
    EntryKind,
    Event,
    EventKind,
    Household,
    Person,
    Relation,
    Residence,
)
from bagana.registers.models.events import COMES
from bagana.registers.people import (
    NewPerson,
    Private,
    checked,
    indices_of,
    private_of,
    sealed_person,
)
from bagana.registers.rules import can_keep, can_read
from bagana.territory.models import Unit
from bagana.territory.queries import nearest_version
from bagana.web.errors import Conflict, Refused


@dataclass(frozen=True, slots=True)
class Coming:
    """How a person comes into a bag's register, for his event."""

    how: EventKind = EventKind.OPENING
    on: date | None = None
    registered_on: date | None = None
    other_unit: Unit | None = None
    place: str = ""
    until: date | None = None
    paper: str = ""


@transaction.atomic
def add_person(
    *,
    user: Any,
    household: Household,
    private: Private,
    sex: str = "",
    birth_year: int | None = None,
    relation: str = Relation.OTHER,
    is_temporary: bool = False,
    how: EventKind = EventKind.OPENING,
    on: date | None = None,
    registered_on: date | None = None,
    other_unit: Unit | None = None,
    place: str = "",
    until: date | None = None,
    paper: str = "",
    entry: Entry | None = None,
    reason: str = "",
) -> Person:
    """A person with residence and event; a household takes one head only.

    Raises
    ------
    PermissionDenied
        When the user does not keep the bag's register.
    Refused
        At the field that is wrong; see `people.checked`.
    Conflict
        When someone of this registration number is present already.
    """
    can_keep.require(user, household.unit)
    new = NewPerson(private, sex, birth_year, relation, is_temporary)
    coming = Coming(how, on, registered_on, other_unit, place, until, paper)
    entry = entry or begin(
        kind=EntryKind.PERSON if how == EventKind.OPENING else EntryKind.EVENT,
        unit=household.unit,
        user=user,
        reason=reason,
        options={"done": f"person_{how}", "number": household.number},
    )
    return put_person(
        user=user, household=household, new=new, coming=coming, entry=entry
    )


def put_person(
    *, user: Any, household: Household, new: NewPerson, coming: Coming, entry: Entry
) -> Person:
    """The same within an action that has begun an entry and asked for permission."""
    today = timezone.localdate()
    on = coming.on or today
    _refuse_day(household, on, today)
    if coming.how not in COMES:
        raise Refused(_("Энэ үйл явдлаар хүн бүртгэлд нэмэгдэхгүй."), field="how")
    temporary = new.is_temporary or coming.how == EventKind.TEMPORARY_IN
    new = replace(checked(new, today=today), is_temporary=temporary)
    if new.private.birth_date and new.private.birth_date > on:
        raise Refused(
            _("Төрсөн өдрөөсөө өмнө бүртгэгдсэн болж байна."), field="birth_date"
        )
    refuse_second(user, new.private.reg_no, but=None)
    person = _made(household, new, entry)
    _settled(person, coming, on, today, entry)
    if person.relation == Relation.HEAD:
        _first_head(household, person, entry)
    return person


def _made(household: Household, new: NewPerson, entry: Entry) -> Person:
    person = Person(
        household=household,
        unit=household.unit,
        sex=new.sex,
        birth_year=new.birth_year,
        relation=new.relation,
        is_temporary=new.is_temporary,
        entry=entry,
    )
    sealed_person(person, new.private)
    person.save()
    return person


def _settled(
    person: Person, coming: Coming, on: date, today: date, entry: Entry
) -> None:
    Residence.objects.create(
        person=person,
        unit=person.unit,
        starts_on=on,
        is_temporary=person.is_temporary,
        entry=entry,
    )
    Event.objects.create(
        kind=coming.how,
        person=person,
        household=person.household,
        unit=person.unit,
        other_unit=coming.other_unit,
        place=coming.place.strip()[:200],
        on=on,
        registered_on=coming.registered_on or today,
        until=coming.until,
        paper=coming.paper.strip()[:200],
        entry=entry,
    )


def _refuse_day(household: Household, on: date, today: date) -> None:
    if household.closed_on is not None:
        raise Conflict(_("Энэ өрхийн бүртгэлийг хаасан тул хүн нэмэхгүй."))
    if on > today:
        raise Refused(_("Болоогүй өдөр байна."), field="on")
    if on < household.opened_on:
        raise Refused(
            _("Өрхийг %(day)s-нд бүртгэсэн; түүнээс өмнөх өдөр байна.")
            % {"day": household.opened_on.isoformat()},
            field="on",
        )


def _first_head(household: Household, person: Person, entry: Entry) -> None:
    if household.head_id is not None:
        raise Refused(
            _("Энэ өрх тэргүүнтэй байна."),
            _("Тэргүүнийг солих бол тухайн хүний мэдээллийг засна уу."),
            "relation",
        )
    keep(entry, household)
    household.head = person
    household.save(update_fields=["head", "changed_at"])


def refuse_second(user: Any, reg_no: str, *, but: Person | None) -> None:
    """One present person has a registration number; another bag is named only to who
    may read its register."""
    if not reg_no:
        return
    same = Person.objects.filter(
        is_present=True, reg_no_index__in=indices_of(reg_no, "reg_no")
    )
    found = same.exclude(pk=but.pk if but else 0).select_related("unit").first()
    if found is None:
        return
    where, fix = _("өөр багт"), _("Тэр баг нь хассаны дараа нэмнэ үү.")
    if can_read(user, found.unit):
        version = nearest_version(found.unit.code, timezone.localdate())
        where = _("%(bag)s багийн %(number)s дугаартай өрхөд") % {
            "bag": version.name if version else found.unit.code,
            "number": found.household.number,
        }
        fix = _("Шилжиж ирсэн бол шилжилтээр бүртгэнэ үү.")
    raise Conflict(
        _("Энэ регистрийн дугаартай хүн %(where)s бүртгэлтэй байна.")
        % {"where": where},
        fix,
        "reg_no",
    )


CLEAR: Final = ("sex", "birth_year", "relation", "is_restricted")


@transaction.atomic
def change_person(
    *,
    user: Any,
    person: Person,
    private: Private | None = None,
    sex: str | None = None,
    birth_year: int | None = None,
    relation: str | None = None,
    is_restricted: bool | None = None,
    reason: str = "",
    entry: Entry | None = None,
    seen: str = "",
) -> Person:
    """Set what is given; None leaves as it is. What stood before is kept.

    `seen` is what `seen_of` told when the form was drawn: a form that another change
    has overtaken is refused, and what was typed stays in it.
    """
    can_keep.require(user, person.unit)
    row = Person.objects.select_for_update().get(pk=person.pk)
    refuse_overtaken(row, seen)
    new = _wished(row, private, sex, birth_year, relation)
    if row.is_present:
        refuse_second(user, new.private.reg_no, but=row)
    entry = entry or begin(
        kind=EntryKind.PERSON,
        unit=row.unit,
        user=user,
        reason=reason,
        options={"done": "person_changed", "number": row.household.number},
    )
    keep(entry, row)
    _take_head(row, new.relation, entry)
    row.sex, row.birth_year, row.relation = new.sex, new.birth_year, new.relation
    if is_restricted is not None:
        row.is_restricted = is_restricted
    sealed_person(row, new.private)
    row.save()
    return row


def _wished(
    row: Person,
    private: Private | None,
    sex: str | None,
    birth_year: int | None,
    relation: str | None,
) -> NewPerson:
    """The person as he stands, with what was given set, checked as a whole."""
    before = NewPerson(
        private_of(row), row.sex, row.birth_year, row.relation, row.is_temporary
    )
    wish = replace(
        before,
        private=before.private if private is None else private,
        sex=before.sex if sex is None else sex,
        birth_year=_wished_year(private, birth_year, before),
        relation=relation or before.relation,
    )
    return checked(wish, today=timezone.localdate())


def _wished_year(
    private: Private | None, year: int | None, before: NewPerson
) -> int | None:
    """A new date of birth brings its own year; an old one keeps it."""
    if year is not None:
        return year
    if private is not None and (private.birth_date or private.reg_no):
        return None
    return before.birth_year


def _take_head(person: Person, relation: str, entry: Entry) -> None:
    """Who becomes head stands in the household's row; the head before is one of the
    others until his relation is told."""
    if relation == person.relation:
        return
    household = Household.objects.get(pk=person.household_id)
    if relation == Relation.HEAD:
        former = household.head
        if former is not None and former.pk != person.pk:
            keep(entry, former)
            former.relation = Relation.OTHER
            former.save(update_fields=["relation", "changed_at"])
        head: Person | None = person
    elif household.head_id == person.pk:
        head = None
    else:
        return
    keep(entry, household)
    household.head = head
    household.save(update_fields=["head", "changed_at"])


def seen_of(row: Person | Household) -> str:
    """What a form carries to know whether another change has overtaken it."""
    return row.changed_at.isoformat()


def refuse_overtaken(row: Person | Household, seen: str) -> None:
    if seen and seen != seen_of(row):
        raise Conflict(
            _("Таныг бичиж байх зуур энэ мэдээллийг өөр хүн зассан."),
            _("Доорх нь таны бичсэн; одоогийнхтой тулгаад дахин хадгална уу."),
        )
