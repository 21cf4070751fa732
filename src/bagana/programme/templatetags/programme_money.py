"""How a plan of money was carried out, in words: too little and too much both count.

{% load programme_money %}
{% verdict money.execution %}        ▲ дутуу зарцуулсан
"""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from bagana.engines.progress import Execution, Light, Verdict

register = template.Library()


def verdict_word(done: Execution) -> str:
    if done.light is Light.GREY and done.verdict is not Verdict.NO_PLAN:
        return gettext("хугацаа дуусаагүй")
    names = {
        Verdict.WITHIN: gettext("төлөвлөсний дагуу"),
        Verdict.UNDER: gettext("дутуу зарцуулсан"),
        Verdict.OVER: gettext("хэтрүүлсэн"),
        Verdict.UNPLANNED: gettext("төлөвлөөгүй зарцуулалт"),
        Verdict.NO_PLAN: gettext("төлөвлөгөөгүй"),
    }
    return names[done.verdict]


@register.simple_tag
def verdict(done: Execution) -> SafeString:
    return format_html(
        '<span class="state light--{}">{}</span>', done.light.value, verdict_word(done)
    )
