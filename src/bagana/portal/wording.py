"""Sentences of the public pages that hang on more than one value."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import get_language, gettext

from bagana.engines import mongolian
from bagana.indicators.models import Indicator
from bagana.indicators.queries.reader import Figure
from bagana.portal.queries.profile import Line
from bagana.territory.models import UnitVersion
from bagana.web import words

WITHHELD = "withheld"
"""The word of files and of the API, the same in both languages."""


def in_english() -> bool:
    return get_language() == "en"


def own_name(version: UnitVersion) -> str:
    """«Түнхэл» of «5-р баг, Түнхэл»: the heading of a page, the label on a map."""
    if in_english():
        return version.name_en.partition(", ")[2] or version.name_en
    return version.proper_name or version.name_mn


def kind_in_words(version: UnitVersion) -> str:
    """«5-р баг · тосгон · төв, хөдөө хосолсон»."""
    parts = [_kind(version)]
    if version.is_tosgon:
        parts.append(gettext("тосгон"))
    if version.location_type:
        parts.append(str(version.get_location_type_display()))
    return " · ".join(parts)


def _kind(version: UnitVersion) -> str:
    if version.number is None:
        return str(version.kind.name)
    if in_english():
        return f"{version.kind.name} {version.number}"
    return f"{version.number}-р {version.kind.name}"


def value_text(
    value: float | None, indicator: Indicator, is_withheld: bool = False
) -> str:
    """«3,104 хүн», or that it is withheld or missing."""
    if is_withheld:
        return withheld()
    if value is None:
        return words.missing()
    figure = mongolian.format_number(value, indicator.decimals)
    space = "" if indicator.unit_name == "%" else " "
    return f"{figure}{space}{indicator.unit_name}"


def withheld() -> str:
    return gettext("нууцалсан")


def note_of(figure: Figure | None) -> str:
    """What a file says beside a value: that it is withheld, or the figure's note."""
    if figure is None:
        return ""
    return WITHHELD if figure.withheld else figure.note


def change_text(line: Line) -> str:
    """«↑ 120 (4.0%) өссөн, 2020 он: 3,000»; empty without a figure before."""
    if line.before is None or line.before.value is None or line.figure.value is None:
        return ""
    decimals = line.indicator.decimals
    change = _change(line.figure.value, line.before.value, line.indicator)
    return gettext("%(change)s (%(since)s: %(before)s)") % {
        "change": change,
        "since": line.before.period.label,
        "before": mongolian.format_number(line.before.value, decimals),
    }


def _change(now: float, before: float, indicator: Indicator) -> str:
    is_share = indicator.unit_name == "%"
    return words.change_in_words(now, before, indicator.decimals, is_share=is_share)


def series_text(figures: Sequence[Figure], indicator: Indicator) -> str:
    """What one sees in a series: its ends and what changed between them."""
    known = [figure for figure in figures if figure.value is not None]
    if len(known) < 2:
        return ""
    first, last = known[0], known[-1]
    change = _change(last.value or 0, first.value or 0, indicator)
    return gettext("%(first)s: %(was)s. %(last)s: %(now)s, %(change)s.") % {
        "first": first.period.label,
        "was": value_text(first.value, indicator),
        "last": last.period.label,
        "now": value_text(last.value, indicator),
        "change": change,
    }


def rank_text(line: Line) -> str:
    """«ижил төрлийн 20 нэгжээс 3-р байр»."""
    if line.rank is None:
        return ""
    return gettext("ижил төрлийн %(group)s нэгжээс %(rank)s-р байр") % {
        "group": line.group,
        "rank": line.rank,
    }


def rule_text(figure: Figure) -> str:
    """How a value came into the units of another date, with its parts."""
    if not figure.rule:
        return ""
    parts = ", ".join(
        f"{part.unit} × {part.share:.4g}" if part.share is not None else part.unit
        for part in figure.parts
    )
    return f"{rule_name(figure.rule)}: {parts}"


def rule_name(rule: str) -> str:
    names = {
        "sum_of_wholes": gettext("Бүтэн нэгжүүдийн нийлбэр"),
        "sum_of_shares": gettext("Бүртгэсэн хувиар тооцоолсон"),
        "weighted_mean": gettext("Хэсгүүдийн жигнэсэн дундаж"),
        "ratio_of_parts": gettext("Хүртвэр, хуваарийг тус тусад нь шилжүүлж бодсон"),
        "unchanged": gettext("Нэгж өөрчлөгдөөгүй"),
        "sum_of_blocks": gettext("Суурь хэсгүүдийн нийлбэр"),
        "sum_of_records": gettext("Бүртгэлийн мөрүүдийн нийлбэр"),
    }
    return names.get(rule, rule)
