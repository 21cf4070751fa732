"""The same uncertainty on many machines, through dask.distributed."""

from __future__ import annotations

from typing import Any

import numpy as np

from bagana.engines.index.data import Floats, IndexData
from bagana.engines.index.framework import Framework
from bagana.engines.index.results import Uncertainty
from bagana.engines.index.uncertainty.blocks import block_scores
from bagana.engines.index.uncertainty.plan import Plan, prepare
from bagana.engines.index.uncertainty.running import Progress, Stop, Stopped, Tally

# Blocks in a task: enough work for one trip, little enough to tell how far it is.
_TASK = 8


def uncertainty_on(
    address: Any,
    fw: Framework,
    data: IndexData,
    *,
    year: int,
    seed: int,
    replications: int | None = None,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> Uncertainty:
    """As `uncertainty.uncertainty`, the replications spread over a dask cluster.

    Parameters
    ----------
    address
        Of the scheduler ("tcp://10.0.0.5:8786"), or a cluster object of dask's.
    fw, data, year, seed, replications, progress, stop
        As of `uncertainty.uncertainty`; `progress` and `stop` are called here, as
        tasks come back.

    Returns
    -------
    Uncertainty
        The same bytes as of a run on this machine alone, on processors of one kind:
        every block has its own streams, and what comes back is put in its place.

    Raises
    ------
    ImportError
        Where the extra "cluster" is not installed. Others as `uncertainty`.

    Notes
    -----
    Workers need this package. The plan is sent to each of them once; a block of 256
    replications comes back as its (256, n) scores, and is ranked here.
    """
    import distributed

    # Its functions carry no types.
    dask: Any = distributed
    plan = prepare(fw, data, year=year, seed=seed, replications=replications)
    tally = Tally.empty(plan)
    with dask.Client(address, set_as_default=False) as client:
        sent = client.scatter(plan, broadcast=True)
        tasks = client.map(_task, range(0, plan.blocks, _TASK), plan=sent, pure=False)
        done = 0
        for _, found in dask.as_completed(tasks, loop=client.loop, with_results=True):
            if stop is not None and stop():
                client.cancel(tasks)
                raise Stopped
            for block, scores in found:
                tally.add(block, scores)
                done += len(scores)
            if progress is not None:
                progress(done, plan.replications)
    return tally.told(data.units)


def _task(first: int, plan: Plan) -> list[tuple[int, Floats]]:
    blocks = range(first, min(first + _TASK, plan.blocks))
    return [(block, np.asarray(block_scores(plan, block))) for block in blocks]
