"""Tags of the page on which a plan is edited.

{% tolerance row %}                    15%
{% deviation_share row.deviation.after %}     31.2%
"""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from bagana.redistricting import wording
from bagana.redistricting.queries.plans import WeightRow
from bagana.web import words

register = template.Library()


@register.simple_tag
def tolerance(row: WeightRow) -> str:
    """What the scenario allows of a weight."""
    return "" if row.tolerance is None else wording.share_words(row.tolerance, 0)


@register.simple_tag
def deviation_share(share: float | None) -> SafeString | str:
    if share is None:
        return format_html('<span class="missing">{}</span>', words.missing())
    return wording.share_words(share)
