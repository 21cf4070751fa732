"""Re-drawing against its peers: plans at equal time, and moves a second.

python -m benchmarks.districting --seeds 1 2 3 [--sizes S A L] [--short] [--write]

Instances come from our own generator for the seeds given. All times are of the
processor, so that who else works on the machine matters less. GerryChain: pip install
"gerrychain>=1.0"; gpmetis: apt install metis. What is not there is left out, and told.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from time import process_time

import numpy as np

from bagana.engines.districting import audit
from bagana.engines.districting.generator import SIZES, hex_instance
from bagana.engines.districting.problem import Ints, Problem
from bagana.engines.districting.search import emphasis_of, task
from benchmarks import districting_peers as peers
from benchmarks.districting_speed import Kernel

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
PEER_SECONDS = {"S": 40.0, "A": 60.0, "L": 90.0}
OUR_SECONDS = {"S": 1.0, "A": 1.0, "L": 3.0}
FLIPS_WANTED = {"S": 150, "A": 300}
TREES_WANTED = {"S": 20, "A": 20}
SLICES = 6
TRIES = 6
"""Runs that feel out how much work fits into the seconds."""


@dataclass(frozen=True)
class Measured:
    """A plan of anybody's: what it is worth and what it cost."""

    deviation: float
    cut: int
    seconds: float
    is_whole: bool

    def told(self) -> str:
        return f"{self.deviation:.3f} / {self.cut:,}"


@dataclass
class Row:
    """One comparison over the seeds: theirs, ours asked for no more deviation."""

    size: str
    name: str
    theirs: list[Measured] = field(default_factory=list)
    ours: list[Measured] = field(default_factory=list)
    limits: list[float] = field(default_factory=list)

    @property
    def is_met(self) -> bool:
        """In the median: not more deviation, cut and time, every plan in one piece."""
        ours, theirs = _median(self.ours), _median(self.theirs)
        return (
            all(one.is_whole for one in self.ours)
            and ours.deviation <= theirs.deviation + 1e-9
            and ours.cut <= theirs.cut
            and ours.seconds <= statistics.median(self.limits)
        )


def measured(problem: Problem, labels: Ints, seconds: float) -> Measured:
    found = audit(problem, labels)
    return Measured(found.deviation, found.cut, seconds, found.is_contiguous)


def _median(found: list[Measured]) -> Measured:
    return Measured(
        statistics.median(one.deviation for one in found),
        round(statistics.median(one.cut for one in found)),
        statistics.median(one.seconds for one in found),
        all(one.is_whole for one in found),
    )


def ours(problem: Problem, asked: float, seed: int, seconds: float) -> Measured:
    """The plan of least cut that is no more unequal than asked, within the seconds.

    Several runs of growing size: the largest that ends in time counts, and of those in
    time the one within the tolerance with the least cut.
    """
    best: Measured | None = None
    flips = 60 * problem.size
    for _ in range(TRIES):
        one = _once(problem, asked, seed, flips)
        if one.seconds > seconds:
            break
        best = one if best is None else min(best, one, key=_order(asked))
        flips = round(flips * min(8.0, 0.9 * seconds / max(one.seconds, 1e-4)))
        if one.seconds > 0.8 * seconds:
            break
    return best or one


def _order(asked: float) -> Callable[[Measured], tuple[float, int]]:
    return lambda one: (max(0.0, one.deviation - asked), one.cut)


def _once(problem: Problem, asked: float, seed: int, flips: int) -> Measured:
    tolerance = np.full(problem.weights.shape[1], asked)
    began = process_time()
    found = task(
        problem, tolerance=tolerance, emphasis=emphasis_of("cut", ("cut",)),
        units=len(problem.units), seed=seed, step=0, flips=flips,
    )  # fmt: skip
    seconds = process_time() - began
    plans = [measured(problem, one.labels, seconds) for one in found]
    return min(plans, key=_order(asked))


def compare(size: str, seeds: list[int], seconds: float) -> Iterator[Row]:
    """Rows of one size: against GerryChain in seconds, against gpmetis in its time."""
    rows: dict[str, Row] = {}

    def add(name: str, theirs: Measured, asked: float, seed: int, limit: float) -> None:
        row = rows.setdefault(name, Row(size, name))
        row.theirs.append(theirs)
        row.limits.append(limit)
        row.ours.append(ours(problem, asked, seed, limit))

    for seed in seeds:
        problem = hex_instance(*SIZES[size], seed)
        _once(problem, 1.0, seed, problem.size)  # what is compiled once is not counted
        for name, method in _chains():
            made = method(problem, seed, seconds)
            their = measured(problem, made.labels, made.seconds)
            limit = OUR_SECONDS[size]
            add(f"GerryChain {name}", their, their.deviation, seed, limit)
        if peers.has_metis():
            plans = peers.metis(problem, seed)
            found = [measured(problem, one.labels, one.seconds) for one in plans]
            whole = [one for one in found if one.is_whole] or found
            even = min(whole, key=lambda one: one.deviation)
            short = min(whole, key=lambda one: one.cut)
            add("gpmetis, most even", even, even.deviation, seed, even.seconds)
            add("gpmetis, least cut", short, short.deviation, seed, short.seconds)
    yield from rows.values()


def _chains() -> Iterator[tuple[str, Callable[[Problem, int, float], peers.Made]]]:
    if peers.has_gerrychain():
        yield "short bursts", peers.short_bursts
        yield "annealing", peers.annealing


def thirds(size: str, row: Row, seeds: list[int]) -> str:
    """A plan with a third of gpmetis's deviation: is there one on the front?"""
    found = []
    for seed, their in zip(seeds, row.theirs, strict=True):
        problem = hex_instance(*SIZES[size], seed)
        asked = their.deviation / 3
        found.append(ours(problem, asked, seed, 10 * OUR_SECONDS[size]))
    worst = max(
        o.deviation / t.deviation for o, t in zip(found, row.theirs, strict=True)
    )
    cut, seconds = _median(found).cut, _median(found).seconds
    verdict = "yes" if worst <= 1 / 3 + 1e-9 else "no"
    return (
        f"| {size} | {_median(found).deviation:.3f} / {cut:,} in {seconds:.2f} s"
        f" | {worst:.2f} of gpmetis's | {verdict} |"
    )


def paces(size: str, seeds: list[int], seconds: float) -> Iterator[str]:
    """Ours and GerryChain's slice by slice in turn, in this one process."""
    for trees in (False, True):
        ratios, own, other = [], [], []
        for seed in seeds:
            problem = hex_instance(*SIZES[size], seed)
            one = Kernel(problem, seed, trees)
            two = peers.Runner(problem, seed, trees)
            for _ in range(SLICES):
                one.run(seconds / SLICES)
                two.run(seconds / SLICES)
            own.append(one.pace.rate)
            other.append(two.pace.rate)
            ratios.append(own[-1] / other[-1])
        wanted = (TREES_WANTED if trees else FLIPS_WANTED)[size]
        ratio = statistics.median(ratios)
        what = "spanning-tree moves" if trees else "accepted flips"
        yield (
            f"| {size} | {what} | {statistics.median(own):,.0f}"
            f" | {statistics.median(other):,.0f} | {ratio:,.0f} | {wanted}"
            f" | {'yes' if ratio >= wanted else 'no'} |"
        )


def report(sizes: list[str], seeds: list[int], short: bool) -> Iterator[str]:
    yield from _head(seeds, short)
    yield "| size | peer | theirs, s | deviation / cut | ours within, s | deviation / cut | not worse |"  # noqa: E501
    yield "|---|---|---|---|---|---|---|"
    metis: list[tuple[str, Row]] = []
    for size in sizes:
        for row in compare(size, seeds, 3.0 if short else PEER_SECONDS[size]):
            theirs, own = _median(row.theirs), _median(row.ours)
            yield (
                f"| {size} | {row.name} | {theirs.seconds:.2f} | {theirs.told()}"
                f" | {own.seconds:.2f} of {statistics.median(row.limits):.2f}"
                f" | {own.told()} | {'yes' if row.is_met else 'no'} |"
            )
            if row.name == "gpmetis, most even":
                metis.append((size, row))
    if metis:
        yield from ("", "| size | a third of gpmetis's deviation | reached | there |")
        yield "|---|---|---|---|"
        yield from (thirds(size, row, seeds) for size, row in metis)
    if peers.has_gerrychain():
        yield from (
            "",
            "| size | a second | ours | GerryChain | ratio | wanted | met |",
        )
        yield "|---|---|---|---|---|---|---|"
        for size in (s for s in sizes if s in FLIPS_WANTED):
            yield from paces(size, seeds, 1.0 if short else 6.0)


def _head(seeds: list[int], short: bool) -> Iterator[str]:
    missing = [
        name
        for name, there in (
            ("GerryChain", peers.has_gerrychain()),
            ("gpmetis", peers.has_metis()),
        )
        if not there
    ]
    when = f"{datetime.now(UTC):%Y-%m-%d %H:%M}"
    load = os.getloadavg()[0]
    yield (
        f"Measured on {when} UTC, Python {platform.python_version()},"
        f" {os.cpu_count()} cores, load {load:.1f} at the beginning; medians of seeds"
        f" {', '.join(map(str, seeds))}; seconds are of the processor."
        + (" A quick look: peers had three seconds." if short else "")
        + (f" Not at hand, so left out: {', '.join(missing)}." if missing else "")
    )
    yield ""


def keep(lines: list[str], mark: str = "districting") -> None:
    """Replace what stands between the marks of the page."""
    page = PAGE.read_text("utf-8")
    head, first, rest = page.partition(f"<!-- {mark} -->")
    _, last, tail = rest.partition(f"<!-- /{mark} -->")
    text = "\n".join(lines)
    PAGE.write_text(f"{head}{first}\n{text}\n{last}{tail}", "utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--sizes", nargs="+", choices=[*SIZES], default=[*SIZES])
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    lines = []
    for line in report(chosen.sizes, chosen.seeds, chosen.short):
        print(line, flush=True)
        lines.append(line)
    if chosen.write:
        keep(lines)
    return 0


if __name__ == "__main__":
    sys.exit(main())
