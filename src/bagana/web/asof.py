"""The date as of which a page is read: ?on=2018-06-05, else today."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils import timezone


def read_on(request: HttpRequest) -> date:
    """The date asked for; an unreadable one falls back to today."""
    try:
        return date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return timezone.localdate()


class AsOfMiddleware:
    """Puts `request.on` (the date) and `request.on_given` (asked for or not)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.on = read_on(request)  # type: ignore[attr-defined]
        request.on_given = bool(  # type: ignore[attr-defined]
            request.GET.get("on")
        )
        return self.get_response(request)
