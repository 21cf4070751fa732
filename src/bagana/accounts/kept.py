"""What was typed is not lost when the session has run out.

A form that arrives without a session is answered with the way to the sign-in page, as
by Django; but its fields are first put by, for half an hour, in the session of the
visitor. After sign-in they are shown again with a button that sends them off. Files,
passwords and tokens are never put by.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, cast
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.urls import reverse
from django.views.decorators.cache import never_cache

KEY = "kept_post"
SALT = "bagana.accounts.kept"
LARGEST = 1024 * 1024
SECONDS = 30 * 60
NEVER_KEPT = ("password", "csrfmiddlewaretoken", "code", "secret")


class KeptPostMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not _turned_away(request, response) or not _keep(request):
            return response
        query = urlencode({"next": reverse("account_kept")})
        return HttpResponseRedirect(f"{resolve_url(settings.LOGIN_URL)}?{query}")


def _turned_away(request: HttpRequest, response: HttpResponse) -> bool:
    """A form from someone who had a session, sent to sign in instead of served."""
    if request.method != "POST" or response.status_code != 302:
        return False
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    if request.user.is_authenticated:
        return False
    target = urlsplit(response.headers["Location"]).path
    sign_in = resolve_url(settings.LOGIN_URL)
    return target == sign_in and not request.path.startswith(sign_in)


def _keep(request: HttpRequest) -> bool:
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        if not name.lower().startswith(NEVER_KEPT)
        for value in values
    ]
    # A button without fields is put by too: its address answers no GET after sign-in.
    if sum(len(n) + len(v) for n, v in fields) > LARGEST:
        return False
    kept = {
        "path": request.get_full_path(),
        "fields": fields,
        "files": sorted(request.FILES),
        "at": time.time(),
    }
    request.session[KEY] = signing.dumps(kept, salt=SALT, compress=True)
    return True


def read(request: HttpRequest) -> dict[str, Any] | None:
    """What was put by, if it is not older than half an hour."""
    packed = request.session.get(KEY)
    if not packed:
        return None
    try:
        kept = signing.loads(packed, salt=SALT, max_age=SECONDS)
    except signing.BadSignature:
        request.session.pop(KEY, None)
        return None
    return cast(dict[str, Any], kept)


@login_required
@never_cache
def show(request: HttpRequest) -> HttpResponse:
    """Look at what was put by; a POST throws it away."""
    kept = read(request)
    if request.method == "POST" or kept is None:
        request.session.pop(KEY, None)
        return HttpResponseRedirect(resolve_url(settings.LOGIN_REDIRECT_URL))
    shown = [(name, value) for name, value in kept["fields"] if value.strip()]
    return render(request, "accounts/kept.html", {"kept": kept, "shown": shown})
