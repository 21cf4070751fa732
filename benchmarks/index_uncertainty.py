"""What the uncertainty of an index costs; each workload in a process of its own.

python -m benchmarks.index_uncertainty [--write] [--one NAME]
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from bagana.engines.index import (
    Branch,
    Factors,
    Framework,
    Goalposts,
    Groups,
    IndexData,
    Leaf,
    Missing,
    Scale,
    Treatment,
    Words,
)

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "benchmarks.md"
BEGIN, END = "<!-- index uncertainty -->", "<!-- /index uncertainty -->"
MOST_MEMORY = 400  # MiB, of 10,000 replications of 1,613 x 30
RECORDED_COINR = 117.4  # s, ASEM 1,000, told in the issue; not measured here
PLAIN = 40  # replications that the plain way is timed on
YEAR = 2020
R_SCRIPT = ROOT / "benchmarks" / "index_coinr.R"


def world(
    units: int, indicators: int, dimensions: int, groups: int, **settings: Any
) -> tuple[Framework, IndexData]:
    """Rates of small units in a tree of two levels; the seed is fixed."""
    import numpy as np

    rng = np.random.default_rng(1)
    missing = float(settings.pop("missing", 0.0))
    noise = "binomial" if settings["factors"].sampling else "none"
    n = rng.integers(50, 900, (1, units, indicators)).astype(float)
    share = rng.beta(6, 6, (1, units, 1)) * 0.5 + rng.beta(6, 6, n.shape) * 0.5
    values = rng.binomial(n.astype(int), share) / n * 100
    values[rng.random(values.shape) < missing] = np.nan
    codes = tuple(f"i{k:02d}" for k in range(indicators))
    leaves = [
        Leaf(c, Words(c), goalposts=Goalposts(15, 85), unit=Words("%"), noise=noise)
        for c in codes
    ]
    parts = np.array_split(np.arange(indicators), dimensions)
    children = tuple(
        Branch(f"d{d}", Words(f"d{d}"), tuple(leaves[k] for k in part))
        for d, part in enumerate(parts)
    )
    tree = Branch("index", Words("index"), children, aggregate="geometric")
    names = tuple(f"u{v:05d}" for v in range(units))
    labels = {"group": np.array([f"g{v % groups:02d}" for v in range(units)])}
    given = {"missing": Missing(0.5, 0.5), "groups": Groups(minimum=1), **settings}
    fw = Framework("bench", Words("bench"), tree, **given)
    return fw, IndexData(names, (YEAR,), codes, values, n=n, groups=labels)


CHOICES = Factors(sampling=False)
ERRORS = Factors(sampling=True)
SIX = Factors(
    sampling=False,
    scales=(Scale(), Scale("zscore", mean=50, deviation=10, floor=1)),
    treatment=True,
    imputation=True,
    leave_one_out=True,
)
# As COINr's example: weights by a quarter, two scales, treatment, two means.
FOUR = Factors(
    concentration=None,
    weight_spread=0.25,
    sampling=False,
    scales=(
        Scale(goalposts="all_years"),
        Scale("zscore", mean=10, deviation=2, floor=1, goalposts="all_years"),
    ),
    treatment=True,
)


def replicate(replications: int, *size: int, **settings: Any) -> Callable[[], object]:
    from bagana.engines.index.uncertainty import uncertainty

    fw, data = world(*size, **settings)

    def run() -> object:
        found = uncertainty(fw, data, year=YEAR, seed=1, replications=replications)
        return found.rank_interval(), found.p_top(3)

    return run


def shares() -> Callable[[], object]:
    from bagana.engines.index.sensitivity import sensitivity

    fw, data = world(1613, 30, 8, 20, factors=SIX, missing=0.05)
    return lambda: sensitivity(fw, data, year=YEAR, n=1024, seed=1)


def plain() -> Callable[[], object]:
    """The same index the plain way: each replication through all of the tree."""
    import numpy as np

    from bagana.engines.index.replay import Replication, replay

    fw, data = world(1613, 30, 8, 20, factors=CHOICES)
    rng = np.random.default_rng(2)
    given = [
        Replication(
            weights={code: float(rng.uniform(0.75, 1.25)) for code in fw.indicators}
        )
        for _ in range(PLAIN)
    ]
    return lambda: replay(fw, data, given, year=YEAR)


WORKS: dict[str, tuple[float, Callable[[], Callable[[], object]]]] = {
    "1,613 × 30 × 10,000, 20 groups": (
        3.0,
        lambda: replicate(10_000, 1613, 30, 8, 20, factors=CHOICES),
    ),
    "1,613 × 30 × 10,000, one group": (
        3.0,
        lambda: replicate(10_000, 1613, 30, 8, 1, factors=CHOICES),
    ),
    "1,613 × 30 × 10,000 with an error drawn for each cell": (
        25.0,
        lambda: replicate(10_000, 1613, 30, 8, 20, factors=ERRORS),
    ),
    "51 × 49 × 10,000, four factors (the size of ASEM)": (
        0.5,
        lambda: replicate(10_000, 51, 49, 8, 1, factors=FOUR, treatment=Treatment()),
    ),
    "51 × 49 × 1,000, four factors (the size of ASEM)": (
        0.2,
        lambda: replicate(1_000, 51, 49, 8, 1, factors=FOUR, treatment=Treatment()),
    ),
    "Sobol, N = 1,024, six factors, 1,613 × 30": (3.0, shares),
    f"1,613 × 30 × {PLAIN} the plain way": (0.0, plain),
}


def measure(name: str) -> dict[str, float]:
    """Seconds by the clock and of the processor, and the peak of memory, MiB."""
    run = WORKS[name][1]()
    clock, worked = perf_counter(), process_time()
    run()
    clock, worked = perf_counter() - clock, process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"clock": clock, "worked": worked, "peak": peak, "load": os.getloadavg()[0]}


def measure_all() -> dict[str, dict[str, float]]:
    found = {}
    for name in WORKS:
        command = [sys.executable, "-m", "benchmarks.index_uncertainty", "--one", name]
        answer = subprocess.run(
            command,
            env={**os.environ, "PYTHONPATH": "src:."},
            cwd=ROOT,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        found[name] = json.loads(answer.stdout)
    return found


def coinr() -> float | None:
    """Seconds that COINr takes for ASEM and 1,000 replications, where R is at hand."""
    program = shutil.which("Rscript")
    if program is None:
        return None
    answer = subprocess.run(
        [program, str(R_SCRIPT)], check=False, stdout=subprocess.PIPE, text=True
    )
    return float(answer.stdout.split()[-1]) if answer.returncode == 0 else None


def table(found: dict[str, dict[str, float]]) -> str:
    lines = [
        "| workload | clock, s | processor, s | promise, s | peak, MiB | load |",
        "|---|---|---|---|---|---|",
    ]
    for name, one in found.items():
        most = WORKS[name][0]
        lines.append(
            f"| {name} | {one['clock']:.2f} | {one['worked']:.2f} |"
            f" {f'{most:g}' if most else 'none'} | {one['peak']:.0f} |"
            f" {one['load']:.1f} |"
        )
    return "\n".join([*lines, "", *_ratios(found)])


def _ratios(found: dict[str, dict[str, float]]) -> list[str]:
    names = list(WORKS)
    slow = found[names[-1]]["worked"] / PLAIN
    fast = found[names[0]]["worked"] / 10_000
    small = found[names[4]]
    theirs = coinr()
    lines = [
        f"- A replication the plain way, through every step of the tree, takes"
        f" {slow / fast:,.0f} times the processor time of one of 10,000 at once.",
    ]
    if theirs is None:
        lines.append(
            "- COINr: R, or COINr in it, is not at hand on this machine, so no ratio"
            " was measured. Recorded elsewhere (two cores, another run):"
            f" {RECORDED_COINR} s for ASEM and 1,000 replications,"
            f" {RECORDED_COINR / small['worked']:,.0f} times the processor time of the"
            " same size above."
        )
    else:
        lines.append(
            f"- COINr in the same run: {theirs:.1f} s for ASEM and 1,000 replications,"
            f" {theirs / small['clock']:,.0f} times ours."
        )
    return lines


def holds(found: dict[str, dict[str, float]]) -> bool:
    """Processor time: on a shared machine the clock also counts who else works."""
    return all(
        not WORKS[name][0]
        or (one["worked"] <= WORKS[name][0] and one["peak"] <= MOST_MEMORY)
        for name, one in found.items()
    )


def write(text: str) -> None:
    head, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    _, _, tail = rest.partition(END)
    PAGE.write_text(f"{head}{BEGIN}\n{text}\n{END}{tail}", "utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--one", choices=list(WORKS))
    asked = parser.parse_args()
    if asked.one:
        print(json.dumps(measure(asked.one)))
        return 0
    found = measure_all()
    text = table(found)
    print(text)
    if asked.write:
        write(text)
    return 0 if holds(found) else 1


if __name__ == "__main__":
    raise SystemExit(main())
