"""The whole command, as a person runs it: first run, second run, starting over."""

import sqlite3
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


def test_a_second_run_keeps_what_was_entered_and_reset_starts_over(demo_home):
    change(demo_home, "INSERT INTO acts_body (name_mn, name_en) VALUES ('Ш', 'Mine')")
    said = bagana(demo_home, "demo", "--no-serve", "--lang", "en")
    assert said.returncode == 0, said.stderr
    assert "57 bags" in said.stdout
    assert "Mine" in bodies(demo_home)
    said = bagana(demo_home, "demo", "--no-serve", "--reset")
    assert said.returncode == 0, said.stderr
    assert "tunkhel" in said.stdout
    assert "Mine" not in bodies(demo_home)
