"""Write columns of many rows by one prepared statement, and only what changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection, models


def write_columns(
    model: type[models.Model], names: Sequence[str], rows: Iterable[Mapping[str, Any]]
) -> None:
    """UPDATE the named columns (attnames) of rows by `id`.

    A thousand CASE expressions of `bulk_update` cost more than the writing itself.
    """
    by_name = {one.attname: one for one in model._meta.concrete_fields}
    fields = [by_name[name] for name in names]
    values = [
        [
            *(one.get_db_prep_save(row[one.attname], connection) for one in fields),
            row["id"],
        ]
        for row in rows
    ]
    if not values or not fields:
        return
    quote = connection.ops.quote_name
    columns = ", ".join(f"{quote(str(one.column))} = %s" for one in fields)
    table = quote(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {table} SET {columns} WHERE id = %s", values)


def write_rows(
    model: type[models.Model], names: Sequence[str], rows: Iterable[models.Model]
) -> None:
    """The same of instances."""
    told = [{"id": row.pk, **{n: getattr(row, n) for n in names}} for row in rows]
    write_columns(model, names, told)


def write_differences(
    model: type[models.Model], rows: Sequence[Mapping[str, Any]]
) -> None:
    """Make rows what they are told to be, all columns of them; those that are not there
    are made.

    Only what differs is written: an index is touched where its columns change.
    """
    manager = model._default_manager
    names = [one.attname for one in model._meta.concrete_fields]
    # The usual order goes through relations whose rows may not be back yet.
    known = manager.filter(pk__in=[row["id"] for row in rows]).order_by()
    there = {
        row["id"]: {name: _plain(value) for name, value in row.items()}
        for row in known.values(*names)
    }
    absent = [row for row in rows if row["id"] not in there]
    manager.bulk_create([model(**row) for row in absent])
    by_names: dict[tuple[str, ...], list[Mapping[str, Any]]] = {}
    for row in rows:
        # Making a row sets the time of its last change anew: told ones are written.
        now = there.get(row["id"], {"id": row["id"]})
        changed = tuple(n for n in names if n not in now or now[n] != row[n])
        by_names.setdefault(changed, []).append(row)
    for changed, group in by_names.items():
        write_columns(model, changed, group)


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value
