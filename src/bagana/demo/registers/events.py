"""Five events in Түнхэл after the census, by its governor: what a register meets.

Nothing here changes 31 December 2025, on which the census and its figures stand. The
names are made up as those of the households are.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from django.db.models import Exists, OuterRef, Subquery
from django.utils import timezone

from bagana.accounts.models import User
from bagana.demo.registers.names import GIVEN
from bagana.registers.actions.events import (
    record_birth,
    record_death,
    register_temporary,
)
from bagana.registers.actions.moving import move_household, move_in
from bagana.registers.calendar import stop_on
from bagana.registers.models import Household, LivestockCount, Person, Relation, Sex
from bagana.registers.people import NewPerson, Private
from bagana.territory.models import Unit

OTHER_BAG: Final = "432257"
BORN, DIED = date(2026, 1, 18), date(2026, 2, 9)
CAME, LODGED = date(2026, 3, 16), date(2026, 4, 6)
ON_THE_WAY: Final = timedelta(days=2)
"""How long ago a household set out: a move that is late is a fault of the register."""
WITHIN: Final = timedelta(days=3)
"""Registered so many days after it happened: in time."""
OLD: Final = 1950
PLACE: Final = "Улаанбаатар хот (жишээ)"


def happen_in_spring(governor: User, unit: Unit) -> None:
    """A birth, a death, a household on its way to another bag, who came, a lodger."""
    homes = _without_herd(unit)
    _born(governor, next(homes))
    _died(governor, unit)
    _sets_out(governor, next(homes))
    move_in(
        user=governor,
        household=next(homes),
        on=CAME,
        newcomer=_someone(0, Sex.MALE, 1994),
        place=PLACE,
        registered_on=CAME + WITHIN,
    )
    _lodges(governor, next(homes))


def _without_herd(unit: Unit) -> Iterator[Household]:
    """Families without animals: none of them is in the census of December."""
    herds = LivestockCount.objects.filter(keeper=OuterRef("pk"))
    spouses = Person.objects.filter(household=OuterRef("pk"), relation=Relation.SPOUSE)
    young = spouses.order_by("pk").values("birth_year")[:1]
    rows = Household.objects.filter(~Exists(herds), unit=unit, closed_on=None)
    families = rows.annotate(young=Subquery(young)).filter(young__gte=1988)
    return iter(families.order_by("number")[:4])


def _born(governor: User, home: Household) -> None:
    head = home.head
    if head is None:
        raise RuntimeError("a household of the demonstration without a head")
    record_birth(
        user=governor,
        household=home,
        private=Private(parent=head.private["given"], given=GIVEN[1]),
        on=BORN,
        sex=Sex.FEMALE,
        registered_on=BORN + WITHIN,
    )


def _died(governor: User, unit: Unit) -> None:
    """An old member of a family, who headed none."""
    people = Person.objects.filter(unit=unit, is_present=True, birth_year__lt=OLD)
    old = people.exclude(relation=Relation.HEAD).order_by("pk").first()
    if old is None:
        raise RuntimeError("nobody in the demonstration's bag is old")
    record_death(user=governor, person=old, on=DIED, registered_on=DIED + WITHIN)


def _sets_out(governor: User, home: Household) -> None:
    """Of late; not while an election stops moves, when it could not be registered."""
    today = timezone.localdate()
    if stop_on(today) is not None:
        return
    move_household(
        user=governor,
        household=home,
        on=today - ON_THE_WAY,
        to_unit=Unit.objects.get(code=OTHER_BAG),
        registered_on=today,
    )


def _lodges(governor: User, home: Household) -> None:
    new = _someone(2, Sex.FEMALE, 2003)
    register_temporary(
        user=governor,
        household=home,
        private=new.private,
        on=LODGED,
        sex=new.sex,
        birth_year=new.birth_year,
        place=PLACE,
        registered_on=LODGED + WITHIN,
    )


def _someone(ordinal: int, sex: str, born: int) -> NewPerson:
    private = Private(parent=GIVEN[-1 - ordinal], given=GIVEN[ordinal])
    return NewPerson(private, sex, born)
