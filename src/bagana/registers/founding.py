"""Kinds of assets and the illustrative norm that every installation begins with."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from importlib.resources import files
from typing import Final

from django.db import transaction

from bagana.registers.models import AssetKind, AssetNorm

Row = dict[str, str]
FROM: Final = date(2018, 1, 1)
SOURCE_MN: Final = (
    "Багийн албаны хангамжийн норм батлагдсан акт олдоогүй тул жишээ утга; аймаг "
    "өөрийн шийдвэрээр солино."
)
SOURCE_EN: Final = (
    "No act with a norm for bag offices was found, so the values are illustrative; "
    "the aimag replaces them by its own decision."
)


def package_table(name: str) -> list[Row]:
    table = files("bagana.registers") / "data" / f"{name}.csv"
    with table.open(encoding="utf-8") as source:
        return list(csv.DictReader(source))


@transaction.atomic
def found_assets() -> int:
    """Kinds with an illustrative norm; a set-up step. Returns how many norms.

    Nothing is added where kinds stand: an office may have changed them.
    """
    if AssetKind.objects.exists():
        return 0
    rows = package_table("asset_kinds")
    AssetKind.objects.bulk_create(
        AssetKind(**row, position=place) for place, row in enumerate(rows, start=1)
    )
    kinds = AssetKind.objects.in_bulk(field_name="code")
    norms = [_norm(kinds, row) for row in package_table("asset_norms")]
    return len(AssetNorm.objects.bulk_create(norms))


def _norm(kinds: dict[str, AssetKind], row: Row) -> AssetNorm:
    return AssetNorm(
        kind=kinds[row["kind"]],
        location_type=row["location_type"],
        pieces=int(row["pieces"]),
        unit_price=Decimal(row["unit_price"]) if row["unit_price"] else None,
        valid_from=FROM,
        source_mn=SOURCE_MN,
        source_en=SOURCE_EN,
        is_illustrative=True,
    )
