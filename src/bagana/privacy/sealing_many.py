"""Seal hundreds of thousands of rows: the key is looked up once, equal names once."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from json.encoder import encode_basestring as quoted
from typing import Any, Final

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bagana.privacy.keyring import keyring
from bagana.privacy.sealing import HEAD, INDEX_BYTES, NONCE

KEPT: Final = 20_000
"""Names that are looked up instead of computed again; the rest is computed."""
BLOCK: Final = 64
"""Bytes of a block of SHA-256, to which HMAC fills its key up (RFC 2104)."""


class Sealer:
    """`seal` and `blind` of bagana.privacy.sealing, for one run."""

    def __init__(self) -> None:
        key = keyring().current
        self._cipher = AESGCM(key.seal)
        self._head = key.number.to_bytes(HEAD)
        filled = key.index.ljust(BLOCK, b"\0")
        # The keyed halves of HMAC are hashed once and copied for each text.
        self._inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in filled))
        self._outer = hashlib.sha256(bytes(byte ^ 0x5C for byte in filled))
        self._known: dict[tuple[str, str], bytes] = {}

    def seal(self, content: Mapping[str, Any], bind: str) -> bytes:
        nonce = os.urandom(NONCE)
        text = _json(content).encode()
        return self._head + nonce + self._cipher.encrypt(nonce, text, bind.encode())

    def blind(self, text: str, purpose: str) -> bytes:
        """The index of an already folded text; b"" for ""."""
        if not text:
            return b""
        inner, outer = self._inner.copy(), self._outer.copy()
        inner.update(f"{purpose}\0{text}".encode())
        outer.update(inner.digest())
        return outer.digest()[:INDEX_BYTES]

    def blind_name(self, key: str, purpose: str) -> bytes:
        """As `blind`, remembered: names repeat."""
        found = self._known.get((key, purpose))
        if found is None:
            found = self.blind(key, purpose)
            if len(self._known) < KEPT:
                self._known[key, purpose] = found
        return found


def _json(content: Mapping[str, Any]) -> str:
    """As `json.dumps` writes it; mostly a few texts under names of our own."""
    if all(type(value) is str for value in content.values()):
        return "{" + ",".join([f'"{k}":{quoted(v)}' for k, v in content.items()]) + "}"
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
