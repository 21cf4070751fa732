"""What the pages of a sum and of an aimag show of a livestock census."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Sum

from bagana.registers.models import SPECIES, Census, LivestockCount, Stay
from bagana.registers.queries.herds import SORTS, Animals, Totals, known_sums
from bagana.registers.queries.livestock import (
    View,
    census_before,
    owner_units,
    stands_in,
)
from bagana.territory.models import Unit, UnitAncestry, UnitVersion
from bagana.territory.queries import children_of


@dataclass(frozen=True, slots=True)
class UnitLine:
    version: UnitVersion
    totals: Totals


def unit_totals(
    units: Iterable[int], census: Census | None, view: View
) -> dict[int, dict[str, int | None]]:
    """Bag → heads by kind of what was counted; by SQL, for as many bags as there are.

    Only herds that another household of the register owns are moved one by one.
    """
    keys = list(units)
    if census is None:
        return {}
    rows = LivestockCount.objects.filter(census=census, unit__in=keys)
    if view == "owner":
        rows = rows.filter(owner__isnull=True)
    sums = {one: Sum(one) for one in SPECIES}
    grouped = rows.order_by().values("unit").annotate(**sums)
    found: dict[int, dict[str, int | None]] = {}
    for row in map(dict[str, Any], grouped):
        found[row["unit"]] = {one: row[one] for one in SPECIES}
    if view == "owner":
        _add_owned(found, census, keys)
    return found


def _add_owned(
    found: dict[int, dict[str, int | None]], census: Census, keys: Sequence[int]
) -> None:
    place, inside = owner_units(census, keys), set(keys)
    rows = LivestockCount.objects.filter(census=census, owner__isnull=False)
    for pk, unit, *heads in rows.values_list("pk", "unit", *SPECIES).iterator():
        belongs = place.get(pk, unit)
        if belongs not in inside:
            continue
        herd = found.setdefault(belongs, dict.fromkeys(SPECIES))
        for one, value in zip(SPECIES, heads, strict=True):
            if value is not None:
                herd[one] = (herd[one] or 0) + value


def unit_lines(unit: Unit, census: Census, view: View, today: date) -> list[UnitLine]:
    """The units right under a sum or an aimag, with what was counted in each."""
    under = list(children_of(unit, today).order_by("sort_key"))
    bags = _bags_below(under, today)
    every = [bag for group in bags.values() for bag in group]
    now = unit_totals(every, census, view)
    last = unit_totals(every, census_before(census), view)
    homes, counted = _households(every, census), _counted(every, census)
    return [
        UnitLine(
            version,
            Totals(
                Animals(
                    known_sums([now[b] for b in group if b in now]), census.ends_on
                ),
                Animals(
                    known_sums([last[b] for b in group if b in last]), census.ends_on
                ),
                households=sum(homes.get(bag, 0) for bag in group),
                counted=sum(counted.get(bag, 0) for bag in group),
            ),
        )
        for version in under
        for group in [bags[version.unit_id]]
    ]


def units_in_order(lines: Sequence[UnitLine], sort: str) -> list[UnitLine]:
    """By a key of `SORTS`, "unit" or "counted"; what is missing comes last."""
    key, down = sort.lstrip("-"), sort.startswith("-")

    def value(line: UnitLine) -> float | None:
        if key == "counted":
            return line.totals.counted
        animals = line.totals.before if key == "before" else line.totals.animals
        return animals.of("total" if key == "before" else key)

    if key != "counted" and key not in SORTS[1:]:
        return list(lines)[::-1] if down else list(lines)
    known = [line for line in lines if value(line) is not None]
    known.sort(key=lambda line: value(line) or 0, reverse=down)
    return [*known, *(line for line in lines if value(line) is None)]


def _bags_below(versions: Sequence[UnitVersion], today: date) -> dict[int, list[int]]:
    tops = [version.unit_id for version in versions]
    found: dict[int, list[int]] = {top: [] for top in tops}
    rows = UnitAncestry.objects.on(today).filter(ancestor__in=tops)
    for top, bag in rows.values_list("ancestor", "unit"):
        found[top].append(bag)
    return found


def _households(bags: Sequence[int], census: Census) -> dict[int, int]:
    rows = Stay.objects.filter(
        household__in=stands_in(census, bags), unit__in=bags
    ).order_by()
    return dict(rows.values_list("unit").annotate(n=Count("household", distinct=True)))


def _counted(bags: Sequence[int], census: Census) -> dict[int, int]:
    rows = LivestockCount.objects.filter(census=census, unit__in=bags).order_by()
    return dict(rows.values_list("unit").annotate(n=Count("keeper", distinct=True)))


def sum_lines(lines: Sequence[UnitLine]) -> Totals | None:
    if not lines:
        return None
    on = lines[0].totals.animals.on
    rows = [line.totals for line in lines]
    return Totals(
        Animals(known_sums([row.animals.heads for row in rows]), on),
        Animals(known_sums([row.before.heads for row in rows]), on),
        sum(row.households for row in rows),
        sum(row.counted for row in rows),
    )
