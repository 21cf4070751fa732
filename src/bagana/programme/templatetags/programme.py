"""How far things are, in a word, a sign and a colour: never in colour alone.

{% load programme %}
{% status_word measure.status %}      ✓ хэрэгжсэн
{% light progress.light %}            ▲ анхаарах
{% rating report.decided %}           70% хэрэгжих шатандаа байгаа
{% share_bar counts|status_parts %}   one bar of a row of counts by status
{% share_bar lights|light_parts %}    the same by light
{% share_bar levels|level_parts %}    the same by (per cent or None, name, count)
{% share_words counts|status_parts %} «хэрэгжсэн 3 · эхлээгүй 1», to stand beside a bar
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from bagana.engines import mongolian
from bagana.programme.standings import Status
from bagana.web import words

register = template.Library()

WIDTH: Final = 100
STATUSES: Final = (
    Status.DONE,
    Status.UNDER_WAY,
    Status.LATE,
    Status.NOT_STARTED,
    Status.UPCOMING,
    Status.DROPPED,
)
"""From what is finished to what is given up: the order of bars and legends."""

LIGHTS: Final = ("green", "amber", "red", "grey")


@dataclass(frozen=True)
class Part:
    """A stretch of a bar: its class, its name and how many."""

    css: str
    label: str
    count: int


def light_word(light: str) -> str:
    names = {
        "green": gettext("хэвийн"),
        "amber": gettext("анхаарах"),
        "red": gettext("хоцорсон"),
        "grey": gettext("мэдээлэл алга"),
    }
    return names.get(str(light), names["grey"])


@register.simple_tag
def status_word(status: str) -> SafeString:
    """What a measure is on the day, as `standings.Status` names it."""
    if not status:
        return format_html('<span class="missing">{}</span>', words.missing())
    known = Status(status)
    return format_html(
        '<span class="state state--{}">{}</span>', known.value, known.label
    )


@register.simple_tag
def light(value: str | None) -> SafeString:
    """A light of progress: green, amber, red, or grey where nothing is known."""
    name = str(value) if value and str(value) in LIGHTS else "grey"
    return format_html(
        '<span class="state light--{}">{}</span>', name, light_word(name)
    )


@register.simple_tag
def rating(level: Any) -> SafeString:
    """A step of a rating scale: its per cent and its name."""
    if level is None:
        return format_html('<span class="missing">{}</span>', words.missing())
    return format_html(
        '<span class="rating level--{}">{}</span>',
        _level_class(level.percent),
        rating_text(level.percent, level.name),
    )


def rating_text(percent: int | None, name: str) -> str:
    return name if percent is None else f"{percent}% {name}"


def _level_class(percent: int | None) -> str:
    if percent is None:
        return "none"
    return "full" if percent >= 90 else "high" if percent >= 50 else _low(percent)


def _low(percent: int) -> str:
    return "low" if percent > 0 else "nought"


@register.filter
def status_parts(counts: Mapping[str, int] | None) -> list[Part]:
    """Counts by status, in the order of bars; statuses with none are left out."""
    known = counts or {}
    return [
        Part(f"state--{status.value}", str(status.label), known[status.value])
        for status in STATUSES
        if known.get(status.value)
    ]


@register.filter
def light_parts(counts: Mapping[str, int] | None) -> list[Part]:
    known = {str(key): count for key, count in (counts or {}).items()}
    return [
        Part(f"light--{name}", light_word(name), known[name])
        for name in LIGHTS
        if known.get(name)
    ]


@register.filter
def level_parts(levels: Iterable[tuple[int | None, str, int]]) -> list[Part]:
    """Counts by step of a scale: (per cent or None, name, count) in its order."""
    return [
        Part(f"level--{_level_class(percent)}", rating_text(percent, name), count)
        for percent, name, count in levels
        if count
    ]


@register.simple_tag
def share_bar(parts: Sequence[Part]) -> SafeString:
    """One bar of the whole, a stretch for each part; its words for who cannot see."""
    whole = sum(part.count for part in parts)
    if not whole:
        return SafeString("")
    starts = [sum(p.count for p in parts[:i]) for i in range(len(parts))]
    rows = (
        (
            part.css,
            f"{WIDTH * start / whole:.2f}",
            f"{WIDTH * part.count / whole:.2f}",
            _counted(part),
        )
        for part, start in zip(parts, starts, strict=True)
    )
    bars = format_html_join(
        "",
        '<rect class="{}" x="{}" width="{}" height="10"><title>{}</title></rect>',
        rows,
    )
    return format_html(
        '<svg class="shares" viewBox="0 0 {} 10" preserveAspectRatio="none" role="img"'
        ' aria-label="{}">{}</svg>',
        WIDTH,
        _in_words(parts),
        bars,
    )


@register.simple_tag
def share_words(parts: Sequence[Part]) -> SafeString:
    """The parts of a bar in words, each with its key."""
    items = format_html_join(
        "",
        '<li><span class="key {}"></span> {} <b>{}</b></li>',
        ((p.css, p.label, mongolian.format_number(p.count, 0)) for p in parts),
    )
    return format_html('<ul class="legend">{}</ul>', items) if parts else items


def _in_words(parts: Sequence[Part]) -> str:
    return ", ".join(_counted(part) for part in parts)


def _counted(part: Part) -> str:
    return f"{part.label} {mongolian.format_number(part.count, 0)}"
