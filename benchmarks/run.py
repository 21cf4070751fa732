"""Both databases, both sizes: build, measure, compare, print the table.

python -m benchmarks.run [--write] [--only sqlite|postgresql] [--import-runs N]
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.cluster import cluster, make_database

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "benchmarks.md"
SIZES = ("aimag", "national")
IMPORT_RUNS = 3  # each takes seconds; docs/benchmarks.md says so
MOST_GROWTH = 2.5  # a page of the country against the same page of one aimag, at p95
Found = dict[str, Any]


def measure(size: str, address: str, import_runs: int) -> Found:
    """One world in a process of its own, in a home of its own."""
    with tempfile.TemporaryDirectory(prefix="bagana-bench-") as home:
        environment = {**os.environ, "BAGANA_HOME": home, "PYTHONPATH": "src:."}
        environment.pop("DATABASE_URL", None)
        if address:
            environment["DATABASE_URL"] = address
        answer = subprocess.run(
            [
                *(sys.executable, "-W", "ignore", "-m", "benchmarks.measure"),
                *(size, str(import_runs)),
            ],
            env=environment,
            cwd=ROOT,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
    found: Found = json.loads(answer.stdout.splitlines()[-1])
    return found


@contextmanager
def database(kind: str) -> Iterator[str]:
    with cluster() if kind == "postgresql" else nullcontext("") as address:
        yield address


def measure_all(kinds: list[str], import_runs: int) -> dict[str, dict[str, Found]]:
    found: dict[str, dict[str, Found]] = {}
    for kind in kinds:
        with database(kind) as server:
            found[kind] = {}
            for size in SIZES:
                address = make_database(server, size) if server else ""
                found[kind][size] = measure(size, address, import_runs)
    return found


def per_tenfold(small: float, large: float, growth: float) -> float:
    """By what a cost is multiplied when the data grow ten times."""
    return float((large / small) ** (1 / math.log10(growth)))


def table(found: dict[str, Found]) -> Iterator[str]:
    """One row for each workload: both sizes, plain SQL beside, how it grows."""
    small, large = found["aimag"], found["national"]
    growth = large["figures"] / small["figures"]
    yield (
        "| workload | aimag median / p95, ms | national median / p95, ms |"
        " plain SQL, national, ms | ratio | p95 national : aimag | × per tenfold |"
    )
    yield "|---|---|---|---|---|---|---|"
    for name, high in large["workloads"].items():
        low = small["workloads"][name]
        one, other, plain = low["program"], high["program"], high["plain"]
        yield (
            f"| {name} | {one['median']:,.1f} / {one['p95']:,.1f}"
            f" | {other['median']:,.1f} / {other['p95']:,.1f}"
            f" | {plain['median']:,.2f}"
            f" | {other['median'] / plain['median']:,.1f}"
            f" | {other['p95'] / one['p95']:.2f}"
            f" | {per_tenfold(one['median'], other['median'], growth):.2f} |"
        )


def too_slow(found: dict[str, dict[str, Found]]) -> list[str]:
    """Pages that cost more at the size of the country than they may."""
    lines = []
    for kind, sizes in found.items():
        for name, low in sizes["aimag"]["workloads"].items():
            high = sizes["national"]["workloads"][name]
            growth = high["program"]["p95"] / low["program"]["p95"]
            if "rows" not in name and growth > MOST_GROWTH:
                lines.append(f"{kind}: {name}: {growth:.2f} times")
    return lines


def machine() -> str:
    processor = platform.machine()
    listed = Path("/proc/cpuinfo")
    if listed.exists():
        names = [x for x in listed.read_text().splitlines() if "model name" in x]
        processor = names[0].split(":", 1)[1].strip() if names else processor
    return f"{processor}, {os.cpu_count()} cores, Python {platform.python_version()}"


def report(found: dict[str, dict[str, Found]], seconds: float) -> str:
    lines = [
        f"Measured on {datetime.now(UTC):%Y-%m-%d %H:%M} UTC: {machine()}; load"
        f" {os.getloadavg()[0]:.1f} at the end; {seconds:.0f} s in all.",
    ]
    for kind, sizes in found.items():
        figures = [f"{sizes[size]['figures']:,} figures ({size})" for size in SIZES]
        lines += ["", f"### {kind}: {', '.join(figures)}", "", *table(sizes)]
    slow = too_slow(found)
    verdict = "; ".join(slow) if slow else f"no page above {MOST_GROWTH} times"
    return "\n".join([*lines, "", f"Pages, national against aimag at p95: {verdict}."])


def keep(text: str) -> None:
    """Replace what stands below the heading of the results."""
    page = PAGE.read_text("utf-8")
    head, mark, _ = page.partition("## Results\n")
    PAGE.write_text(f"{head}{mark}\n{text}\n", "utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--only", choices=["sqlite", "postgresql"])
    parser.add_argument("--import-runs", type=int, default=IMPORT_RUNS)
    chosen = parser.parse_args()
    kinds = [chosen.only] if chosen.only else ["sqlite", "postgresql"]
    began = perf_counter()
    found = measure_all(kinds, chosen.import_runs)
    text = report(found, perf_counter() - began)
    print(text)
    if chosen.write:
        keep(text)
    return 1 if too_slow(found) else 0


if __name__ == "__main__":
    sys.exit(main())
