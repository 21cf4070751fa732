"""Reading households: the list of a bag, counts of bags, one household."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from bagana.accounts.roles import WRITERS, assignments
from bagana.engines.mongolian import sort_key
from bagana.registers.actions.households import BAG_LEVEL
from bagana.registers.models import Entry, Household, Person, Section, Stay
from bagana.registers.showing import PersonLine, Showing, person_line, showing
from bagana.territory.models import Unit, UnitAncestry, UnitVersion
from bagana.territory.queries import below, versions_on

SORTS: Final = ("number", "head", "members", "section")
FLAGS: Final = ("is_herder", "internet", "needs_assistance")
CHOICES: Final = ("dwelling", "electricity", "water")
ANSWERS: Final = ("yes", "no", "unknown")


def households_of(user: Any, unit: Unit, on: date | None = None) -> QuerySet[Household]:
    """Visible households of a unit and all below it: open today, or there on a day.

    A day is read from the stays, so that a household that has moved counts where it
    stood; who sees it is still who keeps it today.
    """
    rows = Household.objects.visible_to(user)
    units = below(unit, timezone.localdate()).values("unit")
    if on is None:
        return rows.filter(unit__in=units, closed_on__isnull=True)
    inside = Stay.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=on),
        starts_on__lte=on,
        unit__in=below(unit, on).values("unit"),
    )
    return rows.filter(pk__in=inside.values("household"))


def my_bags(user: Any, today: date) -> QuerySet[UnitVersion]:
    """Bags of today whose register the user reads, in the order of their names."""
    roots = [one.unit_id for one in assignments(user) if one.role in WRITERS]
    under = UnitAncestry.objects.on(today).filter(ancestor__in=roots).values("unit")
    found = versions_on(today).filter(unit__in=under, kind__level=BAG_LEVEL)
    return found.order_by("parent__code", "sort_key")


@dataclass(frozen=True, slots=True)
class BagLine:
    version: UnitVersion
    sum: str
    households: int
    herders: int
    people: int
    temporary: int


def bag_lines(bags: Sequence[UnitVersion], today: date) -> list[BagLine]:
    """Counts of each bag's register; who may read them is the caller's to check."""
    units = [bag.unit_id for bag in bags]
    open_ones = Household.objects.filter(unit__in=units, closed_on__isnull=True)
    homes = _by_unit(open_ones, herders=Q(is_herder=True))
    present = Person.objects.filter(unit__in=units, is_present=True)
    people = _by_unit(present, temporary=Q(is_temporary=True))
    parents = {bag.parent_id for bag in bags}
    sums = {
        one.unit_id: one.name for one in versions_on(today).filter(unit__in=parents)
    }
    return [
        BagLine(
            bag,
            sums.get(bag.parent_id or 0, ""),
            homes.get(bag.unit_id, {}).get("all", 0),
            homes.get(bag.unit_id, {}).get("herders", 0),
            people.get(bag.unit_id, {}).get("all", 0),
            people.get(bag.unit_id, {}).get("temporary", 0),
        )
        for bag in bags
    ]


def _by_unit(rows: QuerySet[Any], **parts: Q) -> dict[int, dict[str, int]]:
    counts = {name: Count("pk", filter=part) for name, part in parts.items()}
    grouped = rows.order_by().values("unit").annotate(all=Count("pk"), **counts)
    return {row["unit"]: row for row in grouped}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the list of a bag was asked to show; "" asks nothing."""

    section: str = ""
    is_herder: str = ""
    internet: str = ""
    needs_assistance: str = ""
    dwelling: str = ""
    electricity: str = ""
    water: str = ""
    state: str = ""
    sort: str = "number"

    @property
    def is_narrowed(self) -> bool:
        return any(
            getattr(self, one.name) for one in fields(self) if one.name != "sort"
        )


@dataclass(frozen=True, slots=True, repr=False)
class HouseholdLine:
    """One household of a list; `head` is masked here already where it must be."""

    pk: int
    uid: UUID
    number: str
    head: PersonLine | None
    members: int
    temporary: int
    members_told: int | None
    section: str
    is_herder: bool | None
    dwelling: str
    electricity: str
    water: str
    internet: bool | None
    needs_assistance: bool | None
    closed_on: date | None


def filtered(rows: QuerySet[Household], asked: Asked) -> QuerySet[Household]:
    """The rows that fit; what is no choice is left out."""
    rows = rows.filter(closed_on__isnull=asked.state != "closed")
    if asked.section == "none":
        rows = rows.filter(section__isnull=True)
    elif asked.section.isdecimal():
        rows = rows.filter(section=int(asked.section[:15]))
    for name in FLAGS:
        if (value := getattr(asked, name)) in ANSWERS:
            rows = rows.filter(**_answer(name, value))
    for name in CHOICES:
        if chosen := getattr(asked, name):
            rows = rows.filter(**{name: "" if chosen == "unknown" else chosen})
    return rows


def _answer(name: str, value: str) -> dict[str, Any]:
    if value == "unknown":
        return {f"{name}__isnull": True}
    return {name: value == "yes"}


def household_lines(
    bag: Unit, asked: Asked, how: Showing, today: date
) -> list[HouseholdLine]:
    """The households of one bag in order; nobody's name is opened yet unless the
    order is by name (`with_heads` opens those of a page)."""
    rows = list(
        filtered(Household.objects.filter(unit=bag), asked)
        .select_related("section", "head")
        .order_by("pk")
    )
    counts = member_counts(bag)
    lines = [_line(row, counts.get(row.pk, (0, 0))) for row in rows]
    key, descending = asked.sort.lstrip("-"), asked.sort.startswith("-")
    if key == "head":
        lines = with_heads(lines, how, today)
    lines.sort(key=_ORDERS.get(key, _by_number), reverse=descending)
    return lines


def _line(row: Household, counts: tuple[int, int]) -> HouseholdLine:
    return HouseholdLine(
        pk=row.pk,
        uid=row.uid,
        number=row.number,
        head=None,
        members=counts[0],
        temporary=counts[1],
        members_told=row.members_told,
        section=row.section.name if row.section else "",
        is_herder=row.is_herder,
        dwelling=str(row.get_dwelling_display()),
        electricity=str(row.get_electricity_display()),
        water=str(row.get_water_display()),
        internet=row.internet,
        needs_assistance=row.needs_assistance,
        closed_on=row.closed_on,
    )


def member_counts(bag: Unit) -> dict[int, tuple[int, int]]:
    """Household → people present, of whom temporary."""
    grouped = (
        Person.objects.filter(unit=bag, is_present=True)
        .order_by()
        .values_list("household")
        .annotate(all=Count("pk"), guests=Count("pk", filter=Q(is_temporary=True)))
    )
    return {key: (people, guests) for key, people, guests in grouped}


def with_heads(
    lines: Iterable[HouseholdLine], how: Showing, today: date
) -> list[HouseholdLine]:
    """The same lines with their heads opened; the page notes the reading."""
    waiting = list(lines)
    keys = [line.pk for line in waiting if line.head is None]
    heads: dict[int, PersonLine] = {}
    for start in range(0, len(keys), 500):
        found = Person.objects.filter(headed__in=keys[start : start + 500])
        for person in found.distinct():
            heads[person.household_id] = person_line(person, how, today)
    return [
        line if line.head else replace(line, head=heads.get(line.pk))
        for line in waiting
    ]


def _by_number(line: HouseholdLine) -> Any:
    return sort_key(line.number)


_ORDERS: Final = {
    "number": _by_number,
    "head": lambda line: (
        line.head.order if line.head else "~",
        sort_key(line.number),
    ),
    "members": lambda line: (line.members, sort_key(line.number)),
    "section": lambda line: (sort_key(line.section) or "~", sort_key(line.number)),
}


def is_fictional(unit: Unit) -> bool:
    """Whether the demonstration made households of the bag: pages must say so."""
    made = Entry.objects.filter(unit=unit, options__is_fictional=True)
    return made.filter(undone_at__isnull=True).exists()


def sections_of(unit: Unit) -> QuerySet[Section]:
    homes = Count("households", filter=Q(households__closed_on__isnull=True))
    return Section.objects.filter(unit=unit).annotate(homes=homes).order_by("name")


@dataclass(frozen=True, slots=True, repr=False)
class HomeFound:
    household: Household
    bag: str
    head: PersonLine | None


def homes_found(
    user: Any, households: Sequence[Household], today: date
) -> list[HomeFound]:
    """Households of several bags with the bag's name and the head as he may be
    shown."""
    names = names_of({home.unit_id for home in households}, today)
    heads = Person.objects.filter(headed__in=households).select_related("unit")
    known = {person.pk: person for person in heads.distinct()}
    return [
        HomeFound(
            home,
            names.get(home.unit_id, ""),
            _head(user, known.get(home.head_id or 0), today),
        )
        for home in households
    ]


def _head(user: Any, head: Person | None, today: date) -> PersonLine | None:
    if head is None:
        return None
    return person_line(head, showing(user, head.unit), today)


def names_of(units: Iterable[int], today: date) -> dict[int, str]:
    """Unit → its name today; what has ended is not named here."""
    found = UnitVersion.objects.on(today).filter(unit__in=list(units)).order_by()
    names = found.only("unit", "name_mn", "name_en")
    return {version.unit_id: version.name for version in names}
