"""{{ names|named:pk }}: the name of a unit out of a mapping that the query made."""

from __future__ import annotations

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def named(names: Mapping[int, str], unit: int | None) -> str:
    return names.get(unit, "") if unit is not None else ""
