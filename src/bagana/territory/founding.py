"""Open the register: units as a published list has them on the first day."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from importlib.resources import files

from django.conf import settings
from django.db import connection, transaction

from bagana.territory.ancestry import rebuild
from bagana.territory.models import ExternalCode, Unit, UnitKind, UnitVersion
from bagana.territory.naming import (
    add_names,
    name_row,
    official_rows,
    version_sort_key,
)
from bagana.web.errors import Refused

Row = dict[str, str]


def package_table(name: str) -> Iterator[Row]:
    """Rows of one of our own tables of the national classification."""
    table = files("bagana.territory") / "data" / f"{name}.csv"
    with table.open(encoding="utf-8") as source:
        yield from csv.DictReader(source)


def register_start() -> date:
    return date.fromisoformat(settings.BAGANA_REGISTER_START)


@transaction.atomic
def open_register(*, without: frozenset[str] = frozenset()) -> int:
    """Found an empty register from the national classification; a set-up step.

    `without` names units that came later and are created by a change.
    """
    if Unit.objects.exists():
        raise Refused("Бүртгэл аль хэдийн нээгдсэн байна.", "Өөрчлөлтөөр засна уу.")
    rows = [row for row in package_table("units") if row["code"] not in without]
    _found_kinds()
    units = _found_units(rows)
    versions = _found_versions(rows, units)
    _found_names(versions, units)
    rebuild()
    refresh_statistics()
    return len(units)


def refresh_statistics() -> None:
    """Tell PostgreSQL's planner what a mass of new rows looks like.

    Until it knows, it takes the tables for empty and joins them row by row: the
    integrity checks took ten minutes instead of a second.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _found_kinds() -> None:
    kinds = [UnitKind(**row) for row in package_table("kinds")]
    UnitKind.objects.bulk_create(kinds, ignore_conflicts=True)


def _found_units(rows: list[Row]) -> dict[str, Unit]:
    Unit.objects.bulk_create([Unit(code=row["code"]) for row in rows])
    return {unit.code: unit for unit in Unit.objects.all()}


def _found_versions(rows: list[Row], units: dict[str, Unit]) -> list[UnitVersion]:
    start = register_start()
    return UnitVersion.objects.bulk_create(
        [founding_version(row, units, start) for row in rows], batch_size=500
    )


def founding_version(row: Row, units: dict[str, Unit], start: date) -> UnitVersion:
    number = int(row["number"]) if row["number"] else None
    return UnitVersion(
        unit=units[row["code"]],
        valid_from=start,
        name_mn=row["name_mn"],
        name_en=row["name_en"],
        proper_name=row["proper_name"],
        number=number,
        kind_id=row["kind"],
        parent=units.get(row["parent"]),
        sort_key=version_sort_key(row["name_mn"], number),
    )


def _found_names(versions: list[UnitVersion], units: dict[str, Unit]) -> None:
    add_names(row for version in versions for row in official_rows(version))
    found_names_of(units)


def found_names_of(units: dict[str, Unit]) -> None:
    """Other spellings and other registers' codes of the units."""
    add_names(
        name_row(units[row["code"]], row["alias"], row["source"])
        for row in package_table("aliases")
        if row["code"] in units
    )
    ExternalCode.objects.bulk_create(
        [
            ExternalCode(
                unit=units[row["code"]],
                register=row["register"],
                code=row["external_code"],
            )
            for row in package_table("external_codes")
            if row["code"] in units
        ],
        ignore_conflicts=True,
        batch_size=2000,
    )
