"""Words of blocks for templates: {% load redistricting_blocks %}."""

from __future__ import annotations

from typing import Any

from django import template

from bagana.engines.mongolian import format_number, format_percent
from bagana.redistricting.block_problems import COLUMNS

register = template.Library()


@register.filter
def count_word(name: str) -> str:
    """«өрх» of households."""
    return str(COLUMNS.get(name, name))


@register.filter
def signed(value: Any) -> str:
    """A difference with its sign: +12, −3."""
    return f"{_sign(value)}{format_number(abs(value))}"


@register.filter
def signed_percent(value: Any) -> str:
    """A deviation in per cent with its sign: +12%, −3%."""
    return f"{_sign(round(value))}{format_percent(abs(value), 0)}"


def _sign(value: Any) -> str:
    return "+" if value > 0 else "−" if value < 0 else ""
