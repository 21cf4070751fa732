"""What the public pages write of units and figures.

{{ version|own_name }}            Түнхэл
{{ version|kind_in_words }}       5-р баг · тосгон · төв, хөдөө хосолсон
{{ figure|rule_text }}            how a value came into the units of another date
{{ line|change_text }}            what changed since the figure before
{{ figures|series_text:indicator }}   the ends of a series and the change between
{{ line|rank_text }}              place among comparable units
{{ figure|shown:indicator }}      3,104; what is withheld or missing says so
{{ picture|chart }}               a chart of bagana.portal.charts, ready for the page
"""

from __future__ import annotations

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from bagana.indicators.models import Indicator
from bagana.indicators.queries.reader import Figure
from bagana.portal import charts, rendering, wording
from bagana.portal.queries.profile import Line
from bagana.portal.wording import withheld
from bagana.territory.models import UnitVersion
from bagana.web.templatetags.bagana import number

register = template.Library()


@register.filter
def own_name(version: UnitVersion) -> str:
    return wording.own_name(version)


@register.filter
def kind_in_words(version: UnitVersion) -> str:
    return wording.kind_in_words(version)


@register.filter
def rule_text(figure: Figure) -> str:
    return wording.rule_text(figure)


@register.filter
def change_text(line: Line) -> str:
    return wording.change_text(line)


@register.filter
def series_text(figures: list[Figure], indicator: Indicator) -> str:
    return wording.series_text(figures, indicator)


@register.filter
def rank_text(line: Line) -> str:
    return wording.rank_text(line)


@register.filter
def value_of(value: float | None, indicator: Indicator) -> str:
    return wording.value_text(value, indicator)


@register.filter
def shown(figure: Figure | None, indicator: Indicator) -> str:
    """The number alone; or that it is withheld, or missing."""
    if figure is not None and figure.withheld:
        # The word opens the rule: whoever asks what it means is one step away.
        rule = f"{reverse('portal:methods')}#withheld"
        return format_html('<a class="missing" href="{}">{}</a>', rule, withheld())
    return number(figure.value if figure else None, indicator)


@register.filter
def chart(spec: charts.Spec | None) -> SafeString:
    # Made by vl-convert from our own specification; its texts are escaped there.
    return mark_safe(rendering.inline(spec)) if spec else SafeString("")
