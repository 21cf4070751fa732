"""Small registers for tests: households, people, a census. Names are made up."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from bagana.engines.mongolian import search_key
from bagana.indicators.periods import ensure_periods
from bagana.privacy.sealing import blind, seal
from bagana.registers.models import (
    Census,
    CensusKind,
    Entry,
    EntryKind,
    Event,
    EventKind,
    Household,
    LivestockCount,
    Person,
    Relation,
    Residence,
    Stay,
)
from bagana.territory.models import Unit

START = date(2024, 1, 1)
_number = count(1)


def make_entry(unit: Unit, **fields: Any) -> Entry:
    return Entry.objects.create(unit=unit, **({"kind": EntryKind.IMPORT} | fields))


def make_household(unit: Unit, **fields: Any) -> Household:
    """A household that stays in the bag since START; `private`: what is sealed."""
    number = fields.pop("number", f"{next(_number):04}")
    private = fields.pop("private", {})
    opened = fields.pop("opened_on", START)
    entry = fields.pop("entry", None) or make_entry(unit)
    household = Household(
        unit=unit, number=number, opened_on=opened, entry=entry, **fields
    )
    household.sealed = seal(private, bind=household.bind)
    household.phone_index = blind(private.get("phone", ""), purpose="phone")
    household.save()
    Stay.objects.create(
        household=household, unit=unit, number=number, starts_on=opened, entry=entry
    )
    return household


def make_person(household: Household, **fields: Any) -> Person:
    """A person of the household since START, with residence and opening event."""
    number = next(_number)
    private = {"given": f"Хүн{number}", "parent": f"Эцэг{number}"}
    private |= fields.pop("private", {})
    since = fields.pop("since", START)
    values = {"birth_year": 1980, "sex": "female", "entry": household.entry} | fields
    person = Person(household=household, unit=household.unit, **values)
    person.sealed = seal(private, bind=person.bind)
    person.name_index = blind(search_key(private["given"]), purpose="name")
    person.parent_index = blind(search_key(private["parent"]), purpose="parent")
    person.reg_no_index = blind(private.get("reg_no", ""), purpose="reg_no")
    person.phone_index = blind(private.get("phone", ""), purpose="phone")
    person.save()
    common = {"person": person, "unit": household.unit, "entry": person.entry}
    Residence.objects.create(
        starts_on=since, is_temporary=person.is_temporary, **common
    )
    Event.objects.create(
        kind=EventKind.OPENING,
        household=household,
        on=since,
        registered_on=since,
        **common,
    )
    if person.relation == Relation.HEAD:
        household.head = person
        household.save(update_fields=["head"])
    return person


def make_census(code: str = "2025-12", **fields: Any) -> Census:
    year, month = code.split("-")
    values = {
        "kind": CensusKind.DECEMBER if month == "12" else CensusKind.JUNE,
        "period": ensure_periods([year])[year],
        "starts_on": date(int(year), int(month), 7),
        "ends_on": date(int(year), int(month), 17),
    }
    census, _made = Census.objects.get_or_create(code=code, defaults=values | fields)
    return census


def make_count(census: Census, keeper: Household, **heads: Any) -> LivestockCount:
    return LivestockCount.objects.create(
        census=census, unit=keeper.unit, keeper=keeper, entry=keeper.entry, **heads
    )
