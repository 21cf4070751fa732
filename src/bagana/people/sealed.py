"""Which columns of officials are sealed (docs/rules/sealing.md)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from bagana.people.models import (
    ConductCase,
    ConductStep,
    InterestDeclaration,
    Official,
)
from bagana.privacy.sealing import register_sealed

CODE: Final = "conduct_code"
"""What the blind index of a complaint's code is for."""


def code_key(content: Mapping[str, Any]) -> tuple[str, str]:
    return str(content.get("code", "")), CODE


register_sealed(Official, "sealed", bind=lambda row: row.bind)
register_sealed(InterestDeclaration, "sealed", bind=lambda row: row.bind)
register_sealed(
    ConductCase,
    "sealed",
    bind=lambda row: row.bind,
    indices={"code_index": code_key},
)
register_sealed(ConductStep, "sealed", bind=lambda row: f"conduct-step:{row.case_id}")
