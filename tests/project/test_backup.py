"""A backup that nobody restored is a hope: here each one is."""

import json
import os
import sqlite3
import stat
import tarfile
import threading
from contextlib import closing

import pytest

from bagana.project.archives.sqlite_store import sums_of
from tests.project.installation import bagana, free_port, serving

pytestmark = pytest.mark.own_home


@pytest.fixture
def archive(office, tmp_path):
    upload = office / "media" / "acts" / "тогтоол.pdf"
    upload.parent.mkdir(parents=True)
    upload.write_bytes(b"%PDF-1.7 scan")
    file = tmp_path / "copy.tar.gz"
    said = bagana(office, "backup", str(file))
    assert said.returncode == 0, said.stderr
    return file


def rows(home, table="accounts_user"):
    with closing(sqlite3.connect(home / "bagana.sqlite3")) as connection:
        return connection.execute(f"SELECT * FROM {table} ORDER BY id").fetchall()


def remove_users(home):
    with closing(sqlite3.connect(home / "bagana.sqlite3")) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("DELETE FROM accounts_roleassignment")
        connection.execute("DELETE FROM accounts_user")
        connection.commit()


def repacked(archive, folder, change):
    """The archive after someone changed its content."""
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="data")
    change(folder)
    spoiled = folder.parent / "spoiled.tar.gz"
    with tarfile.open(spoiled, "w:gz") as packed:
        for path in folder.iterdir():
            packed.add(path, arcname=path.name)
    return spoiled


def test_it_brings_back_rows_uploads_and_the_key(office, archive):
    before = sums_of(office / "bagana.sqlite3")
    key = (office / "secret_key").read_text()
    remove_users(office)
    (office / "media" / "acts" / "тогтоол.pdf").unlink()
    (office / "secret_key").write_text("another")
    said = bagana(office, "restore", str(archive), "--force")
    assert said.returncode == 0, said.stderr
    assert sums_of(office / "bagana.sqlite3") == before
    assert (office / "media" / "acts" / "тогтоол.pdf").read_bytes() == b"%PDF-1.7 scan"
    assert (office / "secret_key").read_text() == key


def test_it_restores_into_an_empty_folder(office, archive, tmp_path):
    other = tmp_path / "new"
    said = bagana(other, "restore", str(archive))
    assert said.returncode == 0, said.stderr
    assert rows(other) == rows(office)


def test_it_counts_and_hashes_every_table(office, archive):
    with tarfile.open(archive) as packed:
        manifest = json.load(packed.extractfile("manifest.json"))
    with closing(sqlite3.connect(office / "bagana.sqlite3")) as connection:
        names = {
            name
            for (name,) in connection.execute(
                "SELECT name FROM sqlite_master WHERE type='table'"
                " AND name NOT LIKE 'sqlite_%'"
            )
        }
    assert set(manifest["tables"]) == names
    assert manifest["tables"]["territory_unit"]["rows"] == len(
        rows(office, "territory_unit")
    )


def test_it_does_not_restore_over_data_unasked(office, archive):
    said = bagana(office, "restore", str(archive))
    assert said.returncode == 1
    assert "--force" in said.stderr


def test_a_changed_row_in_the_archive_is_refused(office, archive, tmp_path):
    def rename(folder):
        with closing(sqlite3.connect(folder / "database.sqlite3")) as connection:
            connection.execute("UPDATE accounts_user SET display_name = 'Өөр'")
            connection.commit()

    before = rows(office)
    spoiled = repacked(archive, tmp_path / "unpacked", rename)
    said = bagana(office, "restore", str(spoiled), "--force")
    assert said.returncode == 1
    assert "accounts_user" in said.stderr
    assert rows(office) == before


def test_a_missing_upload_in_the_archive_is_refused(office, archive, tmp_path):
    def lose(folder):
        (folder / "media" / "acts" / "тогтоол.pdf").unlink()

    spoiled = repacked(archive, tmp_path / "unpacked", lose)
    said = bagana(office, "restore", str(spoiled), "--force")
    assert said.returncode == 1
    assert "тогтоол.pdf" in said.stderr
    assert (office / "media" / "acts" / "тогтоол.pdf").exists()


def test_half_an_archive_is_refused(office, archive, tmp_path):
    half = tmp_path / "half.tar.gz"
    half.write_bytes(archive.read_bytes()[: archive.stat().st_size // 2])
    before = rows(office)
    said = bagana(office, "restore", str(half), "--force")
    assert said.returncode == 1
    assert "Traceback" not in said.stderr
    assert rows(office) == before


def test_an_archive_of_a_newer_program_is_refused(office, archive, tmp_path):
    def from_the_future(folder):
        file = folder / "manifest.json"
        manifest = json.loads(file.read_text())
        manifest["migrations"].append("territory.9999_later")
        file.write_text(json.dumps(manifest))

    spoiled = repacked(archive, tmp_path / "unpacked", from_the_future)
    said = bagana(office, "restore", str(spoiled), "--force")
    assert said.returncode == 1
    assert "0.1.0" in said.stderr


@pytest.mark.skipif(os.name != "posix", reason="file modes are of POSIX systems")
def test_the_archive_is_readable_by_its_owner_only(archive):
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600


def test_a_backup_while_serving_and_writing_is_one_moment(office, tmp_path):
    """A writer adds pairs of rows; no archive may hold half a pair."""
    stop = threading.Event()

    def write_pairs():
        path = office / "bagana.sqlite3"
        with closing(sqlite3.connect(path, timeout=30)) as connection:
            number = 0
            while not stop.is_set():
                number += 1
                connection.executemany(
                    "INSERT INTO acts_body (name_mn, name_en) VALUES (?, ?)",
                    [(f"a{number}", "pair"), (f"b{number}", "pair")],
                )
                connection.commit()

    file = tmp_path / "online.tar.gz"
    with serving(office, free_port()):
        writer = threading.Thread(target=write_pairs)
        writer.start()
        try:
            said = bagana(office, "backup", str(file))
        finally:
            stop.set()
            writer.join()
    assert said.returncode == 0, said.stderr
    other = tmp_path / "other"
    assert bagana(other, "restore", str(file)).returncode == 0
    pairs = [row for row in rows(other, "acts_body") if "pair" in row]
    assert len(pairs) % 2 == 0


def test_nothing_is_left_behind(office, archive):
    assert not list(office.glob("archive-*"))
    assert not list(archive.parent.glob("*.part"))
