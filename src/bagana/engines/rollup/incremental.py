"""Counting again only what was touched."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from bagana.engines.rollup.leaves import Cells, Flags, Tables, roll_up
from bagana.engines.rollup.measures import How, Measure, RollUpError
from bagana.engines.rollup.tree import Tree, add_ratios, up_the_tree


class Incremental:
    """The counts of every lowest unit, kept; touched units are counted again.

    A unit's counts are of its own rows only, so a change of rows of some units leaves
    those of all others as they were. `rolled()` then equals `roll_up_tree` over all
    rows, at the cost of the rows of the touched units. Distinct counts are refused:
    above a unit they are not the sum of what is kept.
    """

    def __init__(self, tree: Tree, measures: Iterable[Measure]) -> None:
        self._tree = tree
        self._measures = tuple(measures)
        if any(measure.how is How.DISTINCT for measure in self._measures):
            raise RollUpError("a distinct count cannot be kept by unit")
        self._kept: dict[str, Cells] = {}
        self._reporting: Flags = np.zeros(len(tree), bool)

    def start(self, columns: Tables, reporting: Flags | None = None) -> None:
        """Count everything; `columns` hold every row."""
        n = len(self._tree)
        self._kept = roll_up(columns, n, self._measures)
        self._reporting = np.ones(n, bool) if reporting is None else reporting.copy()

    def recount(
        self,
        columns: Tables,
        units: NDArray[np.int64],
        reporting: Flags | None = None,
    ) -> None:
        """Count units again.

        Parameters
        ----------
        columns
            Every row of the units, and of no other.
        units
            (m,) places of the units that were touched.
        reporting
            (n,) who has reported by now; None: as before.

        Raises
        ------
        RollUpError
            If nothing was counted before, or a row is of another unit.
        """
        if not self._kept and self._measures:
            raise RollUpError("nothing was counted yet: start first")
        touched = np.zeros(len(self._tree), bool)
        touched[units] = True
        for table in columns.values():
            if not touched[np.asarray(table["unit"], np.int64)].all():
                raise RollUpError("a row is of a unit that is not counted again")
        fresh = roll_up(columns, len(self._tree), self._measures)
        for code, cells in fresh.items():
            self._kept[code] = _replaced(self._kept[code], cells, touched)
        if reporting is not None:
            self._reporting = reporting.copy()

    def rolled(self) -> dict[str, Cells]:
        """Cells of every unit and of all above, ratios included."""
        known = self._reporting | ~self._tree.must_report
        found = {
            code: up_the_tree(cells.masked(known), self._tree)
            for code, cells in self._kept.items()
        }
        add_ratios(found, self._measures)
        return found


def _replaced(old: Cells, new: Cells, at: Flags) -> Cells:
    return Cells(
        np.where(at, new.value, old.value),
        np.where(at, new.rows, old.rows),
        np.where(at, new.unknown, old.unknown),
        np.where(at, new.contributors, old.contributors),
        np.where(at[:, None], new.largest, old.largest),
    )
