"""Where does my request stand? Asked by its code; what is not found tells nothing.

The code is sent in the body of a form, never in an address: addresses stay in
histories and logs.
"""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from bagana.casework.actions import requests as actions
from bagana.casework.actions.steps import normal_code
from bagana.casework.clock import days_left
from bagana.casework.forms.filing import CitizenWhyForm
from bagana.casework.forms.requests import RateForm
from bagana.casework.models import Request
from bagana.casework.queries.tracking import by_code, followed, may_reopen
from bagana.casework.states import possible
from bagana.portal.views.daily.misses import MISSES, count_miss, misses_of
from bagana.portal.views.pages import page
from bagana.registers.private import not_kept
from bagana.territory.queries import nearest_version
from bagana.web.errors import refusals_in


def track(request: HttpRequest) -> HttpResponse:
    typed = request.POST.get("code", "")[:40]
    if request.method != "POST" or not normal_code(typed):
        return not_kept(page(request, "daily/track"))
    if misses_of(request, "track") >= MISSES:
        return _refused(request, typed, 429)
    row = by_code(normal_code(typed))
    if row is None:
        count_miss(request, "track")
        return _refused(request, typed, 404)
    return _told(request, row, normal_code(typed))


def _refused(request: HttpRequest, typed: str, status: int) -> HttpResponse:
    words = {
        404: _("Ийм кодтой хүсэлт олдсонгүй. Кодоо шалгаад дахин бичнэ үү."),
        429: _("Олон буруу код шалгалаа. Арван минутын дараа дахин оролдоно уу."),
    }
    response = page(request, "daily/track", typed=typed, problem=words[status])
    response.status_code = status
    return not_kept(response)


def _told(request: HttpRequest, row: Request, code: str) -> HttpResponse:
    """What is done first, if anything was sent along; then the request as it stands."""
    deed, bound, done = request.POST.get("deed", ""), {}, False
    if deed in FORMS:
        bound[deed] = FORMS[deed](request.POST)
        done = _do(deed, bound[deed], row, code)
        if done:
            row, bound = by_code(code) or row, {}
    today, can = timezone.localdate(), possible(row.state)
    forms = {name: bound.get(name) or shape() for name, shape in FORMS.items()}
    response = page(
        request,
        "daily/tracked",
        row=row,
        code=code,
        told=followed(row),
        left=days_left(row, today),
        today=today,
        unit=nearest_version(row.unit.code, today),
        done=done,
        forms=forms,
        may_rate="rated" in can and row.satisfaction is None,
        may_reopen=may_reopen(row, today),
        may_withdraw="withdrawn" in can,
    )
    response.status_code = 422 if any(form.errors for form in bound.values()) else 200
    return not_kept(response)


FORMS: dict[str, type[Form]] = {
    "rate": RateForm,
    "reopen": CitizenWhyForm,
    "withdraw": Form,
}


def _do(deed: str, form: Form, row: Request, code: str) -> bool:
    if not form.is_valid():
        return False
    act: Any = getattr(actions, deed)
    with refusals_in(form):
        act(request=row, code=code, **form.cleaned_data)
    return form.is_valid()
