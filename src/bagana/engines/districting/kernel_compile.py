"""How the kernel is compiled: kept on disk, and without counting references.

A function that allocates nothing needs no reference counts; with them each array of a
named tuple is counted at every use, which costs four fifths of the pace.

What is kept goes by the date of a function's own file: after changing one that others
call, remove `__pycache__/*.nb?` here, or they go on with the old one.
"""

from collections.abc import Callable
from typing import Any, Final, Protocol, cast

from numba import njit


class Compiler(Protocol):
    """A decorator that leaves the type of a function as it is."""

    def __call__[F: Callable[..., object]](self, function: F, /) -> F: ...


_njit = cast(Any, njit)

allocating: Final[Compiler] = _njit(cache=True)
"""For what makes arrays."""
lean: Final[Compiler] = _njit(cache=True, error_model="numpy", _nrt=False)
"""For what only reads and writes arrays it is given."""
inlined: Final[Compiler] = _njit(
    cache=True, error_model="numpy", _nrt=False, forceinline=True
)
"""The same, woven into each caller: for the innermost steps."""
