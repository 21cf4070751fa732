"""The rating scales that every installation begins with, from our own tables."""

from __future__ import annotations

import csv
from datetime import date
from importlib.resources import files

from django.db import transaction

from bagana.programme.models import RatingLevel, RatingScale

Row = dict[str, str]
TEXTS = ("name_mn", "name_en", "rule_mn", "rule_en", "note_mn", "note_en")


def package_table(name: str) -> list[Row]:
    table = files("bagana.programme") / "data" / f"{name}.csv"
    with table.open(encoding="utf-8") as source:
        return list(csv.DictReader(source))


@transaction.atomic
def found_scales() -> int:
    """Scales with their steps; a set-up step. Returns how many.

    Nothing is added where a scale stands: an office may have taken one of ours away.
    """
    if RatingScale.objects.exists():
        return 0
    steps, rows = package_table("rating_levels"), package_table("rating_scales")
    for row in rows:
        scale = RatingScale.objects.create(
            code=row["code"],
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=_day(row["valid_to"]),
            is_assumption=row["is_assumption"] == "1",
            **{key: row[key] for key in TEXTS},
        )
        RatingLevel.objects.bulk_create(_level(scale, step) for step in steps)
    return len(rows)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _level(scale: RatingScale, step: Row) -> RatingLevel:
    return RatingLevel(
        scale=scale,
        position=int(step["position"]),
        percent=int(step["percent"]) if step["percent"] else None,
        name_mn=step["name_mn"],
        name_en=step["name_en"],
    )
