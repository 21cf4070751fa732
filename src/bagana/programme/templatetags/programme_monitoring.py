"""Where reports are on their ladder, in a word, a sign and a colour.

{% load programme_monitoring %}
{% report_state report.state %}             ✓ шийдсэн
{% share_bar counts|report_parts %}         one bar of counts by state
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from bagana.programme.models import Evidence, ReportState
from bagana.programme.templatetags.programme import Part

register = template.Library()

CSS = {
    ReportState.DECIDED: "state--done",
    ReportState.CHECKED: "state--under_way",
    ReportState.SUBMITTED: "light--amber",
    ReportState.RETURNED: "state--late",
    ReportState.DRAFT: "state--upcoming",
}


@register.simple_tag
def report_state(state: str) -> SafeString:
    known = ReportState(state)
    return format_html('<span class="state {}">{}</span>', CSS[known], known.label)


@register.filter
def report_parts(counts: Mapping[str, int]) -> list[Part]:
    """Counts by state from what is decided down to what is not begun."""
    return [
        Part(css, str(state.label), counts[state])
        for state, css in CSS.items()
        if counts.get(state)
    ]


@register.simple_tag
def typed_level(typed: Mapping[str, Any], report: Any, level: Any) -> bool:
    """Whether a row of the table offers this step: the one typed, else the newest."""
    said = typed.get(f"level-{report.pk}")
    if said:
        return bool(said == str(level.pk))
    newest = report.decided_id or report.checked_id or report.proposed_id
    return bool(newest == level.pk)


@register.simple_tag
def typed_reason(typed: Mapping[str, Any], report: Any) -> str:
    return str(typed.get(f"reason-{report.pk}", ""))


@register.filter
def caption(evidence: Evidence) -> str:
    """What is to be seen on it, in the reader's language where it was written."""
    english = evidence.caption_en if get_language() == "en" else ""
    return english or evidence.caption


@register.filter
def of(mapping: Mapping[Any, Any], key: Any) -> Any:
    """What a mapping holds under a key; nothing where it does not."""
    return mapping.get(key, "")
