"""Seal what identifies a person, and find it again without opening everything.

A token is: number of the key (2 bytes), nonce (12 bytes), AES-256-GCM of the JSON. What
it belongs to is bound in, so that a token copied to another row does not open.
"""

from __future__ import annotations

import hmac
import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import models
from django.utils.translation import gettext as _

from bagana.privacy.keyring import Key, forget_read, keyring
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
    key = key_of(token)
    nonce, closed = token[HEAD : HEAD + NONCE], token[HEAD + NONCE :]
    try:
        text = _cipher(key.seal).decrypt(nonce, closed, bind.encode())
    except InvalidTag as error:
        raise _unreadable() from error
    content: dict[str, Any] = json.loads(text)
    return content


def key_of(token: bytes) -> Key:
    """The key a token was sealed with. Raises Conflict where the ring lacks it."""
    number = key_number(token)
    key = keyring().every.get(number)
    if key is None:
        # Another process may have added it a moment ago.
        forget_read()
        key = keyring().every.get(number)
    if key is None:
        raise _unreadable()
    return key


def key_number(token: bytes) -> int:
    return int.from_bytes(token[:HEAD])


def blind_all(text: str, *, purpose: str) -> list[bytes]:
    """The indices of a text by every key of the ring: for looking up.

    While keys are being changed some rows bear the index of the old key; `column__in`
    finds both. [] for "".
    """
    if not text:
        return []
    return [blind(text, purpose=purpose, key=key) for key in keyring().every.values()]


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


@dataclass(frozen=True, slots=True)
class SealedColumn:
    """A column of tokens, and the blind indices that come of its content.

    `bind(row)` gives what a token of the row is bound to; an index column's function
    gives (folded text, purpose). `inner(row, content)` gives the content with the
    tokens that it holds itself sealed anew; the rule: docs/rules/sealing.md.
    """

    model: type[models.Model]
    column: str
    bind: Callable[[Any], str]
    indices: Mapping[str, Callable[[Mapping[str, Any]], tuple[str, str]]]
    inner: Callable[[Any, dict[str, Any]], dict[str, Any]] | None = None
    needs: tuple[str, ...] = ()
    batch: int = 2_000

    @property
    def name(self) -> str:
        return f"{self.model._meta.label_lower}.{self.column}"


_sealed: dict[str, SealedColumn] = {}


def register_sealed(
    model: type[models.Model],
    column: str,
    *,
    bind: Callable[[Any], str],
    indices: Mapping[str, Callable[[Mapping[str, Any]], tuple[str, str]]] | None = None,
    inner: Callable[[Any, dict[str, Any]], dict[str, Any]] | None = None,
    needs: tuple[str, ...] = (),
    batch: int = 2_000,
) -> SealedColumn:
    """Join the change of keys: call it in `sealed.py` of the application.

    Parameters
    ----------
    bind
        What the token of a row is bound to, from the row.
    indices
        For each blind index column: (folded text, purpose) from the opened content.
    inner
        `inner(row, content)` for content that holds tokens and indices of its own.
    needs
        Relations that `bind` follows ("household"), read together with the rows.
    batch
        Rows read and written at once; few where a token is a whole file.
    """
    found = SealedColumn(model, column, bind, dict(indices or {}), inner, needs, batch)
    _sealed[found.name] = found
    return found


def sealed_columns() -> tuple[SealedColumn, ...]:
    return tuple(_sealed[name] for name in sorted(_sealed))
