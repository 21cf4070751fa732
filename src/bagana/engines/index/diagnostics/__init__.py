"""What an index rests on: coverage, correlation, importance, what moves a score."""

from bagana.engines.index.diagnostics.correlating import (
    Correlations,
    Reliability,
    correlations,
    cronbach,
)
from bagana.engines.index.diagnostics.covering import Coverage, coverage
from bagana.engines.index.diagnostics.decomposing import decompose
from bagana.engines.index.diagnostics.leaving_out import LeaveOneOut, leave_one_out
from bagana.engines.index.diagnostics.weighing import (
    Importance,
    correlation_ratio,
    importance,
)

__all__ = [
    "Correlations",
    "Coverage",
    "Importance",
    "LeaveOneOut",
    "Reliability",
    "correlation_ratio",
    "correlations",
    "coverage",
    "cronbach",
    "decompose",
    "importance",
    "leave_one_out",
]
