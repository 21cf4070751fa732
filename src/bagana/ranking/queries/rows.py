"""One unit in one run, as the pages read it; how `runs` reads it stands there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from bagana.ranking.models import Run, UnitResult, Verdict
from bagana.territory.models import UnitVersion

LEVEL = 0.9
"""Of the interval of ranks."""


@dataclass(frozen=True, slots=True)
class CellRow:
    """One indicator of one unit.

    `raw` is what was published, `value` what was reckoned with (divided, imputed),
    `normalised` its points; `observation` the row behind it, None where it was imputed
    or a change of units came between (`recast`).
    """

    raw: float | None
    value: float | None
    normalised: float | None
    observation: int | None
    year: int
    imputed: bool = False
    recast: bool = False

    def packed(self) -> list[Any]:
        """As it is kept with the row."""
        return [
            self.raw,
            self.value,
            self.normalised,
            self.observation,
            self.year,
            int(self.imputed),
            int(self.recast),
        ]

    @classmethod
    def unpacked(cls, kept: Sequence[Any]) -> CellRow:
        raw, value, normalised, observation, year, imputed, recast = kept
        return cls(
            raw, value, normalised, observation, year, bool(imputed), bool(recast)
        )


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a unit is not ranked; names are in the reader's language.

    `rule` is "overall" or "dimension", then `node` names it: `known` of its `of`
    indicators are known, `needed` would have to be.
    """

    rule: str
    node: str
    name: str
    known: int
    needed: int
    of: int
    missing: tuple[str, ...]


@dataclass(frozen=True)
class UnitRow:
    """Where a unit stands in its group, how sure that is, and of what it is made.

    `years` are those by which it was judged whether the verdict holds over time, with
    the probability of being among the first in each, the latest first.
    """

    unit_id: int
    unit: str
    name: str
    short_name: str
    place: str
    group: str
    score: float | None
    rank: int | None
    rank_low: int | None
    rank_high: int | None
    rank_median: float | None
    p_top: float | None
    p_improved: float | None
    verdict: str
    failed: tuple[str, ...]
    completeness: float
    imputed: int
    dimensions: Mapping[str, float | None]
    kept_cells: Mapping[str, Sequence[Any]]
    missing: tuple[str, ...]
    reasons: tuple[Reason, ...]
    previous_year: int | None
    previous_score: float | None
    previous_rank: int | None
    score_low: float | None
    score_high: float | None
    node_names: Mapping[str, str]
    years: tuple[tuple[int, float], ...] = ()

    @property
    def cells(self) -> dict[str, CellRow]:
        return {code: CellRow.unpacked(kept) for code, kept in self.kept_cells.items()}

    @property
    def is_ranked(self) -> bool:
        return self.rank is not None

    @property
    def is_proposed(self) -> bool:
        return self.verdict == Verdict.PROPOSED

    @property
    def is_grey(self) -> bool:
        return self.verdict == Verdict.GREY

    def overlaps(self, other: UnitRow) -> bool:
        """Whether the two cannot be told apart: their intervals share a rank."""
        ends = (self.rank_low, self.rank_high, other.rank_low, other.rank_high)
        if None in ends or self.group != other.group:
            return False
        low, high, other_low, other_high = (end or 0 for end in ends)
        return low <= other_high and other_low <= high


@dataclass(frozen=True, slots=True)
class GroupResult:
    """A peer group: ranked units by their median rank, best first.

    `merged` names the groups that joined it because they were too small, or says that
    it is itself too small (`reason` "kept_apart", "no_partner"); `top` of `size` are
    looked for.
    """

    code: str
    name: str
    size: int
    merged: tuple[MergedRow, ...]
    rows: tuple[UnitRow, ...]
    top: int

    @property
    def bands(self) -> list[list[UnitRow]]:
        """Units that cannot be told apart from the first of their band, in order."""
        bands: list[list[UnitRow]] = []
        for row in self.rows:
            if bands and row.overlaps(bands[-1][0]):
                bands[-1].append(row)
            else:
                bands.append([row])
        return bands

    @property
    def proposed(self) -> list[UnitRow]:
        return [row for row in self.rows if row.is_proposed]

    @property
    def grey(self) -> list[UnitRow]:
        return [row for row in self.rows if row.is_grey]

    @property
    def is_small(self) -> bool:
        return any(one.group == self.code for one in self.merged)


@dataclass(frozen=True, slots=True)
class MergedRow:
    """What became of a group that was too small; names for the reader."""

    group: str
    name: str
    into: str
    into_name: str
    size: int
    minimum: int
    reason: str


@dataclass(frozen=True, slots=True)
class RunResults:
    """A run as its page shows it: groups in their order, then who is not ranked."""

    run: Run
    groups: list[GroupResult]
    not_ranked: list[UnitRow]

    @property
    def rows(self) -> list[UnitRow]:
        return [row for group in self.groups for row in group.rows]

    @property
    def count(self) -> int:
        return sum(group.size for group in self.groups)

    def group_of(self, code: str) -> GroupResult | None:
        return next((group for group in self.groups if group.code == code), None)


def of_language(words: Mapping[str, str] | None) -> str:
    """The reader's side of a text kept in both languages."""
    kept = words or {}
    return (kept.get("en", "") if get_language() == "en" else "") or kept.get("mn", "")


def row_from(
    kept: UnitResult,
    version: UnitVersion | None,
    place: UnitVersion | None,
    node_names: Mapping[str, str],
) -> UnitRow:
    details = kept.details or {}
    previous = details.get("previous") or {}
    return UnitRow(
        unit_id=kept.unit_id,
        unit=kept.unit.code,
        name=version.name if version else kept.unit.code,
        short_name=_short(version) if version else kept.unit.code,
        place=_short(place) if place else "",
        group=kept.group,
        score=kept.score,
        rank=kept.rank,
        rank_low=kept.rank_low,
        rank_high=kept.rank_high,
        rank_median=kept.rank_median,
        p_top=kept.p_top,
        p_improved=details.get("p_improved"),
        verdict=kept.verdict,
        failed=tuple(details.get("failed", ())),
        completeness=kept.completeness,
        imputed=kept.imputed,
        dimensions=details.get("dimensions", {}),
        kept_cells=details.get("cells", {}),
        missing=tuple(details.get("missing", ())),
        reasons=tuple(_reason(one) for one in kept.reasons or ()),
        previous_year=previous.get("year"),
        previous_score=previous.get("score"),
        previous_rank=previous.get("rank"),
        score_low=details.get("score_low"),
        score_high=details.get("score_high"),
        node_names=node_names,
        years=tuple((year, p) for year, p in details.get("years", ())),
    )


def _short(version: UnitVersion) -> str:
    """«Түнхэл» of «5-р баг, Түнхэл»: what a chart or a table has room for."""
    if get_language() == "en":
        return version.name_en.partition(", ")[2] or version.name_en
    return version.proper_name or version.name_mn


def _reason(kept: Mapping[str, Any]) -> Reason:
    return Reason(
        rule=kept["rule"],
        node=kept["node"],
        name=of_language(kept.get("name")),
        known=kept["known"],
        needed=kept["needed"],
        of=kept["of"],
        missing=tuple(of_language(one) for one in kept.get("missing", ())),
    )
