"""All replications, their ranks counted; two years compared under the same draws."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bagana.engines.index.counting import add_counts
from bagana.engines.index.data import Floats, IndexData
from bagana.engines.index.draws import BLOCK
from bagana.engines.index.framework import Framework, Words
from bagana.engines.index.problems import IndexRefused
from bagana.engines.index.ranks import rounded
from bagana.engines.index.results import Ints, Uncertainty
from bagana.engines.index.uncertainty.blocks import block_scores
from bagana.engines.index.uncertainty.plan import Plan, prepare

type Progress = Callable[[int, int], None]
type Stop = Callable[[], bool]

# Columns whose percentiles are found at once.
_COLUMNS = 64


class Stopped(Exception):  # noqa: N818 - a state, not a fault
    """Somebody asked to stop; nothing of what was computed is told."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What becomes of the replications.

    (n, G) counts of ranks; (R, n) scores, of which seven digits serve percentiles at
    half the memory; (blocks, n) sums, added up at the end in the order of the blocks.
    """

    plan: Plan
    counts: Ints
    scores: NDArray[np.float32]
    sums: Floats

    @classmethod
    def empty(cls, plan: Plan) -> Tally:
        n = plan.units.size
        counts = np.zeros((n, plan.largest), dtype=np.int64)
        kept = np.empty((plan.replications, n), dtype=np.float32)
        return cls(plan, counts, kept, np.zeros((plan.blocks, n)))

    def add(self, block: int, scores: Floats) -> None:
        """Count the ranks of a block; the order of blocks does not matter."""
        add_counts(scores, self.plan.spans, self.counts)
        at = block * BLOCK
        self.scores[at : at + len(scores)] = scores
        self.sums[block] = scores.sum(axis=0)

    def told(self, units: tuple[str, ...]) -> Uncertainty:
        plan = self.plan
        counts = np.zeros((plan.size, plan.largest), dtype=np.int64)
        counts[plan.units] = self.counts
        mean = np.full(plan.size, np.nan)
        mean[plan.units] = self.sums.sum(axis=0) / plan.replications
        spread = np.full((2, plan.size), np.nan)
        for low in range(0, plan.units.size, _COLUMNS):
            part = self.scores[:, low : low + _COLUMNS]
            at = plan.units[low : low + _COLUMNS]
            spread[:, at] = np.percentile(part, [5, 95], axis=0)
        # The last bits depend on the processor, and nobody needs them.
        mean, (low_scores, high_scores) = rounded(mean, 12), rounded(spread, 6)
        return Uncertainty(
            units=units,
            year=plan.year,
            group=plan.group,
            score=plan.score,
            rank=plan.rank,
            counts=counts,
            scores_mean=mean,
            scores_low=low_scores,
            scores_high=high_scores,
            replications=plan.replications,
            seed=plan.seed,
        )


def uncertainty(
    fw: Framework,
    data: IndexData,
    *,
    year: int,
    seed: int,
    replications: int | None = None,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> Uncertainty:
    """Rank the units again and again, each time with other choices and other errors.

    Parameters
    ----------
    fw
        The framework; `fw.factors` says what is drawn. Nothing else varies.
    data
        Values of V units; n or standard errors where sampling errors are drawn.
    year
        Which year is ranked.
    seed
        Not negative. The same seed gives the same bytes, wherever it runs.
    replications
        R, else `fw.replications`.
    progress, stop
        Called between blocks of 256 replications: with how many are done of how many;
        whether to stop.

    Returns
    -------
    Uncertainty
        (V, G) counts of the ranks inside peer groups, and how the scores lie. Every
        replication counts: none is ever dropped.

    Raises
    ------
    FactorsInvalid
        For a factor that cannot act: every one of them, with what to do.
    IndexRefused
        Where the framework cannot be applied, or a mean would not be defined in every
        replication.
    Stopped
        When `stop` says so.

    Notes
    -----
    Weights are drawn in each branch; one scale, one mean of the root and one treatment
    are chosen; one indicator or none is left out; imputed values are lent by a donor
    of the peer group; true values are drawn from their posteriors given the peer group
    (`shrinkage`). Time grows with R V (K' + log G) where K' is the number of leaves
    whose values are drawn; memory with 8 R V bytes.

    References
    ----------
    OECD/JRC (2008). Handbook on Constructing Composite Indicators, step 7; Saisana,
    Saltelli and Tarantola (2005), JRSS A 168(2), 307-323.
    """
    plan = prepare(fw, data, year=year, seed=seed, replications=replications)
    tally = Tally.empty(plan)
    for block in steps(plan, progress, stop):
        tally.add(block, block_scores(plan, block))
    return tally.told(data.units)


def steps(plan: Plan, progress: Progress | None, stop: Stop | None) -> Iterator[int]:
    """Numbers of the blocks; asks before and tells after each."""
    for block in range(plan.blocks):
        if stop is not None and stop():
            raise Stopped
        yield block
        if progress is not None:
            progress(min((block + 1) * BLOCK, plan.replications), plan.replications)


def improved(
    fw: Framework,
    data: IndexData,
    *,
    years: tuple[int, int],
    seed: int,
    replications: int | None = None,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> Floats:
    """How probable it is that a unit's score rose from one year to another.

    Each replication applies the same weights, scale, mean, treatment and left-out
    indicator to both years: what a choice of method lifts, it lifts in both. Errors
    and imputed values are drawn for each year by itself, for they arose so.

    Parameters
    ----------
    years
        The earlier and the later. Others as in `uncertainty`.

    Returns
    -------
    (V,) share of replications in which the later score is the higher, to 12 digits;
    equal scores are not an improvement. NaN where a year has no score.

    Raises
    ------
    IndexRefused
        Where limits are found in each year by itself: years then do not compare.
    FactorsInvalid, Stopped
        As `uncertainty`.
    """
    _demand_comparable(fw)
    plans = [
        prepare(fw, data, year=year, seed=seed, replications=replications)
        for year in years
    ]
    both, *places = np.intersect1d(plans[0].units, plans[1].units, return_indices=True)[
        0:3
    ]
    rose = np.zeros(both.size, dtype=np.int64)
    for block in steps(plans[0], progress, stop):
        before, after = (
            rounded(block_scores(plan, block)[:, at])
            for plan, at in zip(plans, places, strict=True)
        )
        rose += (after > before).sum(axis=0)
    found = np.full(len(data.units), np.nan)
    found[both] = rose / plans[0].replications
    return found


def _demand_comparable(fw: Framework) -> None:
    scales = fw.factors.scales or (fw.scale,)
    treated_apart = fw.treatment is not None and fw.treatment.years == "year"
    if not treated_apart and all(scale.goalposts != "year" for scale in scales):
        return
    raise IndexRefused(
        Words(
            "Хязгаарыг жил бүрд тусад нь авдаг тул жилүүдийг харьцуулах боломжгүй.",
            "Limits are found in each year by itself, so years do not compare.",
        ),
        Words(
            "goalposts-ыг fixed эсвэл all_years болгоно уу.",
            "Set goalposts to fixed or all_years.",
        ),
    )
