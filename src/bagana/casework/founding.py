"""Services that every installation begins with: illustrative, but the law's terms."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from importlib.resources import files
from typing import Any

from django.db import transaction
from django.utils import timezone

from bagana.casework.models import Service, ServiceVersion
from bagana.casework.papers import refuse_held
from bagana.territory.models import Unit
from bagana.territory.queries import root_versions


@transaction.atomic
def load_services(unit: Unit) -> int:
    """The package's services as the unit's; a set-up step. Returns how many came.

    A service that stands already is left as it is: an office may have changed it.
    """
    text = files("bagana.casework") / "data" / "services.json"
    known = set(Service.objects.values_list("code", flat=True))
    rows = json.loads(text.read_text("utf-8"))
    fresh = [row for row in rows if row["code"] not in known]
    for row in fresh:
        _load(unit, row)
    return len(fresh)


def _load(unit: Unit, row: Mapping[str, Any]) -> None:
    told = dict(row["version"])
    refuse_held(told["papers"])
    kept = {name: row[name] for name in ("code", "kind", "provider", "is_open311")}
    service = Service.objects.create(
        unit=unit, reference_kind=row["reference_kind"], **kept
    )
    told["valid_from"] = date.fromisoformat(told["valid_from"])
    told["fee"] = Decimal(told["fee"])
    ServiceVersion.objects.create(service=service, **told)


def found_services() -> int:
    """The package's services for the whole register, where it has any unit."""
    root = root_versions(timezone.localdate()).order_by("unit__code").first()
    return load_services(root.unit) if root else 0
