"""What a round would give: figures to draft, what is missing, what stands beside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from django.db.models import Count

from bagana.collection.models import Return, ReturnState, Round
from bagana.collection.rolling import CELLS, OFFICE_CODES, Gathered, codes_of, count
from bagana.engines.rollup import Cells
from bagana.indicators.models import (
    BatchState,
    ImportBatch,
    Indicator,
    Observation,
    Status,
    Withheld,
)
from bagana.indicators.versions import Figure
from bagana.registers.models import AssetNorm
from bagana.registers.rolling import Rolled

OFFICIAL: Final[Mapping[str, str]] = {
    "reg_households": "households",
    "reg_population": "population_census",
    "reg_population_female": "population_census_female",
    "reg_population_male": "population_census_male",
    "reg_herder_households": "herder_households",
    **{
        f"reg_population_{ages}": f"population_census_{ages}"
        for ages in ("0_14", "15_18", "19_22", "23_35", "36_45", "46_64", "65_plus")
    },
    **{
        f"reg_livestock_{kind}": f"livestock_{kind}"
        for kind in ("camel", "horse", "cattle", "sheep", "goat", "total")
    },
}
"""An own count and the official figure of the same thing, to look at side by side."""
FEW: Final = 5
ORIGIN: Final = "register"
DIGITS: Final = 6
"""Coefficients of sheep units are tenths: what lies beyond is of the arithmetic."""
NOTES: Final[Mapping[str, tuple[str, str]]] = {
    "illustrative": ("Норм нь жишээ.", "The norm is illustrative."),
    "unknown": (
        "%(n)s өрхийн мэдээлэл алга, тоонд ороогүй.",
        "Not known of %(n)s households, which are left out.",
    ),
}


def counted_figures(found: Gathered) -> list[Figure]:
    """Every figure that the approved returns give, missing ones left out.

    Each comes with the households or people behind it, for the check of small counts.
    """
    rolled = count(found)
    indicators = Indicator.objects.in_bulk(codes_of(found.form), field_name="code")
    illustrative = AssetNorm.objects.filter(is_illustrative=True).exists()
    return [
        figure
        for code, indicator in indicators.items()
        if code in rolled.cells
        for figure in _figures(found, rolled, indicator, illustrative)
    ]


def _figures(
    found: Gathered, rolled: Rolled, indicator: Indicator, illustrative: bool
) -> Iterable[Figure]:
    cells = rolled.cells[indicator.code]
    behind = tells_of_holders(indicator.code)
    for place in np.flatnonzero(_drawn(found, indicator.code, cells)).tolist():
        note = _note(indicator.code, cells, place, illustrative)
        yield Figure(
            indicator.pk,
            int(rolled.plan.keys[place]),
            found.rounds[0].period.code,
            round(float(cells.value[place]), DIGITS),
            note=note[0],
            note_en=note[1],
            contributors=int(cells.contributors[place]) if behind else None,
            largest=tuple(cells.largest[place].tolist()) if behind else None,
        )


def _drawn(found: Gathered, code: str, cells: Cells) -> npt.NDArray[np.bool_]:
    """(n,) units whose figure is known and may be drawn now."""
    known: npt.NDArray[np.bool_] = ~np.isnan(cells.value)
    return known & whole_places(found) if tells_of_holders(code) else known


def whole_places(found: Gathered) -> npt.NDArray[np.bool_]:
    """(n,) units whose neighbours under the same unit are approved as well.

    A table is protected as a whole: were eight bags of nine published first, the ninth
    alone would be left to hide what the total of the sum gives away.
    """
    tree = found.plan.tree
    waiting = tree.must_report & ~found.plan.flags(found.approved)
    above = tree.parent[waiting]
    is_open = np.isin(tree.parent, above[above >= 0])
    whole: npt.NDArray[np.bool_] = ~(is_open & tree.must_report)
    return whole


def tells_of_holders(code: str) -> bool:
    """Whether households or people stand behind a figure, and not offices."""
    return code.startswith("reg_") and code not in (*CELLS, *OFFICE_CODES)


def _note(code: str, cells: Cells, place: int, illustrative: bool) -> tuple[str, str]:
    if code in OFFICE_CODES and illustrative:
        return NOTES["illustrative"]
    unknown = int(cells.unknown[place])
    # So few are not told of: it would be of families that neighbours know.
    if unknown < FEW:
        return ("", "")
    mn, en = NOTES["unknown"]
    return (mn % {"n": unknown}, en % {"n": unknown})


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator of the round, as the page shows it before anything is drafted."""

    indicator: Indicator
    figures: int
    withheld: int
    missing: int
    total: float | None
    official: Observation | None

    @property
    def apart(self) -> float | None:
        """How far the own count lies from the official figure, in per cent."""
        if self.total is None or self.official is None or not self.official.value:
            return None
        return 100 * (self.total - self.official.value) / self.official.value


@dataclass(frozen=True, slots=True)
class Preview:
    lines: tuple[Line, ...]
    waiting: tuple[Return, ...]
    approved: int
    due: int

    @property
    def figures(self) -> int:
        return sum(line.figures for line in self.lines)

    @property
    def withheld(self) -> int:
        return sum(line.withheld for line in self.lines)


def preview(found: Gathered) -> Preview:
    """What drawing would draft, beside what was withheld when it was drawn last.

    The total is that of the round's unit, None while a bag of it is not approved.
    """
    rolled = count(found)
    root = found.rounds[0].unit
    indicators = Indicator.objects.in_bulk(codes_of(found.form), field_name="code")
    official = _official(indicators, found.rounds[0])
    hidden_by = _withheld(found)
    lines = []
    for code in codes_of(found.form):
        if code not in indicators or code not in rolled.cells:
            continue
        known = _drawn(found, code, rolled.cells[code])
        hidden = hidden_by.get(indicators[code].pk, 0)
        lines.append(
            Line(
                indicators[code],
                int(known.sum()) - hidden,
                hidden,
                int((rolled.plan.tree.reports & ~known).sum()),
                rolled.values(code)[root.code],
                official.get(code),
            )
        )
    returns = found.returns
    waiting = tuple(one for one in returns if one.state != ReturnState.APPROVED)
    return Preview(tuple(lines), waiting, len(returns) - len(waiting), len(returns))


def _withheld(found: Gathered) -> dict[int, int]:
    """How many figures of an indicator are known and not published."""
    rows = Withheld.objects.filter(
        period=found.rounds[0].period_id, unit__in=found.plan.keys.tolist()
    )
    counts = rows.order_by().values_list("indicator").annotate(n=Count("pk"))
    return dict(counts)


def _official(indicators: Mapping[str, Any], round: Round) -> dict[str, Observation]:
    """The published official figure of the same thing for the same unit: that of the
    round's own period, else the newest."""
    wanted = {OFFICIAL[code]: code for code in indicators if code in OFFICIAL}
    rows = Observation.objects.filter(
        indicator__code__in=wanted, unit=round.unit, status=Status.PUBLISHED
    ).select_related("indicator", "period")
    found: dict[str, Observation] = {}
    for row in rows.order_by("period__end"):
        before = found.get(wanted[row.indicator.code])
        if before is None or before.period_id != round.period_id:
            found[wanted[row.indicator.code]] = row
    return found


def drawn_before(round: Round) -> ImportBatch | None:
    """The last batch that was drawn of the round and stands."""
    rows = ImportBatch.objects.filter(
        options__round=round.code, origin=ORIGIN, state=BatchState.APPLIED
    )
    return rows.order_by("-id").first()


def drafts_waiting(round: Round) -> int:
    """Drafts of the round that nobody has published yet."""
    rows = Observation.objects.filter(
        batch__options__round=round.code, status=Status.DRAFT
    )
    return rows.count()
