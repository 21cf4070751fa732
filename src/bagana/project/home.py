"""Where an installation keeps what is its own: database, uploads, secret key."""

import os
import secrets
from pathlib import Path


def home() -> Path:
    """The folder of this installation; BAGANA_HOME names it, else ./bagana-data."""
    path = Path(os.environ.get("BAGANA_HOME", "bagana-data")).resolve()
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def secret_key(folder: Path) -> str:
    """The signing key, made at the first start and readable by the owner only."""
    file = folder / "secret_key"
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text(encoding="ascii").strip()
    key = secrets.token_urlsafe(64)
    with os.fdopen(descriptor, "w", encoding="ascii") as target:
        target.write(key)
    return key
