"""Terms of complaints, sanctions, declarations: dated rows, shipped with an example."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from django.db import transaction

from bagana.people.models import ConductRule


@cache
def package_rules() -> tuple[dict[str, Any], ...]:
    text = (files("bagana.people") / "data" / "conduct_rules.json").read_text("utf-8")
    return tuple(
        {**row, "valid_from": date.fromisoformat(row["valid_from"])}
        for row in json.loads(text)
    )


@transaction.atomic
def load_conduct_rules() -> int:
    """The package's rules; a set-up step. Returns how many came.

    Nothing is added where a rule stands: an office may have put ours right.
    """
    if ConductRule.objects.exists():
        return 0
    return len([ConductRule.objects.create(**row) for row in package_rules()])


def terms_on(day: date) -> ConductRule:
    """The rule of a day; before the first one, the first."""
    if found := ConductRule.objects.newest(day):
        return found
    if first := ConductRule.objects.order_by("valid_from").first():
        return first
    return ConductRule(**package_rules()[0])


def months_after(day: date, months: int) -> date:
    """The same day so many months later; where there is none, the first of the next."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    try:
        return day.replace(year=year, month=month + 1)
    except ValueError:
        return date(year, month + 2, 1)  # December lacks no day


def declarations_due(year: int) -> date:
    """The last day of the yearly declaration, by the rule that began the year."""
    terms = terms_on(date(year, 1, 1))
    return date(year, terms.declare_month, terms.declare_day)
