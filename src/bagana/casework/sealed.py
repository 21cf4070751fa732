"""Which columns of casework are sealed (docs/rules/sealing.md)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bagana.casework.models import Reference, Request, RequestStep
from bagana.privacy.sealing import register_sealed
from bagana.registers.people import digits_of


def phone_key(content: Mapping[str, Any]) -> tuple[str, str]:
    return digits_of(str(content.get("phone", ""))), "phone"


def code_key(content: Mapping[str, Any]) -> tuple[str, str]:
    """The tracking code is kept sealed with the rest, and found by its index."""
    return str(content.get("code", "")), "request_code"


register_sealed(
    Request,
    "sealed",
    bind=lambda row: row.bind,
    indices={"phone_index": phone_key, "code_index": code_key},
)
register_sealed(RequestStep, "sealed", bind=lambda row: row.bind, needs=("request",))
register_sealed(Reference, "sealed", bind=lambda row: row.bind)
