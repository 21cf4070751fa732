import os
import secrets
import shutil
from urllib.parse import urlsplit

import psycopg
import pytest
from psycopg import sql

from tests.project.installation import bagana


@pytest.fixture(scope="session")
def _empty_home(tmp_path_factory):
    """Tables and an administrator over the national register; made once."""
    home = tmp_path_factory.mktemp("office")
    made = bagana(home, "create-admin", "admin", "--name", "Туршилтын Админ")
    assert made.returncode == 0, made.stderr
    return home


@pytest.fixture
def office(_empty_home, tmp_path):
    """A fresh copy of an office's installation."""
    home = tmp_path / "home"
    shutil.copytree(_empty_home, home)
    home.chmod(0o700)
    return home


def postgres_server() -> str:
    """Address of a server on which databases may be made; empty without one."""
    named = os.environ.get("BAGANA_TEST_POSTGRES") or os.environ.get("DATABASE_URL", "")
    return named if named.startswith("postgres") else ""


@pytest.fixture
def postgres():
    """The address of an empty database, gone after the test."""
    server = postgres_server()
    if not server:
        if os.environ.get("BAGANA_REQUIRE_POSTGRES") == "1":
            pytest.fail("BAGANA_REQUIRE_POSTGRES=1, but no server is named")
        pytest.skip("no PostgreSQL: set BAGANA_TEST_POSTGRES to a server's address")
    name = f"bagana_test_{secrets.token_hex(6)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield urlsplit(server)._replace(path=f"/{name}").geturl()
        connection.execute(
            sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
        )
