"""Products of matrices on one thread, a few rows at a time."""

from __future__ import annotations

from typing import Final

import numpy as np

from bagana.engines.index.data import Floats

# Multiplications of a product that OpenBLAS leaves to one thread. Above, threads wait
# for each other in a busy loop, for longer than the product takes.
_SMALL: Final = 200_000


def product(left: Floats, right: Floats) -> Floats:
    """(R, k) times (k, n): (R, n)."""
    found = np.empty((left.shape[0], right.shape[1]))
    step = max(2, _SMALL // max(1, right.size))
    for at in range(0, len(left), step):
        rows = slice(at, at + step)
        np.matmul(left[rows], right, out=found[rows])
    return found
