"""The catalogue that every installation begins with, from our own tables."""

from __future__ import annotations

import csv
from importlib.resources import files

from django.db import transaction

from bagana.indicators.catalogue import load_catalogue, load_sources
from bagana.indicators.models import Nature

Row = dict[str, str]


def package_table(name: str) -> list[Row]:
    table = files("bagana.indicators") / "data" / f"{name}.csv"
    with table.open(encoding="utf-8") as source:
        return list(csv.DictReader(source))


@transaction.atomic
def found_catalogue(*, with_modelled: bool = False) -> int:
    """Sources and indicators; a set-up step. Returns how many indicators.

    Modelled indicators belong to the demonstration: an office has nothing to fill
    them with.
    """
    rows = [
        row
        for row in package_table("indicators")
        if with_modelled or row["nature"] != Nature.MODELLED
    ]
    named = {row["source"] for row in rows}
    load_sources(
        row for row in package_table("sources") if with_modelled or row["code"] in named
    )
    return load_catalogue(rows)
