"""How far a target is reached, how measures are rated, how money is spent."""

from bagana.engines.progress.execution import Execution, Verdict, execution
from bagana.engines.progress.inputs import (
    BANDS,
    Bands,
    Kind,
    Light,
    Point,
    ProgressError,
    ProgressProblem,
    Span,
)
from bagana.engines.progress.judging import Progress, Status, light, measured
from bagana.engines.progress.ratings import Counts, mean_rating, shares
from bagana.engines.progress.summary import Summary, summarise
from bagana.engines.progress.trajectory import Trajectory, expected_share, judge

__all__ = [
    "BANDS",
    "Bands",
    "Counts",
    "Execution",
    "Kind",
    "Light",
    "Point",
    "Progress",
    "ProgressError",
    "ProgressProblem",
    "Span",
    "Status",
    "Summary",
    "Trajectory",
    "Verdict",
    "execution",
    "expected_share",
    "judge",
    "light",
    "mean_rating",
    "measured",
    "shares",
    "summarise",
]
