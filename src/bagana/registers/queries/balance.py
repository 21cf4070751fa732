"""The balance of a span: what stood, what came and went, what stands, and is counted.

Opening and counted come from residences, what lies between from events: two records of
the same people, so a difference shows that one of them is wrong. The rule:
docs/rules/year-end-balance.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import Count, Q, QuerySet

from bagana.registers.models import Event, EventKind, Person, Residence, Sex
from bagana.registers.models.events import COMES
from bagana.territory.models import Unit, UnitAncestry

DAY: Final = timedelta(days=1)
AGES: Final = ((0, 14), (15, 18), (19, 22), (23, 35), (36, 45), (46, 64), (65, None))
"""The seven groups of the statistical yearbook, by years reached in the year."""
CAME: Final = (
    EventKind.OPENING,
    EventKind.BIRTH,
    EventKind.MOVE_IN,
    EventKind.TEMPORARY_IN,
    EventKind.REDRAWN_IN,
    EventKind.CORRECTED_IN,
)
WENT: Final = (
    EventKind.DEATH,
    EventKind.MOVE_OUT,
    EventKind.TEMPORARY_OUT,
    EventKind.REDRAWN_OUT,
    EventKind.CORRECTED_OUT,
)

type Told = Counter[tuple[str, int | None]]
"""By sex and year of birth."""


@dataclass(frozen=True)
class Tally:
    """People of one line, by sex and by the seven ages at the end of the span."""

    total: int
    male: int
    female: int
    sex_unknown: int
    ages: tuple[int, ...]
    age_unknown: int

    @property
    def cells(self) -> tuple[int, ...]:
        """Total, men, women, sex not known, the ages, age not known."""
        return (
            self.total,
            self.male,
            self.female,
            self.sex_unknown,
            *self.ages,
            self.age_unknown,
        )


@dataclass(frozen=True)
class Line:
    """What came or went by one kind of event."""

    kind: EventKind
    tally: Tally

    @property
    def label(self) -> str:
        return str(self.kind.label)


@dataclass(frozen=True)
class Balance:
    """opening + came − went = closing, beside what is counted on the last day."""

    unit: Unit
    start: date
    end: date
    opening: Tally
    came: tuple[Line, ...]
    went: tuple[Line, ...]
    closing: Tally
    counted: Tally
    temporary: int
    """Of the counted: temporary residents."""
    within: int
    """Of those who moved in: from a bag of the same unit."""

    @property
    def difference(self) -> int:
        return self.counted.total - self.closing.total

    @property
    def is_even(self) -> bool:
        """Line by line and cell by cell, not in sum only."""
        return self.counted.cells == self.closing.cells


def units_within(unit: Unit, start: date, end: date) -> list[int]:
    """The unit and all that lay in it at any time of the span."""
    rows = UnitAncestry.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=start),
        ancestor=unit,
        valid_from__lte=end,
    )
    return list(rows.order_by("unit").values_list("unit", flat=True).distinct())


def residents(units: Collection[int], on: date) -> QuerySet[Residence]:
    """Who belongs to one of the units on the day."""
    return Residence.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=on), unit__in=units, starts_on__lte=on
    )


def balance(unit: Unit, start: date, end: date) -> Balance:
    """The balance of a bag, a sum or an aimag from a day to a day, both included."""
    units = units_within(unit, start, end)
    opening = _told(residents(units, start - DAY))
    counted = _told(residents(units, end))
    by_kind = _events(units, start, end)
    closing = Counter(opening)
    for kind, told in by_kind.items():
        if kind in COMES:
            closing.update(told)
        else:
            closing.subtract(told)
    moved = Event.objects.filter(
        unit__in=units, other_unit__in=units, on__range=(start, end)
    )
    return Balance(
        unit=unit,
        start=start,
        end=end,
        opening=tally(opening, end.year),
        came=_lines(CAME, by_kind, end.year),
        went=_lines(WENT, by_kind, end.year),
        closing=tally(closing, end.year),
        counted=tally(counted, end.year),
        temporary=residents(units, end).filter(is_temporary=True).count(),
        within=moved.filter(kind=EventKind.MOVE_IN).count(),
    )


def _told(rows: QuerySet[Residence]) -> Told:
    grouped = rows.order_by().values_list("person__sex", "person__birth_year")
    counted = grouped.annotate(n=Count("pk")).values_list(
        "person__sex", "person__birth_year", "n"
    )
    return Counter({(sex, year): n for sex, year, n in counted})


def _events(units: Collection[int], start: date, end: date) -> dict[str, Told]:
    rows = Event.objects.filter(unit__in=units, on__range=(start, end)).order_by()
    fields = ("kind", "person__sex", "person__birth_year")
    found: dict[str, Told] = {}
    grouped = rows.values(*fields).annotate(n=Count("pk"))
    for kind, sex, year, n in grouped.values_list(*fields, "n"):
        found.setdefault(kind, Counter())[sex, year] += n
    return found


def _lines(
    kinds: Iterable[EventKind], by_kind: Mapping[str, Told], year: int
) -> tuple[Line, ...]:
    return tuple(
        Line(kind, tally(by_kind.get(kind, Counter()), year)) for kind in kinds
    )


def tally(told: Told, year: int) -> Tally:
    """Ages are those reached in `year`, whatever the day of the event: so that the
    same person stands in the same column of every line."""
    ages, unknown = [0] * len(AGES), 0
    for (_sex, born), n in told.items():
        if born is None:
            unknown += n
        else:
            ages[age_group(year - born)] += n
    by_sex = {
        sex: sum(n for (own, _year), n in told.items() if own == sex)
        for sex in (Sex.MALE, Sex.FEMALE)
    }
    total = sum(told.values())
    return Tally(
        total=total,
        male=by_sex[Sex.MALE],
        female=by_sex[Sex.FEMALE],
        sex_unknown=total - sum(by_sex.values()),
        ages=tuple(ages),
        age_unknown=unknown,
    )


def age_group(age: int) -> int:
    """The place of an age among the seven; the unborn of a later year in the first."""
    for place, (_first, last) in enumerate(AGES):
        if last is None or age <= last:
            return place
    return len(AGES) - 1


def behind_difference(unit: Unit, start: date, end: date) -> QuerySet[Person]:
    """The people whose events in the span are not what their residences say."""
    units = units_within(unit, start, end)
    net: Counter[int] = Counter()
    events = Event.objects.filter(unit__in=units, on__range=(start, end)).order_by()
    for person, kind in events.values_list("person", "kind").iterator():
        net[person] += 1 if kind in COMES else -1
    for on, sign in ((end, -1), (start - DAY, 1)):
        rows = residents(units, on).order_by().values_list("person", flat=True)
        for person in rows.iterator():
            net[person] += sign
    wrong = [person for person, left in net.items() if left]
    return Person.objects.filter(pk__in=wrong).order_by("unit", "pk")


@dataclass(frozen=True)
class MonthRow:
    """One month of the book of movements: the balance of a month in one line."""

    month: int
    opening: int
    by_kind: Mapping[str, int]
    closing: int

    def count(self, kind: str) -> int:
        return self.by_kind.get(kind, 0)


def monthly(unit: Unit, year: int, last_month: int = 12) -> list[MonthRow]:
    """The book of movements (шилжилт хөдөлгөөний дэвтэр) of a year, month by month."""
    start, end = date(year, 1, 1), date(year, 12, 31)
    units = units_within(unit, start, end)
    by_month: dict[int, Counter[str]] = {}
    rows = Event.objects.filter(unit__in=units, on__range=(start, end)).order_by()
    grouped = rows.values("on__month", "kind").annotate(n=Count("pk"))
    for month, kind, n in grouped.values_list("on__month", "kind", "n"):
        by_month.setdefault(month, Counter())[kind] += n
    stands = residents(units, start - DAY).count()
    found = []
    for month in range(1, last_month + 1):
        kinds = by_month.get(month, Counter())
        came = sum(n for kind, n in kinds.items() if kind in COMES)
        went = sum(kinds.values()) - came
        found.append(MonthRow(month, stands, dict(kinds), stands + came - went))
        stands += came - went
    return found
