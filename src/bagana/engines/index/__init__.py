"""A composite index: framework, pipeline, diagnostics, comparison methods."""

from bagana.engines.index.aggregate import aggregate
from bagana.engines.index.data import IndexData
from bagana.engines.index.framework import (
    Branch,
    Factors,
    Framework,
    Goalposts,
    Groups,
    Leaf,
    Missing,
    Scale,
    Selection,
    Treatment,
    Words,
    walk,
)
from bagana.engines.index.groups import settle
from bagana.engines.index.normalise import normalise
from bagana.engines.index.pipeline import run
from bagana.engines.index.problems import FrameworkInvalid, IndexRefused, Problem
from bagana.engines.index.ranks import rank_within
from bagana.engines.index.results import (
    Change,
    Merged,
    NotRanked,
    Result,
    Uncertainty,
)
from bagana.engines.index.treat import treat, treat_column
from bagana.engines.index.weights import effective, nominal

__all__ = [
    "Branch",
    "Change",
    "Factors",
    "Framework",
    "FrameworkInvalid",
    "Goalposts",
    "Groups",
    "IndexData",
    "IndexRefused",
    "Leaf",
    "Merged",
    "Missing",
    "NotRanked",
    "Problem",
    "Result",
    "Scale",
    "Selection",
    "Treatment",
    "Uncertainty",
    "Words",
    "aggregate",
    "effective",
    "nominal",
    "normalise",
    "rank_within",
    "run",
    "settle",
    "treat",
    "treat_column",
    "walk",
]
