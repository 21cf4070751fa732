"""The same search on many machines, through dask.distributed."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import Any


@contextmanager
def executor(address: Any) -> Iterator[Executor]:
    """Open a cluster as an executor for `redraw`; its connection closes with it.

    Parameters
    ----------
    address
        Of the scheduler ("tcp://10.0.0.5:8786"), or a cluster object of dask's.

    Yields
    ------
    concurrent.futures.Executor
        What it is given runs on the workers, each of which needs this package.

    Raises
    ------
    ImportError
        Where the extra "cluster" is not installed.
    OSError
        When nobody answers at the address.

    Notes
    -----
    A task draws from streams of its own, named by seed and step: which worker does it,
    and when, changes nothing.
    """
    import distributed

    # Its functions carry no types.
    dask: Any = distributed
    with dask.Client(address, set_as_default=False) as client:
        # "pure" would take the answer of an equal call before it for this one's.
        found: Executor = client.get_executor(pure=False)
        yield found
