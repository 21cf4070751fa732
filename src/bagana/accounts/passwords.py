"""Passwords that one person reads to another over the telephone."""

from __future__ import annotations

import secrets

# Without 0 o 1 l i, which are mistaken for one another.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def new_password() -> str:
    """Four groups of four signs: 31^16, about 79 bits."""
    groups = ("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))
    return "-".join(groups)
