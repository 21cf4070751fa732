"""A PostgreSQL of one's own, on loopback, gone when it is no longer needed."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def programs() -> Path | None:
    """The folder of initdb and pg_ctl; Debian keeps them outside the path."""
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return folders[-1] if folders else None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _run(*command: str | Path) -> None:
    # PostgreSQL refuses to run as root.
    drop = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    subprocess.run(
        [*drop, *map(str, command)], check=True, stdout=subprocess.DEVNULL, cwd="/"
    )


@contextmanager
def cluster() -> Iterator[str]:
    """The address of an empty database, as DATABASE_URL takes it."""
    folder = programs()
    if folder is None:
        raise FileNotFoundError("PostgreSQL is not installed")
    home = Path(tempfile.mkdtemp(prefix="bagana-postgres-"))
    if os.geteuid() == 0:
        shutil.chown(home, "postgres", "postgres")
    port = _free_port()
    data = home / "data"
    options = f"-p {port} -k {home} -c listen_addresses=127.0.0.1"
    try:
        _run(folder / "initdb", "-D", data, "-U", "bench", "-E", "UTF8", "-A", "trust")
        _run(
            folder / "pg_ctl",
            "-D",
            data,
            "-l",
            home / "log",
            "-o",
            options,
            "-w",
            "start",
        )
        try:
            yield f"postgres://bench@127.0.0.1:{port}"
        finally:
            _run(folder / "pg_ctl", "-D", data, "-m", "fast", "-w", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def make_database(address: str, name: str) -> str:
    import psycopg

    with psycopg.connect(f"{address}/postgres", autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
    return f"{address}/{name}"
