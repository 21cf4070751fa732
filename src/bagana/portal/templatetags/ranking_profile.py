"""Words of the profile and the explorer.

{% load ranking_profile %}
{{ row|rank_interval }}        1–4-р байр
{{ explored|shift_words }}     ↑ 3 байр дээшилсэн
{{ points|signed:1 }}          +2.4
{% signals_line run %}         how many figures are worth a second look, neutrally
"""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import gettext

from bagana.engines import mongolian
from bagana.ranking import wording
from bagana.ranking.models import Run
from bagana.ranking.queries.exploring import ExploredRow
from bagana.ranking.queries.rows import UnitRow
from bagana.ranking.queries.signals import count_of
from bagana.ranking.signals_wording import public_line
from bagana.web import words

register = template.Library()


@register.filter
def rank_interval(row: UnitRow) -> str:
    return wording.interval_words(row)


@register.filter
def shift_words(row: ExploredRow) -> str:
    if not row.shift:
        return gettext("хэвээр")
    values = {"count": abs(row.shift)}
    if row.shift > 0:
        found = gettext("↑ %(count)s байр дээшилсэн") % values
    else:
        found = gettext("↓ %(count)s байр доошилсон") % values
    if row.leaves_interval:
        return gettext("%(shift)s, хязгаараас гарсан") % {"shift": found}
    return found


@register.filter
def signed(value: float | None, decimals: Any = 1) -> str:
    """A difference with its sign; one that rounds to nought has none."""
    if words.is_missing(value) or value is None:
        return words.missing()
    text = mongolian.format_number(abs(value), int(decimals or 0))
    if text == mongolian.format_number(0, int(decimals or 0)):
        return text
    return f"{'+' if value > 0 else '−'}{text}"


@register.simple_tag
def signals_line(run: Run) -> str:
    return public_line(count_of(run))
