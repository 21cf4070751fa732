"""A fictional country, made by a seeded generator: units, shapes, figures.

Nothing in it is a fact. The first aimag has 17 sums and 57 bags at either size, so that
the same page of the same aimag can be measured in a small and in a large register.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any

import numpy as np
from django.db import connection, transaction
from django.utils import timezone

from bagana.accounts.models import Role, RoleAssignment, User
from bagana.indicators.models import (
    Indicator,
    Observation,
    Period,
    Publication,
    Source,
)
from bagana.indicators.periods import ensure_periods
from bagana.territory.ancestry import rebuild
from bagana.territory.models import Boundary, Unit, UnitKind, UnitVersion
from bagana.territory.naming import add_names, official_rows, version_sort_key

START = date(2000, 1, 1)
YEARS = range(2016, 2026)
INDICATORS = 30
KINDS = [
    ("country", 0, "улс", "country"),
    ("aimag", 1, "аймаг", "aimag"),
    ("sum", 2, "сум", "sum"),
    ("bag", 3, "баг", "bag"),
]


@dataclass(frozen=True)
class Size:
    name: str
    aimags: int
    sums: int
    bags: int


SIZES = {
    "small": Size("small", 1, 2, 5),
    "aimag": Size("aimag", 1, 17, 57),
    "national": Size("national", 22, 339, 1851),
}
FIRST = SIZES["aimag"]


@dataclass(frozen=True)
class Place:
    code: str
    parent: str | None
    kind: str
    name: str


def shared(whole: int, parts: int) -> list[int]:
    """A whole number dealt out as evenly as can be."""
    return [whole // parts + (place < whole % parts) for place in range(parts)]


def dealt(whole: int, first: int, parts: int) -> list[int]:
    """The same, but the first of the parts gets what is asked for."""
    rest = shared(whole - first, parts - 1) if parts > 1 else []
    return [min(first, whole), *rest]


def places(size: Size) -> Iterator[Place]:
    yield Place("F", None, "country", "Зохиомол улс")
    sums = dealt(size.sums, FIRST.sums, size.aimags)
    bags = dealt(size.bags, FIRST.bags, size.aimags)
    for a in range(size.aimags):
        aimag = f"F{a + 1:02d}"
        yield Place(aimag, "F", "aimag", f"Зохиомол аймаг {a + 1}")
        for s, own in enumerate(shared(bags[a], sums[a])):
            sum_ = f"{aimag}{s + 1:02d}"
            yield Place(sum_, aimag, "sum", f"Зохиомол сум {a + 1}.{s + 1}")
            for b in range(own):
                yield Place(f"{sum_}{b + 1:02d}", sum_, "bag", f"{b + 1}-р баг")


def build(size: Size, seed: int = 20261123) -> int:
    """Write the world into an empty database; the number of figures."""
    rng = np.random.default_rng(seed)
    with transaction.atomic():
        units = _units(list(places(size)), rng)
        _officer(units["F"])
        rows = _figures(list(units.values()), _catalogue(), rng)
        total = insert(Observation, rows)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return total


def _units(found: list[Place], rng: np.random.Generator) -> dict[str, Unit]:
    UnitKind.objects.bulk_create(
        [UnitKind(code=c, level=n, name_mn=mn, name_en=en) for c, n, mn, en in KINDS]
    )
    units = {place.code: Unit(code=place.code) for place in found}
    Unit.objects.bulk_create(units.values(), batch_size=1000)
    shapes = _shapes(len(found))
    types = rng.choice(["rural", "mixed", "centre"], len(found), p=[0.2, 0.35, 0.45])
    versions = [
        UnitVersion(
            unit=units[place.code],
            valid_from=START,
            name_mn=place.name,
            name_en=f"Fictional {place.kind} {place.code}",
            kind_id=place.kind,
            parent=units[place.parent] if place.parent else None,
            location_type=str(types[number]) if place.kind == "bag" else "",
            boundary=shapes[number],
            sort_key=version_sort_key(place.name, None),
        )
        for number, place in enumerate(found)
    ]
    UnitVersion.objects.bulk_create(versions, batch_size=500)
    add_names(row for version in versions for row in official_rows(version))
    rebuild()
    return units


def _shapes(wanted: int) -> list[Boundary]:
    """Squares with forty corners a side: as heavy to draw as a simplified bag."""
    import shapely

    made = []
    for number in range(wanted):
        west, south = 90 + (number % 50) * 0.4, 42 + (number // 50) * 0.2
        box = shapely.segmentize(
            shapely.box(west, south, west + 0.4, south + 0.2), 0.02
        )
        shape = shapely.to_wkb(box)
        made.append(
            Boundary(
                geometry=shape,
                simplified=shape,
                area_km2=600.0,
                min_lon=west,
                min_lat=south,
                max_lon=west + 0.4,
                max_lat=south + 0.2,
                status="schematic",
                source="Зохиомол",
            )
        )
    Boundary.objects.bulk_create(made, batch_size=200)
    return made


def _officer(country: Unit) -> None:
    user = User.objects.create_user("benchmark", display_name="Зохиомол админ")
    RoleAssignment.objects.create(
        user=user, role=Role.ADMINISTRATOR, unit=country, valid_from=START
    )


def _catalogue() -> list[Indicator]:
    source = Source.objects.create(
        code="fictional",
        publisher_mn="Зохиомол",
        publisher_en="Fictional",
        title_mn="Зохиомол тоо",
        title_en="Fictional figures",
    )
    dimensions = ["people", "households", "livestock", "land", "economy", "services"]
    made = [
        Indicator(
            code=f"fictional_{number:02d}",
            name_mn=f"Зохиомол үзүүлэлт {number}",
            name_en=f"Fictional indicator {number}",
            dimension=dimensions[number % 6],
            unit_mn="нэгж",
            unit_en="units",
            direction="neutral",
            across_units="sum",
            across_time="last",
            nature="own",
            source=source,
            lowest_level=3,
            apportion_by="population",
            position=number,
        )
        for number in range(1, INDICATORS + 1)
    ]
    return Indicator.objects.bulk_create(made)


def _figures(
    units: list[Unit], indicators: list[Indicator], rng: np.random.Generator
) -> Iterator[tuple[Any, ...]]:
    periods = list(ensure_periods([str(year) for year in YEARS]).values())
    publication = Publication.objects.create(
        title="Зохиомол нийтлэл",
        rows=len(units) * len(indicators) * len(periods),
        sha256="0" * 64,
    )
    # Only now a generator: while rows are copied the connection takes no query.
    return _rows(units, indicators, periods, publication.pk, rng)


def _rows(
    units: list[Unit],
    indicators: list[Indicator],
    periods: list[Period],
    publication: int,
    rng: np.random.Generator,
) -> Iterator[tuple[Any, ...]]:
    now = timezone.now()
    for indicator in indicators:
        level = rng.lognormal(5, 1, len(units))
        for period in periods:
            level = level * rng.normal(1.01, 0.02, len(units))
            for unit, value in zip(units, level.round(1).tolist(), strict=True):
                yield (
                    *(indicator.pk, unit.pk, period.pk, value, indicator.source_id),
                    *("published", 1, publication, now, "", ""),
                )


COLUMNS = (
    *("indicator_id", "unit_id", "period_id", "value", "source_id"),
    *("status", "version", "publication_id", "entered_at", "note", "note_en"),
)


def insert(model: type[Observation], rows: Iterable[tuple[Any, ...]]) -> int:
    """The fastest way each database has: the world is not what is measured."""
    table, names = model._meta.db_table, ", ".join(COLUMNS)
    written = count()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
                    next(written)
        else:
            marks = ", ".join("?" * len(COLUMNS))
            sql = f"INSERT INTO {table} ({names}) VALUES ({marks})"
            prepared = ((*row[:8], str(row[8]), *row[9:]) for row in rows)
            cursor.cursor.executemany(sql, (_counted(row, written) for row in prepared))
    return next(written)


def _counted(row: tuple[Any, ...], written: count[int]) -> tuple[Any, ...]:
    next(written)
    return row
