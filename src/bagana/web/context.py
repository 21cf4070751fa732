"""What every page knows."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language


def page(request: HttpRequest) -> dict[str, Any]:
    return {
        "on": getattr(request, "on", None),
        "on_given": getattr(request, "on_given", False),
        "on_unreadable": getattr(request, "on_unreadable", False),
        "kept_parameters": kept_parameters(request),
        "language": get_language(),
    }


def kept_parameters(request: HttpRequest) -> list[tuple[str, str]]:
    """What the address holds beside the date: the date form carries it along."""
    dropped = {"on", "page"}
    return [
        (key, value)
        for key, values in request.GET.lists()
        if key not in dropped
        for value in values
    ]
