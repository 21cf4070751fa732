"""Filters and tags of pages with plans: before → after, deviations, names of weights.

{% pair row.travel_mean 1 %}          12.1 → 11.4
{% off balance %}                     −31% → +4%, with a word where it is outside
{{ "area"|weight_word }}              Нутаг дэвсгэр
{{ plan|plan_word }}                  5-р хувилбар
"""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from bagana.engines import mongolian
from bagana.redistricting import plan_tables, wording
from bagana.redistricting.queries.plans import Balance, Pair
from bagana.web import words

register = template.Library()
ABSENT = "–"


@register.filter
def weight_word(weight: str) -> str:
    return wording.weight_name(weight)


@register.filter
def plan_word(plan: Any) -> str:
    return wording.plan_name(plan)


@register.filter
def state_word(state: str) -> str:
    return plan_tables.state_word(state)


@register.filter
def signed_percent(value: float | None, decimals: int = 0) -> str:
    """A deviation in per cent: +4%, −31%; nought has no sign."""
    if value is None or words.is_missing(value):
        return words.missing()
    text = mongolian.format_percent(abs(value), decimals)
    nought = text == mongolian.format_percent(0, decimals)
    sign = "" if nought else "+" if value > 0 else "−"
    return f"{sign}{text}"


@register.filter
def signed_number(value: float | None, decimals: int = 0) -> str:
    """A change: +19,175, −12; nought has no sign."""
    if value is None or words.is_missing(value):
        return words.missing()
    text = mongolian.format_number(abs(value), decimals)
    nought = text == mongolian.format_number(0, decimals)
    return text if nought else f"{'+' if value > 0 else '−'}{text}"


@register.simple_tag
def pair(value: Pair, decimals: int = 0, state: str = "", percent: bool = False) -> Any:
    """Today → plan; of a bag that begins or ends only the side that there is."""

    def told(side: float | None, absent: bool) -> SafeString | str:
        if absent:
            return ABSENT
        if words.is_missing(side) or side is None:
            return format_html('<span class="missing">{}</span>', words.missing())
        number = mongolian.format_number(side, decimals)
        return f"{number}%" if percent else number

    before, after = (
        told(value.before, state == "new"),
        told(value.after, state == "ended"),
    )
    if state == "same" and before == after:
        return before
    return format_html('<span class="muted">{}</span> → {}', before, after)


@register.simple_tag
def off(balance: Balance, state: str = "") -> SafeString:
    """How far from its target a bag stands, before and after, and whether it may."""
    both = balance.deviation_percent
    if state != "ended" and both.after is None:
        return SafeString("")
    before = ABSENT if state == "new" else signed_percent(both.before)
    after = ABSENT if state == "ended" else signed_percent(both.after)
    if balance.is_within is False:
        return format_html(
            '{} → <span class="bad">{} <span class="unseen">{}</span>!</span>',
            before,
            after,
            _("зөвшөөрөх зөрүүнээс хэтэрсэн"),
        )
    return format_html("{} → {}", before, after)
