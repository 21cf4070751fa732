"""Results in words, for the pages of runs.

{{ row|interval }}            1–4-р байр
{{ row|verdict }}             the verdict, with a sign beside the word
{{ p|chance }}                84%
{{ p|chance_words }}          магадлал өндөр
{{ row|why_not_ranked }}      мэдээлэл дутуу: …
{{ group|sentence }}          what one sees in a group
{{ row|conditions }}          a list of conditions that the unit did not meet
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from bagana.ranking import wording
from bagana.ranking.models import Verdict
from bagana.ranking.queries.rows import GroupResult, RunResults, UnitRow
from bagana.ranking.queries.run_facts import RunFacts

register = template.Library()

SIGNS: Final[dict[str, str]] = {
    Verdict.PROPOSED: "state--done",
    Verdict.GREY: "light--amber",
    Verdict.NOT_PROPOSED: "state--not_started",
    Verdict.NOT_RANKED: "light--grey",
}


@register.filter
def interval(row: UnitRow) -> str:
    return wording.interval_words(row)


@register.filter
def standing(row: UnitRow, size: int) -> str:
    return wording.standing_words(row, size)


@register.filter
def verdict(row: UnitRow) -> SafeString:
    css = SIGNS.get(row.verdict, "light--grey")
    return format_html(
        '<span class="state {}">{}</span>', css, wording.verdict_words(row)
    )


@register.filter
def chance(p: float | None) -> str:
    return wording.percent_words(p)


@register.filter
def chance_words(p: float | None) -> str:
    return wording.probability_words(p)


@register.filter
def why_not_ranked(row: UnitRow) -> str:
    return wording.not_ranked_words(row)


@register.filter
def conditions(row: UnitRow) -> list[str]:
    return wording.failed_words(row)


@register.filter
def band_heading(band: Sequence[UnitRow]) -> str:
    return wording.band_heading(band)


@register.filter
def nobody(results: RunResults) -> str:
    return wording.nobody_words(results)


@register.filter
def sentence(group: GroupResult) -> str:
    return wording.group_words(group)


@register.filter
def decisive(facts: RunFacts) -> str:
    return wording.decisive_words([(one.name, one.shift) for one in facts.decisive])


@register.filter
def sensitive(facts: RunFacts) -> str:
    return wording.sensitivity_words(facts.sensitive)


@register.filter
def beside_probability(row: UnitRow, probability: float) -> list[str]:
    """What stood in the way of a unit that is probable enough to be looked at.

    Of the others the probability says it all, and it stands in its own column.
    """
    if (row.p_top or 0) <= 1 - probability:
        return []
    return wording.failed_words(row, but="probability")


@register.filter
def names(band: Sequence[UnitRow]) -> str:
    return wording.names_of(band, most=40)


@register.filter
def hundredth(share: float | None) -> float | None:
    """A share as per cent, for the filters of numbers."""
    return None if share is None else 100 * share
