"""A method on a page: bars of weights, shares in words.

{% load ranking_methods %}
{% weight_bar row.share row.name %}   a bar of the share, 0 to 1, of the whole
{{ row.share|share:1 }}               12.5%
{{ value|short }}                     0.25, as short as it is exact
{{ value|near }}                      66.9, three digits that matter
{{ r|two }}                           −0.31, a correlation
{% bars counts %}                     a small histogram
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

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


@register.filter
def near(value: Any) -> str:
    """Three digits that matter: enough to see where a figure lies."""
    if words.is_missing(value):
        return format_html('<span class="missing">{}</span>', words.missing())
    size = abs(float(value))
    decimals = 0 if size >= 100 else 1 if size >= 10 else 2
    return figure(float(value), decimals)


@register.filter
def two(value: Any) -> str:
    """A correlation to two decimals; a real minus sign."""
    if words.is_missing(value):
        return format_html('<span class="missing">{}</span>', words.missing())
    return f"{float(value):.2f}".replace("-", "−")


@register.simple_tag
def bars(counts: Sequence[int]) -> SafeString:
    """How many units have which value, from the least on the left."""
    most = max(counts, default=0)
    if not most:
        return SafeString("")
    step = 120 / len(counts)
    rows = (
        (
            f"{n * step:.1f}",
            f"{32 - 32 * c / most:.1f}",
            f"{step - 1:.1f}",
            _high(c, most),
        )
        for n, c in enumerate(counts)
    )
    drawn = format_html_join(
        "", '<rect x="{}" y="{}" width="{}" height="{}" fill="currentColor"/>', rows
    )
    label = gettext("Тархалт: хамгийн багаас их рүү %(counts)s нэгж") % {
        "counts": ", ".join(map(str, counts))
    }
    return format_html(
        '<svg class="spark muted" viewBox="0 0 120 32" preserveAspectRatio="none"'
        ' role="img" aria-label="{}">{}</svg>',
        label,
        drawn,
    )


def _high(count: int, most: int) -> str:
    return f"{32 * count / most:.1f}"


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
