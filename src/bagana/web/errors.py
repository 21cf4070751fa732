"""What an action raises when it refuses; pages and the API show it as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.template.loader import render_to_string

__all__ = [
    "Conflict",
    "PermissionDenied",
    "Refused",
    "RefusedMiddleware",
    "refusals_in",
]


class Refused(Exception):  # noqa: N818  a verdict, no fault of the program
    """Bad input: `reason` says what and where, `fix` how to mend it, translated."""

    def __init__(self, reason: str, fix: str = "", field: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.fix = fix
        self.field = field


class Conflict(Refused):
    """The state has moved on: something later depends on what would change."""


@contextmanager
def refusals_in(form: BaseForm) -> Iterator[None]:
    """Show what an action refuses at the field of the form that it names.

    The form is invalid afterwards; the view shows it again with what was typed::

        if form.is_valid():
            with refusals_in(form):
                rename_unit(user=request.user, **form.cleaned_data)
        if form.is_valid():
            return redirect(...)
    """
    try:
        yield
    except Refused as refused:
        field = refused.field if refused.field in form.fields else None
        form.add_error(field, " ".join(filter(None, (refused.reason, refused.fix))))


class RefusedMiddleware:
    """A page for what no view has turned into a form error or a message.

    An address that only takes a pressed button answers with a page too when it is
    typed by hand, and not with the empty one of the framework.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            response.content = render_to_string("405.html", request=request)
        return response

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        status = 409 if isinstance(exception, Conflict) else 422
        return render(
            request, "web/refused.html", {"refused": exception}, status=status
        )
