"""What every installation begins with: rules of meetings; the body of a bag."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from importlib.resources import files
from typing import Any

from django.db import transaction

from bagana.acts.models import Body
from bagana.meetings.models import MeetingRule
from bagana.territory.models import Unit, UnitVersion
from bagana.territory.queries import nearest_version

NAMED = "Иргэдийн Нийтийн Хурал"


@transaction.atomic
def load_rules() -> int:
    """The package's dated rules; a set-up step. Returns how many came.

    Nothing is added where a rule stands: an office may have put ours right.
    """
    if MeetingRule.objects.exists():
        return 0
    text = files("bagana.meetings").joinpath("data/rules.json").read_text("utf-8")
    rows = json.loads(text)
    for row in rows:
        MeetingRule.objects.create(**_told(row))
    return len(rows)


def _told(row: dict[str, Any]) -> dict[str, Any]:
    days = {
        name: date.fromisoformat(row[name]) if row[name] else None
        for name in ("valid_from", "valid_to")
    }
    shares = {
        name: Decimal(row[name]) if row[name] else None
        for name in ("quorum", "majority")
    }
    return row | days | shares


def body_of(unit: Unit, on: date) -> Body:
    """The citizens' meeting of a bag as a body of acts; made at its first meeting."""
    found = Body.objects.filter(unit=unit, name_mn__endswith=NAMED).order_by("pk")
    if body := found.first():
        return body
    version = nearest_version(unit.code, on)
    name_mn, name_en = _names(unit, version)
    if Body.objects.filter(name_mn=name_mn).exists():
        name_mn = f"{unit.code} {name_mn}"
    return Body.objects.create(unit=unit, name_mn=name_mn, name_en=name_en)


def _names(unit: Unit, version: UnitVersion | None) -> tuple[str, str]:
    if version is None:
        return f"{unit.code} багийн {NAMED}", f"Citizens' meeting of bag {unit.code}"
    above = version.parent
    parent = nearest_version(above.code, version.valid_from) if above else None
    mn = f"{version.name_mn} багийн {NAMED}"
    en = f"Citizens' meeting of {version.name_en or version.name_mn} bag"
    if parent is None:
        return mn, en
    return (
        f"{parent.name_mn} сумын {mn}",
        f"{en}, {parent.name_en or parent.name_mn} sum",
    )
