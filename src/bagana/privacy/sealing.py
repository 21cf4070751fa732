"""Seal what identifies a person, and find it again without opening everything.

A token is: number of the key (2 bytes), nonce (12 bytes), AES-256-GCM of the JSON. What
it belongs to is bound in, so that a token copied to another row does not open.
"""

from __future__ import annotations

import hmac
import json
import os
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.utils.translation import gettext as _

from bagana.privacy.keyring import Key, keyring
from bagana.web.errors import Conflict

HEAD: Final = 2
NONCE: Final = 12
INDEX_BYTES: Final = 16


@lru_cache(maxsize=16)
def _cipher(seal: bytes) -> AESGCM:
    return AESGCM(seal)


def seal(content: Mapping[str, Any], *, bind: str) -> bytes:
    """A token that opens only with the key and the same `bind`."""
    key = keyring().current
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    nonce = os.urandom(NONCE)
    closed = _cipher(key.seal).encrypt(nonce, text.encode(), bind.encode())
    return key.number.to_bytes(HEAD) + nonce + closed


def unseal(token: bytes | memoryview, *, bind: str) -> dict[str, Any]:
    """What was sealed; {} for an empty token. Raises Conflict without its key."""
    token = bytes(token)
    if not token:
        return {}
    key = keyring().every.get(key_number(token))
    if key is None:
        raise _unreadable()
    nonce, closed = token[HEAD : HEAD + NONCE], token[HEAD + NONCE :]
    try:
        text = _cipher(key.seal).decrypt(nonce, closed, bind.encode())
    except InvalidTag as error:
        raise _unreadable() from error
    content: dict[str, Any] = json.loads(text)
    return content


def key_number(token: bytes) -> int:
    return int.from_bytes(token[:HEAD])


def _unreadable() -> Conflict:
    return Conflict(
        _("Түлхүүр таарахгүй тул битүүмжилсэн мэдээллийг нээж чадсангүй."),
        _("Энэ суулгацын түлхүүрийн файлыг (BAGANA_KEYS) буцааж тавина уу."),
    )


def blind(text: str, *, purpose: str, key: Key | None = None) -> bytes:
    """What equal texts of one purpose have in common and nobody can read back.

    Give an already folded text (`search_key`, capitals of a number); b"" for "".
    """
    if not text:
        return b""
    used = key or keyring().current
    message = f"{purpose}\0{text}".encode()
    return hmac.digest(used.index, message, "sha256")[:INDEX_BYTES]
