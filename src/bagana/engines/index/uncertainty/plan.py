"""Everything that the replications need, found once: what cannot change between them.

A plan is plain arrays. It can be sent to another machine, and a block of replications
is a function of the plan and the number of the block alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from bagana.engines.index.counting import Spans, spans_of
from bagana.engines.index.data import Floats, IndexData
from bagana.engines.index.draws import BLOCK
from bagana.engines.index.framework import (
    Branch,
    Factors,
    Framework,
    Leaf,
    Means,
    Words,
    walk,
)
from bagana.engines.index.pipeline import run
from bagana.engines.index.problems import IndexRefused
from bagana.engines.index.ranks import rank_within
from bagana.engines.index.results import Ints, Result
from bagana.engines.index.uncertainty.checking import check
from bagana.engines.index.uncertainty.posteriors import Points, points_of, scaled
from bagana.engines.index.weights import of_panels


@dataclass(frozen=True, slots=True)
class Alternative:
    """Normalised values under one scale and treatment.

    `columns` is (n, K), the nominal values; `points[k]` (n, POINTS), equally likely
    ones, for each leaf k whose error is drawn.
    """

    columns: Floats
    points: Mapping[int, Points]


@dataclass(frozen=True, slots=True)
class Holes:
    """Missing values of one leaf, and the units that may lend theirs.

    `units` is (m,), `donors` (m, D) of which the first `counts` (m,) serve.
    """

    units: Ints
    donors: Ints
    counts: Ints


@dataclass(frozen=True, slots=True)
class Plan:
    """A framework and the data of one year, made ready for replications.

    The n ranked units lie group by group, by code inside a group, so that the order
    in which units are given does not matter to what is drawn for them.

    Attributes
    ----------
    units
        (n,) their places in the data; `size` V of how many; `order` (n,) their places
        among all V by code, the same in every year.
    fixed
        The year of each leaf whose figure is of one year in every year.
    score, rank
        (V,) nominal, NaN and -1 where a unit is not ranked.
    alternatives
        [scale][treatment].
    means
        The root's mean, or those among which it is drawn.
    unknown
        Whether a value of a ranked unit stays missing.
    """

    tree: Branch
    factors: Factors
    shares: Mapping[str, Floats]
    units: Ints
    size: int
    order: Ints
    fixed: Mapping[int, int]
    spans: Spans
    group: NDArray[np.str_]
    score: Floats
    rank: Ints
    alternatives: tuple[tuple[Alternative, ...], ...]
    means: tuple[Means, ...]
    holes: Mapping[int, Holes]
    unknown: bool
    year: int
    seed: int
    replications: int
    decimals: int | None

    @property
    def blocks(self) -> int:
        return -(-self.replications // BLOCK)

    @property
    def largest(self) -> int:
        """Units of the largest group; 1 where nobody is ranked."""
        return max((high - low for low, high in self.spans), default=1)

    @property
    def noisy(self) -> tuple[int, ...]:
        """Leaves whose error is drawn."""
        return tuple(self.alternatives[0][0].points)


def prepare(
    fw: Framework,
    data: IndexData,
    *,
    year: int,
    seed: int,
    replications: int | None = None,
) -> Plan:
    """Run the pipeline under each scale and treatment, and keep what is drawn from.

    Raises
    ------
    FactorsInvalid
        For a factor that cannot act.
    IndexRefused
        For a year without data, and for values that are not above nought under a
        geometric, harmonic or generalised mean.
    """
    count = fw.replications if replications is None else replications
    check(fw, data, count)
    if year not in data.years:
        raise _no_year(year, data.years)
    t = data.years.index(year)
    nominal = run(fw, data)
    units = _order(nominal, t)
    means = tuple(dict.fromkeys(fw.factors.aggregates)) or (fw.tree.aggregate,)
    group = np.where(np.isnan(nominal.scores[t]), "", nominal.group[t])
    holes = _holes(nominal, t, units) if fw.factors.imputation else {}
    plan = Plan(
        tree=fw.tree,
        factors=fw.factors,
        shares=of_panels(fw.tree),
        units=units,
        size=len(data.units),
        order=np.argsort(np.argsort(np.array(data.units)))[units],
        fixed={k: leaf.year for k, leaf in enumerate(fw.leaves) if leaf.year},
        spans=spans_of(group[units]),
        group=group,
        score=np.where(group != "", nominal.scores[t], np.nan),
        rank=rank_within(nominal.scores[t], group, decimals=fw.decimals),
        alternatives=_alternatives(fw, data, nominal, t, units),
        means=means,
        holes=holes,
        unknown=bool(np.isnan(nominal.normalised[t][units]).any()),
        year=year,
        seed=seed,
        replications=count,
        decimals=fw.decimals,
    )
    for mean in means:
        _demand_floor(plan, replace(fw.tree, aggregate=mean))
    return plan


def _frameworks(fw: Framework) -> list[list[Framework]]:
    scales = tuple(dict.fromkeys(fw.factors.scales)) or (fw.scale,)
    rules = (fw.treatment, None) if fw.factors.treatment else (fw.treatment,)
    return [[replace(fw, scale=s, treatment=rule) for rule in rules] for s in scales]


def _order(nominal: Result, t: int) -> Ints:
    """Places of the ranked units: group by group, by code inside."""
    group = nominal.group[t]
    ranked = np.flatnonzero(~np.isnan(nominal.scores[t]) & (group != ""))
    return np.array(
        sorted(ranked.tolist(), key=lambda v: (str(group[v]), nominal.units[v])),
        dtype=np.int64,
    )


def _alternatives(
    fw: Framework, data: IndexData, nominal: Result, t: int, units: Ints
) -> tuple[tuple[Alternative, ...], ...]:
    """[scale][treatment]; the nominal one is there already."""
    points = points_of(fw, data, nominal, t, units) if fw.factors.sampling else {}
    return tuple(
        tuple(
            _alternative(nominal if under == fw else run(under, data), t, units, points)
            for under in row
        )
        for row in _frameworks(fw)
    )


def _alternative(
    result: Result, t: int, units: Ints, points: Mapping[int, Floats]
) -> Alternative:
    found = {
        k: scaled(result, t, k, raw).astype(np.float32) for k, raw in points.items()
    }
    return Alternative(np.ascontiguousarray(result.normalised[t][units]), found)


def _holes(nominal: Result, t: int, units: Ints) -> dict[int, Holes]:
    """For each leaf its imputed cells, with the donors of their group, else of all."""
    group = nominal.group[t][units]
    found = {}
    for k in range(len(nominal.indicators)):
        missing = nominal.was_imputed[t, units, k]
        known = np.flatnonzero(~np.isnan(nominal.denominated[t, units, k]))
        if not missing.any() or not known.size:
            continue
        at = np.flatnonzero(missing)
        lists = [known[group[known] == group[v]] for v in at]
        lists = [own if own.size else known for own in lists]
        counts = np.array([own.size for own in lists])
        donors = np.zeros((at.size, counts.max()), dtype=np.int64)
        for row, own in zip(donors, lists, strict=True):
            row[: own.size] = own
        found[k] = Holes(at, donors, counts)
    return found


def _demand_floor(plan: Plan, tree: Branch) -> None:
    """Every value that can be drawn must be above nought where a mean needs it."""
    place = {
        leaf.code: k
        for k, leaf in enumerate(n for n in walk(tree) if isinstance(n, Leaf))
    }
    for branch in walk(tree):
        if not isinstance(branch, Branch) or not needs_floor(branch):
            continue
        under = [place[n.code] for n in walk(branch) if isinstance(n, Leaf)]
        inner = [n for n in walk(branch) if isinstance(n, Branch)][1:]
        if any(n.aggregate == "copeland" for n in inner) or not all(
            _positive(alternative, under)
            for row in plan.alternatives
            for alternative in row
        ):
            raise _no_floor(branch)


def needs_floor(branch: Branch) -> bool:
    """Whether the mean is one of positive values only."""
    if branch.aggregate == "generalised":
        return branch.power != 1.0
    return branch.aggregate in ("geometric", "harmonic")


def _positive(alternative: Alternative, leaves: list[int]) -> bool:
    columns = alternative.columns[:, leaves]
    drawn = (alternative.points[k] for k in leaves if k in alternative.points)
    return not (columns <= 0).any() and not any((p <= 0).any() for p in drawn)


def _no_floor(branch: Branch) -> IndexRefused:
    return IndexRefused(
        Words(
            f"«{branch.code}» чиглэлийн доор тэгээс ихгүй утга гарч болох тул "
            "давталт бүрд дундаж тодорхой байж чадахгүй.",
            f"Values under “{branch.code}” may be nought or less, so its mean would "
            "not be defined in every replication.",
        ),
        Words(
            "Хэмжүүрийн доод хязгаарыг (low, floor) эерэг болгох эсвэл арифметик "
            "дундаж сонгоно уу.",
            "Give the scale a positive floor (low, floor), or choose the arithmetic "
            "mean.",
        ),
    )


def _no_year(year: int, years: tuple[int, ...]) -> IndexRefused:
    known = ", ".join(map(str, years))
    return IndexRefused(
        Words(f"{year} оны мэдээлэл алга.", f"There are no data of {year}."),
        Words(f"Эдгээр жилээс сонгоно уу: {known}.", f"Choose one of: {known}."),
    )
