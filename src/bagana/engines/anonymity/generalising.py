"""k-anonymity by full-domain generalisation and suppression.

Every value of a column is written at one level of its ladder (sum → aimag, age in
fives → tens → …); whoever is still in a class of fewer than k rows is left out. Of all
combinations of levels the one is taken that loses least.

Sources: Samarati P., Sweeney L. (1998), Protecting privacy when disclosing information:
k-anonymity and its enforcement through generalization and suppression, SRI-CSL-98-04;
Machanavajjhala A. et al. (2007), l-diversity: privacy beyond k-anonymity, ACM TKDD 1(1)
3; loss of a level after Iyengar V. (2002), Transforming data to satisfy privacy
constraints, KDD '02.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

import numpy as np
from numpy.typing import NDArray

type Codes = NDArray[np.int64]

COUNTED: Final = 8
"""Labels up to so many times the rows are counted in an array instead of sorted."""


@dataclass(frozen=True, slots=True)
class QuasiIdentifier:
    """A column by which a stranger could be recognised, and its ladder.

    Parameters
    ----------
    name
        Of the column.
    levels
        One array of codes (n,) for each rung, from the finest to the coarsest; equal
        codes on a rung stay equal on every coarser one.
    weight
        What a rung of this column costs beside one of another.
    """

    name: str
    levels: tuple[Codes, ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Anonymous:
    """What may be given away.

    Attributes
    ----------
    rungs
        The chosen rung of each column, in their order.
    kept
        (n,) bool: rows in classes of k or more.
    loss
        Between 0 (nothing lost) and 1 (nothing left); see `anonymise`.
    least
        Rows of the smallest class that is kept; 0 when no row is.
    classes
        Number of classes that are kept.
    """

    rungs: tuple[int, ...]
    kept: NDArray[np.bool_]
    loss: float
    least: int
    classes: int

    @property
    def left_out(self) -> int:
        return int(np.count_nonzero(~self.kept))


def anonymise(
    columns: Sequence[QuasiIdentifier], k: int, *, allowed: float = 0.05
) -> Anonymous:
    """The combination of rungs that loses least, with every kept class of k or more.

    Parameters
    ----------
    columns
        The quasi-identifiers, each with arrays of the same length n.
    k
        Least number of rows that look alike.
    allowed
        Share of rows that may be left out, in [0, 1]. Where no combination leaves out
        so few, the one that leaves out fewest is taken.

    Returns
    -------
    Anonymous
        Loss of a combination = s + (1 - s) · (Σ w r / h) / Σ w over columns with weight
        w, rung r of the h there are above the finest, and share s of rows left out. Of
        equal losses the combination that comes first in the order of rungs.

    Raises
    ------
    ValueError
        For k < 2, no columns, a share outside [0, 1], arrays of unequal length, or a
        ladder of which a finer rung joins what a coarser one parts.
    """
    n = _checked(columns, k, allowed)
    if n == 0:
        return Anonymous((0,) * len(columns), np.zeros(0, np.bool_), 0.0, 0, 0)
    columns = [_dense(column) for column in columns]
    best: tuple[tuple[float, float, tuple[int, ...]], Anonymous] | None = None
    for rungs in _combinations(columns):
        found = _judged(columns, rungs, k)
        out = found.left_out / n
        order = (max(out - allowed, 0.0), found.loss, rungs)
        if best is None or order < best[0]:
            best = (order, found)
    assert best is not None
    return best[1]


def _checked(columns: Sequence[QuasiIdentifier], k: int, allowed: float) -> int:
    if k < 2 or not columns or not 0 <= allowed <= 1:
        raise ValueError("k must be 2 or more, with columns and a share in [0, 1]")
    sizes = {len(rung) for column in columns for rung in column.levels}
    if len(sizes) != 1:
        raise ValueError("the arrays of all rungs must have one length")
    for column in columns:
        for finer, coarser in zip(column.levels, column.levels[1:], strict=False):
            if len(classes_of([finer, coarser])[1]) != len(np.unique(finer)):
                raise ValueError(
                    f"a rung of {column.name} parts what a finer one joins"
                )
    return sizes.pop()


def _dense(column: QuasiIdentifier) -> QuasiIdentifier:
    """The same with codes from 0 without gaps: counting beats sorting then."""
    levels = tuple(
        np.unique(rung, return_inverse=True)[1].astype(np.int64)
        for rung in column.levels
    )
    return QuasiIdentifier(column.name, levels, column.weight)


def _combinations(columns: Sequence[QuasiIdentifier]) -> Iterator[tuple[int, ...]]:
    yield from product(*(range(len(column.levels)) for column in columns))


def _judged(
    columns: Sequence[QuasiIdentifier], rungs: tuple[int, ...], k: int
) -> Anonymous:
    chosen = [column.levels[rung] for column, rung in zip(columns, rungs, strict=True)]
    label, sizes = classes_of(chosen)
    kept = sizes[label] >= k
    big = sizes[sizes >= k]
    share = 1 - np.count_nonzero(kept) / len(kept)
    return Anonymous(
        rungs=rungs,
        kept=kept,
        loss=float(share + (1 - share) * _height(columns, rungs)),
        least=int(big.min()) if len(big) else 0,
        classes=len(big),
    )


def _height(columns: Sequence[QuasiIdentifier], rungs: tuple[int, ...]) -> float:
    """How far up the ladders, 0 to 1, by weight."""
    total = sum(column.weight for column in columns)
    climbed = sum(
        column.weight * rung / (len(column.levels) - 1)
        for column, rung in zip(columns, rungs, strict=True)
        if len(column.levels) > 1
    )
    return climbed / total


def classes_of(columns: Sequence[Codes]) -> tuple[Codes, Codes]:
    """Rows that are alike in every column.

    Returns
    -------
    tuple
        (n,) the class of each row, and (m,) how many rows each class has.
    """
    label = np.zeros(len(columns[0]), np.int64)
    for column in columns:
        least = int(column.min(initial=0))
        label = label * (int(column.max(initial=0)) - least + 1) + column - least
        if int(label.max(initial=0)) > len(label) * COUNTED:
            # Kept small, so that no product overflows.
            label = np.unique(label, return_inverse=True)[1].astype(np.int64)
    sizes = np.bincount(label)
    filled = sizes > 0
    place = np.cumsum(filled) - 1
    return place[label], sizes[filled]


def diversity(label: Codes, kept: NDArray[np.bool_], sensitive: Codes) -> int:
    """Least number of different values of a sensitive column within a kept class.

    1 means that somebody who knows in which class a person is knows the value; 0 that
    nothing is kept (distinct l-diversity, Machanavajjhala et al. 2007, §4).
    """
    if not kept.any():
        return 0
    pairs = np.unique(np.stack([label[kept], sensitive[kept]]), axis=1)
    _classes, counts = np.unique(pairs[0], return_counts=True)
    return int(counts.min())
