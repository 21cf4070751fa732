"""{{ names|named:pk }}: the name of a unit out of a mapping that the query made.

{{ evidence|captioned }}: its caption in the reader's language
"""

from __future__ import annotations

from collections.abc import Mapping

from django import template

from bagana.programme.models import Evidence
from bagana.web import words

register = template.Library()


@register.filter
def named(names: Mapping[int, str], unit: int | None) -> str:
    return names.get(unit, "") if unit is not None else ""


@register.filter
def captioned(evidence: Evidence) -> str:
    english = evidence.caption_en if words.in_english() else ""
    return english or evidence.caption
