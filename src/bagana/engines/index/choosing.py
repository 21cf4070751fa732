"""Who is proposed as a model, who cannot be told apart, and what stood in the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import ceil
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from bagana.engines.index.data import Floats
from bagana.engines.index.framework import Framework
from bagana.engines.index.ranks import rounded
from bagana.engines.index.results import Result, Uncertainty
from bagana.engines.index.weights import effective, of_panels

type Verdict = Literal["proposed", "grey", "not_proposed", "not_ranked"]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the rule says of one unit.

    `failed` holds "probability", "floor:<dimension>", "completeness", "self_reported"
    and "years", in this order; `p_top` is NaN where the unit is not ranked. `years`
    are the years by which the last was judged with their probability, the latest
    first: none where it was not asked.
    """

    unit: str
    verdict: Verdict
    p_top: float
    failed: tuple[str, ...]
    years: tuple[tuple[int, float], ...] = ()


def choose(
    fw: Framework,
    result: Result,
    ua: Uncertainty,
    year: int,
    *,
    others: Mapping[int, Uncertainty] | None = None,
    self_reported: NDArray[np.bool_] | None = None,
) -> tuple[Chosen, ...]:
    """Judge every unit by the five conditions of `fw.selection`.

    Parameters
    ----------
    result, ua
        The index and its uncertainty for the V units of the same data.
    year
        The year for which units are chosen.
    others
        Uncertainty of other years, in which the verdict should be the same.
    self_reported
        (V, K) which values the unit itself reported; by default those of the leaves
        that say so. A missing value counts for what it would have been.

    Returns
    -------
    tuple of Chosen
        In the order of the units. It may be that nobody is proposed.

    Notes
    -----
    With P the probability of a rank among the first `top` of the peer group:

    1. P ≥ `probability`: proposed; P ≤ 1 - `probability`: not; between them grey, for
       a site visit to decide. In a group of no more than `top` units everybody is
       among the first whatever happens: the rank tells nothing, all are grey.
    2. No dimension below the group's `floor_quantile` (linear between order
       statistics, to 12 digits).
    3. `completeness` of the indicators known before imputation.
    4. Effective weight that was self-reported at most `self_reported`.
    5. P ≥ `probability` in at least a/b of the years known, of a in b (`years`): in
       two of three, in both of two, in the one. Grey units need P above 1 -
       `probability` there.

    A unit that fails any of 2 to 5 is not proposed, and says which.
    """
    t = result.years.index(year)
    p = {year: ua.p_top(fw.selection.top)}
    for other, known in (others or {}).items():
        p.setdefault(other, _aligned(known, result.units, fw.selection.top))
    reported = _reported(fw, result, self_reported)
    floors = _floors(fw, result, ua, t)
    sizes = _sizes(ua)
    return tuple(
        _judged(
            fw,
            unit,
            {known: float(values[v]) for known, values in p.items()},
            year,
            bool(sizes[v] <= fw.selection.top),
            [
                *(f"floor:{code}" for code, below in floors.items() if below[v]),
                *_lacking(fw, float(result.completeness[t, v]), float(reported[v])),
            ],
        )
        for v, unit in enumerate(result.units)
    )


def _judged(
    fw: Framework,
    unit: str,
    p: Mapping[int, float],
    year: int,
    everybody: bool,
    failed: list[str],
) -> Chosen:
    own = p[year]
    if np.isnan(own):
        return Chosen(unit, "not_ranked", own, ())
    zone = "grey" if everybody else _zone(fw, own)
    if zone == "not_proposed":
        # Whoever is not among the first this year need not have been so in others.
        return Chosen(unit, zone, own, ("probability", *failed))
    years = () if everybody else _latest(fw, p)
    if not _steady(fw, zone, years):
        failed = [*failed, "years"]
    told = ("probability", *failed) if zone == "grey" else tuple(failed)
    return Chosen(unit, "not_proposed" if failed else zone, own, told, years)


def _zone(fw: Framework, p: float) -> Verdict:
    """Of one probability; 1 - 0.8 is 0.2, whatever floats say."""
    least = fw.selection.probability
    if round(p, 12) >= round(least, 12):
        return "proposed"
    return "grey" if round(p, 12) > round(1 - least, 12) else "not_proposed"


def _latest(fw: Framework, p: Mapping[int, float]) -> tuple[tuple[int, float], ...]:
    """The latest years in which the unit was ranked, so many as the rule looks at."""
    known = sorted(((y, q) for y, q in p.items() if not np.isnan(q)), reverse=True)
    return tuple(known[: fw.selection.years[1]])


def _steady(fw: Framework, zone: Verdict, years: tuple[tuple[int, float], ...]) -> bool:
    """Whether enough of the years say the same, or better."""
    wanted, of = fw.selection.years
    good = ("proposed",) if zone == "proposed" else ("proposed", "grey")
    same = sum(_zone(fw, q) in good for _, q in years)
    return same >= ceil(round(wanted / of * len(years), 9))


def _lacking(fw: Framework, completeness: float, reported: float) -> Iterator[str]:
    if round(completeness, 12) < fw.selection.completeness:
        yield "completeness"
    if round(reported, 12) > fw.selection.self_reported:
        yield "self_reported"


def _aligned(ua: Uncertainty, units: tuple[str, ...], top: int) -> Floats:
    """P of the units by name: another year may know others."""
    place = dict(zip(ua.units, ua.p_top(top).tolist(), strict=True))
    return np.array([place.get(unit, np.nan) for unit in units])


def _sizes(ua: Uncertainty) -> NDArray[np.int64]:
    """(V,) ranked units in the group of each."""
    ranked = ua.rank > 0
    found = np.zeros(len(ua.units), dtype=np.int64)
    for label in np.unique(ua.group[ranked]):
        found[ua.group == label] = int((ranked & (ua.group == label)).sum())
    return found


def _floors(
    fw: Framework, result: Result, ua: Uncertainty, t: int
) -> dict[str, NDArray[np.bool_]]:
    """For each dimension (V,) who lies below the floor of the group."""
    place = {code: k for k, code in enumerate(fw.indicators)}
    ranked = ua.rank > 0
    found = {}
    for dimension in fw.dimensions:
        code = dimension.code
        scores = (
            result.nodes[code][t]
            if code in result.nodes
            else result.normalised[t, :, place[code]]
        )
        below = np.zeros(len(result.units), dtype=bool)
        for label in np.unique(ua.group[ranked]):
            own = ranked & (ua.group == label) & ~np.isnan(scores)
            if own.any():
                floor = np.quantile(scores[own], fw.selection.floor_quantile)
                below[own] = rounded(scores[own]) < rounded(np.array(floor))
        found[code] = below
    return found


def _reported(
    fw: Framework, result: Result, self_reported: NDArray[np.bool_] | None
) -> Floats:
    """(V,) share of the effective weight that the unit reported of itself."""
    weights = effective(fw.tree, of_panels(fw.tree))
    weights = weights / weights.sum()
    own = np.array([leaf.self_reported for leaf in fw.leaves])
    if self_reported is None:
        return np.full(len(result.units), float(weights[own].sum()))
    return np.asarray(self_reported.astype(np.float64) @ weights)
