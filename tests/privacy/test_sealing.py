import pytest

from bagana.privacy import keyring
from bagana.privacy.sealing import blind, blind_all, seal, unseal
from bagana.web.errors import Conflict, Refused

pytestmark = pytest.mark.django_db


def test_it_opens_what_it_sealed(own_keys):
    token = seal({"given": "Бат"}, bind="person:1")
    assert unseal(token, bind="person:1") == {"given": "Бат"}


def test_a_token_copied_to_another_row_does_not_open(own_keys):
    token = seal({"given": "Бат"}, bind="person:1")
    with pytest.raises(Conflict):
        unseal(token, bind="person:2")


def test_equal_names_seal_differently_and_index_alike(own_keys):
    one, other = (seal({"given": "Бат"}, bind="x") for _ in range(2))
    assert one != other
    assert blind("бат", purpose="name") == blind("бат", purpose="name")
    assert blind("бат", purpose="name") != blind("бат", purpose="parent")


def test_nothing_is_the_index_of_nothing(own_keys):
    assert blind("", purpose="name") == b""
    assert blind_all("", purpose="name") == []


def test_lookups_know_the_index_of_every_key(own_keys):
    keyring.keyring()
    keyring.write(own_keys, [keyring.new_key(1), keyring.new_key(2)], current=2)
    both = blind_all("бат", purpose="name")
    assert len(both) == 2
    assert blind("бат", purpose="name") in both


def test_a_key_that_another_process_added_is_found(own_keys):
    first = keyring.keyring().current
    second = keyring.new_key(2)
    keyring.write(own_keys, [first, second], current=2)
    token = seal({"a": 1}, bind="x")
    # As if this process had last looked before the other wrote.
    keyring._kept[0].ring = keyring.Keyring(first, {1: first})
    assert unseal(token, bind="x") == {"a": 1}


def test_the_file_is_for_its_owner_only(own_keys):
    keyring.keyring()
    assert own_keys.stat().st_mode & 0o077 == 0


def test_a_spoiled_file_is_refused_and_kept(own_keys):
    own_keys.write_text("{}")
    with pytest.raises(Refused):
        keyring.keyring()
    assert own_keys.read_text() == "{}"


def test_a_fingerprint_tells_keys_apart(own_keys):
    one, other = keyring.new_key(1), keyring.new_key(1)
    assert keyring.fingerprint(one) == keyring.fingerprint(one)
    assert keyring.fingerprint(one) != keyring.fingerprint(other)
