"""What the pages of the livestock census show: the list of a bag, totals of units.

Who may read them is the caller's to check (`can_read`). Lists name households by number
and uid; names are opened by the page, which notes the reading.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

from bagana.engines.mongolian import sort_key
from bagana.registers.models import (
    SPECIES,
    Census,
    Household,
    LivestockCount,
    Person,
)
from bagana.registers.queries.livestock import (
    LARGE,
    OUTSIDE,
    SMALL,
    HerdArrays,
    View,
    census_before,
    livestock_counts,
    stands_in,
)
from bagana.registers.sheep_units import coefficients_on
from bagana.registers.showing import PersonLine, Showing, person_line
from bagana.territory.models import Unit

type Heads = Mapping[str, int | None]
SORTS: Final = ("number", *SPECIES, "large", "small", "total", "sheep_units", "before")
BLANK: Final[Heads] = MappingProxyType(dict.fromkeys(SPECIES))


@dataclass(frozen=True, slots=True)
class Animals:
    """Heads by kind, None where nobody counted, and what is derived from them."""

    heads: Heads
    on: date

    @property
    def large(self) -> int | None:
        return _sum(self.heads[one] for one in LARGE)

    @property
    def small(self) -> int | None:
        return _sum(self.heads[one] for one in SMALL)

    @property
    def total(self) -> int | None:
        return _sum(self.heads[one] for one in SPECIES)

    @property
    def sheep_units(self) -> float | None:
        of = coefficients_on(self.on).of
        parts = [self.heads[one] for one in SPECIES]
        if any(part is None for part in parts):
            return None
        return sum(of[one] * (self.heads[one] or 0) for one in SPECIES)

    def of(self, name: str) -> float | None:
        return self.heads[name] if name in SPECIES else getattr(self, name)


def _sum(values: Iterable[int | None]) -> int | None:
    found = list(values)
    if any(one is None for one in found):
        return None
    return sum(one or 0 for one in found)


@dataclass(frozen=True, slots=True)
class HerdLine:
    """One household of the list; `uid` None is owners whom the register has not."""

    uid: UUID | None
    number: str
    pk: int
    animals: Animals
    before: int | None
    counted_on: date | None
    is_herder: bool
    tended: bool
    """Some of it is another's (by keeper), or grazes with another (by owner)."""
    head: PersonLine | None = None
    head_pk: int | None = None
    is_open: bool = False

    @property
    def is_counted(self) -> bool:
        return any(value is not None for value in self.animals.heads.values())

    @property
    def is_awaited(self) -> bool:
        """Not counted, though it herds or had animals a census before."""
        return not self.is_counted and (self.is_herder or bool(self.before))


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over what was counted, of how many households, and a year before."""

    animals: Animals
    before: Animals
    households: int
    counted: int
    awaited: int = 0


@dataclass(frozen=True, slots=True)
class _Herds:
    """Heads of households by key, for one view."""

    heads: dict[int, dict[str, int | None]] = field(default_factory=dict)
    tended: set[int] = field(default_factory=set)

    def set_apart(self, standing: set[int]) -> None:
        """Owners who are not the bag's join those outside the register: a list names
        no household of another bag."""
        for key in [key for key in self.heads if key and key not in standing]:
            herd, outside = self.heads.pop(key), self.heads.get(OUTSIDE)
            self.heads[OUTSIDE] = {
                one: _sum([herd[one], outside[one] if outside else 0])
                for one in SPECIES
            }


def herd_lines(bag: Unit, census: Census, view: View) -> list[HerdLine]:
    """Every household that stood in the bag on the last day of the census, counted or
    not, and by owner what belongs to owners outside the register."""
    standing = set(stands_in(census, [bag.pk]).values_list("pk", flat=True))
    now, before = _herds(bag, census, view), _herds(bag, census_before(census), view)
    if view == "owner":
        now.set_apart(standing)
        before.set_apart(standing)
    own = LivestockCount.objects.filter(census=census, unit=bag, owner=None)
    days = dict(own.filter(owner_index=b"").values_list("keeper", "counted_on"))
    wanted = Household.objects.filter(pk__in=standing | (set(now.heads) - {OUTSIDE}))
    rows: list[tuple[int, UUID | None, str, int | None, bool | None]]
    rows = list(wanted.values_list("pk", "uid", "number", "head", "is_herder"))
    if OUTSIDE in now.heads:
        rows.append((OUTSIDE, None, "", None, False))
    return [
        HerdLine(
            uid=uid,
            number=number,
            pk=pk,
            animals=Animals(now.heads.get(pk, BLANK), census.ends_on),
            before=_sum(before.heads.get(pk, BLANK).values()),
            counted_on=days.get(pk),
            tended=pk in now.tended,
            head_pk=head,
            is_herder=bool(is_herder),
        )
        for pk, uid, number, head, is_herder in rows
    ]


def _herds(bag: Unit, census: Census | None, view: View) -> _Herds:
    if census is None:
        return _Herds()
    return _by_household(livestock_counts([bag], census, view=view), view)


def _by_household(rows: HerdArrays, view: View) -> _Herds:
    keys = rows.keeper if view == "keeper" else rows.owner
    found = _Herds()
    for place, key in enumerate(keys.tolist()):
        herd = found.heads.setdefault(key, dict.fromkeys(SPECIES, 0))
        for one in SPECIES:
            value, so_far = rows.heads[one][place], herd[one]
            unknown = so_far is None or math.isnan(value)
            herd[one] = None if unknown else (so_far or 0) + int(value)
        if rows.keeper[place] != rows.owner[place]:
            found.tended.add(key)
    return found


def in_state(lines: Iterable[HerdLine], state: str) -> list[HerdLine]:
    """The counted and the awaited; only the awaited, those whose animals are of two
    households, or everybody, if that is asked."""
    if state == "missing":
        return [line for line in lines if line.is_awaited]
    if state == "tended":
        return [line for line in lines if line.tended or line.uid is None]
    if state == "all":
        return list(lines)
    return [line for line in lines if line.is_counted or line.is_awaited]


def ordered(lines: Iterable[HerdLine], sort: str) -> list[HerdLine]:
    """By a key of `SORTS`, "-" before it turns it round; what is missing comes last."""
    key, down = sort.lstrip("-"), sort.startswith("-")
    rows = sorted(lines, key=lambda one: (one.uid is None, sort_key(one.number)))
    if key == "number":
        return rows[::-1] if down else rows

    def value(one: HerdLine) -> float | None:
        return one.before if key == "before" else one.animals.of(key)

    known = [one for one in rows if value(one) is not None]
    known.sort(key=lambda one: value(one) or 0, reverse=down)
    return [*known, *(one for one in rows if value(one) is None)]


def with_heads(
    lines: Sequence[HerdLine], user: Any, how: Showing, today: date
) -> list[HerdLine]:
    """The same lines with the heads of households opened: for one page or one file.

    Who has moved to a bag that the user does not read stays a number without a link.
    """
    people: dict[int, PersonLine] = {}
    open_ones: set[int] = set()
    for start in range(0, len(lines), 500):
        some = lines[start : start + 500]
        heads = Person.objects.visible_to(user)
        for person in heads.filter(pk__in=[one.head_pk for one in some if one.head_pk]):
            people[person.pk] = person_line(person, how, today)
        homes = Household.objects.visible_to(user).filter(pk__in=[o.pk for o in some])
        open_ones |= set(homes.values_list("pk", flat=True))
    return [
        replace(
            line,
            head=people.get(line.head_pk) if line.head_pk else None,
            is_open=line.pk in open_ones,
        )
        for line in lines
    ]


def totals_of(lines: Sequence[HerdLine], last: Mapping[str, int | None]) -> Totals:
    """Sums of a list; `last` are the bag's of the census before."""
    on = lines[0].animals.on if lines else date.min
    homes = [line for line in lines if line.uid is not None]
    return Totals(
        animals=Animals(known_sums([line.animals.heads for line in lines]), on),
        before=Animals(last, on),
        households=len(homes),
        counted=sum(line.is_counted for line in homes),
        awaited=sum(line.is_awaited for line in homes),
    )


def known_sums(rows: Sequence[Heads]) -> dict[str, int | None]:
    found: dict[str, int | None] = {}
    for one in SPECIES:
        known = [row[one] for row in rows if row[one] is not None]
        found[one] = sum(value or 0 for value in known) if known else None
    return found


def censuses() -> list[Census]:
    return list(Census.objects.select_related("period"))


def chosen_census(code: str, known: Sequence[Census]) -> Census | None:
    """The one asked for, else the newest that anybody has begun, else the newest."""
    asked = next((one for one in known if one.code == code), None)
    if asked or not known:
        return asked
    begun = set(
        LivestockCount.objects.order_by().values_list("census", flat=True).distinct()
    )
    return next((one for one in known if one.pk in begun), known[0])
