"""The pipeline over the frozen inputs of a run: every step between figure and score.

A run keeps what was decided; how it came about is computed again from the same inputs,
which takes milliseconds, and kept a while.
"""

from __future__ import annotations

from typing import Final

from django.core.cache import cache

from bagana.engines.index import Result
from bagana.engines.index.pipeline import run as pipeline
from bagana.ranking.models import Run
from bagana.ranking.queries.runs import index_data_of, method_of

KEPT: Final = 24 * 3600


def recomputed(run: Run) -> Result:
    """All years of the run's inputs; the last is the one that was ranked.

    Raises ValueError for a run that has no inputs yet.
    """
    key = f"recomputed:{run.pk}:{run.inputs_sha256}"
    found: Result | None = cache.get(key)
    if found is None:
        found = pipeline(method_of(run), index_data_of(run))
        cache.set(key, found, KEPT)
    return found
