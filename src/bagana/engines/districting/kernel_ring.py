"""The ring of each block: which of its neighbours touch one another."""

import numpy as np
import numpy.typing as npt

from bagana.engines.districting.kernel_compile import allocating
from bagana.engines.districting.problem import Ints

Words = npt.NDArray[np.uint64]


@allocating
def ring_masks(indptr: Ints, indices: Ints) -> Words:
    """Return for each directed edge (v, u) which neighbours of v are neighbours of u.

    Bit i is the i-th neighbour of v. A block with more than 64 neighbours has no ring.
    """
    ring = np.zeros(indices.size, dtype=np.uint64)
    bit = np.full(indptr.size - 1, -1, dtype=np.int32)
    for v in range(indptr.size - 1):
        first, last = indptr[v], indptr[v + 1]
        if last - first > 64:
            continue
        for e in range(first, last):
            bit[indices[e]] = e - first
        for e in range(first, last):
            u = indices[e]
            for f in range(indptr[u], indptr[u + 1]):
                if bit[indices[f]] >= 0:
                    ring[e] |= np.uint64(1) << np.uint64(bit[indices[f]])
        for e in range(first, last):
            bit[indices[e]] = -1
    return ring
