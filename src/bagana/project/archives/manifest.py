"""What an archive says it holds, so that nothing less or else is restored."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

FORMAT = 1
CHUNK = 1 << 20


@dataclass(frozen=True)
class TableSum:
    """Rows of a table, and SHA-256 over them in the order of the primary key."""

    rows: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    vendor: str
    version: str
    made_at: str
    migrations: list[str]
    tables: dict[str, TableSum]
    media: dict[str, str] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    """Fingerprints of the keys that something is sealed with, by number."""
    format: int = FORMAT

    def write(self, file: Path) -> None:
        text = json.dumps(asdict(self), indent=1, sort_keys=True, ensure_ascii=False)
        file.write_text(text, encoding="utf-8")

    @classmethod
    def read(cls, file: Path) -> Manifest:
        values = json.loads(file.read_text(encoding="utf-8"))
        tables = {name: TableSum(**each) for name, each in values.pop("tables").items()}
        return cls(tables=tables, **values)

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables.values())


def file_sha256(file: Path) -> str:
    digest = hashlib.sha256()
    with file.open("rb") as source:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def media_sums(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): file_sha256(path) for path in files}


def differences(expected: dict[str, TableSum], found: dict[str, TableSum]) -> list[str]:
    """Names of the tables that are missing, extra or not the same."""
    names = expected.keys() | found.keys()
    return sorted(name for name in names if expected.get(name) != found.get(name))


def media_differences(expected: dict[str, str], found: dict[str, str]) -> list[str]:
    names = expected.keys() | found.keys()
    return sorted(name for name in names if expected.get(name) != found.get(name))
