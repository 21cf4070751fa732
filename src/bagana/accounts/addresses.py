"""From which address a request comes: the lock of sign-in counts by it."""

from __future__ import annotations

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str | None:
    """The address of the browser.

    Behind the TLS proxy every request comes from the proxy, which writes the browser's
    address as the last of X-Forwarded-For; what stands before it anyone may have made
    up. Without the proxy the header is not believed at all.
    """
    direct: str | None = request.META.get("REMOTE_ADDR") or None
    if not settings.TLS:
        return direct
    last = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    try:
        return str(ipaddress.ip_address(last))
    except ValueError:
        return direct
