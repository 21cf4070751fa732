"""The keys that seal what identifies a person: a file beside, never in, the database.

The file is JSON, readable by its owner only: which key is current, and for each number
a sealing key and an indexing key. An old key stays until nothing is sealed with it; how
it is changed: docs/rules/sealing.md.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import secrets
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils.translation import gettext as _

from bagana.web.errors import Refused

KEY_BYTES: Final = 32
FRESH: Final = 1.0
"""Seconds for which the file is believed to be as it was when last looked at."""


@dataclass(frozen=True, slots=True)
class Key:
    """`seal` for AES-256-GCM, `index` for HMAC-SHA-256; a token tells `number`."""

    number: int
    seal: bytes = field(repr=False)
    index: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Keyring:
    current: Key
    every: dict[int, Key]


def key_file() -> Path:
    return Path(settings.BAGANA_KEYS)


@dataclass(slots=True)
class _Kept:
    """The ring as read, and by which file: another process may change the keys."""

    ring: Keyring
    name: str
    stamp: tuple[int, int, int]
    asked_at: float


_kept: list[_Kept] = []


def keyring() -> Keyring:
    """The keys of this installation; the first is made when there is no file.

    Raises
    ------
    Conflict
        When there is no file, and rows are sealed already: never a new key beside
        old data.
    """
    now = time.monotonic()
    if _kept and now - _kept[0].asked_at < FRESH and _kept[0].name == _name():
        return _kept[0].ring
    return _asked(now)


def _name() -> str:
    return str(settings.BAGANA_KEYS)


def _asked(now: float) -> Keyring:
    file = key_file()
    if not file.exists():
        _refuse_beside_sealed()
        write(file, [new_key(1)], current=1)
    stamp = _stamp(file)
    if not _kept or (_kept[0].name, _kept[0].stamp) != (_name(), stamp):
        _kept[:] = [_Kept(read_ring(file), _name(), stamp, now)]
    _kept[0].asked_at = now
    return _kept[0].ring


def _stamp(file: Path) -> tuple[int, int, int]:
    told = file.stat()
    return told.st_mtime_ns, told.st_size, told.st_ino


def _refuse_beside_sealed() -> None:
    from bagana.privacy.marks import refuse_new_key_beside_sealed

    refuse_new_key_beside_sealed()


def read_ring(file: Path) -> Keyring:
    """The ring in a file. Raises Refused for what is no such file."""
    try:
        content = json.loads(file.read_text(encoding="ascii"))
        every = {
            int(number): Key(
                int(number),
                base64.b64decode(pair["seal"], validate=True),
                base64.b64decode(pair["index"], validate=True),
            )
            for number, pair in content["keys"].items()
        }
        ring = Keyring(every[int(content["current"])], every)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _no_ring(file) from error
    if any(len(key.seal) != KEY_BYTES for key in every.values()):
        raise _no_ring(file)
    return ring


def _no_ring(file: Path) -> Refused:
    return Refused(
        _("%(file)s түлхүүрийн файл биш, эсвэл гэмтжээ.") % {"file": file.name},
        _("Түлхүүрийн хадгалсан хуулбараа BAGANA_KEYS-ийн заасан газарт тавина уу."),
    )


def ring_at_hand() -> Keyring | None:
    """The ring of the installation, None where it has none yet; makes nothing."""
    return read_ring(key_file()) if key_file().exists() else None


def put_ring(source: Path) -> None:
    """Take over the ring in a file; the former one is kept beside, renamed."""
    ring, file = read_ring(source), key_file()
    if file.exists() and read_ring(file) != ring:
        file.replace(file.with_name(f"{file.name}.former-{time.time_ns()}"))
    write(file, list(ring.every.values()), current=ring.current.number)


def copy_ring(target: Path) -> None:
    """Write the ring to another file, for keeping apart from the backup.

    Raises
    ------
    Refused
        Where the file exists: a ring kept there may be the only one of its backup.
    """
    if target.exists():
        raise Refused(
            _("%(file)s файл байна; дарж бичихгүй.") % {"file": target.name},
            _("Өөр нэр өгнө үү."),
        )
    ring = keyring()
    write(target, list(ring.every.values()), current=ring.current.number)


def forget_read() -> None:
    """The file was changed: read it again."""
    _kept.clear()


def fingerprint(key: Key) -> str:
    """What tells a key from another and nothing of the key itself (64 random bytes)."""
    return hashlib.sha256(b"bagana key\0" + key.seal + key.index).hexdigest()


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
