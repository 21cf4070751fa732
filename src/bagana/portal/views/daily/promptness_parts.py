"""Promptness by the way a request came and by distance: figures of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bagana.casework.models import Channel
from bagana.indicators.models import Indicator
from bagana.indicators.queries.reader import Figure

GROUPS: Final[Mapping[str, str | Promise]] = {
    **{channel.value: channel.label for channel in Channel},
    "near": _("10 км ба ойроос"),
    "far": _("10 км-ээс холоос"),
}
MEASURES: Final = ("requests_answered", "requests_in_term", "requests_within_term")


@dataclass(frozen=True)
class Part:
    """One way or one distance: answered, within the term, and the share of them."""

    title: str | Promise
    cells: tuple[tuple[Indicator, Figure | None], ...]


def part_indicators() -> list[Indicator]:
    """Every measure of every group, group by group."""
    codes = [f"{measure}_{group}" for group in GROUPS for measure in MEASURES]
    rows = Indicator.objects.filter(code__in=codes).select_related("source")
    by_code = {row.code: row for row in rows}
    return [by_code[code] for code in codes if code in by_code]


def parts_of(
    indicators: Sequence[Indicator],
    found: Mapping[int, Mapping[str, Figure]],
    unit: str,
) -> list[Part]:
    """Groups in which anything is known of the unit; the others were never asked."""
    by_code = {one.code: one for one in indicators}
    parts = []
    for group, title in GROUPS.items():
        codes = [f"{measure}_{group}" for measure in MEASURES]
        shown = [by_code[code] for code in codes if code in by_code]
        cells = tuple((one, found.get(one.pk, {}).get(unit)) for one in shown)
        if any(figure is not None for _one, figure in cells):
            parts.append(Part(title, cells))
    return parts
