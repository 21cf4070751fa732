"""The registers as columns, for counting: no row of a person leaves as a row.

A country has 950,000 households and 3 million people, so no model is made of a row: the
database packs the few codes that counting needs into one whole number, and NumPy takes
them apart. Read by the roll-up only, which shows no row to anybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from django.db import connection

from bagana.registers.models import (
    SPECIES,
    Census,
    Connection,
    Event,
    EventKind,
    HerdLoss,
    Household,
    Person,
    Residence,
    Stay,
)
from bagana.registers.queries.livestock import OUTSIDE, livestock_counts

type Whole = npt.NDArray[np.int64]
type Columns = dict[str, npt.NDArray[Any]]

CHUNK: Final = 50_000
UNKNOWN: Final = -1
CONNECTIONS: Final = (Connection.NONE, Connection.GRID, Connection.OWN)
FLAGS: Final = ("is_herder", "internet", "needs_assistance")
WIRED: Final = ("electricity", "water")
KINDS: Final = (
    EventKind.BIRTH,
    EventKind.DEATH,
    EventKind.MOVE_IN,
    EventKind.MOVE_OUT,
)
YEARS: Final = 4096


def households_on(units: Iterable[int], on: date) -> Columns:
    """(n,) households that stood in the bags on the day: `unit` (key), flags, links.

    A flag is 0 or 1, a link 0 (none), 1 (grid) or 2 (own); -1 is not known. Flags are
    those that the register holds now: they have no history by day.
    """
    fields = [*(f"h.{name}" for name in FLAGS), *(f"h.{name}" for name in WIRED)]
    codes = [
        *(f"CASE WHEN {one} IS NULL THEN 0 WHEN {one} THEN 2 ELSE 1 END"
          for one in fields[: len(FLAGS)]),
        *(_link(one) for one in fields[len(FLAGS) :]),
    ]  # fmt: skip
    tables = f"{_table(Stay)} s JOIN {_table(Household)} h ON h.id = s.household_id"
    packed = _packed(codes, [4] * len(codes), "s", tables, _there("s", units), on, on)
    columns = _apart(packed, [4] * len(codes), (*FLAGS, *WIRED))
    return {
        name: one if name == "unit" else one + UNKNOWN for name, one in columns.items()
    }


def people_on(units: Iterable[int], on: date) -> Columns:
    """(n,) people who belonged to the bags on the day.

    `unit`, `age` (the year of the day less that of birth), `is_female`,
    `is_temporary`; -1 is not known.
    """
    codes = [
        "CASE p.sex WHEN 'female' THEN 2 WHEN 'male' THEN 1 ELSE 0 END",
        "CASE WHEN r.is_temporary THEN 1 ELSE 0 END",
        "COALESCE(p.birth_year, 0)",
    ]
    sizes = [3, 2, YEARS]
    tables = f"{_table(Residence)} r JOIN {_table(Person)} p ON p.id = r.person_id"
    packed = _packed(codes, sizes, "r", tables, _there("r", units), on, on)
    found = _apart(packed, sizes, ("sex", "is_temporary", "birth_year"))
    born = found["birth_year"]
    age = np.where(born > 0, np.maximum(on.year - born, 0), UNKNOWN)
    return {
        "unit": found["unit"],
        "age": age,
        "is_female": found["sex"] + UNKNOWN,
        "is_temporary": found["is_temporary"],
    }


def events_in(units: Iterable[int], start: date, end: date) -> Columns:
    """(n,) events of the bags from a day to a day, both included: `unit`, `kind`, the
    place of the kind in `KINDS`; kinds that nothing is counted of are left out."""
    whens = " ".join(f"WHEN '{one}' THEN {place}" for place, one in enumerate(KINDS))
    where = (
        f"e.unit_id IN ({_list(units)}) AND e.on BETWEEN %s AND %s"
        f" AND e.kind IN ({', '.join(repr(str(one)) for one in KINDS)})"
    ).replace("e.on", f"e.{connection.ops.quote_name('on')}")
    codes = [f"CASE e.kind {whens} END"]
    packed = _packed(codes, [4], "e", f"{_table(Event)} e", where, start, end)
    return _apart(packed, [4], ("kind",))


def herds_of(
    units: Sequence[int], census: Census, approved: Iterable[int] | None = None
) -> Columns:
    """(n,) herds by owner: `unit` (the owner's bag), `is_household`, heads by kind,
    `females`, `young`.

    One row for each owner in a bag, however many keep his animals, so that a row is a
    holder of property. Heads are NaN where one of his herds was not counted. Females
    and young of a kind of which there is none are none, even where nobody wrote the
    nought. `approved`: bags whose count is approved; herds counted elsewhere are out.
    """
    rows = livestock_counts(units, census)
    kept = np.ones(len(rows), bool)
    if approved is not None:
        kept = np.isin(rows.counted_in, np.fromiter(approved, np.int64))
    # An owner outside the register is another one with every keeper.
    holder = np.where(rows.owner == OUTSIDE, -rows.keeper, rows.owner)[kept]
    pair = np.stack([rows.unit[kept], holder])
    unique, of = np.unique(pair, axis=1, return_inverse=True)
    n = unique.shape[1]

    def added(name: str) -> npt.NDArray[np.float64]:
        return np.bincount(of.ravel(), weights=_heads(rows.heads, name)[kept],
                           minlength=n)  # fmt: skip

    found: Columns = {"unit": unique[0], "is_household": (unique[1] > 0).astype(int)}
    found |= {one: added(one) for one in SPECIES}
    for part in ("females", "young"):
        found[part] = np.sum([added(f"{one}_{part}") for one in SPECIES], axis=0)
    return found


def _heads(
    heads: Mapping[str, npt.NDArray[np.float64]], name: str
) -> npt.NDArray[np.float64]:
    species, _, part = name.partition("_")
    if not part:
        return heads[name]
    return np.where(heads[species] == 0, 0.0, heads[name])


def losses_of(units: Iterable[int], census: Census) -> Columns:
    """(n,) losses of households, all kinds and causes together: `unit`, `heads`."""
    sql = (
        f"SELECT l.unit_id, SUM(l.heads) FROM {_table(HerdLoss)} l"
        f" WHERE l.census_id = %s AND l.unit_id IN ({_list(units)})"
        " GROUP BY l.unit_id, l.household_id"
    )
    flat = _numbers(sql, [census.pk])
    return {"unit": flat[0::2], "heads": flat[1::2]}


def begun(units: Iterable[int], on: date) -> set[int]:
    """The bags whose register had begun by the day: others have no figure, not 0."""
    rows = Stay.objects.filter(unit__in=list(units), starts_on__lte=on)
    return set(rows.order_by().values_list("unit", flat=True).distinct())


def _there(alias: str, units: Iterable[int]) -> str:
    return (
        f"{alias}.unit_id IN ({_list(units)}) AND {alias}.starts_on <= %s"
        f" AND ({alias}.ends_on IS NULL OR {alias}.ends_on > %s)"
    )


def _link(column: str) -> str:
    whens = " ".join(
        f"WHEN '{one}' THEN {place}" for place, one in enumerate(CONNECTIONS, start=1)
    )
    return f"CASE {column} {whens} ELSE 0 END"


def _packed(
    codes: Sequence[str],
    sizes: Sequence[int],
    alias: str,
    tables: str,
    where: str,
    *days: date,
) -> Whole:
    """unit · Π sizes + Σ codes: one whole number a row."""
    packed = f"{alias}.unit_id"
    for code, size in zip(codes, sizes, strict=True):
        packed = f"({packed}) * {size} + ({code})"
    return _numbers(f"SELECT {packed} FROM {tables} WHERE {where}", list(days))


def _numbers(sql: str, parameters: Sequence[Any]) -> Whole:
    """Every whole number of the answer, row by row, read in chunks."""
    found: list[Whole] = []
    with connection.cursor() as cursor:
        cursor.execute(sql, list(map(_adapted, parameters)))
        for rows in iter(lambda: cursor.fetchmany(CHUNK), []):
            found.append(np.fromiter(chain.from_iterable(rows), np.int64))
    return np.concatenate(found) if found else np.zeros(0, np.int64)


def _adapted(value: Any) -> Any:
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    return value


def _apart(packed: Whole, sizes: Sequence[int], names: Sequence[str]) -> Columns:
    found: Columns = {}
    left = packed
    for name, size in zip(reversed(names), reversed(sizes), strict=True):
        left, code = np.divmod(left, size)
        found[name] = code.astype(np.int16)
    return {"unit": left} | found


def _table(model: Any) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _list(units: Iterable[int]) -> str:
    """Keys of our own table, whole numbers: safe to write out, and few."""
    return ", ".join(map(str, map(int, units))) or "NULL"
