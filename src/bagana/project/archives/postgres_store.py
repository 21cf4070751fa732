"""PostgreSQL: every table by COPY, out of one snapshot, in one transaction back.

pg_dump is not asked for: its version would have to match the server's, and an archive
that the program itself reads can be verified row by row.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from psycopg import sql

from bagana.project.archives.manifest import TableSum

FOLDER = "tables"


@contextmanager
def _cursor() -> Iterator[Any]:
    """The driver's own cursor: Django's has no COPY."""
    from django.db import connection

    connection.ensure_connection()
    with connection.cursor() as cursor:
        yield cursor.cursor


def _tables(cursor: Any) -> list[str]:
    cursor.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() "
        "ORDER BY tablename"
    )
    return [name for (name,) in cursor.fetchall()]


def _columns(cursor: Any, table: str) -> list[str]:
    cursor.execute(
        "SELECT column_name FROM information_schema.columns "
        "WHERE table_schema = current_schema() AND table_name = %s "
        "ORDER BY ordinal_position",
        [table],
    )
    return [name for (name,) in cursor.fetchall()]


def _copy_out(cursor: Any, table: str, target: Path | None) -> TableSum:
    columns = sql.SQL(", ").join(map(sql.Identifier, _columns(cursor, table)))
    statement = sql.SQL("COPY (SELECT {} FROM {} ORDER BY 1) TO STDOUT").format(
        columns, sql.Identifier(table)
    )
    digest, count = hashlib.sha256(), 0
    out = target.open("wb") if target else None
    try:
        with cursor.copy(statement) as copy:
            # COPY sends whole lines; a line break inside a value is escaped.
            for data in copy:
                digest.update(data)
                count += bytes(data).count(b"\n")
                if out:
                    out.write(data)
    finally:
        if out:
            out.close()
    return TableSum(count, digest.hexdigest())


def _all_out(folder: Path | None) -> dict[str, TableSum]:
    from django.db import transaction

    with transaction.atomic(), _cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        return {
            table: _copy_out(cursor, table, folder and folder / f"{table}.copy")
            for table in _tables(cursor)
        }


def dump(folder: Path) -> dict[str, TableSum]:
    (folder / FOLDER).mkdir()
    return _all_out(folder / FOLDER)


def sums(folder: Path) -> dict[str, TableSum]:
    """Counts and hashes of the files in an unpacked archive."""
    found = {}
    for file in sorted((folder / FOLDER).glob("*.copy")):
        content = file.read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        found[file.stem] = TableSum(content.count(b"\n"), digest)
    return found


def is_sound(folder: Path) -> bool:
    return (folder / FOLDER).is_dir()


def load(folder: Path) -> None:
    """Replace every row; foreign keys are judged at the end of the transaction."""
    from django.db import transaction

    with transaction.atomic(), _cursor() as cursor:
        tables = _tables(cursor)
        names = sql.SQL(", ").join(map(sql.Identifier, tables))
        cursor.execute(sql.SQL("TRUNCATE {} CASCADE").format(names))
        for table in tables:
            _copy_in(cursor, table, folder / FOLDER / f"{table}.copy")
            _continue_numbers(cursor, table)


def _copy_in(cursor: Any, table: str, file: Path) -> None:
    columns = sql.SQL(", ").join(map(sql.Identifier, _columns(cursor, table)))
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table), columns
    )
    with cursor.copy(statement) as copy, file.open("rb") as source:
        while chunk := source.read(1 << 20):
            copy.write(chunk)


def _continue_numbers(cursor: Any, table: str) -> None:
    """The next row gets a number after the last restored one."""
    columns = _columns(cursor, table)
    if "id" not in columns:
        return
    cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [f'"{table}"'])
    (sequence,) = cursor.fetchone()
    if sequence:
        last = sql.SQL(
            "SELECT setval({}, COALESCE(MAX(id), 1), MAX(id) IS NOT NULL) FROM {}"
        )
        cursor.execute(last.format(sql.Literal(sequence), sql.Identifier(table)))


def live_sums() -> dict[str, TableSum]:
    return _all_out(None)
