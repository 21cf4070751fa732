"""A composite index: framework, pipeline, uncertainty, diagnostics.

Usable alone, without the web application:

    fw = framework_from_text(Path("framework.yaml").read_text())
    data = IndexData.from_long(rows, groups={"group": {"A": "rural"}})
    result = run(fw, data)
    result.scores, result.ranks, result.audit, result.not_ranked
    ua = uncertainty(fw, data, year=2024, seed=1)
    ua.rank_interval(0.9), ua.p_top(3)

What each step does is in docs/rules/index.md, what is drawn in index-uncertainty.md,
what stands in a framework file in index-framework.md. Correlations, importance and the
parts of a score are in `diagnostics`; TOPSIS, PROMETHEE II and weights of the data in
`mcdm`, `components` and `favourable`.
"""

from bagana.engines.index.aggregate import aggregate
from bagana.engines.index.choosing import choose
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
from bagana.engines.index.replay import replay
from bagana.engines.index.results import (
    Change,
    Merged,
    NotRanked,
    Result,
    Uncertainty,
)
from bagana.engines.index.sensitivity import sensitivity
from bagana.engines.index.treat import treat, treat_column
from bagana.engines.index.uncertainty import (
    FactorsInvalid,
    Stopped,
    improved,
    uncertainty,
)
from bagana.engines.index.weights import effective, nominal
from bagana.engines.index.writing import sha256, to_dict, to_yaml

__all__ = [
    "Branch",
    "Change",
    "Factors",
    "FactorsInvalid",
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
    "Stopped",
    "Treatment",
    "Uncertainty",
    "Words",
    "aggregate",
    "choose",
    "effective",
    "framework_from_dict",
    "framework_from_text",
    "improved",
    "nominal",
    "normalise",
    "rank_within",
    "replay",
    "run",
    "sensitivity",
    "settle",
    "sha256",
    "to_dict",
    "to_yaml",
    "treat",
    "treat_column",
    "uncertainty",
    "walk",
]
