"""What a folder holds: nothing yet, a demonstration, or an office's own data.

`demo.json` is written before the first row. A folder with rows and without it is
somebody's work, which the demonstration never touches unasked; one that says
"building" was broken off and is built anew.
"""

from __future__ import annotations

import json
import shutil
from enum import StrEnum
from pathlib import Path


class State(StrEnum):
    EMPTY = "empty"
    BUILDING = "building"
    BUILT = "built"
    FOREIGN = "foreign"


def _home() -> Path:
    from django.conf import settings

    return Path(settings.BAGANA_HOME)


def _file() -> Path:
    return _home() / "demo.json"


def users_file() -> Path:
    return _home() / "demo-users.txt"


def read() -> State:
    """Needs the tables to be there."""
    from bagana.territory.models import Unit

    if _file().exists():
        return State(json.loads(_file().read_text(encoding="utf-8"))["state"])
    return State.FOREIGN if Unit.objects.exists() else State.EMPTY


def write(state: State) -> None:
    _file().write_text(json.dumps({"state": state}), encoding="utf-8")


def clear() -> None:
    """Take out every row, upload, file and password of the demonstration; keys stay."""
    from django.core.management import call_command
    from django.db import connections

    connections.close_all()
    write(State.BUILDING)
    if connections["default"].vendor == "sqlite":
        for file in _home().glob("bagana.sqlite3*"):
            file.unlink()
    else:
        call_command("flush", interactive=False, verbosity=0)
    users_file().unlink(missing_ok=True)
    for folder in ("media", "demo-files"):
        shutil.rmtree(_home() / folder, ignore_errors=True)
    _file().unlink()
