"""Pages and answers with personal data: signed in only, kept by nobody on the way."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse

NOT_KEPT: Final = "private, no-store"


def not_kept[Answer: HttpResponse](response: Answer) -> Answer:
    """Forbid every cache to keep the answer, the browser's own as well."""
    response.headers["Cache-Control"] = NOT_KEPT
    response.headers["Referrer-Policy"] = "same-origin"
    # A tag of the content would tell a later visitor whether it is still the same.
    if response.has_header("ETag"):
        del response["ETag"]
    return response


def private_page[**Asked, Answer: HttpResponse](
    view: Callable[Asked, Answer],
) -> Callable[Asked, Any]:
    """For every view that shows a person or a household: one decorator.

    A visitor is asked to sign in; what the view answers is kept by no cache. Whom the
    rows are shown to is the view's own (`visible_to`), and noting the reading too.
    """

    @wraps(view)
    def shown(*args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
        return not_kept(view(*args, **kwargs))

    return login_required(shown)
