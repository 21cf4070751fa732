"""What an expired session put by may hold a name: it is sealed in the session."""

from __future__ import annotations

import base64
from typing import Any

from bagana.privacy.sealing import seal, unseal
from bagana.web.errors import Conflict

BIND = "kept"


def wrapped(kept: dict[str, Any]) -> dict[str, Any]:
    return {"sealed": base64.b64encode(seal(kept, bind=BIND)).decode()}


def unwrapped(packed: dict[str, Any]) -> dict[str, Any]:
    """{} when its key is gone meanwhile, or when it is of an older version."""
    try:
        token = base64.b64decode(str(packed.get("sealed", "")))
        return unseal(token, bind=BIND)
    except (Conflict, ValueError):
        return {}
