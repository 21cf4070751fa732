"""Reading people: the members of a household, one person and what happened to him."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Q, QuerySet

from bagana.registers.models import (
    Camp,
    Entry,
    Event,
    Household,
    Person,
    Relation,
    Residence,
    Revision,
    Season,
)
from bagana.registers.showing import (
    PersonLine,
    Showing,
    person_line,
    shown_phone,
    shown_text,
)

ORDER: Final = {name: place for place, name in enumerate(Relation.values)}


def members_of(
    household: Household, how: Showing, today: date, *, present: bool = True
) -> list[PersonLine]:
    """The head first, then by relation and age."""
    rows = list(household.people.filter(is_present=present))
    rows.sort(
        key=lambda one: (ORDER.get(one.relation, 9), one.birth_year or 9999, one.pk)
    )
    return [person_line(row, how, today) for row in rows]


@dataclass(frozen=True, slots=True, repr=False)
class CampLine:
    season: str
    name: str
    place: str


@dataclass(frozen=True, slots=True, repr=False)
class HouseholdPrivate:
    """Address, phone, note and camps as a page writes them."""

    address: str
    phone: str
    note: str
    camps: list[CampLine]


def household_private(household: Household, how: Showing) -> HouseholdPrivate:
    content = household.private
    return HouseholdPrivate(
        address=shown_text(content.get("address", ""), how),
        phone=shown_phone(content.get("phone", ""), how),
        note=shown_text(content.get("note", ""), how),
        camps=camps_of(household, how),
    )


def camps_of(household: Household, how: Showing) -> list[CampLine]:
    seasons = {name: place for place, name in enumerate(Season.values)}
    camps = list(household.camps.select_related("household"))
    camps.sort(key=lambda camp: seasons.get(camp.season, 9))
    return [_camp_line(camp, how) for camp in camps]


def _camp_line(camp: Camp, how: Showing) -> CampLine:
    content = camp.private
    place = f"{content['lat']}, {content['lon']}" if "lat" in content else ""
    return CampLine(
        str(camp.get_season_display()),
        shown_text(str(content.get("name", "")), how),
        place if how.names else "",
    )


def events_of(household: Household) -> QuerySet[Event]:
    rows = Event.objects.filter(household=household)
    return rows.select_related("person", "entry__made_by", "other_unit")


def events_of_person(person: Person) -> QuerySet[Event]:
    rows = Event.objects.filter(person=person)
    return rows.select_related("household", "unit", "other_unit", "entry__made_by")


def residences_of(person: Person) -> QuerySet[Residence]:
    return Residence.objects.filter(person=person).select_related("unit")


def entries_about(user: Any, household: Household) -> QuerySet[Entry]:
    """Entries that made or changed a household or anybody who belongs to it."""
    people = household.people.values("pk")
    touched = Revision.objects.filter(
        Q(table="household", row=household.pk) | Q(table="person", row__in=people)
    )
    made = Q(pk=household.entry_id) | Q(pk__in=household.people.values("entry"))
    found = Entry.objects.visible_to(user).filter(
        made | Q(pk__in=touched.values("entry"))
    )
    return found.select_related("made_by")
