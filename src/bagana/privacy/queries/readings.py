"""Who read and carried away what: for the office's pages and a person's extract."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from bagana.accounts.models import RoleAssignment
from bagana.privacy.models import Export, Reading
from bagana.privacy.subjects import keeper
from bagana.privacy.wording import capacity_words, what_word
from bagana.territory.models import Unit, UnitAncestry, UnitVersion


@dataclass(frozen=True, slots=True)
class Look:
    """One line of a person's extract, or of the office's list."""

    at: datetime
    who: str
    capacity: str
    what: str
    where: str
    reason: str
    unmasked: bool
    whole_unit: bool
    count: int
    is_export: bool = False
    is_anonymised: bool = False
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Sought:
    """What the address of the list asks for."""

    what: str = ""
    unit: str = ""
    who: str = ""
    since: date | None = None
    until: date | None = None
    unmasked: bool = False


def readings_for(user: Any, sought: Sought) -> QuerySet[Reading]:
    found = _sifted(Reading.objects.visible_to(user), sought)
    if sought.unmasked:
        found = found.filter(unmasked=True)
    return found.select_related("user", "unit").order_by("-id")


def exports_for(user: Any, sought: Sought) -> QuerySet[Export]:
    found = _sifted(Export.objects.visible_to(user), sought)
    return found.select_related("user", "unit").order_by("-id")


def _sifted(found: QuerySet[Any], sought: Sought) -> QuerySet[Any]:
    if sought.what:
        found = found.filter(what=sought.what)
    if sought.unit:
        found = found.filter(_within(sought.unit))
    if sought.who:
        found = found.filter(user__display_name__icontains=sought.who)
    if sought.since:
        found = found.filter(at__date__gte=sought.since)
    if sought.until:
        found = found.filter(at__date__lte=sought.until)
    return found


def _within(code: str) -> Q:
    places = UnitAncestry.objects.in_force(timezone.localdate())
    inside = places.filter(ancestor__code=code)
    return Q(unit__in=inside.values("unit"))


def looks(rows: Iterable[Any]) -> list[Look]:
    """Readings or exports in words, with the roles of each reader on its day."""
    kept = list(rows)
    roles = _roles({row.user_id for row in kept})
    over = {one.unit_id for held in roles.values() for one in held}
    names = _names(over | {row.unit_id for row in kept if row.unit_id})
    return [_look(row, roles, names) for row in kept]


def _look(
    row: Any, roles: dict[int, list[RoleAssignment]], names: dict[int, str]
) -> Look:
    day = timezone.localtime(row.at).date()
    held = [one for one in roles.get(row.user_id, ()) if _in_force(one, day)]
    words = [
        f"{one.get_role_display()} ({names.get(one.unit_id, one.unit.code)})"
        for one in held
    ]
    export = isinstance(row, Export)
    return Look(
        at=row.at,
        who=row.user.display_name,
        capacity=capacity_words(words),
        what=what_word(row.what),
        where=names.get(row.unit_id, ""),
        reason=row.reason,
        unmasked=False if export else row.unmasked,
        whole_unit=False if export else row.whole_unit,
        count=row.rows if export else row.count,
        is_export=export,
        is_anonymised=export and row.is_anonymised,
        sha256=row.sha256 if export else "",
    )


def _in_force(one: RoleAssignment, day: date) -> bool:
    return one.valid_from <= day and (one.valid_to is None or day < one.valid_to)


def _roles(users: set[int]) -> dict[int, list[RoleAssignment]]:
    found: dict[int, list[RoleAssignment]] = {}
    rows = RoleAssignment.objects.filter(user__in=users).select_related("unit")
    for row in rows.order_by("pk"):
        found.setdefault(row.user_id, []).append(row)
    return found


def _names(units: set[int]) -> dict[int, str]:
    """The latest name of each."""
    rows = UnitVersion.objects.filter(unit__in=units)
    return {row.unit_id: row.name for row in rows.order_by("valid_from")}


def looks_at_person(person_id: int) -> list[Look]:
    """Every reading that showed the person, newest first.

    Those of his own rows, and those of a whole register while he stood in it.
    """
    own = Q(subjects__subject=person_id)
    rows = Reading.objects.filter(own | _while_there(person_id)).distinct()
    return looks(rows.select_related("user", "unit").order_by("-id"))


def _while_there(person_id: int) -> Q:
    found = Q(pk__in=[])
    for unit, start, end in keeper().stays(person_id):
        found |= Q(whole_unit=True, unit__in=_above(unit)) & _days(start, end)
    return found


def exports_of_person(person_id: int) -> list[Look]:
    """Files with names that left while the person stood in a register they hold."""
    found = Q(pk__in=[])
    for unit, start, end in keeper().stays(person_id):
        found |= Q(unit__in=_above(unit)) & _days(start, end)
    rows = Export.objects.filter(found, is_anonymised=False)
    return looks(rows.select_related("user", "unit").order_by("-id"))


def _days(start: date, end: date | None) -> Q:
    inside = Q(at__date__gte=start)
    # On the day of leaving the row may still have been read.
    return inside if end is None else inside & Q(at__date__lt=end + timedelta(days=1))


def _above(unit_id: int) -> list[int]:
    rows = UnitAncestry.objects.filter(unit=unit_id)
    return list(rows.values_list("ancestor", flat=True).distinct())


def unit_of(code: str) -> Unit | None:
    return Unit.objects.filter(code=code).first()
