"""One block of replications: what is drawn, and the scores that come of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from bagana.engines.index import draws
from bagana.engines.index.data import Floats
from bagana.engines.index.draws import BLOCK, Bytes, Stream, generator
from bagana.engines.index.results import Ints
from bagana.engines.index.uncertainty.evaluation import Cells, scores
from bagana.engines.index.uncertainty.plan import Holes, Plan

# Values that are worked on at once: they stay in the processor's cache.
_VALUES = 100_000


@dataclass(frozen=True, slots=True)
class Drawn:
    """What was drawn for the R replications of one block.

    Attributes
    ----------
    weights
        (R, n) for each branch.
    scale, treatment, mean
        (R,) numbers of the alternatives.
    left_out
        (R,) number of the leaf that is left out; K where none is.
    donors
        For each leaf with holes (R, m) places of the units that lend their value.
    points
        For each leaf whose error is drawn (R, n) numbers of the posterior's points.
    """

    weights: Mapping[str, Floats]
    scale: Ints
    treatment: Ints
    mean: Ints
    left_out: Ints
    donors: Mapping[int, Ints]
    points: Mapping[int, Bytes]


def draw(plan: Plan, block: int, matrix: int = 0) -> Drawn:
    """The draws of a block; `matrix` 1 gives others, as a sensitivity analysis needs.

    What belongs to the method does not depend on the year: two years are compared
    under the same weights, scale and mean. What belongs to the data, errors and
    imputed values, is drawn for each year by itself, as it arose; of a figure that
    stands in every year it arose once, and is the same in all.
    """

    def stream(kind: Stream, *numbers: int) -> np.random.Generator:
        return generator(plan.seed, kind, matrix, block, *numbers)

    leaves = plan.alternatives[0][0].columns.shape[1]
    rows, columns = plan.alternatives, plan.alternatives[0]
    out = np.full(BLOCK, leaves, dtype=np.int64)
    if plan.factors.leave_one_out:
        out = draws.choice(leaves + 1, stream(Stream.LEAVE_OUT), BLOCK)
    return Drawn(
        weights={
            code: draws.weights(
                shares, plan.factors, stream(Stream.WEIGHTS, number), BLOCK
            )
            for number, (code, shares) in enumerate(plan.shares.items())
        },
        scale=draws.choice(len(rows), stream(Stream.SCALE), BLOCK),
        treatment=draws.choice(len(columns), stream(Stream.TREATMENT), BLOCK),
        mean=draws.choice(len(plan.means), stream(Stream.AGGREGATE), BLOCK),
        left_out=out,
        donors={
            k: _lenders(plan, k, holes, stream(Stream.IMPUTATION, k, _year(plan, k)))
            for k, holes in plan.holes.items()
        },
        points={
            k: _errors(plan, k, stream(Stream.SAMPLING, k, _year(plan, k)))
            for k in plan.noisy
        },
    )


def _year(plan: Plan, k: int) -> int:
    """Of which year the figures of leaf k are."""
    return plan.fixed.get(k, plan.year)


def _errors(plan: Plan, k: int, rng: np.random.Generator) -> Bytes:
    """(R, n) points of leaf k; of a fixed figure the same whoever else is ranked."""
    if k in plan.fixed:
        return draws.bytes_of(rng, BLOCK, plan.size)[:, plan.order]
    return draws.bytes_of(rng, BLOCK, plan.units.size)


def _lenders(plan: Plan, k: int, holes: Holes, rng: np.random.Generator) -> Ints:
    """(R, m) places of the units that lend their value of leaf k."""
    if k in plan.fixed:
        shares = rng.random((BLOCK, plan.size))[:, plan.order[holes.units]]
    else:
        shares = rng.random((BLOCK, holes.units.size))
    places = draws.below(holes.counts, shares)[:, :, None]
    return np.take_along_axis(holes.donors[None], places, axis=2)[:, :, 0]


def block_scores(plan: Plan, block: int) -> Floats:
    """(r, n) scores of a block; the last block holds what is left of R."""
    size = min(BLOCK, plan.replications - block * BLOCK)
    return scores_of(plan, draw(plan, block), size)


def scores_of(plan: Plan, drawn: Drawn, size: int = BLOCK) -> Floats:
    """(size, n) scores of the first replications that were drawn."""
    found = np.empty((size, plan.units.size))
    rows = max(1, _VALUES // max(1, plan.units.size))
    for scale, treatment, mean, at in _alike(drawn, size, rows):
        cells = Cells(
            plan.alternatives[scale][treatment],
            {k: (plan.holes[k].units, d[at]) for k, d in drawn.donors.items()},
            {k: p[at] for k, p in drawn.points.items()},
        )
        weights = {code: w[at] for code, w in drawn.weights.items()}
        found[at] = scores(
            plan.tree,
            plan.means[mean],
            weights,
            drawn.left_out[at],
            cells,
            plan.unknown,
        )
    return found if plan.decimals is None else found.round(plan.decimals)


def _alike(drawn: Drawn, size: int, rows: int) -> Iterator[tuple[int, int, int, Ints]]:
    """Replications of one scale, treatment and mean go together, so many at once."""
    kinds = np.column_stack([drawn.scale, drawn.treatment, drawn.mean])[:size]
    for scale, treatment, mean in np.unique(kinds, axis=0).tolist():
        same = np.flatnonzero((kinds == (scale, treatment, mean)).all(axis=1))
        for low in range(0, same.size, rows):
            yield scale, treatment, mean, same[low : low + rows]
