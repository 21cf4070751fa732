"""The whole command, as a person runs it: first run, second run, starting over."""

import json
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import pytest

from tests.browser.demonstration import build_demonstration
from tests.project.installation import bagana, environment

pytestmark = pytest.mark.own_home


@pytest.fixture(scope="module")
def demo_home(tmp_path_factory):
    home = tmp_path_factory.mktemp("demo-command")
    build_demonstration(home, environment(home))
    return home


def change(home, statement):
    with closing(sqlite3.connect(home / "bagana.sqlite3")) as connection:
        connection.execute(statement)
        connection.commit()


def bodies(home):
    with closing(sqlite3.connect(home / "bagana.sqlite3")) as connection:
        return [name for (name,) in connection.execute("SELECT name_en FROM acts_body")]


def test_a_second_run_keeps_what_was_entered(demo_home):
    change(demo_home, "INSERT INTO acts_body (name_mn, name_en) VALUES ('Ш', 'Mine')")
    said = bagana(demo_home, "demo", "--no-serve", "--lang", "en")
    assert said.returncode == 0, said.stderr
    assert "57 bags" in said.stdout
    assert "Mine" in bodies(demo_home)


def test_reset_starts_over_and_broken_off_is_known_to_be_unfinished(demo_home):
    """Building takes minutes, so it is stopped once it has begun."""
    change(demo_home, "INSERT INTO acts_body (name_mn, name_en) VALUES ('Щ', 'Old')")
    command = [sys.executable, "-m", "bagana.cli", "demo", "--no-serve", "--reset"]
    with subprocess.Popen(
        command, env=environment(demo_home), stdout=subprocess.DEVNULL
    ) as building:
        try:
            wait_for(lambda: state(demo_home) == "building" and started(demo_home))
        finally:
            building.kill()
    assert not (demo_home / "demo-users.txt").exists()
    assert not (demo_home / "demo-files").exists()
    assert "Old" not in bodies(demo_home)
    assert state(demo_home) == "building"


def state(home):
    file = home / "demo.json"
    return json.loads(file.read_text())["state"] if file.exists() else ""


def started(home):
    """Whether the register is being filled anew."""
    try:
        with closing(sqlite3.connect(home / "bagana.sqlite3")) as connection:
            found = connection.execute("SELECT count(*) FROM territory_unit")
            return found.fetchone()[0] > 0 and "Old" not in bodies(home)
    except sqlite3.Error:
        return False


def wait_for(happened, seconds=90):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if happened():
            return
        time.sleep(0.2)
    raise AssertionError("the reset did not begin")
