"""Many rows at once: the fastest plain way of each database.

`bulk_create` makes an object of every row and takes four times as long. The caller
holds a transaction, checks what it writes, and gives each column that must be filled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import batched
from operator import attrgetter, methodcaller
from typing import Any, Final

from django.db import connection
from django.db.models import DateField, DateTimeField, Field, Model, UUIDField

CHUNK: Final = 2000

type Row = Sequence[Any]
type Adapt = Callable[[Any], Any]


def insert(model: type[Model], names: Sequence[str], rows: Iterable[Row]) -> None:
    """Rows with the values of the named fields, in their order (keys for relations)."""
    known = {field.name: field for field in model._meta.concrete_fields}
    fields = [known[name] for name in names]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    place = f"{quote(model._meta.db_table)} ({columns})"
    if connection.vendor == "postgresql":
        _copy(place, rows)
    else:
        _insert_many(place, len(fields), _adapted(fields, rows))


def new_keys(model: type[Model], count: int) -> list[int]:
    """Keys that no row has and none will be given: rows can then name each other."""
    table = model._meta.db_table
    if connection.vendor == "postgresql":
        return _from_sequence(table, count)
    with connection.cursor() as cursor:
        # AUTOINCREMENT never gives a key again, not even of a row that has gone.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        found = cursor.fetchone()
    last = int(found[0]) if found else 0
    return list(range(last + 1, last + 1 + count))


def _from_sequence(table: str, count: int) -> list[int]:
    asked = (
        "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
    )
    with connection.cursor() as cursor:
        cursor.execute(asked, [table, count])
        return [int(row[0]) for row in cursor.fetchall()]


def _copy(place: str, rows: Iterable[Row]) -> None:
    # Made first: while it copies, the connection answers no query of the rows' making.
    made = list(rows)
    with connection.cursor() as cursor, cursor.copy(f"COPY {place} FROM STDIN") as copy:
        for row in made:
            copy.write_row(row)


def _insert_many(place: str, width: int, rows: Iterable[Row]) -> None:
    values = ", ".join(["%s"] * width)
    with connection.cursor() as cursor:
        for some in batched(rows, CHUNK):
            cursor.executemany(f"INSERT INTO {place} VALUES ({values})", some)


def _adapted(fields: Sequence[Any], rows: Iterable[Row]) -> Iterator[Row]:
    """SQLite keeps days and UUIDs as text; everything else as it comes."""
    special = [
        (at, adapt)
        for at, field in enumerate(fields)
        if (adapt := _adapting(field)) is not None
    ]
    if not special:
        yield from rows
        return
    for row in rows:
        kept = list(row)
        for at, adapt in special:
            # What is a text already is as SQLite keeps it.
            if kept[at] is not None and type(kept[at]) is not str:
                kept[at] = adapt(kept[at])
        yield kept


def _adapting(field: Field[Any, Any]) -> Adapt | None:
    if isinstance(field, UUIDField):
        return attrgetter("hex")
    if isinstance(field, DateTimeField):
        return _moment
    if isinstance(field, DateField):
        return methodcaller("isoformat")
    return None


def _moment(value: Any) -> Any:
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return value
