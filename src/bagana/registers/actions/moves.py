"""Begin and end residences and stays: what every event is made of.

Each beginning and each end of a residence is the doing of one event. These are used by
the actions of actions/events.py and actions/splitting.py, within their entry.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.engines.mongolian import iso
from bagana.registers.actions.households import next_number
from bagana.registers.actions.journal import keep
from bagana.registers.models import (
    Entry,
    Event,
    EventKind,
    Household,
    Person,
    Relation,
    Residence,
    Stay,
)
from bagana.registers.people import private_of
from bagana.territory.models import Unit
from bagana.web.errors import Conflict, Refused


@dataclass(frozen=True, slots=True)
class Move:
    """What an event says beside its person; `registered_on` None is today."""

    kind: EventKind
    on: date
    registered_on: date | None = None
    other_unit: Unit | None = None
    place: str = ""
    until: date | None = None
    paper: str = ""

    @property
    def registered(self) -> date:
        return self.registered_on or timezone.localdate()


def write_event(entry: Entry, person: Person, move: Move) -> Event:
    """One event in the bag and household in which the person is registered."""
    return Event.objects.create(
        kind=move.kind,
        person=person,
        household=person.household,
        unit=person.unit,
        other_unit=move.other_unit,
        place=move.place.strip()[:200],
        on=move.on,
        registered_on=move.registered,
        until=move.until,
        paper=move.paper.strip()[:200],
        entry=entry,
    )


def refuse_days(move: Move) -> None:
    """Nothing happens or is registered in the future, nothing registered too soon."""
    today = timezone.localdate()
    if move.on > today:
        raise Refused(_("Болоогүй өдөр байна."), field="on")
    if move.registered > today or move.registered < move.on:
        raise Refused(
            _("Бүртгэсэн өдөр болсон өдрөөс өмнө, өнөөдрөөс хойш байж болохгүй."),
            field="registered_on",
        )
    if move.until is not None and move.until < move.on:
        raise Refused(
            _("Түр суух хугацаа ирсэн өдрөөс өмнө дуусаж байна."), "", "until"
        )


def refuse_disorder(person: Person, on: date) -> None:
    """What happens to a person comes after birth, and after what happened last."""
    born = private_of(person).birth_date
    if (born and on < born) or (person.birth_year and on.year < person.birth_year):
        raise Refused(_("Энэ өдөр тэр хүн төрөөгүй байсан."), field="on")
    last = Event.objects.filter(person=person).aggregate(last=Max("on"))["last"]
    if last and on < last:
        raise Refused(
            _(
                "Энэ хүний сүүлийн үйл явдал %(day)s-нд болсон; "
                "түүнээс өмнөх өдөр байна."
            )
            % {"day": iso(last)},
            _("Өдрөө шалгана уу; өмнөх үйл явдал буруу бол эхлээд түүнийг буцаана уу."),
            "on",
        )


def locked_person(person: Person) -> Person:
    return (
        Person.objects.select_for_update(of=("self",))
        .select_related("household", "unit")
        .get(pk=person.pk)
    )


def locked_household(household: Household) -> Household:
    rows = Household.objects.select_for_update(of=("self",)).select_related("unit")
    return rows.get(pk=household.pk)


def depart(entry: Entry, person: Person, move: Move) -> Event:
    """The person leaves the register of the bag; the head is the caller's care."""
    if not person.is_present:
        raise Conflict(_("Энэ хүн одоо бүртгэлгүй байна."), "", "person")
    refuse_disorder(person, move.on)
    for residence in person.residences.filter(ends_on__isnull=True):
        keep(entry, residence)
        residence.ends_on = move.on
        residence.save(update_fields=["ends_on"])
    event = write_event(entry, person, move)
    keep(entry, person)
    person.is_present = False
    person.save(update_fields=["is_present", "changed_at"])
    return event


def arrive(
    entry: Entry,
    person: Person,
    household: Household,
    move: Move,
    *,
    relation: str = "",
) -> Event:
    """One who is known to the register, and absent, comes into a household."""
    if person.is_present:
        raise Conflict(_("Энэ хүн өөр өрхөд бүртгэлтэй байна."), "", "person")
    if household.closed_on is not None:
        raise Conflict(_("Энэ өрхийн бүртгэлийг хаасан тул хүн нэмэхгүй."), "", "on")
    refuse_disorder(person, move.on)
    if move.on < household.opened_on:
        raise Refused(_("Өрхийг бүртгэсэн өдрөөс өмнөх өдөр байна."), field="on")
    keep(entry, person)
    person.household, person.unit = household, household.unit
    person.is_present = True
    person.is_temporary = move.kind == EventKind.TEMPORARY_IN
    if relation:
        person.relation = relation
    person.save()
    Residence.objects.create(
        person=person,
        unit=household.unit,
        starts_on=move.on,
        is_temporary=person.is_temporary,
        entry=entry,
    )
    return write_event(entry, person, move)


def remaining(household: Household, leaving: Collection[int]) -> list[Person]:
    present = household.people.filter(is_present=True)
    return [one for one in present.order_by("pk") if one.pk not in leaving]


def settle_head(
    entry: Entry,
    household: Household,
    leaving: Collection[int],
    new_head: Person | None,
    on: date,
) -> None:
    """After people have left: another head, or nobody is left and it is closed.

    Raises
    ------
    Refused
        At `new_head` when the head leaves others behind and none of them is named.
    """
    left = remaining(household, leaving)
    if not left:
        end_household(entry, household, on)
        return
    if new_head is None and household.head_id not in leaving:
        return
    chosen = [one for one in left if new_head and one.pk == new_head.pk]
    if not chosen:
        raise Refused(
            _("Өрхийн тэргүүн хасагдаж байна."),
            _("Үлдэх гишүүдээс шинэ тэргүүнийг сонгоно уу."),
            "new_head",
        )
    make_head(entry, household, chosen[0])


def make_head(entry: Entry, household: Household, person: Person) -> None:
    """The former head, if he still is a member, is one of the others until told."""
    former = household.head
    stays = former is not None and former.is_present and former.pk != person.pk
    if former is not None and stays and former.household_id == household.pk:
        keep(entry, former)
        former.relation = Relation.OTHER
        former.save(update_fields=["relation", "changed_at"])
    keep(entry, household, person)
    household.head = person
    household.save(update_fields=["head", "changed_at"])
    if person.relation != Relation.HEAD:
        person.relation = Relation.HEAD
        person.save(update_fields=["relation", "changed_at"])


def end_household(entry: Entry, household: Household, on: date) -> None:
    """Nobody belongs to it any more: stay and household end on the day."""
    end_stay(entry, household, on)
    keep(entry, household)
    household.closed_on = on
    household.save(update_fields=["closed_on", "changed_at"])


def end_stay(entry: Entry, household: Household, on: date) -> None:
    for stay in household.stays.filter(ends_on__isnull=True):
        if on < stay.starts_on:
            raise Refused(
                _("Өрх энэ багт %(day)s-нд ирсэн, түүнээс өмнөх өдөр байна.")
                % {"day": iso(stay.starts_on)},
                field="on",
            )
        keep(entry, stay)
        stay.ends_on = on
        stay.save(update_fields=["ends_on"])


def begin_stay(
    entry: Entry, household: Household, unit: Unit, on: date, number: str = ""
) -> str:
    """The household goes on in a bag; its number there, a free one if it is taken."""
    number = number.strip() or household.number
    same = Household.objects.filter(unit=unit, number=number, closed_on__isnull=True)
    if same.exclude(pk=household.pk).exists():
        number = next_number(unit)
    keep(entry, household)
    household.unit, household.number = unit, number
    household.closed_on, household.section = None, None
    household.save()
    Stay.objects.create(
        household=household, unit=unit, number=number, starts_on=on, entry=entry
    )
    return number
