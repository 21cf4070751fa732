"""kill -9 in the middle of an import leaves all or nothing."""

import os
import signal
import sqlite3
import subprocess
import sys
import time

import pytest
from django.db import connection

ROWS = 3000
PREPARE = """
import django; django.setup()
from tests.factories import make_tree, make_user
tree = make_tree()
make_user("administrator", tree["MN"], username="root")
"""


def counts(file) -> tuple[int, ...]:
    with sqlite3.connect(file) as base:
        return tuple(
            base.execute(f"SELECT count(*) FROM registers_{table}").fetchone()[0]
            for table in ("entry", "household", "person", "stay", "event")
        )


@pytest.fixture
def empty_base(tmp_path, django_db_setup, django_db_blocker):
    """The tables of the test database in a file of their own: no need to migrate."""
    if connection.vendor != "sqlite":
        pytest.skip("copies the tables of SQLite")
    file = tmp_path / "bagana.sqlite3"
    with django_db_blocker.unblock(), sqlite3.connect(file) as copy:
        connection.ensure_connection()
        connection.connection.backup(copy)
    return file


def test_a_killed_import_leaves_all_or_nothing(tmp_path, empty_base):
    environment = os.environ | {
        "BAGANA_HOME": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "bagana.project.settings",
        "PYTHONPATH": os.pathsep.join([os.getcwd(), os.path.join(os.getcwd(), "src")]),
    }
    environment.pop("DATABASE_URL", None)
    subprocess.run([sys.executable, "-c", PREPARE], check=True, env=environment)
    file = tmp_path / "households.csv"
    lines = [f"1101,{number},Дорж,Бат" for number in range(1, ROWS + 1)]
    file.write_text("\n".join(["Багийн код,Өрхийн дугаар,Эцэг эхийн нэр,Нэр", *lines]))
    command = [sys.executable, "-m", "bagana.cli", "register", "import", str(file)]
    running = subprocess.Popen([*command, "--unit", "1"], env=environment)
    log = tmp_path / "bagana.sqlite3-wal"
    was_killed = False
    while running.poll() is None:
        # The log grows only while rows are being written.
        if log.exists() and log.stat().st_size > 200_000:
            running.send_signal(signal.SIGKILL)
            was_killed = True
            break
        time.sleep(0.002)
    assert running.wait(timeout=60) in (0, -signal.SIGKILL)
    whole = (1, ROWS, ROWS, ROWS, ROWS)
    assert counts(empty_base) in (((0,) * 5, whole) if was_killed else (whole,))
    with sqlite3.connect(empty_base) as base:
        assert base.execute("PRAGMA foreign_key_check").fetchone() is None
