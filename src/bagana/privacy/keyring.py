"""The keys that seal what identifies a person: a file beside, never in, the database.

The file is JSON, readable by its owner only: which key is current, and for each number
a sealing key and an indexing key. An old key stays until nothing is sealed with it; how
it is changed: docs/rules/sealing.md.
"""

from __future__ import annotations

import base64
import json
import os
import secrets
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from django.conf import settings

KEY_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class Key:
    """`seal` for AES-256-GCM, `index` for HMAC-SHA-256; a token tells `number`."""

    number: int
    seal: bytes
    index: bytes


@dataclass(frozen=True, slots=True)
class Keyring:
    current: Key
    every: dict[int, Key]


def key_file() -> Path:
    return Path(settings.BAGANA_KEYS)


def keyring() -> Keyring:
    """The keys of this installation; the first is made when there is no file."""
    return _read(str(key_file()))


@lru_cache(maxsize=4)
def _read(name: str) -> Keyring:
    file = Path(name)
    if not file.exists():
        write(file, [new_key(1)], current=1)
    content = json.loads(file.read_text(encoding="ascii"))
    every = {
        int(number): Key(
            int(number),
            base64.b64decode(pair["seal"]),
            base64.b64decode(pair["index"]),
        )
        for number, pair in content["keys"].items()
    }
    return Keyring(every[int(content["current"])], every)


def forget_read() -> None:
    """The file was changed: read it again."""
    _read.cache_clear()


def new_key(number: int) -> Key:
    return Key(number, secrets.token_bytes(KEY_BYTES), secrets.token_bytes(KEY_BYTES))


def write(file: Path, keys: list[Key], *, current: int) -> None:
    """Whole or not at all, and for the owner only."""
    content = {
        "current": current,
        "keys": {
            str(key.number): {
                "seal": base64.b64encode(key.seal).decode(),
                "index": base64.b64encode(key.index).decode(),
            }
            for key in keys
        },
    }
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = file.with_name(file.name + ".part")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as target:
        json.dump(content, target, indent=1)
        target.flush()
        os.fsync(target.fileno())
    unfinished.replace(file)
    forget_read()
