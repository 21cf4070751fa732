"""bagana export: every published figure as one tidy CSV, which imports again."""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO

from bagana.project.commands.environment import command, split_list

COLUMNS = {
    "indicator": "indicator__code",
    "unit": "unit__code",
    "period": "period__code",
    "value": "value",
    "numerator": "numerator",
    "denominator": "denominator",
    "source": "source__code",
    "nature": "indicator__nature",
    "note": "note",
    "note_en": "note_en",
}


@command
def run(options: argparse.Namespace) -> int:
    rows = _rows(options.unit, split_list(options.indicators))
    with _target(options.file) as target:
        writer = csv.writer(target, lineterminator="\n")
        writer.writerow(COLUMNS)
        for row in rows.values_list(*COLUMNS.values()).iterator():
            writer.writerow(row)
    return 0


def _rows(unit: str, indicators: list[str]) -> Any:
    from django.utils import timezone

    from bagana.indicators.models import Observation
    from bagana.project.commands.publish import known
    from bagana.territory.models import Unit

    rows = Observation.objects.published().order_by(
        "indicator__code", "unit__code", "period__start", "period__code"
    )
    if unit:
        rows = rows.within(known(Unit, [unit])[0], timezone.localdate())
    return rows.filter(indicator__code__in=indicators) if indicators else rows


@contextmanager
def _target(name: str) -> Iterator[TextIO]:
    if name == "-":
        yield sys.stdout
        return
    with open(name, "w", encoding="utf-8-sig", newline="") as target:
        yield target
