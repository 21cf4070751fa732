"""How unequal units are: ratio, variation, Gini, Theil with its split, Atkinson."""

from bagana.engines.inequality.inputs import InequalityError, InequalityProblem
from bagana.engines.inequality.measures import (
    NoRatio,
    Ratio,
    TheilSplit,
    atkinson,
    coefficient_of_variation,
    gini,
    max_min_ratio,
    theil,
    theil_split,
)
from bagana.engines.inequality.summary import (
    Contributions,
    Inequality,
    contributions,
    measure,
)

__all__ = [
    "Contributions",
    "Inequality",
    "InequalityError",
    "InequalityProblem",
    "NoRatio",
    "Ratio",
    "TheilSplit",
    "atkinson",
    "coefficient_of_variation",
    "contributions",
    "gini",
    "max_min_ratio",
    "measure",
    "theil",
    "theil_split",
]
