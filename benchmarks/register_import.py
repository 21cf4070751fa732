"""How long 250,000 fictional households take, and how much memory, against plain SQL.

python -m benchmarks.register_import [--rows 250000] [--xlsx] [--dry]
    a SQLite of its own in a temporary folder; with DATABASE_URL an empty PostgreSQL.

Printed: seconds and peak MiB of `bagana register import`, of the same rows written by
plain `executemany` (neither read, checked nor sealed), and the ratio.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bagana.project.settings")

ROWS = 250_000
HEADINGS = (
    "Багийн код", "Өрхийн дугаар", "Эцэг, эхийн нэр", "Өрхийн тэргүүн",
    "Регистрийн дугаар", "Ам бүл", "Орон байр", "Малчин өрх", "Цахилгаан", "Ус",
    "Интернэт", "Утас", "Өвөлжөө", "Зуслан",
)  # fmt: skip
SYLLABLES = (
    "ба",
    "дор",
    "жа",
    "сү",
    "хэ",
    "лхаг",
    "мө",
    "нх",
    "оюу",
    "төр",
    "цэ",
    "эр",
)


def rows(bags: list[str], wanted: int, seed: int = 1) -> Iterator[tuple[str, ...]]:
    """Fictional households, bag after bag; names are syllables, nobody's."""
    rng = random.Random(seed)
    names = ["".join(rng.choices(SYLLABLES, k=3)).title() for _ in range(3000)]
    each = -(-wanted // len(bags))
    for number in range(wanted):
        year, month, day = rng.randrange(40, 100), rng.randrange(1, 13), 1 + number % 28
        yield (
            bags[number // each],
            str(number % each + 1),
            rng.choice(names),
            rng.choice(names),
            f"{'АБВГДЕЖЗ'[number // 100 % 8]}{'ЛМНОПРСТУФ'[number // 800 % 10]}"
            f"{year:02}{month:02}{day:02}{number % 100:02}",
            str(rng.randrange(1, 8)),
            rng.choice(("гэр", "байшин", "орон сууц")),
            rng.choice(("тийм", "үгүй")),
            rng.choice(("төвлөрсөн", "бие даасан", "байхгүй")),
            rng.choice(("төвлөрсөн", "бие даасан", "")),
            rng.choice(("тийм", "үгүй", "")),
            f"9{rng.randrange(10_000_000):07}",
            rng.choice(names),
            rng.choice(names),
        )


def write_file(file: Path, bags: list[str], wanted: int) -> None:
    if file.suffix == ".csv":
        with file.open("w", encoding="utf-8", newline="") as target:
            writer = csv.writer(target)
            writer.writerow(HEADINGS)
            writer.writerows(rows(bags, wanted))
        return
    import xlsxwriter

    with xlsxwriter.Workbook(str(file), {"constant_memory": True}) as book:
        page = book.add_worksheet("Өрх")
        for line, row in enumerate((HEADINGS, *rows(bags, wanted))):
            page.write_row(line, 0, row)


def prepare() -> list[str]:
    """Tables, units and an officer; the codes of the bags of the first aimag."""
    import django

    django.setup()
    from django.core.management import call_command

    from bagana.territory.models import Unit
    from benchmarks.build_world import SIZES, _officer, _units, places

    call_command("migrate", verbosity=0)
    import numpy as np

    units = _units(list(places(SIZES["aimag"])), np.random.default_rng(1))
    _officer(units["F"])
    bags = Unit.objects.filter(versions__kind="bag").order_by("code")
    return list(bags.values_list("code", flat=True))


def take(file: Path) -> dict[str, float]:
    """The command in a process of its own: seconds and peak memory."""
    from bagana.cli import main as bagana

    began = perf_counter()
    failed = bagana(["register", "import", str(file), "--unit", "F"])
    seconds = perf_counter() - began
    used = resource.getrusage(resource.RUSAGE_SELF)
    peak, cpu = used.ru_maxrss / 1024, used.ru_utime + used.ru_stime
    if failed:
        raise SystemExit("the import was refused")
    from bagana.registers.models import Entry

    entry = Entry.objects.latest("pk")
    found = {"seconds": seconds, "cpu": cpu, "mib": peak, "entry": entry.pk}
    return found | entry.counts


def plain(entry: int) -> float:
    """Seconds of writing what the import wrote into tables of the same shape again."""
    import django

    django.setup()
    from django.db import connection, transaction

    from bagana.registers.models import (
        Camp,
        Event,
        Household,
        Person,
        Residence,
        Stay,
    )
    from bagana.web.bulk import insert

    every: list[tuple[Any, list[str], list[tuple[Any, ...]]]] = []
    for model in (Household, Stay, Person, Residence, Event, Camp):
        names = [field.name for field in model._meta.concrete_fields]
        columns = [field.attname for field in model._meta.concrete_fields]
        found = model._default_manager.filter(entry=entry)  # type: ignore[attr-defined]
        every.append((model, names, list(found.order_by("pk").values_list(*columns))))
    with transaction.atomic():
        for model, _names, _rows in every:
            with connection.cursor() as cursor:
                cursor.execute(f"DELETE FROM {model._meta.db_table}")
    began = perf_counter()
    with transaction.atomic():
        for model, names, made in every:
            insert(model, names, made)
    return perf_counter() - began


def _child(*arguments: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.register_import", *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--xlsx", action="store_true")
    parser.add_argument("--step", default="", help=argparse.SUPPRESS)
    parser.add_argument("--what", default="", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step == "prepare":
        write_file(Path(options.what), prepare(), options.rows)
        print("{}")
    elif options.step == "take":
        print(json.dumps(take(Path(options.what))))
    elif options.step == "plain":
        print(json.dumps({"seconds": plain(int(options.what))}))
    else:
        _measure(options)
    return 0


def _measure(options: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory() as home:
        os.environ["BAGANA_HOME"] = home
        file = Path(home, "households.xlsx" if options.xlsx else "households.csv")
        size = ("--rows", str(options.rows))
        _child("--step", "prepare", "--what", str(file), *size)
        taken = _child("--step", "take", "--what", str(file))
        again = _child("--step", "plain", "--what", str(taken["entry"]))
        print(
            f"{taken['new']} households of {file.name} "
            f"({file.stat().st_size / 2**20:.0f} MiB): {taken['seconds']:.1f} s "
            f"({taken['cpu']:.1f} s of processor), "
            f"{taken['mib']:.0f} MiB; plain SQL {again['seconds']:.1f} s; "
            f"ratio {taken['seconds'] / again['seconds']:.1f}"
        )


if __name__ == "__main__":
    sys.exit(main())
