"""Criteria by which officials are judged: dated, by kind of post, named by an act.

The rule: docs/rules/performance.md.
"""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from importlib.resources import files
from typing import Any

from django.db import transaction

from bagana.indicators.models import Indicator
from bagana.people.models import CriteriaSet, Criterion
from bagana.web.procedures import keep


@transaction.atomic
def load_criteria() -> bool:
    """Lay down the examples where no set is there; a set-up step.

    They wait until the catalogue knows every indicator that they name: a criterion
    without its figure would stay without it for good.
    """
    if CriteriaSet.objects.exists():
        return False
    text = files("bagana.people").joinpath("data/criteria.json").read_text("utf-8")
    sets = json.loads(text)
    asked = {item["indicator"] for one in sets for item in one["items"] if _named(item)}
    known = {row.code: row for row in Indicator.objects.filter(code__in=asked)}
    if asked - set(known):
        return False
    for one in sets:
        _found(one, known)
    return True


def _named(item: dict[str, Any]) -> bool:
    return "indicator" in item


def _found(told: dict[str, Any], known: dict[str, Indicator]) -> None:
    items = told.pop("items")
    told["valid_from"] = date.fromisoformat(told["valid_from"])
    row = CriteriaSet(is_illustrative=True, **told)
    keep(row, user=None, reason="founded")
    for position, item in enumerate(items, start=1):
        indicator = known.get(item.pop("indicator", ""))
        item["weight"] = Decimal(item["weight"])
        Criterion.objects.create(
            criteria=row, position=position, indicator=indicator, **item
        )
