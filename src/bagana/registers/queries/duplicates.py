"""Rows that may be the same person or household twice (docs/rules/duplicates.md).

A registration number cannot stand twice among present people. What remains: the same
name, year and sex; the same phone; names that differ by a letter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from typing import Any, Final

from django.db.models import Count, QuerySet

from bagana.engines.mongolian import latin_key
from bagana.registers.models import Distinct, Household, Person
from bagana.registers.people import Private, private_of
from bagana.registers.queries.search import opened
from bagana.territory.models import Unit
from bagana.territory.queries import below

OPENED: Final = 30_000
PAIRS: Final = 200
"""Pairs of one look; those told apart or merged make room for others."""
CROWD: Final = 6
"""More rows of one phone are a shop's or an office's, no duplicates."""

SAME_NAME, SAME_PHONE, NEAR_NAME, SAME_PARENT, SAME_DAY = (
    "name",
    "phone",
    "near",
    "parent",
    "day",
)
WEIGHTS: Final = {
    SAME_DAY: 4,
    SAME_PARENT: 3,
    SAME_NAME: 2,
    SAME_PHONE: 2,
    NEAR_NAME: 1,
}


@dataclass(slots=True)
class Pair[Row: (Person, Household)]:
    """`one` was registered first; `why` holds keys of WEIGHTS."""

    one: Row
    other: Row
    why: set[str] = field(default_factory=set)

    @property
    def weight(self) -> int:
        return sum(WEIGHTS[reason] for reason in self.why)


@dataclass(slots=True)
class Candidates:
    people: list[Pair[Person]]
    households: list[Pair[Household]]
    only_whole: bool = False


def candidates(user: Any, unit: Unit, today: date) -> Candidates:
    """Pairs among the visible rows of the unit and all below it, likeliest first."""
    units = below(unit, today).values("unit")
    people = Person.objects.visible_to(user).filter(
        unit__in=units, is_present=True, is_restricted=False
    )
    homes = Household.objects.visible_to(user).filter(
        unit__in=units, closed_on__isnull=True
    )
    many = people.count() > OPENED
    found = _people_pairs(people, near=not many)
    return Candidates(found, _household_pairs(homes), only_whole=many)


def _people_pairs(people: QuerySet[Person], *, near: bool) -> list[Pair[Person]]:
    reasons: dict[tuple[int, int], set[str]] = defaultdict(set)
    named = _alike(people.exclude(name_index=b""), "name_index", "birth_year", "sex")
    _note(reasons, named, SAME_NAME)
    _note(reasons, _alike(people.exclude(phone_index=b""), "phone_index"), SAME_PHONE)
    if near:
        _note(reasons, _near(people), NEAR_NAME)
    told = _told_apart("person", reasons)
    rows = _rows(Person.objects, {key for pair in reasons for key in pair})
    told_of: dict[int, Private] = {}  # opened once each, gone with this look
    likely = []
    for (one, other), why in reasons.items():
        pair = Pair(rows[one], rows[other], why)
        if (one, other) not in told and _is_likely(pair, told_of):
            likely.append(pair)
    likely.sort(key=lambda pair: (-pair.weight, pair.one.pk, pair.other.pk))
    return likely[:PAIRS]


def _is_likely(pair: Pair[Person], told_of: dict[int, Private]) -> bool:
    """A common name alone makes nobody a duplicate, nor does a family's phone; two
    registration numbers, or two days of birth, tell people apart."""
    if not pair.why & {SAME_NAME, NEAR_NAME}:
        return False
    parent = bytes(pair.one.parent_index)
    if parent and parent == bytes(pair.other.parent_index):
        pair.why.add(SAME_PARENT)
    one, other = (_told(row, told_of) for row in (pair.one, pair.other))
    if one.reg_no and other.reg_no:
        return False
    if one.birth_date and other.birth_date:
        if one.birth_date != other.birth_date and SAME_PHONE not in pair.why:
            return False
        if one.birth_date == other.birth_date:
            pair.why.add(SAME_DAY)
    same_home = pair.one.household_id == pair.other.household_id
    return same_home or bool(pair.why & {SAME_PARENT, SAME_DAY, SAME_PHONE})


def _told(row: Person, told_of: dict[int, Private]) -> Private:
    if row.pk not in told_of:
        told_of[row.pk] = private_of(row)
    return told_of[row.pk]


def _alike(rows: QuerySet[Any], *columns: str) -> list[list[int]]:
    """Keys of rows that have the columns in common, group by group."""
    same = rows.order_by().values(*columns).annotate(many=Count("pk"))
    groups = same.filter(many__gt=1, many__lte=CROWD)
    wanted = {tuple(map(_hashable, one)) for one in groups.values_list(*columns)}
    if not wanted:
        return []
    firsts = {group[0] for group in wanted}
    held: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for batch in _batches(sorted(firsts, key=str)):
        some = rows.filter(**{f"{columns[0]}__in": batch})
        for key, *values in some.values_list("pk", *columns):
            held[tuple(map(_hashable, values))].append(key)
    return [keys for group, keys in held.items() if group in wanted]


def _hashable(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


def _batches(values: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (values[start : start + 500] for start in range(0, len(values), 500))


def _near(people: QuerySet[Person]) -> list[list[int]]:
    """Same year and sex, names that differ by one letter of their Latin keys."""
    groups: dict[tuple[Any, ...], list[tuple[int, str]]] = defaultdict(list)
    keys: dict[str, str] = {"": ""}  # names repeat; they go with this look
    told = {pk: more for pk, *more in people.values_list("pk", "birth_year", "sex")}
    for pk, private in opened(people):
        for name in (private.given, private.parent):
            if name not in keys:
                keys[name] = latin_key(name)
        place = (*told.get(pk, ()), keys[private.parent])
        groups[place].append((pk, keys[private.given]))
    found = []
    for group in groups.values():
        for (one, given), (other, again) in combinations(group, 2):
            if given != again and one_letter_apart(given, again):
                found.append([one, other])
    return found


def one_letter_apart(one: str, other: str) -> bool:
    """Whether one letter put in, left out or changed makes the two the same."""
    if abs(len(one) - len(other)) > 1 or min(len(one), len(other)) < 3:
        return False
    short, long = sorted((one, other), key=len)
    place = next(
        (at for at, letter in enumerate(short) if letter != long[at]), len(short)
    )
    if len(short) == len(long):
        return short[place + 1 :] == long[place + 1 :]
    return short[place:] == long[place + 1 :]


def _note(
    reasons: dict[tuple[int, int], set[str]], groups: Iterable[list[int]], why: str
) -> None:
    for keys in groups:
        for one, other in combinations(sorted(keys), 2):
            reasons[(one, other)].add(why)


def _told_apart(table: str, pairs: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
    ones = sorted({one for one, _other in pairs})
    told: set[tuple[int, int]] = set()
    for batch in _batches(ones):
        rows = Distinct.objects.filter(table=table, one__in=batch)
        told |= set(rows.values_list("one", "other"))
    return told


def _rows(manager: Any, keys: Iterable[int]) -> dict[int, Any]:
    found: dict[int, Any] = {}
    for batch in _batches(sorted(keys)):
        rows = manager.filter(pk__in=batch).select_related("unit")
        found |= {row.pk: row for row in rows}
    return found


def _household_pairs(homes: QuerySet[Household]) -> list[Pair[Household]]:
    reasons: dict[tuple[int, int], set[str]] = defaultdict(set)
    phones = _alike(homes.exclude(phone_index=b""), "phone_index")
    _note(reasons, phones, SAME_PHONE)
    told = _told_apart("household", reasons)
    rows = _rows(Household.objects, {key for pair in reasons for key in pair})
    return [
        Pair(rows[one], rows[other], why)
        for (one, other), why in sorted(reasons.items())
        if (one, other) not in told
    ][:PAIRS]
