"""Who may open the office's pages on units."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from bagana.accounts.roles import has_any_role
from bagana.territory.rules import changes_units
from bagana.web.errors import PermissionDenied

type View[**P] = Callable[Concatenate[HttpRequest, P], HttpResponse]


def _guarded[**P](view: View[P], allowed: Callable[[Any], bool]) -> View[P]:
    @wraps(view)
    def inner(
        request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        if not allowed(request.user):
            raise PermissionDenied(_("Энэ хуудсыг нээх эрх танд алга."))
        return view(request, *args, **kwargs)

    return login_required(inner)


def readers[**P](view: View[P]) -> View[P]:
    """Anyone who holds a role reads what was done; acts and units are public."""
    return _guarded(view, has_any_role)


def officers[**P](view: View[P]) -> View[P]:
    """Who may change some unit; which one, the actions judge."""
    return _guarded(view, changes_units)
