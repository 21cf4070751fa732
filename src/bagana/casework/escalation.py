"""After how many days overdue a request climbs: dated rows, shipped with an example."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from django.db import transaction

from bagana.casework.models import ClimbingRule


@cache
def package_rules() -> tuple[dict[str, Any], ...]:
    text = (files("bagana.casework") / "data" / "escalation.json").read_text("utf-8")
    return tuple(
        {**row, "valid_from": date.fromisoformat(row["valid_from"])}
        for row in json.loads(text)
    )


@transaction.atomic
def load_climbing() -> int:
    """The package's rules; a set-up step. Returns how many came.

    Nothing is added where a rule stands: an office may have put ours right.
    """
    if ClimbingRule.objects.exists():
        return 0
    return len([ClimbingRule.objects.create(**row) for row in package_rules()])


def climbing_on(on: date) -> ClimbingRule | None:
    """The rule of a day; where no office keeps any, the package's."""
    if found := ClimbingRule.objects.newest(on):
        return found
    if ClimbingRule.objects.exists():
        return None
    begun = [row for row in package_rules() if row["valid_from"] <= on]
    return ClimbingRule(**begun[-1]) if begun else None
