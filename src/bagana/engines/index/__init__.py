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
from bagana.engines.index.reading import framework_from_dict, framework_from_text
from bagana.engines.index.results import (
    Change,
    Merged,
    NotRanked,
    Result,
    Uncertainty,
)
from bagana.engines.index.treat import treat, treat_column
from bagana.engines.index.weights import effective, nominal
from bagana.engines.index.writing import sha256, to_dict, to_yaml

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
    "framework_from_dict",
    "framework_from_text",
    "nominal",
    "normalise",
    "rank_within",
    "run",
    "settle",
    "sha256",
    "to_dict",
    "to_yaml",
    "treat",
    "treat_column",
    "walk",
]
