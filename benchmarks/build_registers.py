"""Registers of a fictional country: households, people and herds without names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import batched
from typing import Any

SEED = 20261123
START = date(2020, 1, 1)
NOW = "2025-12-31 00:00:00"
LINKS = ("", "none", "grid", "own")
HERDING = 0.27
CHUNK = 20_000


def build(households: int) -> dict[str, int]:
    """Units of the country and fictional rows; nobody has a name here."""
    import numpy as np
    from django.db import connection, transaction

    from benchmarks.build_world import SIZES, _units, places

    rng = np.random.default_rng(SEED)
    with transaction.atomic(), connection.cursor() as cursor:
        units = _units(list(places(SIZES["national"])), rng)
        bags = [unit.pk for code, unit in units.items() if len(code) == 7]
        of = np.sort(rng.integers(0, len(bags), households))
        unit = np.array(bags)[of]
        entry = _entry(unit[0])
        counts = {"households": households}
        _insert(cursor, "registers_household", _homes(unit, entry, rng))
        _insert(cursor, "registers_stay", _stays(unit, entry))
        counts["people"] = _people(cursor, unit, entry, rng)
        counts["herds"] = _herds(cursor, unit, entry, rng)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return counts


def _entry(unit: int) -> int:
    from bagana.registers.models import Entry

    return Entry.objects.create(kind="import", unit_id=unit).pk


def _insert(cursor: Any, table: str, rows: Iterator[dict[str, Any]]) -> int:
    """Plain rows, CHUNK at a time; the columns are those of the first."""
    done = 0
    for some in batched(rows, CHUNK):
        names = ", ".join(f'"{name}"' for name in some[0])
        marks = ", ".join(["%s"] * len(some[0]))
        sql = f"INSERT INTO {table} ({names}) VALUES ({marks})"
        cursor.executemany(sql, [tuple(row.values()) for row in some])
        done += len(some)
    return done


def _homes(unit: Any, entry: int, rng: Any) -> Iterator[dict[str, Any]]:
    n = len(unit)
    herder, internet, needs = (rng.random(n) < p for p in (0.25, 0.6, 0.1))
    light, water = rng.integers(1, 4, n), rng.integers(1, 4, n)
    for key in range(n):
        yield {
            "id": key + 1,
            "uid": f"{key:032x}",
            "unit_id": int(unit[key]),
            "number": str(key),
            "dwelling": "ger",
            "is_herder": bool(herder[key]),
            "electricity": LINKS[light[key]],
            "water": LINKS[water[key]],
            "internet": bool(internet[key]),
            "needs_assistance": bool(needs[key]),
            "sealed": b"",
            "phone_index": b"",
            "opened_on": START,
            "entry_id": entry,
            "changed_at": NOW,
        }


def _stays(unit: Any, entry: int) -> Iterator[dict[str, Any]]:
    for key in range(len(unit)):
        yield {
            "household_id": key + 1,
            "unit_id": int(unit[key]),
            "number": str(key),
            "starts_on": START,
            "entry_id": entry,
        }


def _people(cursor: Any, unit: Any, entry: int, rng: Any) -> int:
    import numpy as np

    home = np.repeat(np.arange(len(unit)), rng.integers(1, 7, len(unit)))
    born, sex = rng.integers(1945, 2026, len(home)), rng.random(len(home)) < 0.51

    def persons() -> Iterator[dict[str, Any]]:
        for key, at in enumerate(home.tolist()):
            yield {
                "id": key + 1,
                "uid": f"{key:032x}",
                "household_id": at + 1,
                "unit_id": int(unit[at]),
                "sealed": b"",
                "name_index": b"",
                "parent_index": b"",
                "reg_no_index": b"",
                "phone_index": b"",
                "birth_year": int(born[key]),
                "sex": "female" if sex[key] else "male",
                "relation": "other",
                "is_temporary": key % 200 == 0,
                "is_present": True,
                "is_restricted": False,
                "entry_id": entry,
                "changed_at": NOW,
            }

    def residences() -> Iterator[dict[str, Any]]:
        for key, at in enumerate(home.tolist()):
            yield {
                "person_id": key + 1,
                "unit_id": int(unit[at]),
                "starts_on": START,
                "is_temporary": key % 200 == 0,
                "entry_id": entry,
            }

    _insert(cursor, "registers_person", persons())
    return _insert(cursor, "registers_residence", residences())


def _herds(cursor: Any, unit: Any, entry: int, rng: Any) -> int:
    import numpy as np

    from bagana.indicators.periods import ensure_periods
    from bagana.registers.models import COLUMNS, Census

    census = Census.objects.create(
        code="2025-12",
        kind="december",
        period=ensure_periods(["2025"])["2025"],
        starts_on=date(2025, 12, 7),
        ends_on=date(2025, 12, 17),
    )
    keepers = np.flatnonzero(rng.random(len(unit)) < HERDING)
    heads = rng.integers(0, 300, (len(keepers), len(COLUMNS)))
    heads[:, 5:] = heads[:, 5:] // 4

    def rows() -> Iterator[dict[str, Any]]:
        for place, key in enumerate(keepers.tolist()):
            yield {
                "census_id": census.pk,
                "unit_id": int(unit[key]),
                "keeper_id": key + 1,
                "owner_sealed": b"",
                "owner_index": b"",
                **dict(zip(COLUMNS, heads[place].tolist(), strict=True)),
                "entry_id": entry,
                "changed_at": NOW,
            }

    return _insert(cursor, "registers_livestockcount", rows())
