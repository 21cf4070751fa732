"""How far back a deed may be dated, and what is kept of one dated further back.

Dated, with its source. The rule: docs/rules/backdating.md.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bagana.casework.calendar import calendar_between
from bagana.casework.models import Channel, Request
from bagana.engines.deadlines import TermUnit, elapsed
from bagana.web.errors import Refused

WHY_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Latest:
    """From a day on: so many working days back without a word."""

    valid_from: date
    working_days: int
    source_mn: str
    source_en: str
    is_illustrative: bool


@dataclass(frozen=True, slots=True)
class Dated:
    """The day of a deed; `days` working days back where that is further than allowed.

    Within the rule `days` is 0 and `why` is empty.
    """

    on: date
    days: int = 0
    why: str = ""


@lru_cache(maxsize=1)
def _rules() -> tuple[Latest, ...]:
    text = (files("bagana.casework") / "data" / "backdating.json").read_text("utf-8")
    rows = [
        Latest(**{**row, "valid_from": date.fromisoformat(row["valid_from"])})
        for row in json.loads(text)
    ]
    return tuple(sorted(rows, key=lambda row: row.valid_from))


def latest_on(on: date) -> Latest | None:
    """The rule of the day on which something is typed; None: nothing was laid down."""
    found = [row for row in _rules() if row.valid_from <= on]
    return found[-1] if found else None


def days_back(request: Request, on: date, today: date) -> int:
    """Working days from the deed to its entry.

    What came in on a mobile round counts from the day it was typed: where it was asked
    there was no network, and what was done there is typed with it.
    """
    since = on
    if request.channel == Channel.MOBILE:
        since = max(on, timezone.localtime(request.entered_at).date())
    if since >= today:
        return 0
    return elapsed(since, today, TermUnit.WORKING, (), calendar_between(since, today))


def dated(request: Request, on: date, today: date, why_late: str) -> Dated:
    """Raises Refused for a deed further back than the rule allows without a reason."""
    rule = latest_on(today)
    # No more working days than days: mostly the calendar need not be asked.
    if rule is None or (today - on).days <= rule.working_days:
        return Dated(on)
    days = days_back(request, on, today)
    if days <= rule.working_days:
        return Dated(on)
    why = why_late.replace("\0", "").strip()[:WHY_LENGTH]
    if not why:
        raise Refused(
            said(rule), _("Яагаад хожимдож бүртгэснээ бичнэ үү."), field="why_late"
        )
    return Dated(on, days, why)


def said(rule: Latest) -> str:
    return ngettext(
        "%(n)s ажлын өдрөөс өмнөх өдрөөр бичихэд шалтгаан хэрэгтэй.",
        "%(n)s ажлын өдрөөс өмнөх өдрөөр бичихэд шалтгаан хэрэгтэй.",
        rule.working_days,
    ) % {"n": rule.working_days}
