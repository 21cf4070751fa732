"""Codes that stand for nothing, counted by the address that asks for them.

Whoever guesses waits: after `MISSES` of them nothing is answered until the window ends.
"""

from __future__ import annotations

import hashlib
from typing import Final

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from bagana.accounts.addresses import client_address
from bagana.web.errors import Refused

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


def told_to_wait(request: HttpRequest, what: str) -> HttpResponse | None:
    """The page of who guessed too often, genuine codes or not; None: go on."""
    if misses_of(request, what) < MISSES:
        return None
    refused = Refused(
        _("Энэ хаягаас олон буруу код шалгалаа."),
        _("Арван минутын дараа дахин шалгана уу."),
    )
    response = render(request, "web/refused.html", {"refused": refused}, status=429)
    response.headers["Retry-After"] = str(WINDOW)
    return response


def _key(request: HttpRequest, what: str) -> str:
    """A cache that is read by others tells nobody's address."""
    address = client_address(request) or ""
    return f"{what}-misses:{hashlib.sha256(address.encode()).hexdigest()[:32]}"
