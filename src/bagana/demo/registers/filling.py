"""Put the drawn households into the registers: one entry of the journal for a bag.

Rows go in by bulk and not one action each: 29,868 households would take an hour. What
an action would write (stays, residences, events, indices) is written all the same; the
page of checks says so if it is not.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

import numpy as np
from django.db.models import OuterRef, Subquery
from django.utils import timezone
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
from bagana.web.bulk import insert, new_keys

OPENED: Final = date(YEAR, 1, 1)
TITLE: Final = "Үзүүлэнгийн зохиомол өрхүүд (жишээ)"
SECTIONS: Final = ("1-р хэсэг", "2-р хэсэг", "3-р хэсэг")
OF_AGE: Final = 16
DENSE: Final = 25
"""Households of a block from which it is taken for a settlement."""
GIVEN_KEYS: Final = tuple(search_key(name) for name in GIVEN)
NEAR: Final = 0.0025
"""Degrees: some two hundred metres around the middle of the block."""
HOUSEHOLD: Final = (
    "id",
    "uid",
    "unit",
    "number",
    "section",
    "head",
    "dwelling",
    "is_herder",
    "electricity",
    "water",
    "internet",
    "needs_assistance",
    "sealed",
    "phone_index",
    "opened_on",
    "entry",
    "changed_at",
)
PERSON: Final = (
    "id",
    "uid",
    "household",
    "unit",
    "sealed",
    "name_index",
    "parent_index",
    "reg_no_index",
    "phone_index",
    "birth_year",
    "sex",
    "relation",
    "is_temporary",
    "is_present",
    "is_restricted",
    "entry",
    "changed_at",
)
STAY: Final = ("household", "unit", "number", "starts_on", "entry")
CAMP: Final = ("household", "season", "sealed", "name_index", "entry")
RESIDENCE: Final = ("person", "unit", "starts_on", "is_temporary", "entry")
EVENT: Final = (
    "kind",
    "person",
    "household",
    "unit",
    "place",
    "on",
    "registered_on",
    "paper",
    "entry",
)


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


@dataclass(frozen=True, slots=True)
class Drawn:
    """A household about to be written."""

    key: int
    uid: uuid.UUID
    number: str
    home: Home
    herds: bool
    place: tuple[float, float]
    dense: bool


@dataclass(slots=True)
class Filled:
    """A bag with the keys of its households by their numbers, and who herds."""

    unit: Unit
    entry: Entry
    households: list[int]
    herders: NDArray[np.bool_]
    rng: np.random.Generator


@dataclass(slots=True)
class Writer:
    """Writes one bag: the drawing of lots, the entry and the running numbers."""

    entry: Entry
    filler: Filler
    rng: np.random.Generator
    sections: list[int]

    def households(self, drawn: Sequence[Drawn], blocks: int) -> None:
        now = timezone.now()
        insert(Household, HOUSEHOLD, (self._home(one, blocks, now) for one in drawn))
        unit, entry = self.entry.unit_id, self.entry.pk
        insert(Stay, STAY, ((d.key, unit, d.number, OPENED, entry) for d in drawn))
        insert(Camp, CAMP, (row for one in drawn for row in self._camps(one)))

    def _home(self, one: Drawn, blocks: int, now: Any) -> tuple[Any, ...]:
        third = one.home.place * len(self.sections) // max(blocks, 1)
        number = self.filler.phone() if one.key % 2 else ""
        private = {
            "address": f"Жишээ гудамж {one.home.place + 1}, {one.number} тоот",
            "phone": number,
            "lon": one.place[0],
            "lat": one.place[1],
        }
        return (
            one.key,
            one.uid,
            self.entry.unit_id,
            one.number,
            self.sections[third],
            None,
            self._dwelling(one),
            one.herds,
            self._connection(0.97 if one.dense else 0.45, own=0.85),
            self._connection(0.35 if one.dense else 0.02, own=0.6),
            bool(self.rng.random() < (0.75 if one.dense else 0.3)),
            bool(self.rng.random() < 0.07),
            seal(private, bind=f"household:{one.uid}"),
            blind(number, purpose="phone"),
            OPENED,
            self.entry.pk,
            now,
        )

    def _dwelling(self, one: Drawn) -> str:
        lot = self.rng.random()
        if one.herds:
            return Dwelling.GER.value if lot < 0.9 else Dwelling.HOUSE.value
        if one.dense and lot > 0.85:
            return Dwelling.FLAT.value
        return (Dwelling.GER if lot < 0.4 else Dwelling.HOUSE).value

    def _connection(self, grid: float, *, own: float) -> str:
        if self.rng.random() < grid:
            return Connection.GRID.value
        return (Connection.OWN if self.rng.random() < own else Connection.NONE).value

    def _camps(self, one: Drawn) -> Iterator[tuple[Any, ...]]:
        if not one.herds:
            return
        for season in (Season.WINTER, Season.SUMMER):
            name = CAMPS[int(self.rng.integers(len(CAMPS)))]
            lon, lat = near(one.place, self.rng)
            sealed = seal(
                {"name": name, "lon": lon, "lat": lat}, bind=f"camp:{one.uid}"
            )
            found = blind(search_key(name), purpose="camp")
            yield one.key, season.value, sealed, found, self.entry.pk

    def people(self, drawn: Sequence[Drawn]) -> None:
        members = [(one, member) for one in drawn for member in one.home.people]
        keys = new_keys(Person, len(members))
        born = [birthday(member.age, self.rng) for _one, member in members]
        lots = self.rng.integers(len(GIVEN), size=(len(members), 2))
        now = timezone.now()
        told = list(zip(keys, members, born, lots, strict=True))
        insert(
            Person,
            PERSON,
            (
                self._person(key, one, member, day, lot, now)
                for key, (one, member), day, lot in told
            ),
        )
        unit, entry = self.entry.unit_id, self.entry.pk
        insert(
            Residence,
            RESIDENCE,
            ((key, unit, max(day, OPENED), False, entry) for key, _m, day, _l in told),
        )
        insert(
            Event,
            EVENT,
            (self._event(key, one, day) for key, (one, _m), day, _lot in told),
        )

    def _person(
        self,
        key: int,
        one: Drawn,
        member: Someone,
        born: date,
        lot: NDArray[np.int64],
        now: Any,
    ) -> tuple[Any, ...]:
        given, parent = GIVEN[lot[0]], GIVEN[lot[1]]
        private = {"given": given, "parent": parent, "birth_date": born.isoformat()}
        number = ""
        if member.age >= OF_AGE:
            number = self.filler.reg_no(born, male=member.sex == "male")
            private["reg_no"] = number
        uid = uuid.uuid4()
        return (
            key,
            uid,
            one.key,
            self.entry.unit_id,
            seal(private, bind=f"person:{uid}"),
            blind(GIVEN_KEYS[lot[0]], purpose="name"),
            blind(GIVEN_KEYS[lot[1]], purpose="parent"),
            blind(number, purpose="reg_no"),
            b"",
            born.year,
            member.sex,
            member.relation,
            False,
            True,
            False,
            self.entry.pk,
            now,
        )

    def _event(self, key: int, one: Drawn, born: date) -> tuple[Any, ...]:
        kind = EventKind.BIRTH if born.year == YEAR else EventKind.OPENING
        day = max(born, OPENED)
        unit, entry = self.entry.unit_id, self.entry.pk
        return kind.value, key, one.key, unit, "", day, day, "", entry


def fill_bag(*, user: User, unit: Unit, facts: BagFacts, filler: Filler) -> Filled:
    rng = np.random.default_rng(int(unit.code))
    entry = begin(
        kind=EntryKind.IMPORT,
        unit=unit,
        user=user,
        title=TITLE,
        options={"is_fictional": True},
    )
    homes = draw_homes(
        [(block.households, block.people) for block in facts.blocks], facts.census, rng
    )
    animals = np.array([facts.blocks[home.place].animals for home in homes])
    full = np.array([facts.blocks[home.place].households for home in homes])
    herders = herders_of(animals / full, facts.herders, rng)
    drawn = [
        Drawn(
            key,
            uuid.uuid4(),
            f"{number:04}",
            home,
            bool(herders[number - 1]),
            near(facts.blocks[home.place].place, rng),
            facts.blocks[home.place].households > DENSE,
        )
        for number, (key, home) in enumerate(
            zip(new_keys(Household, len(homes)), homes, strict=True), start=1
        )
    ]
    sections = [Section.objects.create(unit=unit, name=name).pk for name in SECTIONS]
    writer = Writer(entry, filler, rng, sections)
    writer.households(drawn, len(facts.blocks))
    writer.people(drawn)
    heads = Person.objects.filter(household=OuterRef("pk"), relation=Relation.HEAD)
    Household.objects.filter(entry=entry).update(head=Subquery(heads.values("pk")[:1]))
    entry.counts = {"new": len(drawn), "people": sum(home.size for home in homes)}
    entry.save(update_fields=["counts"])
    return Filled(unit, entry, [one.key for one in drawn], herders, rng)


def near(place: tuple[float, float], rng: np.random.Generator) -> tuple[float, float]:
    lon, lat = np.asarray(place) + rng.uniform(-NEAR, NEAR, 2)
    return round(float(lon), 5), round(float(lat), 5)


def birthday(age: int, rng: np.random.Generator) -> date:
    return date(YEAR - age, 1, 1) + timedelta(days=int(rng.integers(365)))
