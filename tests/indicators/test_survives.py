"""On a SQLite file: a killed import leaves all or nothing, and writers wait in turn."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.indicators.process import BAGS, EACH, MONTHS, WRITERS

pytestmark = pytest.mark.own_home

ROOT = Path(__file__).parents[2]
ROWS = len(MONTHS) * len(BAGS) * 2


def start(verb: str, home: Path, *rest: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.indicators.process", verb, str(home)]
    return subprocess.Popen(
        [*command, *map(str, rest)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"},
        stdout=subprocess.PIPE,
        text=True,
    )


def run(verb: str, home: Path) -> None:
    process = start(verb, home)
    process.communicate(timeout=120)
    assert process.returncode == 0


def kept(home: Path) -> tuple[int, str]:
    """How many figures are in the file, and the state of the batch."""
    with closing(sqlite3.connect(home / "bagana.sqlite3")) as database:
        (rows,) = database.execute(
            "SELECT count(*) FROM indicators_observation"
        ).fetchone()
        (state,) = database.execute(
            "SELECT state FROM indicators_importbatch"
        ).fetchone()
    return rows, state


@pytest.fixture(scope="module")
def founded(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    run("found", home)
    return home


@pytest.fixture
def home(founded, tmp_path):
    return shutil.copytree(founded, tmp_path / "copy")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_killed_import_leaves_nothing_and_can_be_done_again(home):
    process = start("apply", home)
    assert process.stdout is not None
    assert process.stdout.readline() == "inside\n"
    process.send_signal(signal.SIGKILL)
    process.wait(timeout=30)
    assert kept(home) == (0, "checked")
    run("finish", home)
    assert kept(home) == (ROWS, "applied")


def test_sixteen_writers_lose_nothing_and_are_never_locked_out(home):
    processes = [start("write", home, number) for number in range(16 // WRITERS)]
    outputs = [process.communicate(timeout=120)[0] for process in processes]
    assert [json.loads(output) for output in outputs] == [[]] * len(processes)
    assert kept(home)[0] == 16 * EACH
