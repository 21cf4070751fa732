"""The date as of which a page is read: ?on=2018-06-05, else today."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils import timezone


def read_on(request: HttpRequest) -> tuple[date, bool]:
    """The date asked for, and whether it could be read; else today."""
    given = request.GET.get("on", "")
    try:
        return date.fromisoformat(given), True
    except ValueError:
        return timezone.localdate(), not given


class AsOfMiddleware:
    """Puts what the page is read as of onto the request.

    `request.on` is the date, `request.on_given` whether the reader asked for it, and
    `request.on_unreadable` whether they asked for something that is no date.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        on, readable = read_on(request)
        request.on = on  # type: ignore[attr-defined]
        request.on_given = readable and bool(  # type: ignore[attr-defined]
            request.GET.get("on")
        )
        request.on_unreadable = not readable  # type: ignore[attr-defined]
        return self.get_response(request)
