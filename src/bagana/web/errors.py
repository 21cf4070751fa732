"""What an action raises when it refuses; pages and the API show it as it is."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied

__all__ = ["Conflict", "PermissionDenied", "Refused"]


class Refused(Exception):  # noqa: N818  a verdict, no fault of the program
    """Bad input: `reason` says what and where, `fix` how to mend it, translated."""

    def __init__(self, reason: str, fix: str = "", field: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.fix = fix
        self.field = field


class Conflict(Refused):
    """The state has moved on: something later depends on what would change."""
