"""A method on a page: bars of weights, shares in words.

{% load ranking_methods %}
{% weight_bar row.share row.name %}   a bar of the share, 0 to 1, of the whole
{{ row.share|share:1 }}               12.5%
{{ value|short }}                     0.25, as short as it is exact
"""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from bagana.engines.mongolian import format_percent
from bagana.ranking.method_wording import figure
from bagana.web import words

register = template.Library()


@register.filter
def share(value: Any, decimals: int = 1) -> str:
    """A share of one in per cent."""
    if words.is_missing(value):
        return format_html('<span class="missing">{}</span>', words.missing())
    return format_percent(100 * float(value), decimals)


@register.filter
def short(value: Any) -> str:
    if words.is_missing(value):
        return format_html('<span class="missing">{}</span>', words.missing())
    return figure(float(value))


@register.simple_tag
def weight_bar(value: float, name: str, most: float = 1.0) -> SafeString:
    """A bar from the left; `most` is the share that fills it."""
    width = 100 * min(1.0, value / most) if most else 0.0
    return format_html(
        '<svg class="shares" viewBox="0 0 100 10" preserveAspectRatio="none" role="img"'
        ' aria-label="{}: {}"><rect class="state--under_way" width="{}" height="10"/>'
        "</svg>",
        name,
        share(value),
        f"{width:.2f}",
    )
