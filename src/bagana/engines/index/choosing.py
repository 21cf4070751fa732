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
    and "years", in this order; `p_top` is NaN where the unit is not ranked.
    """

    unit: str
    verdict: Verdict
    p_top: float
    failed: tuple[str, ...]


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
    rule, own = fw.selection, p[year]
    if np.isnan(own):
        return Chosen(unit, "not_ranked", own, ())
    grey = everybody or 1 - rule.probability < own < rule.probability
    needed = _after(1 - rule.probability) if grey else rule.probability
    unsteady = not everybody and not _steady(rule.years, needed, p)
    if own <= 1 - rule.probability and not everybody:
        # Whoever is not among the first this year need not have been so in others.
        return Chosen(unit, "not_proposed", own, ("probability", *failed))
    if unsteady:
        failed = [*failed, "years"]
    if grey:
        told = ("probability", *failed)
        return Chosen(unit, "not_proposed" if failed else "grey", own, told)
    return Chosen(unit, "not_proposed" if failed else "proposed", own, tuple(failed))


def _after(value: float) -> float:
    """The next number: "above" told as "at least"."""
    return float(np.nextafter(value, np.inf))


def _steady(years: tuple[int, int], needed: float, p: Mapping[int, float]) -> bool:
    wanted, of = years
    latest = sorted((year for year, q in p.items() if not np.isnan(q)), reverse=True)
    known = latest[:of]
    same = sum(p[year] >= needed for year in known)
    return same >= ceil(round(wanted / of * len(known), 9))


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
