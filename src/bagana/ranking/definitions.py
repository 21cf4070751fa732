"""The method of a version as the engine reads it, and the hash that freezes it.

The hash is over definition, gates and visit sheet in one canonical text, so that
whoever downloads that text can check it alone (docs/rules/framework.md).
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from bagana.engines.index.framework import Framework as Method
    from bagana.ranking.models import FrameworkVersion

EXACT: Final = 2**53
"""Up to here a whole number is the same as integer and as float."""


def engine_framework(version: FrameworkVersion) -> Method:
    """The version's method; raises FrameworkInvalid for a draft that is not whole."""
    from bagana.engines.index.reading import framework_from_dict

    return framework_from_dict(version.definition)


def parts_of(version: FrameworkVersion) -> dict[str, Any]:
    """All that the hash covers."""
    return {
        "definition": version.definition,
        "gates": version.gates,
        "visit_sheet": version.visit_sheet,
    }


def canonical_text(version: FrameworkVersion) -> str:
    return canonical(parts_of(version))


def canonical(value: Any) -> str:
    """Keys sorted, no spaces, numbers written one way, letters as they are."""
    return json.dumps(
        _plain(value),
        ensure_ascii=False,
        allow_nan=False,
        sort_keys=True,
        separators=(",", ":"),
    )


def hash_of(version: FrameworkVersion) -> str:
    """SHA-256 of the canonical text in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical_text(version).encode()).hexdigest()


def _plain(value: Any) -> Any:
    """Whole numbers without a point: the two databases give back 1.0 and 1 alike."""
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    number = float(value)
    return int(number) if number.is_integer() and abs(number) < EXACT else number
