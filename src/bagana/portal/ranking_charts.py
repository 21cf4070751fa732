"""Pictures of a run: dots with intervals for a group, and a map of verdicts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.utils.translation import gettext

from bagana.portal.charts import Spec
from bagana.portal.interval_charts import Interval, intervals
from bagana.portal.maps import MapPicture, MapUnit, draw
from bagana.portal.queries.places import shapes_of
from bagana.ranking.models import Verdict
from bagana.ranking.queries.rows import GroupResult, UnitRow
from bagana.ranking.wording import interval_words, verdict_words
from bagana.territory.models import UnitVersion

MOST_ROWS: Final = 60
"""A picture with more rows is no longer read: then the ends and the asked unit."""
FIRST: Final = 30
LAST: Final = 10

CLASSES: Final = {
    Verdict.PROPOSED: "class-4",
    Verdict.GREY: "class-2",
    Verdict.NOT_PROPOSED: "class-0",
    Verdict.NOT_RANKED: "missing",
}
"""From dark to light, so that a map printed in grey reads the same."""


@dataclass(frozen=True, slots=True)
class VerdictKey:
    """A line of the map's legend."""

    css: str
    words: str
    count: int


def group_chart(group: GroupResult, chosen: str = "") -> Spec:
    """Rank intervals of a group, best first; of a large one its two ends."""
    rows = shown_rows(group.rows, chosen)
    title = gettext("%(group)s: байрын хязгаар") % {"group": group.name}
    twice = _names_of_several(rows)
    return intervals(
        [_interval(row, row.unit == chosen, twice) for row in rows],
        title=title,
        axis=gettext("бүлэг дэх байр"),
    )


def shown_rows(rows: Sequence[UnitRow], chosen: str = "") -> list[UnitRow]:
    if len(rows) <= MOST_ROWS:
        return list(rows)
    kept = [*rows[:FIRST], *rows[-LAST:]]
    asked = next((row for row in rows if row.unit == chosen), None)
    if asked is not None and asked not in kept:
        kept.insert(FIRST, asked)
    return kept


def _names_of_several(rows: Sequence[UnitRow]) -> set[str]:
    """Names that two sums have given: there the sum stands beside."""
    counted = Counter(row.short_name for row in rows)
    return {name for name, count in counted.items() if count > 1}


def _interval(row: UnitRow, is_chosen: bool, twice: Container[str]) -> Interval:
    several = row.short_name in twice and row.place
    return Interval(
        name=f"{row.short_name} ({row.place})" if several else row.short_name,
        low=row.rank_low,
        middle=row.rank_median,
        high=row.rank_high,
        note=interval_words(row),
        chosen=is_chosen,
    )


def verdict_map(
    versions: Sequence[UnitVersion],
    rows: Sequence[UnitRow],
    link: Callable[[UnitRow], str],
    chosen: str = "",
) -> tuple[MapPicture | None, list[VerdictKey]]:
    """Units by verdict, each a link to its profile; the legend counts them."""
    of_unit = {row.unit_id: row for row in rows}
    drawn = [
        MapUnit(
            row.unit,
            row.short_name,
            link(row),
            _told(row),
            None,
            row.unit == chosen,
        )
        for version in versions
        if (row := of_unit.get(version.unit_id)) is not None
    ]
    picture = draw(drawn, shapes_of(list(versions)))
    if picture is None:
        return None, []
    verdicts = {row.unit: row.verdict for row in rows}
    coloured = tuple(
        replace(
            one,
            css=_css(verdicts.get(one.unit.code, ""), one.unit.is_chosen),
        )
        for one in picture.drawn
    )
    return replace(picture, drawn=coloured), _legend(rows)


def _told(row: UnitRow) -> str:
    parts = [interval_words(row), verdict_words(row)]
    return ", ".join(part for part in parts if part)


def _css(verdict: str, is_chosen: bool) -> str:
    css = next((css for name, css in CLASSES.items() if name == verdict), "missing")
    return f"{css} chosen" if is_chosen else css


def _legend(rows: Sequence[UnitRow]) -> list[VerdictKey]:
    keys = []
    for verdict, css in CLASSES.items():
        own = [row for row in rows if row.verdict == verdict]
        if own:
            keys.append(VerdictKey(css, verdict_words(own[0]), len(own)))
    return keys
