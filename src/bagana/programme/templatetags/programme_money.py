"""How a plan of money was carried out, in words: too little and too much both count.

{% load programme_money %}
{% verdict money.execution %}        ▲ дутуу зарцуулсан
{% purse money.paid %}               1,262.7 сая ₮, the exact amount under it
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from bagana.engines import mongolian
from bagana.engines.progress import Execution, Light, Verdict

register = template.Library()
MILLION: Final = Decimal(1_000_000)


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


@register.simple_tag
def purse(amount: Decimal) -> SafeString:
    """A key figure of money: in millions to be taken in, and to the last tugrik."""
    decimals = 0 if amount == amount.to_integral_value() else 2
    return format_html(
        '<p class="figure-value">{} <span class="unit">{}</span></p>'
        '<p class="figure-note">{}</p>',
        mongolian.format_number(amount / MILLION, 1),
        gettext("сая ₮"),
        mongolian.format_money(amount, decimals),
    )
