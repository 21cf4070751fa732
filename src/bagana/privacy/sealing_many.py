"""Seal hundreds of thousands of rows: the key is looked up once, equal names once."""

from __future__ import annotations

import hmac
import json
import os
from collections.abc import Mapping
from typing import Any, Final

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bagana.privacy.keyring import keyring
from bagana.privacy.sealing import HEAD, INDEX_BYTES, NONCE

KEPT: Final = 20_000
"""Names that are looked up instead of computed again; the rest is computed."""


class Sealer:
    """`seal` and `blind` of bagana.privacy.sealing, for one run."""

    def __init__(self) -> None:
        key = keyring().current
        self._cipher = AESGCM(key.seal)
        self._head = key.number.to_bytes(HEAD)
        self._index = key.index
        self._encode = json.JSONEncoder(
            ensure_ascii=False, separators=(",", ":")
        ).encode
        self._known: dict[tuple[str, str], bytes] = {}

    def seal(self, content: Mapping[str, Any], bind: str) -> bytes:
        nonce = os.urandom(NONCE)
        text = self._encode(content).encode()
        return self._head + nonce + self._cipher.encrypt(nonce, text, bind.encode())

    def blind(self, text: str, purpose: str) -> bytes:
        """The index of an already folded text; b"" for ""."""
        if not text:
            return b""
        message = f"{purpose}\0{text}".encode()
        return hmac.digest(self._index, message, "sha256")[:INDEX_BYTES]

    def blind_name(self, key: str, purpose: str) -> bytes:
        """As `blind`, remembered: names repeat."""
        found = self._known.get((key, purpose))
        if found is None:
            found = self.blind(key, purpose)
            if len(self._known) < KEPT:
                self._known[key, purpose] = found
        return found
