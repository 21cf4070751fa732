"""Codes that stand for nothing, counted by the address that asks for them.

Whoever guesses waits: after `MISSES` of them nothing is answered until the window ends.
"""

from __future__ import annotations

import hashlib
from typing import Final

from django.core.cache import cache
from django.http import HttpRequest

from bagana.accounts.addresses import client_address

MISSES: Final = 20
WINDOW: Final = 600  # seconds


def misses_of(request: HttpRequest, what: str) -> int:
    return int(cache.get(_key(request, what), 0))


def count_miss(request: HttpRequest, what: str) -> None:
    """The window begins with the first miss; later ones do not lengthen it."""
    key = _key(request, what)
    if not cache.add(key, 1, WINDOW):
        try:
            cache.incr(key)
        except ValueError:  # it ran out between the two lines
            cache.set(key, 1, WINDOW)


def _key(request: HttpRequest, what: str) -> str:
    """A cache that is read by others tells nobody's address."""
    address = client_address(request) or ""
    return f"{what}-misses:{hashlib.sha256(address.encode()).hexdigest()[:32]}"
