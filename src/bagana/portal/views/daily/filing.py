"""A citizen files a request: a unit, a service, a few words; no sign-in."""

from __future__ import annotations

import time
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from bagana.casework.actions.steps import SUM_LEVEL
from bagana.casework.actions.taking import take_request, too_many
from bagana.casework.forms.filing import FileForm
from bagana.casework.models import Channel, Request
from bagana.casework.queries.services import offered_in
from bagana.portal.queries import places
from bagana.portal.views.pages import asked, page
from bagana.registers.private import not_kept
from bagana.territory.models import UnitVersion
from bagana.territory.queries import ancestors_of, children_of, find_version
from bagana.web.form_pages import taken

SESSION_KEY = "requests_sent"
SESSION_SECONDS = 600
MOST_IN_SESSION = 3


def file_request(request: HttpRequest) -> HttpResponse:
    """First where, then what: a sum also takes requests itself, with `here=1`."""
    version = _place(request)
    if version is None:
        return page(request, "home_empty")
    level = version.kind.level
    here = level > SUM_LEVEL or (level == SUM_LEVEL and asked(request, "here") == "1")
    return _form(request, version) if here else _choice(request, version)


def _place(request: HttpRequest) -> UnitVersion | None:
    today, code = timezone.localdate(), asked(request, "unit")
    if not code:
        return places.home_version(today)
    found = find_version(code, today)
    if found is None:
        raise Http404
    return found


def _choice(request: HttpRequest, version: UnitVersion) -> HttpResponse:
    today = timezone.localdate()
    below = children_of(version.unit, today).select_related("unit", "kind")
    return page(
        request,
        "daily/file_where",
        version=version,
        above=ancestors_of(version.unit, today)[1:],
        below=list(below.order_by("sort_key")),
        takes=version.kind.level == SUM_LEVEL,
        service=asked(request, "service"),
    )


def _form(request: HttpRequest, version: UnitVersion) -> HttpResponse:
    offered = offered_in(version.unit, timezone.localdate())
    chosen = offered.filter(service__code=asked(request, "service")).first()
    form = FileForm(request.POST or None, versions=offered, initial={"version": chosen})
    made: list[tuple[Request | None, str]] = []

    def act() -> Any:
        made.append(_take_in(request, version, form))

    if taken(request, form, act):
        row, code = made[0]
        return not_kept(page(request, "daily/filed", row=row, code=code))
    response = page(
        request, "daily/file", form=form, version=version, offers=offered.exists()
    )
    response.status_code = 422 if form.errors else 200
    return response


def _take_in(
    request: HttpRequest, version: UnitVersion, form: FileForm
) -> tuple[Request | None, str]:
    if form.is_from_a_machine:
        return None, ""  # thanked like anyone, and dropped
    since = time.time() - SESSION_SECONDS
    sent = [at for at in request.session.get(SESSION_KEY, []) if at > since]
    if len(sent) >= MOST_IN_SESSION:
        raise too_many()
    made = take_request(
        user=None,
        unit=version.unit,
        version=form.cleaned_data["version"],
        channel=Channel.PAGE,
        taken_on=timezone.localdate(),
        private=form.private(),
    )
    request.session[SESSION_KEY] = [*sent, time.time()]
    return made
