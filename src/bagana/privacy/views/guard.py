"""What every office page of protection begins with, and how its forms are taken."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from bagana.accounts.roles import has_any_role
from bagana.web.errors import PermissionDenied, refusals_in

type Crumbs = list[tuple[str, str]]
type View = Callable[..., HttpResponse]


def office_page(view: View) -> View:
    """Signed in, with a role, kept by no cache."""

    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not has_any_role(request.user):
            raise PermissionDenied(_("Энэ хуудсыг нээх эрх танд алга."))
        return view(request, *args, **kwargs)

    return login_required(never_cache(shown))


def crumbs(*more: tuple[str, str]) -> Crumbs:
    return [(reverse("privacy:index"), _("Хувийн мэдээлэл")), *more]


def taken(request: HttpRequest, form: forms.Form, act: Callable[[], Any]) -> bool:
    """Whether the form was sent and the action done; a refusal stands at its field."""
    if request.method != "POST" or not form.is_valid():
        return False
    with refusals_in(form):
        act()
    return form.is_valid()


def form_page(
    request: HttpRequest, form: forms.Form, *, title: str, button: str, **more: Any
) -> HttpResponse:
    """One form on a page of its own; 422 where it was sent and not taken."""
    context = {"form": form, "title": title, "button": button, **more}
    status = 422 if form.errors else 200
    return render(request, "privacy/form.html", context, status=status)
