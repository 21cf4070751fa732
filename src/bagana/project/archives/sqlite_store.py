"""SQLite: a consistent copy while the server writes, by SQLite's own backup.

A restore goes the same way round: one transaction of the live file, so a break leaves
either all of the old or all of the new.
"""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

from bagana.project.archives.manifest import TableSum

FILE = "database.sqlite3"
WAIT_SECONDS = 30


def database_path() -> Path:
    from django.conf import settings

    return Path(settings.DATABASES["default"]["NAME"])


def _copy(source: Path, target: Path) -> None:
    with (
        closing(sqlite3.connect(source, timeout=WAIT_SECONDS)) as old,
        closing(sqlite3.connect(target, timeout=WAIT_SECONDS)) as new,
    ):
        new.execute(f"PRAGMA busy_timeout={WAIT_SECONDS * 1000}")
        old.backup(new)


def dump(folder: Path) -> dict[str, TableSum]:
    """Copy the database into the folder; count and hash the copy."""
    copy = folder / FILE
    _copy(database_path(), copy)
    with closing(sqlite3.connect(copy)) as connection:
        # The copy of a WAL database would ask for its side files.
        connection.execute("PRAGMA journal_mode=DELETE")
    return sums_of(copy)


def sums(folder: Path) -> dict[str, TableSum]:
    """Counts and hashes of the database file in an unpacked archive."""
    return sums_of(folder / FILE)


def is_sound(folder: Path) -> bool:
    from django.db.backends.sqlite3._functions import (  # type: ignore[import-untyped]
        register,
    )

    with closing(sqlite3.connect(folder / FILE)) as connection:
        # Indexes over expressions call functions that Django brings along.
        register(connection)
        verdict = connection.execute("PRAGMA integrity_check").fetchone()
        broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    return verdict == ("ok",) and broken is None


def load(folder: Path) -> None:
    _copy(folder / FILE, database_path())


def live_sums() -> dict[str, TableSum]:
    return sums_of(database_path())


def sums_of(file: Path) -> dict[str, TableSum]:
    with closing(sqlite3.connect(file, timeout=WAIT_SECONDS)) as connection:
        names = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' "
            "AND name NOT LIKE 'sqlite_%' ORDER BY name"
        ).fetchall()
        return {name: _sum(connection, name) for (name,) in names}


def _sum(connection: sqlite3.Connection, table: str) -> TableSum:
    digest, count = hashlib.sha256(), 0
    # Table names come from the database's own list, never from a person.
    for row in connection.execute(f'SELECT * FROM "{table}" ORDER BY 1'):
        digest.update(repr(row).encode("utf-8"))
        count += 1
    return TableSum(count, digest.hexdigest())
