"""Words of a selection for templates: {% load ranking_selection %}.

{{ rung.state|step }}         Болзол шалгах
{{ row|interval }}            1–4-р байр
{{ row.p_top|probability }}   84%
{{ code|verdict }}            санал болгосон, with its sign
{{ gates|gate_state }}        хангасан, with its sign
{{ unit|successors }}         pairs of code and name of the units that took it over
"""

from __future__ import annotations

from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from bagana.ranking import wording
from bagana.ranking.models import Verdict
from bagana.ranking.public_wording import step_name, verdict_word
from bagana.ranking.queries.rows import UnitRow
from bagana.ranking.queries.selection_gates import (
    FAILED,
    OPEN,
    PASSED,
    GateCell,
    GateRow,
)
from bagana.ranking.queries.successors import successors_of
from bagana.territory.models import Unit
from bagana.web import words

register = template.Library()
SIGNS = {
    Verdict.PROPOSED: "done",
    Verdict.GREY: "under_way",
    Verdict.NOT_PROPOSED: "not_started",
    Verdict.NOT_RANKED: "upcoming",
}
GATE_SIGNS = {PASSED: "done", FAILED: "late", OPEN: "upcoming"}


def _missing(text: str) -> SafeString:
    return format_html('<span class="missing">{}</span>', text)


@register.filter
def step(state: str) -> str:
    return step_name(state)


@register.filter
def interval(row: UnitRow | None) -> str:
    told = wording.interval_words(row) if row else ""
    return told or _missing(_("эрэмбэлээгүй"))


@register.filter
def probability(p: float | None) -> str:
    return wording.percent_words(p) or _missing(words.missing())


@register.filter
def verdict(code: str) -> SafeString:
    known = Verdict(code) if code in Verdict.values else Verdict.NOT_RANKED
    told = verdict_word(known)
    return format_html('<span class="state state--{}">{}</span>', SIGNS[known], told)


@register.filter
def gate_state(row: GateRow | None) -> SafeString:
    """The worst of its gates; those that failed by name."""
    if row is None or not row.cells:
        return _missing(words.missing())
    told = {PASSED: _("бүгдийг хангасан"), OPEN: _("шалгаагүй")}
    state = format_html(
        '<span class="state state--{}">{}</span>',
        GATE_SIGNS.get(row.state, "late"),
        told.get(row.state, _("хангаагүй")),
    )
    names = ", ".join(cell.gate.name for cell in row.failed)
    return format_html("{}<br>{}", state, names) if names else state


@register.filter
def gate_word(cell: GateCell) -> SafeString:
    return format_html(
        '<span class="state state--{}">{}</span>',
        GATE_SIGNS.get(cell.state, "late"),
        cell.word,
    )


@register.filter
def successors(unit: Unit) -> list[tuple[str, str]]:
    return successors_of(unit, timezone.localdate())


@register.filter
def name_in(names: Any, key: Any) -> str:
    """The name under a key of a mapping; empty where it has none."""
    return str(names.get(key, "")) if names else ""
