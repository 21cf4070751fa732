"""Measure one world in one database; prints one JSON document.

python -m benchmarks.measure SIZE IMPORT_RUNS    with BAGANA_HOME and DATABASE_URL set
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from time import perf_counter
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bagana.project.settings")

PAGE_RUNS = 20
IMPORTS = (10_000, 100_000)


def timed(run: Callable[[], object], runs: int) -> list[float]:
    """Milliseconds of each run, after one that warms what any server has warm."""
    run()
    found = []
    for _ in range(runs):
        began = perf_counter()
        run()
        found.append((perf_counter() - began) * 1000)
    return found


def summary(times: list[float]) -> dict[str, float]:
    ordered = sorted(times)
    place = min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))
    return {
        "median": ordered[len(ordered) // 2],
        "p95": ordered[place],
        "runs": len(ordered),
    }


def measure_pages() -> dict[str, Any]:
    from benchmarks.workloads import pages

    return {
        work.name: {
            "program": summary(timed(work.run, PAGE_RUNS)),
            "plain": summary(timed(work.plain, PAGE_RUNS)),
        }
        for work in pages()
    }


def measure_imports(wanted: int, runs: int) -> dict[str, Any]:
    from benchmarks.workloads import Import

    work = Import(wanted)
    times: dict[str, list[float]] = {"in": [], "out": [], "insert": [], "update": []}

    def clock(name: str, run: Callable[[], object]) -> None:
        began = perf_counter()
        run()
        times[name].append((perf_counter() - began) * 1000)

    for _ in range(runs):
        clock("insert", work.plain_insert)
        clock("in", work.take_in)
        clock("update", work.plain_publish)
        clock("out", work.publish)
        work.put_away()
    name = f"{wanted:,} rows"
    return {
        f"import {name}": {
            "program": summary(times["in"]),
            "plain": summary(times["insert"]),
        },
        f"publish {name}": {
            "program": summary(times["out"]),
            "plain": summary(times["update"]),
        },
    }


def main(size: str, import_runs: int) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from benchmarks.build_world import SIZES, build

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    began = perf_counter()
    figures = build(SIZES[size])
    built = perf_counter() - began
    found = measure_pages()
    for wanted in IMPORTS:
        found |= measure_imports(wanted, import_runs)
    print(json.dumps({"figures": figures, "built": built, "workloads": found}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
