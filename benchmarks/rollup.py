"""The registers of the country counted: 950,000 households, 3.2 million people, herds.

python -m benchmarks.rollup [--households 950000] [--write]

Builds a fictional country with a seeded generator in a home of its own on SQLite,
counts every measure of the registers from the database, the same aggregation by DuckDB
on the same rows, and again after 1,000 changes.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bagana.project.settings")

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "benchmarks.md"
BEGIN, END = "<!-- roll-up -->", "<!-- /roll-up -->"
HOUSEHOLDS, SEED = 950_000, 20261123
CHANGES = 1_000
MOST_SECONDS = 20.0
FIRST, LAST = date(2025, 1, 1), date(2025, 12, 31)


def timed(run: Callable[[], Any]) -> tuple[Any, float, float]:
    began, used = perf_counter(), process_time()
    answer = run()
    return answer, perf_counter() - began, process_time() - used


def asking() -> Any:
    from bagana.registers.rolling import Asking, census_in, plan_of
    from bagana.territory.models import Unit

    plan = plan_of([Unit.objects.get(code="F")], LAST)
    return Asking(plan, FIRST, LAST, census_in(FIRST, LAST))


def codes() -> list[str]:
    from bagana.registers.rolling import HERDS, REGISTER, SHEEP_UNITS

    return [*(one.code for one in (*REGISTER, *HERDS)), SHEEP_UNITS]


def by_program() -> Any:
    from bagana.registers.rolling import roll

    return roll(asking(), codes())


def read() -> tuple[dict[str, Any], Any]:
    """The columns that both count, read from the database once."""
    from bagana.registers.rolling import READ

    ask = asking()
    tables = {name: READ[name](ask) for name in ("households", "people", "herds")}
    for table in tables.values():
        table["unit"] = ask.plan.places(table["unit"])
    return tables, ask.plan


def by_engine(tables: dict[str, Any], plan: Any) -> Any:
    from bagana.engines.rollup import roll_up_tree
    from bagana.registers.rolling import measure_of

    wanted = [measure_of(code, LAST) for code in codes()]
    return roll_up_tree(
        tables, plan.tree, [one for one in wanted if one.table in tables]
    )


def duckdb_sql() -> list[str]:
    """The same figures of every unit, as one would write them there."""
    from bagana.registers.models import SPECIES

    ages = ((0, 14), (15, 18), (19, 22), (23, 35), (36, 45), (46, 64), (65, 200))
    groups = ", ".join(
        f"count(*) FILTER (age BETWEEN {low} AND {high})" for low, high in ages
    )
    flags = ("is_herder", "electricity", "water", "internet", "needs_assistance")
    told = ", ".join(f"count(*) FILTER ({one} >= 1)" for one in flags)
    heads = ", ".join(f"sum({one})" for one in SPECIES)
    begin = "SELECT a.ancestor, count(*)"
    end = "t JOIN above a ON a.unit = t.unit GROUP BY 1"
    return [
        f"{begin}, {told} FROM households {end}",
        f"{begin}, count(*) FILTER (is_female = 1), count(*) FILTER (is_female = 0),"
        f" count(*) FILTER (is_temporary = 1), {groups} FROM people {end}",
        f"{begin}, {heads}, sum(total), count(*) FILTER (total >= 1), sum(females),"
        " sum(young), sum(5 * camel + 7 * horse + 6 * cattle + sheep + 0.9 * goat)"
        f" FROM herds {end}",
    ]


def by_duckdb(tables: dict[str, Any], plan: Any) -> tuple[float, Any]:
    """Seconds to aggregate the same columns there, and the answers."""
    import duckdb
    import numpy as np

    pairs = [
        (np.arange(len(plan.keys)), plan.tree.at_depth(depth)) for depth in range(4)
    ]
    unit, ancestor = (np.concatenate(one) for one in zip(*pairs, strict=True))
    kept = {"unit": unit[ancestor >= 0], "ancestor": ancestor[ancestor >= 0]}
    with duckdb.connect() as base:
        base.execute("SET threads = 2")
        for name, columns in (*tables.items(), ("above", kept)):
            plain = {key: np.ascontiguousarray(one) for key, one in columns.items()}
            base.register("given", plain)
            base.execute(f"CREATE TABLE {name} AS FROM given")
            base.unregister("given")
        began = perf_counter()
        answers = [base.execute(sql).fetchall() for sql in duckdb_sql()]
        return perf_counter() - began, answers


def agrees(rolled: Any, answers: Any) -> bool:
    """Every unit of every level: households, people and sheep."""
    import numpy as np

    for answer, column, code in (
        (answers[0], 1, "reg_households"),
        (answers[1], 1, "reg_population"),
        (answers[2], 5, "reg_livestock_sheep"),
    ):
        value = np.nan_to_num(rolled.cells[code].value)
        told = {row[0]: float(row[column]) for row in answer}
        if any(abs(value[at] - one) > 0.5 for at, one in told.items()):
            return False
    return True


def incremental() -> tuple[float, bool, int]:
    """Seconds after 1,000 changes, whether that equals counting all, bags touched."""
    import numpy as np
    from django.db import connection

    from bagana.registers.rolling import Kept

    kept = Kept(asking(), codes())
    kept.start()
    rng = np.random.default_rng(SEED + 1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM registers_livestockcount")
        rows = cursor.fetchone()[0]
        chosen = rng.choice(rows, CHANGES, replace=False) + 1
        units = set()
        for key in chosen.tolist():
            cursor.execute(
                "UPDATE registers_livestockcount SET sheep = sheep + 1 WHERE id = %s",
                [key],
            )
            cursor.execute(
                "SELECT unit_id FROM registers_livestockcount WHERE id = %s", [key]
            )
            units.add(cursor.fetchone()[0])
    again, seconds, _ = timed(lambda: kept.recount(sorted(units)))
    whole = by_program()
    same = all(
        np.array_equal(again.cells[code].value, whole.cells[code].value, True)
        for code in codes()
    )
    return seconds, same, len(units)


def run(households: int) -> dict[str, Any]:
    from django.core.management import call_command

    from benchmarks.build_registers import build

    call_command("migrate", verbosity=0)
    counts, building, _ = timed(lambda: build(households))
    rolled, clock, used = timed(by_program)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    (tables, plan), reading, _ = timed(read)
    _, engine, _ = timed(lambda: by_engine(tables, plan))
    aggregated, answers = by_duckdb(tables, plan)
    again, same, touched = incremental()
    return {
        **counts,
        "units": len(rolled.plan.codes),
        "measures": len(codes()),
        "building": building,
        "clock": clock,
        "used": used,
        "peak": peak,
        "reading": reading,
        "engine": engine,
        "aggregated": aggregated,
        "agrees": agrees(rolled, answers),
        "again": again,
        "same": same,
        "touched": touched,
        "load": os.getloadavg()[0],
    }


def table(found: dict[str, Any]) -> str:
    whole = found["reading"] + found["aggregated"]
    lines = [
        f"{found['households']:,} households, {found['people']:,} people,"
        f" {found['herds']:,} herds in {found['units']:,} units; {found['measures']}"
        f" measures of every unit, SQLite; load {found['load']:.1f} on 2 cores shared"
        f" with other work. Building the rows took {found['building']:.0f} s.",
        "",
        "| what | clock, s | against DuckDB |",
        "|---|---|---|",
        f"| every measure from the database (processor {found['used']:.1f} s,"
        f" peak {found['peak']:.0f} MiB, promise {MOST_SECONDS:.0f} s)"
        f" | {found['clock']:.1f} | {found['clock'] / whole:.2f} |",
        f"| of that the aggregation, on columns in memory | {found['engine']:.2f}"
        f" | {found['engine'] / found['aggregated']:.2f} |",
        f"| DuckDB: the same columns read from the database ({found['reading']:.1f} s)"
        f" and aggregated ({found['aggregated']:.2f} s) | {whole:.1f} | 1.00 |",
        f"| again after {CHANGES:,} changes in {found['touched']:,} bags"
        f" | {found['again']:.1f} | {found['again'] / whole:.2f} |",
        "",
        f"- The figures of the two agree: {'yes' if found['agrees'] else 'NO'};"
        f" counting again equals counting all: {'yes' if found['same'] else 'NO'}.",
    ]
    return "\n".join(lines)


def holds(found: dict[str, Any]) -> bool:
    exact = found["agrees"] and found["same"]
    return bool(exact and found["clock"] <= MOST_SECONDS)


def write(text: str) -> None:
    page = PAGE.read_text()
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}")


def main() -> int:
    """In a home of its own: the settings read it when they are first imported."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--households", type=int, default=HOUSEHOLDS)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    if "BAGANA_BENCHMARK" not in os.environ:
        with tempfile.TemporaryDirectory(prefix="bagana-rollup-") as home:
            own = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
            own |= {"BAGANA_HOME": home, "BAGANA_BENCHMARK": "1"}
            command = [sys.executable, "-m", "benchmarks.rollup", *sys.argv[1:]]
            return subprocess.run(command, env=own, cwd=ROOT, check=False).returncode
    import django

    django.setup()
    found = run(asked.households)
    print(table(found))
    if asked.write:
        write(table(found))
    return 0 if holds(found) else 1


if __name__ == "__main__":
    raise SystemExit(main())
