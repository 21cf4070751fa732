"""Reading people: the members of a household, one person and what happened to him."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.models import Q, QuerySet

from bagana.registers.models import (
    SPECIES,
    Camp,
    Census,
    Entry,
    EntryKind,
    Event,
    Household,
    LivestockCount,
    Person,
    Relation,
    Residence,
    Revision,
    Season,
)
from bagana.registers.queries.households import names_of
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


@dataclass(frozen=True, slots=True, repr=False)
class EventLine:
    """An event in words: who, what, whence or whither."""

    event: Event
    name: str
    uid: UUID | None
    elsewhere: str


def event_lines(
    events: Sequence[Event], known: Sequence[PersonLine], today: date
) -> list[EventLine]:
    """Names only of those whom the page shows anyway; another bag by its name."""
    lines = {line.pk: line for line in known}
    names = names_of({one.other_unit_id for one in events if one.other_unit_id}, today)
    found = []
    for event in events:
        line = lines.get(event.person_id)
        elsewhere = event.place
        if event.other_unit is not None:
            elsewhere = names.get(event.other_unit.pk, event.other_unit.code)
        uid = line.uid if line else None
        found.append(EventLine(event, line.name if line else "", uid, elsewhere))
    return found


@dataclass(frozen=True, slots=True)
class HerdLine:
    """What a household kept of its own and for others at one census, in heads."""

    census: Census
    own: list[int | None]
    tended: int


def herd_lines(household: Household) -> list[HerdLine]:
    """Newest census first; None is "not counted"."""
    rows = LivestockCount.objects.filter(keeper=household).select_related("census")
    by_census: dict[int, list[LivestockCount]] = {}
    for row in rows.order_by("-census__starts_on", "pk"):
        by_census.setdefault(row.census_id, []).append(row)
    return [_herd_line(counts) for counts in by_census.values()]


def _herd_line(counts: list[LivestockCount]) -> HerdLine:
    own = [one for one in counts if one.owner_id is None and not one.owner_index]
    others = [one for one in counts if one not in own]
    return HerdLine(
        counts[0].census,
        [getattr(own[0], name) if own else None for name in SPECIES],
        sum(getattr(one, name) or 0 for one in others for name in SPECIES),
    )


def merged_into(user: Any, person: Person) -> Person | None:
    """Whom a double was merged into, if the reader may see that row."""
    if person.is_present:
        return None
    entry = (
        Entry.objects.visible_to(user)
        .filter(
            kind=EntryKind.DUPLICATE,
            undone_at__isnull=True,
            options__gone=str(person.uid),
        )
        .first()
    )
    if entry is None:
        return None
    return Person.objects.visible_to(user).filter(uid=entry.options["kept"]).first()
