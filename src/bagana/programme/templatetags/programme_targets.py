"""How targets read: levels, shares of the way, and why there is no share.

{% load programme_targets %}
{{ row.shown.wanted|level:indicator }}    120, or 200–400 for a range
{{ row.shown.progress|way_text }}         75.0%, «хадгалсан», «суурь түвшингүй» …
{{ row.shown.found|reached:indicator }}   104, «нууцалсан» or «мэдээлэл алга»
{% target_light row.shown.progress %}     the light; grey says why it is grey
{% lights_rule %}                         from which ratio a light is green or amber
"""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from bagana.engines import mongolian
from bagana.engines.progress import Light, Progress, Span, Status
from bagana.programme.lights import light_bands
from bagana.programme.queries.target_values import GroupValue
from bagana.programme.templatetags.programme import light_word

register = template.Library()


@register.filter
def level(wanted: float | Span | None, indicator: Any) -> str:
    if wanted is None:
        return gettext("мэдээлэл алга")
    decimals = indicator.decimals
    if isinstance(wanted, Span):
        low = mongolian.format_number(wanted.low, decimals)
        return f"{low}–{mongolian.format_number(wanted.high, decimals)}"
    return mongolian.format_number(wanted, decimals)


@register.filter
def reached(found: GroupValue, indicator: Any) -> str:
    """The figure; else whether it is withheld or missing."""
    if found.value is not None:
        return mongolian.format_number(found.value, indicator.decimals)
    return gettext("нууцалсан") if found.withheld else gettext("мэдээлэл алга")


def status_words(status: str) -> str:
    names = {
        Status.IN_RANGE: gettext("хязгаартаа"),
        Status.OUT_OF_RANGE: gettext("хязгаараас гадуур"),
        Status.MAINTAINED: gettext("хадгалсан"),
        Status.LOST: gettext("алдсан"),
        Status.RATIO: gettext("суурь түвшингүй"),
        Status.NO_BASELINE: gettext("суурь түвшингүй"),
        Status.NO_DATA: gettext("мэдээлэл алга"),
        Status.NOT_DUE: gettext("хугацаа болоогүй"),
        Status.MEASURED: pgettext("progress", "хэмжсэн"),
    }
    return names[Status(status)]


@register.filter
def way_text(progress: Progress) -> str:
    """The share of the way in per cent; else, in a word, why there is none."""
    if progress.raw is None:
        return status_words(progress.status)
    share = mongolian.format_percent(100 * progress.raw)
    if progress.status is Status.RATIO:
        return gettext("зорилтот түвшний %(share)s, суурь түвшингүй") % {"share": share}
    if progress.status in {Status.IN_RANGE, Status.OUT_OF_RANGE}:
        return f"{status_words(progress.status)}, {share}"
    return share


@register.filter
def way_figure(progress: Progress) -> str:
    """The share alone, for a large figure; in a word, why there is none."""
    raw = progress.raw
    return status_words(progress.status) if raw is None else share_text(raw)


@register.filter
def status_text(status: str) -> str:
    return status_words(status)


@register.filter
def share_text(share: float | None) -> str:
    return "–" if share is None else mongolian.format_percent(100 * share)


@register.simple_tag
def target_light(progress: Progress) -> SafeString:
    grey = progress.light is Light.GREY
    word = status_words(progress.status) if grey else light_word(progress.light)
    return format_html('<span class="state light--{}">{}</span>', progress.light, word)


@register.simple_tag
def lights_rule() -> str:
    """The bands as configured, to stand beside every table of lights."""
    bands = light_bands()
    return gettext(
        "Хэвийн: хугацаандаа хүрэх ёстой байснаас %(green)s ба түүнээс дээш."
        " Анхаарах: %(amber)s ба түүнээс дээш. Хоцорсон: түүнээс доош."
    ) % {
        "green": mongolian.format_percent(100 * bands.green, 0),
        "amber": mongolian.format_percent(100 * bands.amber, 0),
    }
