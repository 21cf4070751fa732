"""The keys stay out of every archive, and one that cannot be opened is refused."""

import argparse
import tarfile

import pytest

from bagana.privacy import keyring
from bagana.privacy.marks import fingerprints_in_use, settle_keys
from bagana.project.archives import archive
from bagana.project.archives.manifest import Manifest
from bagana.project.commands import keys as command
from bagana.web.errors import Conflict, Refused
from tests.factories import make_tree
from tests.registers.factories import make_household, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def sealed(own_keys):
    person = make_person(make_household(make_tree()["1101"]))
    settle_keys()
    return person


class NoStore:
    """A database of nothing: only what else goes into an archive matters here."""

    def dump(self, folder):
        return {}


def test_an_archive_holds_no_key(sealed, own_keys, tmp_path, settings, monkeypatch):
    settings.BAGANA_HOME = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    (tmp_path / "secret_key").write_text("signing")
    monkeypatch.setattr(archive, "_store", NoStore)
    file = tmp_path / "copy.tar.gz"
    manifest = archive.write_archive(file)
    ring = own_keys.read_text()
    with tarfile.open(file) as packed:
        names = packed.getnames()
        contents = b"".join(
            (packed.extractfile(one) or file.open("rb")).read()
            for one in packed.getmembers()
            if one.isfile()
        )
    assert sorted(names) == ["manifest.json", "secret_key"]
    for value in ring.split('"'):
        assert len(value) < 40 or value.encode() not in contents
    assert manifest.keys == fingerprints_in_use()
    assert set(manifest.keys) == {"1"}


def manifest(**keys):
    return Manifest("sqlite", "1", "now", [], {}, keys=keys)


def test_an_archive_of_other_keys_is_refused(own_keys):
    ring = keyring.keyring()
    mark = keyring.fingerprint(ring.current)
    archive._need_keys(manifest(**{"1": mark}), ring)
    archive._need_keys(manifest(), None)
    for wrong in (manifest(**{"1": "0" * 64}), manifest(**{"2": mark})):
        with pytest.raises(Conflict):
            archive._need_keys(wrong, ring)
    with pytest.raises(Conflict):
        archive._need_keys(manifest(**{"1": mark}), None)


def test_keys_are_written_apart_and_never_over_a_file(own_keys, tmp_path):
    keyring.keyring()
    target = tmp_path / "kept.json"
    archive.write_keys(target)
    assert keyring.read_ring(target) == keyring.keyring()
    assert target.stat().st_mode & 0o077 == 0
    with pytest.raises(Refused):
        archive.write_keys(target)


def test_taking_over_a_ring_keeps_the_former_one(own_keys, tmp_path):
    former = keyring.keyring()
    other = tmp_path / "other.json"
    keyring.write(other, [keyring.new_key(1)], current=1)
    keyring.put_ring(other)
    assert keyring.keyring() == keyring.read_ring(other)
    (kept,) = tmp_path.glob("keys.json.former-*")
    assert keyring.read_ring(kept) == former


def run(action, **more):
    options = argparse.Namespace(action=action, drop_old=False, lang="mn", **more)
    return command.run(options)


def test_the_command_shows_marks_and_never_keys(sealed, own_keys, capsys):
    assert run("show") == 0
    told = capsys.readouterr().out
    assert keyring.fingerprint(keyring.keyring().current)[:16] in told
    for value in own_keys.read_text().split('"'):
        assert len(value) < 40 or value not in told


def test_the_command_tells_a_foreign_file(sealed, own_keys, capsys):
    assert run("check") == 0
    keyring.write(own_keys, [keyring.new_key(1)], current=1)
    assert run("check") == 1
    assert "№1" in capsys.readouterr().err


def test_a_key_says_nothing_when_it_is_printed(own_keys):
    key = keyring.new_key(1)
    assert repr(key) == "Key(number=1)"
