"""A complaint about an official, without signing in; followed by a code."""

from __future__ import annotations

import time
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.people.actions.conduct_cases import case_by_code, complain
from bagana.people.conduct_terms import terms_on
from bagana.people.forms.conduct import ComplaintForm
from bagana.people.queries.conduct import posts_with_holders
from bagana.portal.queries import places
from bagana.portal.views.daily.misses import MISSES, count_miss, misses_of
from bagana.portal.views.pages import asked, page
from bagana.registers.private import not_kept
from bagana.territory.models import UnitVersion
from bagana.territory.queries import children_of, find_version
from bagana.web.errors import Refused
from bagana.web.form_pages import taken

SESSION_KEY: Final = "complaints_sent"
SECONDS: Final = 600
MOST: Final = 3


def complain_here(request: HttpRequest) -> HttpResponse:
    """First where, then about whom: an office of the unit, by its post."""
    version = _place(request)
    if version is None:
        return page(request, "home_empty")
    today = timezone.localdate()
    posts = posts_with_holders(version.unit, today)
    form = ComplaintForm(request.POST or None, posts=posts)
    codes: list[str] = []

    def act() -> Any:
        codes.append(_take_in(request, form))

    if taken(request, form, act):
        return not_kept(page(request, "daily/conduct_taken", code=codes[0]))
    below = children_of(version.unit, today).order_by("sort_key")
    response = page(
        request,
        "daily/conduct",
        version=version,
        below=list(below.select_related("unit")),
        form=form,
        has_posts=posts.exists(),
        days=terms_on(today).decide_days,
    )
    response.status_code = 422 if form.errors else 200
    return not_kept(response)


def _place(request: HttpRequest) -> UnitVersion | None:
    today, code = timezone.localdate(), asked(request, "unit")
    if not code:
        return places.home_version(today)
    found = find_version(code, today)
    if found is None:
        raise Http404
    return found


def _take_in(request: HttpRequest, form: ComplaintForm) -> str:
    if form.is_from_a_machine:
        return ""  # thanked like anyone, and dropped
    since = time.time() - SECONDS
    sent = [at for at in request.session.get(SESSION_KEY, []) if at > since]
    if len(sent) >= MOST:
        raise Refused(
            _("Та богино хугацаанд олон гомдол илгээлээ."),
            _("Арван минутын дараа дахин илгээнэ үү."),
        )
    told = form.cleaned_data
    _case, code = complain(
        user=None,
        post=told["post"],
        text=told["text"],
        complainant=told["complainant"],
        contact=told["contact"],
    )
    request.session[SESSION_KEY] = [*sent, time.time()]
    return code


def follow(request: HttpRequest) -> HttpResponse:
    """The state and the days, nothing else: the code may have been seen by others."""
    typed = request.POST.get("code", "")[:40] if request.method == "POST" else ""
    if not typed:
        return not_kept(page(request, "daily/conduct_follow"))
    waits = misses_of(request, "conduct") >= MISSES
    row = None if waits else case_by_code(typed)
    if row is None:
        count_miss(request, "conduct")
        problem = _("Ийм кодтой гомдол олдсонгүй. Кодоо шалгаад дахин бичнэ үү.")
        response = page(request, "daily/conduct_follow", problem=problem)
        response.status_code = 429 if waits else 404
        return not_kept(response)
    return not_kept(page(request, "daily/conduct_follow", row=row))
