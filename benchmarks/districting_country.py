"""The country as it nests: every sum a problem of its own, at three tolerances.

python -m benchmarks.districting_country [--write] [--sums N]

The cells of each sum are read from a table (sum_code, h3_cell) where it is at hand, as
BAGANA_SUM_CELLS or in ../shared/data; else they are grids of our own of like sizes.
Weights and today's plans are drawn by the generator: nothing here is a statistic.
"""

from __future__ import annotations

import argparse
import csv
import os
import resource
import statistics
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter, process_time

import numpy as np

from bagana.engines.districting import Front, Problem, audit, split
from bagana.engines.districting.generator import (
    hex_neighbours,
    nested,
    on_cells,
)
from bagana.engines.districting.reading import of_cells
from bagana.engines.districting.redraw import redraw_all
from benchmarks.districting import keep

CELLS = Path(__file__).parents[2] / "shared" / "data" / "mongolia_sum_cells.csv"
SUMS = 330
LEVELS = 0.2
"""The tolerance asked for; a quick search tries it whole, half and twice."""

CELLS_OF_A_UNIT = 26
MOST_SECONDS, MOST_MIB = 180.0, 1024.0


def country(sums: int) -> Problem:
    path = Path(os.environ.get("BAGANA_SUM_CELLS", CELLS))
    parts = _of_table(path) if path.is_file() else _of_grids()
    found = []
    for part in parts:
        found.append(part)
        if len(found) == sums:
            break
    return nested(found)


def _units(cells: int) -> int:
    """As many bags as a sum of this size has, about: three to nine."""
    return max(3, min(9, round(cells / CELLS_OF_A_UNIT)))


def _of_table(path: Path) -> Iterator[Problem]:
    cells: dict[str, list[str]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as source:
        for row in csv.DictReader(source):
            cells[row["sum_code"]].append(row["h3_cell"])
    for number, code in enumerate(sorted(cells)):
        own = sorted(cells[code])
        told, _ = of_cells(own)
        kept, indptr, indices = _largest(own, told.pairs)
        if len(kept) < 5:
            continue
        blocks = [own[i] for i in kept]
        rng = np.random.default_rng([7, number])
        units = _units(len(kept))
        yield on_cells(blocks, told.xy[kept], indptr, indices, units, rng, code)


def _largest(
    cells: list[str], pairs: tuple[tuple[str, str, float], ...]
) -> tuple[list[int], np.ndarray, np.ndarray]:
    """The largest connected piece, and its neighbours in CSR form."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    place = {cell: i for i, cell in enumerate(cells)}
    one = np.array([place[a] for a, _, _ in pairs] + [place[b] for _, b, _ in pairs])
    two = np.array([place[b] for _, b, _ in pairs] + [place[a] for a, _, _ in pairs])
    size = len(cells)
    whole = csr_array((np.ones(len(one)), (one, two)), shape=(size, size))
    _, piece = connected_components(whole, directed=False)
    kept = np.flatnonzero(piece == np.bincount(piece).argmax())
    part = whole[kept][:, kept].tocsr()
    part.sort_indices()
    return kept.tolist(), part.indptr.astype(np.int32), part.indices.astype(np.int32)


def _of_grids() -> Iterator[Problem]:
    """Sizes as sums have them: lognormal around a hundred cells."""
    rng = np.random.default_rng(11)
    for number in range(10**6):
        cells = float(np.clip(rng.lognormal(4.6, 0.65), 20, 1000))
        rows = max(3, round(cells**0.5))
        cols = max(3, round(cells / rows))
        indptr, indices = hex_neighbours(rows, cols)
        row, col = np.divmod(np.arange(rows * cols), cols)
        xy = np.column_stack([(col + 0.5 * (row % 2)) * 5000.0, row * 4330.0])
        code = f"S{number + 1:03d}"
        blocks = [f"{code}-{i:04d}" for i in range(rows * cols)]
        yield on_cells(
            blocks, xy, indptr, indices, _units(rows * cols),
            np.random.default_rng([13, number]), code,
        )  # fmt: skip


def measure(sums: int) -> tuple[list[str], bool]:
    began = process_time()
    whole = country(sums)
    built = process_time() - began
    _search(nested(split(whole)[:1]))  # what is compiled once is not counted
    clock, began = perf_counter(), process_time()
    fronts = _search(whole)
    seconds, waited = process_time() - began, perf_counter() - clock
    mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return _told(whole, fronts, (built, seconds, waited, mib))


def _search(whole: Problem) -> dict[str, Front]:
    tolerance = dict.fromkeys(whole.weight_names, LEVELS)
    return redraw_all(
        whole, tolerance=tolerance, minimise=("cut",), seeds=1, effort="quick"
    )


def _told(
    whole: Problem, fronts: dict[str, Front], cost: tuple[float, float, float, float]
) -> tuple[list[str], bool]:
    built, seconds, waited, mib = cost
    parts = split(whole)
    plans = [
        (part, point) for part in parts for point in fronts[part.parents[0]].points
    ]
    broken = sum(not audit(part, one.labels).is_contiguous for part, one in plans)
    before = statistics.median(front.today.deviation for front in fronts.values())
    least = statistics.median(front.points[0].deviation for front in fronts.values())
    met = sum(front.points[front.chosen].is_feasible for front in fronts.values())
    tasks = sum(front.tasks for front in fronts.values())
    good = not broken and seconds <= MOST_SECONDS and mib <= MOST_MIB
    lines = [
        f"{len(parts)} sums, {whole.size:,} cells, {len(whole.units):,} units,"
        f" {tasks:,} runs at tolerances {LEVELS}, {LEVELS / 2} and {2 * LEVELS} of"
        f" every weight, one core; load {os.getloadavg()[0]:.1f} at the end.",
        "",
        "| | measured | promise |",
        "|---|---|---|",
        f"| search, s of the processor (by the clock {waited:.0f}) | {seconds:.0f}"
        f" | {MOST_SECONDS:.0f} |",
        f"| memory at most, MiB | {mib:.0f} | {MOST_MIB:.0f} |",
        f"| plans, of them not contiguous | {len(plans):,}, {broken} | 0 |",
        f"| median over sums of the largest deviation, today | {before:.3f} | |",
        f"| the same, most even plan of each front | {least:.3f} | |",
        f"| sums with a plan within {LEVELS} in all four weights | {met} | |",
        f"| making the country, s | {built:.0f} | |",
    ]
    return lines, good


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sums", type=int, default=SUMS)
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    lines, good = measure(chosen.sums)
    print("\n".join(lines))
    if chosen.write:
        keep(lines, "districting country")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
