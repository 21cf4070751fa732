"""What was typed is not lost when the session has run out.

A form that arrives without a session is answered with the way to the sign-in page, as
by Django; but its fields are first put by, for half an hour, in the session of the
visitor. After sign-in they are shown again with a button that sends them off. Files,
passwords and tokens are never put by. What was typed may name people, and sessions
stand in the database: it is sealed with a key that comes of the installation's secret,
which does not.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import time
import zlib
from collections.abc import Callable
from typing import Any, cast
from urllib.parse import urlencode, urlsplit

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.urls import reverse
from django.views.decorators.cache import never_cache

KEY = "kept_post"
SALT = "bagana.accounts.kept"
LARGEST = 1024 * 1024
SECONDS = 30 * 60
NONCE = 12
NEVER_KEPT = ("password", "csrfmiddlewaretoken", "code", "secret")


type Wrap = Callable[[dict[str, Any]], dict[str, Any]]


def _as_it_is(kept: dict[str, Any]) -> dict[str, Any]:
    return kept


_wraps: dict[str, Wrap] = {"wrap": _as_it_is, "unwrap": _as_it_is}


def wrap_with(wrap: Wrap, unwrap: Wrap) -> None:
    """The layer above seals what is put by: a form may hold somebody's name, and the
    session stands in the database. `unwrap` gives {} for what does not open."""
    _wraps.update(wrap=wrap, unwrap=unwrap)


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
    request.session[KEY] = _sealed(kept)
    return True


def _cipher() -> AESGCM:
    return AESGCM(hashlib.sha256(f"{SALT}\0{settings.SECRET_KEY}".encode()).digest())


def _sealed(kept: dict[str, Any]) -> str:
    nonce = os.urandom(NONCE)
    text = zlib.compress(json.dumps(kept).encode())
    return base64.b64encode(nonce + _cipher().encrypt(nonce, text, None)).decode()


def _opened(packed: str) -> dict[str, Any] | None:
    """None for what is too old, or was sealed before the secret was changed."""
    token = base64.b64decode(packed)
    try:
        text = _cipher().decrypt(token[:NONCE], token[NONCE:], None)
    except InvalidTag:
        return None
    kept = cast(dict[str, Any], json.loads(zlib.decompress(text)))
    return kept if time.time() - float(kept["at"]) <= SECONDS else None


def read(request: HttpRequest) -> dict[str, Any] | None:
    """What was put by, if it is not older than half an hour."""
    packed = request.session.get(KEY)
    if not packed:
        return None
    kept = _opened(str(packed))
    if kept is None:
        request.session.pop(KEY, None)
    return kept


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
