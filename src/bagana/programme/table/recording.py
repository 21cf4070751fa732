"""What an application of a table did, row by row: kept with the batch to undo it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from bagana.programme.models import Measure
from bagana.programme.table.present import Present, read_present

# Taken away in this order, so that nothing is left pointing at what goes.
ORDER = (
    "moneyentry",
    "targetversion",
    "target",
    "activity",
    "measureindicator",
    "measureunit",
    "measure",
)
LAST = "objective"


def values_of(row: models.Model) -> dict[str, Any]:
    """The columns of a row as JSON holds them."""
    plain = {f.attname: f.value_from_object(row) for f in row._meta.concrete_fields}
    found: dict[str, Any] = json.loads(json.dumps(plain, cls=DjangoJSONEncoder))
    return found


@dataclass(slots=True)
class Record:
    """Rows made, rows taken away, old values of rows changed, and how the measures
    looked afterwards."""

    made: dict[str, list[int]] = field(default_factory=dict)
    removed: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    changed: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    after: dict[str, str] = field(default_factory=dict)

    def make(self, rows: Iterable[models.Model]) -> None:
        for row in rows:
            self.made.setdefault(_name(row), []).append(row.pk)

    def remove(self, row: models.Model) -> None:
        self.removed.setdefault(_name(row), []).append(values_of(row))

    def change(self, row: models.Model, names: Iterable[str]) -> None:
        """Keep the old values; call before the row is changed. The oldest stay."""
        old = values_of(row)
        kept = self.changed.setdefault(_name(row), {}).setdefault(str(row.pk), {})
        for name in names:
            kept.setdefault(name, old[name])

    def stored(self) -> dict[str, Any]:
        return {
            "made": self.made,
            "removed": self.removed,
            "changed": self.changed,
            "after": self.after,
        }

    @classmethod
    def restored(cls, kept: dict[str, Any]) -> Record:
        return cls(kept["made"], kept["removed"], kept["changed"], kept["after"])


def _name(row: models.Model) -> str:
    return row._meta.model_name or ""


def prints_of(measures: Iterable[int]) -> dict[str, str]:
    """A print of each measure with all that the table governs of it."""
    found = read_present(Measure.objects.filter(pk__in=list(measures)))
    return {str(pk): _print(present) for pk, present in found.items()}


def _print(present: Present) -> str:
    rows: list[models.Model] = [
        present.measure,
        *(present.units[key] for key in sorted(present.units)),
        *(present.indicators[key] for key in sorted(present.indicators)),
        *present.activities,
        *present.entries,
    ]
    for key in sorted(present.goals):
        version = present.goals[key].version
        rows += [present.goals[key].target, version, *version.points.order_by("pk")]
    text = json.dumps([values_of(row) for row in rows], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
