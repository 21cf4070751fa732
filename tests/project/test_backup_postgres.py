"""The same promises on PostgreSQL."""

import json
import tarfile

import psycopg
import pytest

from tests.project.installation import bagana

pytestmark = pytest.mark.postgres


@pytest.fixture
def aimag(postgres, tmp_path):
    """An installation on an empty database of its own: home and address."""
    home = tmp_path / "aimag"
    made = bagana(home, "create-admin", "admin", DATABASE_URL=postgres)
    assert made.returncode == 0, made.stderr
    return home, postgres


def ask(address, statement):
    with psycopg.connect(address, autocommit=True) as connection:
        found = connection.execute(statement)
        return found.fetchall() if found.description else []


def test_it_brings_back_every_row(aimag, tmp_path):
    home, address = aimag
    file = tmp_path / "copy.tar.gz"
    said = bagana(home, "backup", str(file), DATABASE_URL=address)
    assert said.returncode == 0, said.stderr
    before = ask(address, "SELECT * FROM territory_unitversion ORDER BY id")
    ask(address, "UPDATE territory_unitversion SET name_mn = 'Өөр' WHERE id < 100")
    said = bagana(home, "restore", str(file), "--force", DATABASE_URL=address)
    assert said.returncode == 0, said.stderr
    assert ask(address, "SELECT * FROM territory_unitversion ORDER BY id") == before


def test_new_rows_after_a_restore_get_new_numbers(aimag, tmp_path):
    home, address = aimag
    file = tmp_path / "copy.tar.gz"
    assert bagana(home, "backup", str(file), DATABASE_URL=address).returncode == 0
    said = bagana(home, "restore", str(file), "--force", DATABASE_URL=address)
    assert said.returncode == 0, said.stderr
    said = bagana(home, "create-admin", "second", DATABASE_URL=address)
    assert said.returncode == 0, said.stderr
    assert len(ask(address, "SELECT id FROM accounts_user")) == 2


def test_a_changed_table_in_the_archive_is_refused(aimag, tmp_path):
    home, address = aimag
    file, folder = tmp_path / "copy.tar.gz", tmp_path / "unpacked"
    assert bagana(home, "backup", str(file), DATABASE_URL=address).returncode == 0
    with tarfile.open(file) as packed:
        packed.extractall(folder, filter="data")
    table = folder / "tables" / "accounts_user.copy"
    table.write_bytes(table.read_bytes().replace(b"admin", b"other"))
    with tarfile.open(file, "w:gz") as packed:
        for path in folder.iterdir():
            packed.add(path, arcname=path.name)
    said = bagana(home, "restore", str(file), "--force", DATABASE_URL=address)
    assert said.returncode == 1
    assert "accounts_user" in said.stderr
    assert ask(address, "SELECT username FROM accounts_user") == [("admin",)]


def test_an_archive_of_sqlite_is_refused(aimag, office, tmp_path):
    home, address = aimag
    file = tmp_path / "sqlite.tar.gz"
    assert bagana(office, "backup", str(file)).returncode == 0
    with tarfile.open(file) as packed:
        manifest = json.load(packed.extractfile("manifest.json"))
    assert manifest["vendor"] == "sqlite"
    said = bagana(home, "restore", str(file), "--force", DATABASE_URL=address)
    assert said.returncode == 1
    assert "sqlite" in said.stderr
