"""Reading the register as of a date."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from django.db.models import (
    Case,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)

from bagana.engines.lineage import Edge
from bagana.engines.mongolian import latin_key, search_key
from bagana.territory.models import (
    Boundary,
    Lineage,
    Unit,
    UnitAncestry,
    UnitChange,
    UnitName,
    UnitVersion,
)

WIDE: Final = 400
"""More units than an aimag has: a list of them is no longer worth writing out."""


def versions_on(on: date) -> QuerySet[UnitVersion]:
    """All versions in force on the date, with unit, kind and parent at hand."""
    return UnitVersion.objects.on(on).select_related("unit", "kind", "parent")


def find_version(code: str, on: date) -> UnitVersion | None:
    return versions_on(on).filter(unit__code=code).first()


def nearest_version(code: str, on: date) -> UnitVersion | None:
    """The version in force, else the one nearest to the date; None if unknown."""
    found = find_version(code, on)
    if found:
        return found
    versions = UnitVersion.objects.select_related("unit", "kind", "parent")
    own = versions.filter(unit__code=code)
    after = own.filter(valid_from__gt=on).order_by("valid_from").first()
    return own.filter(valid_to__lte=on).order_by("-valid_to").first() or after


def root_versions(on: date) -> QuerySet[UnitVersion]:
    return versions_on(on).filter(parent__isnull=True)


def children_of(unit: Unit, on: date) -> QuerySet[UnitVersion]:
    return versions_on(on).filter(parent=unit)


def ancestors_of(unit: Unit, on: date) -> list[UnitVersion]:
    """From the top of the tree down to the parent."""
    above = UnitAncestry.objects.on(on).filter(unit=unit, depth__gt=0)
    order = dict(above.values_list("ancestor_id", "depth"))
    found = versions_on(on).filter(unit__in=order)
    return sorted(found, key=lambda version: -order[version.unit_id])


def below(unit: Unit, on: date, level: int | None = None) -> QuerySet[UnitVersion]:
    """The units under a unit (itself included), of one level if it is given."""
    inside = UnitAncestry.objects.on(on).filter(ancestor=unit).values("unit")
    found = versions_on(on).filter(unit__in=inside)
    return found if level is None else found.filter(kind__level=level)


def lies_under(roots: Collection[int], today: date, path: str = "unit") -> Q:
    """Rows whose unit lies under one of the roots today; what has ended, lay there.

    Few units are named one by one, so that the database looks into the index of units
    for these alone. Of a country's units each row is asked for its own instead: a list
    that has an index of its order then finds a page without sorting all rows.
    """
    places = UnitAncestry.objects.in_force(today).filter(ancestor__in=roots)
    return _lies_in(places, path)


def is_in_force(
    valid_from: date, valid_to: date | None, is_last: bool, today: date
) -> bool:
    """`AncestryQuerySet.in_force` of one row that is at hand."""
    if valid_to is not None and valid_to <= today:
        return is_last
    return valid_from <= today


def ever_lay_under(unit: Unit, path: str = "unit") -> Q:
    """The same of every unit that ever lay in the unit."""
    return _lies_in(UnitAncestry.objects.filter(ancestor=unit), path)


def _lies_in(places: QuerySet[UnitAncestry], path: str) -> Q:
    keys = _few(places)
    if keys is None:
        return Q(Exists(places.filter(unit=OuterRef(path))))
    return Q(**{f"{path}__in": keys})


def few_under(roots: Collection[int], today: date) -> list[int] | None:
    """Keys of the units under the roots; None where they are more than an aimag's."""
    return _few(UnitAncestry.objects.in_force(today).filter(ancestor__in=roots))


def _few(places: QuerySet[UnitAncestry]) -> list[int] | None:
    keys = list(places.values_list("unit", flat=True).distinct()[: WIDE + 1])
    return None if len(keys) > WIDE else keys


def counts_by_level(unit: Unit, on: date) -> dict[int, int]:
    """How many units of each level lie under the unit, itself not counted."""
    levels = below(unit, on).exclude(unit=unit).values_list("kind__level", flat=True)
    counts: dict[int, int] = {}
    for level in levels:
        counts[level] = counts.get(level, 0) + 1
    return counts


def history_of(unit: Unit) -> QuerySet[UnitChange]:
    """Changes that touched the unit, newest first, undone ones left out."""
    return unit.changes.filter(undone_at__isnull=True).select_related("act__body")


def changes_page(
    *, kind: str = "", unit: str = "", year: int | None = None, state: str = ""
) -> QuerySet[UnitChange]:
    """All changes, undone ones too, newest first, as the filter of the list has it."""
    found = UnitChange.objects.select_related("act__body", "made_by")
    if kind:
        found = found.filter(kind=kind)
    if unit:
        found = found.filter(units__code=unit)
    if year:
        found = found.filter(effective_on__year=year)
    if state:
        found = found.filter(undone_at__isnull=state == "standing")
    return found.order_by("-effective_on", "-id")


def lineage_until(on: date) -> QuerySet[Lineage]:
    return (
        Lineage.objects.filter(
            change__undone_at__isnull=True, change__effective_on__lte=on
        )
        .select_related("change", "source", "target")
        .order_by("change__effective_on", "change_id")
    )


def edges(start: date, end: date) -> list[Edge]:
    """What changes moved where: those with start < effective_on <= end, in order."""
    rows = lineage_until(end).filter(change__effective_on__gt=start)
    found: dict[tuple[int, str, str], Edge] = {}
    for row in rows:
        source, target = row.source.code, row.target.code
        edge = found.setdefault(
            (row.change_id, source, target),
            Edge(row.change_id, row.change.effective_on, source, target, {}),
        )
        # The dict is the edge's own until it is handed out.
        edge.shares[row.measure] = Fraction(row.share)  # type: ignore[index]
    return list(found.values())


@dataclass(frozen=True)
class UnitDiff:
    """How the units of two days differ."""

    begun: list[UnitVersion]
    ended: list[UnitVersion]
    changed: list[tuple[UnitVersion, UnitVersion]]


def diff_between(one: date, other: date, within: Unit | None = None) -> UnitDiff:
    """Units that exist on one of the days only, and those with another version."""

    def versions(on: date) -> dict[int, UnitVersion]:
        found = versions_on(on) if within is None else below(within, on)
        return {version.unit_id: version for version in found}

    before, after = versions(one), versions(other)
    both = [(before[unit], after[unit]) for unit in before if unit in after]
    return UnitDiff(
        begun=[version for unit, version in after.items() if unit not in before],
        ended=[version for unit, version in before.items() if unit not in after],
        changed=[(old, new) for old, new in both if old.pk != new.pk],
    )


def boundaries_of(versions: Iterable[UnitVersion]) -> dict[int, Boundary]:
    """Shapes for a map by the id of the unit; the full geometry is not read."""
    of_unit = {v.unit_id: v.boundary_id for v in versions if v.boundary_id is not None}
    rows = Boundary.objects.defer("geometry").in_bulk(list(set(of_unit.values())))
    return {unit: rows[boundary] for unit, boundary in of_unit.items()}


def comparable_units(version: UnitVersion, on: date) -> QuerySet[UnitVersion]:
    """Units that a unit is compared with, itself included.

    Of the same rung, location type and tosgon structure, within its aimag; an aimag
    itself is compared with all aimags.
    """
    aimag = UnitAncestry.objects.on(on).filter(
        unit=version.unit_id, ancestor__versions__kind__level=1
    )
    found = versions_on(on).filter(
        kind__level=version.kind.level,
        location_type=version.location_type,
        is_tosgon=version.is_tosgon,
    )
    if version.kind.level <= 1:
        return found
    inside = UnitAncestry.objects.on(on).filter(ancestor__in=aimag.values("ancestor"))
    return found.filter(unit__in=inside.values("unit"))


def open_units(level: int | None = None) -> QuerySet[UnitVersion]:
    """Versions that stand open: what a change can begin with."""
    found = UnitVersion.objects.filter(valid_to__isnull=True)
    found = found.select_related("unit", "kind", "parent")
    return found if level is None else found.filter(kind__level=level)


def next_free_code(version: UnitVersion) -> str:
    """A code after those of the unit's siblings that no unit ever had.

    The classification numbers siblings in steps of two; "" for a code of letters.
    """
    beside = UnitVersion.objects.filter(parent=version.parent_id)
    codes = list(beside.values_list("unit__code", flat=True))
    if not codes or not all(code.isdecimal() for code in codes):
        return ""
    free = max(int(code) for code in codes) + 2
    while Unit.objects.filter(code=str(free)).exists():
        free += 2
    return str(free)


def search(text: str, on: date, within: Unit | None = None) -> list[UnitVersion]:
    """Units whose code, name, alias or transliteration holds the text, best first."""
    cyrillic, latin = search_key(text), latin_key(text)
    if not text.strip():
        return []
    match = Q(unit__code__startswith=text.strip())
    # A single letter stands in nearly every name: it must begin one.
    if cyrillic:
        how = "contains" if len(cyrillic) > 1 else "startswith"
        match |= Q(**{f"cyrillic_key__{how}": cyrillic})
    if latin:
        how = "contains" if len(latin) > 1 else "startswith"
        match |= Q(**{f"latin_key__{how}": latin})
    names = UnitName.objects.filter(match)
    found = versions_on(on).filter(unit__in=names.values("unit"))
    if within is not None:
        inside = UnitAncestry.objects.on(on).filter(ancestor=within).values("unit")
        found = found.filter(unit__in=inside)
    exact = UnitName.objects.filter(
        Q(cyrillic_key=cyrillic) | Q(latin_key=latin)
    ).values("unit")
    best = Case(
        When(unit__code=text.strip(), then=Value(0)),
        When(unit__in=exact, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return list(found.annotate(best=best).order_by("best", "sort_key")[:50])
