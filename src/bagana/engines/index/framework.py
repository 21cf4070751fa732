"""What an index is made of: the tree, its weights, and the rules of each step.

A framework is plain data. `reading` makes one of a YAML file and names the line of each
mistake; `writing` gives the canonical form whose hash freezes it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

type Means = Literal["arithmetic", "geometric", "harmonic", "generalised", "copeland"]
type Scaling = Literal[
    "minmax",
    "zscore",
    "rank",
    "borda",
    "percentile_rank",
    "distance_to_target",
    "distance_to_maximum",
    "fraction_of_maximum",
    "none",
]
type Imputation = Literal[
    "none", "median", "mean", "group_median", "group_mean", "last", "hot_deck"
]
type Noise = Literal["none", "binomial", "poisson", "normal"]
type Scope = Literal["fixed", "all_years", "year"]
type Pooling = Literal["all_years", "year"]


@dataclass(frozen=True, slots=True)
class Words:
    """A name in the two languages of the screen."""

    mn: str
    en: str = ""

    def of(self, language: str) -> str:
        return (self.en if language == "en" else "") or self.mn


@dataclass(frozen=True, slots=True)
class Goalposts:
    """What counts as nought and as full marks; `log` measures between logarithms."""

    low: float
    high: float
    log: bool = False
    clip: bool = True


@dataclass(frozen=True, slots=True)
class Leaf:
    """An indicator in the tree.

    `denominator` is the code of a column of `IndexData.extra` by which the value is
    divided; `noise` how its sampling error is drawn (`binomial` and `poisson` need n,
    `normal` a standard error); `self_reported` says that the unit itself is the source;
    `year` fixes the year of its values, else they are of the year that is ranked.
    `panel` holds the weights that experts gave, where `weight` is their median.
    """

    code: str
    name: Words
    weight: float = 1.0
    direction: Literal[1, -1] = 1
    unit: Words = field(default_factory=lambda: Words(""))
    denominator: str = ""
    goalposts: Goalposts | None = None
    target: float | None = None
    noise: Noise = "none"
    self_reported: bool = False
    year: int | None = None
    source: str = ""
    panel: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Branch:
    """A dimension, or the index itself: children with weights, and how they combine.

    `power` is the exponent of the generalised mean; `panel` as for `Leaf`.
    """

    code: str
    name: Words
    children: tuple[Branch | Leaf, ...]
    weight: float = 1.0
    aggregate: Means = "arithmetic"
    power: float = 1.0
    panel: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Missing:
    """When a unit is scored, and what stands in for a missing value.

    Shares of the indicators that must be known, in every dimension and overall.
    """

    dimension_share: float = 2 / 3
    overall_share: float = 0.8
    impute: Imputation = "group_median"
    last_years: int = 2


@dataclass(frozen=True, slots=True)
class Treatment:
    """Outliers: winsorised where |skew| and kurtosis are both beyond the limits.

    At most max(max_points, ceil(max_share × units)) points; if that does not do, the
    raw column is logged instead (`otherwise`). Limits come of all years together, or
    of each year alone (`years`; years then do not compare).
    """

    skew: float = 2.0
    kurtosis: float = 3.5
    max_points: int = 5
    max_share: float = 0.01
    otherwise: Literal["log", "none"] = "log"
    years: Pooling = "all_years"


@dataclass(frozen=True, slots=True)
class Scale:
    """How indicators are brought to one scale.

    `low` and `high` are where a share of 0 and of 1 come to lie (min-max, percentile
    rank, distances, fraction of the maximum); `mean` and `deviation` serve the z-score.
    `goalposts`: whether limits are fixed in the framework, found over all years or in
    each year (years then do not compare). Methods that have no goalposts of their own
    read "fixed" as "all_years". No value lies below `floor`.
    """

    method: Scaling = "minmax"
    low: float = 1.0
    high: float = 100.0
    goalposts: Scope = "fixed"
    mean: float = 0.0
    deviation: float = 1.0
    floor: float | None = None


@dataclass(frozen=True, slots=True)
class Groups:
    """Like is ranked with like: one partition, groups of a minimum size.

    A group that is too small joins the first of `merge[group]` that exists; those of
    `apart` never join and are never joined, however small. With `by` empty all units
    are one group.
    """

    by: str = "group"
    minimum: int = 15
    merge: tuple[tuple[str, tuple[str, ...]], ...] = ()
    apart: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Factors:
    """What is uncertain, and is drawn in each replication.

    `concentration` of a Dirichlet around the nominal weights of each branch, or
    `weight_spread` for nominal × U(1 - s, 1 + s); one of `scales` and of `aggregates`
    (of the root) is drawn; the booleans switch treatment, imputation draws, sampling
    draws and leaving one indicator out. A factor that cannot act is an error.
    """

    concentration: float | None = 50.0
    weight_spread: float | None = None
    scales: tuple[Scale, ...] = ()
    aggregates: tuple[Means, ...] = ("geometric", "arithmetic")
    treatment: bool = False
    imputation: bool = False
    sampling: bool = True
    leave_one_out: bool = False


@dataclass(frozen=True, slots=True)
class Selection:
    """Who is proposed: P(rank <= top) >= probability, and the conditions beside it.

    The grey zone lies between 1 - probability and probability. `floor_quantile`: no
    dimension below that quantile of the group; `years`: the same verdict in so many of
    so many years, where the years are known.
    """

    top: int = 3
    probability: float = 0.8
    floor_quantile: float = 0.25
    completeness: float = 0.8
    self_reported: float = 0.2
    years: tuple[int, int] = (2, 3)


@dataclass(frozen=True, slots=True)
class Framework:
    """A composite index, from the tree to the rule that chooses.

    `decimals`: ranks are those of scores rounded to so many decimals, as published;
    where None, of scores to 12 significant digits.
    """

    code: str
    title: Words
    tree: Branch
    missing: Missing = Missing()
    treatment: Treatment | None = field(default_factory=Treatment)
    scale: Scale = Scale()
    groups: Groups = Groups()
    factors: Factors = Factors()
    selection: Selection = Selection()
    replications: int = 10_000
    note: Words = field(default_factory=lambda: Words(""))
    decimals: int | None = None

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """Indicators in the order of the tree."""
        return tuple(node for node in walk(self.tree) if isinstance(node, Leaf))

    @property
    def indicators(self) -> tuple[str, ...]:
        return tuple(leaf.code for leaf in self.leaves)

    @property
    def branches(self) -> tuple[Branch, ...]:
        """Branches from the root down, each before its children."""
        return tuple(node for node in walk(self.tree) if isinstance(node, Branch))

    @property
    def dimensions(self) -> tuple[Branch | Leaf, ...]:
        """What stands directly under the index."""
        return self.tree.children


def walk(node: Branch | Leaf) -> Iterator[Branch | Leaf]:
    """The node and everything under it, parents first, in the order of the file."""
    yield node
    if isinstance(node, Branch):
        for child in node.children:
            yield from walk(child)
