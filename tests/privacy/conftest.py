"""Keys of their own for each test: changing them must not reach another test."""

import pytest

from bagana.privacy import keyring, rotation


@pytest.fixture
def own_keys(settings, tmp_path, monkeypatch):
    """A file of keys that may be changed, and no waiting for other processes."""
    settings.BAGANA_KEYS = tmp_path / "keys.json"
    monkeypatch.setattr(rotation, "SETTLING", 0)
    keyring.forget_read()
    yield settings.BAGANA_KEYS
    keyring.forget_read()
