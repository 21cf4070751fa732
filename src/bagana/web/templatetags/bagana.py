"""Filters and tags for every template: numbers, dates, links that keep the date.

They are built in: no template loads them.

{{ value|number:indicator }}      3,104; what is missing says so
{{ value|number:1 }}              89.2
{{ value|money }}                 ₮ 59,400,000
{{ value|percent:1 }}             89.2%
{{ day|long_date }}               2018 оны 06 дугаар сарын 05-ны өдөр
{{ day|short_date }}              2018-06-05
{{ moment|minute }}               2018-06-05 14:30
{{ day|as_of }}                   2018-06-05-ны байдлаар
{{ nature|nature_badge }}         албан / өөрийн тоо / загвар
{{ now|since:before|change_in_words:0 }}      ↑ 120 (4.0%) өссөн
{{ act.title|as_written }}        Mongolian that a person wrote, marked on English pages
{% url_on 'portal:unit' code %}   an address that keeps ?on= where it was given
{% query page=2 sort=None %}      this address with parameters replaced or dropped
{% tab 'acts:list' label %}       a link of the office, marked on its pages
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django import template
from django.core.paginator import Paginator
from django.template import Context
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from bagana.engines import mongolian
from bagana.web import words

register = template.Library()
_LETTERS = "[а-яёөүА-ЯЁӨҮ]+"
MONGOLIAN_WORDS = re.compile(f"{_LETTERS}(?:[^A-Za-zа-яёөүА-ЯЁӨҮ<>&]+{_LETTERS})*")


def _decimals(asked: Any) -> int:
    """Digits after the point: a number, or whatever has `decimals`."""
    return int(getattr(asked, "decimals", asked) or 0)


def _missing() -> SafeString:
    return format_html('<span class="missing">{}</span>', words.missing())


@register.filter
def number(value: Any, decimals: Any = 0) -> str:
    if words.is_missing(value):
        return _missing()
    return mongolian.format_number(value, _decimals(decimals))


@register.filter
def money(value: Any, decimals: int = 0) -> str:
    if words.is_missing(value):
        return _missing()
    return mongolian.format_money(value, decimals)


@register.filter
def percent(value: Any, decimals: int = 1) -> str:
    """A figure that is already in per cent."""
    if words.is_missing(value):
        return _missing()
    return mongolian.format_percent(value, decimals)


@register.filter
def long_date(day: date | datetime | None) -> str:
    return words.long_date(day) if day else _missing()


@register.filter
def short_date(day: date | datetime | None) -> str:
    return words.short_date(day) if day else _missing()


@register.filter
def minute(moment: datetime | None) -> str:
    return words.moment_text(moment) if moment else _missing()


@register.filter
def as_of(day: date | datetime | None) -> str:
    return words.as_of(day) if day else ""


@register.filter
def nature_badge(nature: str) -> SafeString:
    return format_html(
        '<span class="badge badge--{}">{}</span>', nature, words.nature_word(nature)
    )


@register.filter
def change_in_words(change: Any, decimals: Any = 0) -> str:
    """A difference, or a pair of now and before; a missing side makes it missing."""
    now, before = change if isinstance(change, tuple) else (change, 0)
    if words.is_missing(now) or words.is_missing(before):
        return _missing()
    is_share = getattr(decimals, "unit_name", "") == "%"
    return words.change_in_words(now, before, _decimals(decimals), is_share=is_share)


@register.filter
def as_written(text: Any) -> SafeString:
    """Names, titles and notes are never translated: a page read aloud in English
    must say which words of it are Mongolian."""
    safe = conditional_escape(text)
    if not words.in_english():
        return safe
    return mark_safe(MONGOLIAN_WORDS.sub(r'<span lang="mn">\g<0></span>', safe))


@register.filter
def since(now: Any, before: Any) -> tuple[Any, Any]:
    """The pair that `change_in_words` reads."""
    return now, before


@register.filter
def page_numbers(paginator: Paginator[Any], number: int) -> list[int | None]:
    """The numbers to link: ends and neighbours, None where some are left out."""
    return [
        shown if isinstance(shown, int) else None
        for shown in paginator.get_elided_page_range(number, on_each_side=2, on_ends=1)
    ]


@register.simple_tag(takes_context=True)
def url_on(context: Context, name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a page, read as of the date that this page is read as of."""
    address = reverse(name, args=args, kwargs=kwargs)
    if not context.get("on_given"):
        return address
    return f"{address}?{urlencode({'on': words.short_date(context['on'])})}"


@register.simple_tag(takes_context=True)
def query(context: Context, **changes: Any) -> str:
    """The query of this address with parameters replaced; None or "" drops one."""
    parameters = context["request"].GET.copy()
    for key, value in changes.items():
        parameters.pop(key, None)
        if value not in (None, ""):
            parameters[key] = str(value)
    return f"?{parameters.urlencode()}" if parameters else "?"


@register.simple_tag(takes_context=True)
def tab(
    context: Context, name: str, label: str, exact: bool = False, beside: str = ""
) -> SafeString:
    """A link in a list, current on its page and, unless `exact`, on those below it.

    `beside` names a page below it that has a link of its own.
    """
    address, path = reverse(name), context["request"].path
    apart = beside and path.startswith(reverse(beside))
    below = path.startswith(address) and not exact and not apart
    state = "page" if path == address else "true" if below else ""
    current = format_html(' aria-current="{}"', state) if state else ""
    return format_html('<li><a href="{}"{}>{}</a></li>', address, current, label)
