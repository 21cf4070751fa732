"""What the page offers to choose from."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q

from bagana.accounts.roles import WRITERS, assignments
from bagana.territory.queries import versions_on


def unit_choices(user: Any, on: date) -> list[tuple[str, str]]:
    """The units the user writes for, and those right under them, as code and name."""
    roots = [a.unit_id for a in assignments(user) if a.role in WRITERS]
    offered = versions_on(on).filter(Q(unit__in=roots) | Q(parent__in=roots))
    rows = sorted(offered, key=lambda v: (v.kind.level, v.sort_key))
    return [(version.unit.code, version.name) for version in rows]
