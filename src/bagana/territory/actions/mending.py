"""Bring what is derived back in line with what it is derived from."""

from __future__ import annotations

from django.db import transaction

from bagana.accounts.models import User
from bagana.territory.ancestry import rebuild
from bagana.territory.rules import changes_units
from bagana.web.errors import PermissionDenied


@transaction.atomic
def rebuild_ancestry(*, user: User) -> int:
    """Write the closure of the whole tree anew; it holds nothing of its own."""
    if not changes_units(user):
        raise PermissionDenied
    return rebuild()
