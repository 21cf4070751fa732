"""Put the drawn households into the registers: one entry of the journal for a bag.

Rows go in by bulk and not one action each: 29,868 households would take an hour. What
an action would write (stays, residences, events, indices) is written all the same; the
page of checks says so if it is not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

import numpy as np
from django.db.models import Model, OuterRef, Subquery
from numpy.typing import NDArray

from bagana.accounts.models import User
from bagana.demo.registers.herds import herders_of
from bagana.demo.registers.names import CAMPS, GIVEN, phone, registration_number
from bagana.demo.registers.peopling import YEAR, Home, Someone, draw_homes
from bagana.demo.registers.sources import BagFacts
from bagana.engines.mongolian import search_key
from bagana.privacy.sealing import blind, seal
from bagana.registers.actions.journal import begin
from bagana.registers.models import (
    Camp,
    Connection,
    Dwelling,
    Entry,
    EntryKind,
    Event,
    EventKind,
    Household,
    Person,
    Relation,
    Residence,
    Season,
    Section,
    Stay,
)
from bagana.territory.models import Unit

OPENED: Final = date(YEAR, 1, 1)
TITLE: Final = "Үзүүлэнгийн зохиомол өрхүүд (жишээ)"
SECTIONS: Final = ("1-р хэсэг", "2-р хэсэг", "3-р хэсэг")
OF_AGE: Final = 16
JITTER: Final = 0.01
"""Degrees: about a kilometre around the middle of the block."""
BATCH: Final = 2000


@dataclass(slots=True)
class Filler:
    """What numbers have been given out so far, over all bags."""

    numbers: Counter[tuple[date, bool]] = field(default_factory=Counter)
    phones: int = 0

    def reg_no(self, born: date, *, male: bool) -> str:
        self.numbers[born, male] += 1
        return registration_number(self.numbers[born, male] - 1, born, male=male)

    def phone(self) -> str:
        self.phones += 1
        return phone(self.phones)


@dataclass(slots=True)
class Filled:
    """A bag with its households in the order of their numbers, and who herds."""

    unit: Unit
    entry: Entry
    households: list[Household]
    herders: NDArray[np.bool_]
    rng: np.random.Generator


def fill_bag(*, user: User, unit: Unit, facts: BagFacts, filler: Filler) -> Filled:
    rng = np.random.default_rng(int(unit.code))
    entry = begin(kind=EntryKind.IMPORT, unit=unit, user=user, title=TITLE)
    homes = draw_homes(
        [(block.households, block.people) for block in facts.blocks], facts.census, rng
    )
    near = [facts.blocks[home.place].animals for home in homes]
    full = [facts.blocks[home.place].households for home in homes]
    herders = herders_of(np.array(near) / np.array(full), facts.herders, rng)
    sections = [Section.objects.create(unit=unit, name=name) for name in SECTIONS]
    households = [
        _household(entry, number, home, facts, sections, bool(herders[number]), rng)
        for number, home in enumerate(homes)
    ]
    for household in households[::2]:
        _give_phone(household, filler.phone())
    Household.objects.bulk_create(households, BATCH)
    _bulk(Stay, (_stay(one) for one in households))
    _bulk(Camp, _camps(entry, households, herders, rng))
    _fill_people(entry, households, homes, filler, rng)
    entry.counts = {"new": len(households), "people": sum(h.size for h in homes)}
    entry.save(update_fields=["counts"])
    return Filled(unit, entry, households, herders, rng)


def _bulk[Row: Model](model: type[Row], rows: Iterable[Row]) -> None:
    model._default_manager.bulk_create(list(rows), BATCH)


def _household(
    entry: Entry,
    number: int,
    home: Home,
    facts: BagFacts,
    sections: Sequence[Section],
    herds: bool,
    rng: np.random.Generator,
) -> Household:
    block = facts.blocks[home.place]
    dense = block.households > 25
    third = home.place * len(sections) // max(len(facts.blocks), 1)
    lon, lat = _near(block.place, rng)
    found = Household(
        unit=entry.unit,
        number=f"{number + 1:04}",
        section=sections[third],
        dwelling=_dwelling(herds, dense, rng),
        is_herder=herds,
        electricity=_pick(rng, 0.97 if dense else 0.45, rest_own=0.85),
        water=_pick(rng, 0.35 if dense else 0.02, rest_own=0.6),
        internet=bool(rng.random() < (0.75 if dense else 0.3)),
        needs_assistance=bool(rng.random() < 0.07),
        opened_on=OPENED,
        entry=entry,
    )
    found.sealed = seal(
        {
            "address": f"Жишээ гудамж {home.place + 1}, {number + 1} тоот",
            "lon": lon,
            "lat": lat,
        },
        bind=found.bind,
    )
    return found


def _near(place: tuple[float, float], rng: np.random.Generator) -> tuple[float, float]:
    lon, lat = np.asarray(place) + rng.uniform(-JITTER, JITTER, 2) / 4
    return round(float(lon), 5), round(float(lat), 5)


def _dwelling(herds: bool, dense: bool, rng: np.random.Generator) -> str:
    if herds:
        return Dwelling.GER if rng.random() < 0.9 else Dwelling.HOUSE
    shares = (0.35, 0.5, 0.15) if dense else (0.6, 0.4, 0.0)
    return str(rng.choice([Dwelling.GER, Dwelling.HOUSE, Dwelling.FLAT], p=shares))


def _pick(rng: np.random.Generator, grid: float, *, rest_own: float) -> str:
    if rng.random() < grid:
        return Connection.GRID
    return Connection.OWN if rng.random() < rest_own else Connection.NONE


def _give_phone(household: Household, number: str) -> None:
    content = household.private | {"phone": number}
    household.sealed = seal(content, bind=household.bind)
    household.phone_index = blind(number, purpose="phone")


def _stay(household: Household) -> Stay:
    return Stay(
        household=household,
        unit_id=household.unit_id,
        number=household.number,
        starts_on=OPENED,
        entry_id=household.entry_id,
    )


def _camps(
    entry: Entry,
    households: Sequence[Household],
    herders: NDArray[np.bool_],
    rng: np.random.Generator,
) -> Iterable[Camp]:
    for household, herds in zip(households, herders, strict=True):
        if not herds:
            continue
        place = household.private
        for season in (Season.WINTER, Season.SUMMER):
            name = str(rng.choice(CAMPS))
            lon, lat = (
                (place["lon"], place["lat"])
                if season == Season.WINTER
                else _near((float(place["lon"]), float(place["lat"])), rng)
            )
            yield Camp(
                household=household,
                season=season,
                sealed=seal(
                    {"name": name, "lon": lon, "lat": lat},
                    bind=f"camp:{household.uid}",
                ),
                name_index=blind(search_key(name), purpose="camp"),
                entry=entry,
            )


def _fill_people(
    entry: Entry,
    households: Sequence[Household],
    homes: Sequence[Home],
    filler: Filler,
    rng: np.random.Generator,
) -> None:
    people: list[Person] = []
    born: list[date] = []
    for household, home in zip(households, homes, strict=True):
        for one in home.people:
            day = _birthday(one, rng)
            people.append(_person(entry, household, one, day, filler, rng))
            born.append(day)
    Person.objects.bulk_create(people, BATCH)
    heads = Person.objects.filter(household=OuterRef("pk"), relation=Relation.HEAD)
    Household.objects.filter(entry=entry).update(head=Subquery(heads.values("pk")[:1]))
    pairs = list(zip(people, born, strict=True))
    _bulk(Residence, (_residence(person, day) for person, day in pairs))
    _bulk(Event, (_event(person, day) for person, day in pairs))


def _birthday(one: Someone, rng: np.random.Generator) -> date:
    first = date(YEAR - one.age, 1, 1)
    return first + timedelta(days=int(rng.integers(365)))


def _person(
    entry: Entry,
    household: Household,
    one: Someone,
    born: date,
    filler: Filler,
    rng: np.random.Generator,
) -> Person:
    given, parent = (str(name) for name in rng.choice(GIVEN, 2, replace=False))
    private = {"given": given, "parent": parent, "birth_date": born.isoformat()}
    number = ""
    if one.age >= OF_AGE:
        number = filler.reg_no(born, male=one.sex == "male")
        private["reg_no"] = number
    person = Person(
        household=household,
        unit_id=household.unit_id,
        name_index=blind(search_key(given), purpose="name"),
        parent_index=blind(search_key(parent), purpose="parent"),
        reg_no_index=blind(number, purpose="reg_no"),
        birth_year=born.year,
        sex=one.sex,
        relation=one.relation,
        entry=entry,
    )
    person.sealed = seal(private, bind=person.bind)
    return person


def _since(born: date) -> date:
    return max(born, OPENED)


def _residence(person: Person, born: date) -> Residence:
    return Residence(
        person=person,
        unit_id=person.unit_id,
        starts_on=_since(born),
        entry_id=person.entry_id,
    )


def _event(person: Person, born: date) -> Event:
    day = _since(born)
    return Event(
        kind=EventKind.BIRTH if born.year == YEAR else EventKind.OPENING,
        person=person,
        household_id=person.household_id,
        unit_id=person.unit_id,
        on=day,
        registered_on=day,
        entry_id=person.entry_id,
    )
